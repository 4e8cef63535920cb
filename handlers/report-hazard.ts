import { z } from 'zod';
import {
  type Answer,
  defineAnswer,
  defineCommand,
  defineHandler,
  defineIntent,
  type HandlerContext,
} from '../src/core/handler.ts';
import type { Frame } from '../src/core/intent.ts';
import { heardQuestion, phrases } from '../src/core/phrases.ts';
import { extraQuestionTexts, reportPhrases } from '../src/core/phrases-reports.ts';
import { type ReportHazardSlots, reportHazardSlots } from '../src/core/slots.ts';
import { isRunning, type Ticket } from '../src/core/ticket.ts';
import { emergencyOf } from '../src/domain/tickets/emergency.ts';
import { extraQuestionFor } from '../src/domain/tickets/extra-questions.ts';
import { hazardTold, mediaOf } from '../src/domain/tickets/hazard-told.ts';
import { release } from '../src/domain/tickets/pending.ts';
import {
  hazardToPlace,
  newestUnplaced,
  placeNames,
  placeSaid,
  placesTogether,
  saysWhere,
} from '../src/domain/tickets/place-said.ts';
import {
  addPhotos,
  type NewReport,
  photosIn,
  photosLeftOut,
  register,
  settlerOf,
  sourceOf,
} from '../src/domain/tickets/reporting.ts';
import { choiceSaid, hurtTold, yesSaid } from '../src/domain/tickets/same-said.ts';
import { putsRight, sayPlaced, sayRaised, sayUrgent } from '../src/domain/tickets/saying.ts';
import { findSimilar } from '../src/domain/tickets/similar.ts';
import { supplement, withdraw } from '../src/domain/tickets/steps.ts';
import { follow, merge, type TakenIn, takeIn, wordsAdded } from '../src/domain/tickets/taking-in.ts';
import { heardLater, placeTold } from '../src/domain/words/places-told.ts';
import { fallIn, heardDropped, heardNoPlace, isChat, isCrash, isPrivateMatter } from '../src/domain/words/reports.ts';

const NAME = 'report-hazard';

const text = {
  askPlace: '在哪儿？说个地点就行。说不准回 1，不报了回 2。',
  askPlaceAgain: '还不知道在哪儿。说个路口、楼号、门口就行。说不准回 1，不报了回 2。',
  askPlaceOf: (number: string) => `${number} 那件在哪儿？说个地点就行。说不准回 1，不报了回 2。`,
  placeChoices: ['说不准', '不报了'],
  askIsPlace: (place: string) => `“${place}”是地点吗？回 1 是，回 2 不是。`,
  isPlaceChoices: ['是', '不是'],
  noPlace: (number: string) => `好，${number} 先这样办，人到了再找。`,
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
  photosOver: '照片只收前 9 张。',
  yesNo: ['有', '没有'],
  noted: '好，知道了。',
  askHurt: '人伤着没？回 1 伤了，马上喊人，回 2 没伤。',
  hurtChoices: ['伤了', '没伤'],
  unhurt: '没伤就好。车要是挡路，打 122。',
  minor: '小伤说“附近哪有药箱”，我给你找。伤得重先打 120！',
  notTaken: '别人怎么想、怎么过日子，我这儿不记。有危险或者不公平的事，直接说事就行。',
};

type Context = HandlerContext<unknown>;

/** Whoever fell or had a crash, and nothing says whether anybody is hurt. */
const CRASH = { category: 'traffic', urgent: true };

function askPlace(ctx: Context, ticket: Ticket, words: string, question = text.askPlace): void {
  const state = { ticketId: ticket.id, words, isAgain: question === text.askPlaceAgain };
  ctx.ask({ name: 'place', text: question, choices: text.placeChoices, state });
}

