import { z } from 'zod';
import {
  type Answer,
  defineAnswer,
  defineCommand,
  defineHandler,
  defineIntent,
  type HandlerContext,
} from '../src/core/handler.ts';
import { type Frame, isAllowed } from '../src/core/intent.ts';
import type { Citation, Found } from '../src/core/knowledge.ts';
import { phrases } from '../src/core/phrases.ts';
import { citationOfCurated, citationsOf, knowledgePhrases, sayAnswer, sayCurated } from '../src/core/phrases-knowledge.ts';
import { shanghaiDate } from '../src/core/shanghai.ts';
import { noSlots } from '../src/core/slots.ts';
import { cutText } from '../src/core/text.ts';
import {
  type Asked,
  askedIn,
  askedSchema,
  hasOther,
  isDespair,
  isEmergency,
  isOpenEnded,
  type Replied,
  replyAt,
  replyTo,
  unsaid,
} from '../src/domain/knowledge/answering.ts';
import { forgetQuestion, lastQuestion, maskedQuestion, passOn, rememberQuestion } from '../src/domain/knowledge/asking.ts';
import type { CuratedAnswer } from '../src/domain/knowledge/curated.ts';
import { noteUnanswered } from '../src/domain/knowledge/unanswered.ts';
import { voiceOf } from '../src/domain/knowledge/voice.ts';
import { heardPolite, nameWishIn, signsOf } from '../src/domain/words/appeals.ts';
import {
  asksNext,
  asksNothing,
  asksOnly,
  goesOn,
  type HumanWish,
  heardDecline,
  humanIn,
  isBareQuestion,
  isHandedOn,
  isPersonalCase,
  isPrivateQuestion,
  placeSaid,
  pointsAtNothing,
  wantsMore,
  wantsNothing,
} from '../src/domain/words/policy.ts';

const text = {
  askHuman: '回“找人工”我帮你问。',
  offers: { more: '细说', human: '找人工' },
  offerBoth: '要细说回 1，找人工回 2。',
  offerMore: '要细说回 1。',
  offerHuman: '要我帮你问，回“找人工”。',
  personal: '个案我不下结论，要人看看就回“找人工”。',
  personalMore: '个案我不下结论，要细说回 1，找人工回 2。',
  welcome: '好，有事随时问。',
  noMore: '文件里就写了这些。',
  oneByOne: '别的请一个一个问我。',
  whichPlace: '你在哪个省市？直接说就行。',
  whichOf: (places: string) => `你在哪个省市？回 ${places}，或直接说。`,
  sayPlace: '各地不一样，带上省市再问我一遍。',
  place: (position: number, place: string) => `${position} ${place}`,
  comma: '、',
  whispered: '这个我私信你了。',
  tellMeAlone: '这个请私聊问我。',
  whatQuestion: '想问哪条政策？说一句就行，如“送餐摔了算工伤吗”。',
  human: '找人工',
  whatToAsk: '好，要问什么？直接说，我帮你问。',
  whatChoices: ['算了，不问了'],
  dropped: '好，不问了。',
  passed: (question: string) => `问政策：${question}`,
  passedOn: (number: string) => `已帮你问，编号 ${number}，回音我私信你。`,
  passedOnWhat: (number: string, question: string) => `已帮你问“${question}”，编号 ${number}，回音我私信你。`,
  passedOnHidden: (number: string) => `已匿名帮你问，编号 ${number}，回音我私信你。`,
  alreadyAsked: (number: string) => `${number} 已经在问了，回音我私信你。`,
  inGroup: '好，这就去问，回音私信给问的人。',
  inGroupAlone: '已经去问了，请私聊我说“我的诉求”看回音。',
  noKey: '这会儿做不到匿名，所以还没问。实名就回“找人工”。',
};

const offers = ['more', 'human'] as const;
type Offer = (typeof offers)[number];

const offerSchema = z.object({
  asked: askedSchema,
  offers: z.array(z.enum(offers)),
  isPrivate: z.boolean(),
  isAnswered: z.boolean(),
});
type OfferContext = HandlerContext<z.infer<typeof offerSchema>>;

/** So many places are read as choices. */
const PLACES_MAX = 4;
/** Enough of a question to know it by. */
const RECALLED_MAX = 24;

const isInGroup = ({ message }: HandlerContext): boolean => message.conversation.kind === 'group';
const NAME = 'policy-question';

const mayAsk = ({ member }: HandlerContext): boolean => isAllowed(member.role, 'insider');

interface Said {
  text: string;
  asked: Asked;
  offers: readonly Offer[];
  /** What is said of the offers. */
  lead: string;
  isPrivate: boolean;
  citations: readonly Citation[];
  /** False: nobody could answer it yet. */
  isAnswered?: boolean;
}

