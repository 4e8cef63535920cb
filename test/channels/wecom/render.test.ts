import { describe, expect, it } from 'vitest';
import { cardUpdateOf } from '../../../src/channels/wecom/cards.ts';
import { prepareCredentials, type WecomCredentials } from '../../../src/channels/wecom/credentials.ts';
import { decodeCallback } from '../../../src/channels/wecom/decode.ts';
import { decrypt } from '../../../src/channels/wecom/decrypt.ts';
import {
  renderMarkdown,
  sealAppText,
  sealAppUpdateButton,
  sealCardUpdate,
  sealPlain,
  sealStream,
  sealWelcome,
} from '../../../src/channels/wecom/render.ts';
import { cdata } from '../../../src/channels/wecom/xml.ts';
import type { Outgoing } from '../../../src/core/outgoing.ts';
import { credentialsOf, vectors } from './vectors.ts';

const keys = { token: 'MapleBridgeToken', encodingAesKey: 'MapleBridgeMapleBridgeMapleBridgeMapleBridg' };
const bot = prepareCredentials({ ...keys, receiveId: '' });
const app = prepareCredentials({ ...keys, receiveId: 'wwMapleBridge01' });
const seal = { nonce: '4711', now: 1_780_000_000_999 };

function opened(credentials: WecomCredentials, envelope: string): string {
  const { encrypt, msgsignature, timestamp, nonce } = JSON.parse(envelope);
  expect(timestamp).toBe(1_780_000_000);
  const query = { msg_signature: msgsignature, timestamp: String(timestamp), nonce };
  const result = decodeCallback({
    query,
    body: Buffer.from(JSON.stringify({ encrypt })),
    now: seal.now,
    credentials,
    format: 'json',
  });
  return result.kind === 'ok' ? result.plaintext : result.error;
}

const outgoing = (more: Partial<Outgoing> = {}): Outgoing => ({
  channel: 'wecom',
  to: { kind: 'group', id: 'wrMapleBridgeGroup' },
  text: '已签到',
  mentions: [],
  buttons: [],
  ...more,
});
const person = (userId: string, name: string | null = null) => ({ account: `wecom:${userId}`, userId, name, memberId: 'm1' });

describe('an answer in the HTTP answer', () => {
  it('is a stream that is complete, under the nonce of the callback', () => {
    const envelope = sealStream(bot, { ...seal, streamId: 's1', reply: { text: '已签到 *好*' } });
    expect(JSON.parse(opened(bot, envelope))).toEqual({
      msgtype: 'stream',
      stream: { id: 's1', finish: true, content: '已签到 ＊好＊' },
    });
    expect(JSON.parse(envelope).nonce).toBe('4711');
  });

  it('never sends the same ciphertext twice', () => {
    const answer = { ...seal, streamId: 's1', reply: { text: '好' } };
    expect(sealStream(bot, answer)).not.toBe(sealStream(bot, answer));
  });

  it('is cut to the limit between two characters', () => {
    const { stream } = JSON.parse(
      opened(bot, sealStream(bot, { ...seal, streamId: 's1', reply: { text: `a${'𠮷'.repeat(6_000)}` } })),
    );
    expect(Buffer.byteLength(stream.content)).toBe(20_477);
    expect(stream.content).not.toContain('\u{FFFD}');
  });

  it('holds a place for what comes later, and is a card with buttons where that may take its place', () => {
    const reply = { text: '去吗？', buttons: [{ id: 'q:1', label: '去' }] };
    const held = sealStream(bot, { ...seal, streamId: 's1', reply, itemId: 7, finish: false });
    expect(JSON.parse(opened(bot, held))).toEqual({ msgtype: 'stream', stream: { id: 's1', finish: false, content: '去吗？' } });
    const whole = JSON.parse(opened(bot, sealStream(bot, { ...seal, streamId: 's1', reply, itemId: 7 })));
    expect(whole).toEqual({
      msgtype: 'template_card',
      template_card: {
        card_type: 'button_interaction',
        main_title: { title: '去吗？' },
        button_list: [{ text: '去', style: 1, key: 'q:1' }],
        task_id: 'm7',
      },
    });
    expect(JSON.parse(opened(bot, sealStream(bot, { ...seal, streamId: 's1', reply }))).msgtype).toBe('stream');
  });

  it('to a click is another card, or another word on its button', () => {
    const update = cardUpdateOf({ text: '去吗？', buttons: [{ id: 'q:1', label: '去' }] }, 7, 'q:1', 'GaoXia')!;
    expect(JSON.parse(opened(bot, sealCardUpdate(bot, { ...seal, update })))).toEqual(update);
    const envelope = sealAppUpdateButton(app, { ...seal, toUser: 'GaoXia', label: '去<b>' });
    const plain = decrypt(app, /<Encrypt><!\[CDATA\[([^\]]+)\]\]>/.exec(envelope)?.[1] ?? '');
    expect(plain.kind === 'ok' && plain.plaintext).toBe(
      '<xml><ToUserName><![CDATA[GaoXia]]></ToUserName><FromUserName><![CDATA[wwMapleBridge01]]></FromUserName>' +
        '<CreateTime>1780000000</CreateTime><MsgType><![CDATA[update_button]]></MsgType>' +
        '<Button><ReplaceName><![CDATA[去＜b>]]></ReplaceName></Button></xml>',
    );
  });

  it('welcomes with plain text', () => {
    const envelope = sealWelcome(bot, { ...seal, reply: { text: '您好' } });
    expect(JSON.parse(opened(bot, envelope))).toEqual({ msgtype: 'text', text: { content: '您好' } });
  });

  it('of an application is XML that no text can leave', () => {
    const envelope = sealAppText(app, { ...seal, toUser: 'GaoXia', reply: { text: `]]></Content>${'好'.repeat(600)}` } });
    const encrypt = /<Encrypt><!\[CDATA\[([^\]]+)\]\]>/.exec(envelope ?? '')?.[1] ?? '';
    const plain = decrypt(app, encrypt);
    expect(plain.kind === 'ok' && plain.plaintext).toContain('<ToUserName><![CDATA[GaoXia]]></ToUserName>');
    expect(plain.kind === 'ok' && plain.plaintext).toContain('<FromUserName><![CDATA[wwMapleBridge01]]></FromUserName>');
    expect(plain.kind === 'ok' && plain.plaintext).toContain('<Content><![CDATA[]]]]><![CDATA[>＜/Content>好');
    expect(cdata('a]]>b]]>')).toBe('<![CDATA[a]]]]><![CDATA[>b]]]]><![CDATA[>]]>');
  });

  it('of an application is none where the text needs several', () => {
    const answer = (count: number) => sealAppText(app, { ...seal, toUser: 'GaoXia', reply: { text: '好'.repeat(count) } });
    expect(answer(682)).toContain('<Encrypt>');
    expect(answer(683)).toBeNull();
  });
});

