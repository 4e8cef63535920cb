import { describe, expect, it } from 'vitest';
import { isSessionWebhook } from '../../../src/channels/dingtalk/ids.ts';
import { type ParsedRobot, parseRobot, type RobotOptions } from '../../../src/channels/dingtalk/parse.ts';
import { type Message, messageSchema } from '../../../src/core/message.ts';
import { normaliseText } from '../../../src/core/text.ts';
import { readFixture } from '../vectors.ts';
import { vectors } from './vectors.ts';

const now = 1_780_000_060_000;
const options: RobotOptions = { now, robotCode: 'dingmaplerobot', corpId: 'dingmaplecorp', botNames: ['小蜂'] };
const fixture = (name: string, change: Record<string, unknown> = {}, more: Partial<RobotOptions> = {}) =>
  parseRobot({ ...JSON.parse(readFixture(`dingtalk/${name}.json`)), ...change }, { ...options, ...more });

function message(parsed: ParsedRobot): Message {
  if (parsed.kind !== 'message') throw new Error(`expected a message, got ${JSON.stringify(parsed)}`);
  return messageSchema.parse(parsed.message);
}

/** One line that says what a payload became. */
function summary(parsed: ParsedRobot): string {
  if (parsed.kind === 'alert') return `alert ${parsed.code}`;
  if (parsed.kind === 'ignored') return `ignored ${parsed.what}`;
  if (parsed.kind !== 'message') return parsed.kind;
  const m = parsed.message;
  if (m.kind === 'unsupported') return `unsupported ${m.what}`;
  if (m.kind !== 'said') return m.kind;
  const quoted = m.quoted && `[${m.quoted.text}${m.quoted.media.map(({ kind }) => kind)}]`;
  const mentions = m.mentions.length > 0 && `→ ${m.mentions}`;
  return [`said ${m.conversation.kind}`, m.text, m.spoken && 'spoken', ...m.media.map(({ kind }) => kind), quoted, mentions]
    .filter(Boolean)
    .join(' ');
}

