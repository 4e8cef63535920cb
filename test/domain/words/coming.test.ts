import { describe, expect, test } from 'vitest';
import { saysComing } from '../../../src/domain/words/coming.ts';

describe('on the way', () => {
  test.each(['快到了', '我快到了', '十分钟后到', '马上就来了', '不好意思要迟到了', '还在路上', '书记我晚几分钟到', '正往这边赶'])(
    'is heard in %s',
    (words) => expect(saysComing(words)).toBe(true),
  );

  test.each([
    '到了',
    '我迟到了吗',
    '快递快到了',
    '路上有个坑',
    '迟到扣分吗',
    '谁还在路上',
    '晚点名',
    '我在路上看见一个老人摔倒了',
  ])('is not heard in %s', (words) => expect(saysComing(words)).toBe(false));
});
