// What is answered to who settles a ticket, when a step of his was taken, or not.
import type { Branch } from './branch.ts';
import { levelTitle, statusTitle } from './phrases-reports.ts';
import { ticketPhrases } from './phrases-tickets.ts';
import { sayWhen } from './phrases-times.ts';
import type { Ticket, TicketLevel } from './ticket.ts';

/** `，周四 18:00 前办好` */
const byWhen = ({ dueAt }: Ticket, now: number): string => (dueAt === null ? '' : `，${sayWhen(dueAt, now)} 前办好`);

export const handlingPhrases = {
  title: '处理报来的事',
  accepted: (ticket: Ticket, now: number) => `${ticket.number} 您受理了${byWhen(ticket, now)}。办完回“${ticket.number} 办好了”。`,
  acceptedQuestion: (ticket: Ticket, now: number) =>
    `${ticket.number} 您受理了${byWhen(ticket, now)}。有答案就回“${ticket.number} 答复：……”。`,
  sentDown: (branch: Branch, { number, level }: Ticket) => `${number} 转给${levelTitle(branch, level)}了，已经告诉他们。`,
  /** @param areStandIns nobody is known there */
  escalated(branch: Branch, ticket: Ticket, now: number, areStandIns: boolean): string {
    const { number, level } = ticket;
    const done = `${number} 报到${levelTitle(branch, level)}了${byWhen(ticket, now)}。`;
    return areStandIns ? `${done}\n${ticketPhrases.nobodyThere(branch, level)}` : done;
  },
  settled: (number: string) => `${number} 记下办好了，我去问报的人满不满意。`,
  rejected: (number: string) => `${number} 不予办理，理由会告诉报的人。`,
  takenOver: (ticket: Ticket, name: string | null, now: number) =>
    `${ticket.number} 改由您办${byWhen(ticket, now)}，已经告诉${name ?? '有人'}。`,
  alreadyYours: (ticket: Ticket, now: number) => `${ticket.number} 本来就是您在办${byWhen(ticket, now)}。`,
  alreadyThere: (branch: Branch, number: string, level: TicketLevel) => `${number} 已经在${levelTitle(branch, level)}了。`,
  wrongState: ({ number, status }: Ticket) => `${number} 现在是“${statusTitle(status)}”，这一步不用做了。`,
  notYours: (number: string) => `${number} 不归您办，有情况跟书记说一声。`,
  unknown: (number: string) => `没有找到 ${number}，看看号对不对。`,
  tooLong: (length: number, most: number) => `说明有 ${length} 字，太长了，请压到 ${most} 字以内。这次没有改动。`,
  noSuchOther: (other: string) => `${other} 并不到一起，看看号对不对。`,
  /** Steps taken back, put off, asked about, and several at once. */
  talk: {
    held: (what: string) => `好，${what}没有动。要办的时候再跟我说。`,
    unsettled: (what: string) => `好，${what}没有动。全办妥了回“办好了”。`,
    askSeen: (number: string) => `${number} 您看过了吗？回 1 办好了，2 先不动。`,
    seenChoices: ['办好了', '先不动'],
    oneAtATime: (number: string) => `${number} 先没动，答完上面的再说它。`,
    sayWhy: (number: string) => `${number} 收回来了。为什么不办，说“${number} 不予办理”再说理由。`,
    stays: '好，没有动。',
    notSentUp: '好，不往上报了。',
    isSentUp: (number: string) => `${number} 已经报上去了，请跟那边说一声。`,
    whichBack: (numbers: string) => `要收回哪一件？带上编号说：${numbers}。`,
    nothing: '您这儿没有能这么办的事。',
    nothingHere: '您这儿没有能这么办的隐患。诉求的事请私聊我说。',
    privately: '诉求的事请私聊我说。',
  },
  /** @param isTold its reporter has heard what is taken back */
  takenBack(ticket: Ticket, isTold: boolean, now: number): string {
    const { number, status } = ticket;
    const told = isTold ? '报的人那边我去更正。' : '报的人那边没发出去。';
    if (status === 'accepted') return `${number} 收回来了，还是您在办${byWhen(ticket, now)}。${told}`;
    return `${number} 收回来了，还没受理。${told}接下就回“${number} 受理”。`;
  },
  notBroughtBack: {
    others: (number: string, name: string | null) => `${number} 是${name ?? '别人'}定的，没有动。要收回请${name ?? '他'}来说。`,
    tooLate: (number: string) => `${number} 定了一天多，收不回了。报的人回“不满意 ${number}”就重新打开。`,
    answered: (number: string) => `${number} 报的人已经回话了，收不回。还有事就再报一件。`,
    running: ({ number, status }: Ticket) => `${number} 现在是“${statusTitle(status)}”，没有可收回的。`,
  },
};
