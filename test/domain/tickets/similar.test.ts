import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HazardCategory } from '../../../src/core/ticket.ts';
import { findOwn, findSameDanger, findSimilar } from '../../../src/domain/tickets/similar.ts';
import { withdraw } from '../../../src/domain/tickets/steps.ts';
import { type TicketBench, ticketBench } from '../../support/ticket-bench.ts';

let bench: TicketBench;
beforeEach(async () => {
  bench = await ticketBench();
});
afterEach(() => bench.close());

const told = (category: HazardCategory, place: string | null, words = '') => ({ category, place, words });
const similarTo = (category: HazardCategory, place: string | null, words = '') =>
  bench.run(async (doing) => (await findSimilar(doing, told(category, place, words)))?.number ?? null);

describe('a similar report', () => {
  it('is of the same category at a place named alike, within the branch’s days', async () => {
    await bench.report('zhou', { category: 'road', place: '东门' });
    expect(await similarTo('road', '东大门')).toBe('H-0001');
    expect(await similarTo('traffic', '东大门')).toBeNull();
    expect(await similarTo('road', '西门')).toBeNull();
    expect(await similarTo('road', null)).toBeNull();
    bench.clock.at += 8 * 86_400_000;
    expect(await similarTo('road', '东大门')).toBeNull();
  });

  it('is of the same thing, as far as both name one', async () => {
    await bench.report('zhou', { category: 'road', place: '东门', words: '东门井盖坏了' });
    await bench.report('zhou', { category: 'road', place: '东门', words: '东门路灯不亮' });
    expect(await similarTo('road', '东门', '东门垃圾堆成山了')).toBeNull();
    expect(await similarTo('road', '东门', '东门有个大坑')).toBe('H-0001');
    expect(await similarTo('road', '东门', '东门这儿太危险')).toBe('H-0002');
  });

  it('is the newest of several, and none that is over', async () => {
    await bench.report('zhou', { category: 'road', place: '东门' });
    bench.clock.at += 1_000;
    const second = await bench.report('wu', { category: 'road', place: '东门口' });
    expect(await similarTo('road', '东门')).toBe('H-0002');
    const wu = await bench.member('wu');
    await bench.run((doing) => withdraw(doing, wu, second));
    expect(await similarTo('road', '东门')).toBe('H-0001');
  });

  it('is not looked for where the branch does not want it', async () => {
    await bench.close();
    bench = await ticketBench({ branch: { tickets: { similarDays: 0 } } });
    await bench.report('zhou', { category: 'road', place: '东门' });
    expect(await similarTo('road', '东门')).toBeNull();
  });
});

describe('the same danger', () => {
  const danger = async (place: string | null, group: string | null) => {
    const member = await bench.member('wu');
    return await bench.run(
      async (doing) => (await findSameDanger(doing, { ...told('fire', place), group, member }))?.number ?? null,
    );
  };

  it('is urgent, at the same place, in the same group, within the hour', async () => {
    await bench.report('zhou', { category: 'fire', place: '二号棚', group: 'g1', urgent: true });
    expect(await danger('2号棚', 'g1')).toBe('H-0001');
    expect(await danger('2号棚', null)).toBe('H-0001');
    expect(await danger('2号棚', 'g2')).toBeNull();
    expect(await danger('三号棚', 'g1')).toBeNull();
    expect(await danger(null, 'g1')).toBeNull();
    bench.clock.at += 3_600_001;
    expect(await danger('2号棚', 'g1')).toBeNull();
  });

  it('told directly is none of a group the person is not in', async () => {
    await bench.report('zhou', { category: 'fire', place: '二号棚', group: 'g9', urgent: true });
    expect(await danger('2号棚', null)).toBeNull();
  });

  it('is none that was calm', async () => {
    await bench.report('zhou', { category: 'fire', place: '二号棚', group: 'g1' });
    expect(await danger('二号棚', 'g1')).toBeNull();
  });
});

describe('one’s own report', () => {
  const own = async (from: string, category: HazardCategory, place: string | null, urgent = false) => {
    const member = await bench.member(from);
    return await bench.run(
      async (doing) => (await findOwn(doing, member, { ...told(category, place), urgent, media: [] }))?.number ?? null,
    );
  };

  it('is found as long as it runs, by category and place', async () => {
    await bench.report('zhou', { category: 'road', place: '东门' });
    bench.clock.at += 20 * 86_400_000;
    expect(await own('zhou', 'road', '东门口')).toBe('H-0001');
    expect(await own('wu', 'road', '东门口')).toBeNull();
    expect(await own('zhou', 'road', '西门')).toBeNull();
  });

  it('without a place is the same only for a while', async () => {
    await bench.report('zhou', { category: 'road', place: '东门' });
    expect(await own('zhou', 'road', null)).toBe('H-0001');
    bench.clock.at += 11 * 60_000;
    expect(await own('zhou', 'road', null)).toBeNull();
  });

  it('lends its place to no new danger', async () => {
    await bench.report('zhou', { category: 'fire', place: '东门' });
    expect(await own('zhou', 'fire', null, true)).toBeNull();
    await bench.report('wu', { category: 'fire', place: null, urgent: true });
    expect(await own('wu', 'fire', '西门', true)).toBe('H-0002');
  });
});
