// What people say of themselves, around a registration, and on the secretary's desk: what is heard, and what only sounds like it.
import { describe, expect, test } from 'vitest';
import { type AskedPart, blankFor, partPutRight, withTold } from '../../../src/domain/registration/details.ts';
import {
  asksForOthersData,
  asksForOwnData,
  asksWhoSees,
  wantsLedgerGone,
  wantsOthersGone,
  wantsOwnDataGone,
} from '../../../src/domain/words/own-data.ts';
import { correctionIn, toldIn } from '../../../src/domain/words/registration.ts';
import { isBusy, isNoAnswer, membershipSaid, noneOfIn, saysPass } from '../../../src/domain/words/registration-answers.ts';
import {
  asksForRegistrations,
  deskSaid,
  listedSaid,
  movedOn,
  namedSaid,
  verdictOnly,
  wantsToChange,
} from '../../../src/domain/words/registration-desk.ts';
import {
  asksAboutIt,
  asksBack,
  asksWhatFor,
  comesBack,
  saysLeave,
  wantsToRegister,
} from '../../../src/domain/words/registration-talk.ts';

describe('an answer to what was asked', () => {
  test.each<[AskedPart, string, string]>([
    ['name', '姓孙，叫大海', '孙大海'],
    ['name', '孙 大 海', '孙大海'],
    ['employer', '俺姓孙叫大海，跑美团嘞', '美团'],
    ['name', '俺姓孙叫大海，跑美团嘞', '孙大海'],
    ['name', '叫我小孙就行', '小孙'],
    ['name', '孙海 不对 孙大海', '孙大海'],
    ['employer', '顺丰 哦不是，是京东', '京东'],
    ['employer', '美团饿了么都跑', '美团、饿了么'],
    ['employer', '自己跑 不是哪个公司的', '自己跑'],
    ['outlet', '我们站在长江路那个', '长江路'],
    ['outlet', '城北 不对 城南', '城南'],
    ['community', '我租房住 就在万达后面', '万达后面'],
    ['community', '幸福里 3栋', '幸福里3栋'],
    ['homeBranch', '老家 六安霍邱县', '老家六安霍邱县'],
    ['homeBranch', '不清楚 应该在老家', '老家'],
    ['homeBranch', '已经转到江畔社区了', '江畔社区'],
    ['homeBranch', '档案在老家', '老家'],
  ])('%s: %s', (part, words, value) => expect(toldIn(words, part)[part]).toBe(value));

  test.each<[AskedPart, string]>([
    ['name', '我姓孙'],
    ['name', '你猜'],
    ['name', '忙着呢'],
    ['name', '孙哥'],
    ['employer', '等下 来单了'],
    ['employer', '你管这么多干嘛'],
    ['employer', '下雨了'],
    ['outlet', '回头说'],
    ['outlet', '送餐中'],
    ['community', '住哪都一样'],
    ['community', '跟爸妈住'],
    ['homeBranch', '转过来了'],
  ])('%s: “%s” tells nothing', (part, words) => expect(toldIn(words, part)).toEqual({}));

  test.each([
    '保密',
    '没有固定的',
    '没个准',
    '全城跑',
    '不知道在哪',
    '忘了在哪个支部',
    '不方便透露',
    '开网约车没站点',
    '现在没公司',
    '待业',
    '不分站点',
  ])('%s passes it over', (words) => expect(saysPass(words)).toBe(true));
  test.each(['无锡', '没家村', '不老屯', '过街楼站', '美团'])('%s does not', (words) => expect(saysPass(words)).toBe(false));
  test.each([
    ['开网约车没站点', ['outlet']],
    ['待业', ['employer']],
    ['城北站', []],
  ])('%s: none of %j', (words, none) => expect(noneOfIn(words)).toEqual(none));

  test.each(['是', '是的', '嗯', '入了', '去年入的', '早就是了', '算是吧', '正式的'])('%s: a member', (words) =>
    expect(membershipSaid(words)).toBe('member'),
  );
  test.each(['不是', '没有', '没入', '还没', '不是，我老婆是', '想入还没入上', '否'])('%s: none', (words) =>
    expect(membershipSaid(words)).toBe('none'),
  );
  test.each(['不知道', '不想说', '不说', '不晓得算不算', '以前是', '是不是党员很重要吗', '没转过来'])(
    '%s tells neither',
    (words) => expect(membershipSaid(words)).toBeNull(),
  );

  test.each(['去年入的党，来登记', '党龄20年', '入党8年了'])('%s: a member without the word', (words) =>
    expect(toldIn(words, null).membership).toBe('member'),
  );
  test.each(['我想入党', '怎么入党', '申请入党', '入党要啥条件'])('%s: not told', (words) =>
    expect(toldIn(words, null)).toEqual({}),
  );
  test.each(['无党派人士', '发展对象', '普通群众', '没入党'])('%s: none', (words) =>
    expect(toldIn(words, null).membership).toBe('none'),
  );

  test.each(['等下 来单了', '忙着呢', '我在送餐', '稍等', '回头再说', '先送单'])('%s: busy', (words) =>
    expect(isBusy(words)).toBe(true),
  );
  test.each(['美团', '城北站', '住江畔社区', '等闲居社区', '孙大海'])('%s is an answer', (words) =>
    expect(isNoAnswer(words)).toBe(false),
  );
});

