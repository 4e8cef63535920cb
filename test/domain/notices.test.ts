import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Branch, branchSchema } from '../../src/core/branch.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/core/clock.ts';
import type { Doing } from '../../src/core/doing.ts';
import type { Member } from '../../src/core/member.ts';
import type { Conversation } from '../../src/core/message.ts';
import type { NewNotice, Notice } from '../../src/core/notice.ts';
import { shanghaiInstant } from '../../src/core/shanghai.ts';
import type { Store, Transaction } from '../../src/core/store.ts';
import { acknowledge } from '../../src/domain/acknowledgements.ts';
import { confirmNotice } from '../../src/domain/notices/confirming.ts';
import {
  acknowledgedBy,
  BODY_MAX,
  type DraftOutcome,
  draftNotice,
  missingFrom,
  type NoticeDraft,
  type NoticeRequest,
} from '../../src/domain/notices/index.ts';
import { progressOf, stopNotice } from '../../src/domain/notices/sending.ts';
import { rosterOf } from '../../src/domain/roster.ts';
import { runNotice } from '../../src/scheduling/notice-work.ts';
import { openStore } from '../../src/store/index.ts';
import { quietDoing } from '../support/parts.ts';

/** A Sunday. */
const MORNING = shanghaiInstant('2026-11-22', 7, 40);
const NIGHT = shanghaiInstant('2026-11-22', 3, 0);

const settings = {
  groups: [
    { id: 'g1', title: '江畔快递群', channel: 'simulator', occupations: { courier: 30 } },
    { id: 'g2', title: '夜班骑手群', channel: 'simulator', occupations: { rider: 12 } },
    { id: 'g3', title: '综合群', channel: 'simulator', occupations: { courier: 9, rider: 1 } },
  ],
  people: [
    { id: 'li', name: '李书记', role: 'secretary', occupation: 'office', groups: ['g1', 'g2'], simulator: 'li' },
    { id: 'zhou', name: '老周', occupation: 'courier', groups: ['g1', 'g3'], simulator: 'zhou' },
    { id: 'wang', name: '老王', occupation: 'courier', groups: ['g1'], simulator: 'wang' },
    { id: 'liu', name: '小刘', occupation: 'rider', groups: ['g2', 'g3'], simulator: 'liu' },
  ],
};

const direct: Conversation = { kind: 'direct', id: 'simulator:li' };
const inGroup = (id: string): Conversation => ({ kind: 'group', id });
const li: Member = { id: 'li', name: '李书记', role: 'secretary', occupation: 'office', level: null, area: null };

let store: Store;
let branch: Branch;
beforeEach(async () => {
  isDirectOpen = true;
  store = await openStore();
  await use(settings);
});
afterEach(() => store.close());

async function use(body: unknown): Promise<void> {
  branch = branchSchema.parse(body);
  await store.transaction((tx) => tx.members.syncRoster(rosterOf(branch, []), MORNING));
}

let isDirectOpen = true;
const doingOf = (tx: Transaction, now: number): Doing => ({
  tx,
  branch,
  planner: {} as Doing['planner'],
  ...quietDoing(),
  reach: (_, { kind }) => (kind === 'group' || isDirectOpen ? 'always' : 'never'),
  now,
});

const run = <T>(work: (doing: Doing) => Promise<T>, now = MORNING): Promise<T> =>
  store.transaction((tx) => work(doingOf(tx, now)));

const request = (over: Partial<NoticeRequest> = {}): NoticeRequest => ({
  body: '今晚大风停工',
  audience: 'all',
  groups: null,
  sendAt: null,
  requireAck: false,
  urgent: false,
  ...over,
});

const drafting = (over: Partial<NoticeRequest> = {}, conversation = direct, now = MORNING): Promise<DraftOutcome> =>
  run((doing) => draftNotice(doing, request(over), { member: li, conversation }), now);

async function drafted(...given: Parameters<typeof drafting>): Promise<NoticeDraft> {
  const outcome = await drafting(...given);
  if (outcome.kind !== 'drafted') throw new Error(outcome.kind);
  return outcome.draft;
}

