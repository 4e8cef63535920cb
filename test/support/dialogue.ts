import { handlers } from '../../handlers/index.ts';
import { saidSchema } from '../../src/channels/simulator/index.ts';
import type { Handler } from '../../src/core/handler.ts';
import type { Advise, Understand } from '../../src/core/understanding.ts';
import { resetSchema } from '../../src/http/simulator/reset.ts';
import { openWorld, type World } from '../../src/http/simulator/world.ts';
import { createReader } from '../../src/understanding/index.ts';
import { calendar } from './calendar.ts';
import { quietParts } from './parts.ts';
import { silentLog } from './server.ts';

const branch = {
  groups: [
    { id: 'g1', title: '江畔快递群', channel: 'wecom', occupations: { courier: 2 } },
    { id: 'g2', title: '夜班骑手群', channel: 'dingtalk', occupations: { rider: 1 } },
  ],
  members: [
    { id: 'zhou', name: '老周', role: 'member', occupation: 'courier', groups: ['g1'] },
    { id: 'wang', name: '老王', role: 'member', occupation: 'courier', groups: ['g1'] },
    { id: 'liu', name: '小刘', role: 'member', occupation: 'rider', groups: ['g2'] },
    { id: 'li', name: '李书记', role: 'secretary', occupation: 'office', groups: ['g1', 'g2'] },
    { id: 'guest', name: '新来的', role: 'guest', occupation: 'courier', groups: ['g1'] },
  ],
};

export interface Dialogue {
  world: World;
  /** What the bot says to it, where it was said; a group message begins with its mention as people write it. */
  say(
    from: string,
    text: string,
    where?: { group?: string; quoted?: string; voice?: boolean; messageId?: string; photos?: string[] },
  ): Promise<string[]>;
  /** Presses a button (from 1) of the bot's last message. */
  press(from: string, button: number, group?: string): Promise<string[]>;
  /** Moves the clock, in Shanghai time: `2026-11-22T20:00`. */
  until(time: string): Promise<string[]>;
  attendance(): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** A conversation with the whole bot: the simulator, a store in memory, a clock one can move. Begins on a Sunday morning. */
export async function dialogue(
  options: { now?: string; handlers?: readonly Handler[]; understand?: Understand; advise?: Advise } = {},
): Promise<Dialogue> {
  const now = `${options.now ?? '2026-11-22T07:40'}:00+08:00`;
  const world = await openWorld({
    ...quietParts(),
    file: undefined,
    handlers: options.handlers ?? handlers,
    understand: options.understand ?? createReader({ calendar }),
    calendar,
    advise: options.advise,
    log: silentLog,
    meter: { count() {}, observe() {} },
    starter: () => resetSchema.parse({ ...branch, now }),
  });
  let last: { id: string; buttons: { id: string }[] } | undefined;
  const texts = (replies: { id: string; text: string; buttons: { id: string }[] }[]) => {
    last = replies.at(-1) ?? last;
    return replies.map((reply) => reply.text);
  };
  return {
    world,
    async say(from, text, where = {}) {
      const { replies } = await world.say(saidSchema.parse({ from, text, ...where, group: where.group ?? null }));
      return texts(replies);
    },
    async press(from, button, group) {
      const pressed = { from, group: group ?? null, card: last!.id, button: last!.buttons[button - 1]!.id };
      return texts((await world.click(pressed)).replies);
    },
    async until(time) {
      return texts((await world.moveClock(Date.parse(`${time}:00+08:00`))).pushes);
    },
    async attendance() {
      return (await world.state()).attendance as Record<string, unknown>[];
    },
    close: () => world.close(),
  };
}
