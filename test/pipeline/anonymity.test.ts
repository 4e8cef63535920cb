// Whoever told an appeal without his name is found nowhere: not in what is stored (read as a thief would, without the key), not in what
// is shown, logged, sent to others or asked of a language model. And what comes of it still reaches him.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test } from 'vitest';
import type { LanguageModel } from '../../src/core/language-model.ts';
import { createApp } from '../../src/http/app.ts';
import { mountPages } from '../../src/http/pages/index.ts';
import { listen } from '../../src/http/server.ts';
import { readState } from '../../src/http/simulator/view.ts';
import { createSecondReader } from '../../src/pipeline/second-reader.ts';
import { createCandidates } from '../../src/understanding/index.ts';
import { type AppealBench, appealBench } from '../support/appeal-bench.ts';
import { calendar } from '../support/calendar.ts';
import { silentLog } from '../support/server.ts';

/** Where people stand as people, whatever they told. */
const PEOPLE = new Set(['members', 'accounts', 'memberships']);

let folder: string | undefined;
let it: AppealBench | undefined;
afterEach(async () => {
  await it?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
  it = undefined;
  folder = undefined;
});

interface Play {
  /** WeCom id, and the display name the platform sends along. */
  who: string;
  shown: string | null;
  /** What he says of himself, planted into his words. */
  planted: readonly string[];
  inGroup: boolean;
  /** How it becomes anonymous. */
  told: string;
  answers: readonly string[];
}

const phone = '13671234598';

const plays: Record<string, Play> = {
  'a guest never seen before, in a direct chat, from the start': {
    who: 'guanxiaoyu88',
    shown: '关小雨',
    planted: ['关小雨', phone],
    inGroup: false,
    told: `匿名反映，我叫关小雨，电话${phone}，站里拖欠工资两个月没发`,
    answers: [`8月差五百，我是关小雨，打${phone}`],
  },
  'a guest never seen before, in a group, by an answer': {
    who: 'guanxiaoyu88',
    shown: '关小雨',
    planted: ['关小雨', phone],
    inGroup: true,
    told: '站里乱扣我两百块凭啥',
    answers: ['1', `11号扣的，我叫关小雨，电话${phone}`],
  },
  'a member, in a group, from the start': {
    who: 'zhoudayong',
    shown: null,
    planted: ['周大勇', '老周', phone],
    inGroup: true,
    told: `我是老周周大勇，匿名反映，站里拖欠工资两个月没发，电话${phone}`,
    answers: ['8月差五百，老周我干了三年'],
  },
  'a member, in a direct chat, by an answer': {
    who: 'zhoudayong',
    shown: '周大勇',
    planted: ['周大勇', '老周', phone],
    inGroup: false,
    told: `站里乱扣我两百块凭啥，我是周大勇，电话${phone}`,
    answers: ['匿名', '11号扣的，说我老周送晚了'],
  },
  'a member who tells more first and wishes it later': {
    who: 'zhoudayong',
    shown: null,
    planted: ['周大勇', '老周', phone],
    inGroup: true,
    told: '站里乱扣我两百块凭啥',
    answers: [`11号扣的，打我电话${phone}`, '2', '1', 'A-0001 怎么样了', '我的诉求', '打开 A-0001', '刚才那件改成匿名'],
  },
};

describe.each(Object.entries(plays))('%s', (_name, play) => {
  test('is found nowhere, and hears what comes of it', async () => {
    folder = await mkdtemp(join(tmpdir(), 'xiaofeng-anonymity-'));
    const file = join(folder, 'records.sqlite');
    const prompts: string[] = [];
    const bench = await appealBench({ file, advise: await adviserThatNotes(prompts) });
    it = bench;

    const toOthers: unknown[] = [];
    const heard: string[] = [];
    type Taken = Awaited<ReturnType<AppealBench['say']>>;
    const note = ({ all, alone }: Taken) => {
      heard.push(...alone);
      toOthers.push(...all.filter(({ to }) => !(to.kind === 'direct' && to.account === `wecom:${play.who}`)));
    };
    const tell = async (text: string, group = false, photos = 0) =>
      note(await bench.say(play.who, text, { group, photos, ...(play.shown !== null && { name: play.shown }) }));
    const handle = async (who: string, text: string) => {
      const { all } = await bench.say(who, text);
      toOthers.push(...all.filter(({ to }) => !(to.kind === 'direct' && to.account === `wecom:${play.who}`)));
      return all;
    };

    await tell(play.told, play.inGroup, 2);
    for (const answer of play.answers) await tell(answer);
    expect(await bench.tickets()).toMatchObject([{ number: 'A-0001', anonymous: true, reporterId: null }]);
    await tell('A-0001 怎么样了');
    await tell('我的诉求', play.inGroup);
    const pack = await bench.say(play.who, '打印我的诉求材料');
    note(pack);
    toOthers.push(await pageOf(bench, pack.links[0]));

    await handle('lishuji', '诉求事项');
    const opened = await handle('lishuji', '打开 A-0001');
    toOthers.push(await pageOf(bench, opened.find(({ link }) => link !== undefined)?.link));
    await handle('lishuji', '看原话 A-0001');
    await handle('lishuji', '受理 A-0001');
    await handle('lishuji', 'A-0001 报街道');
    note(await bench.until('2026-11-24T10:00', play.who));
    await handle('chenke', '受理 A-0001');
    await handle('chenke', 'A-0001 办好了，钱已经退了');
    note(await bench.until('2026-11-24T21:30', play.who));
    await tell(`没好 A-0001，还是没退，我是${play.planted[0]}`);
    note(await bench.until('2026-11-25T10:00', play.who));
    await handle('chenke', 'A-0001 办好了，这回退了');
    const asked = await bench.until('2026-11-25T21:30', play.who);
    note(asked);
    const card = asked.buttons.find(({ label }) => label === '满意');
    note(await bench.press(play.who, card?.id ?? '', ...(play.shown === null ? [] : [play.shown])));
    note(await bench.until('2026-12-05T10:00', play.who));

    expect(await bench.tickets()).toMatchObject([{ status: 'closed', end: 'satisfied' }]);
    expect(heard.filter((text) => text.includes('A-0001') && text.includes('满意回 1'))).toHaveLength(2);

    const memberId = (await bench.store.transaction((tx) => tx.members.byAccount(`wecom:${play.who}`)))?.id ?? '';
    const needles = [...new Set([play.who, memberId, ...play.planted])].filter((needle) => needle !== '');
    const state = JSON.stringify(await bench.store.transaction(readState));
    await bench.close();
    it = undefined;
    expect([
      ...leaksIn(file, needles),
      ...foundIn('state', state, needles),
      ...foundIn('log', bench.logged.join('\n'), needles),
      ...foundIn('prompt', prompts.join('\n'), needles),
      ...foundIn('to others', JSON.stringify(toOthers), needles),
    ]).toEqual([]);
  });
});

