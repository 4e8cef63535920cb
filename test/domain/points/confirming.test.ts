// Who is asked about hours of an activity.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS } from '../../../src/core/clock.ts';
import type { Attendance } from '../../../src/core/store.ts';
import { answerHours, askOrganisers, dropLapsed, waitingFor } from '../../../src/domain/points/confirming.ts';
import { earnForAttendance } from '../../../src/domain/points/index.ts';
import { hoursOf } from '../../../src/domain/points/statement.ts';
import { openActivity } from '../../support/activities.ts';
import { type TicketBench, ticketBench } from '../../support/ticket-bench.ts';

let bench: TicketBench;
beforeEach(async () => {
  bench = await ticketBench();
});
afterEach(() => bench.close());

/** Six hours at an activity that somebody made: two above what counts at once. */
async function serves(memberId: string, createdBy: string): Promise<number> {
  return await bench.run(async (doing) => {
    const { tx, now } = doing;
    const activity = await openActivity(tx, { groups: ['g1'], kind: 'volunteer', title: '扫雪', createdBy });
    const entry: Omit<Attendance, 'id'> = {
      memberId,
      activityId: activity.id,
      kind: 'volunteer',
      mode: null,
      hours: 6,
      place: null,
      half: null,
      items: null,
      at: now,
      recordedAt: now,
      source: `m-${memberId}`,
    };
    const id = await tx.attendance.add(entry);
    await earnForAttendance(doing, { id, ...entry });
    return id;
  });
}
/** Six hours of zhou's that belong to no activity. */
async function servesSix(source: string, at: number): Promise<void> {
  await bench.run(async (doing) => {
    const none = { activityId: null, mode: null, place: null, half: null, items: null } as const;
    const entry = { ...none, memberId: 'zhou', kind: 'volunteer', hours: 6, at, recordedAt: doing.now, source } as const;
    await earnForAttendance(doing, { id: await doing.tx.attendance.add(entry), ...entry });
  });
}
const asks = async () => {
  await bench.run(askOrganisers);
  return (await bench.told()).map(({ to }) => to);
};

describe('hours of an activity', () => {
  test('are put to who made it, and to nobody else', async () => {
    await serves('zhou', 'wang');
    expect(await asks()).toEqual(['wang']);
    expect(await asks()).toEqual(['wang']);
  });

  test('are put to the secretaries where who made it did them', async () => {
    await serves('wang', 'wang');
    expect(await asks()).toEqual(['li']);
  });

  test('are for members of the branch who made it, too, and for nobody beside them', async () => {
    const id = await serves('zhou', 'hu');
    const [hu, wu] = [await bench.member('hu'), await bench.member('wu')];
    expect(await bench.run((doing) => waitingFor(doing, hu))).toHaveLength(1);
    expect(await bench.run((doing) => waitingFor(doing, wu))).toEqual([]);
    expect(await bench.run((doing) => answerHours(doing, id, wu, true))).toEqual({ kind: 'not_yours' });
    expect(await bench.run((doing) => answerHours(doing, id, hu, true))).toMatchObject({ kind: 'confirmed' });
    expect(await bench.run((doing) => answerHours(doing, id, hu, true))).toEqual({ kind: 'not_yours' });
  });

  test('are confirmed once, by two at the same instant', async () => {
    const id = await serves('zhou', 'li');
    const both = [await bench.member('li'), await bench.member('wang')];
    const answered = await Promise.all(both.map((by) => bench.run((doing) => answerHours(doing, id, by, true))));
    expect(answered.map(({ kind }) => kind).sort()).toEqual(['confirmed', 'gone']);
    expect(await bench.run(({ tx }) => tx.points.minutes('zhou'))).toBe(360);
  });

  test('beyond those that one message holds are counted in it, with the words that show them', async () => {
    for (let count = 0; count < 12; count += 1) await servesSix(`more-${count}`, bench.clock.at - count * DAY_MS);
    expect(await asks()).toEqual(['li', 'wang']);
    const [told] = await bench.told('li');
    expect(told!.text.split('\n').slice(10)).toEqual(['还有 2 件，说“待确认工时”看。', '回“工时 号 确认”或“工时 号 不对”。']);
  });

  test('stand sealed in what waits to leave, and their buttons with them', async () => {
    const id = await serves('zhou', 'li');
    await bench.run(askOrganisers);
    const [row] = await bench.run(({ tx }) => tx.outbox.list(['ready'], 9));
    expect(JSON.stringify(row!.body)).not.toMatch(/老周|simulator:li|6 小时/);
    expect((await bench.told('li'))[0]!.buttons).toEqual([`volunteer-hours/confirm/${id}`, `volunteer-hours/decline/${id}`]);
  });

  test('that nobody confirms wait no longer than sixty days, and whose they are is told', async () => {
    await servesSix('old', bench.clock.at);
    const day = bench.clock.at;
    bench.clock.at = day + 59 * DAY_MS;
    await bench.run(dropLapsed);
    expect((await bench.run((doing) => hoursOf(doing, 'zhou', 1))).waitingMinutes).toBe(120);
    bench.clock.at = day + 60 * DAY_MS;
    await bench.run(dropLapsed);
    await bench.run(dropLapsed);
    expect(await bench.run((doing) => hoursOf(doing, 'zhou', 1))).toMatchObject({ minutes: 240, waitingMinutes: 0 });
    expect((await bench.told('zhou')).map(({ text }) => text)).toEqual([
      '你11月23日（周一）志愿服务多出的 2 小时等了 60 天没人确认，不再等了，前面的照算。要算上就跟书记说。',
    ]);
  });
});
