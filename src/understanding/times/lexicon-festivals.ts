// What people call the festivals, and what they hang on them.
import type { Festival } from '../../core/calendar.ts';

/** Longer names first. A bare name that is also a number or a common word wants its own ending. */
const NAMES: readonly (readonly [Festival, string])[] = [
  ['new_year', '元旦节?|阳历新年|新年(?=第|后|前|期间|那天|当天|上班)|新年(?!快乐|好|礼|祝|愿|贺|新|度)'],
  ['new_years_eve', '除夕夜?|大年三十|年三十(?:晚上)?|大年夜|年夜(?!饭)'],
  ['spring_festival', '春节|农历新年|大年初一|年初一|新春(?=后|前|期间)|过年(?=后|前|那天|期间|放假)|年(?=后(?:第|上班)|前最后)'],
  ['kitchen_god_north', '北方小年|小年夜?(?!轻|纪|龄)'],
  ['kitchen_god_south', '南方小年'],
  ['laba', '腊八节?(?!粥|蒜)'],
  ['lantern', '元宵节?(?!灯|晚会|会演)'],
  ['dragon_head', '龙抬头'],
  ['tomb_sweeping', '清明节?(?!文明|祭)|清明节'],
  ['labour_day', '五一国际劳动节|国际劳动节|五一劳动节|劳动节|五一节?(?!班|组)|5[.]1(?=节|期间|假|长假|小长假|放假|后|前)'],
  ['dragon_boat', '端午节?(?!粽)'],
  ['mid_autumn', '中秋节?(?!月饼|晚会|慰问)'],
  ['national_day', '国庆节?|十一(?=长假|假期|黄金周|放假|期间|小长假|国庆|节)|10[.]1(?=节|期间|假|长假|放假)'],
  ['qixi', '七夕节?'],
  ['ghost', '中元节'],
  ['double_ninth', '重阳节?'],
  ['winter_solstice', '冬至'],
  ['valentine', '情人节|圣?瓦伦丁节'],
  ['lei_feng', '学雷锋日|学雷锋纪念日'],
  ['girls_day', '女生节'],
  ['womens_day', '三八(?:国际)?(?:劳动)?妇女节|(?:国际)?(?:劳动)?妇女节|三八节|女神节'],
  ['tree_day', '植树节'],
  ['consumer_day', '国际消费者权益日|消费者权益日|三一五|3[.]15(?!\\d)'],
  ['fools_day', '愚人节'],
  ['youth_day', '五四青年节|青年节|五四(?=那天|当天|节|活动)'],
  ['nurses_day', '护士节'],
  ['mothers_day', '母亲节'],
  ['childrens_day', '六一国际儿童节|国际儿童节|六一儿童节|儿童节|六一节?(?!班|组)'],
  ['fathers_day', '父亲节'],
  ['shopping_618', '618(?!\\d)|6[.]18(?!\\d)'],
  ['party_founding', '七一建党节|建党节|党的生日|七一(?!班|组)'],
  ['army_day', '八一建军节|建军节|八一(?=那天|当天|节|前|后)'],
  ['teachers_day', '教师节'],
  ['martyrs_day', '烈士纪念日'],
  ['halloween', '万圣节'],
  ['singles_day', '双十一|双11(?!\\d)|光棍节'],
  ['double_twelve', '双十二|双12(?!\\d)'],
  ['thanksgiving', '感恩节'],
  ['constitution_day', '宪法日'],
  ['christmas_eve', '平安夜'],
  ['christmas', '圣诞节?(?!树|老人|帽)'],
];

const PLACE_BEHIND = '路|大街|街|大道|广场|小区|村|桥|公园|新村|里弄|巷|弄|社区|驿站|小学|中学|医院|站(?!岗)|大厦|花园';

const NOT_A_FESTIVAL = `(?!${PLACE_BEHIND}|快乐|安康|吉祥)`;

export const festival = {
  /** Any of the names; which one is looked up only then. */
  any: new RegExp(NAMES.map(([, words]) => words).join('|'), 'y'),
  /** Longer names would be cut short by their own beginnings: each list is tried in the order it stands. */
  names: NAMES.map(([name, words]) => ({ name, word: new RegExp(`(?:${words})${NOT_A_FESTIVAL}`, 'y') })),
  dayBehind: /(?:那天|当天|当日|这天|正日子)/y,
  spanBehind: /(?:放假)?(?:期间|假期|长假|小长假|黄金周|假日|放假|这几天|那几天|几天|三天|七天|这阵)(?:期间)?/y,
  /** The nearest statutory holiday, unnamed. */
  holiday: /(?<![过春秋情节时礼使细环季])(?:节|假期|收假|放假|长假)(?=(?:以|之|过)?[后前](?:的|上班|复工|第|最后|头))/y,
};