describe('a draft', () => {
  test('goes to all groups from a direct chat, and to the group itself when it is said in one', async () => {
    expect((await drafted()).groups).toEqual(['g1', 'g2', 'g3']);
    expect((await drafted({}, inGroup('g2'))).groups).toEqual(['g2']);
    expect((await drafted({ groups: ['g3'] }, inGroup('g2'))).groups).toEqual(['g3']);
  });

  test('for one occupation goes where a fifth or more have it', async () => {
    expect((await drafted({ audience: 'couriers' })).groups).toEqual(['g1', 'g3']);
    expect((await drafted({ audience: 'riders' })).groups).toEqual(['g2']);
  });

  test('counts who is declared, or known where that is more', async () => {
    expect((await drafted()).people).toBe(52);
    await use({ ...settings, groups: [{ ...settings.groups[0], occupations: { courier: 1 } }] });
    expect((await drafted()).people).toBe(3);
  });

  test('names when each group gets it: in its own push hours, a little after they open, not on the hour', async () => {
    const { parts, pushes, needsSecond } = await drafted();
    expect(pushes).toBe(3);
    expect(needsSecond).toBe(false);
    const minutes = Object.fromEntries(parts.map(({ group, at }) => [group, (at - shanghaiInstant('2026-11-22')) / MINUTE_MS]));
    expect(minutes.g1).toBeGreaterThanOrEqual(12 * 60 + 32);
    expect(minutes.g1).toBeLessThanOrEqual(12 * 60 + 39);
    expect(minutes.g2).toBeGreaterThanOrEqual(14 * 60 + 2);
    expect(minutes.g2).toBeLessThanOrEqual(14 * 60 + 9);
    expect(parts.map(({ at }) => at)).toEqual(parts.map(({ at }) => at).toSorted((a, b) => a - b));
  });

  test('leaves at once when it is urgent, also at three in the night, and not before the wished instant', async () => {
    expect((await drafted({ urgent: true }, direct, NIGHT)).parts.map(({ at }) => at)).toEqual([NIGHT, NIGHT, NIGHT]);
    const later = shanghaiInstant('2026-11-25', 6, 30);
    expect((await drafted({ urgent: true, sendAt: later })).parts[0]?.at).toBe(later);
    expect((await drafted({ sendAt: later, groups: ['g2'] })).parts[0]?.at).toBeGreaterThan(shanghaiInstant('2026-11-25', 14));
  });

  test('for members counts the listed people but its author', async () => {
    const draft = await drafted({ audience: 'members' });
    expect(draft).toMatchObject({ people: 3, pushes: 3, groups: [] });
  });

  test('is refused when it says nothing, too much, too late, too early or to nobody', async () => {
    expect((await drafting({ body: '' })).kind).toBe('empty_body');
    expect(await drafting({ body: '字'.repeat(BODY_MAX + 1) })).toEqual({ kind: 'too_long', length: BODY_MAX + 1 });
    expect((await drafting({ body: '字'.repeat(BODY_MAX) })).kind).toBe('drafted');
    expect((await drafting({ sendAt: MORNING - HOUR_MS })).kind).toBe('past');
    expect((await drafting({ sendAt: MORNING + 40 * DAY_MS })).kind).toBe('too_far');
    expect((await drafting({ groups: [] })).kind).toBe('no_group');
    expect((await drafting({}, inGroup('elsewhere'))).kind).toBe('no_group');
  });

  test('to a city is spread over the minutes the platforms take, and says how many', async () => {
    const groups = Array.from({ length: 100 }, (_, index) => ({
      ...settings.groups[0],
      id: `c${index}`,
      title: `快递${index}群`,
      occupations: { courier: 200 },
    }));
    await use({ ...settings, groups, people: [settings.people[0]] });
    const { parts, minutes, people, needsSecond } = await drafted({ urgent: true });
    expect({ people, minutes, needsSecond }).toEqual({ people: 20_000, minutes: 5, needsSecond: true });
    const perMinute = Object.values(Object.groupBy(parts, ({ at }) => at)).map((same) => same!.length * 200);
    expect(perMinute).toEqual([4_000, 4_000, 4_000, 4_000, 4_000]);
  });

  test('warns of groups whose pushes run short', async () => {
    await use({ ...settings, pushes: { perGroupPerMonth: 5 } });
    expect((await drafted()).pushesLeft).toBeNull();
    for (const key of ['a', 'b', 'c', 'd']) {
      await run(async (doing) => confirmNotice(doing, li, await draftNow(doing, { urgent: true, groups: ['g1'] }), key));
    }
    expect((await drafted()).pushesLeft).toBe(1);
  });
});

