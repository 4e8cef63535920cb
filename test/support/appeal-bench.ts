// A bot among people with a secretary and the street's coordinator, on a store that may be a file, with all that leaves and all that is
// logged caught: for what must be told to nobody.
import { handlers } from '../../handlers/index.ts';
import { branchSchema } from '../../src/core/branch.ts';
import type { Channel } from '../../src/core/channel.ts';
import type { Message } from '../../src/core/message.ts';
import type { Outgoing } from '../../src/core/outgoing.ts';
import type { Log, Services } from '../../src/core/services.ts';
import type { Ticket } from '../../src/core/ticket.ts';
import type { Advise } from '../../src/core/understanding.ts';
import { rosterOf } from '../../src/domain/roster.ts';
import { createBot } from '../../src/pipeline/bot.ts';
import { createPlanner } from '../../src/scheduling/planner/index.ts';
import { runners } from '../../src/scheduling/runners.ts';
import { createScheduledRound } from '../../src/scheduling/scheduler.ts';
import { openStore } from '../../src/store/index.ts';
import { createReader, createWishReader } from '../../src/understanding/index.ts';
import { calendar } from './calendar.ts';
import { quietParts } from './parts.ts';

const person = (id: string, name: string, over: Record<string, unknown> = {}) => {
  return { id, name, wecom: id, occupation: 'courier', groups: ['g1'], ...over };
};

/** A Monday morning. */
export const MORNING = Date.parse('2026-11-23T09:30:00+08:00');

export interface AppealBenchOptions {
  /** SQLite file; in memory without one. */
  file?: string;
  hasKey?: boolean;
  /** False: the platform carries nothing to one person alone. */
  hasDirect?: boolean;
  advise?: Advise;
}

export async function appealBench({ file, hasKey = true, hasDirect = true, advise }: AppealBenchOptions = {}) {
  const clock = { at: MORNING, now: () => clock.at };
  const branch = branchSchema.parse({
    groups: [{ id: 'g1', title: '江畔快递群', channel: 'wecom', occupations: { courier: 30 } }],
    people: [
      person('sunwei', '孙伟'),
      person('zhoudayong', '周大勇'),
      person('lishuji', '李红梅', { role: 'secretary', occupation: 'office' }),
      person('chenke', '陈国强', { role: 'coordinator', level: 'street', occupation: 'office', groups: [] }),
    ],
  });
  const store = await openStore({ file });
  await store.transaction((tx) => tx.members.syncRoster(rosterOf(branch, []), clock.at));
  const sent: Outgoing[] = [];
  const logged: string[] = [];
  const write = (fields: Record<string, unknown>, message: string) => void logged.push(JSON.stringify({ message, ...fields }));
  const log: Log = { info: write, warn: write, error: write };
  const channel: Channel = {
    name: 'wecom',
    reach: ({ kind }) => (kind === 'group' || hasDirect ? 'always' : 'never'),
    async deliver({ outgoing }) {
      sent.push(outgoing);
      return { kind: 'sent', via: 'test' };
    },
    fetchMedia: async ({ reference }) => ({ kind: 'fetched', bytes: new TextEncoder().encode(reference) }),
  };
  const parts = quietParts();
  const services: Services = {
    ...parts,
    sealer: hasKey ? parts.sealer : null,
    instance: 'test',
    clock,
    log,
    meter: { count() {}, observe() {} },
    store,
    branch: { current: () => branch },
    understand: createReader({ calendar }),
    readWish: createWishReader(calendar),
    planner: createPlanner({ calendar }),
    ...(advise && { advise }),
    handlers,
    channels: { wecom: channel },
  };
  const bot = createBot(services, { hasTimers: false, scheduledRound: createScheduledRound(services, runners) });
  let count = 0;

  const inDirect = ({ to }: Outgoing, from: string) => to.kind === 'direct' && to.account === `wecom:${from}`;
  /** What left meanwhile, told apart: to the group, to the person, to others. */
  function take(from: string) {
    const taken = sent.splice(0);
    const texts = (isMeant: (outgoing: Outgoing) => boolean) => taken.filter(isMeant).map(({ text }) => text);
    return {
      group: texts(({ to }) => to.kind === 'group'),
      alone: texts((outgoing) => inDirect(outgoing, from)),
      others: taken.filter((outgoing) => outgoing.to.kind === 'direct' && !inDirect(outgoing, from)),
      links: taken.flatMap(({ link }) => (link === undefined ? [] : [link])),
      buttons: taken.flatMap(({ buttons }) => buttons),
      mentions: taken.flatMap(({ mentions, called = [] }) => [...mentions, ...called].map(({ memberId }) => memberId)),
      all: taken,
    };
  }

  const envelope = (from: string, group = false, name: string | null = null) => {
    count += 1;
    const account = `wecom:${from}`;
    const conversation: Message['conversation'] = group ? { kind: 'group', id: 'g1' } : { kind: 'direct', id: account };
    return {
      channel: 'wecom',
      key: `wecom:message:${count}`,
      conversation,
      sender: { account, userId: from, name },
      sentAt: clock.at,
      receivedAt: clock.at,
      addressed: true,
      proof: 'message',
      replyHandles: [],
    } as const;
  };

  async function put(message: Message) {
    sent.splice(0);
    const received = await bot.receiver.receive(message, { waitMs: 5_000 });
    if (received.reply) sent.push(received.reply);
    received.settle(true);
    await bot.settle();
    return take(message.sender.userId ?? '');
  }

  return {
    services,
    store,
    clock,
    logged,
    /** Says it directly, or in the group; what was sent before is out of the way. */
    async say(from: string, text: string, where: { group?: boolean; photos?: number; name?: string } = {}) {
      const head = envelope(from, where.group, where.name);
      const media = Array.from({ length: where.photos ?? 0 }, (_, index) => {
        return { kind: 'photo', via: 'wecom_url', reference: `photo ${count}-${index}`, name: null } as const;
      });
      const rest = { spoken: false, mentions: [], quoted: null, location: null };
      return await put({ kind: 'said', ...head, replyHandles: [], text, media, ...rest });
    },
    /** Presses a button in the direct chat. */
    press: (from: string, button: string, name?: string) =>
      put({ kind: 'clicked', ...envelope(from, false, name), replyHandles: [], card: 'card', button }),
    /** Moves the clock from one due instant to the next. @returns what left meanwhile, seen by one person */
    async until(time: string, from: string) {
      sent.splice(0);
      const end = Date.parse(`${time}:00+08:00`);
      for (let due = await bot.nextDueAt(); due !== undefined && due <= end; due = await bot.nextDueAt()) {
        clock.at = Math.max(clock.at, due);
        await bot.settle();
        const next = await bot.nextDueAt();
        if (next !== undefined && next <= due) break;
      }
      clock.at = end;
      await bot.settle();
      return take(from);
    },
    tickets: (): Promise<Ticket[]> => store.transaction((tx) => tx.tickets.list({}, 'oldest', 1_000)),
    eventsOf: (ticket: Ticket) => store.transaction((tx) => tx.tickets.events(ticket.id)),
    async close() {
      await bot.stop();
      await store.close();
    },
  };
}

export type AppealBench = Awaited<ReturnType<typeof appealBench>>;
