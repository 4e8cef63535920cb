// Dialogues in which it matters who hears what, and when.
import { afterEach } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { type Out, saidSchema } from '../../src/channels/simulator/index.ts';
import { resetSchema } from '../../src/http/simulator/reset.ts';
import { openWorld, type World } from '../../src/http/simulator/world.ts';
import { createReader } from '../../src/understanding/index.ts';
import { calendar } from './calendar.ts';
import { quietParts } from './parts.ts';
import { silentLog } from './server.ts';

const groups = [
  { id: 'g1', title: '江畔快递群', channel: 'wecom', occupations: { courier: 2 } },
  { id: 'g2', title: '夜班骑手群', channel: 'dingtalk', occupations: { rider: 1 } },
];
export const members = [
  { id: 'zhou', name: '老周', occupation: 'courier', groups: ['g1'] },
  { id: 'wang', name: '老王', occupation: 'courier', groups: ['g1'] },
  { id: 'liu', name: '小刘', occupation: 'rider', groups: ['g2'] },
  { id: 'li', name: '李书记', role: 'secretary', occupation: 'office', groups: ['g1', 'g2'] },
  { id: 'zhang', name: '张书记', role: 'secretary', occupation: 'office', groups: [] },
  { id: 'chen', name: '陈书记', role: 'secretary', occupation: 'office', groups: [] },
  { id: 'guest', name: '新来的', role: 'guest', occupation: null, groups: ['g1'] },
];
/** A group above the limit of one secretary's yes, and a small one. */
export const city = [{ ...groups[0], occupations: { courier: 1_200 } }, groups[1]];

let world: World | undefined;
/** For a test file: closes what its tests opened. */
export const closeAfterEach = () =>
  afterEach(async () => {
    await world?.close();
    world = undefined;
  });

export interface NoticeShown {
  body: string;
  groups: string[];
  requireAck: boolean;
  sentAt: string | null;
  acknowledged: string[];
}

/** A branch with three secretaries, told with who hears what; a Sunday morning, unless it is said otherwise. */
export async function openTalk(over: { now?: string; groups?: unknown; members?: unknown } = {}) {
  const now = `${over.now ?? '2026-11-22T07:40'}:00+08:00`;
  const opened = await openWorld({
    ...quietParts(),
    file: undefined,
    handlers,
    understand: createReader({ calendar }),
    calendar,
    log: silentLog,
    meter: { count() {}, observe() {} },
    starter: () => resetSchema.parse({ groups, members, ...over, now }),
  });
  world = opened;
  const shown = ({ to, text }: Out) => `${'group' in to ? to.group : to.member}: ${text}`;
  return {
    /** What the bot sends because of it, each with where it goes: the answer first, then what others get. */
    async say(from: string, text: string, where: { group?: string; quoted?: string; messageId?: string } = {}) {
      const here = `${where.group ?? from}: `;
      const sent = (await opened.say(saidSchema.parse({ from, text, ...where }))).replies.map(shown);
      return sent.toSorted((a, b) => Number(b.startsWith(here)) - Number(a.startsWith(here)));
    },
    async press(from: string, out: Out, label: string, group: string | null = null) {
      const button = out.buttons.find((each) => each.label === label)!.id;
      return (await opened.click({ from, group, card: out.id, button })).replies.map(shown);
    },
    async until(time: string) {
      return (await opened.moveClock(Date.parse(`${time}:00+08:00`))).pushes;
    },
    async hearUntil(time: string) {
      return (await opened.moveClock(Date.parse(`${time}:00+08:00`))).pushes.map(shown);
    },
    notices: async () => (await opened.state()).notices as unknown as NoticeShown[],
  };
}

export const minuteOf = (at: string) => at.slice(11, 16);
