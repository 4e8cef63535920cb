import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Media } from '../../../src/core/message.ts';
import { register, settlerOf, sourceOf } from '../../../src/domain/tickets/reporting.ts';
import { type TicketBench, ticketBench } from '../../support/ticket-bench.ts';

let bench: TicketBench;
beforeEach(async () => {
  bench = await ticketBench();
});
afterEach(() => bench.close());

const photo = (reference: string): Media => ({ kind: 'photo', via: 'inline', reference, name: null });

describe('registering', () => {
  it('masks third parties in words and place, and keeps the original sealed', async () => {
    const words = '老胡把三轮停在东门，打他电话13812345678不接';
    const ticket = await bench.report('zhou', { words, place: '老胡家楼下' });
    expect(ticket.words).not.toMatch(/老胡|138/);
    expect(ticket.place).not.toContain('老胡');
    expect(ticket.original).not.toContain('老胡');
    expect(await bench.run(async ({ sealer }) => sealer?.open(ticket.original ?? ''))).toBe(words);
  });

  it('keeps no original where nothing was masked', async () => {
    expect((await bench.report('zhou', { words: '东门井盖没了' })).original).toBeNull();
  });

  it('gives numbers without gaps, by kind', async () => {
    await bench.report();
    await bench.report('zhou', { kind: 'appeal', category: 'wage' });
    const { number } = await bench.report();
    expect(number).toBe('H-0002');
  });

  it('has a next step and tells those who settle it in office hours, not the one who reported it', async () => {
    const ticket = await bench.report('li');
    expect(ticket.next).not.toBeNull();
    const told = await bench.told();
    expect(told.map(({ to }) => to)).toEqual(['wang']);
    expect(told[0]?.text).toContain('H-0001');
  });

  it('of a hazard can be taken back by who reported it; an appeal is no such deed', async () => {
    const hazard = await bench.report();
    const latest = () => bench.run(({ tx, now }) => tx.acts.latest(hazard.reporterId ?? '', now - 1_000));
    expect(await latest()).toMatchObject({ kind: 'report', recordId: Number(hazard.id) });
    await bench.report('zhou', { kind: 'appeal', category: 'wage' });
    expect(await latest()).toMatchObject({ recordId: Number(hazard.id) });
  });

  it('has nine photos fetched at once and no more', async () => {
    const media = Array.from({ length: 12 }, (_, index) => photo(`one${index}`));
    const ticket = await bench.report('zhou', { media: [...media, { ...photo('x'), kind: 'voice' }] });
    const { photos, fetches } = await bench.run(async ({ tx }) => ({
      photos: await tx.photos.ofTicket(ticket.id),
      fetches: await tx.fetches.list(['ready'], 100),
    }));
    expect(photos).toHaveLength(9);
    expect(fetches.map(({ key }) => key)).toEqual(photos.map(({ id }) => `photo:${id}`));
    expect(fetches.every(({ dueAt }) => dueAt === bench.clock.at)).toBe(true);
  });

  it('hides an anonymous reporter', async () => {
    const ticket = await bench.report('zhou', { kind: 'appeal', category: 'wage', anonymous: true, words: '老胡欠我工资' });
    expect(ticket).toMatchObject({ anonymous: true, reporterId: null });
    expect(JSON.stringify([ticket, await bench.events(ticket.number)])).not.toContain('zhou');
    expect(await bench.told('zhou')).toEqual([]);
  });

  it('refuses to promise what it cannot keep', async () => {
    const member = await bench.member('zhou');
    const report = { kind: 'appeal', category: 'wage', place: null, words: '欠薪', urgent: false, anonymous: true } as const;
    const rest = { member, account: 'simulator:zhou', group: null, media: [], channel: 'simulator', source: 's', at: 0 } as const;
    const work = bench.run((doing) => register({ ...doing, sealer: null }, { ...report, ...rest }));
    await expect(work).rejects.toThrow('needs a key');
  });

  it('remembers the message of an appeal only by its digest', async () => {
    await bench.run(async (doing) => {
      expect(sourceOf(doing, 'hazard', 'key')).toBe('key');
      expect(sourceOf(doing, 'appeal', 'key')).not.toContain('key');
    });
  });

  it('names who settles it where that is one person', async () => {
    const ticket = await bench.report();
    expect(await bench.run((doing) => settlerOf(doing, ticket))).toBe('支部');
    expect(await bench.run((doing) => settlerOf(doing, { ...ticket, level: 'street' }))).toBe('陈协调');
  });
});
