// From a text to frames with the trained model: look, judge, decide, then fill in the parts.
import type { Calendar } from '../core/calendar.ts';
import type { Frame, Intent } from '../core/intent.ts';
import type { UnderstandingContext } from '../core/understanding.ts';
import { knownShare, probability } from '../learning/network.ts';
import type { Mention } from './activities.ts';
import { type Beside, besideArrival } from './arrival.ts';
import { findAttack } from './danger.ts';
import { readEvidence } from './evidence.ts';
import { fillSlots } from './fill.ts';
import { isMeaning, isPit, isPowerless, isSmallCut, isUnsure, withoutHarmless } from './harmless.ts';
import { judge } from './judge.ts';
import {
  activity,
  appeal,
  checkIn,
  DESPAIR,
  FAULT,
  FICTION,
  GRAVE_FAULT,
  LOSS,
  SHOUT,
  signUp,
  THEFT,
  ticketTalk,
  undo,
} from './lexicon.ts';
import type { Model } from './model.ts';
import { exceptionIn, hasPatrolException, hasPatrolTrouble } from './patrol.ts';
import { findPlace, isPlaceAlone } from './places.ts';
import type { Reading } from './reading.ts';
import { NEAR_START_MS } from './slots.ts';
import { isOnlyNumber } from './tickets.ts';
import { type Deed, deedOf } from './undone.ts';
import { judgeUrgency, lookForUrgency } from './urgency.ts';
import { lookAt, type Sight, viewsOfSight } from './views.ts';

/** From here on an intent is heard. */
const HEARD = 0.5;
/** A single intent is acted upon from here on; below that, down to ASK, it is worth a question. Measured, see the model card. */
const SURE = 0.7;
const ASK = 0.35;
/** A danger to life is taken up long before it is likely: a wrong alarm wakes people, a missed one may cost a life. */
const DANGER = 0.1;
/** A word or two or a bare place say too little for that: "two and a half" answers a question. */
const DANGER_IN_A_WORD = 0.6;
const A_WORD = 4;
/** Heard, and not sure enough to act upon. */
const DOUBT_AT_MOST = (HEARD + SURE) / 2;
/** Not heard even beside something else, and asked about. */
const ASKED_AT_MOST = (ASK + HEARD) / 2;
/** Danger comes with a hazard: where that is out of the question it is talk. Words of despair always count. */
const HAZARD_LEAST = 0.1;

/** Beside a patrol that says it found an exception, this much is enough. */
const BESIDE_LEAST = 0.2;

/** Of a text in a script nobody taught hardly anything is known; whatever comes out of that is chance. */
const KNOWN_LEAST = 0.25;
/** Without a Chinese character and without a rule that hears something, all but an answer or a number is chance. */
const KNOWN_LEAST_ELSEWHERE = 0.75;
/** Fewer words than these may be taken for a check-in for the sake of the hour alone; so likely they are one at any hour. */
const FEW_WORDS = 10;
const PRESENT_LEAST = 0.7;

const CHINESE = /\p{Script=Han}/u;
const FOREIGN_FROM = 20;

/** What reading needs beside the message. */
export interface Trained {
  model: Model;
  calendar: Calendar;
}

interface Likely {
  intent: Intent;
  probability: number;
}

/** What a message was found to ask for, with how sure that is. */
export interface Judged {
  reading: Reading;
  sight: Sight;
  /** By intent, in the model's order. */
  probabilities: readonly Likely[];
  isUrgent: boolean;
  /** People are attacked, robbed or lost: urgent whatever was learnt of it. */
  isAttack: boolean;
  /** Of a check-in nothing speaks but that something is held just now: it is asked about. */
  isGuessedPresent: boolean;
  /** A check-in was spoken of and none is told. */
  isUndone: boolean;
  /** Scores of the single clauses, for telling which clause speaks for what. */
  clauses: readonly { clause: number; scores: Float32Array }[];
}

/** Looks at a message and judges every intent; decides only whether somebody is in danger. */
export function judgeMessage(text: string, context: UnderstandingContext, model: Model): Judged {
  const reading = readEvidence(text, context);
  const beside = besideArrival(reading);
  return beside === null ? judgeReading(reading, model) : judgeBeside(beside, context, model);
}

/** Nobody is checked in beside it. A fault nothing else is made of is at least asked about. */
function judgeBeside({ text, isFault }: Beside, context: UnderstandingContext, model: Model): Judged {
  const judged = judgeReading(readEvidence(text, context), model);
  const isHeardElse = judged.probabilities.some(({ intent, probability: likely }) => intent !== 'check_in' && likely >= HEARD);
  const least = (intent: Intent) => (isFault && !isHeardElse && intent === 'raise_appeal' ? DOUBT_AT_MOST : 0);
  const probabilities = judged.probabilities.map(({ intent, probability: likely }) => ({
    intent,
    probability: intent === 'check_in' ? 0 : Math.max(likely, least(intent)),
  }));
  return { ...judged, probabilities };
}