/** Says an answer with what is offered behind it; not in the place of what the person still owes an answer to. */
async function say(
  ctx: HandlerContext,
  { text: said, lead, asked, offers, isPrivate, citations, isAnswered = true }: Said,
): Promise<void> {
  const voice = voiceOf(ctx, isPrivate, text);
  voice.cite(citations);
  const owed = await ctx.owed();
  if (offers.length === 0 || !voice.mayAsk || (owed && owed.handler !== NAME))
    return voice.say(said + (offers.length === 0 ? lead : ''));
  const choices = offers.map((offer) => text.offers[offer]);
  const state = { asked: { ...asked, said: [...asked.said] }, offers: [...offers], isPrivate, isAnswered };
  voice.ask({ name: 'offer', text: said + lead, choices, state });
}

/** @param isPersonal a case of his own, which nobody here decides */
function leadTo(offers: readonly Offer[], isPersonal = false): string {
  const [first, second] = offers;
  if (first === undefined) return '';
  if (second !== undefined) return `\n${isPersonal ? text.personalMore : text.offerBoth}`;
  if (first === 'more') return `\n${text.offerMore}`;
  return `\n${isPersonal ? text.personal : text.offerHuman}`;
}

/** A private question, or one that came with a confidence, is kept nowhere beside. */
async function remember(ctx: HandlerContext, words: string, answered: Omit<Asked, 'question'>): Promise<Asked> {
  const asked = await maskedQuestion(ctx, words, answered);
  if (isPrivateQuestion(words)) await forgetQuestion(ctx, ctx.member);
  else if (!ctx.isConfidential()) await rememberQuestion(ctx, ctx.member, asked);
  return asked;
}

async function tell(ctx: HandlerContext, { words, reply, before }: Replied, place: string | null): Promise<void> {
  switch (reply.kind) {
    case 'curated':
      return await tellCurated(ctx, words, reply.curated);
    case 'found':
      return await tellFound(ctx, words, reply, before?.root ?? null);
    case 'said_already':
      return await tellUnknown(ctx, words, before, text.noMore);
    case 'which_place':
      // Asked already, and the place is none of those.
      return place === null ? await askPlace(ctx, words, reply.places) : await tellUnknown(ctx, words, before);
    case 'unknown':
      return await tellUnknown(ctx, words, before);
  }
}

async function tellCurated(ctx: HandlerContext, words: string, { id, answer, at }: CuratedAnswer): Promise<void> {
  const curated = { id, answer, on: shanghaiDate(at) };
  const offers: Offer[] = isPersonalCase(words) && mayAsk(ctx) ? ['human'] : [];
  await say(ctx, {
    text: sayCurated(curated),
    asked: await remember(ctx, words, { passage: null, said: [answer], root: null, asOf: null }),
    offers,
    lead: leadTo(offers, true),
    isPrivate: isPrivateQuestion(words),
    citations: [citationOfCurated(curated)],
  });
}

async function tellFound(ctx: HandlerContext, words: string, found: Found, root: string | null): Promise<void> {
  const plain = sayAnswer(found);
  const citations = citationsOf(found);
  // Whoever is in danger reads no offers, and waits for nobody's wording.
  if (isDespair(found) && isInGroup(ctx)) return ctx.reply(ctx.whisper(plain) ? text.whispered : phrases.despair);
  if (isEmergency(found)) {
    ctx.cite(citations);
    return ctx.reply(plain);
  }
  const { passage, said } = found;
  const isPrivate = isPrivateQuestion(words);
  const worded = isPrivate ? null : ctx.inOtherWords({ question: words, passages: [passage], plain });
  const isPersonal = isPersonalCase(words);
  const isOneOfMore = hasOther(ctx, { words: askedIn(ctx.message), at: ctx.at, place: null }, found);
  const offers: Offer[] = [
    ...(unsaid(passage, said).length > 0 ? (['more'] as const) : []),
    ...((isPersonal || isOpenEnded(found)) && mayAsk(ctx) ? (['human'] as const) : []),
  ];
  await say(ctx, {
    text: worded === null ? plain : sayAnswer({ ...found, said: [worded + knowledgePhrases.byModel] }),
    asked: await remember(ctx, words, { passage: passage.id, said: [...said], root, asOf: found.asOf }),
    offers,
    lead: (isOneOfMore ? `\n${text.oneByOne}` : '') + leadTo(offers, isPersonal),
    isPrivate,
    citations,
  });
}

