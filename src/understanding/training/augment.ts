// Messages made from messages: what people also say, so that the reader does not lean on chance company of words.
import { spanSlots } from '../stretches.ts';
import type { Utterance } from './corpus.ts';
import { GREETING, JOINTS, LAST_STOP, STOPS } from './lexicon-training.ts';

const JOINED_MAX = 40;
const ANSWER_MAX = 6;
const TRIES = 4;

export interface Shares {
  /** Two requests of one voice said in one breath. */
  joined: number;
  /** Another place, another activity in the same sentence. */
  swapped: number;
  /** Stops left out. */
  unstopped: number;
}

/** New messages, each share relative to the number given. Labels are the ones of their sources. */
export function augment(utterances: readonly Utterance[], shares: Shares, random: () => number): Utterance[] {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const times = (share: number) => Math.floor(utterances.length * share);
  const byVoice = Map.groupBy(utterances.filter(isJoinable), ({ voice }) => voice);
  const joinable = [...byVoice.values()].flat();
  const spans = collectSpans(utterances);
  const made: Utterance[] = [];

  for (let count = 0; count < times(shares.joined) && joinable.length > 1; count += 1) {
    const first = pick(joinable);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const second = pick(byVoice.get(first.voice)!);
      if (second.gold[0]!.intent === first.gold[0]!.intent || second.context?.quoted || isStaff(second) !== isStaff(first))
        continue;
      if (isBound(first) && isBound(second)) continue;
      const text = bare(first.text) + pick(JOINTS) + bare(second.text);
      const { now, context } = isBound(second) ? second : first;
      made.push({ ...first, text, now, context, gold: [...first.gold, ...second.gold] });
      break;
    }
  }
  for (let count = 0; count < times(shares.swapped); count += 1) {
    const source = pick(utterances);
    const swapped = swapSpans(source, (kind) => pick(spans.get(kind)!));
    if (swapped) made.push(swapped);
  }
  for (let count = 0; count < times(shares.unstopped); count += 1) {
    const source = pick(utterances);
    const text = source.text.replace(STOPS, () => (random() < 0.5 ? '' : ' '));
    const isWhole = source.gold.every(({ slots }) =>
      Object.values(slots).every((value) => typeof value !== 'string' || !source.text.includes(value) || text.includes(value)),
    );
    if (text !== source.text && text.trim() !== '' && isWhole) made.push({ ...source, text });
  }
  return made;
}

/** Hangs on its own hour or surroundings: told at another hour, among other activities, it would mean something else. */
const isBound = ({ context, gold }: Utterance) =>
  Boolean(context?.quoted || context?.activities?.length || context?.tickets?.length) ||
  gold.some(({ slots }) => Object.values(slots).some((value) => typeof value === 'string' && /^\d{4}-\d\d/.test(value)));
const isStaff = ({ role }: Utterance) => role === 'secretary';
const bare = (text: string) => text.replace(GREETING, '').replace(LAST_STOP, '');

const isJoinable = ({ text, gold, context }: Utterance) =>
  gold.length === 1 &&
  gold[0]!.intent !== 'smalltalk' &&
  text.length < JOINED_MAX &&
  !(context?.quoted && text.length < ANSWER_MAX);

const SWAPPED = ['place', 'activity', 'item'];

function collectSpans(utterances: readonly Utterance[]): Map<string, string[]> {
  const spans = new Map<string, string[]>();
  for (const { gold } of utterances) {
    for (const { kind, text } of gold.flatMap(spanSlots)) spans.set(kind, [...(spans.get(kind) ?? []), text]);
  }
  return spans;
}

function swapSpans(source: Utterance, another: (kind: string) => string): Utterance | null {
  let text = source.text;
  const swaps = new Map<string, string>();
  for (const span of source.gold.flatMap(spanSlots)) {
    if (!SWAPPED.includes(span.kind) || swaps.has(span.text) || text.split(span.text).length !== 2) continue;
    // What is planned has a kind, and that goes with its name.
    if (span.kind === 'activity' && source.gold.some(({ intent }) => intent === 'plan_activity')) continue;
    const other = another(span.kind);
    swaps.set(span.text, other);
    text = text.replace(span.text, () => other);
  }
  if (swaps.size === 0) return null;
  const gold = source.gold.map(({ intent, slots }) => ({
    intent,
    slots: Object.fromEntries(
      Object.entries(slots).map(([name, value]) => [name, (typeof value === 'string' && swaps.get(value)) || value]),
    ),
  }));
  const isWhole = gold.flatMap(spanSlots).every((span) => text.includes(span.text));
  return isWhole ? { ...source, text, gold } : null;
}