function judgeReading(reading: Reading, model: Model): Judged {
  const sight = lookAt(reading, model.words);
  const views = viewsOfSight(sight, reading, model.network, model.intents);
  const isForeign = !reading.urgent && isStrange(reading, knownShare(model.network, sight.whole));
  const scores = judge(model.judge, views);
  const judged = Array.from(scores, (score) => (isForeign ? 0 : probability(score)));
  const presence = settlePresence(reading, model, judged);
  settleHazard(reading, model, judged);
  takeAway(reading, model, judged);
  const hazardAt = model.intents.indexOf('report_hazard');
  if (model.intents.every((_, at) => judged[at]! < HEARD || at === hazardAt))
    judged[hazardAt] = Math.max(judged[hazardAt]!, toldBriefly(reading.folded));
  const isAttack = findAttack(reading) !== null;
  const isHazard = judged[hazardAt]! >= HAZARD_LEAST;
  const isHarmless = soothe(reading, model, judged);
  return {
    reading,
    sight,
    probabilities: model.intents.map((intent, at) => ({ intent, probability: judged[at]! })),
    isAttack,
    ...presence,
    isUrgent:
      (isAttack ||
        SHOUT.test(reading.folded) ||
        (isHazard && isInDanger(scores, sight, reading, model)) ||
        (reading.urgent && DESPAIR.test(reading.folded))) &&
      !isHarmless,
    clauses: sight.parts.flatMap(({ clause }, at) => (clause === null ? [] : [{ clause, scores: views.parts[at]! }])),
  };
}

/** A check-in is one that was made: neither the name of what is held, nor the hour, nor a plan tells of it. */
function settlePresence(reading: Reading, model: Model, judged: number[]): Pick<Judged, 'isGuessedPresent' | 'isUndone'> {
  const at = model.intents.indexOf('check_in');
  if (judged[at]! >= ASK && reading.named && !reading.owners.has('check_in'))
    judged[at] = Math.min(judged[at]!, withoutName(reading, reading.named, model)[at]!);
  const likely = judged[at]!;
  const isGuessedPresent = likely >= ASK && isGuess(reading, model);
  judged[at] = asDone(likely, deedOf(reading));
  return { isGuessedPresent, isUndone: likely >= HEARD && judged[at] === 0 };
}

/** Where something is tells a hazard only with what is wrong there, or with a picture of it; a thing alone is asked about. */
function settleHazard(reading: Reading, { intents }: Model, judged: number[]): void {
  if (reading.context.hasPhoto || reading.owners.size > 0) return;
  const at = intents.indexOf('report_hazard');
  const most = isPlaceAlone(reading) ? 0 : reading.raw.length <= A_WORD ? DOUBT_AT_MOST : 1;
  judged[at] = Math.min(judged[at]!, most);
}

/** What only sounds like a danger is none, and what is asked is asked back. @returns whether nobody is called */
function soothe({ folded, context }: Reading, model: Model, judged: number[]): boolean {
  const at = model.intents.indexOf('report_hazard');
  const rest = withoutHarmless(folded);
  const elsewhere = rest === null || !CHINESE.test(rest) ? null : judgeMessage(rest, context, model);
  // What is left when the harmless is taken out decides alone.
  if (rest !== null) judged[at] = Math.min(judged[at]!, elsewhere?.probabilities[at]?.probability ?? 0);
  const isAsked = isUnsure(folded);
  if (isAsked) judged[at] = FICTION.test(folded) ? 0 : ASKED_AT_MOST;
  if (isMeaning(folded)) judged[at] = Math.min(judged[at]!, ASKED_AT_MOST);
  if (rest !== null && elsewhere?.isUrgent !== true) return true;
  return isAsked || [isSmallCut, isPit, isMeaning, isFault, isPowerless].some((is) => is(folded));
}

/** What a few words, or a whole sentence known to be none, were only learnt to sound like. */
function takeAway({ folded, owners, quote, ticket }: Reading, { intents }: Model, judged: number[]): void {
  // "The shed at the west gate smokes, misspoke": put right by the report beside it, nothing is to go.
  if (judged[intents.indexOf('report_hazard')]! >= HEARD && undo.slip.test(folded) && !undo.outright.test(folded))
    judged[intents.indexOf('undo')] = 0;
  if (signUp.past.test(folded)) judged[intents.indexOf('sign_up')] = 0;
  // What is to be done with a ticket must be said; its number alone asks to see it.
  if (quote === null && isOnlyNumber(folded)) {
    const query = intents.indexOf('query_ticket');
    const update = intents.indexOf('update_ticket');
    judged[query] = Math.max(judged[query]!, judged[update]!);
    judged[update] = 0;
  }
  if (appeal.none.test(folded)) judged[intents.indexOf('raise_appeal')] = 0;
  if (owners.size > 0 || quote !== null || ticket !== null || folded.length > ticketTalk.few) return;
  if (!ticketTalk.about.test(folded)) judged[intents.indexOf('query_ticket')] = 0;
  if (!ticketTalk.judging.test(folded) || ticketTalk.assent.test(folded)) judged[intents.indexOf('rate_ticket')] = 0;
}

