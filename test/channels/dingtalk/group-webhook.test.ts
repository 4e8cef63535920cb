import { createHash } from 'node:crypto';
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { type Bench, createBench, GROUP, NOW, OAPI, outgoing, person, push, sending, WEBHOOK } from './parts.ts';
import { DONE, networkError, onGroupSend, onGroupWebhook, onToken, useNock } from './wire.ts';

useNock();

const said = outgoing({ ...push(), mentions: [person('gao01')] });
const deliver = ({ channel, time }: Bench, more = {}) => channel.deliver(sending(said, more), time.now);
const lane = `dingtalk_webhook:${createHash('sha256').update(WEBHOOK.key).digest('hex')}`;
/** The other way is shut, so that the webhook's own word is heard. */
const alone = () => {
  const bench = createBench({ hasWebhook: true });
  bench.full.set('dingtalk_api:', NOW + 3_600_000);
  return bench;
};

describe("a group's webhook", () => {
  it('is called with a signature and a key of the message, which is the same for every attempt', async () => {
    const posted = onGroupWebhook([200, '{"errc'], DONE, DONE);
    const bench = alone();
    expect(await deliver(bench)).toEqual({ kind: 'retry', reason: 'group_webhook?http_200' });
    expect(await deliver(bench, { lastReason: 'group_webhook?http_200' })).toEqual({ kind: 'sent', via: 'group_webhook' });
    await deliver(bench, { id: 8 });
    const [one, two, other] = posted.map(({ msgUuid }) => msgUuid);
    expect(one).toMatch(/^[0-9a-f]{32}$/);
    expect(two).toBe(one);
    expect(other).not.toBe(one);
  });

  it('is asked again and again where the end is unknown: the platform knows the repeat', async () => {
    const bench = alone();
    onGroupWebhook(networkError('ECONNRESET'), networkError('ECONNRESET'), DONE);
    for (const lastReason of [null, 'group_webhook?network'])
      expect(await deliver(bench, { lastReason })).toEqual({ kind: 'retry', reason: 'group_webhook?network' });
    expect(await deliver(bench, { lastReason: 'group_webhook?network' })).toMatchObject({ kind: 'sent' });
  });

  it('is called at most 18 times a minute, in what is urgent 20', async () => {
    const bench = alone();
    onGroupWebhook(DONE, DONE);
    await deliver(bench);
    await bench.channel.deliver(sending({ ...said, ...push(true) }), NOW);
    expect(bench.taken).toEqual([
      { lane, most: 18, ms: 60_000 },
      { lane, most: 20, ms: 60_000 },
    ]);
  });

  it.each([130101, 410100])('is left alone for ten minutes after %i', async (errcode) => {
    const bench = alone();
    onGroupWebhook([200, { errcode }]);
    expect(await deliver(bench)).toMatchObject({ kind: 'wait', until: NOW + 600_000 });
    expect(bench.blocked).toEqual(new Map([[lane, NOW + 600_000]]));
    expect(await deliver(bench)).toMatchObject({ kind: 'wait', until: NOW + 600_000, reason: 'group_webhook_rate' });
  });

  it.each([
    [{ errcode: 310000, errmsg: 'sign not match' }, 'dingtalk_webhook_wrong'],
    [{ errcode: 310000, errmsg: 'keywords not in content' }, 'dingtalk_webhook_wrong'],
    [{ errcode: 400101 }, 'dingtalk_webhook_wrong'],
    [{ errcode: 400102 }, 'dingtalk_webhook_wrong'],
    [{ errcode: 300001, errmsg: 'token is not exist' }, 'dingtalk_webhook_wrong'],
    [{ errcode: 400106 }, 'dingtalk_robot_not_in_group'],
  ])('that answers %j leaves the message waiting, and the operator is told', async (answer, fault) => {
    const bench = createBench({ hasWebhook: true });
    onGroupWebhook([200, answer], DONE);
    onToken();
    onGroupSend([403, { code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied' }]);
    const reason = `group_webhook_errcode_${answer.errcode}`;
    expect(await deliver(bench)).toEqual({ kind: 'wait', until: NOW + 60_000, reason });
    expect(bench.faults).toContain(`${fault}:${GROUP}`);
    bench.time.now += 60_000;
    await deliver(bench);
    expect(bench.faults).not.toContain(`${fault}:${GROUP}`);
  });

  it("that works says nothing of a robot that was removed: it may be another one's", async () => {
    const bench = createBench({ hasWebhook: true });
    onToken();
    onGroupSend([400, { code: 'invalid.openConversationId' }]);
    onGroupWebhook(DONE);
    await bench.channel.deliver(sending(outgoing(push())), bench.time.now);
    expect([...bench.faults]).toEqual([`dingtalk_group_gone:${GROUP}`]);
  });

  it('has its key nowhere but in the address', async () => {
    const bench = createBench({ hasWebhook: true });
    const seen: string[] = [];
    nock(OAPI)
      .post(/^\/robot\/send\?/)
      .reply(({ url }: Request) => {
        seen.push(url);
        return [200, { errcode: 0 }];
      });
    await deliver(bench);
    const query = new URL(seen[0]!).searchParams;
    expect([...query.keys()]).toEqual(['access_token', 'timestamp', 'sign']);
    expect(query.get('access_token')).toBe(WEBHOOK.key);
    expect(JSON.stringify([bench.taken, [...bench.faults]])).not.toContain(WEBHOOK.key);
  });
});