describe('put right', () => {
  test.each([
    ['不对，是孙大海', '孙大海'],
    ['错了', ''],
    ['说错了 应该是城南', '城南'],
  ])('%s', (words, said) => expect(correctionIn(words)).toBe(said));

  const draft = withTold(blankFor({ role: 'guest', name: '' }), { name: '孙海', employer: '中通', outlet: '城北站' });
  test.each<[AskedPart | null, string, AskedPart | null]>([
    ['community', '孙大海', 'name'],
    ['community', '城南站', 'outlet'],
    ['community', '', 'outlet'],
    ['outlet', '圆通', 'employer'],
    ['name', '孙大海', null],
    [null, '孙大海', 'name'],
    [null, '幸福里', null],
  ])('asked for %s, “%s” is about %s', (asked, said, part) => expect(partPutRight(draft, asked, said)).toBe(part));
});

describe('around it', () => {
  test.each(['我想报到一下', '我想报道一下', '我要来报道登记', '我想登记', '我要报个到', '需要登记一下'])('%s begins', (words) =>
    expect(wantsToRegister(words)).toBe(true),
  );
  test.each(['我想报道这件事', '新闻报道', '我想报名', '我要登记隐患', '报到', '我到了'])('%s does not', (words) =>
    expect(wantsToRegister(words)).toBe(false),
  );
  test.each(['好了 继续', '忙完了接着说', '继续登记', '问到哪了'])('%s comes back', (words) =>
    expect(comesBack(words)).toBe(true),
  );

  test.each(['算了不登了', '不登记了', '不改了', '算了不改了', '取消登记', '太麻烦了不弄了', '还是不报到了'])(
    '%s leaves it',
    (words) => expect(saysLeave(words)).toBe(true),
  );
  test.each(['不说', '不填', '不想说', '不改名字', '取消报名', '不是党员', '不登记会咋样', '没站点'])('%s does not', (words) =>
    expect(saysLeave(words)).toBe(false),
  );

  test.each([
    ['为什么要登记', 'why'],
    ['问这个干嘛', 'why'],
    ['登记了有啥好处', 'why'],
    ['不登记会咋样', 'must'],
    ['必须登记吗', 'must'],
    ['谁看得到', 'who'],
    ['你们会把我信息卖了吗', 'who'],
    ['老板会不会知道', 'who'],
    ['可以不说公司吗', 'parts'],
    ['不填社区行不行', 'parts'],
    ['饿了么', null],
    ['公司是美团', null],
    ['电动车为什么要上牌', null],
    ['车要登记不登记会罚吗', null],
    ['老板姓王', null],
  ])('in the middle, %s: %s', (words, about) => expect(asksAboutIt(words)).toBe(about));

  test.each([
    ['为什么要登记', 'why'],
    ['登记有什么用', 'why'],
    ['报到登记干嘛的', 'why'],
    ['必须登记吗', 'must'],
    ['不登记行吗', 'must'],
    ['电动车为什么要登记', null],
    ['为什么要登记电动车', null],
    ['不登记上牌会罚吗', null],
    ['我要登记', null],
  ])('by itself, %s: %s', (words, about) => expect(asksWhatFor(words)).toBe(about));

  test.each(['没有这个咋办', '明天给行吗', '交给谁', '啥意思', '改天补吧', '照片行不行'])('%s asks back', (words) =>
    expect(asksBack(words)).toBe(true),
  );
  test.each(['明天几点开会', '附近哪能充电', '工资什么时候发', '明天送餐能提前吗', '我要报名'])('%s does not', (words) =>
    expect(asksBack(words)).toBe(false),
  );
});

describe('changing later', () => {
  test.each(['登记改一下', '我的登记写错了', '登记填错了', '重新登记', '我登记的要改', '登记要改', '报到信息错了'])(
    '%s',
    (words) => expect(wantsToChange(words)).toBe(true),
  );
  test.each(['登记错了', '报到改到几点', '登记一下', '报到了', '改时间', '重新来'])('not %s', (words) =>
    expect(wantsToChange(words)).toBe(false),
  );
  test.each([
    ['我又换公司了，现在美团', { employer: '美团' }],
    ['我搬家了，住城南村', { community: '城南村' }],
    ['我搬到城南村了', { community: '城南村' }],
    ['我登记的公司要改成饿了么', { employer: '饿了么' }],
    ['登记的站点改成城北站', { outlet: '城北站' }],
    ['我转正了', { membership: 'member' }],
  ])('%s', (words, told) => expect(toldIn(movedOn(words) ?? '', null)).toEqual(told));
  test.each(['换公司要重新交社保吗', '我换电瓶了', '我搬到3楼了', '我搬了50件货', '登记隐患', '他换公司了', '我想换公司怎么办'])(
    '%s is none',
    (words) => expect(movedOn(words)).toBeNull(),
  );
});

