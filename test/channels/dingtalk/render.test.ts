import { describe, expect, it } from 'vitest';
import { EMPTY_ANSWER, renderText } from '../../../src/channels/dingtalk/render.ts';
import { outgoing, person } from './parts.ts';

describe('a text for DingTalk', () => {
  it('mentions people in front, in groups only', () => {
    expect(JSON.parse(renderText(outgoing({ mentions: [person('gao01')] })))).toEqual({
      msgtype: 'text',
      text: { content: '@gao01 已签到' },
      at: { atUserIds: ['gao01'], isAtAll: false },
    });
    expect(
      JSON.parse(renderText(outgoing({ mentions: [person('gao01')], to: { kind: 'direct', account: 'dingtalk:gao01' } }))),
    ).toMatchObject({
      text: { content: '已签到' },
      at: { atUserIds: [] },
    });
  });

  it('holds no mark-up and mentions nobody by what somebody wrote', () => {
    const body = JSON.parse(
      renderText(outgoing({ mentions: [person('a b', '@所有人')], text: '@所有人 [x](javascript:1) <b>' })),
    );
    expect(body.text.content).toBe('@@\u200b所有人 @\u200b所有人 [x]\u200b(javascript:1) ＜b>');
    expect(body.at).toEqual({ atUserIds: [], isAtAll: false });
  });

  it('calls nobody whose user id means everybody', () => {
    const body = JSON.parse(renderText(outgoing({ mentions: ['all', '@ALL', 'gao01'].map((id) => person(id)) })));
    expect(body).toMatchObject({ text: { content: '@gao01 已签到' }, at: { atUserIds: ['gao01'] } });
  });

  it('is cut so that the whole body keeps the limit', () => {
    for (const text of ['好'.repeat(9_000), '"'.repeat(15_000), '𠮷\n'.repeat(5_000)]) {
      const body = renderText(outgoing({ text, mentions: [person('gao01')] }));
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(20_000);
      expect(JSON.parse(body).text.content.startsWith('@gao01 ')).toBe(true);
      expect(body).not.toContain('\u{FFFD}');
    }
  });

  it('calls people behind the first line, and ends with the link', () => {
    const link = 'https://bot.example.com/pages/abc';
    const urgent = outgoing({
      mentions: [person('gao01')],
      text: '119\n已登记',
      called: [person('liu02'), person('x y', '老陈'), person('gao01')],
      link,
    });
    expect(JSON.parse(renderText(urgent))).toEqual({
      msgtype: 'text',
      text: { content: `@gao01 119\n@liu02 @老陈 @gao01 已登记\n${link}` },
      at: { atUserIds: ['gao01', 'liu02'], isAtAll: false },
    });
    expect(JSON.parse(renderText({ ...urgent, to: { kind: 'direct', account: 'dingtalk:gao01' } }))).toMatchObject({
      text: { content: `119\n已登记\n${link}` },
      at: { atUserIds: [] },
    });
    const long = renderText({ ...urgent, text: '好'.repeat(9_000) });
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(20_000);
    expect(JSON.parse(long).text.content.endsWith(`好\n${link}`)).toBe(true);
  });

  it('mentions and calls at most fifty', () => {
    const many = (from: number) => Array.from({ length: 40 }, (_, index) => person(`id${from + index}`));
    const body = JSON.parse(renderText(outgoing({ mentions: many(0), called: many(40), text: '119\n已登记' })));
    expect(body.at.atUserIds).toHaveLength(50);
    expect(body.text.content).toMatch(/@id49 已登记$/);
  });

  it('says nothing with a message of its own', () => {
    expect(EMPTY_ANSWER).toBe('{"msgtype":"empty"}');
  });
});
