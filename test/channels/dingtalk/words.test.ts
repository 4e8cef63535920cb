import { describe, expect, it } from 'vitest';
import { templateOf, webhookMessage } from '../../../src/channels/dingtalk/buttons.ts';
import { cardBody } from '../../../src/channels/dingtalk/cards.ts';
import { splitWords } from '../../../src/channels/dingtalk/split.ts';
import type { Outgoing } from '../../../src/core/outgoing.ts';
import { createBench, NOW, outgoing, person, sending } from './parts.ts';
import { CUT, DONE, onGroupSend, onSession, onToken, paramOf, SESSION_URL, TAKEN, useNock } from './wire.ts';

useNock();

const hostile = [
  '@所有人',
  '@ALL',
  '@all 领奖',
  '<@all>',
  '[点我](https://evil.example)',
  '![x](https://evil.example/x.png)',
  'https://evil.example',
  'HTTP://evil.example/登录',
  'www.evil.example',
  'dtmd://dingtalkclient/sendMessage?content=1',
  'dingtalk://dingtalkclient/page/link?url=x',
  '# 通知',
  '> 引用',
  '- 条目',
  '+ 条目',
  '1. 条目',
  '2) 条目',
  '---',
  '===',
  '| a | b |',
  ':--|--:',
  '**粗**',
  '_斜_',
  '~~删~~',
  '`码`',
  '```',
  '    缩进',
  '<script>alert(1)</script>',
  '<font color="red">红</font>',
  '\\[x\\](https://evil.example)',
  '&lt;b&gt; &#64;所有人',
  '@\u200b所有人',
  '@\u202e所有人',
];
const frames = [
  (x: string) => x,
  (x: string) => `收到 ${x} 谢谢`,
  (x: string) => `第一行\n${x}`,
  (x: string) => `第一行\n   ${x}\n第三行`,
  (x: string) => `“${x}”`,
];
const payloads = hostile.flatMap((x) => frames.map((frame) => frame(x)));

