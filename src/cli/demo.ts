// npm run demo: the main job, start to end, in the terminal. Exit 1 when anything differs from the expected story.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handlers } from '../../handlers/index.ts';
import { createCalendar } from '../calendar/index.ts';
import { readConfig } from '../config.ts';
import { shanghaiInstant, shanghaiIso } from '../core/shanghai.ts';
import type { Attendance } from '../core/store.ts';
import { start } from '../start.ts';
import { openStore } from '../store/index.ts';
import { createCandidates, createReader } from '../understanding/index.ts';
import { activityStory, branch, type Scene } from './demo-activity.ts';
import { cardClick, environment, requestOf, startPlatform } from './demo-platforms.ts';
import { policyStory } from './demo-policy.ts';
import { expected, groups, people, type Step, story, words } from './demo-story.ts';
import { expectedTickets, ticketStory } from './demo-tickets.ts';
import { createLog } from './log.ts';
import { send } from './platform-requests.ts';
import { openSealed } from './sealed.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'xiaofeng-demo-'));
const platform = await startPlatform();
const config = readConfig(environment(platform.url, dataDir));
const clock = { at: instantOf(story[0]!.at), now: () => clock.at };
let wrong = 0;

function instantOf(at: string): number {
  const [date, time] = at.split('T') as [string, string];
  const [hour, minute] = time.split(':').map(Number);
  return shanghaiInstant(date, hour, minute);
}

function complain(expectedWords: string): void {
  wrong += 1;
  console.log(`  ✗ ${words.wrong(expectedWords)}`);
}

/** The words of an answer, out of whichever envelope the platform uses. */
function wordsOf(body: string): string | null {
  const plain = openSealed(body, config) ?? body;
  if (plain === '') return null;
  if (plain.startsWith('<xml>')) return /<Content><!\[CDATA\[([\s\S]*?)\]\]>/.exec(plain)?.[1] ?? null;
  const json = JSON.parse(plain) as { stream?: { content: string }; text?: { content: string }; markdown?: { content: string } };
  return json.stream?.content ?? json.text?.content ?? json.markdown?.content ?? null;
}

function print(step: Step, answer: string | null): void {
  const where = step.group === null ? words.direct : groups[step.group];
  console.log(`\n${step.at.replace('T', ' ')}  ${words.via[step.via]} · ${where}`);
  console.log(`  ${people[step.from]!.name}：${step.text}${(step.times ?? 1) > 1 ? ` ${words.again(step.times!)}` : ''}`);
  if (answer !== null) console.log(`  ${words.bot}：${answer.replaceAll('\n', '\n        ')}`);
}

async function play(url: string, step: Step, id: string): Promise<void> {
  const now = instantOf(step.at);
  clock.at = now;
  const copies = Array.from({ length: step.times ?? 1 }, () => send(url, requestOf(step, id, now, platform.url)));
  const answers = await Promise.all(copies);
  const said = answers.map(({ status, body }) => (status === 200 ? wordsOf(body) : `HTTP ${status}`));
  print(step, said[0] ?? null);
  for (const answer of new Set(said)) {
    const fits = step.expects === null ? answer === null : answer !== null && step.expects.test(answer);
    if (!fits) complain(String(step.expects));
  }
}

/** A late answer: it cannot travel in the HTTP answer, so it is posted to the platform. */
async function playCardClick(url: string): Promise<void> {
  const step: Step = {
    at: shanghaiIso(clock.at).slice(0, 16),
    via: 'wecom',
    from: 'zhou',
    group: 'courier',
    text: words.oldCard,
    expects: null,
  };
  const { status } = await send(url, cardClick('zhou', 'courier', '9900000001', clock.at, platform.url));
  for (let waited = 0; platform.captured.length === 0 && waited < 3_000; waited += 20) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const posted = platform.captured[0];
  print(step, posted ? wordsOf(posted.body) : null);
  if (posted) console.log(`        ${words.late(posted.path)}`);
  if (status !== 200 || posted?.path !== '/cgi-bin/aibot/response') complain('/cgi-bin/aibot/response');
}

interface Shown {
  at: string;
  to: { group?: string; member?: string };
  text: string;
}

