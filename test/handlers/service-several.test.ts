import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue({ now: '2026-11-23T10:00' });
});
afterEach(() => talk.close());

describe('several in one message', () => {
  const entries = async (words: string): Promise<string[]> => {
    await talk.say('li', words);
    const [, ...lines] = (await talk.say('li', '看需求清单')).join('\n').split('\n');
    return lines.map((line) => line.replace(/^N-\d+ /, ''));
  };

  test.each([
    ['需求：张奶奶要人送菜 李大爷修灯', ['张奶奶要人送菜', '李大爷修灯']],
    ['需求：张奶奶要人送菜\n李大爷修灯', ['张奶奶要人送菜', '李大爷修灯']],
    ['需求：1、要梯子一把 2、要人送菜', ['要梯子一把', '要人送菜']],
    ['需求：要梯子一把；要人送菜', ['要梯子一把', '要人送菜']],
    ['需求：王阿姨要人搬柜子，李大爷家水管漏，先这样', ['王阿姨要人搬柜子', '李大爷家水管漏']],
    ['需求：张奶奶要人送菜；我先开会去', ['张奶奶要人送菜']],
    ['需求：雨衣20件 谢谢', ['雨衣20件']],
    ['需求：王奶奶家灯坏了，要人修', ['王奶奶家灯坏了，要人修']],
    ['需求：老张腿脚不便 想要人送药', ['老张腿脚不便 想要人送药']],
  ])('“%s”', async (words, expected) => {
    expect(await entries(words)).toEqual(expected);
  });

  test('what may be two is shown as it was understood', async () => {
    expect(await talk.say('li', '需求：老张腿脚不便 想要人送药')).toEqual([
      'N-1 记进需求清单了：老张腿脚不便 想要人送药。要分开就一条一条说。',
    ]);
  });

  test.each(['需求清单加：等会儿再说', '需求：先这样，谢谢'])('nothing is written of “%s”', async (words) => {
    expect(await talk.say('li', words)).toEqual(['好，没记。']);
  });
});
