// How people ask what is kept of them, and want it gone. Heard, never said.
import { clearSurnames } from './people.ts';
import { polite } from './planning.ts';

/** Nothing longer is a command. */
const SHORT = 24;
const FRONT = polite.front.replace(
  '^(?:',
  '^(?:怎么|咋|如何|怎样|看(?:一?下)?|查(?:一?下)?|导出|[想要]|(?<!帮)我(?:[想要]|要求|申请|希望)|',
);
const END = '[\\s,。.!?~吧呢啊呀了吗么行好]*$';
const MINE = '(?:我|俺|额)(?:个人|自己|本人)*的?(?:个人|所有|全部|那些)?';
const DATA = '(?:数据|资料|信息|个人信息|个人资料|记录信息)';
const KEPT = '(?:数据|资料|信息|个人信息|个人资料|记录信息|记录|东西|底细)';
const YOURS = '(?:你|小蜂|你们|你这儿?|你那儿?|你这里|你那里)(?:这儿?|那儿?|这里|那里)?';

const heardShow = [
  `${MINE}${DATA}(?:有哪些|有什么|有啥|是什么|都有啥|给我看看|看看|看一?下)?`,
  `${YOURS}(?:都)?(?:记|存|留|收集|保存|掌握|知道)(?:了|着|的)?${MINE}?(?:些)?(?:什么|啥|哪些)(?:${DATA})?`,
  `${YOURS}(?:都)?有${MINE}(?:什么|啥|哪些)(?:${DATA})?`,
  `(?:都)?(?:记|存|留|收集)(?:了|着)?${MINE}(?:些)?(?:什么|啥|哪些)${DATA}?`,
  `我(?:都)?(?:有)?(?:哪些|什么|啥)(?:个人)?${DATA}(?:是)?(?:在|存在|留在|被)?(?:${YOURS}|你们?)(?:记|存|留)?(?:着|了|下)?`,
].map((pattern) => new RegExp(`${FRONT}(?:${pattern})${END}`));

const AWAY = '(?:删除|删掉|删了|删|清除|清空|清掉|清了|注销|抹掉|销毁)';
/** A check-in is called 报到 as well: taking that back is another matter. */
const REGISTRATION = '(?:报到登记|登记)';
const WHOSE = `(?:${MINE}|(?=个人))(?:${KEPT}|登记信息|报到信息|登记资料|登记|报到登记)`;
const heardDelete = [
  `${AWAY}(?:一下|下|了)?${WHOSE}`,
  `(?:把|将)?${WHOSE}(?:都|全|全部|统统|给我|帮我)*${AWAY}(?:掉|了|一下)?`,
  `(?:取消|撤销|撤回|退出|注销|作废)(?:一下|下|掉|了)?(?:${MINE})?${REGISTRATION}`,
  `(?:${MINE})?${REGISTRATION}(?:要|想|给我|帮我)*(?:取消|作废|注销|退出|删掉|删了|删除)(?:掉|了)?`,
  `${AWAY}(?:掉|了)?${REGISTRATION}`,
  `注销(?:我|我的)?(?:账号|帐号|账户|登记)?`,
  `(?:别|不要|不许|停止)(?:再)?(?:存|留|记|保存|收集|保留)(?:着|录)?${MINE}${KEPT}`,
  `(?:我)?(?:不想|不愿意?|不同意|不许|不让)(?:再)?(?:让|被|给)?(?:你们?|小蜂)?(?:再)?(?:存|留|记|保存|收集|保留)(?:着|录)?${MINE}${KEPT}`,
].map((pattern) => new RegExp(`${FRONT}(?:${pattern})${END}`));
heardDelete.push(
  ...[
    `(?:把我|我)?(?:从(?:系统|你这儿?|你们?这里?|你那儿?|后台|名单)(?:里|上)?)(?:给我|给|都)*${AWAY}(?:掉|了)?`,
    `把我(?:从(?:系统|你这儿?|你们?这里?|后台)(?:里|上)?)(?:给|都)*(?:移除|去掉|${AWAY})(?:掉|了)?`,
    `(?:撤回|撤销|收回|取消)(?:我的?|掉)*(?:同意|授权|报到登记|报到信息)`,
    `(?:我|俺)?(?:不|不想|不要|别)(?:再)?(?:登记|报到登记)了[\\s,]*(?:撤回|撤销|取消|删掉|删了|撤了)?`,
    `(?:把)?我?(?:登记|填)(?:过|了)?的(?:东西|信息|资料|内容|那些)?(?:都|全|全部|给我)*(?:${AWAY}|撤了|撤掉|撤回|撤销)(?:掉|了)?`,
    `(?:反悔了[\\s,]*)?(?:把)?(?:我的?)?${REGISTRATION}(?:给我|都|帮我)*(?:取消|撤回|撤销|撤了|删掉|删了)(?:掉|了)?`,
    `(?:我)?(?:不同意|不许|不让|不想|不愿意?)(?:再)?(?:让)?(?:你们?|小蜂|书记|支部|别人)(?:再)?(?:用|使用|看(?:到|见)?|知道|拿|留|有)(?:着)?${MINE}${KEPT}`,
  ].map((pattern) => new RegExp(`${FRONT}(?:我反悔了|反悔了|算了|[\\s,])*(?:${pattern})${END}`)),
);
/** With the word that makes "我忘了" something else. */
heardDelete.push(
  /^(?:小蜂|请|你们?|[\s,])*(?:把我(?:给|都|全)*(?:忘了|忘掉|删了|删掉|删除|移除)|忘[了掉]我)(?:吧|行吗|好吗|[\s,。.!?])*$/,
);

