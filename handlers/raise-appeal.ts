import { z } from 'zod';
import {
  type Answer,
  type AnswerDefinition,
  defineAnswer,
  defineCommand,
  defineHandler,
  defineIntent,
  type HandlerContext,
} from '../src/core/handler.ts';
import { messageSchema } from '../src/core/message.ts';
import { PHOTOS_MAX } from '../src/core/photo.ts';
import { heardQuestion } from '../src/core/phrases.ts';
import { appealPhrases, sayWhoKnows } from '../src/core/phrases-appeals.ts';
import { categoryTitle } from '../src/core/phrases-reports.ts';
import { type RaiseAppealSlots, raiseAppealSlots } from '../src/core/slots.ts';
import { type AppealTopic, appealTopics, type Ticket } from '../src/core/ticket.ts';
import { covers, isAnother, isElsewhere } from '../src/domain/tickets/appeal-answers.ts';
import { createLater, partIn } from '../src/domain/tickets/appeal-later.ts';
import {
  addTo,
  freshAppeal,
  hideAsWished,
  keepNamed,
  type RaiseOutcome,
  raiseAppeal,
  type Teller,
  type Told,
} from '../src/domain/tickets/appealing.ts';
import { isReporter } from '../src/domain/tickets/reporter.ts';
import { photosLeftOut } from '../src/domain/tickets/reporting.ts';
import {
  isLaughter,
  keepsThing,
  namesNoSuggestion,
  namesOnlyWhom,
  namesTroubleAlone,
  saysUnmeant,
  suggestionTopic,
  suggests,
  tellsMore,
} from '../src/domain/words/appeal-talk.ts';
import {
  asksWhoKnows,
  heardNoMatter,
  heardNothing,
  heardPolite,
  isToldAtLength,
  nameWishIn,
  signsOf,
  withoutAdding,
} from '../src/domain/words/appeals.ts';
import { isPrivateMatter } from '../src/domain/words/reports.ts';

const text = {
  inGroupAlone: '已私下登记。请私聊我说“我的诉求”接着说。',
  registered: (number: string, what: string) => `诉求 ${number} 已登记（${what}）。`,
  registeredHidden: (number: string, what: string) => `诉求 ${number} 已匿名登记（${what}）。只有我知道是你，进展我私信你。`,
  registeredInPublic: (number: string, what: string) => `诉求 ${number} 已匿名登记（${what}），进展我私信你。`,
  willHear: '进展我私信你。',
  askAnonymous: '想匿名回 1，不匿名回 2。',
  anonymousChoices: ['匿名', '算了，不匿名'],
  whatAnonymous: '匿名后书记也看不到是谁，只有我知道。',
  addedAgain: (number: string) => `${number} 补上了。要匿名回 1。`,
  named: '好，不匿名，进展我私信你。',
  noKey: '这会儿做不到匿名，所以还没登记。用真名登记回 1，先不登记回 2。',
  noKeyChoices: ['用真名登记', '算了，先不登记'],
  notRegistered: '好，没有登记。',
  details: {
    penalty: '哪天、什么理由扣的，方便说一句吗？',
    wage: '哪个月、差多少，方便说一句吗？',
    injury: '哪天、在哪儿伤的、现在怎么样，方便说一句吗？',
    social_insurance: '从哪个月起没交，方便说一句吗？',
  } satisfies Partial<Record<AppealTopic, string>>,
  skip: '不说也行，回 1 就好。',
  skipChoices: ['算了，不说了'],
  noDetail: '好，不说也行，想起来随时跟我说。',
  added: (number: string) => `${number} 补上了。`,
  sameMatter: (number: string) => `和 ${number} 是一件事，给你补上了。`,
  askAdd: (number: string) => `这句补到 ${number} 吗？回 1 补上，回 2 不补。`,
  addChoices: ['补上', '不补'],
  notAdded: '好，没补。那句要办什么，请再说一遍。',
  askWithdraw: (number: string) => `${number} 要撤回吗？回 1 撤回，回 2 留着。`,
  withdrawChoices: ['算了，撤回', '留着'],
  withdrawn: (number: string) => `好，${number} 撤回了，不办了。`,
  isOver: (number: string) => `${number} 已经有结果了，撤不了。`,
  stays: (number: string) => `好，${number} 留着。`,
  photosLeft: `照片只收前 ${PHOTOS_MAX} 张。`,
  whatMatter: '好，什么事？直接说，想匿名就带上“匿名”。不说了回 1。',
  whatHappened: (whom: string) => `${whom}，怎么回事？再说一句。不说了回 1。`,
  whatSuggestion: '好，什么建议？直接说。不说了回 1。',
  matterChoices: ['算了，不说了'],
  gone: '那件诉求找不到了，请直接再说一次。',
};

