// Who comes to an activity: places, waiting list, changes.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Activity, NewActivity, SignUp } from '../../src/core/activity.ts';
import { branchSchema } from '../../src/core/branch.ts';
import { HOUR_MS, MINUTE_MS } from '../../src/core/clock.ts';
import type { Doing } from '../../src/core/doing.ts';
import type { Member } from '../../src/core/member.ts';
import type { RosterEntry, Store } from '../../src/core/store.ts';
import { cancelSignUp, moveUp, placesLeft, signUp } from '../../src/domain/sign-ups/index.ts';
import { chooseSession, sessionMeant } from '../../src/domain/sign-ups/session-choice.ts';
import { undoLast } from '../../src/domain/undo.ts';
import { createPlanner } from '../../src/scheduling/planner/index.ts';
import { openStore } from '../../src/store/index.ts';
import { instant, openActivity, sessionAt } from '../support/activities.ts';
import { calendar } from '../support/calendar.ts';
import { quietDoing } from '../support/parts.ts';

const NOW = instant('2026-11-23T12:45');
const START = instant('2026-11-26T20:05');
const PEOPLE = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const planner = createPlanner({ calendar });
const branch = branchSchema.parse({
  groups: [{ id: 'g1', title: '江畔快递群', channel: 'wecom', occupations: { courier: 8 } }],
});

const person = (id: string, over: Partial<RosterEntry> = {}): RosterEntry => ({
  id,
  name: id,
  role: 'member',
  occupation: 'courier',
  level: null,
  area: null,
  accounts: [`wecom:${id}`],
  groups: ['g1'],
  ...over,
});

let store: Store;
let now: number;
let messages = 0;
beforeEach(async () => {
  store = await openStore();
  now = NOW;
  await store.transaction((tx) =>
    tx.members.syncRoster([person('li', { role: 'secretary' }), ...PEOPLE.map((id) => person(id))], now),
  );
});
afterEach(() => store.close());

const run = <T>(work: (doing: Doing) => Promise<T>): Promise<T> =>
  store.transaction((tx) => work({ ...quietDoing(), tx, branch, planner, reach: () => 'always', now }));

const open = (over: Partial<NewActivity> = {}) => run(({ tx }) => openActivity(tx, { groups: ['g1'], ...over }));
const member = async (doing: Doing, id: string): Promise<Member> => (await doing.tx.members.byId(id)) as Member;

const join = (activity: Activity, id: string, partySize: number | null = null, over: object = {}) =>
  run(async (doing) => {
    messages += 1;
    const facts = { partySize, sessionId: null, source: `m${messages}`, at: now, ...over };
    return await signUp(doing, await member(doing, id), activity, facts);
  });
const leave = (activity: Activity, id: string) =>
  run(async (doing) => await cancelSignUp(doing, await member(doing, id), activity));
const undo = (id: string) => run(async (doing) => await undoLast(doing, await member(doing, id)));
const standing = (activity: Activity) => run(({ tx }) => tx.signUps.ofActivity(activity.id));
const shown = async (activity: Activity) =>
  (await standing(activity)).map(({ memberId, partySize, status }) => `${memberId}${partySize} ${status}`);
const pushed = () =>
  run(async ({ tx }) =>
    (await tx.outbox.list(['ready'], 100)).map(({ body }) => `${body.to.kind === 'direct' ? body.to.account : 'group'}`),
  );

