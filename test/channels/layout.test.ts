import { describe, expect, it } from 'vitest';
import { layOut, layOutParts } from '../../src/channels/layout.ts';
import type { Mention } from '../../src/core/outgoing.ts';

const head = ({ userId }: Mention) => `<@${userId}>`;
const person: Mention = { account: 'wecom:gaoxia', userId: 'GaoXia', name: null, memberId: 'm1' };
const link = 'https://bot.example.com/pages/abc';
const bytes = (text: string) => Buffer.byteLength(text);

describe('a text over several messages', () => {
  it('is one when it fits', () => {
    expect(layOutParts({ text: '一\n二', link }, head, 100, 3)).toEqual([`一\n二\n${link}`]);
  });

  it('is parted at line borders, the link in the last', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `第${index}行`);
    const parts = layOutParts({ text: lines.join('\n'), link }, head, 120, 4);
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) expect(bytes(part)).toBeLessThanOrEqual(120);
    expect(parts.join('\n')).toBe(`${lines.join('\n')}\n${link}`);
  });

  it('is cut where a line alone is too long, between two characters, and at the end of the last', () => {
    const parts = layOutParts({ text: `签到\n${'𠮷'.repeat(100)}` }, head, 101, 3);
    expect(parts).toHaveLength(3);
    for (const part of parts) {
      expect(bytes(part)).toBeLessThanOrEqual(101);
      expect(part).not.toContain('\uFFFD');
    }
    expect(parts.join('')).toBe(`签到\n${'𠮷'.repeat(73)}`);
  });

  it('keeps the link whole when nothing else has room beside it', () => {
    const text = '好'.repeat(40);
    expect(layOutParts({ text, link }, head, 120, 2)).toEqual([text, link]);
    expect(layOut({ text, link }, head, 120)).toBe(`${'好'.repeat(28)}\n${link}`);
  });

  it('mentions people once, in the first', () => {
    const spoken = { text: `签到\n${'好'.repeat(60)}`, to: { kind: 'group' as const, id: 'g' }, mentions: [person] };
    const [first = '', ...rest] = layOutParts(spoken, head, 100, 3);
    expect(first.startsWith('<@GaoXia> 签到')).toBe(true);
    expect(rest.join('')).not.toContain('<@');
  });
});
