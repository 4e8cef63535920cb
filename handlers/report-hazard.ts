import { z } from 'zod';
import { DAY_MS } from '../src/core/clock.ts';
import { defineAnswer, defineCommand, defineHandler, defineIntent, type HandlerContext } from '../src/core/handler.ts';
import type { Member } from '../src/core/member.ts';
import type { Message } from '../src/core/message.ts';
import { phrases } from '../src/core/phrases.ts';
import { extraQuestionTexts, reportPhrases } from '../src/core/phrases-reports.ts';
import { type ReportHazardSlots, reportHazardSlots } from '../src/core/slots.ts';
import { isRunning, type Ticket } from '../src/core/ticket.ts';
import { calledFor, callNow, mentionedIn, tellPlace } from '../src/domain/tickets/calling.ts';
import { emergencyOf } from '../src/domain/tickets/emergency.ts';
import { extraQuestionFor } from '../src/domain/tickets/extra-questions.ts';
import { release } from '../src/domain/tickets/pending.ts';
import { isBarePlace, locationOf, placeSaid, saysWhere } from '../src/domain/tickets/place-said.ts';
import { ownTickets } from '../src/domain/tickets/reporter.ts';
import {
  addPhotos,
  type NewReport,
  photosIn,
  photosLeftOut,
  register,
  settlerOf,
  sourceOf,
} from '../src/domain/tickets/reporting.ts';
import { choiceSaid, yesSaid } from '../src/domain/tickets/same-said.ts';
import { findSimilar } from '../src/domain/tickets/similar.ts';
import { supplement, withdraw } from '../src/domain/tickets/steps.ts';
import { follow, merge, type TakenIn, takeIn, wordsAdded } from '../src/domain/tickets/taking-in.ts';
import {
  heardCalm,
  heardDropped,
  heardNoPlace,
  isPrivateMatter,
  LONGEST_CALM,
  placeInAnswer,
} from '../src/domain/words/reports.ts';

const NAME = 'report-hazard';

/** Got wrong by whoever says so: a deed of his, where he has reported no danger. */
const heardSlip = /[弄搞按点说记]错/;

const text = {
  askPlace: '在哪儿？说个地点就行。说不准回 1，不报了回 2。',
  placeChoices: ['说不准', '不报了'],
  noPlace: (number: string) => `好，${number} 先这样办，人到了再找。`,
  placed: (number: string, place: string) => `${number} 补上了：${place}。`,
  placeTold: (number: string, place: string) => `${number}（紧急）的地点记下了：${place}。`,
  placeToldAlone: (number: string, place: string) => `地点告诉他们了：${place}。${number}（紧急）。`,
  withdrawn: (number: string) => `${number} 撤了，不用管了。`,
  sameChoices: ['是一回事', '不是', '不报了'],
  howSame: '回 1 是，回 2 不是，回 3 不报了。',
  followed: (number: string) => `加进 ${number} 了，办好一起告诉你。`,
  followedUrgent: (number: string) => `${number} 已经有人报了，正在喊人，办好一起告诉你。`,
  followedAnswered: (number: string) => `${number} 已经有人报了，人在赶过去，办好一起告诉你。`,
  dropped: '好，不报了。',
  again: (number: string) => `${number} 已经在办了，又提醒了一次。`,
  againWaiting: (number: string) => `${number} 已经报上去了，又提醒了一次。`,
  againUrgent: (number: string) => `${number}（紧急）已经在喊人了，又提醒了一次。`,
  reopened: (number: string) => `${number} 重新打开，接着办。`,
  already: (number: string) => `${number} 已经记下了，不用再报。`,
  added: (number: string) => `补进 ${number} 了。`,
  calling: (number: string, names: string) => `${number}（紧急）记下了，正在喊${names}。`,
  nobody: (number: string) => `${number}（紧急）记下了。这会儿没有值班的人能喊，请马上喊身边的人。`,
  photosOver: '照片只收前 9 张。',
  yesNo: ['有', '没有'],
  calm: (number: string) => `${number} 不用来人了吗？回 1 不用来了，2 还是要来。`,
  calmChoices: ['不用来了', '还是要来'],
  stillCalling: (number: string) => `好，${number} 接着办。`,
  calmElse: '没事就好。',
  noted: '好，知道了。',
  notTaken: '别人怎么想、怎么过日子，我这儿不记。有危险或者不公平的事，直接说事就行。',
};

