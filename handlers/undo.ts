import { z } from 'zod';
import { DAY_MS, MINUTE_MS } from '../src/core/clock.ts';
import { defineAnswer, defineCommand, defineHandler, defineIntent, type HandlerContext } from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import { checkInTitle } from '../src/core/phrases.ts';
import { sayWhen } from '../src/core/phrases-times.ts';
import { shanghaiHourMinute } from '../src/core/shanghai.ts';
import { noSlots } from '../src/core/slots.ts';
import type { Ticket } from '../src/core/ticket.ts';
import { tellAlone } from '../src/domain/points/saying.ts';
import type { SignUpTakenBack } from '../src/domain/sign-ups/undo.ts';
import { ownTickets } from '../src/domain/tickets/reporter.ts';
import { placesAnew } from '../src/domain/tickets/saying.ts';
import { withdraw } from '../src/domain/tickets/steps.ts';
import { stepJustTaken } from '../src/domain/tickets/taking-back.ts';
import { checkInJustNow, type LastDeed, lastDeed, type UndoOutcome, undoLast, undoNamed } from '../src/domain/undo.ts';
import { speaksOfExchange } from '../src/domain/words/exchange.ts';
import { inTheEnd } from '../src/domain/words/orders.ts';
import { isCalled } from '../src/domain/words/points.ts';
import { blamesBot, restores, saysTakeBack } from '../src/domain/words/slips.ts';
import {
  type DeedNamed,
  declinesDeed,
  deniesDeed,
  othersRecordIn,
  takenBackByName,
  undoneNamed,
} from '../src/domain/words/undoing.ts';

const text = {
  checkIn: (what: string, at: string) => `撤了，${at} 的${what}不算了。`,
  hours: (hours: number) => `撤了，志愿服务 ${hours} 小时不算了。`,
  acknowledge: '撤了，刚才那条不算了。',
  signedOff: (title: string) => `撤了，“${title}”不给你报了。`,
  asBefore: (title: string, people: number, when: string) => `撤了，“${title}”还按原来的：${people} 人，${when}。`,
  noRoom: (title: string) => `撤不回去，“${title}”的位置有人了。想排候补就回“报名”。`,
  tooLate: (title: string) => `撤不回去，“${title}”的报名停了，请找书记。`,
  withdrawn: (number: string) => `${number} 撤了，不用管了。`,
  inHand: (number: string) => `${number} 已经有结果了，撤不了。`,
  already: '刚才那条已经撤过了。',
  nothing: '一天内没有你可以撤的记录。',
  nothingNamed: (name: string) => `一天内没有你可以撤的${name}。`,
  noSignUp: '一天内没有你可以撤的报名。要退名额说“不去了”。',
  deeds: {
    volunteer: '志愿服务',
    patrol: '巡查',
    check_in: '签到',
    sign_up: '报名',
    acknowledge: '收到',
    report: '隐患',
  } satisfies Record<DeedNamed, string>,
  askDenied: (what: string, at: string) => `${at} 的${what}撤掉吗？回1撤掉，回2留着。`,
  deniedChoices: ['撤掉', '留着'],
  kept: '好，留着。',
  notRecorded: '没给你记，放心。到了再说“签到”。',
  askSlip: (what: string) => `${what}撤掉吗？回1撤掉，回2留着。`,
  ofHours: (hours: number) => `志愿服务 ${hours} 小时`,
  ofCheckIn: (what: string, at: string) => `${at} 的${what}`,
  ofSignUp: '刚才的报名',
  ofPlace: (number: string, place: string) => `${number}（${place}）`,
  ofChange: '刚才改的报名',
  ofAcknowledged: '刚才回的那条',
  othersExchange: (who: string, id: number, goods: string, word: string) =>
    `${who}的兑换 ${id}（${goods}）要撤，说“兑换${id} ${word}”。`,
  ofTicket: (number: string) => `要收回 ${number} 刚才那一步，说“${number} 搞错了”。`,
  disagree: '不同意',
  revoke: '撤销',
  noExchange: (who: string) => `${who}没有能撤的兑换，没有动。`,
  othersEntry: (who: string) => `要撤${who}的哪笔？说“${who}的积分”看编号，再说“撤销积分 编号 原因”。`,
  notYours: '别人的记录我没有动，要本人或书记来撤。',
  unknownPerson: (who: string) => `名册里没有叫“${who}”的人，没有动。`,
  notRestored: '你的记录没动。以前撤了的，重新说一遍我就记。',
  misheard: '对不住，我听岔了，记录没动。你再说一遍？',
};

/** Whoever denies what was recorded does so when he reads that it was. */
const JUST_NOW_MS = 10 * MINUTE_MS;

function saySignUp({ now }: HandlerContext<unknown>, outcome: SignUpTakenBack): string {
  const { title } = outcome.activity;
  switch (outcome.kind) {
    case 'signed_off':
      return text.signedOff(title);
    case 'as_before':
      return text.asBefore(title, outcome.signUp.partySize, sayWhen(outcome.session.start, now));
    case 'no_room':
      return text.noRoom(title);
    case 'refused':
      return text.tooLate(title);
  }
}

