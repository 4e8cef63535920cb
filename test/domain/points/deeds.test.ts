// What check-ins, hours of service and hazards earn by themselves, and lose when they are taken back.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkInSlots } from '../../../src/core/slots.ts';
import { checkIn } from '../../../src/domain/check-in/index.ts';
import { confirmHours, declineHours, pendingHours } from '../../../src/domain/points/index.ts';
import { answerCall } from '../../../src/domain/tickets/steps.ts';
import { undoLast } from '../../../src/domain/undo.ts';
import { openActivity } from '../../support/activities.ts';
import { at, type TicketBench, ticketBench } from '../../support/ticket-bench.ts';

let bench: TicketBench;
beforeEach(async () => {
  bench = await ticketBench();
});
afterEach(() => bench.close());

let said = 0;
async function checksIn(slots: Record<string, unknown>, who = 'zhou', over: { anotherStint?: boolean } = {}) {
  const member = await bench.member(who);
  said += 1;
  return await bench.run((doing) =>
    checkIn(doing, member, checkInSlots.parse(slots), {
      at: bench.clock.at,
      now: bench.clock.at,
      source: `m${said}`,
      conversation: { kind: 'group', id: 'g1' },
      words: '',
      isArriving: slots.kind !== 'volunteer',
      ...over,
    }),
  );
}
async function undoes(who = 'zhou') {
  const member = await bench.member(who);
  return await bench.run((doing) => undoLast(doing, member));
}
const lines = () =>
  bench.run(async ({ tx }) =>
    (await tx.points.list(99)).map(({ memberId, rule, points, source }) => `${memberId} ${rule} ${points} ${source}`),
  );
const hours = () =>
  bench.run(async ({ tx }) => (await tx.points.hourStatement('zhou', 99)).reverse().map(({ minutes }) => minutes));
const waiting = () => bench.run(async ({ tx }) => (await pendingHours(tx).list()).map(({ value }) => value.minutes));

describe('a check-in', () => {
  test('to a patrol earns a point in the morning and one in the evening, each once', async () => {
    await checksIn({ kind: 'patrol', half: 'morning' });
    await checksIn({ kind: 'patrol', half: 'morning', items: { charging: 'ok' } });
    bench.clock.at += 8 * 3_600_000;
    await checksIn({ kind: 'patrol', half: 'evening' });
    expect(await lines()).toEqual(['zhou patrol 1 attendance:1', 'zhou patrol 1 attendance:2']);
  });

  test('to a theme party day earns its points, and says which', async () => {
    const now = bench.clock.at;
    const sessions = [{ start: now, end: now + 3_600_000, mode: 'onsite' as const, occupations: ['courier' as const] }];
    await bench.run(({ tx }) => openActivity(tx, { groups: ['g1'], kind: 'party_day', title: '学党章', sessions }));
    expect(await checksIn({ kind: 'unspecified' })).toMatchObject({ kind: 'recorded' });
    expect(await checksIn({ kind: 'unspecified' })).toMatchObject({ kind: 'already' });
    const entries = await bench.run(({ tx }) => tx.points.list(9));
    expect(entries).toMatchObject([{ memberId: 'zhou', rule: 'party_day', points: 2, about: '学党章', at: now }]);
  });

  test.each(['double_report', 'unspecified', 'activity'])('of another kind earns nothing: %s', async (kind) => {
    expect(await checksIn({ kind })).toMatchObject({ kind: 'recorded' });
    expect(await lines()).toEqual([]);
  });

  test('taken back loses what it earned, and made again earns it anew', async () => {
    await checksIn({ kind: 'patrol' });
    await undoes();
    await checksIn({ kind: 'patrol' });
    expect(await lines()).toEqual(['zhou patrol 1 attendance:1', 'zhou patrol -1 attendance:1', 'zhou patrol 1 attendance:2']);
  });

  test('of a guest earns as any other', async () => {
    await bench.run(({ tx, now }) => tx.members.recognise({ account: 'wecom:new', userId: 'new', name: '新人' }, now));
    await checksIn({ kind: 'patrol' }, 'wecom:new');
    expect(await lines()).toEqual(['wecom:new patrol 1 attendance:1']);
  });
});

