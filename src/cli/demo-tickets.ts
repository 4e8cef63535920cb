// The third part of the story: what is reported gets a number, an owner, a clock and an end. Told in the world of the theme party day.
import { type Scene, said, until } from './demo-activity.ts';

export const ticketStory: Scene[] = [
  said('wu', 'courier', '@小蜂 东门窨井盖坏了，骑车差点摔了', /H-0001/),
  said('li', null, 'H-0001 受理', /H-0001/),
  said('li', null, 'H-0001 办好了，换了新井盖', /H-0001/),
  until('2026-11-26T20:40', /换了新井盖.*满意/s),
  said('wu', null, '1', /H-0001/),
  said('liu', 'rider', '@小蜂 二号棚有个电瓶在冒烟！！', /119.*H-0002/s),
  said('li', null, '我去', /H-0002/),
  said('li', null, 'H-0002 办好了，火灭了，棚里电瓶都清走了', /H-0002/),
  said('zheng', 'courier', '@小蜂 站里乱扣我两百块', /A-0001/),
  said('zheng', null, '1', /匿名/),
  said('li', null, '诉求清单', /A-0001/),
  until('2026-11-27T21:50', /H-0002.*满意/s),
];

/** How they must stand at the end. */
export const expectedTickets: Record<string, string> = { 'H-0001': 'closed', 'H-0002': 'resolved', 'A-0001': 'open' };