async function undo(ctx: HandlerContext<unknown>): Promise<void> {
  const isAlone = ctx.message.conversation.kind === 'direct';
  const words = ctx.message.kind === 'said' ? ctx.message.text : '';
  const name = takenBackByName(words);
  if (name === null && restores(words)) return ctx.reply(text.notRestored);
  if (name === null && blamesBot(words) && !saysTakeBack(words)) return ctx.reply(text.misheard);
  const other = name === null && isAllowed(ctx.member.role, 'staff') ? await otherNamed(ctx, words) : null;
  if (other !== null) return await tellHow(ctx, other, speaksOfExchange(words));
  const step = name === null && words !== '' ? await stepJustTaken(ctx, ctx.member) : null;
  if (step && (isAlone || step.ticket.kind === 'hazard')) return ctx.reply(text.ofTicket(step.ticket.number));
  // "Wrong" alone may be about what was said or asked since.
  if (name === null && words !== '' && !saysTakeBack(words)) return await askSlip(ctx, isAlone);
  const told = name === null ? undoneNamed(words) : null;
  if (told) return await askNamed(ctx, told, isAlone);
  const outcome = name === null ? await undoLast(ctx, ctx.member, isAlone) : await undoNamed(ctx, ctx.member, name);
  if (outcome.kind === 'nothing' && name !== null)
    return ctx.reply(name === 'sign_up' ? text.noSignUp : text.nothingNamed(text.deeds[name]));
  sayUndone(ctx, outcome);
}

/** The person of the roster who is named, unless it is the speaker. */
async function otherNamed({ tx, member }: HandlerContext<unknown>, words: string): Promise<string | null> {
  const others = (await tx.members.list()).filter(({ id, name }) => id !== member.id && (name ?? '').length > 1);
  return others.find(({ name }) => words.includes(name ?? ''))?.name ?? null;
}

/** Each record of somebody else's has a way of its own; it is told, and nothing is taken back. */
async function tellHow(ctx: HandlerContext<unknown>, name: string, isExchange: boolean): Promise<void> {
  if (!isAllowed(ctx.member.role, 'staff')) return ctx.reply(text.notYours);
  if (!isExchange) return tellAlone(ctx, text.othersEntry(name));
  const ids = (await ctx.tx.members.list()).filter((member) => member.name === name).map(({ id }) => id);
  const lines: string[] = [];
  for (const memberId of ids) {
    const theirs = await ctx.tx.exchanges.ofMember(memberId, ['asked', 'granted']);
    for (const { id, name: goods, status } of theirs.slice(-EXCHANGES_TOLD))
      lines.push(text.othersExchange(name, id, goods, status === 'asked' ? text.disagree : text.revoke));
  }
  tellAlone(ctx, lines.length > 0 ? lines.join('\n') : text.noExchange(name));
}
const EXCHANGES_TOLD = 3;

/** One's own hazard that is named by its place, by a word of it, or by its turn; else what came last. Never gone unasked. */
async function askNamed(
  ctx: HandlerContext<unknown>,
  told: { named: string; turn: number | null },
  isAlone: boolean,
): Promise<void> {
  const own = await ownTickets(ctx, ctx.member, ['open', 'accepted']);
  const hazards = own.filter(({ kind, createdAt }) => kind === 'hazard' && ctx.now - createdAt < DAY_MS);
  const isNamed = ({ place, words }: Ticket) => `${place ?? ''} ${words}`.includes(told.named);
  const ticket = told.turn === null ? hazards.find(isNamed) : hazards.toReversed()[told.turn - 1];
  if (!ticket) return await askSlip(ctx, isAlone);
  const what = ticket.place === null ? ticket.number : text.ofPlace(ticket.number, ticket.place);
  ctx.ask({ name: 'ticket', text: text.askSlip(what), choices: text.deniedChoices, state: { ticketId: ticket.id } });
}

async function askSlip(ctx: HandlerContext<unknown>, isAlone: boolean): Promise<void> {
  const deed = await lastDeed(ctx, ctx.member, isAlone);
  if (!deed) return ctx.reply(text.nothing);
  if (deed.isUndone) return ctx.reply(text.already);
  if (deed.kind === 'appeal') ctx.keepSealed();
  ctx.ask({
    name: 'slip',
    text: text.askSlip(nameOf(deed)),
    choices: text.deniedChoices,
    state: { key: deed.key, isReport: deed.kind === 'report' },
  });
}

function nameOf(deed: LastDeed): string {
  switch (deed.kind) {
    case 'check_in':
      if (deed.attendance.hours) return text.ofHours(deed.attendance.hours);
      return text.ofCheckIn(checkInTitle(deed.attendance), shanghaiHourMinute(deed.attendance.at));
    case 'sign_up':
      return text.ofSignUp;
    case 'cancel_sign_up':
      return text.ofChange;
    case 'acknowledge':
      return text.ofAcknowledged;
    case 'report':
    case 'appeal':
      return deed.number;
  }
}