/** What somebody tells of his own trouble may be read as. */
const isTelling: ReadonlySet<string> = new Set(['raise_appeal', 'smalltalk', 'query_ticket', 'ask_policy']);

const toldSchema = z.object({
  topic: z.enum(appealTopics),
  place: z.string().nullable(),
  words: z.string(),
  group: z.string().nullable(),
  media: messageSchema.options[0].shape.media,
  key: z.string(),
  at: z.number(),
}) satisfies z.ZodType<Told>;

const tellerOf = ({ member, message }: HandlerContext): Teller => ({ member, channel: message.channel, sender: message.sender });

/** Of words that join earlier ones the photos are taken as they arrived: the others are there already. */
async function toldIn({ tx, message, slots, at, joins }: HandlerContext<RaiseAppealSlots>): Promise<Told> {
  const arrived = joins === null ? message : ((await tx.inbox.find(message.key))?.body ?? message);
  return {
    topic: slots.topic,
    place: slots.place,
    words: message.kind === 'said' ? message.text : '',
    group: message.conversation.kind === 'group' ? message.conversation.id : null,
    media: arrived.kind === 'said' ? [...arrived.media, ...(arrived.quoted?.media ?? [])] : [],
    key: message.key,
    at,
  };
}

/** The group hears that it was heard, and nothing of what was said. @param isSaid whether the rest reached the person alone */
function sayInGroup(ctx: HandlerContext<unknown>, isSaid: boolean, otherwise = text.inGroupAlone): void {
  if (ctx.message.conversation.kind === 'group') ctx.reply(isSaid ? appealPhrases.inGroup : otherwise);
}

const askAnonymous = (ctx: HandlerContext<unknown>, ticket: Ticket, lead: string, isRepeated = false): boolean =>
  waitForWish(ctx, ticket, lead + text.askAnonymous, isRepeated);

const waitForWish = (ctx: HandlerContext<unknown>, { id }: Ticket, said: string, isRepeated: boolean): boolean =>
  ctx.askAlone({
    name: 'anonymous',
    text: said,
    choices: text.anonymousChoices,
    state: { ticketId: id, isRepeated },
  });

/** Says how it stands and, where it helps and was not told yet, asks for the one detail of its topic. */
function askDetail(ctx: HandlerContext<unknown>, { id, category, words }: Ticket, lead: string): boolean {
  const detail = (text.details as Partial<Record<Ticket['category'], string>>)[category];
  if (detail === undefined || isToldAtLength(words)) return ctx.whisper(lead);
  const question = `${lead}\n${detail}${text.skip}`;
  return ctx.askAlone({ name: 'detail', text: question, choices: text.skipChoices, state: { ticketId: id } });
}

function sayOutcome(ctx: HandlerContext<unknown>, told: Told, outcome: RaiseOutcome): void {
  switch (outcome.kind) {
    case 'no_key': {
      const asking = { name: 'named', text: text.noKey, choices: text.noKeyChoices, state: { told } };
      return sayInGroup(ctx, ctx.askAlone(asking), appealPhrases.tellMeAlone);
    }
    case 'added':
      return sayInGroup(ctx, ctx.whisper((ctx.joins === null ? text.sameMatter : text.added)(outcome.ticket.number)));
    case 'registered':
      if (photosLeftOut(told.media) > 0) ctx.whisper(text.photosLeft);
      return sayInGroup(ctx, sayRegistered(ctx, outcome.ticket));
  }
}

