// The second act: the same branch and the same data, by the long connection and by Stream; nothing of the server can be called from outside.
import { dingtalk, pressed, type Scene, wecom, wecomApp } from './scene.ts';

export const connectedStory: Scene[] = [
  wecom('zhou', 'courier', '早巡查完了', /都正常吗/, { at: '2026-12-01T07:40' }),
  pressed(
    'wecom',
    'zhou',
    'courier',
    1,
    { says: /已选：都正常/, by: 'update' },
    { says: /四样都正常/, to: 'courier', by: 'send' },
  ),
  // A card comes in the place of the answer; it tells who pressed.
  dingtalk('liu', 'rider', '晚巡查完了', undefined, {
    at: '2026-12-01T21:10',
    seen: [{ says: /都正常吗/, to: 'rider', by: 'card', calls: 'liu' }],
  }),
  pressed('dingtalk', 'liu', 'rider', 1, { says: /四样都正常/, by: 'card' }),
  wecomApp('li', null, '今天谁值班', /值班|李书记/),
  dingtalk('wu', null, '谢谢小蜂', /不客气/),
  wecom('zheng', 'courier', '东门有人晕倒了！！', /120.*H-0004/s, {
    seen: [
      { says: /120/, to: 'courier', calls: 'li' },
      { says: /H-0004/, to: 'li' },
    ],
  }),
];