function sayUndone(ctx: HandlerContext<unknown>, outcome: UndoOutcome): void {
  switch (outcome.kind) {
    case 'nothing':
      return ctx.reply(text.nothing);
    case 'already_undone':
      return ctx.reply(text.already);
    case 'sign_up':
      return ctx.reply(saySignUp(ctx, outcome.outcome));
    case 'report': {
      const { kind, ticket } = outcome.outcome;
      if (ticket.kind === 'appeal') ctx.keepSealed();
      return ctx.reply(kind === 'withdrawn' ? text.withdrawn(ticket.number) : text.inHand(ticket.number));
    }
    case 'undone': {
      const { attendance } = outcome;
      if (!attendance) return ctx.reply(text.acknowledge);
      ctx.reply(
        attendance.hours
          ? text.hours(attendance.hours)
          : text.checkIn(checkInTitle(attendance), shanghaiHourMinute(attendance.at)),
      );
    }
  }
}

export default defineHandler({
  name: 'undo',
  title: '撤销',
  help: '记错了，说“撤销”',
  topic: 'own',
  text,
  intents: {
    undo: defineIntent({
      keywords: ['撤销', '撤回', '点错了', '说错了', '记错了'],
      examples: ['撤销', '刚才点错了', '前面那条不算'],
      slots: noSlots,
      run: undo,
    }),
  },
  commands: {
    named: defineCommand({
      allow: 'insider',
      examples: ['取消我的报到', '撤销我的签到', '刚才的志愿撤了'],
      hears: (words) => (takenBackByName(words) === null ? null : {}),
      run: undo,
    }),
    others: defineCommand({
      allow: 'insider',
      examples: ['撤了老周那条', '把小吴的兑换撤了'],
      hears: inTheEnd(othersRecordIn),
      async run(ctx) {
        const { name, isExchange } = ctx.slots;
        if (name === ctx.member.name) return ctx.pass();
        const isListed = (await ctx.tx.members.list()).some((member) => member.name === name);
        if (isListed) await tellHow(ctx, name, isExchange);
        else if (isCalled(name)) ctx.reply(text.unknownPerson(name));
        else ctx.pass();
      },
    }),
    denied: defineCommand({
      allow: 'insider',
      examples: ['不是 我没到', '别给我打卡'],
      hears: (words) => (deniesDeed(words) || declinesDeed(words) ? declinesDeed(words) : null),
      async run(ctx) {
        const entry = await checkInJustNow(ctx, ctx.member, JUST_NOW_MS);
        if (!entry) return ctx.slots ? ctx.reply(text.notRecorded) : ctx.pass();
        const what = text.askDenied(checkInTitle(entry), shanghaiHourMinute(entry.at));
        ctx.ask({ name: 'denied', text: what, choices: text.deniedChoices, state: { entryId: entry.id } });
      },
    }),
  },
  answers: {
    ticket: defineAnswer({
      state: z.object({ ticketId: z.string() }),
      allow: 'insider',
      async run(ctx, answer) {
        const ticket = await ctx.tx.tickets.byId(ctx.slots.ticketId);
        if (!ticket || answer.kind !== 'choice') return false;
        if (answer.choice !== 1) ctx.reply(text.kept);
        else {
          const { kind } = await withdraw(ctx, ctx.member, ticket);
          ctx.reply(kind === 'withdrawn' ? text.withdrawn(ticket.number) : text.inHand(ticket.number));
        }
        return true;
      },
      covers: ({ intent }) => intent === 'undo',
    }),
    slip: defineAnswer({
      state: z.object({ key: z.string(), isReport: z.boolean().default(false) }),
      allow: 'insider',
      async run(ctx, answer) {
        const isAlone = ctx.message.conversation.kind === 'direct';
        const isOutright = answer.kind === 'words' && saysTakeBack(answer.words) && [...answer.words].length <= 6;
        if (answer.kind !== 'choice' && !isOutright)
          return answer.kind === 'words' && ctx.slots.isReport && (await placesAnew(ctx, answer.words));
        if (answer.kind === 'choice' && answer.choice !== 1) {
          ctx.reply(text.kept);
          return true;
        }
        // Something else was recorded meanwhile, or it was taken back by another word.
        if ((await lastDeed(ctx, ctx.member, isAlone))?.key !== ctx.slots.key) ctx.reply(text.already);
        else sayUndone(ctx, await undoLast(ctx, ctx.member, isAlone));
        return true;
      },
      takesDrop: true,
      covers: ({ intent }) => intent === 'undo',
    }),
    denied: defineAnswer({
      state: z.object({ entryId: z.number() }),
      allow: 'insider',
      async run(ctx, answer) {
        if (answer.kind !== 'choice') return false;
        if (answer.choice !== 1) {
          ctx.reply(text.kept);
          return true;
        }
        const entry = await checkInJustNow(ctx, ctx.member, 2 * JUST_NOW_MS);
        // Something else was recorded meanwhile, or it was taken back by another word.
        if (entry?.id === ctx.slots.entryId) sayUndone(ctx, await undoLast(ctx, ctx.member));
        else ctx.reply(text.already);
        return true;
      },
    }),
  },
});
