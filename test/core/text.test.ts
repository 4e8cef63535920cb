import { describe, expect, it } from 'vitest';
import { TEXT_LIMIT } from '../../src/core/message.ts';
import { asWritten, mentionsBot, neutralise, normaliseText } from '../../src/core/text.ts';

describe('text as it is matched', () => {
  it.each([
    ['签\u00AD到', '签到'],
    ['签\u034F到\u180E', '签到'],
    ['\u206A签到\u206F', '签到'],
    ['签\uFE00到\uFE0E', '签到'],
    ['签\uFE0F到', '签到'],
    ['@小\u00AD蜂 签到', '签到'],
  ])('loses what nobody sees: %j', (raw, expected) => {
    expect(normaliseText(raw, ['小蜂'])).toBe(expected);
  });

  it.each(['👌', '❤\uFE0F', '1\uFE0F\u20E3', '👍🏽'])('keeps the emoji %s whole', (emoji) => {
    expect(normaliseText(`好${emoji}`, [])).toBe(`好${emoji}`);
    expect(neutralise(`好${emoji}`)).toBe(`好${emoji}`);
  });

  it('is searched for the bot’s mention as far as it is read, and no further', () => {
    expect(mentionsBot(`${'字'.repeat(TEXT_LIMIT)} @小蜂`, ['小蜂'])).toBe(true);
    expect(mentionsBot(`${'字'.repeat(TEXT_LIMIT * 2)} @小蜂`, ['小蜂'])).toBe(false);
    const startedAt = performance.now();
    mentionsBot('@小蜂'.repeat(300_000), ['小蜂']);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});

describe('text that is said to people', () => {
  it.each([
    ['http://evil.example/a', 'http:\u200b//evil\u200b.example/a'],
    ['WWW.evil.example', 'WWW\u200b.evil\u200b.example'],
    ['写信到 a@evil.example', '写信到 a@evil\u200b.example'],
    ['[点我][1] [1]: //x', '[点我]\u200b[1] [1]\u200b: //x'],
    ['&lt;@all&#62; 老&小', '＆lt;@\u200ball＆#62; 老&小'],
    ['~~~删~~~', '~\u200b~\u200b~删~\u200b~\u200b~'],
    ['3.5 元，1.先到外面', '3.5 元，1.先到外面'],
    ['_斜体_', '＿斜体＿'],
    ['__粗__', '＿＿粗＿＿'],
    ['~~删~~', '~\u200b~删~\u200b~'],
    ['li_si', 'li_si'],
    ['@所\u00AD有人', '@\u200b所有人'],
    ['@所\uFE0F有人', '@\u200b所有人'],
    ['@a\u200Bll', '@\u200ball'],
    ['09:30–11:00，4/5 人', '09:30–11:00，4/5 人'],
  ])('is no link, mark-up or call to everybody: %j', (raw, expected) => {
    expect(neutralise(raw)).toBe(expected);
    expect(neutralise(expected)).toBe(expected);
  });
});

describe('text as it is said again', () => {
  it.each([
    ['火灭了,电瓶拉走了!!', '火灭了，电瓶拉走了！！'],
    ['〔某人〕,快来', '〔某人〕，快来'],
    ['定位 32.06000,118.79000', '定位 32.06000,118.79000'],
    ['18:00 前', '18:00 前'],
  ])('has the marks of Chinese behind Chinese words: %j', (narrow, written) => {
    expect(asWritten(narrow)).toBe(written);
  });
});
