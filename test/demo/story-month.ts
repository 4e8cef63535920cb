// The first half of November: coming and going, on both platforms and with the application.
import { dingtalk, type Scene, wecom, wecomApp } from './scene.ts';

export const monthStory: Scene[] = [
  wecom('zhou', 'courier', '早巡查完了 都正常', /早巡查记下了.*正常/, { at: '2026-11-02T07:41', times: 3 }),
  wecom('zhou', 'courier', '帮老马签个到', /得本人来/, { at: '2026-11-02T07:52' }),
  dingtalk('liu', 'rider', '志愿服务做完了', /几个小时/, { at: '2026-11-02T14:30' }),
  dingtalk('liu', 'rider', '两个半', /2\.5 小时记下了/, { at: '2026-11-02T14:31', times: 2 }),
  wecom('li', null, '你会什么', /签到巡查/, { at: '2026-11-05T20:10' }),
  wecomApp('zhou', null, '双报到', /双报到记下了/, { at: '2026-11-05T20:12' }),
  dingtalk('wu', 'rider', '晚巡查完了', /都正常吗/, { at: '2026-11-09T21:05' }),
  dingtalk('wu', 'rider', '1', /四样都正常/, { at: '2026-11-09T21:06' }),
  dingtalk('liu', null, '志愿服务三小时', /3 小时记下了/, { at: '2026-11-12T15:02' }),
  dingtalk('liu', null, '撤销 说错了', /撤了/, { at: '2026-11-12T15:03' }),
  wecom('zhou', 'courier', '收到', /收到/, { at: '2026-11-18T20:20', quoted: '周五晚上八点在江畔驿站开会' }),
];
