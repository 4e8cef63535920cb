import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { supplement, withdraw } from '../../../src/domain/tickets/steps.ts';
import { type TicketBench, ticketBench } from '../../support/ticket-bench.ts';

let bench: TicketBench;
beforeEach(async () => {
  bench = await ticketBench();
});
afterEach(() => bench.close());

const textsTo = async (whom: string) => (await bench.told(whom)).map(({ text }) => text);
const add = async (added: { words?: string; place?: string }) => {
  const zhou = await bench.member('zhou');
  await bench.run(async (doing) => {
    const ticket = (await doing.tx.tickets.byNumber('H-0001'))!;
    await supplement(doing, ticket, { ...added, by: zhou, isReporter: true });
  });
};

describe('steps before the reporter’s free hour', () => {
  it('are told in one message, with the term that holds', async () => {
    await bench.report();
    await bench.does('li', 'accept');
    await bench.does('li', 'escalate_street');
    expect(await textsTo('zhou')).toEqual(['H-0001 支部受理了；报到街道了，12月2日（周三）18:00前给你回音。']);
  });

  it('are left out when it is settled', async () => {
    await bench.report();
    await bench.does('li', 'accept');
    await bench.does('li', 'resolve', '灯换了');
    expect(await textsTo('zhou')).toEqual(['H-0001 支部办好了：灯换了。满意回 1，不满意回 2，还没好回 3。']);
  });

  it('are not told of what the reporter takes back', async () => {
    const ticket = await bench.report();
    await bench.does('li', 'accept');
    const zhou = await bench.member('zhou');
    await bench.run((doing) => withdraw(doing, zhou, ticket));
    expect(await textsTo('zhou')).toEqual([]);
  });

  it('never name a term that is over when they are read', async () => {
    await bench.report('zhou', { urgent: true, group: 'g1' });
    await bench.go('2026-11-23 11:01');
    expect((await textsTo('zhou')).at(-1)).toBe('H-0001 支部没按时办；街道没按时办，自动报到区县了。');
  });

  it('come apart when they come hours apart', async () => {
    await bench.report();
    await bench.does('li', 'accept');
    await bench.go('2026-11-23 14:00');
    await bench.does('li', 'escalate_street');
    expect(await textsTo('zhou')).toHaveLength(2);
  });
});

describe('what waits for the office to open', () => {
  beforeEach(async () => {
    bench.clock.at = Date.parse('2026-11-23T22:00:00+08:00');
    await bench.report('zhou', { place: null });
  });

  it('holds what was added in the night, with its place in front', async () => {
    await add({ place: '东门' });
    await add({ words: '西门也有' });
    await add({ words: '后门也有' });
    const [told, ...more] = await textsTo('wang');
    expect(more).toEqual([]);
    expect(told?.split('\n')[0]).toBe('隐患 H-0001（交通）东门');
    expect(told).toContain('补充：西门也有；后门也有');
  });

  it('is not said when somebody has taken it on, or it was taken back', async () => {
    await bench.does('li', 'accept');
    expect(await textsTo('wang')).toEqual([]);
    const ticket = await bench.report('zhou', { source: 'simulator:2' });
    expect(await textsTo('wang')).toHaveLength(1);
    const zhou = await bench.member('zhou');
    await bench.run((doing) => withdraw(doing, zhou, ticket));
    expect(await textsTo('wang')).toEqual([]);
  });

  it('still says what does not depend on how it stands', async () => {
    await bench.does('li', 'accept');
    await bench.does('wang', 'accept');
    await bench.does('wang', 'resolve');
    expect(await textsTo('li')).toEqual(['H-0001 王姐接着处理了，您不用管了。']);
  });
});
