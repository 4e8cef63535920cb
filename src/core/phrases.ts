// What the house itself says, where no handler speaks. Sentences are Chinese, short, plain.
import type { Intent } from './intent.ts';
import type { CheckInKind, PatrolHalf } from './slots.ts';
import type { Attendance } from './store.ts';

/** How people call each thing the bot may be asked for. */
export const intentTitles: Record<Intent, string> = {
  check_in: '签到',
  sign_up: '报名',
  cancel_sign_up: '取消报名',
  report_hazard: '登记隐患',
  raise_appeal: '登记诉求',
  ask_policy: '查政策',
  find_station: '找驿站',
  query_activity: '查活动',
  query_points: '查积分',
  redeem_points: '兑换积分',
  query_ticket: '查工单',
  rate_ticket: '评价工单',
  acknowledge: '收到回执',
  finish_study: '记学习',
  register: '报到登记',
  undo: '撤销',
  help: '帮助',
  broadcast_notice: '发通知',
  plan_activity: '组织活动',
  list_attendance: '看名单',
  update_ticket: '处理报来的事',
  export_report: '导表格',
  smalltalk: '聊天',
};

/** The same in a question of ours, where a title alone would read oddly. */
export const doubtTitles: Record<Intent, string> = { ...intentTitles, acknowledge: '回“收到”', help: '看帮助' };

/** Sounds like a question, with or without its mark. */
export const heardQuestion =
  /\?|[吗么不没][\s。.!~]*$|谁|啥|什么|怎|咋|哪|几[点个时号]|多少|多久|为何|是不是|有没有|能不能|可不可以|行不行|要不要/;

const kindTitles: Record<CheckInKind, string> = {
  party_day: '主题党日签到',
  patrol: '巡查',
  volunteer: '志愿服务',
  double_report: '双报到',
  activity: '活动签到',
  unspecified: '签到',
};
const halfTitles: Record<PatrolHalf, string> = { morning: '早巡查', evening: '晚巡查' };

/** `早巡查`, `线上主题党日签到` */
export function checkInTitle({ kind, half, mode }: Pick<Attendance, 'kind' | 'half' | 'mode'>): string {
  return (mode === 'online' ? '线上' : '') + (half ? halfTitles[half] : kindTitles[kind]);
}

/** Who to call first when somebody is in danger now (119 fire, 120 injury, 110 crime, 122 traffic), by hazard category. */
const emergencyCalls: Record<string, string> = {
  fire: '先打 119，人离远点！有人受伤打 120。',
  charging: '先打 119，人离远点，别碰电瓶！有人受伤打 120。',
  electrical: '别碰，离远点！着火打 119，有人触电打 120。',
  gas: '先到外面，别开灯别点火，再打 119！',
  traffic: '有人受伤先打 120，撞车打 122！',
  public_order: '先躲开，打 110！有人受伤打 120。',
};

export const phrases = {
  notYet: (intent: Intent) => `${intentTitles[intent]}我还没学会，先请直接跟书记说。`,
  notYetForStaff: (intent: Intent) => `${intentTitles[intent]}我还没学会，这次先请您自己来。`,
  staffOnlyTitle: (title: string) => `${title}要书记来操作，你有想法可以跟书记说。`,
  /** The platform did not prove who wrote it: reserved things need a second way. */
  unprovenTitle: (title: string) => `这条通道认不准是不是你本人，${title}先不办。`,
  outsiderOnlyTitle: (title: string) => `${title}要先加入单位的通讯录，找书记加一下就行。`,
  emergency: (category: unknown) =>
    (typeof category === 'string' && emergencyCalls[category]) || '有人受伤先打 120！着火、被困打 119。',
  missing: '先打 110！说清长相、穿着、最后在哪儿见的。',
  police: '先打 110，别跟人硬来。',
  despair: '别一个人扛，心理热线 12356 随时能打。眼下有危险就打 120、110。',
  apology: '刚才没办成，不怪你。请再说一次。',
  unreadable: '这个我看不了，请发文字、图片或语音。',
  photoAlone: '图收到了。是什么事、在哪儿？再跟我说一句。',
  streamGone: '这条已经答完了，有事直接说。',
  /** Stands in the chat until the answer does. */
  thinking: '在查，稍等。',
  /** Take its place when the answer comes by another way. */
  answerComesAlone: '答好了会单独发给你。',
  answerBelow: '看下面一条。',
  askedAlone: '我私信问你一句。',
  oneAtATime: (intent: Intent) => `先定上面这件，${intentTitles[intent]}等会儿再说一遍。`,
  questionDropped: '好，不记了。',
  questionGone: '这个问题过时了，请直接再说一次。',
  /** A figure or a plain yes that answers nothing: it was answered, or is long over, or nothing was asked. */
  nothingAsked: '这会儿没有等你选的事，要办什么直接说。',
  /** A second press on a card, or one on another button of it. */
  answeredBefore: '这个已经选过了，不用再点。',
  doubtOne: (title: string) => `你是要${title}吗？回 1 是，回 2 不用。`,
  doubtTwo: (title: string, otherTitle: string) => `你是要${title}，还是${otherTitle}？回 1 或 2。`,
  /** Label of the button that opens an address of ours. */
  open: '打开',
  /** Label of the second choice. */
  doubtNo: '不用',
  /** Instead of a name that nobody knows. */
  you: '你',
  /** Title of a card whose words stand in the message above it. */
  tapOne: '点一个就行，也可以回数字',
  chosen: (label: string) => `已选：${label}`,
};
