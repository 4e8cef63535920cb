// Chinese that gives personal items away, and the words that only look like it. Heard, never said.

/** What stands in a text for an item; the model's instructions explain them. */
export const placeholders = {
  person: '人',
  phone: '电话',
  identity: '证件',
  card: '卡',
  plate: '车牌',
  email: '邮箱',
  account: '账号',
  number: '号码',
} as const;

/** What people read in its place. */
export const readablePlaceholders = {
  person: '某人',
  phone: '电话',
  identity: '证件号',
  card: '卡号',
  plate: '车牌',
  email: '邮箱',
  account: '微信号',
  number: '单号',
} as const satisfies Record<keyof typeof placeholders, string>;

/** Written digits; one character each, so that positions stay. */
export const writtenDigits: readonly string[] = [
  '零〇',
  '一壹幺么',
  '二贰两',
  '三叁',
  '四肆',
  '五伍',
  '六陆',
  '七柒',
  '八捌',
  '九玖',
];

/** First characters of number plates. */
export const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领';
/** Last characters of special plates. */
export const plateEnds = '挂学警港澳';
/** Behind what looks like a plate, these make it a house number. */
export const houseWords = '室|号楼|栋|幢|单元|户|座|层';
export const plateCue = '车牌号?码?(?:是|为|[:=])?';

export const atWords = '艾特|圈a|小老鼠';
export const dotWords = '点';

/** The name of a messenger, as typed when it should not be noticed, too. */
export const messengers = '微信|薇信|威信|徽信|维信|微x|v信|vx|wx|weixin|wechat|加v|加我|扣扣|企鹅|q号|qq';
export const messengerTail = '(?:同号|账号|号码|号|id)?';
export const isWords = '(?:就是|还是|是|为|叫|:|=|->|→)';

/** Before a bare local number. */
export const callCue = '(?:电话|座机|固话|热线)(?:号码?)?|打|打给|联系';

/** Followed by an item of that kind; when none could be masked there, the text is not safe. */
export const announcements = '身份证号?码?|手机号?码?|电话号?码?|联系方式|银行卡号?|卡号|账号|车牌号?|邮箱|护照号?|密码';
export const nameAnnouncements = '我叫|我的名字是|我名字叫|姓名是|姓名:|名叫|本人姓名';

/** The commonest family names, for people who are in no roster. */
export const commonSurnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万钱严武戴莫孔向汤';

export const doubleSurnames: readonly string[] = [
  ...['欧阳', '司马', '上官', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐', '长孙', '宇文', '司徒', '夏侯', '端木'],
];

/** Family name + one of these is a person. Longer ones first. */
export const titles =
  '师傅|师父|大哥|大姐|大叔|大妈|大爷|大嫂|阿姨|叔叔|嫂子|兄弟|站长|经理|书记|支书|主任|老师|队长|班长|组长|主管|店长|老板|医生|警官|律师|同志|先生|女士|小姐|委员|会计|工程师' +
  '|哥|姐|叔|姨|嫂|伯|总(?![结是共体之数算部站不量会])|工(?![资作地具程人伤会业厂序种单商钱龄期])|队(?![伍员友列])';
/** Nicknames put these before the family name. */
export const nickPrefixes = '老小阿';

/** What ends in the family name but is a word of its own: `由于师傅没来` names nobody. */
export const wordsBefore: Readonly<Record<string, string>> = {
  于: '由对关至属等位在处终出',
  安: '保',
  车: '汽货公骑开电叉单机火堵跟',
  方: '对地四东南西北甲乙双平官',
  时: '小到当那这同临按准平',
  常: '平经日通正非',
  成: '完',
  任: '主信责',
  计: '会',
  金: '现奖资罚押租',
  周: '本上下每一这',
  高: '身最更太很提',
  白: '明',
  江: '长',
  水: '送桶矿',
};

/** Family names whose `小…` or `老…` is nearly always a thing. */
export const thingSurnames = '时区于计车水包年路米单项管党花房谷池沙麦商习铁家牛门山河';

/** Characters behind `老高`, `小黄` and the like that make a thing of it. */
export const thingsBehind: Readonly<Record<string, string>> = {
  高: '了的啦峰层跟考管兴温压',
  黄: '车鱼瓜人鸭狗书灯花线牛历酒',
  白: '菜条车兔鼠领板干酒旗',
  方: '块桌盒砖巷形便凳子法案向',
  石: '头子块桥板墩',
  马: '路达桥扎上虎甲',
  龙: '虾头坎',
  金: '库额属橘桔鱼',
  江: '湖',
  毛: '病孩巾衣驴',
  雷: '达',
  汤: '圆碗包面',
  钱: '包',
  段: '子路距',
  温: '度',
  安: '全',
  游: '戏',
  田: '园地',
  关: '系键节卡',
  林: '场子',
  夏: '天',
  成: '功',
  严: '重',
  万: '能',
  孙: '子女',
  胡: '同',
  叶: '子',
  丁: '香',
  程: '序',
  曲: '子线',
  康: '之',
};
