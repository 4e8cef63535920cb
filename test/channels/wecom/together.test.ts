import nock from 'nock';
import { describe, expect, it } from 'vitest';
import type { Outgoing } from '../../../src/core/outgoing.ts';
import { API, app, linkThat, makeChannel, NOW, personSending, sendCalls, tokenCall, withoutNetwork } from './parts.ts';

withoutNetwork();

const ok = { errcode: 0, errmsg: 'ok' };
const accepted = (via: string) => ({ kind: 'accepted', via });
const to = (id: string, outgoing: Partial<Outgoing> = {}) =>
  personSending({ to: { kind: 'direct', account: `wecom:${id}` }, ...outgoing });
const made = (more = {}) => {
  const parts = makeChannel({ app, ...more });
  return { ...parts, bundle: parts.channel.together!, now: NOW };
};

describe('the same words to several people', () => {
  it('are one call, which says of each what became of it', async () => {
    tokenCall();
    const { bodies } = sendCalls([{ ...ok, invaliduser: 'wumin', unlicenseduser: 'zhao' }]);
    const { bundle, faults } = made();
    const deliveries = await bundle.deliver([to('gaoxia'), to('wumin'), to('zhao'), to('liu')], NOW);
    const out = { kind: 'refused', reason: 'app_together_person_out_of_range' };
    expect(deliveries).toEqual([accepted('app_together'), out, out, accepted('app_together')]);
    expect(bodies).toMatchObject([{ touser: 'GaoXia|wumin|zhao|liu', msgtype: 'text' }]);
    expect([...faults.standing]).toEqual(['wecom_app_out_of_range']);
  });

  it('reach by the bot whom the application does not', async () => {
    tokenCall();
    sendCalls([{ ...ok, invaliduser: 'wumin' }]);
    const link = linkThat(() => 0);
    const { bundle } = made({ link });
    expect(await bundle.deliver([to('liu'), to('wumin')], NOW)).toEqual([
      accepted('app_together'),
      { kind: 'sent', via: 'aibot' },
    ]);
    expect(link.frames.map(({ body }) => body.chatid)).toEqual(['wumin']);
  });

  it('leave apart from other words, and from what has ways of its own', async () => {
    tokenCall();
    const { bodies } = sendCalls(Array(5).fill(ok));
    const { bundle } = made();
    const frame = { kind: 'frame', connection: 'c', requestId: 'r', to: 'message', expiresAt: NOW + 1 } as const;
    const sendings = [
      to('a', { text: '甲' }),
      to('b', { text: '乙' }),
      to('c', { text: '甲' }),
      { ...to('d', { text: '甲' }), replyHandles: [frame] },
      { ...to('e', { text: '甲' }), lastReason: 'app?timeout' },
    ];
    const deliveries = await bundle.deliver(sendings, NOW);
    expect(deliveries.map(({ kind }) => kind)).toEqual(Array(5).fill('accepted'));
    expect(bodies.map(({ touser }) => touser).sort()).toEqual(['a|c', 'b', 'd', 'e']);
  });

  it('go together though their time was not yet, or the platform was away', async () => {
    tokenCall();
    const { bodies } = sendCalls([ok]);
    const { bundle } = made();
    const held = ['outside_hours', 'platform_away', 'app_together_limit'];
    await bundle.deliver(
      held.map((lastReason, index) => ({ ...to(`p${index}`), lastReason })),
      NOW,
    );
    expect(bodies.map(({ touser }) => touser)).toEqual(['p0|p1|p2']);
  });

  it('have one card for all, or the words alone where it does not hold them', async () => {
    tokenCall();
    const { bodies } = sendCalls([ok, ok]);
    const { bundle } = made();
    const buttons = [{ id: 'acknowledge/ok/7', label: '收到' }];
    await bundle.deliver([to('a', { text: '明早八点开会', buttons }), to('b', { text: '明早八点开会', buttons })], NOW);
    const long = { text: `明早开会\n${'好'.repeat(200)}`, buttons };
    await bundle.deliver([to('a', long), to('b', long)], NOW);
    expect(bodies.map(({ touser, msgtype }) => `${touser} ${msgtype}`)).toEqual(['a|b template_card', 'a|b text']);
  });

  it('are words when the card is refused', async () => {
    tokenCall();
    const { bodies } = sendCalls([{ errcode: 43_012 }, ok]);
    const said = { text: '明早八点', buttons: [{ id: 'a/b/1', label: '收到' }] };
    expect(await made().bundle.deliver([to('a', said), to('b', said)], NOW)).toEqual(Array(2).fill(accepted('app_together')));
    expect(bodies.map(({ msgtype }) => msgtype)).toEqual(['template_card', 'text']);
  });

  it('with an open end are repeated as they were, once for all, whoever asks first', async () => {
    tokenCall();
    nock(API).post('/cgi-bin/message/send').query(true).replyWithError('connection reset');
    const { bundle, deliver } = made();
    const three = [to('a'), to('b'), to('c')];
    const open = { kind: 'retry', reason: 'app_together?network' };
    expect(await bundle.deliver(three, NOW)).toEqual([open, open, open]);
    const { bodies } = sendCalls([{ ...ok, invaliduser: 'b' }]);
    const again = three.map((sending) => ({ ...sending, lastReason: open.reason }));
    expect(await deliver(again[2]!)).toEqual(accepted('app_together'));
    expect(await bundle.deliver(again.slice(0, 2), NOW)).toEqual([
      accepted('app_together'),
      { kind: 'refused', reason: 'app_together_person_out_of_range' },
    ]);
    expect(bodies.map(({ touser }) => touser)).toEqual(['a|b|c']);
  });

  it.each([
    [{ errcode: 45_009 }, { kind: 'wait', until: NOW + 60_000, reason: 'app_together?app_together_errcode_45009' }],
    [{ errcode: -1 }, { kind: 'retry', reason: 'app_together?app_together_errcode_-1' }],
    [{ errcode: 60_020 }, { kind: 'wait', until: NOW + 60_000, reason: 'app_together?app_together_errcode_60020' }],
  ])('with an open end stay so while the platform says %j', async (answer, waits) => {
    tokenCall();
    const { bodies } = sendCalls([[], answer, ok]);
    const { bundle, deliver, clock } = made();
    const three = [to('a'), to('b'), to('c')];
    const open = { kind: 'retry', reason: 'app_together?http_200' };
    expect(await bundle.deliver(three, NOW)).toEqual([open, open, open]);
    const all = (lastReason: string) => Promise.all(three.map((sending) => deliver({ ...sending, lastReason })));
    expect(await all(open.reason)).toEqual([waits, waits, waits]);
    // Behind a limit they wait for its end, and do not call.
    if (answer.errcode === 45_009) expect(await all(waits.reason)).toMatchObject(Array(3).fill({ kind: 'wait' }));
    clock.time += 60_000;
    expect(await all(waits.reason)).toEqual(Array(3).fill(accepted('app_together')));
    expect(bodies.map(({ touser }) => touser)).toEqual(Array(3).fill('a|b|c'));
  });

  it('with an open end nobody remembers are not sent again', async () => {
    expect(await made().deliver({ ...to('a'), lastReason: 'app_together?network' })).toEqual({
      kind: 'unknown',
      via: 'app_together',
      reason: 'way_gone',
    });
  });

  it('wait for those whose hour is full, and for nobody else', async () => {
    tokenCall();
    sendCalls(Array(30).fill(ok));
    const { bundle, deliver } = made();
    for (let count = 0; count < 28; count += 1) await deliver(to('a'));
    expect(await bundle.deliver([to('a'), to('b'), to('c')], NOW)).toEqual([
      { kind: 'wait', until: NOW + 60_000, reason: 'app_together_limit' },
      accepted('app_together'),
      accepted('app_together'),
    ]);
  });

  it('has no such call without the application', () => {
    expect(makeChannel({ link: linkThat(() => 0) }).channel.together).toBe(undefined);
  });
});