type Context = HandlerContext<unknown>;

const isGroup = ({ message }: Context) => message.conversation.kind === 'group';
const groupOf = ({ conversation }: Message) => (conversation.kind === 'group' ? conversation.id : null);
/** Photos quoted belong to what is said of them. */
const mediaOf = (message: Message) => (message.kind === 'said' ? [...message.media, ...(message.quoted?.media ?? [])] : []);

/** @param source where another message than this one is its origin */
async function reportOf(ctx: HandlerContext<ReportHazardSlots>, words: string, source?: string): Promise<NewReport> {
  const { message, member, slots, at } = ctx;
  const own = source ?? sourceOf(ctx, 'hazard', message.key);
  const place = slots.place ?? locationOf(message);
  return {
    kind: 'hazard',
    category: slots.category,
    place,
    words,
    urgent: slots.urgent,
    anonymous: false,
    member,
    account: message.sender.account,
    group: groupOf(message),
    media: mediaOf(message),
    channel: message.channel,
    // Of two hazards in one message the second needs a source of its own.
    source: source === undefined && (await ctx.tx.tickets.bySource(own)) ? `${own}#2` : own,
    at,
  };
}

const namesOf = (people: readonly Member[]) =>
  [...new Set(people.flatMap(({ name }) => (name === null ? [] : [name])))].join('、');

async function mentionedHere(ctx: Context, people: readonly Member[]): Promise<Member[]> {
  const group = groupOf(ctx.message);
  return group === null ? [] : await mentionedIn(ctx, group, people);
}

/** The number to call first, then who is to come: by name in the group, in a direct chat in words. */
async function sayUrgent(ctx: Context, ticket: Ticket): Promise<void> {
  ctx.reply(emergencyOf(ticket));
  const people = await calledFor(ctx, ticket);
  if (people.length === 0) ctx.reply(text.nobody(ticket.number));
  else if (isGroup(ctx)) {
    ctx.call(await mentionedHere(ctx, people));
    ctx.reply(reportPhrases.come(ticket));
  } else ctx.reply(text.calling(ticket.number, namesOf(people)));
}

/** It has become urgent: now people are called. */
const sayRaised = async (ctx: Context, ticket: Ticket) => await sayUrgent(ctx, await callNow(ctx, ticket, groupOf(ctx.message)));

async function sayPlaced(ctx: Context, ticket: Ticket): Promise<void> {
  const place = ticket.place ?? '';
  if (!ticket.urgent) return ctx.reply(text.placed(ticket.number, place));
  const people = await tellPlace(ctx, ticket, groupOf(ctx.message));
  if (!isGroup(ctx)) return ctx.reply(text.placeToldAlone(ticket.number, place));
  ctx.reply(text.placeTold(ticket.number, place));
  ctx.call(await mentionedHere(ctx, people));
  ctx.reply(reportPhrases.come(ticket));
}

function askPlace(ctx: Context, ticket: Ticket, words: string): void {
  ctx.ask({ name: 'place', text: text.askPlace, choices: text.placeChoices, state: { ticketId: ticket.id, words } });
}

function askSame(ctx: Context, similar: Ticket, source: string): void {
  const question = reportPhrases.sameAsked(similar, ctx.now) + text.howSame;
  ctx.ask({ name: 'same', text: question, choices: text.sameChoices, state: { otherId: similar.id, source } });
}

function askExtra(ctx: Context, ticket: Ticket, words: string): void {
  const extra = extraQuestionFor(ticket, words);
  if (extra) ctx.ask({ name: 'extra', text: extraQuestionTexts[extra], choices: text.yesNo, state: { ticketId: ticket.id } });
}