describe('hours of service', () => {
  test('count at once up to four a day, with two points each', async () => {
    await checksIn({ kind: 'volunteer', hours: 1.5 });
    await checksIn({ kind: 'volunteer', hours: 2.5 });
    expect([await hours(), await waiting()]).toEqual([[90, 150], []]);
    expect(await lines()).toEqual(['zhou volunteer_hour 3 attendance:1', 'zhou volunteer_hour 5 attendance:2']);
  });

  test('above that wait for an organiser, and count once he has said yes', async () => {
    await checksIn({ kind: 'volunteer', hours: 3 });
    await checksIn({ kind: 'volunteer', hours: 2.5 });
    expect([await hours(), await waiting()]).toEqual([[180, 60], [90]]);
    bench.clock.at = at('2026-12-01 10:00');
    const li = await bench.member('li');
    expect(await bench.run((doing) => confirmHours(doing, 2, li))).toMatchObject({
      kind: 'confirmed',
      pending: { attendanceId: 2, memberId: 'zhou', minutes: 90 },
      hours: { minutes: 90, confirmedBy: 'li', source: 'attendance:2/confirmed' },
      points: { points: 3, confirmedBy: 'li', at: at('2026-11-23 10:00') },
    });
    expect([await hours(), await waiting()]).toEqual([[180, 60, 90], []]);
    expect(await bench.run((doing) => confirmHours(doing, 2, li))).toEqual({ kind: 'gone' });
    expect(await hours()).toHaveLength(3);
  });

  test('declined are forgotten; what counted at once stays', async () => {
    await checksIn({ kind: 'volunteer', hours: 6 });
    expect(await bench.run((doing) => declineHours(doing, 1))).toMatchObject({ kind: 'declined', pending: { minutes: 120 } });
    expect(await bench.run((doing) => declineHours(doing, 1))).toEqual({ kind: 'gone' });
    expect([await hours(), await waiting()]).toEqual([[240], []]);
  });

  test('of another day have their own four', async () => {
    await checksIn({ kind: 'volunteer', hours: 4 });
    await checksIn({ kind: 'volunteer', hours: 4, days_ago: 1 });
    expect([await hours(), await waiting()]).toEqual([[240, 240], []]);
  });

  test('taken back go out of the ledger, confirmed ones and those that wait, too', async () => {
    const li = await bench.member('li');
    await checksIn({ kind: 'volunteer', hours: 5 });
    await bench.run((doing) => confirmHours(doing, 1, li));
    await undoes();
    expect(await hours()).toEqual([240, 60, -240, -60]);
    expect(await bench.run(({ tx }) => tx.points.balance('zhou'))).toBe(0);
    await checksIn({ kind: 'volunteer', hours: 6 });
    await undoes();
    expect(await waiting()).toEqual([]);
    expect(await bench.run((doing) => confirmHours(doing, 2, li))).toEqual({ kind: 'gone' });
    expect(await bench.run(({ tx }) => tx.points.minutes('zhou'))).toBe(0);
  });

  test('25 of a day are none', async () => {
    expect(await checksIn({ kind: 'volunteer', hours: 25 })).toMatchObject({ kind: 'hours_impossible' });
    expect([await hours(), await waiting(), await lines()]).toEqual([[], [], []]);
  });

  test('nobody told of are none', async () => {
    const now = bench.clock.at;
    const sessions = [{ start: now, end: now + 3_600_000, mode: 'onsite' as const, occupations: ['courier' as const] }];
    await bench.run(({ tx }) => openActivity(tx, { groups: ['g1'], kind: 'volunteer', title: '清扫', sessions }));
    expect(await checksIn({ kind: 'unspecified' })).toMatchObject({ kind: 'recorded', entry: { kind: 'volunteer' } });
    expect([await hours(), await lines()]).toEqual([[], []]);
  });
});

describe('a hazard', () => {
  test('earns its reporter five once somebody takes it on; settled later, nothing more', async () => {
    await bench.report('zhou');
    expect(await lines()).toEqual([]);
    await bench.does('li', 'accept');
    await bench.does('wang', 'accept');
    await bench.does('wang', 'resolve', '挪走了');
    const [entry, ...more] = await bench.run(({ tx }) => tx.points.list(9));
    expect(entry).toMatchObject({ memberId: 'zhou', rule: 'hazard_confirmed', points: 5, about: 'H-0001', confirmedBy: 'li' });
    expect(more).toEqual([]);
  });

  test('earns when it is settled at once, or taken on at the level it was sent down to', async () => {
    await bench.report('zhou');
    await bench.does('li', 'resolve', '挪走了');
    await bench.report('wu', { words: '西门井盖丢了', place: '西门' });
    await bench.does('li', 'escalate_street', null, null, 'H-0002');
    expect(await lines()).toHaveLength(1);
    await bench.does('li', 'assign_branch', null, null, 'H-0002');
    expect((await lines()).map((line) => line.split(' ')[0])).toEqual(['zhou', 'wu']);
  });

  test('rejected loses it; taken on after all earns it again', async () => {
    await bench.report('zhou');
    await bench.does('li', 'accept');
    await bench.does('li', 'reject', '没有这回事');
    await bench.says('zhou', 'not_yet', '还在');
    await bench.does('li', 'accept');
    expect((await lines()).map((line) => line.split(' ')[2])).toEqual(['5', '-5', '5']);
  });

  test('withdrawn by its reporter loses it', async () => {
    await bench.report('zhou');
    await bench.does('li', 'accept');
    await bench.run(async (doing) => {
      const ticket = (await doing.tx.tickets.byNumber('H-0001'))!;
      await doing.tx.acts.add({ memberId: 'zhou', kind: 'report', recordId: Number(ticket.id), at: doing.now });
    });
    await undoes();
    expect((await lines()).map((line) => line.split(' ')[2])).toEqual(['5', '-5']);
  });

  test('told without a name earns nobody anything, nor does an appeal', async () => {
    await bench.report('zhou', { anonymous: true });
    await bench.does('li', 'accept');
    await bench.report('zhou', { kind: 'appeal', category: 'wage', words: '工资少发了三百', place: null });
    await bench.does('li', 'accept', null, null, 'A-0001');
    expect(await lines()).toEqual([]);
  });

  test('is not confirmed by who reported it', async () => {
    await bench.report('li');
    await bench.does('li', 'accept');
    expect(await lines()).toEqual([]);
    await bench.does('wang', 'resolve', '挪走了');
    expect(await lines()).toEqual(['li hazard_confirmed 5 ticket:1']);
  });

  test('that somebody who settles such things goes to at once is confirmed by it', async () => {
    await bench.report('zhou', { urgent: true });
    await bench.run(async (doing) => {
      await answerCall(doing, (await doing.tx.members.byId('li'))!, 'H-0001');
    });
    expect(await lines()).toEqual(['zhou hazard_confirmed 5 ticket:1']);
  });
});
