// Names and columns of the two lists as people write them. Heard, never said.
/** What each column may be called. */
export const listColumns = {
  name: ['姓名', '名字', '党员姓名', '员工姓名', '人员姓名'],
  phone: ['电话', '手机', '手机号', '手机号码', '联系电话', '联系方式', '电话号码'],
  id: ['身份证', '身份证号', '身份证号码', '证件号', '证件号码', '公民身份号码', '身份证后四位', '身份证后六位'],
  employer: ['公司', '单位', '工作单位', '所在单位', '企业', '平台', '所属公司', '用工单位', '站点'],
  community: ['社区', '居住社区', '住址', '居住地', '所在社区', '小区', '村社'],
} as const;

/** Written one for the other; the first of each stands for all. Characters that differ only in the two scripts are among them. */
const ALIKE =
  '闫阎 肖萧 付傅 邱丘 于於 范範 余佘馀 沈瀋 钟鍾锺 翟瞿 旭煦 晏宴 祎袆 喆哲 堃坤 昇升陞 淼森 彬斌 炜伟 辉輝晖 莹瑩 丽麗 龙龍 刘劉 张張 陈陳 赵趙 吴吳 孙孫 马馬 杨楊 黄黃 郑鄭 谢謝 罗羅 许許 邓鄧 冯馮 叶葉 卢盧 苏蘇 吕呂 华華 国國 强強 红紅 兰蘭 凤鳳 军軍 东東 云雲 杰傑 洁潔 艳艷 飞飛 庆慶 荣榮 兴興 宝寶 贵貴 财財 义義 礼禮 师師 齐齊 顾顧 贺賀 龚龔 汤湯 邹鄒 乔喬 谭譚 韦韋 贾賈 陆陸 万萬 钱錢 严嚴 温溫 梦夢 静靜 爱愛 刚剛 泽澤 鹏鵬 维維 学學 胜勝 润潤 涛濤 长長 广廣 圣聖 裡里';
const standsFor = new Map(
  ALIKE.split(' ').flatMap((group) => [...group].map((character): [string, string] => [character, [...group][0] as string])),
);

/** Without what is not part of a name: blanks, dots, remarks in brackets. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[([【].*$/s, '')
    .replace(/[\s·•・.．_-]/g, '')
    .toLowerCase();

/** The same for names that are written alike. */
export const nameKey = (name: string): string => [...plainName(name)].map((one) => standsFor.get(one) ?? one).join('');

/** Written where there is nothing to write. */
export const saysNothing = (cell: string): boolean =>
  /^(?:[-－—–_/\\*×\s]+|无|暂无|没有|空|不详|未知|未填|略|n\/?a)$/i.test(cell.trim());

/** The line under a table that counts it. */
export const isTotal = (name: string): boolean => /^(?:合|总|小|共)\s*计/.test(name.trim());
