// What notices say where no handler speaks: the notice itself, what it is followed by, what concerns its author.
import { sayWhen } from './phrases-times.ts';

const BRIEF_MAX = 40;

/** The beginning of long words, for whoever has seen them before. */
export const brief = (body: string) => {
  const characters = [...body];
  return characters.length > BRIEF_MAX ? `${characters.slice(0, BRIEF_MAX).join('')}…` : body;
};

/** To whom it did not come: groups by their titles, and how many people where it went to them one by one. */
interface Lost {
  titles: readonly string[];
  people: number;
}

/** Of more groups, only how many. */
const TITLES_MAX = 4;

const isAny = ({ titles, people }: Lost): boolean => titles.length > 0 || people > 0;

function sayLost({ titles, people }: Lost): string {
  const list = titles.slice(0, TITLES_MAX).join('、');
  const groups = titles.length > TITLES_MAX ? `${list}等 ${titles.length} 个群` : list;
  return [...(groups === '' ? [] : [groups]), ...(people > 0 ? [`${people} 个人`] : [])].join('、');
}

export const noticePhrases = {
  toGroup: (body: string, requireAck: boolean) => `【通知】${body}${requireAck ? '\n看过请@我回“收到”。' : ''}`,
  toMember: (body: string, requireAck: boolean) => `【通知】${body}${requireAck ? '\n看过请回“收到”。' : ''}`,
  acknowledge: '收到',
  notArrived: (failed: Lost, unknown: Lost) => {
    const lost = [
      ...(isAny(failed) ? [`${sayLost(failed)}没发成`] : []),
      ...(isAny(unknown) ? [`${sayLost(unknown)}不知道到没到`] : []),
    ];
    return `你的通知，${lost.join('，')}。请换个办法告诉一声。`;
  },
  remindMember: (body: string) => `还差你一个“收到”：${brief(body)}\n看过请回“收到”。`,
  remindInGroup: (body: string) => `还差你们的“收到”：${brief(body)}\n看过请@我回“收到”。`,
  /** @param isAsked the numbers are heard as answers: no other question of ours is open */
  second: (author: string, people: number, body: string, isAsked: boolean) =>
    `${author}要发一条通知，约 ${people} 人，请你把个关：\n【通知】${body}\n${isAsked ? '回 1 同意发，2 不发。' : '回“同意发”或“不同意发”。'}`,
  agree: '同意发',
  decline: '不发',
  agreed: (second: string, at: number, now: number) =>
    at > now ? `${second}同意了，通知${sayWhen(at, now)} 起发出。` : `${second}同意了，通知开始发了。`,
  declined: (second: string) => `${second}没同意，那条通知没有发。`,
  expired: '一直没有另一位书记点头，那条通知没有发。',
  nameless: '另一位书记',
};
