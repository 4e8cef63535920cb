import { describe, expect, it } from 'vitest';
import { isResponseUrl } from '../../../src/channels/wecom/ids.ts';
import { type AibotOptions, type Malformed, parseAibot, parseAibotBody } from '../../../src/channels/wecom/parse-aibot.ts';
import type { Message, Parsed } from '../../../src/core/message.ts';
import { messageSchema } from '../../../src/core/message.ts';
import { readFixture } from '../vectors.ts';
import { vectors } from './vectors.ts';

const now = 1_780_000_005_000;
const options: AibotOptions = { now, botNames: ['小蜂'], botId: 'aibMapleBridge07' };

function message(parsed: Parsed | Malformed): Message {
  if (parsed.kind !== 'message') throw new Error(`expected a message, got ${JSON.stringify(parsed)}`);
  return messageSchema.parse(parsed.message);
}
const fixture = (name: string, more: Partial<AibotOptions> = {}) =>
  parseAibot(readFixture(`wecom/aibot-${name}.json`), { ...options, ...more });
const changed = (name: string, change: Record<string, unknown>) =>
  parseAibot(JSON.stringify({ ...JSON.parse(readFixture(`wecom/aibot-${name}.json`)), ...change }), options);

/** One line that says what a payload became. */
function summary(parsed: Parsed | Malformed): string {
  switch (parsed.kind) {
    case 'refresh':
      return `refresh ${parsed.streamId}`;
    case 'alert':
      return `alert ${parsed.code}`;
    case 'ignored':
      return `ignored ${parsed.what}`;
    case 'malformed':
      return `malformed ${parsed.error}`;
    case 'message': {
      const m = parsed.message;
      const where = `${m.kind} ${m.conversation.kind}`;
      if (m.kind === 'clicked') return `${where} ${m.card} ${m.button}`;
      if (m.kind === 'unsupported') return `${where} ${m.what}`;
      if (m.kind === 'entered') return where;
      const quoted = m.quoted && `[${m.quoted.text}${m.quoted.media.map(({ kind }) => kind)}]`;
      return [where, m.text, m.spoken && 'spoken', ...m.media.map(({ kind }) => kind), quoted].filter(Boolean).join(' ');
    }
  }
}