async function draftNow(doing: Doing, over: Partial<NoticeRequest> = {}): Promise<NoticeDraft> {
  const outcome = await draftNotice(doing, request(over), { member: li, conversation: direct });
  if (outcome.kind !== 'drafted') throw new Error(outcome.kind);
  return outcome.draft;
}

const confirming = (key: string, over: Partial<NoticeRequest> = {}, now = MORNING) =>
  run(async (doing) => confirmNotice(doing, li, await draftNow(doing, over), key), now);

describe('a yes', () => {
  test('makes one notice for one asking', async () => {
    expect((await confirming('asking-1')).kind).toBe('scheduled');
    expect((await confirming('asking-1')).kind).toBe('already');
    expect(await run(({ tx }) => tx.notices.since(0, 10))).toHaveLength(1);
    expect((await run(({ tx }) => tx.scheduled.count())).ready).toBe(3);
  });

  test('above the limit makes none where nobody else could agree', async () => {
    await use({ ...settings, pushes: { secondSecretaryOver: 10 } });
    expect((await confirming('asking-1')).kind).toBe('no_second');
    expect(await run(({ tx }) => tx.notices.since(0, 10))).toEqual([]);
  });
});

describe('a stop', () => {
  test('withholds what has not left, and says what had', async () => {
    const outcome = await confirming('asking-1', {}, shanghaiInstant('2026-11-22', 12, 45));
    if (outcome.kind !== 'scheduled') throw new Error(outcome.kind);
    const { notice } = outcome;
    const now = shanghaiInstant('2026-11-22', 12, 46);
    expect(await run((doing) => progressOf(doing, notice), now)).toMatchObject({ waiting: 3, sent: 0, failed: 0 });
    expect(await run((doing) => stopNotice(doing, notice), now)).toEqual({ kind: 'stopped', had: 0, withheld: 3 });
    expect(await run((doing) => stopNotice(doing, notice), now)).toEqual({ kind: 'already' });
    const left = await run(({ tx }) => tx.scheduled.list(['ready'], 10));
    // Nothing of it leaves any more; what looks after it finds it stopped.
    expect(left.map(({ body }) => body.payload.step)).toEqual(['check']);
    expect((await run(({ tx }) => tx.outbox.count())).ready).toBe(0);
  });
});

describe('what became of it', () => {
  const sent = shanghaiInstant('2026-11-22', 12, 45);
  /** The outbox's word on the message to each group. */
  async function ended(ends: Record<string, 'sent' | 'accepted' | 'unknown' | 'failed'>) {
    const outcome = await confirming('asking-1', { urgent: true }, sent);
    if (outcome.kind !== 'scheduled') throw new Error(outcome.kind);
    await run(async ({ tx }) => {
      for (const { id, body } of await tx.outbox.lease({ owner: 'test', now: sent, leaseMs: MINUTE_MS, limit: 10 })) {
        const end = body.to.kind === 'group' ? ends[body.to.id] : undefined;
        if (end === 'failed') await tx.outbox.bury(id, 'test', sent, 'webhook_errcode_93000');
        else if (end === 'sent') await tx.outbox.complete(id, 'test', sent);
        else await tx.outbox.complete(id, 'test', sent, end === 'unknown' ? 'unknown:webhook:timeout' : end);
      }
    });
    return outcome.notice;
  }
  const soon = sent + 30 * SECOND_MS;
  const checkAll = () =>
    run(async (doing) => {
      const items = await doing.tx.scheduled.lease({ owner: 'test', now: soon, leaseMs: MINUTE_MS, limit: 10 });
      for (const { body } of items) await runNotice(doing, body.payload);
    }, soon);
  const told = async () =>
    (await run(({ tx }) => tx.outbox.list(['ready'], 10))).map(({ body }) => ('account' in body.to ? body.text : ''));

  test('is counted as the platform said it', async () => {
    const notice = await ended({ g1: 'accepted', g2: 'unknown', g3: 'failed' });
    expect(await run((doing) => progressOf(doing, notice), sent)).toMatchObject({
      sent: 0,
      accepted: 1,
      unknown: 1,
      failed: 1,
      failedGroups: ['g3'],
    });
  });

  test('is told to its author where it did not arrive, once', async () => {
    await ended({ g1: 'sent', g2: 'unknown', g3: 'failed' });
    await checkAll();
    await checkAll();
    expect(await told()).toEqual(['你的通知，综合群没发成，夜班骑手群不知道到没到。请换个办法告诉一声。']);
  });

  test('is no news where all arrived', async () => {
    await ended({ g1: 'sent', g2: 'accepted', g3: 'sent' });
    await checkAll();
    expect(await told()).toEqual([]);
  });
});

