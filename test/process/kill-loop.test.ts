import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { hold, killLoop, warmedUp } from '../support/kill-loop.ts';
import { startPostgres } from '../support/postgres.ts';

const KILLS = Number(process.env.KILLS ?? 100);
/** Each kill costs a start, which takes a busy machine seconds. */
const TIMEOUT_MS = 120_000 + KILLS * 5_000;

/** What an independent reader finds: plain SQL, none of the program's code. */
const QUESTIONS = {
  attendance: 'select member_id as name, count(*) as times from attendance where withdrawn_at is null group by member_id',
  replies: "select cause as name, count(*) as times from outbox where key like 'reply:%' group by cause",
  inbox: "select key as name, count(*) as times from inbox where state = 'done' group by key",
  unfinished:
    "select key || ' ' || state || ' ' || attempts as name, 1 as times from inbox where state in ('ready', 'leased', 'dead')",
} as const;

type Answers = Record<keyof typeof QUESTIONS, Map<string, number>>;

function expectEachOnce(answers: Answers, people: readonly string[]): void {
  expect(answers.unfinished.size, 'messages left undone').toBe(0);
  const lost = people.filter((person) => !answers.attendance.has(`wecom:${person}`));
  const doubled = [...answers.attendance, ...answers.replies].filter(([, times]) => times !== 1);
  expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
  expect(answers.attendance.size).toBe(people.length);
  expect(answers.inbox.size).toBe(people.length);
  expect(answers.replies.size).toBe(people.length);
}

const toMap = (rows: unknown[]) =>
  new Map((rows as { name: string; times: number | string }[]).map((row) => [row.name, Number(row.times)]));

describe('killed again and again, with every callback sent four times at once', { timeout: TIMEOUT_MS }, () => {
  test(`SQLite loses nothing and does nothing twice (${KILLS} kills)`, async ({ signal, onTestFinished }) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'xiaofeng-kill-'));
    const server = await hold({ ...(await warmedUp()), DATA_DIR: dataDir });
    onTestFinished(server.end);
    const { acknowledged, kills } = await killLoop([server], KILLS, signal);
    expect(await server.stop()).toBe(0);
    const db = new DatabaseSync(join(dataDir, 'records.sqlite'), { readOnly: true });
    const answers = Object.fromEntries(Object.entries(QUESTIONS).map(([name, sql]) => [name, toMap(db.prepare(sql).all())]));
    db.close();
    rmSync(dataDir, { recursive: true, force: true });
    console.log(`SQLite: ${kills} kills, ${acknowledged.length} messages acknowledged`);
    expect(acknowledged.length).toBeGreaterThan(KILLS);
    expectEachOnce(answers as Answers, acknowledged);
  });

  test(`two instances on one PostgreSQL lose nothing and do nothing twice (${KILLS} kills)`, async ({
    signal,
    onTestFinished,
  }) => {
    const postgres = await startPostgres();
    onTestFinished(postgres.stop);
    const url = await postgres.createDatabase('kill_loop');
    const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'xiaofeng-kill-')));
    const warm = await warmedUp();
    const servers = await Promise.all(folders.map((DATA_DIR) => hold({ ...warm, DATA_DIR, DATABASE_URL: url })));
    onTestFinished(() => {
      for (const server of servers) server.end();
    });
    const { acknowledged, kills } = await killLoop(servers, KILLS, signal);
    const client = new pg.Client(url);
    await client.connect();
    const ask = async (sql: string) => toMap((await client.query(sql)).rows);
    // Leases of the killed run out within seconds; the living take over what they held.
    await expect.poll(async () => [...(await ask(QUESTIONS.unfinished)).keys()], { timeout: 60_000, interval: 500 }).toEqual([]);
    for (const server of servers) expect(await server.stop()).toBe(0);
    const answers: Record<string, Map<string, number>> = {};
    for (const [name, sql] of Object.entries(QUESTIONS)) answers[name] = await ask(sql);
    await client.end();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    console.log(`PostgreSQL: ${kills} kills, ${acknowledged.length} messages acknowledged`);
    expect(acknowledged.length).toBeGreaterThan(KILLS / 2);
    expectEachOnce(answers as Answers, acknowledged);
  });
});
