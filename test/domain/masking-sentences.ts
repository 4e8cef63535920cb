// Sentences made by chance, always the same chance: what holds a personal item, plainly or in disguise, and what only looks it.

export const roster = [
  ...['张伟', '王建国', '李小明', '欧阳娜', '高翔', '黄丽', '周杰伦', '马文斌', '陈强', '于洋', '方芳', '田亮', '江涛', '石磊'],
  ...['白雪', '安宁', '时光', '路遥', '金磊', '毛小雨', '阿卜杜拉·买买提', '赵子龙(圆通)', 'Tom Lee', '司马光', '车晓', '常乐'],
];

export interface Planted {
  text: string;
  /** Must not be found in what leaves, neither as digits or letters in a row nor as characters. */
  secret: string;
}

/** mulberry32 */
export function chance(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (bound: number) => Math.floor(next() * bound);
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const digits = (count: number) => Array.from({ length: count }, () => below(10)).join('');
  return { below, one, digits };
}
type Chance = ReturnType<typeof chance>;

const two = (value: number) => String(value).padStart(2, '0');
const phone = ({ one, digits }: Chance) => `1${one(['3', '5', '7', '8', '9'])}${digits(9)}`;
const identity = ({ below, digits, one }: Chance) =>
  `32020${1 + below(9)}${1950 + below(58)}${two(1 + below(12))}${two(1 + below(28))}${digits(3)}${one([...'0123456789X'])}`;
const card = ({ digits, one }: Chance) => `62${digits(one([14, 17]))}`;
const serial = ({ digits, one }: Chance) => one([digits(5), `D${digits(5)}`, `${one(['K', 'A'])}${digits(4)}`, `${digits(5)}F`]);
const plateHead = ({ one }: Chance) => one(['苏B', '皖A', '沪C', '鲁Q', '浙E']);
const wechat = ({ one, digits }: Chance) => one([`wxid_${digits(6)}`, `zhang-${digits(4)}`, `lanmao_${digits(3)}`]);
const mailbox = ({ one, digits }: Chance) => one([`zhang${digits(4)}`, `li.ming${digits(2)}`, `hua_${digits(5)}`]);

const before = ['', '麻烦打', '客户留的是', '帮我记一下', '东门那单收件人', '签到了，', '有事找', '别再发', '刚才说错了 '];
const behind = ['', ' 一直没人接', '，3号楼2单元', '帮忙问问', '下午5点前到', ' 谢谢', '这个对不对', '，工单H-0012', '。'];
const frame = ({ one }: Chance, item: string, cue = '') => `${one(before)}${cue}${item}${one(behind)}`;

export function canonical(by: Chance): Planted {
  const { one } = by;
  const name = one(['张伟', '王建国', '李小明', '欧阳娜', '高翔', '周杰伦', '马文斌', '陈强', '司马光', '赵子龙']);
  const [kind, number] = [by.below(8), by.digits(8)];
  switch (kind) {
    case 0:
      return planted(by, name, name);
    case 1: {
      const called = `${one(['老', '小'])}${one(['张', '王', '陈', '赵', '周'])}`;
      return planted(by, called, called, '@');
    }
    case 2: {
      const called = `${one(['张', '王', '李', '欧阳', '马', '高', '黄', '江'])}${one(['师傅', '哥', '姐', '站长', '书记', '总'])}`;
      return planted(by, called, called, '请');
    }
    case 3: {
      const secret = phone(by);
      return planted(
        by,
        one([secret, `+86 ${secret}`, `${secret.slice(0, 3)}-${secret.slice(3, 7)}-${secret.slice(7)}`]),
        secret,
        one(['电话', '手机号是', '']),
      );
    }
    case 4: {
      const secret = identity(by);
      return planted(by, secret, secret, one(['身份证', '身份证号：', '']));
    }
    case 5: {
      const secret = card(by);
      return planted(by, one([secret, secret.replace(/\d{4}(?=\d)/g, '$& ')]), secret, one(['卡号', '打到', '']));
    }
    case 6: {
      const secret = serial(by);
      return planted(by, `${plateHead(by)}${one(['', '·', ' '])}${secret}`, secret, one(['车牌', '有辆', '']));
    }
    default: {
      const mail = mailbox(by);
      const id = wechat(by);
      const local = `8${number.slice(1)}`;
      return one([
        planted(by, `${mail}@${one(['qq.com', '163.com', 'mail.example.com.cn'])}`, mail, '邮箱'),
        planted(by, id, id, one(['微信', '微信号：', 'vx ', '加我微信号是'])),
        planted(by, number.replace(/^0/, '1'), number.replace(/^0/, '1'), one(['QQ', 'QQ号', 'qq：'])),
        planted(by, `${one(['0510', '025', '021'])}-${local}`, local, '座机'),
      ]);
    }
  }
}

