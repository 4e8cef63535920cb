// The second half of the story: a theme party day from one sentence to its summary, in the simulator, where pushes can be seen.

export interface Scene {
  /** Who speaks, in which group (null = direct chat), or an instant the clock is moved to. */
  said?: { from: string; group: string | null; text: string };
  until?: string;
  /** What must be among the answers or pushes. */
  expects: RegExp;
}

export const branch = {
  now: '2026-11-20T09:40:00+08:00',
  groups: [
    { id: 'courier', title: '江畔快递群', channel: 'wecom', occupations: { courier: 28 } },
    { id: 'rider', title: '夜班骑手群', channel: 'dingtalk', occupations: { rider: 12 } },
  ],
  members: [
    { id: 'li', name: '李书记', role: 'secretary', occupation: 'office', groups: ['courier', 'rider'] },
    { id: 'wu', name: '小吴', role: 'member', occupation: 'courier', groups: ['courier'] },
    { id: 'zheng', name: '小郑', role: 'guest', occupation: 'courier', groups: ['courier'] },
    { id: 'liu', name: '小刘', role: 'member', occupation: 'rider', groups: ['rider'] },
  ],
};

export const said = (from: string, group: string | null, text: string, expects: RegExp): Scene => ({
  said: { from, group, text },
  expects,
});
export const until = (time: string, expects: RegExp): Scene => ({ until: `${time}:00+08:00`, expects });

export const activityStory: Scene[] = [
  said('li', null, '下周三搞个主题党日，学习防诈骗，在江畔驿站，三个人', /20:05.*14:05|14:05.*20:05/s),
  said('li', null, '1', /发布/),
  until('2026-11-20T21:30', /江畔驿站/),
  said('wu', 'courier', '@小蜂 党日我和我媳妇去', /2 人/),
  said('liu', 'rider', '@小蜂 报名', /报上/),
  said('zheng', 'courier', '@小蜂 还有位置没 我也去', /候补|满/),
  said('zheng', 'courier', '@小蜂 我要报名', /候补/),
  said('wu', null, '家里有事去不了了', /2/),
  until('2026-11-21T21:30', /有位置了/),
  until('2026-11-25T19:40', /提醒/),
  said('zheng', 'courier', '@小蜂 到了', /签到/),
  said('li', null, '党日都谁报名了', /小郑/),
  until('2026-11-26T12:00', /办完了/),
];
