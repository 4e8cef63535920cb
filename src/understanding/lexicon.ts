// Every Chinese word the reader listens for. All patterns are read over folded text (see `fold.ts`): dialect particles have
// become 了, homophone typos the word that was meant. Gaps are bounded and no pattern nests repetitions, so that each is linear.
export * from './lexicon-acts.ts';
export * from './lexicon-answers.ts';
export * from './lexicon-appeals.ts';
export * from './lexicon-asks.ts';
export * from './lexicon-danger.ts';
export * from './lexicon-parts.ts';
export * from './lexicon-staff.ts';
export * from './lexicon-undone.ts';

/** Dialect, traditional and spoken characters → the plain one; same length, so that spans keep their place. */
export const plainCharacters: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['咧嘞哩咯喽啰咗哉囖嘍啦', '了'],
    ['俺额偶', '我'],
    ['嘅', '的'],
    ['唔', '不'],
    ['冇', '没'],
    ['係', '是'],
    ['喺', '在'],
    ['嗰', '那'],
    ['佢', '他'],
    ['恁', '你'],
    ['簽', '签'],
    ['報', '报'],
    ['電', '电'],
    ['煙', '烟'],
    ['燒', '烧'],
    ['傷', '伤'],
    ['點', '点'],
    ['們', '们'],
    ['來', '来'],
    ['過', '过'],
    ['沒', '没'],
    ['個', '个'],
    ['雙', '双'],
    ['顧', '顾'],
    ['線', '线'],
    ['氣', '气'],
  ].flatMap(([from, to]) => [...(from ?? '')].map((character) => [character, to ?? character])),
);

export const PLAIN = new RegExp(`[${Object.keys(plainCharacters).join('')}]`, 'g');

/** What a keyboard or a microphone makes of a word → the word; same length. */
export const homophones: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['签到', '签道 签倒 签导 签刀 千到 千道 迁到 牵到 谦到 签了道'],
    ['打个卡', '打个咖 打个咔 打个喀'],
    ['签个到', '签个道 签个倒'],
    ['打卡', '打咖 打咔 打喀 达卡 搭卡 打佧 打咳'],
    ['报名', '抱名 抱明 报明 暴名 爆名 报铭 抱鸣'],
    ['报到', '抱到 报稻 爆到'],
    ['双报到', '双报道 双抱道 双暴到 霜报到 双保到'],
    ['来报到', '来报道'],
    ['新人报到', '新人报道'],
    ['隐患', '隐换 隐幻 引患 隐焕 影患 隐唤'],
    ['积分', '鸡分 机分 激分 基分'],
    ['撤销', '撤消 彻销 撤削 车销'],
    ['巡查', '寻查 巡察 循查 询查 巡茶 训查'],
    ['巡逻', '寻逻 巡罗'],
    ['志愿者', '自愿者 志原者'],
    ['已阅', '已月 己阅 以阅 已越 己月'],
    ['充电', '冲电'],
    ['充电桩', '充电庄 充电装 冲电庄 冲电装'],
    ['冒烟', '冒咽 帽烟 茂烟 冒焰'],
    ['着火', '找火 着伙 招火'],
    ['起火', '起伙'],
    ['漏电', '露电'],
    ['电瓶', '电平 电屏'],
    ['工伤', '公伤'],
    ['诉求', '速求 诉球'],
    ['主题党日', '主题当日 主题档日'],
    ['急救', '及救'],
    ['申诉', '申述'],
    ['台账', '台帐'],
    ['押金', '压金'],
    ['煤气', '煤汽'],
  ].flatMap(([right, wrong]) =>
    (wrong ?? '')
      .split(' ')
      .filter((word) => word.length === right?.length)
      .map((word) => [word, right ?? word]),
  ),
);

export const HOMOPHONE = new RegExp(
  Object.keys(homophones)
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'g',
);

/** Sounds that are ordinary words elsewhere (钱到账了, 大卡车): a typo only when nothing else is said. */
export const LONE_HOMOPHONE =
  /^(?:小蜂[ ,，]?)?(前到|钱到|前道|钱道|浅到|遣到|大卡|手到|受到|收倒|守到|报道)(?=$|[ ,，。!！了啦哈])/;

export const loneHomophones: Readonly<Record<string, string>> = {
  前到: '签到',
  钱到: '签到',
  前道: '签到',
  钱道: '签到',
  浅到: '签到',
  遣到: '签到',
  大卡: '打卡',
  手到: '收到',
  受到: '收到',
  收倒: '收到',
  守到: '收到',
  报道: '报到',
};

/** Somebody else's words. */
export const QUOTATION = /“[^”]{0,60}”|"[^"]{0,60}"|「[^」]{0,60}」|『[^』]{0,60}』|‘[^’]{0,60}’/g;

/** Where one clause ends: punctuation, white space, or before a word that opens a new thought. */
export const BOUNDARY =
  /[。!！?？;；,，~～…\s]+|\.{2,}|\.(?!\d)|(?=(?:外加|再加|加上?)(?:早|晚|夜|今早|今晚)?(?:巡|志愿|双报到))|(?=另外|顺便|顺带|对了|不过|但是|再一个|还有(?!没|吗|几|多少|谁|位|名额|人|空|啥|什么|别))/g;

/** A question, whatever the punctuation. */
export const ASKING =
  /吗|么$|怎么|怎样|咋(?!呼)|哪(?!怕)|(?<!没|没有|那|那个|说|干)啥|(?<!没|没有|为)什么|几[点号时楼]|多少|几多|多久|谁|是不是|能不能|有没有|有没得|可不可以|要不要|算不算|够不够|会不会|犯不犯|是.{1,12}还是|几[月年天个岁度](?![点位])|多高|好多(?!了|人|血)钱|阿有|([扣算给是能走交报缴补退罚转行好有用要])不\1|(?:先|平台|公司|单位|按|从|自己).{1,12}还是|(?<![也都啥么还连说])(?:没|没有|没得|不|不得|否)[啊呀呢嘛哦噢]?$/;

/** A request put as a question. */
export const POLITE = /(?:给|帮|请|麻烦)[^,]{1,14}(?:行|中|好|可以|得|成)[不吗么没]?[啊呀]?$/;

/** Not a report of what is: supposed, planned, denied. */
export const UNREAL = /要是|如果|假如|假设|倘若|万一|要真|真有|若是|的话|得是|早知道|本来想|没说|没打算|又没让|以为/;

export const YESNO_ENDING = /(?:没|没有|吗|不)[啊呀呢嘛]?[?？]?$|[?？]\s*$/;

/** What a quoted message asks for. */
export const quotes = {
  rating: /满意/,
  signUp: /报名|参加|接龙|回复?\s*["“]?\+?1|[想愿]意?去|能来|要来/,
  study: /学习|课堂|学完|看完|听完/,
  ask: /收到|请回|回复|通知|提醒|注意/,
  picture: /^\[[^\]]{1,8}\]$/,
  digit: /^\+?([12])[.。!！]?$/,
  ackByDigit: /(?:收到|已阅|看到|知晓)[^。]{0,6}[回扣打]复?\s*["“]?1|[回扣]复?\s*["“]?1[^。]{0,4}(?:收到|确认|已阅)/,
};