/** The number, what happens next and by when; then one question where something is missing. */
async function sayRegistered(ctx: Context, ticket: Ticket, { words, media }: NewReport, similar: Ticket | null): Promise<void> {
  if (ticket.urgent) await sayUrgent(ctx, ticket);
  else {
    if (ticket.category === 'public_order') ctx.reply(phrases.police);
    ctx.reply(reportPhrases.registered(ticket, await settlerOf(ctx, ticket), ctx.now));
  }
  if (photosLeftOut(media) > 0) ctx.reply(text.photosOver);
  if (ticket.place === null) askPlace(ctx, ticket, words);
  else if (similar) askSame(ctx, similar, ticket.source);
  else askExtra(ctx, ticket, words);
}

async function sayTakenIn(ctx: Context, report: NewReport, taken: TakenIn): Promise<void> {
  switch (taken.kind) {
    case 'registered':
      return await sayRegistered(ctx, taken.ticket, report, taken.similar);
    case 'again': {
      const { ticket, isRaised, isPlaced } = taken;
      if (isRaised) return await sayRaised(ctx, ticket);
      if (report.urgent) ctx.reply(emergencyOf(ticket));
      if (isPlaced) return await sayPlaced(ctx, ticket);
      if (ticket.urgent && ticket.answeredAt === null) ctx.reply(text.againUrgent(ticket.number));
      else ctx.reply(ticket.status === 'open' ? text.againWaiting(ticket.number) : text.again(ticket.number));
      if (ticket.place === null) askPlace(ctx, ticket, report.words);
      return;
    }
    case 'reopened':
      return ctx.reply(text.reopened(taken.ticket.number));
    case 'followed':
      ctx.reply(emergencyOf(taken.ticket));
      return ctx.reply((taken.ticket.answeredAt === null ? text.followedUrgent : text.followedAnswered)(taken.ticket.number));
    case 'held':
      if (report.category === 'public_order') ctx.reply(phrases.police);
      return askSame(ctx, taken.similar, report.source);
  }
}

/** Adds what came a moment later to what was made of the earlier message. False: nothing was made of it. */
async function complete(ctx: HandlerContext<ReportHazardSlots>, words: string, joins: string): Promise<boolean> {
  const source = sourceOf(ctx, 'hazard', joins);
  const ticket = await ctx.tx.tickets.bySource(source);
  if (!ticket) {
    // Still asked whether it is the same: a photo cannot wait, and who adds to it means something of his own.
    if (!(await release(ctx, source))) return false;
    const report = await reportOf(ctx, words, source);
    await sayRegistered(ctx, await register(ctx, report), report, null);
    return true;
  }
  const { place, urgent } = ctx.slots;
  // The message holds what came before as well; as it arrived it holds what is new.
  const arrived = (await ctx.tx.inbox.find(ctx.message.key))?.body ?? ctx.message;
  const media = mediaOf(arrived);
  await addPhotos(ctx, ticket.id, ctx.message.channel, media);
  const added = await supplement(ctx, ticket, {
    words: await wordsAdded(ctx, ticket, words),
    place: ticket.place === null ? place : null,
    photos: photosIn(media),
    urgent,
    by: ctx.member,
    isReporter: true,
  });
  if (added.urgent && !ticket.urgent) await sayRaised(ctx, added);
  else if (added.urgent && ticket.place === null && added.place !== null) await sayPlaced(ctx, added);
  else ctx.reply(text.added(ticket.number));
  return true;
}

/** The person's last hazard without a place, of this day: who names nothing but a place then means that one. */
async function placelessOf(ctx: Context): Promise<Ticket | undefined> {
  const own = await ownTickets(ctx, ctx.member, ['open', 'accepted']);
  return own.find(({ kind, place, createdAt }) => kind === 'hazard' && place === null && ctx.now - createdAt < DAY_MS);
}

