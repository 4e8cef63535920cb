// The rooms of activities without the pipeline: a store in memory, the real planner and push door, a clock moved from one due instant to
// the next, and platforms that take everything (or nothing, for as long as they are down).
import { branchSchema } from '../../src/core/branch.ts';
import type { Doing } from '../../src/core/doing.ts';
import type { Member } from '../../src/core/member.ts';
import type { Outgoing } from '../../src/core/outgoing.ts';
import type { Services } from '../../src/core/services.ts';
import { shanghaiIso } from '../../src/core/shanghai.ts';
import type { Transaction } from '../../src/core/store.ts';
import { createDraft, type DraftOutcome, type DraftRequest, publish } from '../../src/domain/activities/index.ts';
import { rosterOf } from '../../src/domain/roster.ts';
import { createPlanner } from '../../src/scheduling/planner/index.ts';
import { runners } from '../../src/scheduling/runners.ts';
import { createScheduledRound } from '../../src/scheduling/scheduler.ts';
import { openStore } from '../../src/store/index.ts';
import { calendar } from './calendar.ts';
import { quietDoing, quietParts } from './parts.ts';
import { reachOver } from './reach.ts';
import { silentLog } from './server.ts';

/** `2026-12-02 20:05` in Shanghai. */
export const at = (when: string): number => Date.parse(`${when.replace(' ', 'T')}:00+08:00`);
const shown = (instant: number) => shanghaiIso(instant).slice(0, 16).replace('T', ' ');

export const MONDAY = at('2026-11-23 10:00');

const person = (id: string, name: string, occupation: string, role = 'member', groups = ['couriers']) => {
  return { id, name, occupation, role, groups, simulator: id };
};

const settings = {
  groups: [
    { id: 'couriers', title: '快递群', channel: 'simulator', occupations: { courier: 30 } },
    { id: 'mixed', title: '大群', channel: 'simulator', occupations: { courier: 28, rider: 12 } },
  ],
  people: [
    person('li', '李书记', 'office', 'secretary', ['couriers', 'mixed']),
    person('zhou', '老周', 'courier'),
    person('wu', '小吴', 'courier'),
    person('xu', '小徐', 'rider', 'member', ['mixed']),
  ],
};

export interface Sent {
  at: string;
  to: string;
  text: string;
  mentions: string[];
}

export async function activityBench(over: Record<string, unknown> = {}) {
  const branch = branchSchema.parse({ ...settings, ...over });
  const store = await openStore();
  const clock = { at: MONDAY, now: () => clock.at };
  const state = { isDown: false, reach: { direct: true, group: true } };
  const reach = reachOver(() => state.reach);
  const planner = createPlanner({ calendar });
  const sent: Sent[] = [];
  await store.transaction((tx) => tx.members.syncRoster(rosterOf(branch, []), clock.at));

  const channels = {
    simulator: {
      name: 'simulator',
      reach,
    },
  } as unknown as Services['channels'];
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
    channels,
  } as unknown as Services;

  const run = <T>(work: (doing: Doing) => Promise<T>): Promise<T> =>
    store.transaction((tx) => work({ ...quietDoing(), tx, branch, planner, reach: (_, to) => reach(to), now: clock.at }));

  async function deliver(tx: Transaction): Promise<boolean> {
    if (state.isDown) return false;
    const items = await tx.outbox.lease({ owner: 'test', now: clock.at, leaseMs: 60_000, limit: 100 });
    for (const { id, body } of items) {
      await tx.outbox.complete(id, 'test', clock.at);
      sent.push({
        at: shown(clock.at),
        to: toOf(body),
        text: body.text,
        mentions: body.mentions.map(({ memberId }) => memberId),
      });
    }
    return items.length > 0;
  }

  /** All that is due now, and what follows from it. */
  async function settle(): Promise<void> {
    const round = createScheduledRound(services, runners);
    while ((await round()) || (await store.transaction(deliver)));
  }

  const nextDue = () =>
    store.transaction(async (tx) => {
      const scheduled = (await tx.scheduled.nextDueAt()) ?? Number.POSITIVE_INFINITY;
      const outbox = state.isDown ? undefined : await tx.outbox.nextDueAt();
      return Math.min(scheduled, outbox ?? Number.POSITIVE_INFINITY);
    });

  return {
    clock,
    state,
    store,
    branch,
    sent,
    run,
    settle,
    /** Moves the clock, stopping wherever something is due. */
    async go(to: string): Promise<void> {
      const end = at(to);
      for (let due = await nextDue(); due <= end; due = await nextDue()) {
        clock.at = Math.max(clock.at, due);
        await settle();
      }
      clock.at = end;
      await settle();
    },
    /** Nobody works meanwhile. */
    skip(to: string): void {
      clock.at = at(to);
    },
    /** What was sent since the last call, to somebody or containing some words. */
    take(about?: string): Sent[] {
      const taken = sent.splice(0);
      return about === undefined ? taken : taken.filter(({ to, text }) => to === about || text.includes(about));
    },
    member: (id: string): Promise<Member> => run(async ({ tx }) => (await tx.members.byId(id)) as Member),
    signUp: (
      activityId: string,
      memberId: string,
      over: { status?: 'in' | 'waiting'; session?: number; partySize?: number } = {},
    ) =>
      run(async ({ tx, now }) => {
        const { status = 'in', session = 0, partySize = 1 } = over;
        const sessionId = (await tx.activities.byId(activityId))?.sessions[session]?.id ?? '';
        await tx.signUps.add({ activityId, sessionId, memberId, partySize, status, at: now, source: 'test' });
      }),
    close: () => store.close(),
  };
}

export type ActivityBench = Awaited<ReturnType<typeof activityBench>>;

const toOf = ({ to }: Outgoing): string => (to.kind === 'group' ? to.id : to.account.replace('simulator:', ''));

export function request(over: Partial<DraftRequest> = {}): DraftRequest {
  return {
    title: '12月主题党日',
    kind: 'party_day',
    theme: '学习防诈骗',
    place: '江畔驿站',
    capacity: 40,
    mode: 'onsite',
    groups: ['couriers'],
    wish: { date: '2026-12-02' },
    ...over,
  };
}

export function drafted(outcome: DraftOutcome | { kind: 'gone' }): Extract<DraftOutcome, { kind: 'drafted' }> {
  if (outcome.kind !== 'drafted') throw new Error(`not drafted: ${outcome.kind}`);
  return outcome;
}

export async function published(bench: ActivityBench, draft: DraftOutcome) {
  const { activity } = drafted(draft);
  const outcome = await bench.run((doing) => publish(doing, activity.id));
  if (outcome.kind !== 'published') throw new Error(`not published: ${outcome.kind}`);
  return outcome.activity;
}

/** The secretary's draft, as `request` has it. */
export async function draftOf(bench: ActivityBench, over: Partial<DraftRequest> = {}): Promise<DraftOutcome> {
  const li = await bench.member('li');
  return await bench.run((doing) => createDraft(doing, li, request(over)));
}

export const startsOf = (activity: { sessions: { start: number }[] } | undefined) => activity?.sessions.map(({ start }) => start);
