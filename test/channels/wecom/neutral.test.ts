// What people write comes out as words: by no way of this platform can it mention somebody or be a link.
import { describe, expect, it } from 'vitest';
import { layOutParts } from '../../../src/channels/layout.ts';
import { cardOf, cardUpdateOf } from '../../../src/channels/wecom/cards.ts';
import {
  headOf,
  markdownParts,
  plainParts,
  renderMarkdown,
  renderStream,
  renderWelcome,
} from '../../../src/channels/wecom/render.ts';
import type { Outgoing } from '../../../src/core/outgoing.ts';

const TARGETS = [
  'https://evil.example/a',
  'HTTP://evil.example',
  'www.evil.example',
  'evil.example/x',
  'evil.com.cn',
  'a@evil.example',
];
const MENTIONS = [
  '<@all>',
  '<@GaoXia>',
  '< @all>',
  '<\u200b@GaoXia>',
  '@all',
  '@ALL',
  '@所有人',
  '@a\u200bll',
  '&lt;@all&gt;',
  '&#60;@all&#62;',
];
const WRAPS: ((inner: string) => string)[] = [
  (inner) => inner,
  (inner) => `签到 ${inner} 好`,
  (inner) => `第一行\n${inner}`,
  (inner) => `> ${inner}`,
  (inner) => `# ${inner}`,
  (inner) => `- ${inner}`,
  (inner) => `**${inner}**`,
  (inner) => `\`${inner}\``,
  (inner) => `| ${inner} |\n| --- |`,
  (inner) => `<font color="warning">${inner}</font>`,
  (inner) => `老${inner.repeat(2)}`,
];
const LINKS: ((target: string) => string)[] = [
  (target) => `[点我](${target})`,
  (target) => `[点我][1]\n[1]: ${target}`,
  (target) => `![图](${target})`,
  (target) => `<a href="${target}">点我</a>`,
  (target) => `<${target}>`,
  (target) => `[点我]\u200b(${target})`,
];

const payloads = [...WRAPS.flatMap((wrap) => [...TARGETS, ...MENTIONS].map(wrap)), ...LINKS.flatMap((link) => TARGETS.map(link))];

/** What a client could make of it: a mention, a tag, a link, a host name, emphasis that hides something. */
const ALIVE: [string, RegExp][] = [
  ['a tag or a mention', /</],
  ['an entity', /&(?:#|\w+;)/],
  ['everybody', /@(?:all|所有人)/i],
  ['a link with words', /\][([:]/],
  ['an address', /:\/\//],
  ['a host name', /[\w-]\.[a-z]{2}/i],
  ['code', /`/],
  ['emphasis', /\*|~~/],
  ['a heading or a quote', /^[^\S\n]*[#>]/m],
];

function expectPlain(text: string, payload: string): void {
  for (const [what, pattern] of ALIVE)
    expect(pattern.test(text), `${what} in ${JSON.stringify(text)} of ${JSON.stringify(payload)}`).toBe(false);
}

describe('what people write', () => {
  const said = (payload: string): Outgoing => ({
    channel: 'wecom',
    to: { kind: 'group', id: 'g' },
    text: payload,
    // A name, and an id that would break out of a mention.
    mentions: [{ account: 'wecom:x', userId: 'a> <@all', name: payload.replaceAll('\n', ' '), memberId: 'm1' }],
    buttons: [{ id: 'q:1', label: payload.slice(0, 9) }],
  });

  it('is more than 150 payloads here', () => {
    expect(new Set(payloads).size).toBeGreaterThan(150);
  });

  it.each<[string, (outgoing: Outgoing) => string[]]>([
    ['a stream', (outgoing) => [renderStream(outgoing, 's', true).stream.content]],
    ['markdown', (outgoing) => [renderMarkdown(outgoing), ...markdownParts(outgoing)]],
    ["a webhook's text", (outgoing) => layOutParts(outgoing, headOf, 2_048, 3)],
    ["the application's text", (outgoing) => plainParts(outgoing).map(({ text }) => text.content)],
    ['a welcome', (outgoing) => [renderWelcome(outgoing).text.content]],
    [
      'a card',
      (outgoing) => {
        const cards = [
          cardOf(outgoing, 1, 'aibot'),
          cardOf({ ...outgoing, mentions: [] }, 1, 'app'),
          cardUpdateOf(outgoing, 1, 'q:1', 'GaoXia')?.template_card,
        ];
        return cards.flatMap((card) => [
          card?.main_title.title ?? '',
          card?.sub_title_text ?? '',
          ...(card?.button_list ?? []).map(({ text }) => text),
        ]);
      },
    ],
  ])('is words in %s', (_way, textsOf) => {
    for (const payload of payloads) for (const text of textsOf(said(payload))) expectPlain(text, payload);
  });
});
