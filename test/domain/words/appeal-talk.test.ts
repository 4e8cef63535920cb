// What words after an appeal are: more of it, that it was not meant, or about something else.
import { describe, expect, test } from 'vitest';
import {
  isLaughter,
  keepsThing,
  namesNoSuggestion,
  partOf,
  saysUnmeant,
  suggests,
  tellsMore,
} from '../../../src/domain/words/appeal-talk.ts';

describe('an answer about an appeal', () => {
  test.each([
    '上个月',
    '前天下午',
    '12号，八十块',
    '三百',
    '嫌我送晚了两分钟',
    '我手机里有录音',
    '老李他们也都被罚了',
    '站长亲口说的',
    '差评是误点的，顾客自己改口了',
    '工资条上写的两千六',
    '摔在医院门口，缝了三针',
  ])('tells more in “%s”', (words) => {
    expect(partOf(words)).toBe('more');
  });

  test.each([
    '肥皂批没批',
    '我报的岗行了没',
    '给我留一桶洗衣液',
    '上午那次巡查算了没',
    '你怎么不回话',
    '哪儿能领雨衣',
    '我有几分了',
    '帮我报名周六的活动',
    '哈哈哈',
    '明天党课几点',
  ])('is about something else in “%s”', (words) => {
    expect(partOf(words)).toBe('other');
  });

  test.each(['顺丰', '我叫孙大海', '真冷啊', '路上堵得很'])('may be either in “%s”', (words) => {
    expect(partOf(words)).toBe('either');
  });
});

describe('an appeal', () => {
  test.each([
    '唉算了算了',
    '逗你玩的',
    '跟你开个玩笑',
    '闹着玩呢',
    '拉倒',
    '当我没说',
    '我瞎说的',
    '没这回事',
    '不告了不告了',
    '别报了',
    '搞错了',
    '已经退了',
    '算求了 不告了',
    '扣钱的事不用反映了',
    '不用办了 钱退我了',
    '算了不反映了 怕穿小鞋',
    '不匿名了 也不报了',
    '匿名 算了别报了',
    '算求了 不告了',
    '扣钱的事不用反映了',
    '不用办了 钱退我了',
  ])('was not meant by “%s”', (words) => {
    expect(saysUnmeant(words)).toBe(true);
  });

  test.each([
    '算了半天少我两百',
    '站长说是开玩笑，可钱真扣了',
    '解决了一半',
    '谢谢',
    '好的',
    '别让站长知道',
    '还没退',
    '不发工资',
    '搞错了金额，是三百',
    '站长说不用管了他处理',
    '钱发了一半',
    '不匿名',
    '算了不匿名',
    '匿名',
    '怕被站长知道',
    '站长说不用管了他处理',
    '钱发了一半',
  ])('still stands after “%s”', (words) => {
    expect(saysUnmeant(words)).toBe(false);
  });

  test.each([
    '上个月',
    '上个月15号',
    '三百',
    '300',
    '一共五百块',
    '说我超时',
    '他说我迟到',
    '老马也被扣了',
    '昨天，因为我没穿工服',
    '有截图',
  ])('is told more of in “%s”', (words) => {
    expect(tellsMore(words)).toBe(true);
  });

  test.each([
    '2',
    '周六去吗',
    '明天早上集合',
    '老马也来了',
    '上个月的积分',
    '昨天巡查了',
    '附近哪儿能充电',
    '东门',
    '收到',
    '在从从从从从从从从从从从从从从从从',
    '说我们站里热闹得很大家都挺好真不错下次还来一起吃饭喝酒',
  ])('is not by “%s”', (words) => {
    expect(tellsMore(words)).toBe(false);
  });
});

describe('a suggestion', () => {
  test.each([
    '提个建议 快递柜旁边装个灯',
    '建议食堂便宜点',
    '意见：巡查太麻烦',
    '俺觉着吧 驿站该放个微波炉',
    '我想提个意见，积分换的东西太少了',
    '我觉得应该多放几把椅子',
    '建议：驿站晚点关门',
    '建议把周三的会挪到晚上',
  ])('is “%s”', (words) => {
    expect(suggests(words)).toBe(true);
  });

  test.each([
    '建议你早点睡',
    '建议大家走北门',
    '医生建议休息两天',
    '有什么建议',
    '我觉得还行',
    '我觉得驿站不错',
    '建议先吃饭再说',
    '建议书写好了',
    '我看行',
    '建议修一下，东门灯坏了',
  ])('is not “%s”', (words) => {
    expect(suggests(words)).toBe(false);
  });

  test.each(['我有个建议', '提个意见', '想提点建议', '有个小建议要提'])('is not named in “%s”', (words) => {
    expect(namesNoSuggestion(words)).toBe(true);
    expect(suggests(words)).toBe(false);
  });

  test.each(['没意见', '你有什么建议', '建议箱在哪', '听取意见'])('is not meant in “%s”', (words) => {
    expect(namesNoSuggestion(words)).toBe(false);
  });
});

test.each(['客户扣了我的门禁卡', '物业扣着我的电瓶', '保安没收了我的车'])('a thing is kept in “%s”', (words) => {
  expect(keepsThing(words)).toBe(true);
});

test.each(['站长扣了我两百', '扣我工资', '扣了我的钱', '车坏了扣我三百块'])('money is in “%s”', (words) => {
  expect(keepsThing(words)).toBe(false);
});

test.each(['哈哈', '嘿嘿嘿', '哈哈站长扣我钱'])('laughter is nothing but laughter: “%s”', (words) => {
  expect(isLaughter(words)).toBe(/^[哈嘿]+$/.test(words));
});