describe('markdown for a response_url', () => {
  it('mentions people in groups only, by ids that cannot break out', () => {
    const mentions = [person('GaoXia'), person('a> <@all', '老<陈>'), person('b c')];
    expect(renderMarkdown(outgoing({ mentions, text: '<@all> 已签到' }))).toBe('<@GaoXia> @老＜陈> ＜@\u200ball> 已签到');
    expect(renderMarkdown(outgoing({ mentions, to: { kind: 'direct', account: 'wecom:gaoxia' } }))).toBe('已签到');
  });

  it('is cut to the limit with the mentions kept', () => {
    const markdown = renderMarkdown(outgoing({ mentions: [person('GaoXia')], text: '好'.repeat(9_000) }));
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(20_480);
    expect(markdown.startsWith('<@GaoXia> 好')).toBe(true);
  });
});

describe('people who are called, and a link', () => {
  const link = 'https://bot.example.com/pages/abc?x=1';
  const urgent = outgoing({
    text: '119\n已登记 H-0001\n*马上*',
    mentions: [person('GaoXia')],
    called: [person('LiuYang'), person('a b', '老陈')],
    link,
  });

  it('are mentioned behind the first line, the link is the last', () => {
    expect(renderMarkdown(urgent)).toBe(`<@GaoXia> 119\n<@LiuYang> @老陈 已登记 H-0001\n＊马上＊\n${link}`);
    expect(renderMarkdown({ ...urgent, text: '119' })).toBe(`<@GaoXia> 119\n<@LiuYang> @老陈\n${link}`);
    expect(renderMarkdown({ ...urgent, to: { kind: 'direct', account: 'wecom:gaoxia' } })).toBe(
      `119\n已登记 H-0001\n＊马上＊\n${link}`,
    );
  });

  it('are in the stream too, without the asker under whose words it stands', () => {
    const { stream } = JSON.parse(opened(bot, sealStream(bot, { ...seal, streamId: 's1', reply: urgent })));
    expect(stream.content).toBe(`119\n<@LiuYang> @老陈 已登记 H-0001\n＊马上＊\n${link}`);
    const welcome = JSON.parse(opened(bot, sealWelcome(bot, { ...seal, reply: { text: '您好', link } })));
    expect(welcome.text.content).toBe(`您好\n${link}`);
  });

  it('keep the link whole when the text is cut', () => {
    const long = renderMarkdown({ ...urgent, text: '好'.repeat(9_000) });
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(20_480);
    expect(long.endsWith(`好\n${link}`)).toBe(true);
  });

  it.each([
    'https://bot.example.com/a b',
    'https://bot.example.com/a)[x](http://evil.example/',
    'https://bot.example.com/<@all>',
    'https://bot.example.com/a\n# x',
    'https://me@bot.example.com/a',
    'javascript:alert(1)',
    '//bot.example.com/a',
    'https://bot.example.com',
    '',
  ])('leave out what is no plain link: %j', (wrong) => {
    expect(renderMarkdown(outgoing({ link: wrong }))).toBe('已签到');
  });
});

describe('the vectors beside the project, when they are there', () => {
  it.skipIf(!vectors)('are sealed byte for byte', () => {
    for (const vector of [...vectors!.published, ...vectors!.generated].filter(({ kind }) => kind !== 'aes_only')) {
      const format = vector.mode === 'aibot' ? 'json' : 'xml';
      const envelope = sealPlain(credentialsOf(vector), {
        format,
        plaintext: vector.plaintext,
        nonce: vector.nonce,
        now: Number(vector.timestamp) * 1_000,
        random: Buffer.from(vector.random_hex, 'hex'),
      });
      expect(envelope, vector.id).toContain(vector.encrypt);
      expect(envelope, vector.id).toContain(vector.msg_signature);
      if (vector.expect_response === undefined) continue;
      expect(envelope, vector.id).toBe(format === 'xml' ? vector.expect_response : JSON.stringify(vector.expect_response));
    }
    const text = vectors!.generated.find(({ id }) => id === 'gen-app-passive-text')!;
    const answer = {
      toUser: 'ChenJianJun',
      reply: { text: '签到成功，积分 +2' },
      nonce: text.nonce,
      random: Buffer.from(text.random_hex, 'hex'),
    };
    expect(sealAppText(credentialsOf(text), { ...answer, now: Number(text.timestamp) * 1_000 })).toBe(text.expect_response);
  });
});