async function tellUnknown(
  ctx: HandlerContext,
  words: string,
  before: Asked | null,
  told: string = knowledgePhrases.unknown,
): Promise<void> {
  // Nobody could answer it later either.
  if (isBareQuestion(words)) return ctx.reply(text.whatQuestion);
  const isPrivate = isPrivateQuestion(words);
  if (!isPrivate && !ctx.isConfidential()) await noteUnanswered(ctx, words);
  const asked = await remember(ctx, words, before ?? { passage: null, said: [], root: null, asOf: null });
  const offers: Offer[] = mayAsk(ctx) ? ['human'] : [];
  const lead = offers.length > 0 ? text.askHuman : '';
  await say(ctx, { text: told, lead, asked, offers, isPrivate, citations: [], isAnswered: told === text.noMore });
}

async function askPlace(ctx: HandlerContext, words: string, places: readonly string[]): Promise<void> {
  const { question } = await remember(ctx, words, { passage: null, said: [], root: null, asOf: null });
  const voice = voiceOf(ctx, isPrivateQuestion(words), text);
  if (!voice.mayAsk) return voice.say(text.sayPlace);
  const choices = places.length <= PLACES_MAX ? [...places] : [];
  const list = choices.map((place, index) => text.place(index + 1, place)).join(text.comma);
  const asked = choices.length > 0 ? text.whichOf(list) : text.whichPlace;
  voice.ask({ name: 'place', text: asked, choices, state: { question, choices } });
}

/** The paragraphs that were not said yet, once. */
async function tellMore(ctx: OfferContext): Promise<void> {
  const { asked, isPrivate, offers: offered } = ctx.slots;
  const passage = asked.passage === null ? undefined : ctx.knowledge.passage(asked.passage);
  const said = passage ? unsaid(passage, asked.said) : [];
  const offers = offered.filter((offer) => offer === 'human');
  const isPersonal = isPersonalCase(asked.question);
  const lead = leadTo(offers, isPersonal);
  if (!passage || said.length === 0) {
    const told = asked.said.length > 0 ? text.noMore : knowledgePhrases.unknown;
    return await say(ctx, { text: told, lead, asked, offers, isPrivate, citations: [], isAnswered: ctx.slots.isAnswered });
  }
  // What to mind, and whom to ask, was said with the answer; whoever told his own case is to mind it again.
  const caution = isPersonal ? passage.caution : null;
  const bare = { ...passage, caution, document: { ...passage.document, office: null } };
  const told = { said, first: null, asOf: asked.asOf };
  await say(ctx, {
    text: sayAnswer({ ...told, passage: bare }),
    asked: { ...asked, said: [...asked.said, ...said] },
    offers,
    lead,
    isPrivate,
    citations: citationsOf({ ...told, passage: bare }),
  });
}

/** A ticket for whoever can tell; in confidence, as appeals are. @param isRecalled it was asked a while ago: he hears which it was */
async function askHuman(ctx: HandlerContext, question: string, isHidden: boolean, isRecalled = false): Promise<void> {
  if (!mayAsk(ctx)) return ctx.reply(phrases.outsiderOnlyTitle(text.human));
  ctx.keepSealed();
  const { message, member, at } = ctx;
  const group = message.conversation.kind === 'group' ? message.conversation.id : null;
  const teller = { member, channel: message.channel, sender: message.sender };
  const told = { question, words: text.passed(question), group, key: message.key, at };
  const outcome = await passOn(ctx, teller, told, isHidden);
  if (outcome.kind === 'no_key') return sayAlone(ctx, text.noKey, text.tellMeAlone);
  const { number, anonymous } = outcome.ticket;
  const isNew = outcome.kind === 'registered';
  const said = !isNew ? text.alreadyAsked : anonymous ? text.passedOnHidden : text.passedOn;
  const recalled = isRecalled && isNew && !anonymous ? text.passedOnWhat(number, cutText(question, RECALLED_MAX)) : null;
  sayAlone(ctx, recalled ?? said(number), text.inGroupAlone);
}

function sayAlone(ctx: HandlerContext, said: string, otherwise: string): void {
  const isSaid = ctx.whisper(said);
  if (isInGroup(ctx)) ctx.reply(isSaid ? text.inGroup : otherwise);
}

function askWhat(ctx: HandlerContext, isHidden: boolean): void {
  ctx.keepSealed();
  const asking = { name: 'what', text: text.whatToAsk, choices: text.whatChoices, state: { isHidden } };
  const isAsked = ctx.askAlone(asking);
  if (isInGroup(ctx)) ctx.reply(isAsked ? phrases.askedAlone : text.tellMeAlone);
}

/** @returns false when it was no answer */
async function takeChoice(ctx: OfferContext, choice: number): Promise<boolean> {
  const words = ctx.message.kind === 'said' ? ctx.message.text : '';
  const offered = ctx.slots.offers[choice - 1];
  // Where nothing but a person is offered, a plain yes is one; an answer that was given is only acknowledged by it.
  const isYes = !ctx.slots.isAnswered && !heardDecline.test(words);
  if (words !== '' && wantsNothing(words) && !isYes) {
    const isOurs = ctx.message.kind === 'said' && ctx.message.addressed;
    if (isOurs) ctx.reply(text.welcome);
    return isOurs;
  }
  if (offered === 'more') await tellMore(ctx);
  else if (offered === 'human') await askHuman(ctx, ctx.slots.asked.question, nameWishIn(words)?.isHidden ?? false);
  return offered !== undefined;
}

