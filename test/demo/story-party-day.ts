// A theme party day from one sentence to its summary: planned in a direct chat, published to the groups of both platforms.
import { dingtalk, type Scene, until, wecom } from './scene.ts';

export const partyDayStory: Scene[] = [
  wecom('li', null, '下周三搞个主题党日，学习防诈骗，在江畔驿站，三个人', /20:05.*14:05|14:05.*20:05/s, {
    at: '2026-11-20T09:40',
  }),
  wecom('li', null, '1', /发布/),
  until(
    '2026-11-20T21:30',
    { says: /江畔驿站/, to: 'courier', by: 'webhook' },
    { says: /江畔驿站/, to: 'rider', by: 'group_send' },
  ),
  wecom('zhou', 'courier', '党日我和我媳妇去', /2 人/),
  dingtalk('liu', 'rider', '报名', /报上/),
  wecom('zheng', 'courier', '还有位置没 我也去', /候补|满/),
  wecom('zheng', 'courier', '我要报名', /候补/),
  wecom('zhou', null, '家里有事去不了了', /退 2/),
  until('2026-11-21T13:00', { says: /有位置了/, to: 'zheng', by: 'app' }),
  wecom('zhou', 'courier', '到了', /签到记下了/, { at: '2026-11-21T20:01', times: 4 }),
  until('2026-11-21T21:30', { says: /提醒/, to: 'liu', by: 'batch_send' }),
];

export const partyDayEnd: Scene[] = [
  until('2026-11-25T19:40', { says: /提醒/, to: 'zheng', by: 'app' }, { says: /提醒/, to: 'liu', by: 'batch_send' }),
  wecom('zheng', 'courier', '到了', /党日签到记下了/),
  wecom('li', null, '党日都谁报名了', /小郑/),
  until('2026-11-26T09:40', { says: /办完了/, to: 'li' }),
];