/** What others think and how they live is not put down. */
async function raise(ctx: HandlerContext<unknown>, told: Told, isAnonymous: boolean): Promise<void> {
  if (!isPrivateMatter(told.words)) sayOutcome(ctx, told, await raiseAppeal(ctx, tellerOf(ctx), told, isAnonymous, ctx.joins));
  else sayInGroup(ctx, ctx.whisper(appealPhrases.privateMatter), appealPhrases.tellMeAlone);
}

function sayRegistered(ctx: HandlerContext<unknown>, ticket: Ticket): boolean {
  const { number, kind, category } = ticket;
  const what = categoryTitle(kind, category);
  if (ticket.anonymous) {
    const isInPublic = ctx.message.conversation.kind === 'group';
    const registered = isInPublic
      ? text.registeredInPublic(number, what) + appealPhrases.inPublic
      : text.registeredHidden(number, what);
    return askDetail(ctx, ticket, registered);
  }
  if (ctx.sealer) return askAnonymous(ctx, ticket, text.registered(number, what));
  return askDetail(ctx, ticket, text.registered(number, what) + text.willHear);
}

const askMatter = (ctx: HandlerContext<unknown>, anonymous: boolean, said = '', asks = text.whatMatter): boolean =>
  ctx.askAlone({ name: 'matter', text: asks, choices: text.matterChoices, state: { anonymous, said } });

/** `said`: whom or what it is about, said before. */
const matterSchema = z.object({ anonymous: z.boolean(), said: z.string().default('') });
type Matter = z.infer<typeof matterSchema>;

/** @returns false when these words say no matter */
async function takeMatter(ctx: HandlerContext<Matter>, answer: Answer): Promise<boolean> {
  if (answer.kind === 'choice') {
    ctx.whisper(text.notRegistered);
    return true;
  }
  const { frames, isCommand } = answer;
  if (saysUnmeant(answer.words)) return ctx.whisper(text.notRegistered);
  const words = [ctx.slots.said, answer.words].filter((part) => part !== '').join(' ');
  if (namesOnlyWhom(words)) return askMatter(ctx, ctx.slots.anonymous, words, text.whatHappened(words));
  const readings = frames.flatMap((frame) => [frame, ...(frame.alternative ? [frame.alternative] : [])]);
  const heard = readings.find(({ intent }) => intent === 'raise_appeal');
  if (
    (isCommand && !suggests(words)) ||
    signsOf(words) < 3 ||
    isLaughter(answer.words) ||
    heardPolite.test(answer.words) ||
    heardNoMatter.test(answer.words) ||
    frames.some(({ intent }) => !isTelling.has(intent))
  )
    return false;
  const wish = nameWishIn(words);
  const slots = raiseAppealSlots.parse({ topic: 'other', ...heard?.slots });
  const told = { ...(await toldIn({ ...ctx, slots })), words };
  sayOutcome(ctx, told, await raiseAppeal(ctx, tellerOf(ctx), told, wish?.isHidden ?? (slots.anonymous || ctx.slots.anonymous)));
  return true;
}

/** The ticket an answer is about, as long as it is the person's own. */
async function ownOf(ctx: HandlerContext<{ ticketId: string }>): Promise<Ticket | null> {
  const ticket = await ctx.tx.tickets.byId(ctx.slots.ticketId);
  return ticket && (await isReporter(ctx, ticket, ctx.member)) ? ticket : null;
}

async function add(ctx: HandlerContext<unknown>, ticket: Ticket, words: string): Promise<Ticket> {
  const media = ctx.message.kind === 'said' ? ctx.message.media : [];
  return await addTo(ctx, tellerOf(ctx), ticket, { words: withoutAdding(words), place: null, media });
}

const later = createLater(text, { ownOf, add, askWish: (ctx, ticket, lead) => askAnonymous(ctx, ticket, lead, true) });

/** @param told with the wish; what is told is put down as the wish has it, and nothing is asked any more */
async function settle(ctx: HandlerContext<unknown>, ticket: Ticket, isHidden: boolean, told = ''): Promise<void> {
  if (!isHidden) await keepNamed(ctx, ticket);
  const settled = isHidden ? await hideAsWished(ctx, tellerOf(ctx), ticket) : { ticket, said: text.named };
  if (signsOf(told) < 4) askDetail(ctx, settled.ticket, settled.said);
  else {
    await add(ctx, settled.ticket, told);
    ctx.whisper(settled.said);
  }
}