describe('a smart bot payload', () => {
  it.each(['chattype', 'response_url', 'quote', 'stream', 'event', 'voice', 'image', 'file', 'video', 'mixed'])(
    'whose %s is null is as if it had none',
    (field) => {
      const direct = { chatid: null, chattype: 'single', [field]: null };
      expect(message(changed('text', direct))).toEqual(
        message(changed('text', { ...direct, chatid: undefined, [field]: undefined })),
      );
    },
  );

  it('is read without what it quotes, where that cannot be read', () => {
    const without = message(changed('text-quote', { quote: undefined }));
    expect(message(changed('text-quote', { quote: { text: { content: '没有类型' } } }))).toEqual(without);
  });

  it('names what was pressed, though its card has no name', () => {
    const event = {
      eventtype: 'template_card_event',
      template_card_event: { event_key: 'x:1', task_id: null, selected_items: null },
    };
    expect(summary(changed('event-card', { event }))).toMatch(/^clicked \w+ {2}x:1$/);
  });

  it('becomes a message the house understands', () => {
    expect(message(fixture('text'))).toEqual({
      kind: 'said',
      channel: 'wecom',
      key: 'wecom:aibot:aibMapleBridge07:MB0001==:text',
      conversation: { kind: 'group', id: 'wrMapleBridgeGroup' },
      sender: { account: 'wecom:gaoxia', userId: 'GaoXia', name: null },
      sentAt: now,
      receivedAt: now,
      addressed: true,
      proof: 'message',
      replyHandles: [
        {
          kind: 'response_url',
          url: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=MB0001',
          expiresAt: now + 3_600_000,
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
    ['text-quote', 'said group 收到请回复 [收到请回复]'],
    ['text-quote-image', 'said group 隐患 楼道堵了 [photo]'],
    ['mixed', 'said group 充电柜 冒烟 photo'],
    ['image', 'said direct photo'],
    ['voice', 'said direct 我要报名周日的活动。 spoken'],
    ['file', 'said direct file'],
    ['video', 'said direct video'],
    ['stream', 'refresh st-maple-9'],
    ['unknown-type', 'unsupported direct hologram'],
    ['event-enter-chat', 'entered direct'],
    ['event-card', 'clicked group task-12 yes'],
    ['event-feedback', 'ignored feedback_event'],
    ['event-unknown', 'ignored dance_event'],
  ])('of kind %s is %s', (name, expected) => {
    expect(summary(fixture(name))).toBe(expected);
  });

  it('names pictures by their link', () => {
    expect(message(fixture('image'))).toMatchObject({
      conversation: { kind: 'direct', id: 'wecom:gaoxia' },
      media: [{ kind: 'photo', via: 'wecom_url', reference: expect.stringContaining('/maple/5'), name: null }],
    });
  });

  it('for another bot is malformed, whatever it is', () => {
    for (const name of ['text', 'stream', 'event-enter-chat']) {
      expect(fixture(name, { botId: 'aibOther' })).toEqual({ kind: 'malformed', error: 'E_BOT' });
      expect(fixture(name, { botId: null }).kind).not.toBe('malformed');
    }
  });

  it.each([
    ['no sender', { from: undefined }],
    ['a sender without id', { from: { userid: '' } }],
    ['a sender of an odd type', { from: { userid: { $ne: null } } }],
    ['a sender id no platform issues', { from: { userid: 'Gao Xia>' } }],
    ['no message id', { msgid: undefined }],
    ['a group without id', { chatid: undefined }],
    ['a kind of chat that is unknown', { chattype: 'square' }],
    ['no words', { text: undefined }],
    ['words of an odd type', { text: { content: 5 } }],
    ['no type', { msgtype: undefined }],
  ])('with %s is malformed', (_what, change) => {
    expect(changed('text', change)).toEqual({ kind: 'malformed', error: 'E_INNER' });
  });

  it.each(['', 'null', '[]', '5', '"text"', '{', '{"msgtype":"text"', '\u{FEFF}{}'])('%j is malformed', (plaintext) => {
    expect(parseAibot(plaintext, options)).toEqual({ kind: 'malformed', error: 'E_INNER' });
  });

  it('keeps the case of a group id and ignores that of a user id', () => {
    expect(message(changed('text', { chatid: 'wrABCabc', from: { userid: 'GAOXIA' } }))).toMatchObject({
      conversation: { id: 'wrABCabc' },
      sender: { account: 'wecom:gaoxia', userId: 'GAOXIA' },
    });
  });

  it('keeps the key that came with a link, and the message when that is none', () => {
    const image = (aeskey: unknown) => message(changed('image', { image: { url: 'https://x.myqcloud.com/a', aeskey } }));
    expect(image('K1')).toMatchObject({ media: [{ aesKey: 'K1' }] });
    for (const none of [undefined, 5, '', 'x'.repeat(300)]) {
      const said = image(none);
      expect(said.kind === 'said' && said.media).toEqual([
        { kind: 'photo', via: 'wecom_url', reference: 'https://x.myqcloud.com/a', name: null },
      ]);
    }
  });

  it('is known by the choice where the button of a card has no key', () => {
    const items = (...ids: string[]) => ({ selected_item: [{ question_key: 'q', option_ids: { option_id: ids } }] });
    const click = (event: object) =>
      summary(
        changed('event-card', { event: { eventtype: 'template_card_event', template_card_event: { task_id: 't', ...event } } }),
      );
    expect(click({ event_key: 'submit', selected_items: items('evening') })).toBe('clicked group t submit');
    expect(click({ event_key: '', selected_items: items('evening', 'noon') })).toBe('clicked group t evening');
    expect(click({ selected_items: items() })).toBe('clicked group t ');
    expect(click({ event_key: 'yes', selected_items: 'nonsense' })).toBe('clicked group t yes');
  });

  it('leaves out and reports a response_url that leads elsewhere', () => {
    const events: string[] = [];
    const plaintext = JSON.stringify({
      ...JSON.parse(readFixture('wecom/aibot-text.json')),
      response_url: 'https://evil.example/x',
    });
    const parsed = parseAibot(plaintext, { ...options, onSecurityEvent: (code) => events.push(code) });
    expect(message(parsed).replyHandles).toEqual([]);
    expect(events).toEqual(['wecom_response_url_refused']);
  });
});

describe('a response_url', () => {
  const good = 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=a';
  it.each([
    [good, true],
    ['https://qyapi.weixin.qq.com:443/cgi-bin/aibot/response?response_code=a', true],
    ['http://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=a', false],
    ['https://qyapi.weixin.qq.com:8443/cgi-bin/aibot/response', false],
    ['https://user@qyapi.weixin.qq.com/cgi-bin/aibot/response', false],
    ['https://qyapi.weixin.qq.com@evil.example/cgi-bin/aibot/response', false],
    ['https://qyapi.weixin.qq.com.evil.example/cgi-bin/aibot/response', false],
    ['https://qyapi.weixin.qq.com./cgi-bin/aibot/response', false],
    ['https://qyapi.weixin.qq.com/cgi-bin/aibot/response/../../message/send', false],
    ['https://169.254.169.254/cgi-bin/aibot/response', false],
    ['file:///cgi-bin/aibot/response', false],
    ['', false],
    [undefined, false],
    [5, false],
  ])('%s: %s', (url, allowed) => {
    expect(isResponseUrl(url, [])).toBe(allowed);
  });

  it('may have the origin of the configured base, and only that', () => {
    const bases = ['http://127.0.0.1:9900'];
    expect(isResponseUrl('http://127.0.0.1:9900/cgi-bin/aibot/response?response_code=a', bases)).toBe(true);
    expect(isResponseUrl(good, bases)).toBe(true);
    expect(isResponseUrl('http://127.0.0.1:9901/cgi-bin/aibot/response', bases)).toBe(false);
    expect(isResponseUrl('http://u@127.0.0.1:9900/cgi-bin/aibot/response', bases)).toBe(false);
  });
});

describe('the samples beside the project, when they are there', () => {
  it.skipIf(!vectors)('all become what they are', () => {
    const read = Object.entries(vectors!.samples.aibot_json).map(([name, sample]) => [
      name,
      summary(parseAibot(JSON.stringify(sample), { now, botNames: ['小哥先锋'], botId: 'aibK3xW0pNQyVh7LmZr2TtUe9sFdGc5Bq' })),
    ]);
    expect(Object.fromEntries(read)).toMatchInlineSnapshot(`
      {
        "event_enter_chat": "entered direct",
        "event_feedback_accurate": "ignored feedback_event",
        "event_feedback_cancel": "ignored feedback_event",
        "event_feedback_inaccurate": "ignored feedback_event",
        "event_template_card_button": "clicked group act-20261128-01@signup signup:yes",
        "event_template_card_menu": "clicked group notice-20261125 mute_7d",
        "event_template_card_multiple": "clicked direct survey-2026Q4 survey:submit",
        "event_template_card_vote": "clicked group vote-20261201 vote:submit",
        "event_unknown_future": "ignored auth_change_event",
        "file_single": "said direct file",
        "image_single": "said direct photo",
        "mixed_group": "said group 随手拍 路口红绿灯坏了 photo",
        "stream_refresh_group": "refresh st_01KAQW3T8V9X",
        "stream_refresh_single": "refresh st_01KAQW3T8V9Y",
        "text_group": "said group 签到 主题党日",
        "text_group_mention_only": "said group",
        "text_group_quote_image": "said group 随手拍 井盖破损 样例路12号 [photo]",
        "text_group_quote_mixed": "said group 随手拍 [充电口冒烟photo]",
        "text_group_quote_text": "said group 这条通知几点开始? [本周五20:30主题党日,地点城东小哥驿站。]",
        "text_group_quote_voice": "said group 记一下 [明天下午三点去驿站帮忙]",
        "text_single": "said direct 我的先锋指数",
        "text_single_quote_file": "said direct 这个文件归档 [file]",
        "text_single_quote_video": "said direct 看看这个 [video]",
        "video_single": "said direct video",
        "voice_single": "said direct 我要报名周六的志愿服务 spoken",
      }
    `);
  });

  it.skipIf(!vectors)('all become what they are when they come by the long connection', () => {
    const frames = Object.entries(vectors!.samples.aibot_ws).filter(([, { cmd }]) => cmd?.endsWith('_callback'));
    const botId = 'aibK3xW0pNQyVh7LmZr2TtUe9sFdGc5Bq';
    const read = frames.map(([name, { body }]) => [name, summary(parseAibotBody(body, { now, botNames: ['小哥先锋'], botId }))]);
    expect(Object.fromEntries(read)).toMatchInlineSnapshot(`
      {
        "in_event_disconnected": "ignored disconnected_event",
        "in_event_enter_chat": "entered direct",
        "in_event_feedback": "ignored feedback_event",
        "in_event_template_card": "clicked group act-20261128-01@signup signup:yes",
        "in_msg_file_single": "said direct file",
        "in_msg_image_single": "said direct photo",
        "in_msg_mixed_group": "said group 随手拍 路口红绿灯坏了 photo",
        "in_msg_text_group": "said group 签到 主题党日",
        "in_msg_video_single": "said direct video",
        "in_msg_voice_single": "said direct 我要报名周六的志愿服务 spoken",
      }
    `);
    const image = parseAibotBody(vectors!.samples.aibot_ws.in_msg_image_single?.body, { now, botNames: [], botId });
    expect(message(image)).toMatchObject({
      replyHandles: [],
      media: [{ via: 'wecom_url', aesKey: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=' }],
    });
  });
});