const ALL = '(?:都|全部?|统统|所有的?|一起|一并|这些|那些|刚才的?|填的|记的|说的)';
const UNNOTED =
  '(?:我|俺)?(?:不想|不愿意?|不要|别|不)(?:再)?(?:让|被)(?:你们?|小蜂|人|支部)?(?:给)?(?:再)?(?:记|存|留|登记|记录|收集|保存)(?:着|下|住|下来|录)*(?:了)?(?:我)?(?:的)?(?:了)?';
const DONE_WITH = '(?:我|反悔了|算了|不(?:想)?(?:弄|登记?|填|报|搞|说)了|还是|那|[\\s,，])*';
const ALL_AWAY = `(?:把|给我|帮我|我的?|就|请|,)*${ALL}(?:的|给我|帮我|都|全|,)*${AWAY}(?:掉|了|吧)*`;
const heardAllGone = [
  `${ALL_AWAY}(?:[\\s,，]*${UNNOTED})?`,
  `${UNNOTED}(?:[\\s,，]*(?:${ALL_AWAY}|${AWAY}(?:掉|了|吧)*))?`,
  `(?:别|不要|不许)(?:再)?(?:记|存|留|登记|记录|收集)(?:着|录)?我(?:了|的了?)`,
].map((pattern) => new RegExp(`${FRONT}${DONE_WITH}(?:${pattern})${END}`));

const LEDGER = '(?:签到|打卡|巡查|积分|志愿(?:服务|时长)?|时长|工单|诉求|隐患)(?:的)?(?:记录|明细|流水)?';
const heardLedger = [
  `${AWAY}(?:一下|下|了)?${MINE}${LEDGER}`,
  `(?:把|将)?${MINE}${LEDGER}(?:都|全|全部|统统|给我|帮我)*${AWAY}(?:掉|了)?`,
].map((pattern) => new RegExp(`${FRONT}(?:${pattern})${END}`));

const heardOthersGone = [
  `${AWAY}\\s*第?\\s*\\d{1,6}\\s*号(?:的)?(?:报到登记|登记|报到)(?:信息)?`,
  `第?\\s*\\d{1,6}\\s*号(?:的)?(?:报到登记|登记|报到)(?:信息)?${AWAY}(?:掉|了)?`,
];

const SEES = '(?:看(?:得)?(?:到|见)|看(?:得)?(?:到|见)?|知道|查(?:得)?(?:到)?|晓得)';
const OUTSIDE = '(?:书记|老板|站长|公司|平台|别人|人家|群里(?:的?人)?|你们领导|领导|街道|外人)';
const heardWhoSees = [
  `(?:都)?(?:有)?(?:谁|哪些人|什么人)(?:都)?(?:能|会|可以)?${SEES}${MINE}(?:${KEPT}|登记)`,
  `${MINE}(?:${KEPT}|登记)(?:都)?(?:有)?(?:谁|哪些人|什么人|${OUTSIDE})(?:都)?(?:能|会|可以)?${SEES}`,
  `(?:书记|别人|站长|公司)(?:能不能|会不会|能|会)?(?:看(?:得)?(?:到|见)|知道)我(?:跟|和|给)你(?:说|聊|讲)的(?:话|这些|东西)?`,
  `${OUTSIDE}(?:都)?(?:能不能|会不会|可不可以|能|会|可以)?${SEES}(?:${MINE}(?:些)?(?:什么|哪些|啥|${KEPT}|登记)+|我登记的?(?:什么|信息)?)`,
  `(?:你们?|小蜂)?(?:会不会|会|能不能)?(?:把)?${MINE}${KEPT}(?:会不会|会)?(?:被)?(?:卖|泄[露漏]|外传|告诉(?:别人|公司|老板|站长)|给(?:别人|公司|老板|站长)|传出去)(?:了|掉|出去|给别人)?`,
  `${MINE}${KEPT}(?:放你这儿?|在你这儿?|存你这儿?)?(?:安全|保密|会保密|安不安全|保不保密)`,
].map((pattern) => new RegExp(`${FRONT}(?:会不会)?(?:${pattern})(?:不)?${END}`));

