// The rooms of tickets without the pipeline: a store in memory, people of all levels, a clock moved from one due instant to the next.
import { type Branch, branchSchema } from '../../src/core/branch.ts';
import type { Doing } from '../../src/core/doing.ts';
import type { Member } from '../../src/core/member.ts';
import type { Services } from '../../src/core/services.ts';
import { shanghaiIso } from '../../src/core/shanghai.ts';
import type { HandlingAction, Ticket, TicketEvent } from '../../src/core/ticket.ts';
import { openOutgoing } from '../../src/domain/pushes/index.ts';
import { rosterOf } from '../../src/domain/roster.ts';
import { type RateOutcome, rate, type Verdict } from '../../src/domain/tickets/rating.ts';
import { type NewReport, register } from '../../src/domain/tickets/reporting.ts';
import { type HandleOutcome, handle } from '../../src/domain/tickets/steps.ts';
import { createPlanner } from '../../src/scheduling/planner/index.ts';
import type { Runner } from '../../src/scheduling/runner.ts';
import { runners } from '../../src/scheduling/runners.ts';
import { createScheduledRound } from '../../src/scheduling/scheduler.ts';
import { openStore } from '../../src/store/index.ts';
import { calendar } from './calendar.ts';
import { quietDoing, quietParts } from './parts.ts';
import { reachOver } from './reach.ts';
import { silentLog } from './server.ts';

/** `2026-12-02 20:05` in Shanghai. */
export const at = (when: string): number => Date.parse(`${when.replace(' ', 'T')}:00+08:00`);
export const shown = (instant: number): string => shanghaiIso(instant).slice(0, 16).replace('T', ' ');

/** A Monday without holidays near it. */
export const MONDAY = at('2026-11-23 10:00');

const person = (id: string, name: string, over: Record<string, unknown> = {}) => {
  return { id, name, occupation: 'courier', role: 'member', groups: ['g1'], simulator: id, ...over };
};

export const people = [
  person('li', '李书记', { role: 'secretary', occupation: 'office' }),
  person('wang', '王姐', { role: 'secretary', occupation: 'office' }),
  person('chen', '陈协调', { role: 'coordinator', level: 'street', occupation: 'office', groups: [] }),
  person('gao', '高主任', { role: 'coordinator', level: 'county', occupation: 'office', groups: [] }),
  person('op', '管机器的', { role: 'operator', occupation: 'office', groups: [] }),
  person('hu', '老胡'),
  person('zhou', '老周'),
  person('wu', '小吴', { occupation: 'rider' }),
];

const settings = {
  groups: [{ id: 'g1', title: '江畔快递群', channel: 'simulator', occupations: { courier: 30 } }],
  people,
  duty: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], people: ['hu'] }],
};

export interface Told {
  /** `2026-11-23 12:36` */
  at: string;
  /** Account or group. */
  to: string;
  text: string;
  key: string;
  urgent: boolean;
  buttons: string[];
}

export interface TicketBenchOptions {
  branch?: Record<string, unknown>;
  /** In place of the runners of scheduled work. */
  runners?: Readonly<Record<string, Runner>>;
}

