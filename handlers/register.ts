import { z } from 'zod';
import {
  type Answer,
  defineAnswer,
  defineCommand,
  defineHandler,
  defineIntent,
  type HandlerContext,
} from '../src/core/handler.ts';
import { registrationPhrases, sayDetails } from '../src/core/phrases-registration.ts';
import { covers, isElsewhere, mayAnswer } from '../src/domain/registration/answering.ts';
import {
  type AskedPart,
  askedParts,
  blankFor,
  type Draft,
  draftSchema,
  isSame,
  missingIn,
  nextPart,
  partPutRight,
  reopened,
  type Told,
  withoutPart,
  withTold,
} from '../src/domain/registration/details.ts';
import { type Registration, registrationOf } from '../src/domain/registration/records.ts';
import { answerDesk, erase, register } from '../src/domain/registration/verifying.ts';
import { heardPolite } from '../src/domain/words/appeals.ts';
import { wantsOwnDataGone } from '../src/domain/words/own-data.ts';
import { correctionIn, saysWrong, toldIn, worksAlone, wrongPartIn } from '../src/domain/words/registration.ts';
import { isBusy, isNoAnswer, noneOfIn, saysFamilyOnly, saysPass } from '../src/domain/words/registration-answers.ts';
import { asksForOwn, movedOn, wantsToChange } from '../src/domain/words/registration-desk.ts';
import {
  asksAboutIt,
  asksWhoMay,
  comesBack,
  heardKept,
  heardLiving,
  isAsking,
  saysLeave,
  saysNoConsent,
  saysRight,
  saysYes,
  tellsOfOther,
  wantsToRegister,
} from '../src/domain/words/registration-talk.ts';

const text = {
  everybody: '不是党员也能登记，不问组织关系。',
  consent: {
    what: '登记要问：姓名、公司、站点、住的社区；党员再问组织关系在哪。',
    why: '用来让支部认识你、核实党员身份、有事找得到你。',
    who: '只有支部书记看得到。',
    sealed: '只有支部书记看得到，我加了密存着。',
    rights: '随时能看：“我的数据”；随时能删：“删除我的数据”。',
    ask: '同意回 1，不同意回 2。',
  },
  consentChoices: ['同意', '不同意'],
  consentFirst: '你先回 1 说声同意，我才能记。',
  declined: '好，不登记，刚才说的也不记。哪天想登记，说“报到登记”。',
  questions: {
    name: '你叫什么名字？',
    employer: '在哪个公司或平台？',
    outlet: '在哪个站点、网点？',
    community: '住哪个社区？上班在别的社区，也一起说。',
    membership: '你是党员吗？是回 1，不是回 2，不想说就说“跳过”。',
    homeBranch: '组织关系在哪个支部，或者哪个地方？',
  } satisfies Record<AskedPart, string>,
  pass: '不想说回 1。',
  passChoices: ['跳过'],
  memberChoices: ['是党员', '不是党员'],
  nameNeeded: '没有名字登不了。不想登记就说“算了”。',
  noted: '好。',
  corrected: '改好了。',
  readBack: '我记的是：',
  askRight: '对了回 1，不对回 2，或者直接说哪里错。',
  rightChoices: ['对了', '不对，要改'],
  whatWrong: '哪里要改？直接说，比如“站点是城北站”。',
  registered: (number: number) => `登记好了，你是 ${number} 号。书记核实后我私信你。`,
  changed: (number: number) => `改好了，还是 ${number} 号，书记会再核实一下。`,
  notChanged: '和原来的一样，没有改。',
  left: '好，没改，还是原来的。',
  busy: '好，你先忙，得空接着说。',
  wholeName: '要全名。',
  rights: '想看说“我的数据”，想删说“删除我的数据”。',
  waiting: (number: number) => `你登记过了，${number} 号，在等书记核实。要改就说“改报到信息”。`,
  verified: (number: number) => `你登记过了，${number} 号，书记核实过了。要改就说“改报到信息”。`,
  asked: (number: number, what: string) => `你是 ${number} 号，书记还想问：“${what}”。直接回一句就行。`,
  none: '你还没登记。要登记就说“报到登记”。',
  notForOthers: '登记要本人来，请他自己私聊我说“报到登记”。',
  own: (number: number) => `登记（${number} 号）：`,
};

type Context = HandlerContext<unknown>;

const isInGroup = ({ message }: Context): boolean => message.conversation.kind === 'group';
const wordsOf = ({ message }: Context): string => (message.kind === 'said' ? message.text : '');

