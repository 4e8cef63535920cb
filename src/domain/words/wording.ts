// Chinese by which a sentence is held against the passage it claims to stand on. Heard, never said.

const listed = (words: string): readonly string[] => words.split(' ');

/** Words that say the same in a rule; the first is what the others are taken for. */
export const sameInRules: readonly (readonly string[])[] = [
  ['能', '可以', '能够'],
  ...[...'被处罚得并延领按'].map((next) => [`能${next}`, `可${next}`]),
  ['不能', '不得', '不可以', '不可', '不准', '不许', '不允许'],
  ['不用', '不需要', '无需', '无须', '不必'],
  ['免费', '不要钱', '不花钱', '不收钱', '不收费'],
  ['没', '没有'],
  ['或', '或者', '或是'],
  ['内', '以内', '之内'],
  ['后', '以后', '之后'],
  ['前', '以前', '之前'],
  ['时', '的时候', '时候'],
  ['自己', '本人'],
  ['单位', '用人单位'],
  ['因为', '由于'],
];

/** Words that claim nothing. `要` before what is to be done is one: what may or must not be done has words that bind. */
export const emptyWords = listed(
  '也就是说 简单说 意思是 如果 要是 的话 那么 其中 另外 而且 但是 不过 所以 因此 规定 按照 ' +
    '根据 依照 这样 这个 那个 这些 那些 具体 以及 还有 一下 记得 就是 我们 咱们 应当 应该 ' +
    '需要 要 的 了 吧 呢 啊 呀 嘛 就 也 都 还 这 那 它 他 你 您 咱 们 是 在 里 于 把 ' +
    '去 来 到 至 会 着 之 而 则 且 并 和 与 及 跟 按 照 等 但 请',
);

/** Words that hold one of the above and are words of their own. */
export const wholeWords = listed(
  '许可 认可 可能 可是 要求 要紧 主要 重要 申请 邀请 聘请 请假 平等 等级 等待 不等于 工会 ' +
    '大会 委员会 开会 社会 协会 会议 入会 会费 会员 机会 学会 低于 高于 少于 多于 到期 到位 ' +
    '报到 收到 到账 在职 在岗 在线 所在 现在 着火 拍照 牌照 执照 护照 照片 按月 按季 按年 ' +
    '按单 按期 按时 去世 过去 原来 其他 他人 参与 及时 公里 离把 车把 细则 罚则 原则 并处 ' +
    '并罚 退还 归还 返还 急诊 得到 之一 是否 而定 来源 都是 目的 至少 至多 会商 涉及',
);

/** What must not be left out of a clause that is used: it turns, limits or softens what stands beside it. */
export const bindingWords = listed(
  '不 没 无 未 别 勿 非 免 禁 拒 除 停 仅 只 才 能 每 满 约 又 一般 通常 原则上 多半 ' +
    '可能 大多 同时 至少 最多 最高 最低 最长 最短 以上 以下 左右 以内 超 低于 高于 少于 多于 ' +
    '有的 部分 外地 比如 报道 过去 试行 推荐性 参考 年收入 月收入 税后 工作日 另有 逾期 拒不 ' +
    '故意 重大 违法 批准 同意 确认 审查 鉴定 符合 条件 后 起',
);

/** What is left of "yes" and "no": alone, they answer whatever was asked. */
export const bareWords = '不能用行没有算对准得免好';
/** Joins sentences, and answers nothing. */
export const weightlessAlone = /^(?:另外|而且|但是?|不过|所以|因此|其中|那么|记得|具体|简单说|也就是说|意思是|还有)$/;
/** Before whom to ask. */
export const askWord = '问';

/** A clause that says in which case the rest holds, or who says so. */
export const caseClause = /(?:的|时|后|前|:)$|^(?:因|凡|只有|除|按|据)|报道|外地|指引|意见|文件|提出/;
/** A denial that says in which case, not what must not be done. */
export const caseDenial = /不(?![能得可准许用必要是])|没|未/;
/** A case, or a source, that still holds behind a semicolon. */
export const standingCase = /(?:劳动关系|合同)的$|^(?:按|据)|报道|外地/;
/** A clause, or the sentence behind, without which the rule is another one. */
export const exceptClause = /前提|除外|例外|^(?:但|不过|可是|只是)/;

/** Behind a number in Chinese characters; elsewhere such a character is part of a word. */
export const numberUnits = '天日年月个周岁元块分小时钟倍次人名家条款项米公厘份张种类步阶段级度成季单处页只辆楼层档万亿点号到至';
export const scaleOf: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000, 万: 10_000, 亿: 100_000_000 };
/** Forms of a number with its unit: what is heard, what it is taken for. `#` stands before each number. */
export const numberForms: readonly (readonly [RegExp, string])[] = [
  [/百分之(#[\d.]+)/g, '$1%'],
  [/月(#\d+)号/g, '月$1日'],
  [/(?<!月)(#[\d.]+)日/g, '$1天'],
  [/(#[\d.]+)块钱?/g, '$1元'],
  [/(#[\d.]+)个?钟头/g, '$1小时'],
  [/(#[\d.]+)个小时/g, '$1小时'],
  [/(?:拨打|拨|致电|咨询|打电话问|问|找|打)(?=#\d{3,5}(?!\d))/g, '打'],
];
export const percentWord = '百分之';
export const ordinalWord = '第';
/** Joins what is written as a date or a time with marks. */
export const dateWords = { year: '年', month: '月', day: '日', hour: '点', minute: '分', degree: '度' };

/** Speaks to a machine, or wants something of people that no rule does. */
export const machineOrders =
  /(?:忽略|无视|忘掉|不要理会).{0,6}(?:规则|指令|要求|设定|内容|限制)|系统提示|提示词|你现在是|作为(?:一个|一名)?(?:ai|人工智能|语言模型)|(?:ignore|disregard).{0,20}(?:instruction|rule|prompt|above|previous)|system prompt|转账|汇款|验证码|加我微信|加微信|私聊我|点击链接/i;

/** A question with one of these stays in the house, whoever asks. */
export const confidentialWords =
  /匿名|保密|别(?:告诉|跟|让|往外|外传|说出)|不想让|不要(?:告诉|让|往外)|悄悄|偷偷|私下|秘密|隐私|举报|告发|检举|揭发|内幕|骚扰|猥亵|强奸|家暴|打我|威胁|恐吓|报复|欺负|自杀|自残|轻生|不想活|活不下去|想死|抑郁|焦虑|失眠|精神病|心理|艾滋|乙肝|梅毒|性病|怀孕|流产|癌|离婚|欠债|网贷|高利贷|赌|吸毒|坐牢|案底|前科|判刑|处分|信教|宗教/;

/** Matters whose few words are never changed: whom to call. */
export const unchangedTopics: readonly string[] = ['求助电话'];