describe('a reminder', () => {
  /** Does what is due of the notices at that instant, as the scheduler would. */
  const workAt = (now: number) =>
    run(async (doing) => {
      const items = await doing.tx.scheduled.lease({ owner: 'test', now, leaseMs: MINUTE_MS, limit: 100 });
      for (const { id, body } of items) {
        await doing.tx.scheduled.complete(id, 'test', now);
        // Nothing leaves here: what looks after that would look for ever.
        if (body.payload.step !== 'check') await runNotice(doing, body.payload);
      }
    }, now);
  const nextDueAt = () => run(({ tx }) => tx.scheduled.nextDueAt());
  const reminders = () =>
    run(async ({ tx }) => (await tx.outbox.list(['ready'], 100)).filter(({ key }) => key.startsWith('push:notice-reminder')));

  test('is one message to the group, with their names, where no direct way leads to them', async () => {
    isDirectOpen = false;
    const start = shanghaiInstant('2026-11-22', 12, 45);
    const asked = await confirming('asking-1', { requireAck: true, groups: ['g1', 'g3'] }, start);
    expect(asked.kind).toBe('scheduled');
    await workAt(start + DAY_MS);
    const instants: number[] = [];
    for (let at = await nextDueAt(); at !== undefined; at = await nextDueAt()) {
      instants.push(at);
      await workAt(at);
    }
    // The rider in his own hours, the couriers in theirs; who is in two groups is named in the first.
    expect(instants.map((at) => new Date(at + 8 * HOUR_MS).toISOString().slice(0, 13))).toEqual([
      '2026-11-23T14',
      '2026-11-23T20',
    ]);
    expect((await reminders()).map(({ body }) => [body.to, body.mentions.map(({ memberId }) => memberId)])).toEqual([
      [{ kind: 'group', id: 'g3' }, ['liu']],
      [{ kind: 'group', id: 'g1' }, ['wang', 'zhou']],
    ]);
  });
});