/** The same bot without a platform: its own world, its own clock. */
async function playSimulator(url: string): Promise<void> {
  const call = async (path: string, body: unknown) => {
    const response = await fetch(`${url}/simulator/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as { replies?: { id: string; text: string; buttons: { id: string }[] }[] };
  };
  const members = [{ id: 'ma', name: '老马', role: 'member', occupation: 'driver', groups: ['g'] }];
  await call('reset', { now: '2026-11-30T08:10:00+08:00', groups: [{ id: 'g', title: '司机群', channel: 'wecom' }], members });
  const asked = (await call('messages', { from: 'ma', group: 'g', text: '@小蜂 早巡查完了' })).replies?.[0];
  const clicked = (await call('click', { from: 'ma', group: 'g', card: asked?.id, button: asked?.buttons[0]?.id })).replies?.[0];
  await call('clock', { now: '2026-12-01T08:00:00+08:00' });
  console.log(
    `\n${words.simulator}\n  老马：早巡查完了\n  ${words.bot}：${asked?.text}\n  老马：[1]\n  ${words.bot}：${clicked?.text}`,
  );
  if (!clicked?.text.includes('四样都正常')) complain('四样都正常');
}

/** A theme party day from one sentence to its summary, then tickets, then rules: what is pushed can be seen here, with the instant it was pushed at. */
async function playBranch(url: string): Promise<void> {
  const call = async (path: string, body: unknown) => {
    const response = await fetch(`${url}/simulator/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as { replies?: Shown[]; pushes?: Shown[] };
  };
  await call('reset', branch);
  console.log(`\n${words.activity}`);
  await tell(call, activityStory);
  console.log(`\n${words.tickets}`);
  await tell(call, ticketStory);
  const state = (await (await fetch(`${url}/simulator/api/state`)).json()) as { tickets: { number: string; status: string }[] };
  const found = Object.fromEntries(state.tickets.map(({ number, status }) => [number, status]));
  console.log(`\n${words.storedTickets}`);
  console.table(found);
  if (JSON.stringify(found) !== JSON.stringify(expectedTickets)) complain(JSON.stringify(expectedTickets));
  console.log(`\n${words.policy}`);
  await tell(call, policyStory);
}

type Call = (path: string, body: unknown) => Promise<{ replies?: Shown[]; pushes?: Shown[] }>;

async function tell(call: Call, scenes: readonly Scene[]): Promise<void> {
  const nameOf = (id: string) => branch.members.find((member) => member.id === id)?.name ?? id;
  for (const { said, until, expects } of scenes) {
    if (said) console.log(`  ${nameOf(said.from)}${said.group === null ? words.alone : ''}：${said.text}`);
    const outs = said ? (await call('messages', said)).replies : (await call('clock', { now: until })).pushes;
    for (const { at, to, text } of outs ?? []) {
      const target = to.group === undefined ? `→ ${nameOf(to.member ?? '')}` : '';
      console.log(`  ${words.bot}${target} ${at.slice(5, 16).replace('T', ' ')}：${text.replaceAll('\n', '\n      ')}`);
    }
    if (!outs?.some(({ text }) => expects.test(text))) complain(String(expects));
  }
}

/** What the records hold, read after the server has stopped. */
async function checkRecords(): Promise<void> {
  const store = await openStore({ file: join(dataDir, 'records.sqlite') });
  const { attendance, inbox, outbox } = await store.transaction(async (tx) => ({
    attendance: await tx.attendance.list(),
    inbox: await tx.inbox.count(),
    outbox: await tx.outbox.count(),
  }));
  await store.close();
  console.log(`\n${words.stored}`);
  console.table(attendance.map(showRow));
  console.log(words.counts(inbox.done, outbox.done, outbox.parked, attendance.length));
  const found = attendance.map(({ memberId, kind, hours }) => JSON.stringify({ member: memberId, kind, hours })).sort();
  const wanted = expected.map((row) => JSON.stringify(row)).sort();
  if (JSON.stringify(found) !== JSON.stringify(wanted)) complain(wanted.join(' '));
  if (inbox.done !== story.length + 1) complain(`inbox ${story.length + 1}`);
  // What nobody asked for (people called to the danger) waits: the platforms' active messages are not connected yet.
  if (outbox.done !== story.length + 1 || outbox.ready + outbox.dead > 0) complain(`outbox ${story.length + 1}`);
}

function showRow({ memberId, kind, at, hours, items }: Attendance) {
  const { who, what, at: when, hours: service, items: list } = words.columns;
  return {
    [who]: people[memberId]?.name ?? memberId,
    [what]: words.kinds[kind],
    [when]: shanghaiIso(at).slice(0, 16).replace('T', ' '),
    [service]: hours ?? '',
    [list]: items ? Object.values(items).join(' ') : '',
  };
}

try {
  console.log(words.title);
  const roster = Object.entries(people).map(([id, person]) => ({ id, ...person, ...(id === 'li' && { role: 'secretary' }) }));
  await writeFile(join(dataDir, 'branch.json'), JSON.stringify({ people: roster }));
  const calendar = createCalendar();
  const server = await start({
    config,
    clock,
    log: createLog('silent'),
    handlers,
    understand: createReader({ calendar }),
    calendar,
    candidates: createCandidates({ calendar }),
  });
  for (const [index, step] of story.entries()) await play(server.url, step, String(7_300_000_000 + index));
  await playCardClick(server.url);
  await playSimulator(server.url);
  await playBranch(server.url);
  await server.stop();
  await checkRecords();
} finally {
  await platform.close();
  await rm(dataDir, { recursive: true, force: true });
}
console.log(wrong === 0 ? words.good : words.bad(wrong));
process.exitCode = wrong === 0 ? 0 : 1;
