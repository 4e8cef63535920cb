// A notice to everybody, and who has read it.
import { dingtalk, type Scene, until, wecom } from './scene.ts';

export const noticeStory: Scene[] = [
  wecom('li', null, '通知大家：周日晚上江畔路封路，收车绕行江东路，看到回收到', /封路/, { at: '2026-11-23T10:00' }),
  wecom('li', null, '1', /发|送/),
  until(
    '2026-11-23T21:25',
    { says: /江畔路封路/, to: 'courier', by: 'webhook' },
    { says: /江畔路封路/, to: 'rider', by: 'group_send' },
  ),
  wecom('zhou', 'courier', '收到', /收到/),
  dingtalk('liu', 'rider', '收到', /收到/),
  wecom('li', null, '谁没收到', /小郑/),
];