describe('places', () => {
  test('are those of all sessions together', async () => {
    const sessions = [sessionAt('2026-11-26T14:35', { occupations: ['rider'] }), sessionAt('2026-11-26T20:05')];
    const activity = await open({ capacity: 3, sessions });
    const [early, late] = activity.sessions.map(({ id }) => id);
    expect(await join(activity, 'a', 2, { sessionId: early })).toMatchObject({ kind: 'in', session: { id: early } });
    expect(await join(activity, 'b', 2)).toMatchObject({ kind: 'waiting', session: { id: late }, position: 1, left: 1 });
    expect(await join(activity, 'c')).toMatchObject({ kind: 'in' });
  });

  test('without a limit are never full', async () => {
    const activity = await open({ capacity: null });
    for (const id of PEOPLE) expect(await join(activity, id, 50)).toMatchObject({ kind: 'in' });
    expect(await run(({ tx }) => placesLeft(tx, activity))).toBeNull();
  });

  test('given back go to the first whose whole party fits', async () => {
    const activity = await open({ capacity: 3 });
    await join(activity, 'a', 2);
    await join(activity, 'b');
    await join(activity, 'c', 3);
    await join(activity, 'd', 2);
    await join(activity, 'e');
    expect(await leave(activity, 'a')).toMatchObject({
      kind: 'cancelled',
      wasWaiting: false,
      movedUp: [{ memberId: 'd', status: 'in' }],
    });
    expect(await shown(activity)).toEqual(['b1 in', 'c3 waiting', 'd2 in', 'e1 waiting']);
    expect(await pushed()).toEqual(['wecom:d']);
  });

  test('that only a newcomer can use go to the newcomer', async () => {
    const activity = await open({ capacity: 3 });
    await join(activity, 'a', 2);
    await join(activity, 'b', 2);
    expect(await join(activity, 'c')).toMatchObject({ kind: 'in' });
    expect(await join(activity, 'd')).toMatchObject({ kind: 'waiting', position: 2, left: 0 });
  });

  test('added later go to those who wait, at the latest with the next who comes', async () => {
    const activity = await open({ capacity: 1 });
    for (const id of ['a', 'b', 'c']) await join(activity, id);
    await run(({ tx }) => tx.activities.save({ ...activity, capacity: 2 }));
    expect(await run((doing) => moveUp(doing, activity))).toMatchObject([{ memberId: 'b' }]);
    expect(await run((doing) => moveUp(doing, activity))).toEqual([]);
    await run(({ tx }) => tx.activities.save({ ...activity, capacity: 3 }));
    expect(await join(activity, 'd')).toMatchObject({ kind: 'waiting', position: 1 });
    expect(await shown(activity)).toEqual(['a1 in', 'b1 in', 'c1 in', 'd1 waiting']);
    expect(await pushed()).toEqual(['wecom:b', 'wecom:c']);
  });

  test('are not given for a session that has begun, or a cancelled activity', async () => {
    const activity = await open({ capacity: 1 });
    await join(activity, 'a');
    await join(activity, 'b');
    await run(({ tx }) => tx.activities.save({ ...activity, status: 'cancelled' }));
    await leave(activity, 'a');
    expect(await shown(activity)).toEqual(['b1 waiting']);
    now = START;
    await run(({ tx }) => tx.activities.save(activity));
    expect(await run((doing) => moveUp(doing, activity))).toEqual([]);
  });
});

describe('what is said again', () => {
  test('changes the party when it fits, and nothing when it does not', async () => {
    const activity = await open({ capacity: 4 });
    await join(activity, 'a', 2);
    await join(activity, 'b');
    expect(await join(activity, 'a', 3)).toMatchObject({ kind: 'party_changed', from: 2, signUp: { partySize: 3 } });
    expect(await join(activity, 'a', 4)).toMatchObject({ kind: 'party_too_big', left: 0, signUp: { partySize: 3 } });
    expect(await join(activity, 'a', null)).toMatchObject({ kind: 'already', position: null });
    expect(await shown(activity)).toEqual(['a3 in', 'b1 in']);
  });

  test('with fewer people lets others in, and oneself', async () => {
    const activity = await open({ capacity: 3 });
    await join(activity, 'a', 3);
    await join(activity, 'b', 2);
    await join(activity, 'c');
    await join(activity, 'a', 2);
    expect(await shown(activity)).toEqual(['a2 in', 'b2 waiting', 'c1 in']);
    await leave(activity, 'c');
    expect(await join(activity, 'b', 1)).toMatchObject({ kind: 'party_changed', position: null, signUp: { status: 'in' } });
  });

  test('changes the session and keeps the places', async () => {
    const sessions = [sessionAt('2026-11-26T14:35', { occupations: ['rider'] }), sessionAt('2026-11-26T20:05')];
    const activity = await open({ capacity: 1, sessions });
    const [early] = activity.sessions;
    await join(activity, 'a');
    const change = (id: string) => join(activity, id, null, { sessionId: early!.id });
    expect(await change('a')).toMatchObject({ kind: 'session_changed', signUp: { status: 'in', sessionId: early?.id } });
    expect(await change('a')).toMatchObject({ kind: 'already' });
    now = early!.start;
    expect(await join(activity, 'b', 1, { sessionId: early!.id })).toEqual({ kind: 'too_late' });
  });
});