/** To the person alone and kept sealed; the group hears that it was heard, and nothing else. @param isSaid whether it reached him */
function closed(ctx: Context, isSaid: boolean): void {
  ctx.keepSealed();
  if (isInGroup(ctx)) ctx.reply(isSaid ? registrationPhrases.inGroup : registrationPhrases.tellMeAlone);
}
const tell = (ctx: Context, said: string): void => closed(ctx, ctx.whisper(said));

const consentAsked = (draft: Draft) => ({ name: 'consent', choices: text.consentChoices, state: draft });

function askConsent(ctx: Context, draft: Draft, lead?: string): void {
  const { what, why, who, sealed, rights, ask } = text.consent;
  const lines = [what, why, ctx.sealer ? sealed : who, rights, ask];
  const said = [...(lead === undefined ? [] : [lead]), ...lines].join('\n');
  closed(ctx, ctx.askAlone({ ...consentAsked(draft), text: said }));
}

/** What was told, and what there is none of: who works for nobody in particular has no outlet. */
function withSaid(draft: Draft, told: Told, words: string): Draft {
  const after = withTold(draft, told);
  const none: AskedPart[] = worksAlone(after.details.employer) ? [...noneOfIn(words), 'outlet'] : noneOfIn(words);
  return none.filter((part) => after.details[part] === null).reduce(withoutPart, after);
}

/** The next thing that was not said; when all is said, it is read back. */
function goOn(ctx: Context, draft: Draft, lead = ''): void {
  const part = nextPart(draft);
  if (part === null) return readBack(ctx, draft);
  const isPassable = part !== 'name' && part !== 'membership';
  const choices = part === 'membership' ? text.memberChoices : isPassable ? text.passChoices : [];
  const question = lead + text.questions[part] + (isPassable ? text.pass : '');
  closed(ctx, ctx.askAlone({ name: 'part', text: question, choices, state: { draft, part } }));
}

function readBack(ctx: Context, draft: Draft, lead = ''): void {
  const said = [lead + text.readBack, ...sayDetails(draft.details), text.askRight].join('\n');
  closed(ctx, ctx.askAlone({ name: 'check', text: said, choices: text.rightChoices, state: draft }));
}

function askWhatWrong(ctx: Context, draft: Draft, lines: readonly string[] = []): void {
  closed(ctx, ctx.askAlone({ name: 'fix', text: [...lines, text.whatWrong].join('\n'), choices: [], state: draft }));
}

/** Somebody wants to be registered, with what he says at once. */
async function start(ctx: Context, told: Told): Promise<void> {
  if (tellsOfOther(wordsOf(ctx))) return tell(ctx, text.notForOthers);
  const found = await registrationOf(ctx, ctx.member);
  if (!found)
    return askConsent(
      ctx,
      withSaid(blankFor(ctx.member), told, wordsOf(ctx)),
      told.membership === 'none' ? text.everybody : undefined,
    );
  const { registration } = found;
  const draft = withTold(draftOf(registration), told);
  if (isSame(draft.details, registration.details)) sayStatus(ctx, registration);
  else readBack(ctx, draft);
}

const draftOf = ({ details }: Registration): Draft => ({ details, passed: missingIn(details) });

function sayStatus(ctx: Context, { number, status, asked }: Registration): void {
  if (asked === null) return tell(ctx, (status === 'verified' ? text.verified : text.waiting)(number));
  closed(ctx, ctx.askAlone({ name: 'supplement', text: text.asked(number, asked), choices: [] }));
}

async function status(ctx: Context): Promise<void> {
  const found = await registrationOf(ctx, ctx.member);
  if (found) sayStatus(ctx, found.registration);
  else tell(ctx, text.none);
}

/** @param told what is new, where he said it at once */
async function change(ctx: Context, told: Told): Promise<void> {
  const found = await registrationOf(ctx, ctx.member);
  if (!found || !isEmpty(told)) return await start(ctx, told);
  const draft = draftOf(found.registration);
  askWhatWrong(ctx, draft, [text.readBack, ...sayDetails(draft.details)]);
}

/** He wants no more of it: what was told is not kept, and what is kept stays. */
async function leave(ctx: Context): Promise<true> {
  tell(ctx, (await registrationOf(ctx, ctx.member)) ? text.left : text.declined);
  return true;
}

/** Only a registration that is kept is deleted by what deletes it. */
const leaves = async (ctx: Context, words: string): Promise<boolean> =>
  saysLeave(words) || (wantsOwnDataGone(words) && !(await registrationOf(ctx, ctx.member)));

async function finish(ctx: Context, { details }: Draft): Promise<void> {
  const { kind, registration } = await register(ctx, ctx.member, details);
  if (kind !== 'same') ctx.note(kind === 'registered' ? 'registration kept' : 'registration changed');
  if (kind === 'same') tell(ctx, text.notChanged);
  else if (kind === 'changed') tell(ctx, text.changed(registration.number));
  else tell(ctx, `${text.registered(registration.number)}\n${text.rights}`);
}