/** "Got it", "just a moment", said while something is on: few words that tell of no coming by themselves. */
function isGuess({ raw, context, owners }: Reading, model: Model): boolean {
  if (owners.has('check_in') || context.activities.length === 0 || raw.length > FEW_WORDS) return false;
  const reading = readEvidence(raw, { ...context, activities: [] });
  const views = viewsOfSight(lookAt(reading, model.words), reading, model.network, model.intents);
  return probability(judge(model.judge, views)[model.intents.indexOf('check_in')]!) < PRESENT_LEAST;
}

/** Nothing is recorded that nobody reports; where two readings are possible, the skill asks in words of its own. */
function asDone(likely: number, deed: Deed): number {
  if (deed === 'undone') return 0;
  return deed !== 'told' && likely >= HEARD ? Math.max(likely, SURE) : likely;
}

function isInDanger(scores: Float32Array, sight: Sight, { raw, urgent, clauses }: Reading, { intents, urgency }: Model): boolean {
  const alarm = {
    danger: scores[intents.length]!,
    hazard: scores[intents.indexOf('report_hazard')]!,
    given: lookForUrgency(sight, urgency.given),
    sign: urgent,
  };
  const saysLittle = raw.length <= A_WORD || findPlace(clauses) === raw;
  return probability(judgeUrgency(urgency, alarm)) >= (saysLittle ? DANGER_IN_A_WORD : DANGER);
}

/** Out of order, and nobody in it: whoever keeps it comes in his time. */
const isFault = (folded: string): boolean => FAULT.test(folded) && !GRAVE_FAULT.test(folded);

/** How likely something was stolen, or a fault is told in a few words; what was learnt knows little of that. */
function toldBriefly(folded: string): number {
  if (THEFT.test(folded)) return 1;
  return LOSS.test(folded) || FAULT.test(folded) || isPowerless(folded) ? DOUBT_AT_MOST : 0;
}

function isStrange({ raw, owners }: Reading, known: number): boolean {
  if (CHINESE.test(raw)) return known < KNOWN_LEAST;
  return raw.length >= FOREIGN_FROM || known < (owners.size === 0 ? KNOWN_LEAST_ELSEWHERE : KNOWN_LEAST);
}

/**
 * The probabilities of a message with an open activity's name taken out: signing up for a patrol is no patrol, and a false
 * record is worse than a question.
 */
function withoutName({ raw, context }: Reading, { start, end }: Mention, model: Model): number[] {
  const reading = readEvidence(raw.slice(0, start) + activity.nameless + raw.slice(end), context);
  const views = viewsOfSight(lookAt(reading, model.words), reading, model.network, model.intents);
  return Array.from(judge(model.judge, views), probability);
}

/**
 * The frames of what is likely enough, danger first, then as said; small talk when nothing is. A single frame beside which
 * another reading is possible carries that as its alternative.
 */
export function framesOf(judged: Judged, trained: Trained): Frame[] {
  const { probabilities, isUrgent, isAttack, reading } = judged;
  const isHazard = isUrgent || (isHeard('check_in', probabilities) && isPatrolHazard(judged));
  // What was learnt has taken it for something else, which it is not beside that.
  const least = isAttack ? SURE : HEARD;
  const heard = probabilities.filter(
    (one) => one.probability >= least || (isHazard && one.intent === 'report_hazard') || isBeside(one, judged, trained.model),
  );
  // Several at once bear each other out; a single one must stand by itself.
  const isAlone = heard.length === 1 && !isUrgent && !judged.isUndone && heard[0]!.probability < SURE;
  const chosen = isAlone ? [] : heard;
  const frames = framesFor(
    judged,
    chosen.map(({ intent }) => intent),
    trained,
  );
  if (isUrgent || frames.length > 1) return frames;
  const [first] = frames;
  if (first?.intent === 'check_in' && mayRegister(reading)) {
    return [{ ...first, alternative: { intent: 'register', slots: {} } }];
  }
  const rival = likeliest(probabilities.filter((one) => !chosen.includes(one) && one.probability >= ASK));
  if (!first || !rival) return frames;
  const [alternative] = framesFor(judged, [rival.intent], trained);
  return alternative ? [{ ...first, alternative }] : frames;
}

