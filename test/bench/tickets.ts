// What a branch of many years asks of its tickets: a hundred thousand in one file, each query in a transaction of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { RosterEntry, Store, Transaction } from '../../src/core/store.ts';
import {
  appealTopics,
  hazardCategories,
  type NewTicket,
  runningStatuses,
  type TicketLevel,
  type TicketStatus,
  ticketNumber,
  ticketStatuses,
} from '../../src/core/ticket.ts';
import { openStore } from '../../src/store/index.ts';
import { percentile } from './load.ts';

const NOW = Date.parse('2026-03-10T10:00:00+08:00');
const DAY_MS = 86_400_000;
const SPAN_MS = 3 * 365 * DAY_MS;
const [REPORTERS, HANDLERS, PLACES] = [4_000, 30, 500];
const PORTION = 5_000;
const ROUNDS = 200;

export interface TicketFigures {
  fillSeconds: number;
  queries: { name: string; p50Ms: number; p99Ms: number }[];
}

/**
 * @param count made one after the other over three years
 * @param runningShare of them somebody still has to do something about
 */
export async function measureTickets(count: number, runningShare = 0.04): Promise<TicketFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaofeng-tickets-'));
  const store = await openStore({ file: join(folder, 'records.sqlite') });
  try {
    const startedAt = performance.now();
    await fill(store, count, runningShare);
    const fillSeconds = (performance.now() - startedAt) / 1_000;
    const queries: TicketFigures['queries'] = [];
    for (const [name, query] of Object.entries(asked(count))) queries.push({ name, ...(await time(store, query)) });
    return { fillSeconds, queries };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function time(store: Store, query: (tx: Transaction) => Promise<unknown>): Promise<{ p50Ms: number; p99Ms: number }> {
  const tookMs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAt = performance.now();
    await store.transaction(query);
    tookMs.push(performance.now() - startedAt);
  }
  tookMs.sort((a, b) => a - b);
  return { p50Ms: percentile(tookMs, 0.5), p99Ms: percentile(tookMs, 0.99) };
}

/** What lists, clocks and look-ups ask for; then what no index was made for. */
function asked(count: number): Record<string, (tx: Transaction) => Promise<unknown>> {
  const some = (below: number) => Math.floor(Math.random() * below);
  const hazards = Math.floor(count * 0.7);
  const month = () => NOW - (1 + some(30)) * 30 * DAY_MS;
  const within = (from: number) => ({ createdFrom: from, createdTo: from + 30 * DAY_MS });
  const acting: TicketStatus[] = ['open', 'accepted'];
  return {
    'by number': (tx) => tx.tickets.byNumber(ticketNumber('hazard', 1 + some(hazards))),
    'by source': (tx) => tx.tickets.bySource(`simulator:m${some(count)}`),
    'of a reporter, by id and two digests': (tx) =>
      tx.tickets.ofReporter(
        { memberId: personOf(some(REPORTERS)), digests: [digest(some(REPORTERS)), digest(-1)] },
        ticketStatuses,
        50,
      ),
    'of a reporter, running': (tx) =>
      tx.tickets.ofReporter({ memberId: personOf(some(REPORTERS)), digests: [] }, runningStatuses, 50),
    'to do at a level, by clock': (tx) => tx.tickets.list({ statuses: acting, levels: ['street'] }, 'due', 20),
    'to do at the rarest level, by clock': (tx) => tx.tickets.list({ statuses: ['open'], levels: ['county'] }, 'due', 20),
    'appeals to do, by clock': (tx) => tx.tickets.list({ kind: 'appeal', statuses: acting }, 'due', 20),
    'due within a day': (tx) => tx.tickets.list({ statuses: acting, dueBefore: NOW + DAY_MS }, 'due', 50),
    'all running, by clock': (tx) => tx.tickets.list({ statuses: runningStatuses }, 'due', 200),
    'of a handler, to do': (tx) => tx.tickets.list({ handlerId: personOf(some(HANDLERS)), statuses: ['accepted'] }, 'due', 20),
    'of a handler, newest': (tx) => tx.tickets.list({ handlerId: personOf(some(HANDLERS)) }, 'newest', 20),
    'newest appeals': (tx) => tx.tickets.list({ kind: 'appeal' }, 'newest', 20),
    'hazards of a month': (tx) => tx.tickets.list({ kind: 'hazard', ...within(month()) }, 'oldest', 200),
    'similar ones of seven days': (tx) =>
      tx.tickets.list(
        { kind: 'hazard', category: 'charging', statuses: runningStatuses, createdFrom: NOW - 7 * DAY_MS },
        'newest',
        50,
      ),
    'unsatisfactory of a month': (tx) => tx.tickets.list({ isUnsatisfied: true, ...within(month()) }, 'newest', 50),
    'unsatisfactory, newest': (tx) => tx.tickets.list({ isUnsatisfied: true }, 'newest', 50),
    'count of a month': (tx) => tx.tickets.count({ kind: 'hazard', ...within(month()) }),
    'count of the unreached, ever': (tx) => tx.tickets.count({ end: 'unreached' }),
    'count by state and level, ever': (tx) => tx.tickets.count({ kind: 'hazard', statuses: ['closed'], levels: ['street'] }),
    'count of what runs': (tx) => tx.tickets.count({ statuses: runningStatuses }),
    'topics of a month': (tx) => {
      const from = month();
      return tx.tickets.topics(from, from + 30 * DAY_MS, 20);
    },
    'overdue, none': (tx) => tx.tickets.overdue(NOW - 3_600_000, 100),
    'everything, newest': (tx) => tx.tickets.list({}, 'newest', 50),
    'everything, by clock': (tx) => tx.tickets.list({}, 'due', 50),
    'what there is none of': (tx) => tx.tickets.list({ category: 'none', end: 'duplicate' }, 'newest', 50),
  };
}

