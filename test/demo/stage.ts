// What the story happens on: the two fake platforms, the real server between them, one clock. Prints what people say and see.
import { setTimeout as pause } from 'node:timers/promises';
import { handlers } from '../../handlers/index.ts';
import { createCalendar } from '../../src/calendar/index.ts';
import { createLog } from '../../src/cli/log.ts';
import { readConfig } from '../../src/config.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/clock.ts';
import { shanghaiInstant, shanghaiIso } from '../../src/core/shanghai.ts';
import { type Running, start } from '../../src/start.ts';
import { createCandidates, createReader } from '../../src/understanding/index.ts';
import { startDingtalk } from '../support/platforms/dingtalk/index.ts';
import type { Delivered } from '../support/platforms/journal.ts';
import { startWecom } from '../support/platforms/wecom/index.ts';
import { groups, nameOf, people, titleOf } from './people.ts';
import type { Scene, Seen, Via } from './scene.ts';
import { words } from './words.ts';

/** The clock goes on so far at once: what is due in between comes at most so much late. At night nothing is due for people. */
const STEP_MS = 5 * MINUTE_MS;
/** Over days on which nothing is told. */
const LONG_STEP_MS = HOUR_MS;
const LONG_MS = 2 * DAY_MS;
const AWAKE = { from: '07:25', to: '22:35' };
/** Real time for an answer to come, and for connections to stand. */
const WITHIN_MS = 5_000;

export type Act = 'callbacks' | 'connected';
type Bubble = Delivered & { platform: 'wecom' | 'dingtalk' };

export interface Stage {
  /** Opens the server for an act (it ends the one before), and waits until it can hear people. */
  open(act: Act): Promise<void>;
  close(): Promise<void>;
  play(scenes: readonly Scene[]): Promise<void>;
  /** Something differs from the story. */
  complain(expectedWords: string): void;
  wrong(): number;
  /** How much people saw on both platforms. */
  seen(): number;
}