describe('who comes too late, or with too many', () => {
  test.each([0, -1, 1.5, 51, Number.NaN, Number.POSITIVE_INFINITY])('%d people are impossible', async (partySize) => {
    expect(await join(await open(), 'a', partySize)).toEqual({ kind: 'party_impossible', max: 50 });
  });

  test('counts by the instant it was said', async () => {
    const activity = await open({ signUpUntil: NOW + HOUR_MS });
    now = NOW + HOUR_MS + MINUTE_MS;
    expect(await join(activity, 'a', 1, { at: NOW + HOUR_MS })).toMatchObject({ kind: 'in' });
    expect(await join(activity, 'b')).toEqual({ kind: 'too_late' });
    now = START + 2 * HOUR_MS;
    expect(await join(activity, 'b')).toEqual({ kind: 'over' });
  });

  test.each([
    ['closed', 'closed'],
    ['cancelled', 'cancelled'],
    ['done', 'over'],
    ['draft', 'over'],
  ] as const)('%s: nobody gets in, who is in stays in', async (status, kind) => {
    const activity = await open({ capacity: 5 });
    await join(activity, 'a');
    await run(({ tx }) => tx.activities.save({ ...activity, status }));
    expect(await join(activity, 'b')).toEqual({ kind });
    expect(await join(activity, 'a')).toMatchObject({ kind: 'already' });
    expect(await join(activity, 'a', 2)).toEqual({ kind });
  });

  test('an activity that is gone is over', async () => {
    const activity = await open();
    await run(({ tx }) => tx.activities.remove(activity.id));
    expect(await join(activity, 'a')).toEqual({ kind: 'over' });
    expect(await leave(activity, 'a')).toEqual({ kind: 'not_signed_up' });
  });
});

describe('taking back', () => {
  test('a change of the session brings the first one back', async () => {
    const sessions = [sessionAt('2026-11-26T14:35', { occupations: ['rider'] }), sessionAt('2026-11-26T20:05')];
    const activity = await open({ capacity: 5, sessions });
    await join(activity, 'a');
    now += MINUTE_MS;
    await join(activity, 'a', 3, { sessionId: activity.sessions[0]!.id });
    now += MINUTE_MS;
    expect(await undo('a')).toMatchObject({ kind: 'sign_up', outcome: { kind: 'as_before', signUp: { partySize: 1 } } });
    expect(await standing(activity)).toMatchObject([{ sessionId: activity.sessions[1]?.id, partySize: 1 }]);
    expect(await undo('a')).toEqual({ kind: 'already_undone' });
  });

  test('fails when the places are gone, and may be tried again', async () => {
    const activity = await open({ capacity: 3 });
    await join(activity, 'a', 3);
    now += MINUTE_MS;
    await join(activity, 'a', 1);
    await join(activity, 'b', 2);
    expect(await undo('a')).toMatchObject({ outcome: { kind: 'no_room' } });
    await leave(activity, 'b');
    expect(await undo('a')).toMatchObject({ outcome: { kind: 'as_before', signUp: { partySize: 3 } } });
  });

  test('a cancelled sign-up comes after those who wait by now', async () => {
    const activity = await open({ capacity: 1 });
    await join(activity, 'a');
    await join(activity, 'b');
    await leave(activity, 'a');
    expect(await undo('a')).toMatchObject({ outcome: { kind: 'no_room' } });
    await run(({ tx }) => tx.activities.save({ ...activity, status: 'closed', capacity: 2 }));
    expect(await undo('a')).toMatchObject({ outcome: { kind: 'refused', reason: 'closed' } });
    expect(await shown(activity)).toEqual(['b1 in']);
  });
});