const isEmpty = (told: Told): boolean => Object.keys(told).length === 0;

/** Something said before is put right, without saying which: null where that cannot be told. */
function putRight(draft: Draft, asked: AskedPart | null, words: string): Told | null {
  const said = correctionIn(words);
  const part = said === '' ? null : partPutRight(draft, asked, said);
  const told = part === null ? {} : toldIn(said, part);
  return isEmpty(told) ? null : told;
}

/** @returns false when these words were no answer */
async function takePart(ctx: Context, draft: Draft, part: AskedPart, answer: Answer): Promise<boolean> {
  if (answer.kind === 'choice') {
    const membership = answer.choice === 1 ? 'member' : 'none';
    goOn(ctx, part === 'membership' ? withTold(draft, { membership }) : withoutPart(draft, part), text.noted);
    return true;
  }
  const { words } = answer;
  const isWrong = saysWrong(words) && part !== 'membership';
  const wrongPart = wrongPartIn(words) ?? (isWrong && correctionIn(words) === '' ? partPutRight(draft, part, '') : null);
  const none = noneOfIn(words);
  // Put right, it is about something said before.
  const named = isWrong ? toldIn(words, null) : {};
  const corrected = isWrong && isEmpty(named) ? putRight(draft, part, words) : named;
  const told = corrected === null || isEmpty(corrected) ? toldIn(words, part) : corrected;
  const about = asksAboutIt(words);
  if (await leaves(ctx, words)) return await leave(ctx);
  if (comesBack(words)) goOn(ctx, draft);
  else if (wantsToChange(words)) askWhatWrong(ctx, draft, [text.readBack, ...sayDetails(draft.details)]);
  else if (wrongPart !== null) goOn(ctx, reopened(draft, wrongPart));
  else if (about !== null) goOn(ctx, draft, registrationPhrases.about[about]);
  else if (saysPass(words) && part === 'membership' && told.membership) goOn(ctx, withTold(draft, told));
  else if (saysPass(words) && part === 'name') goOn(ctx, draft, text.nameNeeded);
  else if (saysPass(words)) goOn(ctx, [part, ...none].reduce(withoutPart, draft), text.noted);
  else if (isElsewhere(answer) || (heardPolite.test(words) && isEmpty(told))) return false;
  else if (isBusy(words)) goOn(ctx, draft, text.busy);
  else if (isEmpty(told) || isAsking(words)) goOn(ctx, draft, part === 'name' && saysFamilyOnly(words) ? text.wholeName : '');
  else goOn(ctx, withSaid(draft, told, words), isWrong ? text.corrected : '');
  return true;
}

/** Words about what was read back. @returns false when they are none */
async function takeCheck(ctx: Context, draft: Draft, answer: Answer, isFixing: boolean): Promise<boolean> {
  if (answer.kind === 'choice') {
    if (answer.choice === 1) await finish(ctx, draft);
    else askWhatWrong(ctx, draft);
    return true;
  }
  const { words } = answer;
  if ((saysRight(words) || saysYes(words)) && !isFixing) {
    await finish(ctx, draft);
    return true;
  }
  if (await leaves(ctx, words)) return await leave(ctx);
  const wrongPart = wrongPartIn(words);
  const about = asksAboutIt(words);
  if (wrongPart !== null) goOn(ctx, reopened(draft, wrongPart));
  else if (about !== null) readBack(ctx, draft, `${registrationPhrases.about[about]}\n`);
  else if (isElsewhere(answer)) return false;
  else {
    const plain = toldIn(words, null);
    const isMeant = saysWrong(words) || isFixing;
    const told = isEmpty(plain) && isMeant ? (putRight(draft, null, words) ?? toldIn(words, 'name')) : plain;
    const after = withTold(draft, told);
    if (!isEmpty(told) && nextPart(after) === null) readBack(ctx, after, text.corrected);
    else if (!isEmpty(told)) goOn(ctx, after, text.corrected);
    else if (comesBack(words)) readBack(ctx, draft);
    else if (heardPolite.test(words) || (!isMeant && isNoAnswer(words))) return false;
    else askWhatWrong(ctx, draft);
  }
  return true;
}