describe('a robot payload', () => {
  it('becomes a message the house understands', () => {
    expect(message(fixture('text'))).toEqual({
      kind: 'said',
      channel: 'dingtalk',
      key: 'dingtalk:dingmaplerobot:msgMaple0001==',
      conversation: { kind: 'group', id: 'cidMapleGroup==' },
      sender: { account: 'dingtalk:gao01', userId: 'gao01', name: '高霞' },
      sentAt: 1_780_000_000_001,
      receivedAt: now,
      addressed: true,
      proof: 'header',
      replyHandles: [
        {
          kind: 'session_webhook',
          url: 'https://oapi.dingtalk.com/robot/sendBySession?session=maple',
          expiresAt: 1_780_005_400_000,
        },
      ],
      text: '签到 枫桥驿站',
      spoken: false,
      media: [],
      mentions: [],
      quoted: null,
      location: null,
    });
  });

  it.each([
    ['text-mentions', 'said group 帮 @老陈 报名 → dingtalk:chen02'],
    ['text-external', 'said group 驿站在哪'],
    ['text-quote', 'said group 收到请回复 [收到请回复]'],
    ['text-quote-picture', 'said group 隐患 [photo]'],
    ['rich-text', 'said group 隐患:充电柜冒烟 西门 photo'],
    ['picture', 'said group photo'],
    ['audio', 'said direct 我要报名。 spoken'],
    ['audio-unrecognised', 'unsupported audio'],
    ['video', 'said direct video'],
    ['file', 'said direct file'],
    ['unknown', 'unsupported unknownMsgType'],
    ['quota-exhausted', 'alert dingtalk_quota_exhausted'],
    ['own-message', 'ignored own_message'],
  ])('of kind %s is %s', (name, expected) => {
    expect(summary(fixture(name))).toBe(expected);
  });

  it('from another organisation than the robot is from outside, also when none is configured', () => {
    const { corpId: _, ...unconfigured } = options;
    const body = { ...JSON.parse(readFixture('dingtalk/text.json')), chatbotCorpId: 'dinghome' };
    const from = (senderCorpId: string) => message(parseRobot({ ...body, senderCorpId }, unconfigured)).sender;
    expect(from('dinghome')).toMatchObject({ account: 'dingtalk:gao01', userId: 'gao01' });
    expect(from('dingother').userId).toBeNull();
    expect(from('dingother').account).toMatch(/^dingtalk:dingother:/);
  });

  it('cannot claim an outsider’s account as its staff id, nor mention one', () => {
    expect(fixture('text', { senderStaffId: 'dingothercorp:$:LWCP_v1:$mapleGao' })).toEqual({ kind: 'malformed' });
    expect(fixture('text', { senderStaffId: 'a b' })).toEqual({ kind: 'malformed' });
    const atUsers = [{ dingtalkId: 'x', staffId: 'dingothercorp:y' }];
    expect(message(fixture('text', { atUsers }))).toMatchObject({ mentions: [] });
  });

  it('names files by their download code', () => {
    expect(message(fixture('file'))).toMatchObject({
      conversation: { kind: 'direct', id: 'dingtalk:gao01' },
      media: [{ kind: 'file', via: 'dingtalk_code', reference: 'mapleCode/+=', name: '名单.xlsx' }],
    });
  });

  it('from outside the organisation has no user id, whatever it claims', () => {
    const outside = { account: 'dingtalk:dingothercorp:$:LWCP_v1:$mapleGao', userId: null };
    expect(message(fixture('text-external')).sender).toMatchObject(outside);
    expect(message(fixture('text-external', { senderStaffId: '' })).sender).toMatchObject(outside);
    expect(message(fixture('text-external', { senderStaffId: 'gao01' })).sender).toMatchObject(outside);
    expect(fixture('text-external', { senderId: undefined })).toEqual({ kind: 'malformed' });
  });

  it('for another robot or organisation is foreign', () => {
    expect(fixture('text', { robotCode: 'dingother' })).toEqual({ kind: 'foreign' });
    expect(fixture('text', { chatbotCorpId: 'dingother' })).toEqual({ kind: 'foreign' });
    expect(fixture('text', { robotCode: undefined, chatbotCorpId: undefined }).kind).toBe('message');
  });

  it('without msgId keeps one key for one message and another for another', () => {
    const key = (change = {}) => message(fixture('text', { msgId: undefined, ...change })).key;
    expect(key()).toMatch(/^dingtalk:dingmaplerobot:sha256:[0-9a-f]{64}$/);
    expect(key()).toBe(key());
    expect(key({ text: { content: '别的' } })).not.toBe(key());
    expect(key({ senderId: 'x' })).not.toBe(key());
    expect(key({ createAt: 1 })).not.toBe(key());
  });

  it('says when it was sent, never later than now', () => {
    const sentAt = (createAt: unknown) => message(fixture('text', { createAt })).sentAt;
    expect([sentAt('1780000000001'), sentAt(now + 86_400_000), sentAt(undefined)]).toEqual([1_780_000_000_001, now, now]);
  });

  it.each([
    ['nothing', null],
    ['a list', []],
    ['a number', 5],
    ['an empty object', {}],
  ])('that is %s is malformed', (_what, body) => {
    expect(parseRobot(body, options)).toEqual({ kind: 'malformed' });
  });

  it.each([
    ['a sender of an odd type', { senderStaffId: { $ne: null } }],
    ['no words', { text: undefined }],
    ['an organisation of an odd type', { chatbotCorpId: 5 }],
    ['no conversation', { conversationId: undefined }],
  ])('with %s is malformed', (_what, change) => {
    expect(fixture('text', change)).toEqual({ kind: 'malformed' });
  });

  it.each([
    ...['msgId', 'senderStaffId', 'senderCorpId', 'senderNick', 'chatbotUserId', 'chatbotCorpId', 'robotCode', 'atUsers'],
    ...['createAt', 'sessionWebhook', 'sessionWebhookExpiredTime', 'errorCode', 'errCode', 'content'],
  ])('whose %s is null is as if it had none', (field) => {
    const parsed = fixture('text', { [field]: null });
    expect(message(parsed)).toEqual(message(fixture('text', { [field]: undefined })));
  });

  it.each([
    ['a name', { senderNick: 5 }, { senderNick: undefined }],
    ['a list of people', { atUsers: 'all' }, { atUsers: undefined }],
    ['one person of it', { atUsers: [null, { dingtalkId: 5, staffId: 'chen02' }] }, { atUsers: [{ staffId: 'chen02' }] }],
    ['a time', { createAt: 'yesterday' }, { createAt: undefined }],
    ['an end of its webhook', { sessionWebhookExpiredTime: -1 }, { sessionWebhookExpiredTime: undefined }],
    ['a number of an error', { errorCode: {} }, { errorCode: undefined }],
    ['an empty organisation and robot', { robotCode: '', chatbotCorpId: '' }, { robotCode: undefined, chatbotCorpId: undefined }],
  ])('with %s that cannot be read is as if it had none', (_what, change, without) => {
    expect(message(fixture('text', change))).toEqual(message(fixture('text', without)));
  });

  it('is read though what another type would hold is null', () => {
    expect(summary(fixture('picture', { text: null }))).toBe('said group photo');
    const { content } = JSON.parse(readFixture('dingtalk/picture.json'));
    const nulls = { pictureDownloadCode: null, recognition: null, fileName: null, richText: null, text: null, isReplyMsg: null };
    expect(summary(fixture('picture', { content: { ...nulls, downloadCode: content.downloadCode } }))).toBe('said group photo');
  });

  it('leaves out and reports a sessionWebhook that leads elsewhere; an expired or missing one is only left out', () => {
    const events: string[] = [];
    const handles = (change: Record<string, unknown>, oapiBases: string[] = []) =>
      message(fixture('text', change, { oapiBases, onSecurityEvent: (code) => events.push(code) })).replyHandles;
    expect(handles({ sessionWebhookExpiredTime: now })).toEqual([]);
    expect(handles({ sessionWebhook: undefined, sessionWebhookExpiredTime: undefined })).toEqual([]);
    const base = 'http://127.0.0.1:9901';
    expect(handles({ sessionWebhook: `${base}/robot/sendBySession?session=a` }, [base])).toHaveLength(1);
    expect(events).toEqual([]);
    expect(handles({ sessionWebhook: `${base}/robot/sendBySession?session=a` })).toEqual([]);
    expect(events).toEqual(['dingtalk_session_webhook_refused']);
  });

  it('is cut to what we read', () => {
    const parsed = message(fixture('text', { text: { content: '长'.repeat(20_000) }, senderNick: '名'.repeat(500) }));
    expect(parsed.kind === 'said' && parsed.text.length).toBe(4_000);
    expect(parsed.sender.name).toHaveLength(64);
  });
});