/** A place alone was read as a new report, though we had asked for the place of one. False: it was not so. */
async function answersPlace(ctx: HandlerContext<ReportHazardSlots>, words: string): Promise<boolean> {
  const whole = placeInAnswer(words);
  if (ctx.slots.place === null || !isBarePlace(whole, ctx.slots.place)) return false;
  const open = await ctx.tx.openQuestions.get(ctx.member.id, ctx.conversation, ctx.now);
  const state = open?.handler === NAME && open.question === 'place' ? placeState.safeParse(open.state).data : undefined;
  // Ten minutes later nothing but a place still means it; a word more may be another report.
  const isPlaceAlone = whole === ctx.slots.place && !ctx.slots.urgent;
  const ticket = state ? await ctx.tx.tickets.byId(state.ticketId) : isPlaceAlone ? await placelessOf(ctx) : undefined;
  if (!ticket || ticket.place !== null) return false;
  if (state) await ctx.tx.openQuestions.clear(ctx.member.id, ctx.conversation);
  await putPlace(ctx, ticket, whole, state?.words ?? ticket.words);
  return true;
}

/** The place of a report that had none: those who were called hear it at once; of others, now it shows whether somebody told of it before. */
async function putPlace(ctx: Context, ticket: Ticket, place: string, words: string): Promise<void> {
  await addPhotos(ctx, ticket.id, ctx.message.channel, mediaOf(ctx.message));
  const placed = await supplement(ctx, ticket, { place, by: ctx.member, isReporter: true });
  await sayPlaced(ctx, placed);
  const similar = placed.urgent ? null : await findSimilar(ctx, placed, placed.id);
  if (similar) askSame(ctx, similar, placed.source);
  else askExtra(ctx, placed, words);
}

const aboutTicket = z.object({ ticketId: z.string() });
const placeState = z.object({ ticketId: z.string(), words: z.string() });
const sameState = z.object({ otherId: z.string(), source: z.string() });