export async function ticketBench(options: TicketBenchOptions = {}) {
  const branch: Branch = branchSchema.parse({ ...settings, ...options.branch });
  const store = await openStore();
  const clock = { at: MONDAY, now: () => clock.at };
  const reach = { direct: true, group: true };
  const planner = createPlanner({ calendar });
  await store.transaction((tx) => tx.members.syncRoster(rosterOf(branch, []), clock.at));
  const { sealer } = quietParts();
  const services = {
    instance: 'test',
    clock,
    log: silentLog,
    meter: { count() {}, observe() {} },
    store,
    branch: { current: () => branch },
    planner,
    ...quietParts(),
    handlers: [],
    channels: { simulator: { name: 'simulator', reach: reachOver(() => reach) } },
  } as unknown as Services;
  const round = createScheduledRound(services, options.runners ?? runners);
  let messages = 0;

  const run = <T>(work: (doing: Doing) => Promise<T>): Promise<T> =>
    store.transaction((tx) =>
      work({ ...quietDoing(), tx, branch, planner, reach: (_, to) => reachOver(() => reach)(to), now: clock.at }),
    );
  const member = (id: string): Promise<Member> => run(async ({ tx }) => (await tx.members.byId(id)) as Member);

  async function settle(): Promise<void> {
    while (await round());
  }

  /** All that is on its way, in the order it was put there. */
  const told = (whom?: string): Promise<Told[]> =>
    run(async ({ tx }) => {
      const items = await tx.outbox.list(['ready', 'parked', 'done'], 10_000);
      const told = items.map(({ key, dueAt, body }): Told => {
        const { to, text, push, buttons } = openOutgoing(sealer, body) ?? body;
        const whom = to.kind === 'group' ? to.id : to.account.slice('simulator:'.length);
        return { at: shown(dueAt), to: whom, text, key, urgent: push?.urgent ?? false, buttons: buttons.map(({ id }) => id) };
      });
      return whom === undefined ? told : told.filter(({ to }) => to === whom);
    });

  return {
    clock,
    store,
    branch,
    reach,
    run,
    member,
    settle,
    /** Registers what the intake would. */
    async report(from = 'zhou', over: Partial<NewReport> = {}): Promise<Ticket> {
      const reporter = await member(from);
      messages += 1;
      const report: NewReport = {
        kind: 'hazard',
        category: 'traffic',
        place: '东门',
        words: '东门消防通道被三轮堵了',
        urgent: false,
        anonymous: false,
        member: reporter,
        account: `simulator:${from}`,
        group: null,
        media: [],
        channel: 'simulator',
        source: `message-${messages}`,
        at: clock.at,
        ...over,
      };
      return await run((doing) => register(doing, report));
    },
    /** Somebody does something to a ticket; the first one where none is named. */
    async does(
      who: string,
      action: HandlingAction,
      note: string | null = null,
      other: string | null = null,
      number = 'H-0001',
    ): Promise<HandleOutcome> {
      const by = await member(who);
      return await run((doing) => handle(doing, by, number, action, note, other));
    },
    async says(
      who: string,
      verdict: Verdict,
      note: string | null = null,
      number: string | null = 'H-0001',
    ): Promise<RateOutcome> {
      const by = await member(who);
      return await run((doing) => rate(doing, by, number, verdict, note));
    },
    ticket: (number = 'H-0001'): Promise<Ticket> => run(async ({ tx }) => (await tx.tickets.byNumber(number)) as Ticket),
    events: (number = 'H-0001'): Promise<TicketEvent[]> =>
      run(async ({ tx }) => tx.tickets.events((await tx.tickets.byNumber(number))?.id ?? '')),
    /** Moves the clock, stopping wherever something is due. */
    async go(to: string | number): Promise<void> {
      const end = typeof to === 'number' ? to : at(to);
      for (;;) {
        await settle();
        const due = await store.transaction((tx) => tx.scheduled.nextDueAt());
        if (due === undefined || due > end) break;
        clock.at = Math.max(clock.at, due);
      }
      clock.at = Math.max(clock.at, end);
    },
    told,
    /** What is on its way and has such a key leaves now, or comes to another end. */
    async leave(isMeant: (key: string) => boolean, fate: 'sent' | 'dropped' | 'dead' | 'parked' = 'sent'): Promise<void> {
      await run(async ({ tx, now }) => {
        for (const { id, key } of await tx.outbox.list(['ready'], 10_000)) {
          if (!isMeant(key) || !(await tx.outbox.claim(id, 'test', now + 1_000))) continue;
          if (fate === 'sent') await tx.outbox.complete(id, 'test', now);
          else await tx.outbox[({ dropped: 'drop', dead: 'bury', parked: 'park' } as const)[fate]](id, 'test', now, 'test');
        }
      });
    },
    /** Who is told what from here on: the first line of each, by name. */
    async news(): Promise<() => Promise<string[]>> {
      const before = new Set((await told()).map(({ key }) => key));
      return async () => {
        const fresh = (await told()).filter(({ key }) => !before.has(key));
        return fresh.map(({ to, text }) => `${to}: ${text.split('\n')[0]}`).sort();
      };
    },
    close: () => store.close(),
  };
}

export type TicketBench = Awaited<ReturnType<typeof ticketBench>>;
