// The story `npm run demo` plays: a month of a branch, through both platforms' wire formats and the simulator.

export interface Step {
  /** Shanghai time; steps go forward. */
  at: string;
  via: 'wecom' | 'dingtalk' | 'wecom_app';
  from: string;
  /** Null = direct chat. */
  group: string | null;
  text: string;
  quoted?: string;
  /** The platform delivers it again (WeCom after 5 s without an answer it liked). */
  times?: number;
  /** What the answer must say; null = nothing. */
  expects: RegExp | null;
}

export const people: Record<string, { name: string; wecom?: string; dingtalk?: string }> = {
  zhou: { name: '老周', wecom: 'ZhouShifu' },
  liu: { name: '小刘', dingtalk: 'rider001' },
  li: { name: '李书记', wecom: 'LiShuji', dingtalk: 'secretary01' },
  wu: { name: '小吴', dingtalk: 'rider002' },
};

export const groups: Record<string, string> = { courier: '江畔快递群', rider: '夜班骑手群' };

export const story: Step[] = [
  {
    at: '2026-11-02T07:41',
    via: 'wecom',
    from: 'zhou',
    group: 'courier',
    text: '早巡查完了 都正常',
    times: 3,
    expects: /早巡查记下了.*正常/,
  },
  { at: '2026-11-02T07:52', via: 'wecom', from: 'zhou', group: 'courier', text: '帮老马签个到', expects: /得本人来/ },
  { at: '2026-11-02T14:30', via: 'dingtalk', from: 'liu', group: 'rider', text: '志愿服务做完了', expects: /几个小时/ },
  { at: '2026-11-02T14:31', via: 'dingtalk', from: 'liu', group: 'rider', text: '两个半', times: 2, expects: /2\.5 小时记下了/ },
  { at: '2026-11-05T20:10', via: 'wecom', from: 'li', group: null, text: '你会什么', expects: /签到打卡/ },
  { at: '2026-11-05T20:12', via: 'wecom_app', from: 'zhou', group: null, text: '双报到', expects: /双报到记下了/ },
  { at: '2026-11-09T21:05', via: 'dingtalk', from: 'wu', group: 'rider', text: '晚巡查完了', expects: /都正常吗/ },
  { at: '2026-11-09T21:06', via: 'dingtalk', from: 'wu', group: 'rider', text: '1', expects: /四样都正常/ },
  { at: '2026-11-12T15:02', via: 'dingtalk', from: 'liu', group: null, text: '志愿服务三小时', expects: /3 小时记下了/ },
  { at: '2026-11-12T15:03', via: 'dingtalk', from: 'liu', group: null, text: '撤销 说错了', expects: /撤了/ },
  {
    at: '2026-11-18T20:20',
    via: 'wecom',
    from: 'zhou',
    group: 'courier',
    text: '收到',
    quoted: '周五晚上八点在江畔驿站开会',
    expects: /收到/,
  },
  { at: '2026-11-21T20:01', via: 'wecom', from: 'zhou', group: 'courier', text: '到了', times: 4, expects: /签到记下了/ },
  { at: '2026-11-26T10:15', via: 'wecom', from: 'zhou', group: 'courier', text: '二号棚有个电瓶在冒烟！！', expects: /119/ },
  { at: '2026-11-30T20:40', via: 'dingtalk', from: 'liu', group: 'rider', text: '谢谢小蜂', expects: /不客气/ },
];

/** What must be on record at the end. */
export const expected: { member: string; kind: string; hours: number | null }[] = [
  { member: 'zhou', kind: 'patrol', hours: null },
  { member: 'liu', kind: 'volunteer', hours: 2.5 },
  { member: 'zhou', kind: 'double_report', hours: null },
  { member: 'wu', kind: 'patrol', hours: null },
  { member: 'zhou', kind: 'unspecified', hours: null },
];

export const words = {
  title: '小蜂演示：真实的企业微信加密回调、钉钉签名回调和演练台，走完一个月',
  bot: '小蜂',
  direct: '私聊',
  again: (times: number) => `（平台重发，共 ${times} 次，只算一次）`,
  via: { wecom: '企业微信', wecom_app: '企业微信应用', dingtalk: '钉钉' },
  late: (url: string) => `（HTTP 应答里不能回卡片点击，改走 ${url}）`,
  oldCard: '点了一张旧卡片上的按钮',
  simulator: '演练台',
  activity: '演练台：一次主题党日，从一句话到小结',
  tickets: '演练台：一件隐患、一次险情、一条诉求，都有编号、有人管、有回音',
  policy: '演练台：问政策，有依据的才答；没有的转给书记，答复大家都用得上',
  storedTickets: '存下来的工单',
  alone: '（私）',
  wrong: (expectedWords: string) => `和预期不一样，应当是：${expectedWords}`,
  stored: '存下来的出勤',
  columns: { who: '谁', what: '什么', at: '什么时候', hours: '小时', items: '巡查单' },
  kinds: {
    patrol: '巡查',
    volunteer: '志愿服务',
    double_report: '双报到',
    unspecified: '签到',
    party_day: '主题党日',
    activity: '活动',
  },
  counts: (inbox: number, outbox: number, parked: number, attendance: number) =>
    `收件箱 ${inbox} 条（重发的不重复记），回话 ${outbox} 条全部送达，喊人的 ${parked} 条等平台的主动消息接通，出勤 ${attendance} 条。`,
  good: '和预期一致。',
  bad: (count: number) => `有 ${count} 处和预期不一样。`,
};
