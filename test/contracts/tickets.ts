// What every store must do for tickets: numbers, look-ups, lists, history; part of the store's contract.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/core/store.ts';
import {
  type NewTicket,
  runningStatuses,
  type Ticket,
  type TicketEvent,
  type TicketFilter,
  ticketStatuses,
} from '../../src/core/ticket.ts';
import { benchOf, HOUR, listed, me, NOW, other, somebodyElse, ticket } from './bench.ts';

const numbersOf = (tickets: readonly Ticket[]) => tickets.map(({ number }) => number);
const unknownIds = ['', '0', '-1', '1.5', ' 1', 'abc', '9'.repeat(30), '99'];

export function ticketContract(name: string, open: () => Promise<Store>): void {
  describe(`${name}: tickets`, () => {
    const { run, meet } = benchOf(open);
    beforeEach(async () => {
      await meet();
      await meet(somebodyElse);
    });

    const add = (changes: Partial<NewTicket> = {}, placeKey = '') => run((tx) => tx.tickets.add(ticket(changes), placeKey));
    const find = (id: string) => run((tx) => tx.tickets.byId(id));
    const list = async (filter: TicketFilter, order: 'due' | 'newest' | 'oldest' = 'oldest', limit = 50) =>
      numbersOf(await run((tx) => tx.tickets.list(filter, order, limit)));

    const everything: Partial<NewTicket> = {
      kind: 'appeal',
      category: 'wage',
      original: 'sealed:abc',
      urgent: true,
      anonymous: true,
      reporterId: null,
      reporterSeal: 'sealed:def',
      reporterDigest: 'd1',
      group: 'city-east',
      level: 'county',
      status: 'closed',
      handlerId: other,
      unsatisfied: 2,
      dueAt: NOW + HOUR,
      outcome: '补发了两天的工资。',
      end: 'satisfied',
      levelAt: NOW + 1,
      statusAt: NOW + 2,
      next: { step: 'follow_up_again', at: NOW + 3 },
      turn: 4,
      calls: 5,
      answeredAt: NOW + 6,
    };

    describe('one', () => {
      it.each([
        ['as little as there may be', { place: null, reporterId: null }],
        ['all there may be', everything],
      ])('is given back as it was written: %s', async (_, changes: Partial<NewTicket>) => {
        const made = await add(changes);
        expect(made).toEqual({ ...ticket(changes), id: expect.stringMatching(/^\d+$/), number: expect.any(String) });
        await run(async (tx) => {
          expect(await tx.tickets.byId(made.id)).toEqual(made);
          expect(await tx.tickets.lock(made.id)).toEqual(made);
          expect(await tx.tickets.byNumber(made.number)).toEqual(made);
          expect(await tx.tickets.bySource(made.source)).toEqual(made);
        });
      });

      it('is not found by what names none', async () => {
        await add();
        await run(async (tx) => {
          for (const id of unknownIds) {
            expect(await tx.tickets.byId(id)).toBeUndefined();
            expect(await tx.tickets.lock(id)).toBeUndefined();
            expect(await tx.tickets.events(id)).toEqual([]);
          }
          for (const number of ['H-0002', 'A-0001', 'h-0001', '']) expect(await tx.tickets.byNumber(number)).toBeUndefined();
          expect(await tx.tickets.bySource('m9')).toBeUndefined();
        });
      });

      it('saves all of itself but number and source, and no other', async () => {
        const [one, another] = [await add(), await add()];
        const { source: _, kind: __, ...changes } = everything;
        const changed: Ticket = { ...one, ...changes, createdAt: NOW + 9, place: '解放路', words: '还是老样子。' };
        await run((tx) => tx.tickets.save({ ...changed, number: 'H-9999', source: 'm9' }));
        expect(await find(one.id)).toEqual(changed);
        expect(await find(another.id)).toEqual(another);
        await run((tx) => tx.tickets.save({ ...changed, next: null, urgent: false, anonymous: false }));
        expect(await find(one.id)).toEqual({ ...changed, next: null, urgent: false, anonymous: false });
      });

      it('belongs to somebody who is known, or to nobody', async () => {
        for (const changes of [{ reporterId: 'nobody' }, { handlerId: 'nobody' }]) {
          await expect(add(changes)).rejects.toMatchObject({ code: 'store_rejected' });
        }
      });

      it('is the one a message made last', async () => {
        await add({ source: 'm7' });
        const last = await add({ source: 'm7' });
        expect(await run((tx) => tx.tickets.bySource('m7'))).toEqual(last);
      });
    });

    describe('numbers', () => {
      it('follow one another, each kind for itself', async () => {
        const kinds = ['hazard', 'appeal', 'hazard', 'hazard', 'appeal'] as const;
        const made = await run(async (tx) => {
          const all: Ticket[] = [];
          for (const kind of kinds) all.push(await tx.tickets.add(ticket({ kind }), ''));
          return all;
        });
        expect(numbersOf(made)).toEqual(['H-0001', 'A-0001', 'H-0002', 'H-0003', 'A-0002']);
      });

      it('leave none out where a transaction or a part of it is undone', async () => {
        const mishap = new Error('undone');
        const fail = async () => Promise.reject(mishap);
        await add();
        await run((tx) => tx.tickets.add(ticket(), '').then(fail)).catch(() => {});
        await run(async (tx) => {
          await tx.savepoint(() => tx.tickets.add(ticket(), '').then(fail)).catch(() => {});
          await tx.tickets.add(ticket(), '');
        });
        expect(await list({})).toEqual(['H-0001', 'H-0002']);
      });

      it('are given once each to many who report at the same time', async () => {
        const made = await Promise.all(Array.from({ length: 20 }, () => add()));
        const expected = Array.from({ length: 20 }, (_, index) => `H-${String(index + 1).padStart(4, '0')}`);
        expect(numbersOf(made).sort()).toEqual(expected);
      });
    });

    describe('of a reporter', () => {
      it('are found by member and by any of the digests, newest first, at most the limit', async () => {
        await add({ createdAt: NOW });
        await add({ createdAt: NOW + 3, reporterId: null, reporterDigest: 'd1' });
        await add({ createdAt: NOW + 1, reporterId: null, reporterDigest: 'd2' });
        await add({ createdAt: NOW + 3, status: 'closed' });
        await add({ reporterId: other });
        await add({ reporterId: null, reporterDigest: 'd3' });
        const keys = { memberId: me, digests: ['d1', 'd2', ''] };
        const own = (limit: number, statuses = [...ticketStatuses]) =>
          run(async (tx) => numbersOf(await tx.tickets.ofReporter(keys, statuses, limit)));
        expect(await own(10)).toEqual(['H-0004', 'H-0002', 'H-0003', 'H-0001']);
        expect(await own(2)).toEqual(['H-0004', 'H-0002']);
        expect(await own(10, [...runningStatuses])).toEqual(['H-0002', 'H-0003', 'H-0001']);
        expect(await own(10, [])).toEqual([]);
        expect(await run((tx) => tx.tickets.ofReporter({ memberId: 'nobody', digests: [] }, ticketStatuses, 9))).toEqual([]);
      });
    });

    describe('lists', () => {
      const filled = async () => {
        await add({ dueAt: NOW + 30, createdAt: NOW + 1 });
        await add({ dueAt: null, createdAt: NOW + 2, status: 'resolved', handlerId: other, category: 'fire' });
        await add({ dueAt: NOW + 10, createdAt: NOW + 3, level: 'street', status: 'accepted', handlerId: other });
        await add({ dueAt: null, createdAt: NOW + 4, status: 'closed', end: 'unreached', unsatisfied: 1 });
        await add({ dueAt: NOW + 10, createdAt: NOW + 4, kind: 'appeal', category: 'wage', unsatisfied: 3 });
      };

      it('are in the order that is asked for, those without a clock last', async () => {
        await filled();
        expect(await list({}, 'due')).toEqual(['H-0003', 'A-0001', 'H-0001', 'H-0002', 'H-0004']);
        expect(await list({}, 'newest')).toEqual(['A-0001', 'H-0004', 'H-0003', 'H-0002', 'H-0001']);
        expect(await list({}, 'oldest')).toEqual(['H-0001', 'H-0002', 'H-0003', 'H-0004', 'A-0001']);
        expect(await list({}, 'due', 2)).toEqual(['H-0003', 'A-0001']);
        expect(await list({ statuses: runningStatuses }, 'due')).toEqual(['H-0003', 'A-0001', 'H-0001', 'H-0002']);
      });

      it('tell of many only what their places are compared by', async () => {
        const made = await run(async (tx) => [
          await tx.tickets.add(ticket({ createdAt: NOW, urgent: true, group: 'g1' }), '东门'),
          await tx.tickets.add(ticket({ createdAt: NOW + 1 }), ''),
          await tx.tickets.add(ticket({ createdAt: NOW + 2, status: 'closed' }), '西门'),
        ]);
        const places = [
          { id: made[1]?.id, placeKey: '', urgent: false, group: null },
          { id: made[0]?.id, placeKey: '东门', urgent: true, group: 'g1' },
        ];
        const placed = (limit: number) => run((tx) => tx.tickets.placed({ statuses: runningStatuses, createdFrom: NOW }, limit));
        expect(await placed(10)).toEqual(places);
        expect(await placed(1)).toEqual(places.slice(0, 1));
        expect(await run((tx) => tx.tickets.placed({ statuses: [] }, 10))).toEqual([]);
      });

      it.each<[TicketFilter, string[]]>([
        [{ kind: 'appeal' }, ['A-0001']],
        [{ statuses: ['closed', 'accepted'] }, ['H-0003', 'H-0004']],
        [{ statuses: ['accepted', 'open'] }, ['H-0001', 'H-0003', 'A-0001']],
        [{ statuses: [] }, []],
        [{ levels: ['street', 'county'] }, ['H-0003']],
        [{ levels: [] }, []],
        [{ category: 'fire' }, ['H-0002']],
        [{ handlerId: other }, ['H-0002', 'H-0003']],
        [{ handlerId: other, statuses: ['accepted'] }, ['H-0003']],
        [{ isUnsatisfied: true }, ['H-0004', 'A-0001']],
        [{ isUnsatisfied: false }, ['H-0001', 'H-0002', 'H-0003']],
        [{ end: 'unreached' }, ['H-0004']],
        [{ createdFrom: NOW + 2, createdTo: NOW + 4 }, ['H-0002', 'H-0003']],
        [{ dueBefore: NOW + 30 }, ['H-0003', 'A-0001']],
        [{ kind: 'hazard', statuses: ['open'], levels: ['branch'], dueBefore: NOW + 31 }, ['H-0001']],
        [{ category: 'none' }, []],
      ])('and counts keep to %o', async (filter, expected) => {
        await filled();
        expect(await list(filter)).toEqual(expected);
        expect((await list(filter, 'due')).sort()).toEqual([...expected].sort());
        expect(await run((tx) => tx.tickets.count(filter))).toBe(expected.length);
      });
    });

    it('say what came up how often, by the place as places are compared', async () => {
      const at = { createdAt: NOW + 1 };
      for (const key of ['b', 'b', 'a', '']) await add(at, key);
      await add({ ...at, category: 'fire' }, 'b');
      await add({ ...at, kind: 'appeal', category: 'other' }, 'b');
      await add({ createdAt: NOW }, 'b');
      const moved = await add({ createdAt: NOW + 2 }, 'b');
      const topics = (limit: number) => run((tx) => tx.tickets.topics(NOW + 1, NOW + 3, limit));
      expect((await topics(1))[0]).toEqual({ kind: 'hazard', category: 'charging', place: 'b', count: 3 });
      await run((tx) => tx.tickets.save(moved));
      expect((await topics(1))[0]?.count).toBe(3);
      for (const key of ['', '']) await run((tx) => tx.tickets.save({ ...moved, createdAt: NOW + 2 }, key));
      expect(await topics(10)).toEqual([
        { kind: 'hazard', category: 'charging', place: '', count: 2 },
        { kind: 'hazard', category: 'charging', place: 'b', count: 2 },
        { kind: 'appeal', category: 'other', place: 'b', count: 1 },
        { kind: 'hazard', category: 'charging', place: 'a', count: 1 },
        { kind: 'hazard', category: 'fire', place: 'b', count: 1 },
      ]);
    });

    it('whose next step is late are found, earliest first', async () => {
      for (const at of [NOW + 2, NOW, NOW + 1, NOW + 3]) await add({ next: { step: 'warn', at } });
      await add({ next: null });
      const overdue = (limit: number) => run(async (tx) => numbersOf(await tx.tickets.overdue(NOW + 3, limit)));
      expect(await overdue(10)).toEqual(['H-0002', 'H-0003', 'H-0001']);
      expect(await overdue(1)).toEqual(['H-0002']);
    });

    describe('what is told of one', () => {
      it('keeps its history in the order of what happened', async () => {
        const [{ id: ticketId }, { id: another }] = [await add(), await add()];
        const report = { ticketId, at: NOW + 5, by: null, isReporter: true, action: 'report' as const, note: null };
        const accept = { ticketId, at: NOW, by: other, isReporter: false, action: 'accept' as const, note: '马上去看。' };
        await run(async (tx) => {
          const ids = [await tx.tickets.addEvent(report), await tx.tickets.addEvent(accept)];
          await tx.tickets.addEvent({ ...report, ticketId: another });
          const events: TicketEvent[] = [report, accept].map((event, index) => ({ ...event, id: ids[index]! }));
          expect(await tx.tickets.events(ticketId)).toEqual(events);
        });
      });

      it('knows who follows it, in the order they came, each once', async () => {
        const [{ id }, { id: another }] = [await add(), await add()];
        await run(async (tx) => {
          expect(await tx.tickets.addFollower(id, other, NOW)).toBe(true);
          expect(await tx.tickets.addFollower(id, me, NOW)).toBe(true);
          expect(await tx.tickets.addFollower(id, other, NOW + 1)).toBe(false);
          expect(await tx.tickets.followers(id)).toEqual([other, me]);
          expect(await tx.tickets.followers(another)).toEqual([]);
        });
      });

      it('knows who looked at what was masked, every time', async () => {
        const [{ id }, { id: another }] = [await add(), await add()];
        const access = { memberId: other, at: NOW, what: 'original' };
        await run(async (tx) => {
          for (const at of [NOW, NOW + 1]) await tx.tickets.addAccess({ ...access, ticketId: id, at });
          expect(await tx.tickets.accesses(id)).toEqual([access, { ...access, at: NOW + 1 }]);
          expect(await tx.tickets.accesses(another)).toEqual([]);
        });
      });

      it('is refused for a ticket that is none', async () => {
        const event = { ticketId: '99', at: NOW, by: null, isReporter: false, action: 'warn' as const, note: null };
        await expect(run((tx) => tx.tickets.addEvent(event))).rejects.toMatchObject({ code: 'store_rejected' });
        await expect(run((tx) => tx.tickets.addFollower('99', me, NOW))).rejects.toMatchObject({ code: 'store_rejected' });
        await expect(run((tx) => tx.photos.add('abc', NOW))).rejects.toMatchObject({ code: 'store_rejected' });
      });
    });

    it('have photos that wait, then are kept or failed', async () => {
      const [{ id: ticketId }, { id: another }] = [await add(), await add()];
      await run(async (tx) => {
        const [first, second] = [await tx.photos.add(ticketId, NOW), await tx.photos.add(ticketId, NOW - 1)];
        const third = await tx.photos.add(ticketId, NOW);
        const waiting = { id: first, ticketId, state: 'waiting', digest: null, reason: null, at: NOW };
        expect(await tx.photos.byId(first)).toEqual(waiting);
        expect(await tx.photos.byId(99)).toBeUndefined();
        await tx.photos.keep(first, 'ab'.repeat(32));
        await tx.photos.fail(second, 'too_large');
        expect(await tx.photos.ofTicket(ticketId)).toEqual([
          { ...waiting, state: 'kept', digest: 'ab'.repeat(32) },
          { ...waiting, id: second, at: NOW - 1, state: 'failed', reason: 'too_large' },
          { ...waiting, id: third },
        ]);
        expect(await tx.photos.ofTicket(another)).toEqual([]);
        await tx.photos.keep(second, 'cd'.repeat(32));
        expect(await tx.photos.byId(second)).toMatchObject({ state: 'kept', reason: null });
      });
    });

    it('go along when a guest is merged into the person the roster names', async () => {
      const made = await add({ handlerId: me });
      const { id } = made;
      await run(async (tx) => {
        await tx.members.recognise({ account: 'dingtalk:zs01', userId: 'zs01', name: null }, NOW);
        await tx.tickets.addEvent({ ticketId: id, at: NOW, by: me, isReporter: true, action: 'report', note: null });
        for (const follower of ['dingtalk:zs01', other, me]) await tx.tickets.addFollower(id, follower, NOW);
        await tx.tickets.addAccess({ ticketId: id, memberId: me, at: NOW, what: 'original' });
        await tx.members.syncRoster([listed], NOW);
      });
      await run(async (tx) => {
        expect(await tx.tickets.byId(id)).toEqual({ ...made, reporterId: 'zhang', handlerId: 'zhang' });
        expect(await tx.tickets.events(id)).toMatchObject([{ by: 'zhang' }]);
        expect(await tx.tickets.followers(id)).toEqual(['zhang', other]);
        expect(await tx.tickets.accesses(id)).toMatchObject([{ memberId: 'zhang' }]);
      });
    });
  });
}
