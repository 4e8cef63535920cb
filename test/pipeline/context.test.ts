// What a message is read against: the activities that are open for who speaks, where he speaks.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Conversation } from '../../src/core/message.ts';
import { activitiesFor } from '../../src/pipeline/context.ts';
import { type ActivityTalk, activityTalk, instant, sessionAt } from '../support/activities.ts';

let talk: ActivityTalk;
beforeEach(async () => {
  talk = await activityTalk('2026-11-26T07:40');
});
afterEach(() => talk.close());

const group = (id: string): Conversation => ({ kind: 'group', id });
const direct: Conversation = { kind: 'direct', id: 'x' };

/** Titles, with the start of the session that is meant. */
const seen = (memberId: string, conversation: Conversation, time = '2026-11-26T07:40') =>
  talk.inside(async ({ tx, now }) => {
    const account = `simulator:${memberId}`;
    const member = await tx.members.recognise({ account, userId: memberId, name: null }, now);
    const activities = await activitiesFor(tx, member, { conversation } as never, instant(time));
    return activities.map(({ title, start }) => `${title} ${new Date(start + 28_800_000).toISOString().slice(11, 16)}`);
  });

describe('the activities a message may speak of', () => {
  test('are those published to the group it is said in', async () => {
    await talk.open({ title: '党日', groups: ['g1'] });
    await talk.open({ title: '体检', groups: ['g2'] });
    expect(await seen('zhou', group('g1'))).toEqual(['党日 20:05']);
    expect(await seen('zhou', group('g2'))).toEqual(['体检 20:05']);
  });

  test('are, in a direct chat, those of the groups somebody is in; whoever is known in none sees all', async () => {
    await talk.open({ title: '党日', groups: ['g1'] });
    await talk.open({ title: '体检', groups: ['g2'] });
    expect(await seen('zhou', direct)).toEqual(['党日 20:05']);
    expect(await seen('liu', direct)).toEqual(['体检 20:05']);
    expect(await seen('nobody', direct)).toEqual(['党日 20:05', '体检 20:05']);
  });

  test('and those signed up to, wherever they were published', async () => {
    const { id, sessions } = await talk.open({ title: '党日', groups: ['g1'] });
    await talk.inside(({ tx, now }) =>
      tx.signUps.add({
        activityId: id,
        sessionId: sessions[0]!.id,
        memberId: 'liu',
        partySize: 1,
        status: 'in',
        at: now,
        source: 'test',
      }),
    );
    expect(await seen('liu', direct)).toEqual(['党日 20:05']);
  });

  test('have the start of the session that is held or next', async () => {
    await talk.open({ title: '党日', sessions: [sessionAt('2026-11-26T14:05'), sessionAt('2026-11-26T20:05')] });
    for (const [time, start] of [
      ['2026-11-26T08:00', '14:05'],
      ['2026-11-26T15:30', '14:05'],
      ['2026-11-26T15:36', '20:05'],
      ['2026-11-26T23:00', '20:05'],
    ] as const)
      expect(await seen('zhou', group('g1'), time), time).toEqual([`党日 ${start}`]);
    expect(await seen('zhou', group('g1'), '2026-11-27T12:00')).toEqual([]);
  });

  test('are no drafts and none that were called off', async () => {
    await talk.open({ status: 'draft' });
    await talk.open({ status: 'cancelled' });
    expect(await seen('li', direct)).toEqual([]);
  });
});

describe('reading against them', () => {
  test('a title makes a check-in of words that say no more', async () => {
    await talk.open({ title: '消防演练', kind: 'training', capacity: null, sessions: [sessionAt('2026-11-26T08:00')] });
    expect(await talk.say('zhou', '消防演练到了')).toEqual(['消防演练签到记下了，07:40。']);
  });

  test('of two activities the named one is signed up to', async () => {
    await talk.open({ title: '溱湖秋游', kind: 'other', capacity: null });
    await talk.open({ capacity: null });
    const [answer] = await talk.say('zhou', '秋游算我一个');
    expect(answer).toMatch(/^报上了“溱湖秋游”/);
    expect(await talk.signUps()).toEqual(['zhou 1 in']);
  });

  test('with nothing open, small talk stays small talk', async () => {
    expect(await talk.say('zhou', '今天去不了')).toEqual(await talk.say('wang', '今天去不了'));
    expect(await talk.signUps()).toEqual([]);
  });
});
