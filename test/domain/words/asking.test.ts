// What is asked for in whole sentences beside the intents: papers, and what is politely not taken.
import { describe, expect, test } from 'vitest';
import { tellsPrivateMatter } from '../../../src/domain/words/appeals.ts';
import { packAsked } from '../../../src/domain/words/ticket-pages.ts';

describe('papers of an appeal', () => {
  test.each(['帮我整理材料', '把我的材料打印一下', '整理一份给法律援助的材料', '帮我准备仲裁要用的材料'])(
    'are asked for by “%s”',
    (words) => {
      expect(packAsked(words)).toEqual({ number: null });
    },
  );

  test('of a number', () => {
    expect(packAsked('打印 A-0012')).toEqual({ number: 'A-0012' });
  });

  test.each(['学习材料发我', '会议材料打印一下', '法律援助要什么材料', '打印 H-0012', '通知大家准备材料'])(
    'are not by “%s”',
    (words) => {
      expect(packAsked(words)).toBeNull();
    },
  );
});

describe('what others think and how they live', () => {
  test.each(['老王信基督，整天传教，你们管管', '反映一下小张在外面养小三', '有人在群里说党的坏话，书记查一查'])(
    'is told in “%s”',
    (words) => {
      expect(tellsPrivateMatter(words)).toBe(true);
    },
  );

  test.each(['西门路灯坏了你们管管', '站长天天骂人，书记管一管', '举报有人在楼道充电', '老王把车停在消防通道，谁来管管'])(
    'is not in “%s”',
    (words) => {
      expect(tellsPrivateMatter(words)).toBe(false);
    },
  );
});