/** Words behind an answer: more of it, a person, or what goes on with it. @returns false when they are none of these */
async function takeWords(ctx: OfferContext, { words, frames }: Extract<Answer, { kind: 'words' }>): Promise<boolean> {
  const { asked } = ctx.slots;
  const human = humanIn(words);
  if (human || isHandedOn(words)) {
    await askHuman(ctx, human?.question ?? asked.question, human?.isHidden ?? false);
    return true;
  }
  const isMore = wantsMore(words);
  if (isMore) await tellMore(ctx);
  const isAsking = frames.every(({ intent }) => intent === 'ask_policy' || intent === 'smalltalk');
  if (isMore || !isAsking || !goesOn(words)) return isMore;
  const replied = await replyTo(ctx, { words, at: ctx.at, place: null, before: asked });
  if (replied.reply.kind === 'unknown' && !asksOnly(words) && !asksNext(words)) return false;
  await tell(ctx, replied, null);
  return true;
}

const mayNamePlace = ({ intent }: Frame): boolean => ['ask_policy', 'find_station', 'smalltalk'].includes(intent);

export default defineHandler({
  name: NAME,
  title: '查政策',
  help: '问政策，如“送餐摔了算工伤吗”',
  topic: 'services',
  text,
  intents: {
    ask_policy: defineIntent({
      keywords: ['政策', '规定', '工伤', '社保', '算不算', '找人工'],
      examples: ['送餐路上摔了算工伤吗', '党费怎么交', '高温补贴有没有规定', '没签合同怎么办'],
      slots: noSlots,
      async run(ctx) {
        const words = askedIn(ctx.message);
        if (asksNothing(words) || pointsAtNothing(words)) return ctx.reply(text.whatQuestion);
        const last = await lastQuestion(ctx, ctx.member);
        await tell(ctx, await replyTo(ctx, { words, at: ctx.at, place: null, before: last?.isFresh ? last : null }), null);
      },
    }),
  },
  commands: {
    human: defineCommand<HumanWish>({
      allow: 'insider',
      examples: ['找人工', '转人工', '帮我问一下书记', '这个你问问支部'],
      hears: humanIn,
      async run(ctx) {
        const { question, isHidden } = ctx.slots;
        const last = question === null ? await lastQuestion(ctx, ctx.member) : null;
        const meant = question ?? last?.question;
        if (meant === undefined) askWhat(ctx, isHidden);
        else await askHuman(ctx, meant, isHidden, last !== null);
      },
    }),
  },
  answers: {
    offer: defineAnswer({
      allow: 'anyone',
      isOffer: true,
      state: offerSchema,
      run: async (ctx, answer) =>
        answer.kind === 'choice' ? await takeChoice(ctx, answer.choice) : await takeWords(ctx, answer),
      covers: ({ intent }) => intent === 'ask_policy' || intent === 'raise_appeal',
    }),
    place: defineAnswer({
      allow: 'anyone',
      state: z.object({ question: z.string(), choices: z.array(z.string()) }),
      async run(ctx, answered) {
        const { question: words, choices } = ctx.slots;
        const isChoice = answered.kind === 'choice';
        const place = isChoice ? choices[answered.choice - 1] : placeSaid(answered.words);
        if (!place || (!isChoice && (answered.isCommand || !answered.frames.every(mayNamePlace)))) return false;
        const replied = await replyAt(ctx, { words, at: ctx.at, place }, isChoice);
        if (replied) await tell(ctx, replied, place);
        return replied !== null;
      },
      covers: ({ intent }) => intent === 'ask_policy' || intent === 'find_station',
    }),
    what: defineAnswer({
      allow: 'insider',
      state: z.object({ isHidden: z.boolean() }),
      async run(ctx, answered) {
        if (answered.kind === 'choice') {
          ctx.whisper(text.dropped);
          return true;
        }
        const { words, isCommand, frames } = answered;
        const asks = frames.every(({ intent }) => ['ask_policy', 'smalltalk', 'raise_appeal'].includes(intent));
        if (isCommand || signsOf(words) < 3 || heardPolite.test(words) || !asks) return false;
        await askHuman(ctx, words, ctx.slots.isHidden || (nameWishIn(words)?.isHidden ?? false));
        return true;
      },
      covers: ({ intent }) => intent === 'ask_policy' || intent === 'raise_appeal',
    }),
  },
});
