// What notices say where no handler speaks: the notice itself, what it is followed by, what concerns its author.
import { sayWhen } from './phrases-times.ts';

const BRIEF_MAX = 40;

/** The beginning of long words, for whoever has seen them before. */
const brief = (body: string) => {
  const characters = [...body];
  return characters.length > BRIEF_MAX ? `${characters.slice(0, BRIEF_MAX).join('')}…` : body;
};

export const noticePhrases = {
  toGroup: (body: string, requireAck: boolean) => `【通知】${body}${requireAck ? '\n看过请@我回“收到”。' : ''}`,
  toMember: (body: string, requireAck: boolean) => `【通知】${body}${requireAck ? '\n看过请回“收到”。' : ''}`,
  acknowledge: '收到',
  /** @param group null = it went to people one by one */
  notArrived: (group: string | null, failed: number, unknown: number) => {
    const lost = [
      ...(failed > 0 ? [`${group ?? `${failed} 个人`}没发成`] : []),
      ...(unknown > 0 ? [`${group ?? `${unknown} 个人`}不知道到没到`] : []),
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
