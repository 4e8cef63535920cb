import { describe, expect, it } from 'vitest';
import { cardUpdateOf, parseCardClick, pressed } from '../../../src/channels/dingtalk/card-click.ts';
import { trackIdOf } from '../../../src/channels/dingtalk/card-track.ts';
import type { Outgoing } from '../../../src/core/outgoing.ts';
import { type Bench, createBench, GROUP, NOW, outgoing, person, push, sending, toGao } from './parts.ts';
import { vectors } from './vectors.ts';
import { CUT, DONE, onCard, onGroupSend, onGroupWebhook, onToken, paramOf, TAKEN, useNock } from './wire.ts';

useNock();

const buttons = [
  { id: 'maple:1', label: '是' },
  { id: 'maple:2', label: '不用' },
];
const question = (more: Partial<Outgoing> = {}) => outgoing({ text: '要登记吗？\n回 1 是，2 不用', buttons, ...more });
const withCards = (more = {}) => createBench({ cardTemplateId: 'maple.schema', ...more });
const deliver = ({ channel, time }: Bench, said: Outgoing, lastReason: string | null = null) =>
  channel.deliver(sending(said, { lastReason }), time.now);
const MADE = [200, { success: true, result: { deliverResults: [{ success: true }] } }] as [number, object];

describe('a card', () => {
  it('goes to a group in place of the words, with its buttons and mentions', async () => {
    const bench = withCards();
    onToken();
    const posted = onCard(MADE);
    const said = question({ mentions: [person('gao01', '所有人'), person('all', 'x')] });
    expect(await deliver(bench, said)).toEqual({ kind: 'accepted', via: 'card' });
    expect(posted).toEqual([
      {
        cardTemplateId: 'maple.schema',
        outTrackId: trackIdOf(7, said),
        callbackType: 'STREAM',
        userIdType: 1,
        cardData: { cardParamMap: { text: '所有人 x 要登记吗？  \n  回 1 是，2 不用', b1: '是', b2: '不用' } },
        openSpaceId: `dtv1.card//IM_GROUP.${GROUP}`,
        imGroupOpenSpaceModel: { supportForward: false },
        imGroupOpenDeliverModel: { robotCode: 'dingmapleRobot', atUserIds: { gao01: '\u200b所有人' } },
      },
    ]);
    expect(JSON.stringify(posted)).not.toContain('maple:1');
    expect(bench.counted).toEqual({ dingtalk_calls: 1 });
  });

  it('goes to a person, and tells by which wire presses come back', async () => {
    onToken();
    const posted = onCard(MADE);
    await deliver(withCards({ cardCallback: 'HTTP' }), toGao(question({ to: toGao().to })));
    expect(posted).toMatchObject([
      {
        callbackType: 'HTTP',
        callbackRouteKey: 'dingmapleRobot',
        openSpaceId: 'dtv1.card//IM_ROBOT.gao01',
        imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode: 'dingmapleRobot' },
      },
    ]);
  });

  it.each([
    ['is refused', [400, { code: 'param.error' }]],
    ['is not delivered', [200, { success: true, result: { deliverResults: [{ success: false, errorMsg: 'x' }] } }]],
    ['holds what is not allowed', [400, { code: 'contain.notAllowed.text' }]],
    ['needs a permission', [403, { code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied' }]],
  ] as [string, [number, object]][])('that %s gives way to plain words', async (_why, answer) => {
    onToken();
    onCard(answer);
    const posted = onGroupSend(TAKEN);
    expect(await deliver(withCards(), question())).toEqual({ kind: 'accepted', via: 'group_send' });
    expect(paramOf(posted[0])).toEqual({ content: '要登记吗？\n回 1 是，2 不用' });
  });

  it('whose end is unknown is sent once more, under the same name', async () => {
    const bench = withCards();
    onToken();
    const posted = onCard(CUT, MADE);
    expect(await deliver(bench, question())).toEqual({ kind: 'retry', reason: 'card?http_200' });
    bench.shares.dingtalk_calls = 0.97;
    expect(await deliver(bench, question(), 'card?http_200')).toEqual({ kind: 'accepted', via: 'card' });
    expect(posted[0]).toEqual(posted[1]);
  });

  it('comes behind words that are too long for one, and is no reason to say them again', async () => {
    const long = question({ text: `要登记吗？\n${'好'.repeat(400)}\n回 1 是，2 不用` });
    const bench = withCards();
    onToken();
    onGroupSend(TAKEN);
    const posted = onCard([503, ''], MADE);
    const first = await deliver(bench, long);
    expect(first).toEqual({ kind: 'wait', until: NOW + 2_000, reason: 'card_http_503_step1' });
    expect(await deliver(bench, long, 'card_http_503_step1')).toEqual({ kind: 'accepted', via: 'card' });
    expect(posted[1]).toMatchObject({ cardData: { cardParamMap: { text: '要登记吗？', b1: '是' } } });
  });

  it('is left out when calls are scarce, when there are too many buttons, or none', async () => {
    onToken();
    onGroupSend(TAKEN, TAKEN, TAKEN);
    const scarce = withCards();
    scarce.shares.dingtalk_calls = 0.96;
    const many = question({
      buttons: Array.from({ length: 7 }, (_, index) => ({ id: `m:${index + 1}`, label: `${index + 1}` })),
    });
    expect(await deliver(scarce, question())).toMatchObject({ via: 'group_send' });
    onToken();
    expect(await deliver(withCards(), many)).toMatchObject({ via: 'group_send' });
    onToken();
    expect(await deliver(withCards(), outgoing())).toMatchObject({ via: 'group_send' });
  });
});

describe('a button without a card', () => {
  it('is said in words alone, unless links may say it', async () => {
    onToken();
    const posted = onGroupSend(TAKEN);
    await deliver(createBench(), question());
    expect(posted[0]?.msgKey).toBe('sampleText');
  });

  it('is a link that says its number, or its label where it does something of itself', async () => {
    const bench = createBench({ hasButtonLinks: true, hasWebhook: true });
    onToken();
    const posted = onGroupSend(TAKEN);
    await deliver(bench, question({ link: 'https://bot.example.com/a' }));
    expect(posted[0]?.msgKey).toBe('sampleActionCard3');
    expect(paramOf(posted[0])).toEqual({
      title: '要登记吗？',
      text: '要登记吗？  \n  回 1 是，2 不用',
      actionTitle1: '是',
      actionURL1: 'dtmd://dingtalkclient/sendMessage?content=1',
      actionTitle2: '不用',
      actionURL2: 'dtmd://dingtalkclient/sendMessage?content=2',
      actionTitle3: '打开',
      actionURL3: 'https://bot.example.com/a',
    });
    const called = onGroupWebhook(DONE);
    const acknowledge = [{ id: 'acknowledge/notice/n1', label: '收到' }];
    await deliver(bench, question({ ...push(), mentions: [person('gao01')], buttons: acknowledge, text: '看过请回' }));
    expect(called).toMatchObject([
      {
        msgtype: 'actionCard',
        actionCard: {
          title: '看过请回',
          text: '@gao01 看过请回',
          btnOrientation: '1',
          btns: [{ title: '收到', actionURL: `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent('收到')}` }],
        },
        at: { atUserIds: ['gao01'], isAtAll: false },
      },
    ]);
  });
});

describe('a press on a card', () => {
  const said = question();
  const options = { now: NOW, robotCode: 'dingmapleRobot', proof: 'message' } as const;
  const content = (params: object) => JSON.stringify({ cardPrivateData: { actionIds: ['b'], params } });
  const body = (more: object = {}) => ({
    type: 'actionCallback',
    outTrackId: trackIdOf(7, said),
    corpId: 'dingmaplecorp',
    userId: 'gao01',
    userIdType: 1,
    spaceType: 'IM_GROUP',
    spaceId: GROUP,
    content: content({ choice: '2' }),
    ...more,
  });
  const click = (more: object = {}) => {
    const parsed = parseCardClick(body(more), options);
    if (parsed.kind !== 'click') throw new Error(parsed.kind);
    return parsed.click;
  };

  it('is a message that says which button of which card', () => {
    expect(click()).toMatchObject({
      itemId: 7,
      choice: 2,
      message: {
        kind: 'clicked',
        channel: 'dingtalk',
        conversation: { kind: 'group', id: GROUP },
        sender: { account: 'dingtalk:gao01', userId: 'gao01', name: null },
        addressed: true,
        proof: 'message',
        card: trackIdOf(7, said),
        button: '2',
      },
    });
    expect(pressed(click(), said)).toMatchObject({ button: buttons[1], message: { kind: 'clicked', button: 'maple:2' } });
    expect(click({ spaceType: 'IM_ROBOT', spaceId: undefined }).message.conversation).toEqual({
      kind: 'direct',
      id: 'dingtalk:gao01',
    });
    // Whatever the platform calls the place: the card stands where it was sent.
    expect(pressed(click({ spaceType: 'IM' }), said)?.message.conversation).toEqual({ kind: 'group', id: GROUP });
  });

  it('has one key for the same press, and another for any other', () => {
    const keyOf = (more = {}) => click(more).message.key;
    expect(keyOf({ extension: '{}' })).toBe(keyOf());
    const others = [{ userId: 'liu02' }, { content: content({ choice: 1 }) }, { outTrackId: trackIdOf(8, said) }].map(keyOf);
    expect(new Set([keyOf(), ...others]).size).toBe(4);
    const later = parseCardClick(body(), { ...options, now: NOW + 90_000 });
    expect(later).toMatchObject({ click: { earlierKey: keyOf() } });
    expect(later.kind === 'click' && later.click.message.key).not.toBe(keyOf());
  });

  it('stands for nothing but what the card showed', () => {
    expect(pressed(click(), null)).toBeNull();
    expect(pressed(click(), question({ text: 'another store has another message under this id' }))).toBeNull();
    expect(pressed(click({ content: content({ choice: '3', id: 'broadcast-notice/agree/1' }) }), said)).toBeNull();
    expect(pressed(click(), { ...said, channel: 'wecom' })).toBeNull();
  });

  it.each([
    ['content that is no JSON', { content: '{oops' }],
    ['no choice', { content: content({ action: 'signup' }) }],
    ['a choice that is none', { content: content({ choice: '__proto__' }) }],
    ['a user of another kind', { userIdType: 2 }],
    ['a user id that is none', { userId: 'a b' }],
    ['another type', { type: 'other' }],
    ['a group without a name', { spaceId: undefined }],
  ])('with %s is malformed', (_what, more) => {
    expect(parseCardClick(body(more), options)).toEqual({ kind: 'malformed' });
  });

  it('of another organisation or a foreign card is foreign', () => {
    expect(parseCardClick(body(), { ...options, corpId: 'other' })).toEqual({ kind: 'foreign' });
    expect(parseCardClick(body({ outTrackId: 'branch01-signup-1' }), options)).toEqual({ kind: 'foreign' });
    expect(parseCardClick(null, options)).toEqual({ kind: 'malformed' });
  });

  it('is answered with what was chosen, for whoever pressed alone', () => {
    expect(cardUpdateOf(buttons[0]!)).toEqual({
      cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
      userPrivateData: { cardParamMap: { chosen: '已选：是' } },
    });
  });

  it.skipIf(!vectors)('has the shape of the documented samples beside the project, when they are there', () => {
    const { stream, cardHttp } = vectors!.samples;
    for (const sample of [JSON.parse(stream.card.in.data) as object, cardHttp.body]) {
      // The card of the sample is none of ours, and its buttons have no numbers.
      expect(parseCardClick(sample, options)).toEqual({ kind: 'malformed' });
      const ours = { ...sample, outTrackId: trackIdOf(7, said), content: content({ choice: '1' }) };
      expect(parseCardClick(ours, options)).toMatchObject({
        kind: 'click',
        click: { message: { sender: { userId: 'rider001' } } },
      });
    }
    expect(Object.keys(cardHttp.response)).toEqual(expect.arrayContaining(Object.keys(cardUpdateOf(buttons[0]!))));
  });
});
