import type { Clause, Utterance } from './clauses.ts';
import {
  ASKING,
  attack,
  CRY_FOR_HELP,
  DESPAIR,
  danger,
  FALSE_ALARM,
  FICTION,
  hazard,
  LONG_AGO,
  STILL,
  WARNING,
} from './lexicon.ts';

/** How far back a word can take a danger sign's meaning away ("nearly", "hot enough to"). */
const LOOK_BACK = 16;
const LOOK_AHEAD = 12;
/** Signs looked at per kind: a message of four thousand signs says no more than one of twenty. */
const SIGNS_MAX = 20;

interface Sign {
  said: RegExp;
  before: RegExp;
  after: RegExp;
  unless: RegExp;
}

/**
 * Where a message tells of danger to life now: smoke, flames, gas, a live wire, somebody hurt or trapped, a fight with
 * weapons or blood. Null when it does not. Somebody else's quoted words count here: a shout passed on is still a fire.
 */
export function findDanger(utterance: Utterance): { start: number; end: number } | null {
  const { folded, clauses } = utterance;
  if (FALSE_ALARM.test(folded)) return null;
  const cry = clauses.find(({ text }) => CRY_FOR_HELP.test(text));
  if (cry) return cry;
  const despair = DESPAIR.exec(folded);
  if (despair) return { start: despair.index, end: despair.index + despair[0].length };
  if (FICTION.test(folded) || (LONG_AGO.test(folded) && !STILL.test(folded))) return null;
  for (const kind of ['fire', 'gas', 'electrical', 'trapped'] as const) {
    const found = findSign(utterance, danger[kind]);
    if (found) return found;
  }
  const hurt = findSign(utterance, danger.hurt);
  const longAgo = danger.hurt.past.test(folded) && !danger.hurt.now.test(folded);
  if (hurt && !longAgo && !danger.hurt.claim.test(folded)) return hurt;
  const fight = findSign(utterance, danger.fight);
  return fight && danger.fight.grave.test(folded) ? fight : null;
}

/** Where a message tells plainly that people are attacked, fought with, robbed, or lost now; null when it does not. */
export function findAttack({ spoken, clauses }: Utterance): { start: number; end: number } | null {
  if (FALSE_ALARM.test(spoken) || FICTION.test(spoken) || attack.unless.test(spoken)) return null;
  return (
    clauses.find((clause) => !isAsked(clause) && !clause.unreal && attack.signs.some((sign) => sign.test(clause.text))) ?? null
  );
}

/** "Several people" sounds like "how many". */
function isAsked({ text, asks }: Clause): boolean {
  return asks && !(ASKING.test(text) && !ASKING.test(text.replace(attack.several, '')));
}

/** A fight without blood or weapons: a hazard, not yet an emergency. */
export function findFight(utterance: Utterance): { start: number; end: number } | null {
  return findSign(utterance, danger.fight);
}

export function categoryOf(text: string): string {
  return hazard.categories.find(([, words]) => words.test(text))?.[0] ?? 'other';
}

function findSign({ folded, clauses }: Utterance, sign: Sign): { start: number; end: number } | null {
  // Nearly every message has none; `matchAll` copies the pattern each time, `search` does not.
  if (folded.search(sign.said) === -1) return null;
  let seen = 0;
  for (const match of folded.matchAll(sign.said)) {
    seen += 1;
    if (seen > SIGNS_MAX) return null;
    const start = match.index;
    const end = start + match[0].length;
    const clause = clauses.find((one) => one.end > start);
    if (clause && (clause.unreal || isTold(WARNING, clause.text, start - clause.start) || sign.unless.test(clause.text)))
      continue;
    const before = folded.slice(Math.max(clause?.start ?? 0, start - LOOK_BACK), start);
    if (sign.before.test(before) || sign.after.test(folded.slice(end, end + LOOK_AHEAD))) continue;
    return { start, end };
  }
  return null;
}

/** A warning counts only when it stands before the sign it warns of. */
function isTold(words: RegExp, text: string, upTo: number): boolean {
  const at = text.search(words);
  return at !== -1 && at < upTo;
}