describe('the samples beside the project, when they are there', () => {
  it.skipIf(!vectors)('all become what they are', () => {
    const { conventions, config } = vectors!.meta;
    const read = Object.entries(vectors!.samples.inbound).map(([name, sample]) => [
      name,
      summary(parseRobot(sample, { now: conventions.now, ...config })),
    ]);
    expect(Object.fromEntries(read)).toMatchInlineSnapshot(`
      {
        "groupPicture": "said group photo",
        "groupRichText": "said group 隐患:充电柜冒烟 西门站点 photo",
        "groupRichTextPictureOnly": "said group photo",
        "groupText": "said group 签到 主题党日",
        "groupTextExternalSender": "said group 小哥驿站在哪",
        "groupTextQuotedPicture": "said group 隐患上报 [photo]",
        "groupTextQuotedReply": "said group 这条隐患处理了吗 [站点门口充电线老化]",
        "groupTextTwoMentions": "said group 帮 @王队长 报名 → dingtalk:captain01",
        "quotaExceeded": "alert dingtalk_quota_exhausted",
        "singleAudio": "said direct 我要报名周六的志愿服务 spoken",
        "singleAudioNoRecognition": "unsupported audio",
        "singleFile": "said direct file",
        "singlePicture": "said direct photo",
        "singleRichText": "said direct 诉求:站点没有饮水 photo",
        "singleText": "said direct 我的积分",
        "singleTextTopLevelContent": "said direct 你好",
        "singleUnknown": "unsupported unknownMsgType",
        "singleVideo": "said direct video",
      }
    `);
  });

  it.skipIf(!vectors)('normalise text as agreed', () => {
    for (const each of vectors!.textNormalisation.cases)
      expect(normaliseText(each.in, ['小骑助手']), JSON.stringify(each)).toBe(each.out);
  });

  it.skipIf(!vectors)('name the session webhooks that may be called', () => {
    expect(vectors!.sessionWebhookUrls.cases).toHaveLength(27);
    for (const { url, allow, why } of vectors!.sessionWebhookUrls.cases) expect(isSessionWebhook(url, []), why).toBe(allow);
  });
});
