// Evidence for each intent: clause by clause, then what only the whole message shows.
import type { UnderstandingContext } from '../core/understanding.ts';
import { findOpen } from './activities.ts';
import { isQuestion, readClauses, type Utterance } from './clauses.ts';
import { findDanger, findFight } from './danger.ts';
import * as words from './lexicon.ts';
import { readItems } from './patrol.ts';
import { isStaff, own, ownStretch, type Quote, type Reading, says } from './reading.ts';
import { clauseRules } from './rules.ts';
import { settle } from './settle.ts';
import { findTicket } from './tickets.ts';

const QUOTE_MAX = 400;
const NOTICE_MIN = 6;

/** Reads the evidence of one message. */
export function readEvidence(text: string, context: UnderstandingContext): Reading {
  return evidenceOf(readClauses(text), context);
}

/** Reads the evidence of a message, or of a part of one. */
export function evidenceOf(utterance: Utterance, context: UnderstandingContext): Reading {
  const quote = context.quoted === null ? null : readQuote(context.quoted.slice(0, QUOTE_MAX));
  const ticket = findTicket(utterance.folded);
  const named = findOpen(utterance.spoken, context);
  const reading: Reading = {
    ...utterance,
    context,
    quote,
    ticket,
    owners: new Map(),
    urgent: false,
    mentions: named !== null || words.activity.event.test(utterance.spoken),
    named,
  };
  readDigit(reading);
  for (const [index, clause] of reading.clauses.entries()) {
    for (const [intent, hears] of clauseRules) if (hears(clause, reading, index)) own(reading, intent, index);
  }
  readHazards(reading);
  readAppeals(reading);
  readPlans(reading);
  settle(reading);
  return reading;
}

function readQuote(text: string): Quote {
  const rating = words.quotes.rating.test(text);
  const question = !rating && isQuestion(text);
  const picture = words.quotes.picture.test(text);
  return {
    rating,
    question,
    signUp: !rating && words.quotes.signUp.test(text),
    study: words.quotes.study.test(text),
    notice: !rating && !picture && (words.quotes.ask.test(text) || (!question && text.length >= NOTICE_MIN)),
  };
}

/** A bare number answers what was asked in the quoted message. */
function readDigit(reading: Reading): void {
  const digit = words.quotes.digit.exec(reading.folded)?.[1];
  if (digit === undefined || !reading.quote) return;
  if (reading.quote.rating) own(reading, 'rate_ticket', 0);
  else if (digit === '1' && words.quotes.ackByDigit.test(reading.context.quoted ?? '')) own(reading, 'acknowledge', 0);
  else if (digit === '1' && reading.quote.signUp) own(reading, 'sign_up', 0);
}

function readHazards(reading: Reading): void {
  const { hazard } = words;
  const danger = findDanger(reading);
  if (danger) {
    reading.urgent = true;
    ownStretch(reading, 'report_hazard', danger.start, danger.end);
  }
  const fight = danger ? null : findFight(reading);
  if (fight) ownStretch(reading, 'report_hazard', fight.start, fight.end);
  if (hazard.unless.test(reading.spoken)) return;
  for (const pattern of [hazard.thing, hazard.turned, hazard.sights]) {
    const match = pattern.exec(reading.spoken);
    if (match && !isDenied(reading, match)) ownStretch(reading, 'report_hazard', match.index, match.index + match[0].length);
  }
  for (const [index, clause] of reading.clauses.entries()) {
    if (!clause.unreal && says(hazard.named, hazard.namedUnless, clause.text)) own(reading, 'report_hazard', index);
  }
  if (reading.owners.has('check_in') && Object.values(readItems(reading.clauses)).includes('wrong')) {
    const at = reading.clauses.findIndex((clause) => words.items.wrong.test(clause.text.replace(words.items.wrongDenied, '')));
    if (at !== -1 && words.checkIn.patrolKind.test(reading.spoken)) own(reading, 'report_hazard', at);
  }
}

function isDenied(reading: Reading, match: RegExpExecArray): boolean {
  const clause = reading.clauses.find((one) => one.end > match.index);
  if (!clause || clause.unreal || words.hazard.denied.test(match[0]) || words.items.fine.test(match[0])) return true;
  const before = clause.text.slice(0, Math.max(0, match.index - clause.start));
  return words.hazard.warned.test(before);
}

function readAppeals(reading: Reading): void {
  const { appeal } = words;
  const cries = appeal.cry.test(reading.spoken);
  for (const [, topic] of appeal.topics) {
    const match = topic.exec(reading.spoken);
    if (!match) continue;
    const clause = reading.clauses.find((one) => one.end > match.index);
    if (!clause || clause.unreal || (clause.asks && !cries)) continue;
    ownStretch(reading, 'raise_appeal', match.index, match.index + match[0].length);
    return;
  }
  if (!cries) return;
  for (const [index, clause] of reading.clauses.entries()) {
    if (!clause.asks && !clause.unreal && appeal.subjects.some(([, subject]) => subject.test(clause.text)))
      own(reading, 'raise_appeal', index);
  }
}

function readPlans(reading: Reading): void {
  const { plan } = words;
  if (!plan.schedule.test(reading.spoken)) return;
  for (const pattern of isStaff(reading) ? [plan.said, plan.move, plan.held, plan.gather, plan.bare] : [plan.said, plan.move]) {
    const match = pattern.exec(reading.spoken);
    const clause = match && reading.clauses.find((one) => one.end > match.index);
    if (!match || !clause || clause.asks || plan.unless.test(clause.text)) continue;
    ownStretch(reading, 'plan_activity', match.index, match.index + match[0].length);
    return;
  }
}