/** People who are spoken of; what begins alike and is no person is not. */
const OTHERS = `(?:他|她|别人|人家|其他人|别的人|大家|[老小阿](?![区哥程票店时超象蜂家板师年人客乡学红])[\\p{Script=Han}]|[${clearSurnames}][\\p{Script=Han}]{1,2}?)(?:师傅|哥|姐)?`;
const heardOthers = [
  `(?:给我)?${OTHERS}的(?:个人|登记|报到)?(?:${DATA}|登记|住址|组织关系)(?:给我看看|给我看|发我|看看|是什么|是啥|有哪些|有啥|在哪)?`,
  `${OTHERS}(?:到底)?(?:是不是(?:预备)?党员|是(?:预备)?党员(?:吗|么|不是|不|没有?|吧))`,
  `${OTHERS}(?:的)?(?:党)?组织关系(?:在哪|在哪里|在哪儿|在哪个支部|是哪|转了没|转过来没)`,
  `${OTHERS}(?:报到)?(?:登记|核实)(?:了|过)?(?:没|没有|吗|么)`,
  `${OTHERS}(?:的)?登记(?:了|过|的)*(?:没有?|什么|啥|哪些)(?:${DATA})?`,
  `(?:群里|我们群|支部|这里)?(?:都)?(?:有)?(?:谁|哪些人?|哪几个)(?:是|不是)(?:预备)?党员`,
].map((pattern) => new RegExp(`${FRONT}(?:${pattern})${END}`, 'u'));

const hears = (patterns: readonly RegExp[]) => (words: string) =>
  words.length <= SHORT && patterns.some((pattern) => pattern.test(words));

export const asksForOwnData = hears(heardShow);
export const wantsOwnDataGone = hears(heardDelete);
/** The same without a word for what is kept: whatever is open may be meant as well. */
export const wantsAllGone = (words: string): boolean => !/[删清掉]好?了[吗没么]/.test(words) && hears(heardAllGone)(words);
/** Records that others rest on. */
export const wantsLedgerGone = hears(heardLedger);
export const asksWhoSees = hears(heardWhoSees);
export const asksForOthersData = hears(heardOthers);
export const wantsOthersGone = hears(
  [
    ...heardOthersGone,
    `${AWAY}(?:一下|下|了|掉)?${OTHERS}的(?:个人|登记|报到)?(?:${KEPT}|登记)`,
    `${OTHERS}的(?:个人|登记|报到)?(?:${KEPT}|登记)(?:都|全|全部|给我|帮我)*${AWAY}(?:掉|了)?`,
  ].map((pattern) => new RegExp(`${FRONT}(?:${pattern})${END}`, 'u')),
);

const heardStays =
  /(?:删|注销|撤)[^,]{0,6}[\s,，]*(?:书记|别人|支部|你|公司|还|就)[^,]{0,8}(?:看|在|能|有|知道|找)[^,]{0,8}(?:[吗么不没?？]|$)|(?:书记|别人|支部)[^,]{0,6}还(?:能)?看(?:得)?(?:到|见)/;
/** Asked before it is deleted: who still sees it. */
export const asksWhatStays = (words: string): boolean => words.length <= 30 && heardStays.test(words);

const heardHowLong = new RegExp(
  `${FRONT}(?:(?:我的?)?${KEPT}(?:你|你们|会|要|能)*(?:保存|存|留|保留)(?:多久|多长时间|几天|几年|到什么时候)|(?:你|你们)?(?:会)?(?:保存|存|保留)(?:我的?)?${KEPT}?(?:多久|多长时间)|我(?:说|讲|聊)的(?:话|这些|东西)(?:你|你们)?(?:都)?(?:会)?(?:存|记|留)(?:着|下来)?(?:吗|么|不|没)?)${END}`,
);
const heardAfterLeaving = new RegExp(
  `${FRONT}(?:我)?(?:要是|如果)?(?:退群|离开|退出群|不干)(?:了|以后|后)*[\\s,]*(?:我的?)?${KEPT}(?:还)?(?:在|有|留着|会删|删|存着)(?:吗|么|不|没)?${END}`,
);
/** How long what was told is kept, and what becomes of it. */
export function asksHowKept(words: string): 'how' | 'left' | null {
  if (words.length > SHORT) return null;
  return heardAfterLeaving.test(words) ? 'left' : heardHowLong.test(words) ? 'how' : null;
}
