// What is heard around policy questions: generous to the many ways of saying it, deaf to everything else.
import { describe, expect, test } from 'vitest';
import {
  answerTo,
  asksForCommon,
  asksForUnanswered,
  keepIn,
  removedIn,
  taughtIn,
} from '../../../src/domain/words/common-answers.ts';
import { documentsAsked } from '../../../src/domain/words/documents.ts';
import {
  asksNext,
  asksNothing,
  asksOnly,
  goesOn,
  humanIn,
  isBareQuestion,
  isHandedOn,
  isPersonalCase,
  isPlaceName,
  isPrivateQuestion,
  partsAsked,
  placeSaid,
  pointsAtNothing,
  pointsAtQuoted,
  questionsApart,
  questionsIn,
  wantsMore,
} from '../../../src/domain/words/policy.ts';

const plain = { question: null, isHidden: false };

describe('somebody wants a person to answer', () => {
  test.each([
    ...[
      '找人工',
      '转人工',
      '人工服务',
      '人工',
      '我要人工客服',
      '请转人工服务谢谢',
      '换个真人吧',
      '能不能找个活人',
      '给我转接人工',
    ],
    ...['帮我问一下书记', '帮我问问', '帮问问支部', '你帮我去问问书记吧', '替我问下支部书记', '这个你问问支部', '问问书记'],
    ...[
      '那你去问书记呗',
      '这个问一下支部该咋办',
      '帮我转给书记问问',
      '麻烦帮我问一下',
      '找支部联系人',
      '算了，找人工吧',
      '帮我打听一下',
    ],
  ])('%s', (words) => {
    expect(humanIn(words)).toEqual(plain);
  });

  test.each([
    ['匿名找人工', { question: null, isHidden: true }],
    ['找人工，别说是我', { question: null, isHidden: true }],
    ['找人工，食堂归哪个部门管', { question: '食堂归哪个部门管', isHidden: false }],
    ['转人工 换电瓶的补贴去哪领', { question: '换电瓶的补贴去哪领', isHidden: false }],
    ['食堂归哪个部门管？转人工', { question: '食堂归哪个部门管', isHidden: false }],
  ])('%s', (words, wish) => {
    expect(humanIn(words)).toEqual(wish);
  });

  test.each([
    ...[
      '帮我问一下 A-0012 到哪一步了',
      '帮我问问明天党日几点',
      '人工呼吸怎么做',
      '问一下社保怎么交',
      '帮我问哈高温费啥时到账',
      '书记在吗',
    ],
    ...['我要投诉站长', '站里扣了我两百，找人工', '帮我看看排班', '找书记签字在哪', '人工费一天多少', '打人工电话没人接'],
  ])('not %s', (words) => {
    expect(humanIn(words)).toBeNull();
  });

  test('behind our offer fewer words say it', () => {
    expect(['转给书记', '让书记说说', '交给支部吧'].map(isHandedOn)).toEqual([true, true, true]);
    expect(['转给书记两百块', '书记'].map(isHandedOn)).toEqual([false, false]);
  });
});

test.each([
  ...[
    '细说',
    '再细说一下',
    '说详细点',
    '说具体一点',
    '然后呢',
    '还有呢',
    '还有吗',
    '继续',
    '展开说说',
    '多说两句',
    '接着讲',
    '具体呢',
    '要细说',
  ],
])('%s wants more', (words) => {
  expect(wantsMore(words)).toBe(true);
});

test.each(['还有一个事，社保怎么交', '接着上次说的，路灯坏了', '详细地址是东门', '全文在哪下载'])(
  '%s wants something else',
  (words) => {
    expect(wantsMore(words)).toBe(false);
  },
);

test.each(['这个怎么规定', '这个怎么规定的', '这条咋算', '有规定吗', '这合法吗', '是啥政策', '上面说的对不对', '小蜂这个怎么办'])(
  '%s points at what is quoted',
  (words) => {
    expect(pointsAtQuoted(words)).toBe(true);
  },
);

test.each(['这个工伤怎么认定', '高温津贴怎么算', '东门的事怎么办'])('%s says what it asks', (words) => {
  expect(pointsAtQuoted(words)).toBe(false);
});

test.each([
  ['那快递员呢', true],
  ['要是没签合同', true],
  ['骑手呢？', true],
  ['食堂归谁管', false],
  ['那我想问一下公司不给交社保应该去哪里投诉', false],
])('%s goes on with what was asked: %s', (words, isSo) => {
  expect(goesOn(words)).toBe(isSo);
});

test.each([
  ['我这种情况能赔多少', true],
  ['我这样算工伤不', true],
  ['像我能拿几个月工资', true],
  ['这官司能打赢吗', true],
  ['送餐路上摔了算工伤吗', false],
  ['高温津贴一个月多少', false],
  ['我们能不能入工会', false],
])('%s is a case of his own: %s', (words, isSo) => {
  expect(isPersonalCase(words)).toBe(isSo);
});