const personOf = (index: number) => `p${index}`;
const digest = (index: number) => `digest-${index}`.padEnd(64, '0');

async function fill(store: Store, count: number, runningShare: number): Promise<void> {
  const roster = Array.from({ length: REPORTERS }, (_, index): RosterEntry => {
    const account = `simulator:p${index}`;
    return {
      id: personOf(index),
      name: `老${index}`,
      role: 'member',
      occupation: 'courier',
      level: null,
      area: null,
      accounts: [account],
      groups: [],
    };
  });
  await store.transaction((tx) => tx.members.syncRoster(roster, NOW));
  for (let done = 0; done < count; done += PORTION) {
    await store.transaction(async (tx) => {
      for (let index = done; index < Math.min(count, done + PORTION); index += 1) {
        const ticket = await tx.tickets.add(ticketOf(index, count, runningShare), `place${(index * 31) % PLACES}`);
        const { createdAt: at, reporterId: by, id: ticketId } = ticket;
        await tx.tickets.addEvent({ ticketId, at, by, isReporter: true, action: 'report', note: null });
      }
    });
  }
}

const WORDS = '楼道里停了三辆电动车，其中一辆还在充电，充电线从二楼拉下来，居民上下楼要侧着身子走，晚上看不清容易绊倒。';

/** Long ago everything has ended; what runs is of the last weeks. */
function ticketOf(index: number, count: number, runningShare: number): NewTicket {
  const createdAt = NOW - SPAN_MS + Math.floor((index / count) * SPAN_MS);
  const kind = index % 10 < 7 ? 'hazard' : 'appeal';
  const categories = kind === 'hazard' ? hazardCategories : appealTopics;
  const level: TicketLevel = index % 100 < 85 ? 'branch' : index % 100 < 98 ? 'street' : 'county';
  const isRunning = index >= count * (1 - runningShare);
  const status: TicketStatus = isRunning ? runningStatuses[(index >> 2) % 3]! : index % 50 === 0 ? 'rejected' : 'closed';
  const isTimed = status === 'open' || status === 'accepted';
  const dueAt = isTimed ? NOW + ((index * 7_919) % ((14 * DAY_MS) / 1_000)) * 1_000 : null;
  const isAnonymous = kind === 'appeal' && index % 3 === 0;
  const person = (index * 17) % REPORTERS;
  return {
    ...{ kind, category: categories[(index * 13) % categories.length]!, level, status, dueAt, createdAt },
    place: `文化路${index % PLACES}号`,
    words: WORDS,
    original: index % 5 === 0 ? `sealed:${'x'.repeat(240)}` : null,
    urgent: index % 40 === 0,
    anonymous: isAnonymous,
    reporterId: isAnonymous ? null : personOf(person),
    reporterSeal: isAnonymous ? `sealed:${'x'.repeat(90)}` : null,
    reporterDigest: isAnonymous ? digest(person) : null,
    group: kind === 'hazard' ? `g${index % 12}` : null,
    handlerId: status === 'open' ? null : personOf(index % HANDLERS),
    unsatisfied: index % 61 === 0 ? 1 : 0,
    outcome: isTimed ? null : '支部已清走三轮并划了禁停线。',
    end: status !== 'closed' ? null : index % 9 === 0 ? 'unreached' : 'satisfied',
    levelAt: createdAt,
    statusAt: createdAt,
    next: isRunning ? { step: 'warn', at: (dueAt ?? NOW) + DAY_MS } : null,
    turn: 3,
    calls: 0,
    answeredAt: null,
    source: `simulator:m${index}`,
  };
}
