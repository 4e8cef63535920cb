// What our printable pages say.
import { shanghaiHourMinute, shanghaiTime } from './shanghai.ts';
import type { TicketAction } from './ticket.ts';

/** `2026年11月22日 20:05`: a page is read long after it was made. */
export function sayInFull(at: number): string {
  const { year, month, day } = shanghaiTime(at);
  return `${year}年${month}月${day}日 ${shanghaiHourMinute(at)}`;
}

export const actionTitles: Record<TicketAction, string> = {
  report: '登记',
  supplement: '补充',
  follow: '有人跟着报',
  make_anonymous: '改为匿名',
  call: '呼叫值班',
  answer_call: '有人赶去',
  accept: '受理',
  assign_branch: '交支部办',
  escalate_street: '报街道协调',
  escalate_county: '报区县协调',
  warn: '快到期提醒',
  expire: '到期没办完',
  resolve: '办好，等回访',
  reject: '不予办理',
  adopt: '采纳',
  follow_up: '回访',
  follow_up_again: '再次回访',
  satisfied: '满意',
  unsatisfied: '不满意',
  not_yet: '还没好',
  reopen: '重新打开',
  take_back: '收回上一步',
  close: '办结',
  withdraw: '自己撤回',
  hand_over: '交接',
};

/** What was looked at, in the access record. */
export const accessTitles = { original: '原话', page: '详情页' } as const;
export type AccessKind = keyof typeof accessTitles;

export const pagePhrases = {
  lang: 'zh-CN',
  door: {
    title: '打开页面',
    hint: '这个链接只能打开一次。打开后要留着，就打印或截图。',
    open: '打开',
  },
  gone: {
    title: '这个页面打不开了',
    hint: '链接 10 分钟内有效，只能打开一次。回聊天里再跟我要一个就行。',
  },
  print: '要打印：点浏览器的菜单，选“打印”，纸张选 A4。',
  sheetTitle: (number: string) => `工单 ${number}`,
  packTitle: (number: string) => `诉求材料 ${number}`,
  packPurpose: '本人整理，供申请法律援助、仲裁或投诉时使用。',
  madeAt: (when: string) => `整理时间：${when}`,
  fields: {
    number: '编号',
    kind: '类别',
    place: '地点',
    level: '在哪一级',
    status: '进展',
    reporter: '谁报的',
    createdAt: '登记时间',
    dueAt: '办理期限',
    outcome: '办理结果',
    unsatisfied: '不满意次数',
  },
  kinds: { hazard: '隐患', appeal: '诉求' },
  times: (count: number) => `${count} 次`,
  urgent: '紧急',
  anonymous: '匿名',
  notSaid: '没说',
  nothingYet: '还没有',
  person: { title: '本人填写', name: '姓名', identity: '身份证号', phone: '电话', signature: '签名', day: '日期' },
  words: { title: '说了什么', masked: '人名、电话等已隐去。' },
  ownWords: '本人原话',
  added: '后来补充的',
  history: { title: '办理经过', at: '时间', step: '步骤', who: '谁', level: '级别', note: '说明' },
  who: { reporter: '报的人', itself: '自动', somebody: '有人' },
  photos: {
    title: '照片',
    alt: (index: number) => `照片 ${index}`,
    waiting: (index: number) => `照片 ${index}：还没取到，过一会儿再看。`,
    failed: (index: number) => `照片 ${index}：没收下，请再发一次。`,
    gone: (index: number) => `照片 ${index}：已经不在了。`,
  },
  accesses: { title: '谁看过', at: '时间', who: '谁', what: '看了什么' },
};