describe('acknowledging', () => {
  const add = (over: Partial<NewNotice>): Promise<Notice> =>
    run(({ tx, now }) =>
      tx.notices.add({
        body: '今晚大风停工',
        audience: 'all',
        groups: ['g1'],
        requireAck: true,
        urgent: false,
        status: 'sent',
        createdBy: 'li',
        confirmedBy: 'li',
        people: 30,
        sendAt: now - HOUR_MS,
        sentAt: now - HOUR_MS,
        createdAt: now - HOUR_MS,
        ...over,
      }),
    );
  const member = (id: string, occupation: Member['occupation'] = 'courier'): Member => ({
    ...li,
    id,
    role: 'member',
    occupation,
  });
  let count = 0;
  const says = (id: string, conversation: Conversation, quoted: string | null = null) =>
    run((doing) => {
      count += 1;
      const message = { channel: 'simulator' as const, conversation, key: `simulator:${count}` };
      return acknowledge(doing, { member: member(id), message, at: MORNING }, quoted);
    });

  test('means the newest notice of the group that waits for the word', async () => {
    const asking = await add({});
    const other = await add({ body: '充电棚检修', requireAck: false, createdAt: MORNING - HOUR_MS / 2 });
    await add({ body: '别的群', groups: ['g2'], createdAt: MORNING });
    expect(await says('zhou', inGroup('g1'))).toMatchObject({ kind: 'recorded', notice: { id: asking.id } });
    expect(await says('zhou', inGroup('g1'))).toMatchObject({ kind: 'recorded', notice: { id: other.id } });
    expect(await says('zhou', inGroup('g1'))).toMatchObject({ kind: 'already', notice: { id: other.id } });
    expect((await run((doing) => acknowledgedBy(doing, asking))).map(({ id }) => id)).toEqual(['zhou']);
  });

  test('in a direct chat means a notice to any of the person’s groups, or to the listed people', async () => {
    const { id } = await add({ groups: ['g3'] });
    expect(await says('zhou', { kind: 'direct', id: 'simulator:zhou' })).toMatchObject({ notice: { id } });
    expect(await says('wang', { kind: 'direct', id: 'simulator:wang' })).toEqual({ kind: 'nothing' });
    const listed = await add({ audience: 'members', groups: [], createdAt: MORNING });
    expect(await says('wang', { kind: 'direct', id: 'simulator:wang' })).toMatchObject({ notice: { id: listed.id } });
  });

  test('of quoted words means the notice they are from, also an old one, whole or cut by the platform', async () => {
    const old = await add({
      body: '后天体检，带好身份证，空腹',
      createdAt: MORNING - 20 * DAY_MS,
      sentAt: MORNING - 20 * DAY_MS,
    });
    await add({});
    const cut = '【通知】后天体检，带好身份证…';
    expect(await says('zhou', inGroup('g1'), cut)).toMatchObject({ notice: { id: old.id } });
    expect(await says('wang', inGroup('g1'), '【通知】后天体检，带好身份证，空腹 看过请@我回“收到”。')).toMatchObject({
      notice: { id: old.id },
    });
    expect(await says('wang', inGroup('g1'), '周五开会')).toMatchObject({ kind: 'recorded', notice: null });
  });

  test('of a part of a notice means the newest that came here and holds it; a colleague’s words mean none', async () => {
    const { id } = await add({ body: '今晚大风停工\n充电棚断电' });
    await add({ body: '今晚大风停工，别的群', groups: ['g2'], createdAt: MORNING });
    for (const [who, part] of [
      ['zhou', '今晚大风'],
      ['wang', '充电棚断电'],
      ['liu', '小蜂：【通知】今晚大风停工…'],
    ] as const) {
      expect(await says(who, inGroup('g1'), part)).toMatchObject({ kind: 'recorded', notice: { id }, isGuessed: true });
    }
    expect(await says('li', inGroup('g1'), '周五开会')).toMatchObject({ notice: null, waiting: { id } });
    expect(await says('li', inGroup('g1'), '[卡片消息]')).toMatchObject({ notice: { id }, isGuessed: true });
  });

  test('forgets a notice that nobody can mean any more', async () => {
    await add({ createdAt: MORNING - 8 * DAY_MS, sentAt: MORNING - 8 * DAY_MS });
    expect(await says('zhou', inGroup('g1'))).toEqual({ kind: 'nothing' });
  });

  test('leaves out of the missing who is not meant, who runs the branch and who has answered', async () => {
    const notice = await add({ groups: ['g1', 'g2', 'g3'] });
    expect((await run((doing) => missingFrom(doing, notice))).map(({ id }) => id)).toEqual(['wang', 'zhou', 'liu']);
    await says('wang', inGroup('g1'));
    expect((await run((doing) => missingFrom(doing, notice))).map(({ id }) => id)).toEqual(['zhou', 'liu']);
    const forRiders = await add({ groups: ['g2', 'g3'], audience: 'riders' });
    expect((await run((doing) => missingFrom(doing, forRiders))).map(({ id }) => id)).toEqual(['liu']);
  });
});