/** What no client may find in words that somebody else wrote. */
const everywhere = [
  /@(所有人|all)/i,
  /[a-z]:\/\//i,
  /www\./i,
  /\]\(/,
  /</,
  /\*/,
  /`/,
  /~~/,
  /(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/,
];
const atLineStart = /^\s*([#>|:=+-]|\d+[.)]|```)/m;
const inMarkdown = [...everywhere, atLineStart, /\\/, /&#?\w+;/, /^ {4}/m];

function expectHarmless(text: string, patterns: readonly RegExp[]) {
  for (const pattern of patterns) expect(text).not.toMatch(pattern);
}

describe('what people wrote', () => {
  it('comes in many forms', () => expect(payloads.length).toBeGreaterThanOrEqual(150));

  it('never becomes a call to everybody, a link or mark-up', () => {
    for (const text of payloads) {
      const asText = webhookMessage(outgoing({ text }), false) as { text: { content: string }; at: object };
      expectHarmless(asText.text.content, everywhere);
      expect(asText.at).toEqual({ atUserIds: [], isAtAll: false });
      expectHarmless(templateOf(outgoing({ text }), false).param.content!, everywhere);
      const link = 'https://bot.example.com/p';
      const { title, text: markdown } = templateOf(outgoing({ text, link }), false).param;
      expectHarmless(markdown!, inMarkdown);
      expectHarmless(title!, everywhere);
    }
  });

  it('never does so as a name or a label either', () => {
    for (const name of payloads.map((text) => text.replaceAll('\n', ' '))) {
      const said = outgoing({ mentions: [person('a b', name)], buttons: [{ id: 'm:1', label: name }] });
      const message = webhookMessage(said, true) as { actionCard: { text: string; btns: { title: string }[] } };
      expectHarmless(message.actionCard.text, inMarkdown);
      expectHarmless(message.actionCard.btns[0]!.title, everywhere);
      const card = { trackId: 'm1', to: said.to, params: {}, people: [{ userId: 'gao01', name }] };
      const body = cardBody(card, { templateId: 't', callback: 'STREAM' }, 'r') as {
        imGroupOpenDeliverModel: { atUserIds: Record<string, string> };
      };
      expectHarmless(`@${body.imGroupOpenDeliverModel.atUserIds.gao01}`, everywhere);
    }
  });
});

describe('words that are too long for one message', () => {
  const lines = (count: number, line = '好'.repeat(100)) =>
    Array.from({ length: count }, (_, index) => `${index} ${line}`).join('\n');

  it('are split at line borders, and nothing is lost', () => {
    const text = lines(60);
    const parts = splitWords(text);
    expect(parts).toHaveLength(2);
    expect(parts.join('\n')).toBe(text);
    expect(splitWords('短')).toEqual(['短']);
  });

  it('are split within a line where it is too long itself, never within a character', () => {
    for (const text of ['𠮷'.repeat(5_000), '"'.repeat(12_000), '://'.repeat(4_000), '\u0001'.repeat(3_000)]) {
      const parts = splitWords(text);
      expect(parts.length).toBeGreaterThan(1);
      expect(parts.length).toBeLessThanOrEqual(3);
      for (const part of parts) {
        expect(part.isWellFormed()).toBe(true);
        const { param } = templateOf(outgoing({ text: part }), false);
        expect(Buffer.byteLength(JSON.stringify(param))).toBeLessThanOrEqual(15_000);
      }
    }
  });

  it('are three messages at most', () => {
    const parts = splitWords(lines(500));
    expect(parts).toHaveLength(3);
    expect(lines(500).startsWith(parts.join('\n'))).toBe(true);
    expect(splitWords('好'.repeat(100_000))).toHaveLength(3);
  });

  it('fit as Markdown too, or are plain', () => {
    const said = outgoing({ text: 'a\n'.repeat(3_000), link: 'https://bot.example.com/p' });
    for (const text of splitWords(said.text)) {
      const { key, param } = templateOf({ ...said, text }, false);
      expect(key).toBe('sampleText');
      expect(Buffer.byteLength(JSON.stringify(param))).toBeLessThanOrEqual(15_000);
      expect(param.content).toMatch(/\nhttps:\/\/bot\.example\.com\/p$/);
    }
  });

  it('leave one after the other: mentions in the first, the link in the last, and no part twice', async () => {
    const bench = createBench();
    const said: Outgoing = outgoing({ text: lines(60), mentions: [person('gao01')], link: 'https://bot.example.com/p' });
    const handles = [{ kind: 'session_webhook' as const, url: SESSION_URL, expiresAt: NOW + 1 }];
    const deliver = (lastReason: string | null) =>
      bench.channel.deliver(sending(said, { replyHandles: handles, lastReason }), NOW);
    const posted = onSession(DONE, CUT, DONE);
    expect(await deliver(null)).toEqual({ kind: 'retry', reason: 'session_webhook?http_200_step1' });
    expect(await deliver('session_webhook?http_200_step1')).toEqual({ kind: 'sent', via: 'session_webhook' });
    const contents = posted.map(({ text }) => (text as { content: string }).content);
    expect(contents[0]).toMatch(/^@gao01 0 /);
    expect(contents[1]).toBe(contents[2]);
    expect(contents[1]).not.toContain('@gao01');
    expect(contents[1]).toMatch(/\nhttps:\/\/bot\.example\.com\/p$/);
    expect(posted[1]).toMatchObject({ at: { atUserIds: [] } });
  });

  it('may leave by several ways', async () => {
    const bench = createBench();
    const handles = [{ kind: 'session_webhook' as const, url: SESSION_URL, expiresAt: NOW + 1 }];
    onSession(DONE, [200, { errcode: 300001, errmsg: 'session 不存在' }]);
    onToken();
    const posted = onGroupSend(TAKEN);
    expect(await bench.channel.deliver(sending(outgoing({ text: lines(60) }), { replyHandles: handles }), NOW)).toEqual({
      kind: 'accepted',
      via: 'group_send',
    });
    expect((paramOf(posted[0]) as { content: string }).content).toMatch(/59 好+$/);
  });
});
