// A conversation about points: a small branch with two secretaries, and what is said to whom.
import { clickSchema, type Out, saidSchema } from '../../src/channels/simulator/index.ts';
import { resetSchema } from '../../src/http/simulator/reset.ts';
import { type Dialogue, dialogue } from './dialogue.ts';

const group = (id: string) => ({ id, title: `${id}群`, channel: 'wecom', occupations: { courier: 4 } });
const person = (id: string, name: string, role = 'member') => ({ id, name, role, occupation: 'courier', groups: ['g1'] });

const groups = [group('g1')];
const members = [
  person('zhou', '老周'),
  person('wang', '老王'),
  person('liu', '小刘'),
  person('guest', '新来的', 'guest'),
  { ...person('li', '李书记', 'secretary'), occupation: 'office' },
];
export const secondSecretary = { ...person('chen', '陈书记', 'secretary'), occupation: 'office' };

export interface PointTalk extends Pick<Dialogue, 'world' | 'close'> {
  /** In a direct chat; all that comes back, in one. */
  ask(from: string, text: string): Promise<string>;
  /** In the group, mentioning the bot: what the group reads, and what the person reads alone. */
  askInGroup(from: string, text: string): Promise<{ group: string; alone: string }>;
  /** Moves the clock, in Shanghai time; what was sent meanwhile. */
  until(time: string): Promise<Out[]>;
  /** Presses a button (from 1) of what was sent. */
  press(from: string, sent: Out, button: number): Promise<string>;
  /** `zhou 1 patrol attendance:1`, oldest first. */
  ledger(): Promise<string[]>;
}

/** Begins on a Monday morning. @param settings the branch's own */
export async function pointTalk(
  settings: Record<string, unknown> = {},
  more: readonly (typeof members)[number][] = [],
  now = '2026-11-23T10:00',
): Promise<PointTalk> {
  const { world, close } = await dialogue();
  await world.reset(resetSchema.parse({ now: `${now}:00+08:00`, groups, members: [...members, ...more], settings }));
  const textOf = (outs: readonly Out[]) => outs.map(({ text }) => text).join('\n');
  return {
    world,
    close,
    ask: async (from, text) => textOf((await world.say(saidSchema.parse({ from, text, group: null }))).replies),
    async askInGroup(from, text) {
      const { replies } = await world.say(saidSchema.parse({ from, text: `@小蜂 ${text}`, group: 'g1' }));
      return {
        group: textOf(replies.filter(({ to }) => 'group' in to)),
        alone: textOf(replies.filter(({ to }) => !('group' in to))),
      };
    },
    until: async (time) => (await world.moveClock(Date.parse(`${time}:00+08:00`))).pushes,
    async press(from, sent, button) {
      const pressed = { from, group: null, card: sent.id, button: sent.buttons[button - 1]!.id };
      return textOf((await world.click(clickSchema.parse(pressed))).replies);
    },
    async ledger() {
      const { points = [] } = (await world.state()) as { points?: Record<string, unknown>[] };
      return points.map(({ member, points: given, reason, source }) => `${member} ${given} ${reason} ${source}`);
    },
  };
}

/** Tells the bot of so many points' worth of service: two an hour, four hours a day. */
export async function earnPoints(talk: PointTalk, from: string, points: 2 | 4 | 6 | 8): Promise<void> {
  await talk.ask(from, `志愿服务${points / 2}小时`);
}

export const GOODS = '能换的：\n水 2 分，剩 10 份\n洗车券 5 分，剩 2 份\n想换就说“换水”。';

/** With two secretaries, and goods on the shelf. */
export async function shop(): Promise<PointTalk> {
  const talk = await pointTalk({}, [secondSecretary]);
  await talk.ask('li', '上架 洗车券 5分 2张');
  await talk.ask('li', '上架 水 2分 10瓶');
  return talk;
}

/** Asks for the goods and confirms. */
export async function exchange(talk: PointTalk, from: string, words = '换洗车券'): Promise<string> {
  await talk.ask(from, words);
  return await talk.ask(from, '1');
}