/** @returns false when these words were no answer */
async function takeAnonymous(
  ctx: HandlerContext<{ ticketId: string; isRepeated: boolean }>,
  ticket: Ticket,
  answer: Answer,
): Promise<boolean> {
  if (answer.kind === 'choice') await settle(ctx, ticket, answer.choice === 1);
  else {
    const { words } = answer;
    const wish = nameWishIn(words);
    if (isAnother(answer, ticket)) return false;
    if (saysUnmeant(words)) later.askWithdraw(ctx, ticket, true);
    else if (asksWhoKnows(words) || (wish && heardQuestion.test(words))) askAnonymous(ctx, ticket, text.whatAnonymous, true);
    else if (wish) await settle(ctx, ticket, wish.isHidden, wish.rest);
    else if (isElsewhere(answer, ticket) || signsOf(words) < 2 || heardPolite.test(words)) return false;
    else {
      const part = partIn(ctx, answer.words);
      if (part === 'other' || (part === 'either' && signsOf(words) < 4)) return false;
      if (part === 'either') return later.askAdd(ctx, ticket, words, true);
      // He tells more instead: taken down, and asked once again.
      const added = await add(ctx, ticket, words);
      if (ctx.slots.isRepeated) waitForWish(ctx, added, text.addedAgain(added.number), true);
      else askAnonymous(ctx, added, text.added(added.number), true);
    }
  }
  return true;
}

/** @returns false when these words were no answer */
async function takeDetail(ctx: HandlerContext<unknown>, ticket: Ticket, answer: Answer): Promise<boolean> {
  const wish = answer.kind === 'words' && !ticket.anonymous ? nameWishIn(answer.words) : null;
  if (answer.kind === 'choice' || heardNothing.test(answer.words)) ctx.whisper(text.noDetail);
  else if (isAnother(answer, ticket)) return false;
  else if (saysUnmeant(answer.words)) later.askWithdraw(ctx, ticket, false);
  else if (asksWhoKnows(answer.words)) askDetail(ctx, ticket, sayWhoKnows(ticket));
  // The wish comes late, alone or with what was asked.
  else if (wish?.isHidden) await settle(ctx, ticket, true, wish.rest);
  else if (isElsewhere(answer, ticket) || signsOf(answer.words) < 2 || heardPolite.test(answer.words)) return false;
  else if (partIn(ctx, answer.words) === 'other') return false;
  else if (partIn(ctx, answer.words) === 'either' && (ticket.anonymous || signsOf(answer.words) < 4))
    return later.askAdd(ctx, ticket, answer.words, false);
  else ctx.whisper(text.added((await add(ctx, ticket, answer.words)).number));
  return true;
}

/** An answer about an appeal of the person's own. @param take false: these words were none */
const ofOwn = <State extends { ticketId: string }>(
  state: z.ZodType<State>,
  take: (ctx: HandlerContext<State>, ticket: Ticket, answer: Answer) => Promise<boolean>,
): AnswerDefinition<State> => ({
  state,
  async run(ctx, answer) {
    const ticket = await ownOf(ctx);
    if (ticket && !(await take(ctx, ticket, answer))) return false;
    ctx.keepSealed();
    if (!ticket) ctx.whisper(text.gone);
    return true;
  },
  covers,
  isRecorded: true,
});

const SHORT = 30;

