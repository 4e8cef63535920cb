import { z } from 'zod';
import {
  type Answer,
  type Asking,
  defineAnswer,
  defineCommand,
  defineHandler,
  defineIntent,
  type HandlerContext,
} from '../src/core/handler.ts';
import { registrationPhrases, sayConsent, sayDetails, sayReadBack } from '../src/core/phrases-registration.ts';
import { covers, isElsewhere, isReported, lateTold, mayAnswer, tellsEarly } from '../src/domain/registration/answering.ts';
import {
  type AskedPart,
  allTold,
  askedParts,
  blankFor,
  type Details,
  type Draft,
  draftSchema,
  isSame,
  nextPart,
  reopened,
  type Told,
  withoutPart,
  withTold,
} from '../src/domain/registration/details.ts';
import { DRAFTS, DRAFTS_KEPT_MS, draftKept, dropDraft, hasDraft, keepDraft } from '../src/domain/registration/drafts.ts';
import { wholeSaid } from '../src/domain/registration/hearing.ts';
import { registrationKeeping } from '../src/domain/registration/keeping.ts';
import { type Registration, registrationOf } from '../src/domain/registration/records.ts';
import { saidOfReport } from '../src/domain/registration/reported.ts';
import { answerIn, emptied, hintFor, isEmpty, putRight, readSchema, toldBy, withSaid } from '../src/domain/registration/said.ts';
import { passOn, register } from '../src/domain/registration/verifying.ts';
import { heardPolite } from '../src/domain/words/appeals.ts';
import { toldIn } from '../src/domain/words/registration.ts';
import { isBusy, isNoAnswer, noneOfIn, saysPass } from '../src/domain/words/registration-answers.ts';
import { saysWrong } from '../src/domain/words/registration-corrections.ts';
import { asksForOwn, movedOn, wantsToChange } from '../src/domain/words/registration-desk.ts';
import {
  asksAboutIt,
  asksWhoMay,
  comesBack,
  comesBackToIt,
  consentSaid,
  isAsking,
  saysRight,
  saysWait,
  saysYes,
  tellsOfOther,
  wantsToGoOn,
  wantsToRegister,
} from '../src/domain/words/registration-talk.ts';