/** The newest without a place is asked about, now that this one is done. False: all have one. */
async function askOther(ctx: Context): Promise<boolean> {
  const other = await newestUnplaced(ctx, ctx.member);
  if (other) askPlace(ctx, other, other.words, text.askPlaceOf(other.number));
  return other !== undefined;
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
    if (ticket.category === 'traffic' && isCrash(words)) ctx.reply(phrases.emergency(ticket.category));
    ctx.reply(reportPhrases.registered(ticket, await settlerOf(ctx, ticket), ctx.now));
  }
  if (photosLeftOut(media) > 0) ctx.reply(text.photosOver);
  if (ticket.place === null) askPlace(ctx, ticket, words);
  else if (similar) askSame(ctx, similar, ticket.source);
  else if (!(await askOther(ctx))) askExtra(ctx, ticket, words);
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
    const report = await hazardTold(ctx, words, source);
    await sayRegistered(ctx, await register(ctx, report), report, null);
    return true;
  }
  const { place, urgent } = ctx.slots;
  // The message holds what came before as well; as it arrived it holds what is new.
  const arrived = (await ctx.tx.inbox.find(ctx.message.key))?.body ?? ctx.message;
  const media = mediaOf(arrived);
  await addPhotos(ctx, ticket.id, ctx.message.channel, media);
  const own = arrived.kind === 'said' ? placeTold(arrived.text, placeNames(ctx.stations)) : null;
  const isElsewhere = ticket.urgent && own?.kind === 'place' && own.isAll;
  const later = isElsewhere ? placesTogether(ticket.place, own.place) : ticket.place === null ? place : null;
  const added = await supplement(ctx, ticket, {
    words: await wordsAdded(ctx, ticket, words),
    place: later,
    replaces: true,
    photos: photosIn(media),
    urgent,
    by: ctx.member,
    isReporter: true,
  });
  if (added.urgent && !ticket.urgent) await sayRaised(ctx, added);
  else if (added.urgent && added.place !== ticket.place) await sayPlaced(ctx, added);
  else ctx.reply(text.added(ticket.number));
  return true;
}

/** A place alone was read as a new report, though we had asked for the place of one. False: it was not so. */
async function answersPlace(ctx: HandlerContext<ReportHazardSlots>, words: string): Promise<boolean> {
  const told = placeTold(words, placeNames(ctx.stations));
  if (told.kind !== 'place' || !told.isAll) return false;
  const open = await ctx.tx.openQuestions.get(ctx.member.id, ctx.conversation, ctx.now);
  const state = open?.handler === NAME && open.question === 'place' ? placeState.safeParse(open.state).data : undefined;
  const ticket = state ? await ctx.tx.tickets.byId(state.ticketId) : await hazardToPlace(ctx, ctx.member);
  if (!ticket || ticket.place !== null) return false;
  if (state) await ctx.tx.openQuestions.clear(ctx.member.id, ctx.conversation);
  await putPlace(ctx, ticket, told.place, state?.words ?? ticket.words);
  return true;
}

/** The place of a report: those who were called hear it at once; of others, now it shows whether somebody told of it before. */
async function putPlace(ctx: Context, ticket: Ticket, said: string, words: string): Promise<void> {
  await addPhotos(ctx, ticket.id, ctx.message.channel, mediaOf(ctx.message));
  const place = placesTogether(ticket.place, said);
  const placed = await supplement(ctx, ticket, { place, replaces: true, by: ctx.member, isReporter: true });
  await sayPlaced(ctx, placed);
  const similar = placed.urgent ? null : await findSimilar(ctx, placed, placed.id);
  if (similar) askSame(ctx, similar, placed.source);
  else if (!(await askOther(ctx))) askExtra(ctx, placed, words);
}

/** Words for our question where it is. False: they ask for something else, or say nothing to it. */
async function takePlace(
  ctx: Context,
  answer: Words,
  ticket: Ticket,
  { words, isAgain }: z.infer<typeof placeState>,
): Promise<boolean> {
  if (await putsRight(ctx, answer.words)) return true;
  const told = answer.words === words ? null : placeSaid(answer, ctx.message, ticket, ctx.stations);
  if (told?.kind === 'place') {
    await putPlace(ctx, ticket, told.place, words);
    return true;
  }
  const isOther =
    answer.isCommand || heardQuestion.test(answer.words) || answer.frames.some(({ intent }) => intent !== 'smalltalk');
  if (told === null || isOther) return false;
  if (told.kind === 'unknown') {
    const state = { ticketId: ticket.id, words, isAgain, place: told.place };
    ctx.ask({ name: 'isPlace', text: text.askIsPlace(told.place), choices: text.isPlaceChoices, state });
    return true;
  }
  if (!ticket.urgent && (isAgain || [...answer.words].length > SHORT)) return false;
  // Whoever is on the way may need it, whatever it tells.
  if (ticket.urgent && !isChat(answer.words))
    await supplement(ctx, ticket, { words: answer.words, by: ctx.member, isReporter: true });
  askPlace(ctx, ticket, words, text.askPlaceAgain);
  return true;
}

/** Longer words that name no place are about something else. */
const SHORT = 6;
type Words = Extract<Answer, { kind: 'words' }>;

/** Whatever it was read as, what names nothing but a place is done with it. */
const coversPlace = (frame: Frame, words: string) => saysWhere(frame) || placeTold(words, []).kind === 'place';