describe('at the desk', () => {
  test.each(['谁来登记了', '今天有几个人报到登记', '核实报到', '我来核实登记', '谁登记了'])('%s lists', (words) =>
    expect(asksForRegistrations(words)).toBe(true),
  );
  test.each(['谁报到了', '今天有几个人来了', '登记隐患', '核实一下隐患'])('%s does not', (words) =>
    expect(asksForRegistrations(words)).toBe(false),
  );
  test.each([
    ['报到 -1', -1],
    ['报到0', 0],
    ['报到 1.5', 1.5],
  ])('%s is a number nobody has', (words, number) => expect(deskSaid(words)).toEqual({ number, verdict: null }));

  test.each(['2号属实', '2号核实了', '第2号核实过了'])('%s', (words) =>
    expect(verdictOnly(words)).toEqual({ number: 2, verdict: { kind: 'verify' } }),
  );
  test.each(['2号楼着火', '2号没问题', '2号满意', '2号开会', 'H-0002 属实'])('not %s', (words) =>
    expect(verdictOnly(words)).toBeNull(),
  );

  test.each([
    ['2', { number: 2, verdict: null }],
    ['看看2号', { number: 2, verdict: null }],
    ['2号核实了', { number: 2, verdict: { kind: 'verify' } }],
    ['2 缺介绍信', { number: 2, verdict: { kind: 'ask', what: '缺介绍信' } }],
    ['2个人', null],
    ['20点开会', null],
  ])('of a list just shown, %s', (words, said) => expect(listedSaid(words)).toEqual(said));

  test.each([
    ['孙大海的报到', { name: '孙大海', verdict: null }],
    ['核实孙大海', { name: '孙大海', verdict: null }],
    ['孙大海属实', { name: '孙大海', verdict: { kind: 'verify' } }],
    ['孙大海的登记缺入党时间', { name: '孙大海', verdict: { kind: 'ask', what: '缺入党时间' } }],
  ])('%s', (words, said) => expect(namedSaid(words)).toEqual(said));
  test.each(['我要登记', '看看我的资料', '为什么要登记', '看看名单', '情况属实', '孙大海'])('%s names nobody', (words) =>
    expect(namedSaid(words)).toBeNull(),
  );
  test('a bare name is one where names were just shown', () =>
    expect(namedSaid('孙大海', true)).toEqual({ name: '孙大海', verdict: null }));
});

describe('own data', () => {
  test.each(['我有哪些数据在你这', '你存了我啥', '查下我的信息'])('%s', (words) => expect(asksForOwnData(words)).toBe(true));
  test.each([
    '注销',
    '我要注销登记',
    '别再记我的东西',
    '我不想让你们保存我的信息了',
    '清除我的记录',
    '把我的记录删除',
    '小蜂把我忘了吧',
    '退出登记',
    '把登记删了',
    '取消登记',
    '我要求删除个人信息',
    '咋删我信息',
    '怎么删除我的数据',
  ])('%s', (words) => expect(wantsOwnDataGone(words)).toBe(true));
  test.each([
    '我忘了',
    '删除通知',
    '取消报名',
    '把我的外卖订单删了',
    '注销电动车',
    '退出活动',
    '别记我迟到',
    '把小孙的数据删了',
    '删除我的签到',
  ])('not %s', (words) => expect(wantsOwnDataGone(words)).toBe(false));
  test.each(['删除我的签到', '把我的积分清空', '删掉我的志愿时长', '把我的诉求删了'])('%s: the ledger stays', (words) =>
    expect(wantsLedgerGone(words)).toBe(true),
  );
  test.each(['撤销签到', '取消我的签到', '我的积分清零了吗', '删除报名'])('not %s', (words) =>
    expect(wantsLedgerGone(words)).toBe(false),
  );

  test.each(['谁能看到我的信息', '书记能看到我什么', '我的数据安全吗', '你会把我的信息告诉公司吗', '老板看得到我的登记吗'])(
    '%s',
    (words) => expect(asksWhoSees(words)).toBe(true),
  );
  test.each(['老板知道我迟到吗', '谁看到我的头盔了', '公司知道吗', '安全吗'])('not %s', (words) =>
    expect(asksWhoSees(words)).toBe(false),
  );

  test.each(['看看小孙的数据', '小孙的个人信息给我看看', '小孙是党员吗', '谁是党员', '王大力的登记信息', '老李登记的什么信息'])(
    '%s',
    (words) => expect(asksForOthersData(words)).toBe(true),
  );
  test.each([
    '小区的信息',
    '我的数据',
    '活动的资料',
    '小蜂的数据',
    '老家的资料',
    '我是党员',
    '老李是党员',
    '党员是什么',
    '王庄驿站的信息',
  ])('not %s', (words) => expect(asksForOthersData(words)).toBe(false));
  test.each(['把小孙的登记删了', '删除1号登记', '删除 3 号登记'])('%s', (words) => expect(wantsOthersGone(words)).toBe(true));
  test.each(['删除我的数据', '把我的登记删了', '删除活动'])('not %s', (words) => expect(wantsOthersGone(words)).toBe(false));
});