export default defineHandler({
  name: 'raise-appeal',
  title: '诉求',
  help: '工资、罚款、工伤、进门难，私聊说一句就登记，可以匿名',
  topic: 'reports',
  text,
  intents: {
    raise_appeal: defineIntent({
      keywords: ['诉求', '反映', '扣钱', '罚款', '拖欠工资', '不让进门', '匿名'],
      examples: ['站里乱扣我两百块', '匿名反映，工资拖了两个月没发', '小区保安不让我进门', '站点连个喝水的地方都没有'],
      slots: raiseAppealSlots,
      async run(ctx) {
        ctx.keepSealed();
        const heard = await toldIn(ctx);
        const isThing = heard.topic === 'penalty' && keepsThing(heard.words);
        const told = isThing ? { ...heard, topic: 'other' as const } : heard;
        // Photos say what it is.
        if (heardNoMatter.test(told.words) && told.media.length === 0) {
          return sayInGroup(ctx, askMatter(ctx, ctx.slots.anonymous), appealPhrases.tellMeAlone);
        }
        await raise(ctx, told, ctx.slots.anonymous);
      },
    }),
  },
  commands: {
    suggest: defineCommand({
      allow: 'insider',
      examples: ['建议驿站装个雨棚', '提个建议，快递柜旁边装个灯', '我觉得驿站该放个微波炉'],
      hears: (words) => (suggests(words) ? { topic: suggestionTopic(words), wish: nameWishIn(words)?.isHidden ?? false } : null),
      async run(ctx) {
        const { topic, wish } = ctx.slots;
        ctx.keepSealed();
        const told = await toldIn({ ...ctx, slots: { topic, place: null, anonymous: wish } });
        await raise(ctx, told, wish);
      },
    }),
    matter: defineCommand({
      allow: 'insider',
      examples: ['我要投诉', '匿名举报', '我有个建议', '罚款'],
      hears(words) {
        const anonymous = nameWishIn(words)?.isHidden ?? false;
        if (namesNoSuggestion(words)) return { anonymous, said: '', asks: text.whatSuggestion };
        if (namesTroubleAlone(words)) return { anonymous, said: words, asks: text.whatHappened(words) };
        return words.length <= SHORT && heardNoMatter.test(words) ? { anonymous, said: '', asks: text.whatMatter } : null;
      },
      async run(ctx) {
        const { anonymous, said, asks } = ctx.slots;
        // Of a picture it says what is wrong there.
        if (said !== '' && ctx.message.kind === 'said' && (ctx.message.quoted ?? ctx.message.media[0])) return ctx.pass();
        ctx.keepSealed();
        sayInGroup(ctx, askMatter(ctx, anonymous, said, asks), appealPhrases.tellMeAlone);
      },
    }),
  },
  answers: {
    matter: defineAnswer({
      state: matterSchema,
      async run(ctx, answer) {
        const { words } = answer.kind === 'words' ? answer : { words: '' };
        if (isPrivateMatter(words)) ctx.whisper(appealPhrases.privateMatter);
        else if (!(await takeMatter(ctx, answer))) return false;
        ctx.keepSealed();
        return true;
      },
      covers: ({ intent }) => isTelling.has(intent),
    }),
    anonymous: ofOwn(z.object({ ticketId: z.string(), isRepeated: z.boolean().default(false) }), takeAnonymous),
    detail: ofOwn(z.object({ ticketId: z.string() }), takeDetail),
    add: later.add,
    withdraw: later.withdraw,
    named: defineAnswer({
      state: z.object({ told: toldSchema }),
      async run(ctx, answer) {
        if (answer.kind !== 'choice') return false;
        const { told } = ctx.slots;
        if (answer.choice === 1) sayOutcome(ctx, told, await raiseAppeal(ctx, tellerOf(ctx), told, false));
        else ctx.whisper(text.notRegistered);
        return true;
      },
    }),
  },
  awaits: async (doing, member) => (await freshAppeal(doing, member)) !== null,
  async standing(ctx, answer) {
    if (answer.kind === 'choice' || ctx.message.conversation.kind === 'group') return false;
    const { words, frames, isCommand } = answer;
    const isUnmeant = saysUnmeant(words);
    if (isCommand || !(isUnmeant || tellsMore(words)) || frames.some(({ intent }) => !isTelling.has(intent))) return false;
    const ticket = await freshAppeal(ctx, ctx.member);
    if (!ticket) return false;
    ctx.keepSealed();
    if (isUnmeant) later.askWithdraw(ctx, ticket, false);
    else ctx.whisper(text.added((await add(ctx, ticket, words)).number));
    return true;
  },
});
