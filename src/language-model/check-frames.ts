// The gate behind the model: only what the words bear out gets through, whatever it answered.
import { DAY_MS } from '../core/clock.ts';
import { allowances, type Frame, type Intent, intentNames } from '../core/intent.ts';
import { intentSlots, type SlotKind, slotSchema } from '../core/labels.ts';
import { shanghaiIso } from '../core/shanghai.ts';
import { ownSlots } from '../core/slots.ts';
import type { UnderstandingContext } from '../core/understanding.ts';
import { isAmountSaid, isCountSaid, isPartySaid, ticketsIn } from './said.ts';

/** A reading of the trained reader's own and how likely it holds it to be. */
export interface Candidate {
  frame: Frame;
  probability: number;
}

/** What the model answered for one intent, already unmasked. */
export interface Advised {
  intent: string;
  slots: readonly { slot: string; value: unknown }[];
}

export interface Evidence {
  text: string;
  context: UnderstandingContext;
  candidates: readonly Candidate[];
  /** True when the text names a time; with an instant, when it names that hour and minute or counts from now. */
  isTimeSaid(text: string, at?: number): boolean;
}

const FRAMES_MAX = 4;
/** Nobody speaks of what is further away. */
const TIME_MAX_MS = 400 * DAY_MS;
/** From here on danger to life that the trained reader saw stays, even when the model leaves it out. */
const DANGER_FROM = 0.3;

/**
 * The model's frames as far as they are borne out; null when nothing is left.
 * Reserved intents need the trained reader's candidates, whoever speaks; its danger is never talked down; its own slots
 * beside the label standard's stay with their intent.
 */
export function checkFrames(advised: readonly Advised[], evidence: Evidence): Frame[] | null {
  const frames: Frame[] = [];
  for (const { intent, slots } of advised) {
    if (!isIntent(intent) || !isOpenTo(intent, evidence)) continue;
    const frame = withReaders({ intent, slots: checkSlots(intent, slots, evidence) }, evidence);
    if (!frames.some((other) => isSame(other, frame))) frames.push(frame);
  }
  if (frames.length === 0) return null;
  const acting = frames.filter(({ intent }) => intent !== 'smalltalk');
  const danger = evidence.candidates.find((one) => one.probability >= DANGER_FROM && isUrgent(one.frame))?.frame;
  const kept =
    danger && !acting.some(isUrgent)
      ? [{ intent: danger.intent, slots: danger.slots }, ...acting.filter(({ intent }) => intent !== danger.intent)]
      : acting;
  return kept.length === 0 ? [{ intent: 'smalltalk', slots: {} }] : kept.slice(0, FRAMES_MAX);
}

const isIntent = (name: string): name is Intent => (intentNames as readonly string[]).includes(name);
const isUrgent = ({ intent, slots }: Frame) => intent === 'report_hazard' && slots.urgent === true;
/** One frame an intent; check-ins of several kinds are several. */
const isSame = (a: Frame, b: Frame) => a.intent === b.intent && (a.intent !== 'check_in' || a.slots.kind === b.slots.kind);

function isOpenTo(intent: Intent, { candidates }: Evidence): boolean {
  return allowances[intent] !== 'staff' || candidates.some(({ frame }) => frame.intent === intent);
}

/** What the trained reader alone may say of an intent: slots of ours, and that people are in danger. */
function withReaders({ intent, slots }: Frame, { candidates }: Evidence): Frame {
  const own: Record<string, unknown> = {};
  for (const { frame } of candidates.toSorted((a, b) => a.probability - b.probability)) {
    if (frame.intent !== intent || (intent === 'check_in' && (frame.slots.kind ?? null) !== (slots.kind ?? null))) continue;
    for (const slot of ownSlots) if (frame.slots[slot] !== undefined) own[slot] = frame.slots[slot];
    if (isUrgent(frame)) own.urgent = true;
  }
  return { intent, slots: { ...slots, ...own } };
}

function checkSlots(intent: Intent, advised: Advised['slots'], evidence: Evidence): Record<string, unknown> {
  const kinds = intentSlots[intent];
  const slots: Record<string, unknown> = {};
  for (const { slot, value } of advised) {
    const kind = Object.hasOwn(kinds, slot) ? kinds[slot] : undefined;
    if (!kind || value === null || Object.hasOwn(slots, slot)) continue;
    const parsed = slotSchema(kind).safeParse(typed(kind, value));
    if (parsed.success && isBorneOut(kind, slot, parsed.data, evidence)) slots[slot] = exact(kind, parsed.data);
  }
  return slots;
}

/** Weak models write numbers and flags as text. */
function typed(kind: SlotKind, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (kind.kind === 'flag') return text === 'true' ? true : text === 'false' ? false : text;
  if (kind.kind === 'count' || kind.kind === 'amount') return /^\d{1,6}(\.\d{1,2})?$/.test(text) ? Number(text) : text;
  return kind.kind === 'ticket' ? text.toUpperCase() : text;
}

function isBorneOut(kind: SlotKind, slot: string, value: unknown, { text, context, candidates, isTimeSaid }: Evidence): boolean {
  switch (kind.kind) {
    case 'span':
      return text.includes(String(value));
    case 'time':
      return isTimeSaid(text, Date.parse(String(value))) && Math.abs(Date.parse(String(value)) - context.now) <= TIME_MAX_MS;
    case 'date':
      return isTimeSaid(text) && Math.abs(Date.parse(`${value}T00:00:00+08:00`) - context.now) <= TIME_MAX_MS;
    case 'month':
      return isTimeSaid(text);
    case 'ticket':
      return [
        ...context.tickets,
        ...candidates.map(({ frame }) => frame.slots.ticket),
        ...ticketsIn(text),
        ...ticketsIn(context.quoted ?? ''),
      ].includes(String(value));
    case 'count':
      return slot === 'party_size' ? isPartySaid(text, Number(value)) : isCountSaid(text, Number(value));
    case 'amount':
      return isAmountSaid(text, Number(value));
    case 'flag':
    case 'choice':
      return true;
  }
}

/** Times to the minute, as the trained reader writes them. */
const exact = (kind: SlotKind, value: unknown): unknown =>
  kind.kind === 'time' ? shanghaiIso(Math.floor(Date.parse(String(value)) / 60_000) * 60_000) : value;
