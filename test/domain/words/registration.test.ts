// What is heard around a registration, and what is not.
import { describe, expect, test } from 'vitest';
import { NOTHING_TOLD } from '../../../src/domain/registration/details.ts';
import { wholeSaid } from '../../../src/domain/registration/hearing.ts';
import { answerIn } from '../../../src/domain/registration/said.ts';
import { wantsAllGone } from '../../../src/domain/words/own-data.ts';
import { toldIn } from '../../../src/domain/words/registration.ts';
import { isBusy } from '../../../src/domain/words/registration-answers.ts';
import { asksForSecretary, asksToNoteIt, comesBackToIt, saysAside } from '../../../src/domain/words/registration-talk.ts';

const draft = { details: { ...NOTHING_TOLD, name: '郑强', employer: '美团', outlet: '城南站' }, passed: [] };
const toldWith = (words: string) => answerIn(draft, 'community', words);

describe('a part put right while another is asked', () => {
  test.each([
    ['我名字写错了，郑凯', { name: '郑凯' }],
    ['刚才名字不对，我叫郑凯', { name: '郑凯' }],
    ['名字填反了 郑楷', { name: '郑楷' }],
    ['名字错啦 应该是郑楷', { name: '郑楷' }],
    ['不好意思名字输错了，是郑楷', { name: '郑楷' }],
    ['姓名那里打错了，应该叫郑楷', { name: '郑楷' }],
    ['把名字改成郑楷', { name: '郑楷' }],
    ['刚才站点报错了，是城北站', { outlet: '城北站' }],
    ['站点错了 不好意思 是城北站', { outlet: '城北站' }],
    ['公司说错了，我是顺丰的', { employer: '顺丰' }],
    ['平台不对 我跑饿了么', { employer: '饿了么' }],
    ['前面公司那里填错了 我现在在京东', { employer: '京东' }],
  ])('“%s”', (words, told) => expect(toldWith(words).told).toEqual(told));

  test.each([
    ['名字不对', 'name'],
    ['站点要改', 'outlet'],
    ['我想改个站点', 'outlet'],
    ['帮我改一下公司', 'employer'],
    ['改一下我的社区', 'community'],
    ['改下刚才的名字行吗', 'name'],
  ])('“%s” asks for it again', (words, part) => expect(wholeSaid(words, false)).toEqual({ kind: 'wrong', part }));

  test.each(['我名字没错', '名字好听吧', '我现在在送餐'])('“%s” puts nothing right', (words) => {
    expect(toldWith(words).told).not.toHaveProperty('name');
    expect(wholeSaid(words, false)).toBeNull();
  });

  test.each([
    ['现在在城西站', 'outlet', { outlet: '城西站' }],
    ['目前在江畔社区', 'community', { community: '江畔社区' }],
  ] as const)('“%s” is told without its “now”', (words, part, told) => expect(toldIn(words, part)).toEqual(told));
});

describe('somebody else, or a joke', () => {
  test.each(['我叫你爸爸', '你大爷', '孙子', '叫我女朋友填', '我老婆叫刘芳', '我哥叫郑强'])('“%s” is no name', (words) =>
    expect(toldIn(words, 'name')).toEqual({}),
  );
  test.each(['我女票姓刘', '我对象在美团', '我爸是党员', '我老婆住城西社区', '我兄弟是饿了么的'])('“%s” tells nothing', (words) =>
    expect(toldIn(words, 'employer')).toEqual({}),
  );
  test('with whom he lives is left out', () => {
    expect(toldIn('跟我老婆一起住城西社区', 'community')).toEqual({ community: '城西社区' });
    expect(toldIn('孙子涵', 'name')).toEqual({ name: '孙子涵' });
  });
});

describe('put aside', () => {
  test.each([
    '先不弄了，有单',
    '来单了 回头再填',
    '晚上再弄',
    '改天再说',
    '下班再登记吧',
    '先放一放',
    '先停一下',
    '先到这',
    '忙着呢 晚点接着填',
    '有空再填',
    '先不说了 送餐去了',
    '明天再来登记',
  ])('“%s”', (words) => expect(saysAside(words)).toBe(true));
  test.each([
    '算了先不登记了',
    '先别交',
    '不弄了',
    '先不填了',
    '先跳过',
    '晚上回江畔社区',
    '先锋社区',
    '明天社区',
    '我先说名字',
    '下班住江畔社区',
  ])('not “%s”', (words) => expect(saysAside(words)).toBe(false));
  test('where he lives is not that he is busy', () => expect(isBusy('下班住江畔社区')).toBe(false));
  test.each(['接着来', '继续', '继续吧', '刚才到哪了', '到哪一步了', '好了接着来', '忙完了 接着弄'])(
    '“%s” takes it up',
    (words) => expect(comesBackToIt(words)).toBe(true),
  );
  test.each(['接着巡查', '继续开会', '快递到哪了', '老周到哪了', '我到了', '继续努力', '登记', '报到'])('not “%s”', (words) =>
    expect(comesBackToIt(words)).toBe(false),
  );
});

describe('what was just told is to be noted', () => {
  test.each(['请您登记一下', '麻烦登记', '麻烦你给登记一下', '这个也登记一下吧', '请登个记', '把这事登记上'])('“%s”', (words) =>
    expect(asksToNoteIt(words)).toBe(true),
  );
  test.each(['登记一下', '我要登记', '帮我登记党员', '请登记后领取', '这个登记过了', '谁登记了', '请大家登记一下'])(
    'not “%s”',
    (words) => expect(asksToNoteIt(words)).toBe(false),
  );
});

describe('all of it gone', () => {
  test.each([
    '都删掉吧 不想被记着了',
    '全删了吧',
    '都给我删了',
    '别记我了',
    '不想被你们记着',
    '把我的全都删掉',
    '我反悔了 全部删掉',
    '不想填了，都删了吧',
  ])('“%s”', (words) => {
    expect(wantsAllGone(words)).toBe(true);
    expect(wholeSaid(words, true)).toEqual({ kind: 'gone' });
    expect(wholeSaid(words, false)).toEqual({ kind: 'leave' });
  });
  test.each([
    '站点删掉',
    '都删好了吗',
    '把通知都删了',
    '删掉那个活动',
    '别记错了',
    '别忘记我',
    '不要记在我头上',
    '不想记单词',
    '都去掉',
    '删了吧',
  ])('not “%s”', (words) => expect(wantsAllGone(words)).toBe(false));
});

describe('how the secretary is reached', () => {
  test.each([
    '书记电话多少',
    '怎么联系书记',
    '书记手机号是啥',
    '李书记电话多少',
    '支部书记联系方式给我',
    '上哪找书记',
    '我要找书记',
  ])('“%s”', (words) => expect(asksForSecretary(words)).toBe(true));
  test.each([
    '书记电话打不通',
    '书记打电话给我了',
    '把书记电话删了',
    '站长电话多少',
    '书记找我干啥',
    '谁是书记',
    '找书记盖章要带什么',
    '书记在哪开会',
  ])('not “%s”', (words) => expect(asksForSecretary(words)).toBe(false));
});

test.each(['名字不对', '我女票', '先不弄了，', '都删掉', '书记', '把我的', '现在在', '来单了 '])(
  '“%s…” without end is heard in no time',
  (part) => {
    const words = part.repeat(Math.ceil(4_000 / part.length));
    const before = performance.now();
    for (const hear of [wantsAllGone, saysAside, comesBackToIt, asksForSecretary, asksToNoteIt]) hear(words);
    wholeSaid(words, true);
    answerIn(draft, 'community', words);
    expect(performance.now() - before).toBeLessThan(250);
  },
);