test.each([
  ['得了抑郁症能请假吗', true],
  ['欠了网贷被催收怎么办', true],
  ['在单位被性骚扰找谁', true],
  ['得了HIV能入党吗', true],
  ['同性恋能不能当党员', true],
  ['糖尿病能跑单吗', true],
  ['有人威胁我怎么办', true],
  ['有案底能送外卖吗', true],
  ['二十大精神怎么学', false],
  ['信教能入党吗', true],
  ['怀孕了公司能辞退吗', true],
  ['高温津贴一个月多少', false],
  ['工伤认定多久', false],
])('%s sounds private: %s', (words, isSo) => {
  expect(isPrivateQuestion(words)).toBe(isSo);
});

test('words of two signs, and marks, ask nothing', () => {
  expect(['？', '政策', '啊?', '工伤吗'].map(asksNothing)).toEqual([true, true, true, false]);
});

test.each([
  ['我在浙江', '浙江'],
  ['杭州这边', '杭州'],
  ['在广东 佛山呢', '广东 佛山'],
  ['浙江省杭州市', '浙江省杭州市'],
  ['2', null],
  ['这有什么不一样吗', null],
  ['你先说说都有哪些地方的规定我再告诉你', null],
  ['谢谢', null],
  ['不用了', null],
  [`${'我'.repeat(3_000)}的的的x`, null],
])('%s says the place %s', (words, place) => {
  expect(placeSaid(words)).toBe(place);
});

test.each([
  ...(['浙江', '杭州', '浙江省杭州市', '广东 佛山', '义乌市', '内蒙古自治区', '海淀区', '锡林郭勒盟'] as const).map(
    (place) => [place, true] as const,
  ),
  ...(['不知道', '小区', '超市', '要报名', '我们区', '哪个市', '明天'] as const).map((place) => [place, false] as const),
])('%s is certainly a place: %s', (place, isSo) => {
  expect(isPlaceName(place)).toBe(isSo);
});

describe('what the bot has read', () => {
  test.each([
    ...[
      '有哪些文件',
      '都有啥文件',
      '你知道哪些政策',
      '有什么政策',
      '你这儿有什么文件',
      '文件清单',
      '政策文件有哪些',
      '你会哪些政策',
    ],
    ...[
      '你都收了哪些文件',
      '能问你哪些政策',
      '支部有什么文件',
      '小蜂你懂哪些政策？',
      '看看有哪些资料',
      '能查哪些政策',
      '文件目录',
    ],
  ])('%s', (words) => {
    expect(documentsAsked(words)).toEqual({ topic: null });
  });

  test.each([
    ['有哪些文件 工伤', '工伤'],
    ['工伤的文件有哪些', '工伤'],
    ['关于党费的文件都有哪些', '党费'],
    ['有哪些社保方面的文件', '社保'],
    ['你有哪些政策 年终奖', '年终奖'],
  ])('%s', (words, topic) => {
    expect(documentsAsked(words)).toEqual({ topic });
  });

  test.each([
    ...[
      '骑手有什么补贴政策',
      '有哪些补贴可以领',
      '外地户口上学有什么政策',
      '年三十值班有没有个文件',
      '有文件规定吗',
      '哪个文件说的',
    ],
    ...['入党要交哪些材料', '办居住证要什么资料', '你知道社保政策吗', '新的政策什么时候开始'],
  ])('not %s', (words) => {
    expect(documentsAsked(words)).toBeNull();
  });
});