/** 报到 from somebody in no roster is as much a newcomer's word, unless something is on that he may have come to. */
function mayRegister({ spoken, context }: Reading): boolean {
  const isNear = context.activities.some(({ start }) => Math.abs(start - context.now) <= NEAR_START_MS);
  return context.role === 'guest' && !isNear && checkIn.reportsAlone.test(spoken);
}

function isPatrolHazard({ probabilities, reading }: Judged): boolean {
  if (hasPatrolTrouble(reading)) return true;
  const likely = probabilities.find(({ intent }) => intent === 'report_hazard')?.probability ?? 0;
  return likely >= BESIDE_LEAST && hasPatrolException(reading);
}

/** Likely in a clause of its own beside a check-in that another clause tells: both are meant, no question lies between them. */
function isBeside(
  { intent, probability: likely }: Likely,
  { reading: { owners }, clauses, probabilities }: Judged,
  model: Model,
): boolean {
  if ((intent !== 'report_hazard' && intent !== 'find_station') || likely < ASK) return false;
  const told = owners.get('check_in');
  const isTold = probabilities.some((one) => one.intent === 'check_in' && one.probability >= SURE);
  if (!told || !isTold) return false;
  const at = model.intents.indexOf(intent);
  const best = bestClause(clauses, at);
  const score = clauses.find(({ clause }) => clause === best)?.scores[at];
  return !told.has(best) && score !== undefined && probability(score) >= HEARD;
}

/** Everything a message may ask for, the likeliest first: what a language model is told. */
export function candidatesOf(judged: Judged, trained: Trained, least: number): { frame: Frame; probability: number }[] {
  return judged.probabilities
    .filter((one) => one.probability >= least)
    .toSorted((a, b) => b.probability - a.probability)
    .flatMap(({ intent, probability: likely }) =>
      framesFor(judged, [intent], trained).map((frame) => ({ frame, probability: likely })),
    );
}

const isHeard = (intent: Intent, probabilities: Judged['probabilities']): boolean =>
  probabilities.some((one) => one.intent === intent && one.probability >= HEARD);

const SMALLTALK: Frame = { intent: 'smalltalk', slots: {} };

const likeliest = <T extends { probability: number }>(some: readonly T[]): T | undefined =>
  some.toSorted((a, b) => b.probability - a.probability)[0];

function framesFor(judged: Judged, chosen: readonly Intent[], { model, calendar }: Trained): Frame[] {
  if (chosen.length === 0) return [SMALLTALK];
  const reading = shared(judged, chosen, model.intents);
  const filled = fillSlots({ ...judged, reading }, chosen, { model, calendar });
  const heard = chosen.includes('report_hazard') ? filled : filled.map((frame) => excepting(frame, reading));
  const frames = judged.isGuessedPresent ? heard.map(wondering) : heard;
  return frames.toSorted((a, b) => rank(a, reading) - rank(b, reading));
}

/** What a patrol tells as amiss, where no hazard was heard in it: the person is told that it is not reported. */
function excepting(frame: Frame, reading: Reading): Frame {
  const exception = frame.intent === 'check_in' && frame.slots.kind === 'patrol' ? exceptionIn(reading) : null;
  return exception === null ? frame : { ...frame, slots: { ...frame.slots, exception } };
}

/** Whoever names the place is asked only where nothing is held there. */
function wondering(frame: Frame): Frame {
  const { doubt, where } = frame.slots;
  return frame.intent === 'check_in' && !doubt && !where ? { ...frame, slots: { ...frame.slots, doubt: 'whether' } } : frame;
}

/** The chosen intents with the clauses that speak for them: those the rules heard each in, else where it scores best. */
function shared({ reading, clauses }: Judged, chosen: readonly Intent[], intents: readonly Intent[]): Reading {
  const owners = new Map(
    chosen.map((intent) => [intent, reading.owners.get(intent) ?? new Set([bestClause(clauses, intents.indexOf(intent))])]),
  );
  return { ...reading, owners };
}

function bestClause(clauses: Judged['clauses'], intent: number): number {
  let best = 0;
  let highest = Number.NEGATIVE_INFINITY;
  for (const { clause, scores } of clauses) {
    if (scores[intent]! <= highest) continue;
    highest = scores[intent]!;
    best = clause;
  }
  return best;
}

/** People are answered in the order they spoke; danger to life comes before anything else. */
function rank({ intent, slots }: Frame, { owners }: Reading): number {
  if (intent === 'report_hazard' && slots.urgent === true) return -1;
  return Math.min(...(owners.get(intent) ?? [0]));
}
