// How well frames agree with labels, counted as the label standard's scorer counts.
import type { Frame } from '../../core/intent.ts';
import { MARKS, UNHEARD } from './lexicon-training.ts';

const SPANS = new Set(['place', 'activity', 'area', 'item', 'title', 'home_branch', 'community', 'body', 'note', 'on_behalf_of']);
const DEFAULTS: Readonly<Record<string, unknown>> = {
  party_size: 1,
  urgent: false,
  anonymous: false,
  near_me: false,
  require_ack: false,
  kind: 'unspecified',
  audience: 'all',
  scope: 'self',
};
const MINUTE_MS = 60_000;
const SIMILAR = 0.7;

export interface Scores {
  messages: number;
  messageAccuracy: number;
  slotF1: number;
  frameAccuracy: number;
  falseActions: number;
  chatter: number;
  urgentMissed: number;
  urgent: number;
  /** Messages found urgent that are not. */
  urgentFalse: number;
  /** By intent: found rightly, found wrongly, missed. */
  intents: Record<string, { right: number; wrong: number; missed: number }>;
  /** By `intent.slot`: the same. */
  slots: Record<string, { right: number; wrong: number; missed: number }>;
  /** `missed → taken for`, with how often. */
  confusions: Record<string, number>;
}

/** Compares pairs of gold frames and frames found. */
export function measure(pairs: Iterable<{ gold: readonly Frame[]; found: readonly Frame[] }>): Scores {
  const scores: Scores = {
    messages: 0,
    messageAccuracy: 0,
    slotF1: 0,
    frameAccuracy: 0,
    falseActions: 0,
    chatter: 0,
    urgentMissed: 0,
    urgent: 0,
    urgentFalse: 0,
    intents: {},
    slots: {},
    confusions: {},
  };
  let exact = 0;
  let whole = 0;
  const total = { right: 0, wrong: 0, missed: 0 };
  const bump = (table: Scores['intents'], name: string, what: 'right' | 'wrong' | 'missed') => {
    table[name] ??= { right: 0, wrong: 0, missed: 0 };
    table[name][what] += 1;
  };
  for (const { gold, found } of pairs) {
    scores.messages += 1;
    const wanted = new Set(gold.map(({ intent }) => intent));
    const given = new Set(found.map(({ intent }) => intent));
    const missed = [...wanted].filter((intent) => !given.has(intent));
    const extra = [...given].filter((intent) => !wanted.has(intent));
    for (const intent of wanted) bump(scores.intents, intent, given.has(intent) ? 'right' : 'missed');
    for (const intent of extra) bump(scores.intents, intent, 'wrong');
    let isWhole = missed.length === 0 && extra.length === 0;
    if (isWhole) exact += 1;
    else {
      const name = `${missed.join('+') || '·'} → ${extra.join('+') || '·'}`;
      scores.confusions[name] = (scores.confusions[name] ?? 0) + 1;
    }
    if (wanted.size === 1 && wanted.has('smalltalk')) {
      scores.chatter += 1;
      if ([...given].some((intent) => intent !== 'smalltalk' && intent !== 'help')) scores.falseActions += 1;
    }
    const isUrgent = (one: Frame) => one.intent === 'report_hazard' && one.slots.urgent === true;
    if (found.some(isUrgent) && !gold.some(isUrgent)) scores.urgentFalse += 1;
    for (const frame of gold) {
      if (isUrgent(frame)) {
        scores.urgent += 1;
        if (!found.some(isUrgent)) scores.urgentMissed += 1;
      }
      const same = found.find(({ intent }) => intent === frame.intent);
      if (!same) continue;
      const [want, have] = [said(frame), said(same)];
      for (const [slot, value] of want) {
        const isRight = have.has(slot) && isSame(slot, value, have.get(slot));
        total[isRight ? 'right' : 'missed'] += 1;
        bump(scores.slots, `${frame.intent}.${slot}`, isRight ? 'right' : 'missed');
        isWhole &&= isRight;
      }
      for (const [slot, value] of have) {
        if (want.has(slot) && isSame(slot, want.get(slot), value)) continue;
        total.wrong += 1;
        bump(scores.slots, `${frame.intent}.${slot}`, 'wrong');
        isWhole = false;
      }
    }
    if (isWhole) whole += 1;
  }
  scores.messageAccuracy = exact / Math.max(1, scores.messages);
  scores.frameAccuracy = whole / Math.max(1, scores.messages);
  scores.slotF1 = f1(total);
  return scores;
}

export const f1 = ({ right, wrong, missed }: { right: number; wrong: number; missed: number }): number =>
  right + wrong + missed === 0 ? 1 : (2 * right) / (2 * right + wrong + missed);

function said({ slots }: Frame): Map<string, unknown> {
  return new Map(
    Object.entries(slots).filter(
      ([slot, value]) => value !== null && value !== undefined && value !== '' && value !== DEFAULTS[slot],
    ),
  );
}

const clean = (value: unknown) => String(value).normalize('NFKC').replace(UNHEARD, '').toLowerCase();

function isSame(slot: string, a: unknown, b: unknown): boolean {
  if (SPANS.has(slot)) return isSameSpan(slot, String(a), String(b));
  if (isTime(a) && isTime(b)) return Math.abs(Date.parse(a) - Date.parse(b)) < MINUTE_MS;
  if (typeof a === 'number' || typeof b === 'number') return Math.abs(Number(a) - Number(b)) < 1e-9;
  return clean(a) === clean(b);
}

const isTime = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value);

/** The same after cleaning; a name may be shorter or longer; else the same numbers and points, and mostly the same pairs. */
function isSameSpan(slot: string, a: string, b: string): boolean {
  const [x, y] = [clean(a), clean(b)];
  if (x === y) return true;
  const isName = slot === 'activity' || slot === 'title';
  if (isName && Math.min(x.length, y.length) >= 2 && (x.includes(y) || y.includes(x))) return true;
  const marks = (text: string) => (clean(text).match(MARKS) ?? []).join('');
  if (marks(a) !== marks(b)) return false;
  const [pairs, others] = [pairsOf(x), pairsOf(y)];
  const common = [...pairs].filter((pair) => others.has(pair)).length;
  return pairs.size + others.size > 0 && (2 * common) / (pairs.size + others.size) >= SIMILAR;
}

function pairsOf(text: string): Set<string> {
  const letters = [...text];
  if (letters.length < 2) return new Set(letters);
  return new Set(letters.slice(1).map((letter, at) => letters[at] + letter));
}