describe('the secretary', () => {
  test.each([
    ...[
      '没答上的问题',
      '没答上来的有哪些',
      '大家问了啥你不会的',
      '答不上来的问题',
      '最近没回答上的',
      '你不会的有哪些',
      '有哪些没答上的',
    ],
    ...['看看没答上的问题', '这个月答不上来的有几个', '没有答案的问题清单', '骑手们问的你答不出的有哪些', '未答问题'],
  ])('asks for the unanswered: %s', (words) => {
    expect(asksForUnanswered(words)).toBe(true);
  });

  test.each(['不会的', '他没回答我的问题', '没问题', '答应了的事没办', '不知道的别乱说', '谁没答题'])('not: %s', (words) => {
    expect(asksForUnanswered(words)).toBe(false);
  });

  test.each(['常见问答', '常见问答有哪些', '看看标准答复', '存的问答给我看看', '教你的答案都有哪些', '常见问题清单'])(
    'asks for the common answers: %s',
    (words) => {
      expect(asksForCommon(words)).toBe(true);
    },
  );

  test.each([
    ['删掉常见问答 3', 3],
    ['常见问答第二条不要了', 2],
    ['把常见问答第12条删了', 12],
    ['删掉那张照片', null],
  ])('%s takes out %s', (words, number) => {
    expect(removedIn(words)).toBe(number);
  });

  test.each([
    ['答 2 归后勤管', { number: 2, answer: '归后勤管' }],
    ['答2：归后勤管', { number: 2, answer: '归后勤管' }],
    ['回答第二个：归后勤管', { number: 2, answer: '归后勤管' }],
    ['第2条 答：归后勤管', { number: 2, answer: '归后勤管' }],
    ['2 答 归后勤管', { number: 2, answer: '归后勤管' }],
    ['答应了', null],
    ['2点答辩', null],
  ])('%s answers one of the list', (words, given) => {
    expect(answerTo(words)).toEqual(given);
  });

  const taught = { question: '食堂归谁管', answer: '归后勤部门管' };
  test.each([
    ...['记住：有人问食堂归谁管就答归后勤部门管', '以后有人问食堂归谁管，就答归后勤部门管', '以后问食堂归谁管就说归后勤部门管'],
    ...['记一下，要是有人问“食堂归谁管”，你就告诉他归后勤部门管', '问：食堂归谁管 答：归后勤部门管'],
    ...['以后谁再问起食堂归谁管的话，统一回复：归后勤部门管', '下次有骑手问到食堂归谁管，回答归后勤部门管'],
  ])('teaches: %s', (words) => {
    expect(taughtIn(words)).toEqual(taught);
  });

  test('teaches a question that speaks of saying', () => {
    expect(taughtIn('以后有人问迟到了怎么说就答跟站长说')).toEqual({ question: '迟到了怎么说', answer: '跟站长说' });
  });

  test.each(['以后有人问就说不知道', '以后别问我了', '记住明天开会', '有人问食堂归谁管'])('does not teach: %s', (words) => {
    expect(taughtIn(words)).toBeNull();
  });
});

describe('questions without a matter of their own', () => {
  test.each(['多久能下来', '要交钱吗', '一个月多少钱', '赔多少', '找谁', '去哪办', '要准备啥材料', '有啥好处', '要好多年才行不'])(
    '%s',
    (words) => {
      expect([isBareQuestion(words), goesOn(words)]).toEqual([true, true]);
    },
  );

  test.each(['食堂几点开', '有人吗', '怎么了', '你是谁', '好的', '到了吗', '党费怎么交', '我要报名', '1', '?'])(
    'not %s',
    (words) => {
      expect(isBareQuestion(words)).toBe(false);
    },
  );

  test('a repeated part costs no time', () => {
    expect(isBareQuestion(`${'几个月'.repeat(9_000)}吗`)).toBe(false);
    expect(isBareQuestion('几个月几个月几个月几个月几个月几个月几个月几x吗')).toBe(false);
  });
});

test.each(['那兼职呢', '骑手呢', '那送餐员呢', '广东呢', '江苏的', '我们在浙江省', '无锡市那边呢'])(
  '%s asks the same of something else',
  (words) => {
    expect([asksOnly(words), goesOn(words)]).toEqual([true, true]);
  },
);

test.each(['那好吧', '那算了', '那谢谢你', '吃饭呢', '我还在送货呢', '送餐呢', '忙着呢'])('%s goes on with nothing', (words) => {
  expect(goesOn(words)).toBe(false);
});

test('the next question is one', () => {
  expect(['那骑手后座能不能带个人', '那你吃了吗', '那就这样'].map(asksNext)).toEqual([true, false, false]);
});

test('what points at nothing is no question yet', () => {
  expect(['这个怎么规定', '那个怎么算', '党费怎么规定'].map(pointsAtNothing)).toEqual([true, true, false]);
});

test('the paragraphs that tell how long, how much or who', () => {
  const paragraphs = ['首次办不要钱，到派出所申领。', '材料交齐了，15日内发证。', '每年签注一次。'];
  expect(partsAsked('多久能下来', paragraphs)).toEqual([paragraphs[1]]);
  expect(partsAsked('要交钱吗', paragraphs)).toEqual([paragraphs[0]]);
  expect(partsAsked('去哪办', paragraphs)).toEqual([paragraphs[0]]);
  expect(partsAsked('有啥好处', paragraphs)).toEqual([]);
});

test('the question in a message that says more', () => {
  expect(questionsIn('报名主题党日，另外党费怎么交')).toEqual(['党费怎么交']);
  expect(questionsIn('党费怎么交')).toEqual([]);
});

test('several questions in a row', () => {
  expect(questionsApart('没签合同要双倍不？还有楼道充电罚多少')).toEqual(['没签合同要双倍不', '楼道充电罚多少']);
  expect(questionsApart('送餐摔了，算工伤吗？')).toEqual([]);
});

test('whether an answer is kept, in words', () => {
  expect(['存', '存吧', '好，记下来', '不存', '别存了', '存折丢了'].map(keepIn)).toEqual([true, true, true, false, false, null]);
});

test.each(['有没有党费的文件', '有工伤的文件吗'])('“%s” asks for documents', (words) => {
  expect(documentsAsked(words)?.topic).toMatch(/党费|工伤/);
});
