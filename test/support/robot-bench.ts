import { handlers } from '../../handlers/index.ts';
import { branchSchema } from '../../src/core/branch.ts';
import type { Channel, Reach } from '../../src/core/channel.ts';
import type { Outgoing } from '../../src/core/outgoing.ts';
import type { Services } from '../../src/core/services.ts';
import type { RosterEntry, Store } from '../../src/core/store.ts';
import { type Bot, createBot } from '../../src/pipeline/bot.ts';
import { createPlanner } from '../../src/scheduling/planner/index.ts';
import { openStore } from '../../src/store/index.ts';
import { createReader, createWishReader } from '../../src/understanding/index.ts';
import { calendar } from './calendar.ts';
import { quietParts } from './parts.ts';

export interface Left {
  /** The group's id, or the account. */
  where: string;
  text: string;
  /** How many ways to answer the message that caused it there were. */
  handles: number;
  outgoing: Outgoing;
  outboxId: number;
}

export interface RobotBench {
  bot: Bot;
  store: Store;
  services: Services;
  clock: { at: number; now(): number };
  /** What the channel reports of direct chats. */
  reach: Reach;
  left: Left[];
  /** What was logged, as text. */
  lines: string[];
  /** How often each quota was counted. */
  counted: Record<string, number>;
  /** Labels of the callbacks that were counted. */
  callbacks: Record<string, string>[];
  close(): Promise<void>;
}

const branch = branchSchema.parse({
  botNames: ['小蜂'],
  groups: [
    { id: 'g1', title: '江畔快递群', channel: 'dingtalk', occupations: { courier: 2 } },
    { id: 'g2', title: '夜班骑手群', channel: 'dingtalk', occupations: { rider: 2 } },
  ],
});

export const person = (id: string, role: RosterEntry['role']): RosterEntry => ({
  id,
  name: id,
  role,
  occupation: 'courier',
  level: null,
  area: null,
  accounts: [`dingtalk:${id}`],
  groups: ['g1', 'g2'],
});
/** Two secretaries and a member. */
export const people = [person('li', 'secretary'), person('qian', 'secretary'), person('zhou', 'member')];

/** The whole bot with a robot's channel that only remembers, a store in memory and a clock one can move. */
export async function robotBench(now: number): Promise<RobotBench> {
  const store = await openStore();
  const clock = { at: now, now: () => clock.at };
  const lines: string[] = [];
  const counted: Record<string, number> = {};
  const callbacks: Record<string, string>[] = [];
  const channel: Channel = {
    name: 'dingtalk',
    reach: ({ kind }) => (kind === 'direct' ? it.reach : 'always'),
    async deliver({ id, outgoing, replyHandles }) {
      const where = outgoing.to.kind === 'group' ? outgoing.to.id : outgoing.to.account;
      it.left.push({ where, text: outgoing.text, handles: replyHandles.length, outgoing, outboxId: id });
      return { kind: 'sent', via: 'test' };
    },
    fetchMedia: async () => ({ kind: 'refused', reason: 'gone' }),
  };
  const keep = (fields: Record<string, unknown>, message: string) => void lines.push(JSON.stringify(fields) + message);
  const services: Services = {
    instance: 'test',
    clock,
    log: { info: keep, warn: keep, error: keep },
    meter: {
      count: (name, labels = {}) => void (name === 'callbacks' && callbacks.push(labels)),
      observe() {},
    },
    store,
    branch: { current: () => branch },
    understand: createReader({ calendar }),
    readWish: createWishReader(calendar),
    planner: createPlanner({ calendar }),
    ...quietParts(),
    handlers,
    channels: { dingtalk: channel },
  };
  const bot = createBot(services, { hasTimers: false, scheduledRound: async () => false });
  await store.transaction((tx) => tx.members.syncRoster(people, now));
  const it: RobotBench = {
    bot,
    store,
    services,
    clock,
    reach: 'always',
    left: [],
    lines,
    counted,
    callbacks,
    async close() {
      await bot.stop();
      await store.close();
    },
  };
  return it;
}

/** What a wire counts its messages with. */
export const quotasOf = ({ counted }: RobotBench) => ({
  count(name: string, count = 1) {
    counted[name] = (counted[name] ?? 0) + count;
  },
  usedShare: () => 0,
});