/** @returns false when these words say neither yes nor no nor anything of him */
async function takeConsent(ctx: Context, draft: Draft, answer: Answer): Promise<boolean> {
  if (answer.kind === 'choice') {
    if (answer.choice === 1) goOn(ctx, draft);
    else tell(ctx, text.declined);
    return true;
  }
  const { words } = answer;
  const about = asksAboutIt(words);
  if (about !== null) {
    closed(ctx, ctx.askAlone({ ...consentAsked(draft), text: `${registrationPhrases.about[about]}\n${text.consent.ask}` }));
    return true;
  }
  if (await leaves(ctx, words)) return await leave(ctx);
  if (saysYes(words)) {
    goOn(ctx, draft);
    return true;
  }
  if (isElsewhere(answer)) return false;
  const told = toldIn(words, null);
  if (!isEmpty(told)) askConsent(ctx, withSaid(draft, told, words), text.consentFirst);
  else if (saysNoConsent(words)) tell(ctx, text.declined);
  else if (
    heardPolite.test(words) ||
    !(comesBack(words) || isAsking(words) || answer.frames.some(({ intent }) => intent === 'register'))
  )
    return false;
  else askConsent(ctx, draft);
  return true;
}

const slotText = z.string().max(200).nullish().catch(null);

export default defineHandler({
  name: 'register',
  title: '报到登记',
  help: '新来的、流动党员，私聊说“报到登记”',
  topic: 'own',
  text,
  intents: {
    register: defineIntent({
      keywords: ['登记', '报到', '党员', '组织关系', '新来的'],
      examples: ['我是党员，来报到', '新来的骑手，登记一下', '我组织关系在老家', '登记一下'],
      slots: z.object({ party_member: z.boolean().nullish().catch(null), home_branch: slotText, community: slotText }),
      async run(ctx) {
        const { party_member: isMember, home_branch: homeBranch, community } = ctx.slots;
        const words = wordsOf(ctx);
        // A misread part would be kept; what the words tell by their cues goes before.
        const read: Told = {
          ...(typeof isMember === 'boolean' && { membership: isMember ? 'member' : 'none' }),
          ...(homeBranch && heardKept.test(words) && { homeBranch }),
          ...(community && heardLiving.test(words) && { community }),
        };
        await start(ctx, { ...read, ...toldIn(words, null) });
      },
    }),
  },
  commands: {
    start: defineCommand({
      allow: 'insider',
      examples: ['我要登记', '我想报到登记'],
      hears: (words) => (wantsToRegister(words) ? {} : null),
      run: (ctx) => start(ctx, {}),
    }),
    who_may: defineCommand({
      allow: 'insider',
      examples: ['我不是党员能登记吗', '群众可以报到吗'],
      hears: (words) => (asksWhoMay(words) ? {} : null),
      run: (ctx) => start(ctx, { membership: 'none' }),
    }),
    status: defineCommand({
      allow: 'insider',
      examples: ['我报到怎么样了', '我的登记核实了没有'],
      hears: (words) => (asksForOwn(words) ? {} : null),
      run: status,
    }),
    change: defineCommand({
      allow: 'insider',
      examples: ['改报到信息', '我的登记信息写错了'],
      hears: (words) => (wantsToChange(words) ? {} : null),
      run: (ctx) => change(ctx, {}),
    }),
    moved: defineCommand({
      allow: 'insider',
      examples: ['我搬家了，住城南村', '我登记的公司改成美团'],
      hears(words) {
        const said = movedOn(words);
        return said === null ? null : { said };
      },
      async run(ctx) {
        // Who registered nothing tells of his life.
        if (!(await registrationOf(ctx, ctx.member))) return ctx.pass();
        await change(ctx, toldIn(ctx.slots.said, null));
      },
    }),
  },
  answers: {
    consent: defineAnswer({ state: draftSchema, run: (ctx, answer) => takeConsent(ctx, ctx.slots, answer), covers }),
    part: defineAnswer({
      state: z.object({ draft: draftSchema, part: z.enum(askedParts) }),
      run: (ctx, answer) => takePart(ctx, ctx.slots.draft, ctx.slots.part, answer),
      covers,
    }),
    check: defineAnswer({ state: draftSchema, run: (ctx, answer) => takeCheck(ctx, ctx.slots, answer, false), covers }),
    fix: defineAnswer({ state: draftSchema, run: (ctx, answer) => takeCheck(ctx, ctx.slots, answer, true), covers }),
    supplement: defineAnswer({
      state: z.object({}),
      async run(ctx, answer) {
        if (answer.kind === 'choice' || (isElsewhere(answer) && !mayAnswer(answer)) || heardPolite.test(answer.words))
          return false;
        const isPassedOn = (await answerDesk(ctx, ctx.member, answer.words)) !== null;
        tell(ctx, isPassedOn ? registrationPhrases.passedOn : registrationPhrases.nothingAsked);
        return true;
      },
      covers,
    }),
  },
  keeps: {
    async of(doing, member) {
      const found = await registrationOf(doing, member);
      return found ? [text.own(found.registration.number), ...sayDetails(found.registration.details)] : [];
    },
    async forget(doing, member) {
      await erase(doing, member);
    },
  },
});