const planted = (by: Chance, item: string, secret: string, cue = ''): Planted => ({ text: frame(by, item, cue), secret });

const WRITTEN = ['零〇', '一幺壹', '二贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'];
const written = ({ one }: Chance, digit: string) => one([...(WRITTEN[Number(digit)] ?? digit)]);
const wide = (text: string) => text.replace(/[!-~]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) + 0xfee0));
const spaced = (text: string, gap: string) => [...text].join(gap);
const grouped = (number: string, gap: string) => `${number.slice(0, 3)}${gap}${number.slice(3, 7)}${gap}${number.slice(7)}`;

export function disguised(by: Chance): Planted {
  const { one } = by;
  switch (by.below(7)) {
    case 0:
    case 1: {
      const secret = phone(by);
      const item = one<(number: string) => string>([
        (number) => number.replace(/\d/g, (digit) => written(by, digit)),
        (number) => number.replace(/\d/g, (digit) => one([digit, written(by, digit)])),
        wide,
        (number) => spaced(number, one([' ', '-', '.', '·', '*'])),
        (number) => grouped(number, one([' - ', '，', '、', '—', '/', '_', '..', '\n'])),
        (number) => number.replace(/0/g, one(['O', 'o'])),
        (number) => number.replace(/\d/g, '$&\ufe0f\u20e3'),
        (number) => number.replace(/\d/g, (digit) => (digit === '0' ? '⓪' : String.fromCharCode(0x245f + Number(digit)))),
        (number) => spaced(number, one(['\u200b', '\u2060'])),
        (number) => `(${number.slice(0, 3)})${number.slice(3)}`,
      ])(secret);
      return planted(by, item, secret, one(['电话', '', '打']));
    }
    case 2: {
      const secret = identity(by);
      const item = one<(number: string) => string>([
        wide,
        (number) => `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`,
        (number) => `${number.slice(0, 6)}-${number.slice(6, 14)}-${number.slice(14).toLowerCase()}`,
        (number) => number.replace(/\d/g, (digit) => written(by, digit)),
        (number) => spaced(number, ' '),
      ])(secret);
      return planted(by, item, secret, one(['身份证', '']));
    }
    case 3: {
      const secret = card(by);
      return planted(
        by,
        one([wide(secret), spaced(secret, ' '), secret.replace(/\d{4}(?=\d)/g, '$&-'), spaced(secret, '\u200b')]),
        secret,
        '卡号',
      );
    }
    case 4: {
      const secret = serial(by);
      const head = plateHead(by);
      const item = one([
        wide(`${head}${secret}`),
        `${head}${secret}`.toLowerCase(),
        `${head[0]} ${head[1]} ${secret}`,
        `${head} · ${secret}`,
        `${head}-${secret}`,
        `${head}${spaced(secret, ' ')}`,
        `${head}${secret.replace(/\d/g, (digit) => written(by, digit))}`,
      ]);
      return planted(by, item, secret);
    }
    case 5: {
      const name = one(['张伟', '王建国', '李小明', '欧阳娜', '马文斌']);
      const called = one(['建国哥', '小明姐', '阿强'.replace('强', '陈'), '文斌师傅']);
      return one([planted(by, spaced(name, one([' ', '·', '.', '-', '\u200b', '*'])), name), planted(by, called, called)]);
    }
    default: {
      const mail = mailbox(by);
      const id = wechat(by);
      return one([
        planted(
          by,
          `${mail}${one([' @ ', '(at)', '[at]', '艾特', '#', ' at ', '＠'])}${one(['qq.com', '163点com', 'qq dot com', 'qq . com'])}`,
          mail,
        ),
        planted(by, id, id, one(['薇信', 'V信：', '加v ', 'wx号是', '微 信', 'weixin:', '我的vx就是', 'ｗｘ：'])),
        planted(by, '23456789', '23456789', one(['扣扣', 'q q ', '企鹅号', 'Ｑ号：'])),
      ]);
    }
  }
}

