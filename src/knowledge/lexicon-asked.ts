// Chinese by which a question says when it means, and that somebody is in need right now.

/** How it was in a year that is over: the year, then words that mean that time. */
export const PAST_YEAR =
  /(20\d\d|[二2][〇零0][〇零一二三四五六七八九\d]{2})年?(?:的?(?:时候|那会儿?|那阵|那时|当时|规定|政策|标准|办法|老规定)|那年|年初|年中|年底)/;
/** In the year's own clause one of these asks how it was; otherwise the year is part of a story. */
export const ASKED_THEN = /规定|政策|标准|办法|制度|条例|怎么|咋|多少|几|吗|么|哪|[不没][。.?？]?$|费|补/;
export const NOW_ASKED = /现在|如今|眼下|目前|今年|还能|还可以/;
/** The same, counted back from now: how many years. */
export const YEARS_BACK: readonly (readonly [RegExp, number])[] = [
  [/去年(?:的?(?:时候|那会儿?|那时|当时|规定|政策|标准|办法))/, 1],
  [/前年(?:的?(?:时候|那会儿?|那时|当时|规定|政策|标准|办法))/, 2],
  [/大前年(?:的?(?:时候|那会儿?|那时|当时|规定|政策|标准|办法))/, 3],
];
export const digits: Readonly<Record<string, string>> = {
  〇: '0',
  零: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};

/** Somebody is hurt, something burns, somebody is beaten: now, not in a story that is over. */
export const NEED_NOW =
  /(?:正在|还在|一直|满头|满脸|满身|不停地?|哗哗地?)(?:流血|冒血|淌血|出血|冒烟|着火|烧)|流血了|流血不止|血流不止|止不住血|血止不住|(?:人|他|她|我|同事|工友|师傅|骑手|小哥).{0,8}(?:晕倒了|昏倒了|晕过去|昏迷不醒|昏过去|没气|没反应|叫不醒|不省人事|躺.{0,3}(?:起不来|动不了)|喘不上气|抽搐|触电)|(?<!要是|如果|假如|万一)(?:着火了|起火了|烧起来了)(?!.{0,8}打12345)|(?:电[池瓶箱动]|罐|煤气|燃气|插[座排]|充电|锅炉|柜).{0,8}(?:快炸|要爆)(?!仓|单)|(?:被|正)(?:人)?(?:打|围|砍|抢)了?(?:怎么办|，?打哪|，?找谁|，?该)/;
/** Somebody does not want to live any more. */
export const DESPAIR_NOW =
  /不想活|活不下去|活着没(?:意思|劲|意义)|想(?:死(?![你他她它您])|自杀|轻生|跳楼|跳河|了断)|(?:割腕|自杀|轻生)(?!式)|死了算了|一了百了|结束(?:自己|生命)/;

/** Help with getting round a rule is asked for, not what the rule is. */
export const CHEATING =
  /(?:不|别|咋不|躲|防)(?:让|给|会)?(?:被|叫)(?:人|平台|公司|站里|站长|交警|系统|监控|他们|上头|组织)?(?:发现|查到|查出|查着|抓到|抓着|看出来|识破|逮)|(?:才|就|会)查不(?:到|出)(?!来历)|才看不出来|(?:怎么|咋|如何|能不能|哪里?能|哪儿能|帮我|给我)(?:造假|作假|做假|伪造|刷|编|躲(?:开|过)?(?:查|检|罚|交警|监控)|糊弄|钻空子|破解|解限|冒充|顶替|代打|代考|走后门|塞钱|搞到)|造个?假|假(?:的?证|证明|章|病历|票|发票|公章|材料|体检|流水|工资条)|(?:花钱|塞钱|送礼|托人|找关系|走关系|走后门).{0,8}(?:行不|快|弄|办|入|过|提前)|(?:破解|解限速?|改限速)(?:的?教程|方法|怎么|咋|步骤)|(?:怎么|咋|如何).{0,4}(?:解|破|改)(?:掉|开|了)?(?:限速|限制)|限速(?:怎么|咋|如何)(?:解|破|改)|(?:偷|骗|套|黑)(?:点|出|取)(?:补贴|保险|赔偿|钱|积分|工资)/;

/** What kind of thing a question wants to know; the first that is heard counts. */
export const WANTED: readonly (readonly [string, RegExp])[] = [
  ['cost', /多少钱|几块|几元|收费|要钱|花钱|免费吗|贵不贵|价/],
  ['when', /几点|几号|什么时候|啥时候|何时|哪天|时间|周几|星期几/],
  ['howLong', /多久|几个?月|几天|几年|多长/],
  ['who', /谁|哪个(?:部门|单位|人)|什么部门|啥部门|电话|归.{0,4}管|找哪/],
  ['where', /在哪|去哪|到哪|哪里|哪儿|哪块|什么地方|啥地方|地址|怎么走/],
  ['howMany', /多少|几个|几次|几份|几本|几岁|几级|几成/],
  ['how', /怎么|咋|如何|怎样|手续|流程|步骤|办法|材料/],
  ['why', /为什么|为啥|凭什么|凭啥/],
  ['whether', /吗|么[？?。]?$|不[？?。]?$|没[？?。]?$|能不能|可不可以|行不行|有没有|是不是|要不要|让不让|开不开/],
];
/** What may be asked one for the other: where something is got, who gives it and how one comes by it. */
export const ALIKE: readonly (readonly string[])[] = [
  ['where', 'who', 'how'],
  ['howLong', 'howMany'],
];
/** Words that only ask, and say nothing of what about. */
export const ASKING =
  /什么时候|啥时候|几点钟?|几号|何时|哪天|多少钱|多少|多久|多长|几个月|几天|几岁|哪个|哪里|哪儿|在哪|去哪|到哪|找谁|谁|怎么样?|咋样?|如何|为什么|为啥|什么|啥|能不能|可不可以|行不行|有没有|是不是|要不要|让不让|请问|今年|现在|晚上|白天|早上|一下|[吗呢么吧啊呀啦的了是有要能会在去到给让归]/g;
/** Two questions that differ in one of these are about different things, or want the opposite; words that only ask are taken out before. */
export const TELLING_APART =
  /[东南西北上下左右前后男女入退进出内外众新旧大小早晚夜白昼开关停收发]|洗衣|洗澡|不|没|无|未|非|别|\d{1,9}|[一二两三四五六七八九十]{1,6}|平台|单位|公司|站点|支部|摩托|三轮|电动|众包|专送/g;

/** How people tell something, rather than ask it: what is done ends so, what is one's own begins so. */
export const TOLD = /(?:了|哒|啦|咯|啊|哈|嘎|嘞|着|到|呢|吧|的|好)[\s。.!~]*$|^(?:我|俺|咱|刚|今天|昨)/;

/** A sum is asked for. */
export const ASKS_MONEY =
  /多少(?:钱|元|块)|几(?:块|元|百|千|万)|(?:[发补赔罚扣交给领拿收]|津贴|补贴|补助|标准|费|月|天|次)(?:是|要)?多少[\s?？。呀啊呢]*$/;
/** A sum is said. */
export const MONEY = /[\d一二两三四五六七八九十百千万]\s?(?:元|块)/;
