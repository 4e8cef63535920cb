import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { API, branchWith, GROUP, groupSending, KEY, makeChannel, NOW, onPost, withoutNetwork } from './parts.ts';

withoutNetwork();

const person = (userId: string) => ({ account: `wecom:${userId.toLowerCase()}`, userId, name: null, memberId: userId });
const channel = () => makeChannel({ branch: branchWith(KEY) });

const posted = (...answers: unknown[]) => onPost('/cgi-bin/webhook/send', { key: KEY }, answers).bodies;

describe("a group's webhook", () => {
  it('carries words with mentions, in front and behind the first line', async () => {
    const { channel: made, deliver } = channel();
    expect(made.reach({ kind: 'group', id: GROUP })).toBe('always');
    expect(made.reach({ kind: 'group', id: 'other' })).toBe('never');
    const bodies = posted({ errcode: 0 });
    const sending = groupSending({ text: '先打 119\n3 号楼', mentions: [person('GaoXia')], called: [person('LiuYang')] });
    expect(await deliver(sending)).toEqual({ kind: 'sent', via: 'webhook' });
    expect(bodies).toEqual([{ msgtype: 'text', text: { content: '<@GaoXia> 先打 119\n<@LiuYang> 3 号楼' } }]);
  });

  it('says no buttons, which stand in the words', async () => {
    const bodies = posted({ errcode: 0 });
    await channel().deliver(groupSending({ text: '去吗？回 1 去', buttons: [{ id: 'a:1', label: '去' }] }));
    expect(bodies).toEqual([{ msgtype: 'text', text: { content: '去吗？回 1 去' } }]);
  });

  it('carries more than a text holds as markdown, in three messages at most', async () => {
    const lines = Array.from({ length: 400 }, (_, index) => `${index}、今晚八点半在驿站开会`);
    const bodies = posted({ errcode: 0 }, { errcode: 0 }, { errcode: 0 }) as unknown as {
      msgtype: string;
      markdown: { content: string };
    }[];
    expect(await channel().deliver(groupSending({ text: lines.join('\n') }))).toEqual({ kind: 'sent', via: 'webhook' });
    expect(bodies.map(({ msgtype }) => msgtype)).toEqual(['markdown', 'markdown', 'markdown']);
    for (const { markdown } of bodies) expect(Buffer.byteLength(markdown.content)).toBeLessThanOrEqual(4_096);
    expect(lines.join('\n').startsWith(bodies.map(({ markdown }) => markdown.content).join('\n'))).toBe(true);
  });

  it('that failed between two parts is left to somebody to look at', async () => {
    posted({ errcode: 0 }, { errcode: -1 });
    const text = Array.from({ length: 400 }, (_, index) => `${index}、今晚八点半在驿站开会`).join('\n');
    expect(await channel().deliver(groupSending({ text }))).toEqual({ kind: 'unknown', via: 'webhook', reason: 'cut_short' });
  });

  it('takes eighteen in any minute, sixteen of them what nobody waits for', async () => {
    const { deliver, clock, limiter } = channel();
    posted(...Array(40).fill({ errcode: 0 }));
    const push = { occupations: [], group: GROUP, usefulUntil: NOW * 2 };
    const kinds = async (count: number, urgent: boolean) => {
      const deliveries = [];
      for (let at = 0; at < count; at += 1) deliveries.push(await deliver(groupSending({ push: { ...push, urgent } })));
      return deliveries.filter(({ kind }) => kind === 'sent').length;
    };
    expect(await kinds(20, false)).toBe(16);
    expect(await kinds(4, true)).toBe(2);
    clock.time += 30_000;
    expect(await deliver(groupSending())).toEqual({ kind: 'wait', until: NOW + 60_000, reason: 'webhook_limit' });
    clock.time += 30_000;
    expect(await deliver(groupSending())).toMatchObject({ kind: 'sent' });
    expect([...limiter.taken.keys()].join()).not.toContain(KEY);
  });

  it('over its limit is left alone for a minute', async () => {
    const { deliver, limiter } = channel();
    posted({ errcode: 45_009, errmsg: 'api freq out of limit' });
    const wait = { kind: 'wait', until: NOW + 60_000 };
    expect(await deliver(groupSending())).toEqual({ ...wait, reason: 'webhook_errcode_45009' });
    expect([...limiter.blocked.values()]).toEqual([NOW + 60_000]);
    expect(await deliver(groupSending())).toEqual({ ...wait, reason: 'webhook_limit' });
  });

  it('that is gone is a fault of the group until it takes something again', async () => {
    const { deliver, faults } = channel();
    posted({ errcode: 93_000, errmsg: 'invalid webhook url' }, { errcode: 0 });
    expect(await deliver(groupSending())).toEqual({ kind: 'wait', until: NOW + 60_000, reason: 'webhook_errcode_93000' });
    expect([...faults.standing]).toEqual([`wecom_webhook_gone ${GROUP}`]);
    expect(await deliver(groupSending())).toMatchObject({ kind: 'sent' });
    expect([...faults.standing]).toEqual([]);
  });

  it('is asked once more when no word came back, and no more', async () => {
    const { deliver } = channel();
    nock(API).post('/cgi-bin/webhook/send').query(true).times(2).replyWithError('connection reset');
    expect(await deliver(groupSending())).toEqual({ kind: 'retry', reason: 'webhook?network' });
    const again = groupSending({}, { lastReason: 'webhook?network' });
    expect(await deliver(again)).toEqual({ kind: 'unknown', via: 'webhook', reason: 'network' });
  });

  it('is not asked a second time while nobody is there: its one repeat is not what finds out', async () => {
    const { deliver, clock } = channel();
    const hook = nock(API).post('/cgi-bin/webhook/send').query(true);
    hook.replyWithError('connection reset');
    expect(await deliver(groupSending())).toEqual({ kind: 'retry', reason: 'webhook?network' });
    nock.cleanAll();
    nock(API).get('/').times(7).replyWithError('nobody');
    for (let time = 0; time < 7; time += 1) {
      const again = groupSending({}, { lastReason: 'webhook?network' });
      expect(await deliver(again)).toMatchObject({ kind: 'wait', reason: 'webhook?platform_away' });
      clock.time += 20_000;
    }
    nock(API).get('/').reply(404);
    nock(API).post('/cgi-bin/webhook/send').query(true).reply(200, { errcode: 0 });
    expect(await deliver(groupSending({}, { lastReason: 'webhook?platform_away' }))).toMatchObject({ kind: 'sent' });
  });

  it('waits while what counts does not answer', async () => {
    const { deliver } = makeChannel({
      branch: branchWith(KEY),
      limiter: { take: () => Promise.reject(new Error('store away')), block: () => {} },
    });
    expect(await deliver(groupSending())).toEqual({ kind: 'wait', until: NOW + 1_000, reason: 'webhook_limit' });
    expect(await deliver(groupSending({}, { lastReason: 'webhook?network' }))).toMatchObject({ reason: 'webhook?webhook_limit' });
  });
});