/** @param dataDir with `branch.json` in it; outlives the acts */
export async function openStage(dataDir: string, begins: string): Promise<Stage> {
  const clock = { at: instantOf(begins), now: () => clock.at };
  const of = (channel: 'wecom' | 'dingtalk') => Object.values(groups).filter((group) => group.channel === channel);
  const idsOn = (channel: 'wecom' | 'dingtalk') => Object.values(people).flatMap((person) => person[channel] ?? []);
  const wecom = await startWecom({ now: clock.now, people: idsOn('wecom'), groups: of('wecom'), pollEveryMs: 100 });
  const dingtalk = await startDingtalk({ now: clock.now, people: idsOn('dingtalk'), groups: of('dingtalk') });
  const fakes = { wecom, dingtalk };
  let server: Running | null = null;
  let wrong = 0;
  /** How much of what was delivered has been printed already. */
  const shown = { wecom: 0, dingtalk: 0 };
  const told = { wecom: 0, dingtalk: 0 };

  function complain(expectedWords: string): void {
    wrong += 1;
    console.log(`  ✗ ${words.wrong(expectedWords)}`);
  }

  async function open(act: Act): Promise<void> {
    await stop();
    const isCalled = act === 'callbacks';
    const settings = {
      ...wecom.environment(isCalled ? 'callback' : 'link'),
      ...dingtalk.environment(isCalled ? 'http' : 'stream'),
      // Cards with buttons belong to Stream here; in the first act everything is said in words.
      ...(isCalled && { DINGTALK_CARD_TEMPLATE_ID: undefined }),
      PORT: '0',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
      SIMULATOR: 'off',
    };
    const calendar = createCalendar();
    server = await start({
      config: readConfig(settings),
      clock,
      monotonicNow: () => performance.now(),
      log: createLog('silent'),
      handlers,
      understand: createReader({ calendar }),
      calendar,
      candidates: createCandidates({ calendar }),
    });
    // Nobody calls a bot that is connected; the application has no other way in.
    wecom.callbackTo(server.url);
    dingtalk.callbackTo(isCalled ? server.url : null);
    console.log(`\n══ ${words.acts[act]}`);
    if (!isCalled && !(await soon(() => wecom.isLinkUp() && dingtalk.isStreamUp()))) throw new Error(words.unconnected);
  }

  /** From one instant to the next, so that each thing happens about when it is due. */
  async function moveTo(at: number): Promise<void> {
    const stepMs = at - clock.at > LONG_MS ? LONG_STEP_MS : STEP_MS;
    while (clock.at < at) {
      const next = Math.min(clock.at + stepMs, at);
      const time = shanghaiIso(next).slice(11, 16);
      clock.at = next;
      if (next === at || (time >= AWAKE.from && time <= AWAKE.to)) await server?.settle();
    }
  }

  /** @returns the message's id */
  async function act({ said, pressed }: Scene): Promise<string> {
    const { via, from, group } = (said ?? pressed)!;
    const fake = fakes[platformOf(via)];
    const where = { from: idOf(from, via), group: group === null ? null : groups[group]!.id };
    const { id } = said
      ? await fake.say({ ...said, ...where, name: people[from]!.name, to: via === 'wecom_app' ? 'app' : 'bot' })
      : await fake.click({ ...where, button: pressed!.button });
    return id;
  }

  async function play(scenes: readonly Scene[]): Promise<void> {
    for (const scene of scenes) await playOne(scene);
  }

  async function playOne(scene: Scene): Promise<void> {
    const { at, said, pressed, answer, seen = [] } = scene;
    if (at !== undefined) await moveTo(instantOf(at));
    const isDeed = said !== undefined || pressed !== undefined;
    if (isDeed) {
      show(unseen());
      printDeed(scene);
    }
    const id = isDeed ? await act(scene) : null;
    const isAnswered = () => fresh().some((one) => one.answers === id && !one.isOpen && (answer?.test(one.text) ?? true));
    const isSeen = (wanted: Seen) => fresh().some((one) => fits(one, wanted));
    // What goes over a socket is on its way when `say` returns, and what leaves beside an answer takes a moment.
    if (answer) await soon(isAnswered);
    if (isDeed) await soon(() => seen.every(isSeen));
    // The clock must not go on under work in hand.
    await server?.settle();
    if (answer && !isAnswered()) complain(String(answer));
    if (answer === null && isAnswered()) complain('');
    for (const wanted of seen) if (!isSeen(wanted)) complain(describe(wanted));
    show(unseen());
    noteViolations();
  }

  /** What was delivered since the last look, by the instant. */
  function fresh(): Bubble[] {
    return (['wecom', 'dingtalk'] as const)
      .flatMap((platform) => fakes[platform].delivered.slice(shown[platform]).map((one) => ({ ...one, platform })))
      .sort((a, b) => a.at - b.at || Number(b.answers !== null) - Number(a.answers !== null));
  }

  /** As `fresh`, and from now on they are old. */
  function unseen(): Bubble[] {
    const bubbles = fresh();
    for (const { platform } of bubbles) shown[platform] += 1;
    return bubbles;
  }

  function printDeed({ said, pressed }: Scene): void {
    const { via, from, group } = (said ?? pressed)!;
    const where = group === null ? words.direct : titleOf(group);
    const times = said?.times ?? 1;
    console.log(`\n${timeOf(clock.at)}  ${words.via[via]} · ${where}`);
    console.log(`  ${titleOf(from)}：${said?.text ?? words.press(pressed!.button)}${times > 1 ? words.again(times) : ''}`);
  }

  function show(bubbles: readonly Bubble[]): void {
    for (const { at, group, person, via, text, buttons, answers, platform } of bubbles) {
      const to = titleOf(nameOf(group ?? person ?? ''));
      const head = answers === null ? `→ ${to}（${words.via[platform]}，${words.ways[via] ?? via}）${timeOf(at)}` : '';
      const choices = buttons.map(({ label }, index) => `[${index + 1} ${label}]`).join(' ');
      const lines = [readable(text), choices].filter((line) => line !== '').join('\n');
      console.log(`  ${words.bot}${head}：${lines.replaceAll('\n', '\n        ')}`);
    }
  }

  function noteViolations(): void {
    for (const platform of ['wecom', 'dingtalk'] as const) {
      for (const { path, problem } of fakes[platform].violations.slice(told[platform])) {
        wrong += 1;
        console.log(`  ✗ ${words.undocumented(path, problem)}`);
      }
      told[platform] = fakes[platform].violations.length;
      for (const { text } of fakes[platform].dropped.splice(0)) complain(words.dropped(text));
    }
  }

  async function stop(): Promise<void> {
    const running = server;
    server = null;
    await running?.stop();
  }

  return {
    open,
    play,
    complain,
    wrong: () => wrong,
    seen: () => wecom.delivered.length + dingtalk.delivered.length,
    async close() {
      await stop();
      await Promise.all([wecom.close(), dingtalk.close()]);
    },
  };
}

/** False when it has not become true in time; real time, a few hundredths of a second at once. */
async function soon(isSo: () => boolean): Promise<boolean> {
  for (const giveUpAt = performance.now() + WITHIN_MS; !isSo(); ) {
    if (performance.now() > giveUpAt) return false;
    await pause(10);
  }
  return true;
}

const platformOf = (via: Via) => (via === 'dingtalk' ? 'dingtalk' : 'wecom');
const idOf = (name: string, via: Via): string => people[name]![platformOf(via)]!;
const timeOf = (at: number): string => shanghaiIso(at).slice(0, 16).replace('T', ' ');

function instantOf(at: string): number {
  const [date, time] = at.split('T') as [string, string];
  const [hour, minute] = time.split(':').map(Number);
  return shanghaiInstant(date, hour, minute);
}

/** Mentions as people see them. */
function readable(text: string): string {
  const ids = Object.values(people).flatMap(({ wecom, dingtalk, name }) => [
    [wecom, name],
    [dingtalk, name],
  ]);
  return ids.reduce<string>(
    (seen, [id, name]) => (id ? seen.replace(new RegExp(`<@${id}>|@${id}\\b`, 'gi'), `@${name}`) : seen),
    text,
  );
}

function fits({ text, group, person, via, mentions }: Bubble, { says, to, by, calls }: Seen): boolean {
  const isThere = to === undefined || nameOf(group ?? person ?? '') === to;
  const isCalled = calls === undefined || mentions.some((id) => nameOf(id) === calls);
  return says.test(text) && isThere && isCalled && (by === undefined || via === by);
}

const describe = ({ says, to, by, calls }: Seen): string =>
  [says, to && `→ ${titleOf(to)}`, by && (words.ways[by] ?? by), calls && `@${titleOf(calls)}`].filter(Boolean).join(' ');