describe('the session', () => {
  const twoDays = [
    { ...sessionAt('2026-11-26T20:05'), id: '1' },
    { ...sessionAt('2026-11-27T14:35', { occupations: ['rider'] }), id: '2' },
    { ...sessionAt('2026-11-27T20:05', { occupations: ['courier', 'rider'] }), id: '3' },
  ];
  const activity = { sessions: twoDays } as Activity;
  const nothing = { at: null, date: null, start: null, part: null, occupation: null };

  test.each([
    [{ at: instant('2026-11-27T14:35') }, '2'],
    [{ start: '02:30' }, '2'],
    [{ date: '2026-11-26' }, '1'],
    [{ date: '2026-11-27', part: 'evening' as const }, '3'],
    [{ date: '2026-11-27', start: '08:00' }, '3'],
    [{ part: 'afternoon' as const }, '2'],
    [{ date: '2026-11-23', part: 'afternoon' as const }, '2'],
    [{ part: 'evening' as const }, undefined],
    [{ occupation: 'driver' as const }, undefined],
    [{}, undefined],
  ])('%j is session %s', (said, id) => {
    expect(sessionMeant(activity, { ...nothing, ...said })?.id).toBe(id);
  });

  test.each([
    ['courier', '1'],
    ['rider', '2'],
    ['driver', '1'],
    [null, '1'],
  ] as const)('of a %s is %s', (occupation, id) => {
    expect(chooseSession(activity, { occupation }, null, NOW)).toMatchObject({ kind: 'session', session: { id } });
  });
});

type Step = { who: string; partySize: number } | { who: string; leaves: true } | { who: string; undoes: true };

test('whatever people do, nobody is counted twice, nobody is lost, and no place stays empty that somebody waits for', async () => {
  const who = fc.constantFrom(...PEOPLE);
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ who, partySize: fc.integer({ min: 1, max: 4 }) }) },
    { weight: 2, arbitrary: fc.record({ who, leaves: fc.constant(true as const) }) },
    { weight: 1, arbitrary: fc.record({ who, undoes: fc.constant(true as const) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 7 }), fc.array(step, { maxLength: 25 }), async (capacity, steps) => {
      const activity = await open({ capacity });
      const wantsIn = new Set<string>();
      let before: SignUp[] = [];
      for (const each of steps) {
        now += MINUTE_MS / 10;
        if ('partySize' in each) {
          const outcome = await join(activity, each.who, each.partySize);
          expect(['in', 'waiting', 'already', 'party_changed', 'party_too_big']).toContain(outcome.kind);
          wantsIn.add(each.who);
        } else if ('leaves' in each) {
          await leave(activity, each.who);
          wantsIn.delete(each.who);
        } else {
          const undone = await undo(each.who);
          const outcome = undone.kind === 'sign_up' ? undone.outcome : null;
          if (outcome?.activity.id === activity.id && outcome.kind === 'signed_off') wantsIn.delete(each.who);
          if (outcome?.activity.id === activity.id && outcome.kind === 'as_before') wantsIn.add(each.who);
        }
        const all = await standing(activity);
        const taken = all.filter(({ status }) => status === 'in').reduce((sum, { partySize }) => sum + partySize, 0);
        const waiting = all.filter(({ status }) => status === 'waiting');
        expect(taken).toBeLessThanOrEqual(capacity);
        expect(new Set(all.map(({ memberId }) => memberId))).toEqual(wantsIn);
        expect(all).toHaveLength(wantsIn.size);
        expect(waiting.filter(({ partySize }) => partySize <= capacity - taken)).toEqual([]);
        // Who is in stays in until he leaves.
        const stillIn = before.filter(({ status, memberId }) => status === 'in' && wantsIn.has(memberId));
        for (const { id } of stillIn) expect(all.find((entry) => entry.id === id)?.status ?? 'gone').toBe('in');
        // Nobody who waited was passed by one behind with as many people, or more.
        const wasWaiting = new Set(before.filter(({ status }) => status === 'waiting').map(({ id }) => id));
        const movedUp = all.filter(({ id, memberId, status }) => status === 'in' && wasWaiting.has(id) && memberId !== each.who);
        for (const { id, partySize } of waiting.filter((entry) => wasWaiting.has(entry.id))) {
          expect(movedUp.filter((moved) => moved.id > id && moved.partySize >= partySize)).toEqual([]);
        }
        before = all;
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);
