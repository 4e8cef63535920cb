// A step taken by mistake, taken back by who took it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lastSteps, takeBackStep } from '../../../src/domain/tickets/taking-back.ts';
import { at, type TicketBench, ticketBench } from '../../support/ticket-bench.ts';

let bench: TicketBench;
beforeEach(async () => {
  bench = await ticketBench();
  await bench.report();
});
afterEach(() => bench.close());

const takes = async (who: string, number = 'H-0001') => {
  const by = await bench.member(who);
  return await bench.run((doing) => takeBackStep(doing, by, number));
};
const isForZhou = (key: string) => key.endsWith(':reporter');
const toZhou = async () => (await bench.told('zhou')).map(({ text }) => text);

describe('a ticket turned down by mistake', () => {
  test('is open again, the history says so, and its reporter never hears of it', async () => {
    await bench.does('li', 'reject', '不归我们管');
    expect(await toZhou()).toHaveLength(1);
    expect(await takes('li')).toMatchObject({ kind: 'taken_back', isTold: false });
    expect(await bench.ticket()).toMatchObject({ status: 'open', outcome: null, end: null, handlerId: null });
    expect((await bench.events()).slice(-2).map(({ action, by }) => [action, by])).toEqual([
      ['reject', 'li'],
      ['take_back', 'li'],
    ]);
    expect(await toZhou()).toEqual([]);
  });

  test('is still in the hands of who had taken it on, and its reporter hears of that alone', async () => {
    await bench.does('li', 'accept');
    await bench.does('li', 'reject', '查无此事');
    await takes('li');
    expect(await bench.ticket()).toMatchObject({ status: 'accepted', handlerId: 'li' });
    expect(await toZhou()).toEqual(['H-0001 支部受理了，李书记在办，11月30日（周一）10:00前给你回音。']);
  });

  test('of which its reporter has heard is put right', async () => {
    await bench.does('li', 'reject', '不归我们管');
    await bench.leave(isForZhou);
    expect(await takes('li')).toMatchObject({ kind: 'taken_back', isTold: true });
    expect((await toZhou()).at(-1)).toMatch(/^H-0001 刚才那条说错了，还在办/);
  });

  test('is turned down again with its reason, and that is told', async () => {
    await bench.does('li', 'reject', '不归我们管');
    await takes('li');
    expect(await bench.does('li', 'reject', '是物业的地盘')).toMatchObject({ kind: 'done' });
    expect(await toZhou()).toEqual(['H-0001 不予办理：是物业的地盘。不对就回“不满意 H-0001”。']);
  });
});

describe('a ticket said to be settled by mistake', () => {
  test('is being settled again, and nobody is asked how it turned out', async () => {
    await bench.does('li', 'accept');
    await bench.leave(isForZhou);
    await bench.does('li', 'resolve', '换了新桩');
    await takes('li');
    expect(await bench.ticket()).toMatchObject({ status: 'accepted', handlerId: 'li', outcome: null });
    expect(await toZhou()).toEqual([expect.stringContaining('受理了')]);
    await bench.does('li', 'resolve', '真好了');
    expect((await toZhou()).at(-1)).toContain('办好了：真好了');
  });
});

describe('nothing is taken back', () => {
  test('of what somebody else decided', async () => {
    await bench.does('wang', 'reject', '不归我们管');
    expect(await takes('li')).toMatchObject({ kind: 'of_others', by: 'wang' });
    expect(await takes('wu')).toMatchObject({ kind: 'not_yours' });
    expect((await bench.ticket()).status).toBe('rejected');
  });

  test('a day later', async () => {
    await bench.does('li', 'reject', '不归我们管');
    bench.clock.at = at('2026-11-24 10:01');
    expect(await takes('li')).toMatchObject({ kind: 'too_late' });
  });

  test('once its reporter has answered', async () => {
    await bench.does('li', 'resolve');
    await bench.says('zhou', 'satisfied');
    expect(await takes('li')).toMatchObject({ kind: 'answered' });
  });

  test('of what runs', async () => {
    await bench.does('li', 'accept');
    expect(await takes('li')).toMatchObject({ kind: 'running' });
    expect(await takes('li', 'H-0009')).toMatchObject({ kind: 'unknown' });
  });
});

test('the last steps of a person are his own, the latest first', async () => {
  await bench.report('wu');
  await bench.report('wu');
  await bench.does('li', 'escalate_street', null, null, 'H-0001');
  bench.clock.at += 1_000;
  await bench.does('li', 'reject', '重复', null, 'H-0002');
  await bench.does('wang', 'resolve', null, null, 'H-0003');
  const li = await bench.member('li');
  const steps = await bench.run((doing) => lastSteps(doing, li));
  expect(steps.map(({ ticket, action }) => [ticket.number, action])).toEqual([
    ['H-0002', 'reject'],
    ['H-0001', 'escalate_street'],
  ]);
});
