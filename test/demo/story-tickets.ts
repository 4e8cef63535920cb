// What is reported gets a number, an owner, a clock and an end; danger calls people at once.
import { dingtalk, type Scene, until, wecom, wecomApp } from './scene.ts';

export const ticketStory: Scene[] = [
  wecom('zhou', 'courier', '二号棚有个电瓶在冒烟！！', /119.*H-0001/s, {
    at: '2026-11-26T10:15',
    seen: [
      { says: /119/, to: 'courier', calls: 'li' },
      { says: /紧急 H-0001/, to: 'li' },
    ],
  }),
  wecom('li', null, '我去', /H-0001/),
  wecom('li', null, 'H-0001 办好了，火灭了，棚里电瓶都清走了', /H-0001/),
  dingtalk('wu', 'rider', '东门窨井盖坏了，骑车差点摔了', /H-0002/, { at: '2026-11-26T11:40' }),
  wecom('li', null, 'H-0002 受理', /H-0002/),
  wecom('li', null, 'H-0002 办好了，换了新井盖', /H-0002/),
  until(
    '2026-11-26T20:40',
    { says: /H-0002.*满意/s, to: 'wu', by: 'batch_send' },
    { says: /H-0001.*满意/s, to: 'zhou', by: 'app' },
  ),
  dingtalk('wu', null, '1', /H-0002 办结/),
  wecomApp('zhou', null, '满意', /H-0001 办结/),
  dingtalk('liu', 'rider', '充电柜着火了！！', /119.*H-0003/s, {
    at: '2026-11-26T20:45',
    seen: [{ says: /119/, to: 'rider', calls: 'li' }],
  }),
  wecom('li', null, '我去', /H-0003/),
  wecom('li', null, 'H-0003 办好了，火灭了，柜子断电了', /H-0003/),
  wecom('zheng', 'courier', '站里乱扣我两百块', /私信/, { seen: [{ says: /A-0001/, to: 'zheng', by: 'app' }] }),
  wecom('zheng', null, '1', /匿名/),
  wecom('li', null, '诉求清单', /A-0001/),
  until('2026-11-26T21:20', { says: /H-0003.*满意/s, to: 'liu', by: 'batch_send' }),
  dingtalk('liu', null, '1', /H-0003 办结/),
  until('2026-11-27T21:50', { says: /A-0001/, to: 'zheng', by: 'app' }),
];