export default defineHandler({
  name: NAME,
  title: '登记隐患',
  help: '哪儿有危险，说一句地点和情况，配张照片更好',
  topic: 'reports',
  text,
  intents: {
    report_hazard: defineIntent({
      keywords: ['隐患', '冒烟', '着火', '堵了', '坏了', '漏电', '井盖'],
      examples: ['东门消防通道被三轮堵了', '2号楼下井盖没了', '长江路驿站门口路灯坏了'],
      slots: reportHazardSlots,
      async run(ctx) {
        const { message, slots, joins } = ctx;
        if (message.kind !== 'said') return;
        if (slots.despair) {
          ctx.keepSealed();
          return ctx.reply(phrases.despair);
        }
        if (isPrivateMatter(message.text, slots.urgent)) {
          ctx.keepSealed();
          return ctx.reply(text.notTaken);
        }
        if (await answersPlace(ctx, message.text)) return;
        if (joins !== null && (await complete(ctx, message.text, joins))) return;
        const report = await reportOf(ctx, message.text);
        await sayTakenIn(ctx, report, await takeIn(ctx, report));
      },
    }),
  },
  commands: {
    calm: defineCommand({
      allow: 'insider',
      examples: ['没事了', '虚惊一场', '已经灭了'],
      hears: (words) => (words.length <= LONGEST_CALM && heardCalm.test(words) ? true : null),
      async run(ctx) {
        const own = await ownTickets(ctx, ctx.member, ['open', 'accepted']);
        const danger = own.find(({ kind, urgent, createdAt }) => kind === 'hazard' && urgent && ctx.now - createdAt < DAY_MS);
        // No danger of his: what he got wrong is something else.
        if (!danger && ctx.message.kind === 'said' && heardSlip.test(ctx.message.text)) return ctx.pass();
        if (!danger || ctx.message.kind !== 'said') return ctx.reply(text.calmElse);
        // Whoever is on the way hears it at once; he alone may call them off.
        await supplement(ctx, danger, { words: ctx.message.text, by: ctx.member, isReporter: true });
        ctx.ask({ name: 'calm', text: text.calm(danger.number), choices: text.calmChoices, state: { ticketId: danger.id } });
      },
    }),
  },
  answers: {
    calm: defineAnswer({
      state: aboutTicket,
      async run(ctx, answer) {
        const ticket = await ctx.tx.tickets.byId(ctx.slots.ticketId);
        const isOver = answer.kind === 'choice' ? answer.choice === 1 : heardCalm.test(answer.words);
        if (!ticket || (answer.kind === 'words' && !isOver)) return false;
        if (!isOver) ctx.reply(text.stillCalling(ticket.number));
        else if ((await withdraw(ctx, ctx.member, ticket)).kind === 'withdrawn') ctx.reply(text.withdrawn(ticket.number));
        else ctx.reply(text.again(ticket.number));
        return true;
      },
    }),
    place: defineAnswer({
      state: placeState,
      async run(ctx, answer) {
        const { ticketId, words } = ctx.slots;
        const ticket = await ctx.tx.tickets.byId(ticketId);
        if (!ticket || ticket.place !== null) return false;
        if (answer.kind === 'choice' ? answer.choice === 2 : heardDropped.test(answer.words)) {
          const { kind } = await withdraw(ctx, ctx.member, ticket);
          ctx.reply(kind === 'withdrawn' ? text.withdrawn(ticket.number) : text.already(ticket.number));
          return true;
        }
        if (answer.kind === 'choice' || heardNoPlace.test(answer.words)) {
          ctx.reply(text.noPlace(ticket.number));
          return true;
        }
        // The same words once more are no place.
        const place = answer.words === words ? null : placeSaid(answer, ctx.message, ticket);
        if (place === null) return false;
        await putPlace(ctx, ticket, place, words);
        return true;
      },
      covers: saysWhere,
    }),
    same: defineAnswer({
      state: sameState,
      async run(ctx, answer) {
        const choice = choiceSaid(answer);
        if (choice === null) return false;
        const { otherId, source } = ctx.slots;
        const other = await ctx.tx.tickets.lock(otherId);
        const held = await release(ctx, source);
        const report = held && { ...held, member: ctx.member };
        const made = report ? null : await ctx.tx.tickets.bySource(source);
        // What has ended meanwhile settles nothing any more: then it is another one.
        if (choice === 1 && other && isRunning(other)) {
          if (report) await follow(ctx, other, report);
          else if (made) await merge(ctx, made, other, ctx.member);
          ctx.reply(text.followed(other.number));
        } else if (choice === 3) {
          const kind = made ? (await withdraw(ctx, ctx.member, made)).kind : 'withdrawn';
          ctx.reply(made ? (kind === 'withdrawn' ? text.withdrawn : text.already)(made.number) : text.dropped);
        } else if (report) await sayRegistered(ctx, await register(ctx, report), report, null);
        else if (made) ctx.reply(text.already(made.number));
        return true;
      },
    }),
    extra: defineAnswer({
      state: aboutTicket,
      async run(ctx, answer) {
        const isYes = yesSaid(answer);
        const ticket = await ctx.tx.tickets.byId(ctx.slots.ticketId);
        if (isYes === null || !ticket) return false;
        if (!isYes) {
          ctx.reply(text.noted);
          return true;
        }
        const words = answer.kind === 'words' ? answer.words : null;
        const raised = await supplement(ctx, ticket, { words, urgent: true, by: ctx.member, isReporter: true });
        if (raised.urgent) await sayRaised(ctx, raised);
        else {
          // It has ended meanwhile, and somebody is hurt: nobody is called by what is over.
          const { category, place } = ticket;
          const slots = reportHazardSlots.parse({ category, place, urgent: true });
          const report = await reportOf({ ...ctx, slots }, ticket.words);
          await sayRegistered(ctx, await register(ctx, report), report, null);
        }
        return true;
      },
    }),
  },
});