test('nothing leads to whoever wished it after it was settled and reopened', async () => {
  folder = await mkdtemp(join(tmpdir(), 'xiaofeng-anonymity-'));
  const file = join(folder, 'records.sqlite');
  const bench = await appealBench({ file });
  it = bench;
  const who = 'zhoudayong';
  for (const words of ['站里乱扣我两百块凭啥', '2', '1', 'A-0001 怎么样了']) await bench.say(who, words, { photos: 0 });
  await bench.say('lishuji', 'A-0001 办好了，钱退了');
  await bench.until('2026-11-23T21:30', who);
  await bench.say(who, '3');
  await bench.say('lishuji', 'A-0001 办好了，这回真退了');
  await bench.until('2026-11-24T21:30', who);
  await bench.say(who, '没好 A-0001');
  expect((await bench.say(who, 'A-0001 匿名')).alone).toEqual(['A-0001 已匿名，只有我知道是你，进展我私信你。']);
  await bench.say(who, 'A-0001 不用管了');
  expect(await bench.tickets()).toMatchObject([{ anonymous: true, status: 'closed', end: 'withdrawn' }]);
  const state = JSON.stringify(await bench.store.transaction(readState));
  await bench.close();
  it = undefined;
  expect([...leaksIn(file, [who, '周大勇']), ...foundIn('state', state, [who, '周大勇'])]).toEqual([]);
});

test('the search finds what is there to be found', async () => {
  folder = await mkdtemp(join(tmpdir(), 'xiaofeng-anonymity-'));
  const file = join(folder, 'records.sqlite');
  it = await appealBench({ file });
  await it.say('zhoudayong', '签到');
  await it.close();
  it = undefined;
  expect(leaksIn(file, ['zhoudayong'])).not.toEqual([]);
});

/** What a thief of the file reads: every row of every table, without the key. Each leak as table and column. */
function leaksIn(file: string, needles: readonly string[]): string[] {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = db.prepare("select name from sqlite_master where type = 'table'").all() as { name: string }[];
    return tables.flatMap(({ name }) => {
      if (PEOPLE.has(name)) return [];
      const rows = db.prepare(`select * from "${name}"`).all() as Record<string, unknown>[];
      return rows.flatMap((row) =>
        Object.entries(row).flatMap(([column, value]) => foundIn(`${name}.${column}`, String(value), needles)),
      );
    });
  } finally {
    db.close();
  }
}

/** Each needle that is there, with what stands around it. */
function foundIn(where: string, text: string, needles: readonly string[]): string[] {
  return needles.flatMap((needle) => {
    const at = text.indexOf(needle);
    return at === -1 ? [] : [`${where}: ${text.slice(Math.max(0, at - 80), at + 80)}`];
  });
}

/** A language model nobody should be told of. */
async function adviserThatNotes(prompts: string[]) {
  const model: LanguageModel = {
    async ask(request) {
      prompts.push(request.system, request.user);
      return { kind: 'busy' };
    },
  } as LanguageModel;
  const prompt = await readFile(new URL('../../prompts/understand.md', import.meta.url), 'utf8');
  return createSecondReader({ model, prompt, candidates: createCandidates({ calendar }) });
}

async function pageOf({ services }: AppealBench, link: string | undefined): Promise<string> {
  const server = await listen(createApp([mountPages([services])], silentLog), { host: '127.0.0.1', port: 0 });
  try {
    const page = await fetch(new URL(new URL(link ?? '').pathname, server.url), { method: 'POST' });
    expect(page.status).toBe(200);
    return await page.text();
  } finally {
    await server.drain();
  }
}