/** Nothing in them leads to a person. */
export function harmless(by: Chance): string {
  const { below, one, digits } = by;
  const [number, more] = [1 + below(98), 1 + below(30)];
  const time = `${two(below(24))}:${one(['00', '15', '30'])}`;
  return one<() => string>([
    () => `${number}号楼${more}单元${number}0${below(9)}室没人，放门口`,
    () => `工单H-${two(number)}${two(more)}和A-00${two(below(99))}办到哪一步了`,
    () => `订单${digits(8)}取件码${digits(4)}-${below(9)}-${digits(3)}，柜子${more}号`,
    () => `这单${number}.${two(more)}块，扣了${digits(3)}元，一共${number}00`,
    () => `${time}-${two(below(24))}:30在站里开会，${number}人，2026-11-${two(1 + below(28))}`,
    () => `11.${1 + below(29)} 13.30-15.30 ${digits(2)}人参加`,
    () => `${one(['由于', '关于', '对于', '等于', '属于'])}师傅们都忙，改${more}点`,
    () =>
      `${one([
        '小高层',
        '火苗老高了',
        '晚高峰',
        '小黄车堵门',
        '老黄历',
        '小白菜',
        '小马路牙子',
        '小石头绊脚',
        '小金额',
        '小龙虾到了',
        '老毛病',
      ])}，${more}号口`,
    () =>
      `${one(['保安师傅', '对方师傅', '小时工', '主任', '汽车师傅', '地方大哥', '平常大家', '当时师傅', '本周总结', '高工资'])}${one(['在吗', '说不让进', '来了', '怎么算'])}`,
    () => `${one(['打一下订单', '打印', '取件号码', '打单'])}${one(['2', '5', '8'])}${digits(7)}，${more}件`,
    () => `微信${one(['支付', '群里说', '步数', '转账', '公众号'])}${number}`,
    () => `${one(['苏州', '京东', '新街口', '云客服', '宁海路'])}${one(['A', 'B', 'C'])}${number}栋${more}层`,
    () => `丹桂${one(['A', 'B'])}${more}-${digits(3)}室门口有水`,
    () => `${one(['一', '二', '三', '五'])}号棚${one(['七八', '三四', '五六'])}辆车，${one(['十三', '二十一', '一百二'])}块`,
    () => `拨打${one(['110', '119', '120', '12345', '96123'])}，${more}分钟内到`,
    () => `跑了${digits(2)} ${digits(2)} ${digits(2)}三趟，剩${number}件，3、5、${more}、${number}栋`,
    () => `QQ音乐放${number}首，vx${more}，加V${below(9)}`,
    () => `@小蜂 我到${one(['东门', '西站', '河边'])}了，志愿服务${more}小时，签到`,
    () => `地址${one(['长江路', '人民中路', '永乐路'])}${digits(3)}号${more}幢${number}0${below(9)}`,
  ])();
}

const JOINED = ['零〇⓪', '一幺壹', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'];

/** The text as a reader with time would put it together again: digits as digits, without what stands between. */
export function joined(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Script=Han}|〇/gu, (one) => {
      const digit = JOINED.findIndex((characters) => characters.includes(one));
      return digit === -1 ? one : String(digit);
    })
    .replace(/(?<=[\do])o|o(?=[\do])/gi, '0')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