const text = {
  everybody: '不是党员也能登记，不问组织关系。',
  declined: '好，不登记，刚才说的也不记。哪天想登记，说“报到登记”。',
  pass: '不想说回 1。',
  passChoices: ['跳过'],
  memberChoices: ['是党员', '不是党员'],
  nameNeeded: '没有名字登不了。不想登记就说“算了”。',
  noted: '好。',
  corrected: '改好了。',
  rightChoices: ['对了', '不对，要改'],
  whatWrong: '哪里要改？直接说，比如“站点是城北站”。',
  wait: '好，不急。看好了回 1，哪里不对直接说。',
  unheard: '这句没听明白。都对就回 1，要改就说“站点是城北站”这样。',
  cleared: '好，去掉了。',
  paused: '登记先放着，回头说“继续登记”接着来。',
  left: '好，没改，还是原来的。',
  busy: '好，你先忙，得空接着说。',
  busyFirst: '好，你先忙。得空说“报到登记”。',
  aside: '好，先放着。得空说“接着登记”，从这儿接着来。',
  hints: { none: '', wholeName: '要全名。', nowOnly: '说现在的情况就行。', ownOnly: '只说你自己的就行。' },
  notForOthers: '登记要本人来，请他自己私聊我说“报到登记”。',
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

const consentAsked = (draft: Draft) => ({ name: 'consent', choices: registrationPhrases.consent.choices, state: draft });

function askConsent(ctx: Context, draft: Draft, lead?: string): void {
  closed(ctx, ctx.askAlone({ ...consentAsked(draft), text: sayConsent(ctx.sealer !== null, lead) }));
}

/** Shortly: what it is for was said before. */
function askConsentAgain(ctx: Context, draft: Draft, lead: string): void {
  closed(ctx, ctx.askAlone({ ...consentAsked(draft), text: `${lead}\n${registrationPhrases.consent.ask}` }));
}

/** The next thing that was not said; when all is said, it is read back. */
async function goOn(ctx: Context, draft: Draft, lead = ''): Promise<void> {
  const part = nextPart(draft);
  if (part === null) return await readBack(ctx, draft, lead === text.noted ? '' : lead);
  const isPassable = part !== 'name' && part !== 'membership';
  const choices = part === 'membership' ? text.memberChoices : isPassable ? text.passChoices : [];
  const question = lead + registrationPhrases.questions[part] + (isPassable ? text.pass : '');
  await askKept(ctx, draft, { name: 'part', text: question, choices, state: { draft, part } });
}

/** Whatever is asked after he agreed: it can be taken up again for a day. */
async function askKept(ctx: Context, draft: Draft, asking: Asking): Promise<void> {
  closed(ctx, ctx.askAlone(asking));
  await keepDraft(ctx, ctx.member, draft);
}

const askCheck = (ctx: Context, draft: Draft, said: string): Promise<void> =>
  askKept(ctx, draft, { name: 'check', text: said, choices: text.rightChoices, state: draft });
const readBack = (ctx: Context, draft: Draft, lead = ''): Promise<void> => askCheck(ctx, draft, sayReadBack(draft.details, lead));

const askWhatWrong = (ctx: Context, draft: Draft, lines: readonly string[] = []): Promise<void> =>
  askKept(ctx, draft, { name: 'fix', text: [...lines, text.whatWrong].join('\n'), choices: [], state: draft });
const showAndAskWhatWrong = (ctx: Context, draft: Draft) =>
  askWhatWrong(ctx, draft, [registrationPhrases.check.readBack, ...sayDetails(draft.details)]);

/** Somebody wants to be registered, with what he says at once. */
async function start(ctx: Context, told: Told): Promise<void> {
  if (tellsOfOther(wordsOf(ctx))) return tell(ctx, text.notForOthers);
  const found = await registrationOf(ctx, ctx.member);
  const begun = found ? null : await draftKept(ctx, ctx.member);
  if (begun) return await goOn(ctx, withSaid(begun, told, wordsOf(ctx)));
  const isOpen = told.membership === 'none';
  if (!found) return askConsent(ctx, withSaid(blankFor(ctx.member), told, wordsOf(ctx)), isOpen ? text.everybody : undefined);
  const { registration } = found;
  const draft = withTold(allTold(registration.details), told);
  if (isSame(draft.details, registration.details)) sayStatus(ctx, registration);
  else await readBack(ctx, draft);
}

function sayStatus(ctx: Context, { number, status, asked }: Registration): void {
  if (asked === null)
    return tell(ctx, (status === 'verified' ? registrationPhrases.status.verified : registrationPhrases.status.waiting)(number));
  closed(ctx, ctx.askAlone({ name: 'supplement', text: registrationPhrases.status.asked(number, asked), choices: [] }));
}

async function status(ctx: Context): Promise<void> {
  const found = await registrationOf(ctx, ctx.member);
  if (found) sayStatus(ctx, found.registration);
  else tell(ctx, registrationPhrases.status.none);
}

/** @param told what is new, where he said it at once */
async function change(ctx: Context, told: Told): Promise<void> {
  const found = await registrationOf(ctx, ctx.member);
  if (!found || !isEmpty(told)) return await start(ctx, told);
  await showAndAskWhatWrong(ctx, allTold(found.registration.details));
}

/**
 * Words about the whole of it, whichever of its questions is open.
 * @param draft null = he has not agreed yet
 * @param again asks the open one again
 * @returns whether they were answered; null = they are about something else
 */
async function takeWhole(
  ctx: Context,
  draft: Draft | null,
  words: string,
  again: (lead: string) => unknown,
): Promise<boolean | null> {
  const isRegistered = (await registrationOf(ctx, ctx.member)) !== null;
  const said = wholeSaid(words, isRegistered);
  if (said?.kind === 'gone' || said?.kind === 'leave') await dropDraft(ctx, ctx.member);
  // What is deleted, and whether, is asked by who keeps it.
  if (said === null || said.kind === 'gone') return said && false;
  // He wants no more of it: what was told is not kept, and what is kept stays.
  if (said.kind === 'leave') tell(ctx, isRegistered ? text.left : text.declined);
  else if (said.kind === 'aside') tell(ctx, draft ? text.aside : text.busyFirst);
  else if (said.kind === 'about') await again(registrationPhrases.about[said.about]);
  else if (draft === null) await again(registrationPhrases.consent.first);
  else if (said.kind === 'clear') await clear(ctx, draft, said.part);
  else await goOn(ctx, reopened(draft, said.part));
  return true;
}

async function finish(ctx: Context, { details }: Draft): Promise<void> {
  await dropDraft(ctx, ctx.member);
  const { kind, registration } = await register(ctx, ctx.member, details);
  if (kind !== 'same') ctx.note(kind === 'registered' ? 'registration kept' : 'registration changed');
  if (kind === 'same') tell(ctx, registrationPhrases.outcome.notChanged);
  else if (kind === 'changed') tell(ctx, registrationPhrases.outcome.changed(registration.number));
  else tell(ctx, `${registrationPhrases.outcome.registered(registration.number)}\n${registrationPhrases.outcome.rights}`);
}

/** @returns false when these words were no answer */
async function takePart(ctx: Context, draft: Draft, part: AskedPart, answer: Answer): Promise<boolean> {
  if (answer.kind === 'choice') {
    const membership = answer.choice === 1 ? 'member' : 'none';
    await goOn(ctx, part === 'membership' ? withTold(draft, { membership }) : withoutPart(draft, part), text.noted);
    return true;
  }
  const { words } = answer;
  const taken = await takeWhole(ctx, draft, words, (lead) => goOn(ctx, draft, lead));
  if (taken !== null) return taken;
  const { isWrong, wrongPart, told } = answerIn(draft, part, words);
  if (comesBack(words) || wantsToGoOn(words)) await goOn(ctx, draft);
  else if (wantsToChange(words)) await showAndAskWhatWrong(ctx, draft);
  else if (wrongPart !== null) await goOn(ctx, reopened(draft, wrongPart));
  else if (saysPass(words) && part === 'membership' && told.membership) await goOn(ctx, withTold(draft, told));
  else if (saysPass(words) && part === 'name') await goOn(ctx, draft, text.nameNeeded);
  else if (saysPass(words)) await goOn(ctx, [part, ...noneOfIn(words)].reduce(withoutPart, draft), text.noted);
  else if (isElsewhere(answer, part) || (heardPolite.test(words) && isEmpty(told))) return notHere(ctx, answer);
  else if (isBusy(words)) await goOn(ctx, draft, text.busy);
  else if (isEmpty(told) || isAsking(words)) await goOn(ctx, draft, text.hints[hintFor(part, words)]);
  else await goOn(ctx, withSaid(draft, told, words), isWrong ? text.corrected : '');
  return true;
}

/** Something else is meant. What a report asks would take the place of our question. */
function notHere(ctx: Context, { frames, words }: Extract<Answer, { kind: 'words' }>): false {
  if (!isInGroup(ctx) && frames.some((frame) => isReported(frame, words))) ctx.whisper(text.paused);
  return false;
}

/** What he does not want to stand there; without a name there is no registration. */
const clear = (ctx: Context, draft: Draft, part: keyof Details): Promise<void> =>
  part === 'name' ? goOn(ctx, draft, text.nameNeeded) : goOn(ctx, emptied(draft, part), text.cleared);

/** Words about what was read back. @returns false when they are none */
async function takeCheck(ctx: Context, draft: Draft, answer: Answer, isFixing: boolean): Promise<boolean> {
  if (answer.kind === 'choice') {
    await (answer.choice === 1 ? finish(ctx, draft) : askWhatWrong(ctx, draft));
    return true;
  }
  const { words } = answer;
  if (saysRight(words) || saysYes(words)) {
    await (isFixing ? readBack(ctx, draft) : finish(ctx, draft));
    return true;
  }
  const taken = await takeWhole(ctx, draft, words, (lead) => readBack(ctx, draft, `${lead}\n`));
  if (taken !== null) return taken;
  if (saysWait(words)) await askCheck(ctx, draft, text.wait);
  else if (isElsewhere(answer)) return notHere(ctx, answer);
  else {
    const plain = isAsking(words) ? {} : toldIn(words, null);
    const isMeant = saysWrong(words) || isFixing;
    const told = isEmpty(plain) && isMeant ? (putRight(draft, null, words) ?? toldIn(words, 'name')) : plain;
    if (!isEmpty(told)) await goOn(ctx, withTold(draft, told), text.corrected);
    else if (comesBack(words) || wantsToGoOn(words)) await readBack(ctx, draft);
    else if (isBusy(words)) tell(ctx, text.aside);
    else if (heardPolite.test(words) || (!isMeant && isNoAnswer(words))) return false;
    else if (isMeant) await askWhatWrong(ctx, draft);
    else await askCheck(ctx, draft, text.unheard);
  }
  return true;
}

/** @returns false when these words say neither yes nor no nor anything of him */
async function takeConsent(ctx: Context, draft: Draft, answer: Answer): Promise<boolean> {
  const words = answer.kind === 'words' ? answer.words : '';
  const agreed = answer.kind === 'choice' ? answer.choice === 1 : consentSaid(words);
  if (agreed === false) {
    tell(ctx, text.declined);
    return true;
  }
  const told = answer.kind === 'words' ? toldIn(words, null) : {};
  const about = asksAboutIt(words);
  if (agreed || saysYes(words)) {
    const lead = about ?? (/别告诉|不要告诉|别说出去|别外传/.test(words) ? 'who' : null);
    await goOn(ctx, withSaid(draft, told, words), lead === null ? '' : registrationPhrases.about[lead]);
    return true;
  }
  if (answer.kind === 'choice') return false;
  const taken = await takeWhole(ctx, null, words, (lead) => askConsentAgain(ctx, draft, lead));
  if (taken !== null) return taken;
  if (heardPolite.test(words) || (isElsewhere(answer) && !tellsEarly(answer))) return false;
  if (isBusy(words)) tell(ctx, text.busyFirst);
  else if (!isEmpty(told) || tellsEarly(answer)) {
    askConsentAgain(ctx, withSaid(draft, told, words), registrationPhrases.consent.first);
  } else if (comesBack(words) || isAsking(words) || answer.frames.some(({ intent }) => intent === 'register'))
    askConsent(ctx, draft);
  else return false;
  return true;
}

/** Takes up what was left unfinished, with what he says now. */
async function resume(ctx: Context, told: Told = {}): Promise<void> {
  const draft = await draftKept(ctx, ctx.member);
  await (draft ? goOn(ctx, withSaid(draft, told, wordsOf(ctx))) : status(ctx));
}

const likeAll = { covers, takesDrop: true } as const;

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
      slots: readSchema,
      async run(ctx) {
        const words = wordsOf(ctx);
        const told = { ...toldBy(ctx.slots, words), ...toldIn(words, null) };
        const said = isEmpty(told) ? await saidOfReport(ctx, ctx.member, words) : null;
        if (said === null) await start(ctx, told);
        else if (said !== '') tell(ctx, said);
      },
    }),
  },
  commands: {
    start: defineCommand({
      allow: 'insider',
      examples: ['我要登记', '我想报到登记', '我不是党员能登记吗', '群众可以报到吗'],
      hears: (words): Told | null => (asksWhoMay(words) ? { membership: 'none' } : wantsToRegister(words) ? {} : null),
      run: (ctx) => start(ctx, ctx.slots),
    }),
    resume: defineCommand({
      allow: 'insider',
      examples: ['继续登记', '刚才登记到哪了'],
      hears: (words) => (wantsToGoOn(words) ? {} : null),
      run: (ctx) => resume(ctx),
    }),
    go_on: defineCommand({
      allow: 'insider',
      examples: ['接着来', '刚才到哪了'],
      hears: (words) => (comesBackToIt(words) ? {} : null),
      yields: true,
      run: async (ctx) => ((await hasDraft(ctx, ctx.member)) && !isInGroup(ctx) ? await resume(ctx) : ctx.pass()),
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
      hears: movedOn,
      async run(ctx) {
        // Who registered nothing tells of his life.
        if (!(await registrationOf(ctx, ctx.member))) return ctx.pass();
        await change(ctx, toldIn(ctx.slots, null));
      },
    }),
  },
  answers: {
    consent: defineAnswer({
      state: draftSchema,
      run: (ctx, answer) => takeConsent(ctx, ctx.slots, answer),
      ...likeAll,
    }),
    part: defineAnswer({
      state: z.object({ draft: draftSchema, part: z.enum(askedParts) }),
      run: (ctx, answer) => takePart(ctx, ctx.slots.draft, ctx.slots.part, answer),
      ...likeAll,
    }),
    check: defineAnswer({
      state: draftSchema,
      run: (ctx, answer) => takeCheck(ctx, ctx.slots, answer, false),
      ...likeAll,
    }),
    fix: defineAnswer({
      state: draftSchema,
      run: (ctx, answer) => takeCheck(ctx, ctx.slots, answer, true),
      ...likeAll,
    }),
    supplement: defineAnswer({
      state: z.object({}),
      async run(ctx, answer) {
        if (answer.kind === 'choice' || (isElsewhere(answer) && !mayAnswer(answer)) || heardPolite.test(answer.words))
          return false;
        tell(ctx, await passOn(ctx, ctx.member, answer.words));
        return true;
      },
      covers,
    }),
  },
  // Long after it was asked, or when something else was asked between.
  async standing(ctx, answer) {
    const draft = isInGroup(ctx) ? null : await draftKept(ctx, ctx.member);
    if (!draft || answer.kind === 'choice') return false;
    const told = lateTold(draft, answer);
    if (told !== null) await resume(ctx, told);
    return told !== null;
  },
  awaits: hasDraft,
  forgets: { [DRAFTS]: DRAFTS_KEPT_MS },
  keeps: registrationKeeping,
});