const aboutTicket = z.object({ ticketId: z.string() });
const fallState = z.object({ words: z.string(), place: z.string().nullable().default(null) });
const placeState = z.object({ ticketId: z.string(), words: z.string(), isAgain: z.boolean().default(false) });
const isPlaceState = placeState.extend({ place: z.string() });
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
        if (slots.minor) return ctx.reply(text.minor);
        if (await answersPlace(ctx, message.text)) return;
        if (joins !== null && (await complete(ctx, message.text, joins))) return;
        const report = await hazardTold(ctx, message.text);
        await sayTakenIn(ctx, report, await takeIn(ctx, report));
      },
    }),
  },
  commands: {
    fall: defineCommand({
      allow: 'insider',
      examples: ['我摔了一跤', '撞车了', '刚才追尾了'],
      hears: fallIn,
      async run(ctx) {
        ctx.reply(phrases.emergency(CRASH.category));
        ctx.ask({ name: 'hurt', text: text.askHurt, choices: text.hurtChoices, state: ctx.slots });
      },
    }),
  },
  /** Where it is may come to one's mind later, and a danger may turn out to be elsewhere. */
  async awaits(doing, member) {
    return (await hazardToPlace(doing, member)) !== undefined;
  },
  async standing(ctx, answer) {
    // A figure in it may be read as a ticket's.
    const isWhere = (frame: Frame) => saysWhere(frame) || frame.intent === 'query_ticket';
    if (answer.kind === 'choice' || answer.isCommand || !answer.frames.every(isWhere)) return false;
    const told = placeTold(answer.words, placeNames(ctx.stations));
    const ticket = told.kind === 'place' && told.isAll ? await hazardToPlace(ctx, ctx.member) : undefined;
    if (!ticket || told.kind !== 'place' || ticket.place === told.place) return false;
    await putPlace(ctx, ticket, told.place, ticket.words);
    return true;
  },
  answers: {
    hurt: defineAnswer({
      state: fallState,
      async run(ctx, answer) {
        const told = hurtTold(answer, placeNames(ctx.stations));
        if (told === null) return false;
        const place = told.place ?? ctx.slots.place;
        if (told.kind === 'scratched') ctx.reply(text.minor);
        else if (told.kind === 'unhurt') ctx.reply(text.unhurt);
        else if (told.kind === 'unclear') {
          const state = { ...ctx.slots, place };
          ctx.ask({ name: 'hurt', text: text.askHurt, choices: text.hurtChoices, state });
        } else {
          const slots = reportHazardSlots.parse({ ...CRASH, place });
          const report = await hazardTold({ ...ctx, slots }, ctx.slots.words);
          await sayTakenIn(ctx, report, await takeIn(ctx, report));
        }
        return true;
      },
      covers: saysWhere,
    }),
    place: defineAnswer({
      state: placeState,
      async run(ctx, answer) {
        const ticket = await ctx.tx.tickets.byId(ctx.slots.ticketId);
        if (!ticket || ticket.place !== null) return false;
        if (answer.kind === 'choice' ? answer.choice === 2 : heardDropped.test(answer.words)) {
          const { kind } = await withdraw(ctx, ctx.member, ticket);
          ctx.reply(kind === 'withdrawn' ? text.withdrawn(ticket.number) : text.already(ticket.number));
          return true;
        }
        if (answer.kind === 'choice' || heardNoPlace.test(answer.words) || heardLater.test(answer.words)) {
          ctx.reply(text.noPlace(ticket.number));
          return true;
        }
        return await takePlace(ctx, answer, ticket, ctx.slots);
      },
      covers: coversPlace,
    }),
    isPlace: defineAnswer({
      state: isPlaceState,
      async run(ctx, answer) {
        const { ticketId, words, place } = ctx.slots;
        const ticket = await ctx.tx.tickets.byId(ticketId);
        if (!ticket || ticket.place !== null) return false;
        if (answer.kind === 'words') return await takePlace(ctx, answer, ticket, ctx.slots);
        if (answer.choice === 1) await putPlace(ctx, ticket, place, words);
        else askPlace(ctx, ticket, words, ticket.urgent ? text.askPlaceAgain : text.askPlace);
        return true;
      },
      covers: coversPlace,
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
        if (answer.kind === 'words' && answer.isCommand) return false;
        if (answer.kind === 'words' && (await putsRight(ctx, answer.words))) return true;
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
          const report = await hazardTold({ ...ctx, slots }, ticket.words);
          await sayRegistered(ctx, await register(ctx, report), report, null);
        }
        return true;
      },
    }),
  },
});
