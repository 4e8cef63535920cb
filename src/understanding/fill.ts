// The parts of each intent found: coded ones chosen, spans copied, times and numbers read.
import type { Calendar } from '../core/calendar.ts';
import type { Frame, Intent } from '../core/intent.ts';
import { intentSlots } from '../core/labels.ts';
import { type PatrolItem, patrolItems } from '../core/slots.ts';
import type { HazardCategory } from '../core/ticket.ts';
import { choose } from './choice.ts';
import { within } from './clauses.ts';
import { codedSlots, UNSAID } from './coded.ts';
import { evidenceOf } from './evidence.ts';
import { messageFeatures } from './features.ts';
import { choiceHints } from './guesses.ts';
import { isPowerless } from './harmless.ts';
import { noPeople, place, ticketTalk } from './lexicon.ts';
import type { Model } from './model.ts';
import { isFine, readItems } from './patrol.ts';
import type { Judged, Trained } from './reader.ts';
import type { Reading } from './reading.ts';
import { readCheckIns, readSlots } from './slots.ts';
import { copiedSlots } from './stretches.ts';
import { tagFeatures } from './tag-features.ts';
import { findStretches, longKinds, type Stretch } from './tagger.ts';
import { findTicket, saysWhatToDo } from './tickets.ts';
import { readTimes, timesIn } from './when.ts';

type Slots = Record<string, unknown>;

/** How far before and behind a number stands what makes it only the like of another. */
const JOINT = 3;
const ALIKE = 12;

const OWN_PLACE: readonly Intent[] = ['check_in', 'find_station'];

/** One frame per intent; check-ins of several kinds named outright are several. */
export function fillSlots(judged: Judged, chosen: readonly Intent[], trained: Trained): Frame[] {
  const { model, calendar } = trained;
  const stretches = stretchesIn(judged.reading, chosen, model, calendar);
  return chosen.flatMap((intent): Frame[] => {
    const several = intent === 'check_in' ? readCheckIns(judged.reading) : [];
    if (several.length > 1) return several.map((slots) => ({ intent, slots }));
    const orders = intent === 'update_ticket' ? ticketOrders(judged, trained) : [];
    if (orders.length > 1) return orders;
    const guessed = readSlots(intent, judged.reading);
    const copied = copySpans(intent, judged.reading, stretches, guessed);
    const slots: Slots = {
      ...guessed,
      ...copied,
      ...chooseCodes(intent, judged, model, guessed, copied),
      ...readTimes(intent, judged.reading, stretches, calendar),
    };
    return [{ intent, slots: compact(slots) }];
  });
}

/** One frame for each ticket when several are handled in one message: each order reaches from its number to the next. */
function ticketOrders({ reading, ...rest }: Judged, trained: Trained): Frame[] {
  const { clauses } = reading;
  const numbers = clauses.map(({ text, start, end }) =>
    ticketTalk.alike.test(reading.spoken.slice(Math.max(0, start - JOINT), end + ALIKE)) ? null : findTicket(text),
  );
  const starts = clauses.flatMap((_, at) => (numbers[at] === null || numbers.indexOf(numbers[at]!) < at ? [] : [at]));
  if (starts.length < 2) return [];
  return starts.flatMap((from, order) => {
    const until = (starts[order + 1] ?? clauses.length) - 1;
    const part = evidenceOf(within(reading, clauses[from]!, clauses[until]!), reading.context);
    part.owners.set('update_ticket', new Set(part.clauses.keys()));
    const sight = { whole: messageFeatures(part, trained.model.words), parts: [] };
    return fillSlots({ ...rest, reading: part, sight }, ['update_ticket'], trained);
  });
}

function chooseCodes(
  intent: Intent,
  { reading, sight, isUrgent, isAttack }: Judged,
  model: Model,
  guessed: Slots,
  copied: Slots,
): Slots {
  const slots: Slots = {};
  for (const coded of codedSlots) {
    if (coded.intent !== intent) continue;
    const { slot } = coded;
    const label = choose(model.choices[`${intent}.${slot}`]!, sight.whole, choiceHints(intent, slot, guessed[slot], reading));
    if (label === UNSAID) slots[slot] = null;
    else slots[slot] = intentSlots[intent][slot]?.kind === 'flag' ? label === 'true' : label;
  }
  // What is to be done is never guessed from a number alone.
  if (intent === 'update_ticket' && !saysWhatToDo(reading.spoken)) slots.action = null;
  if (intent === 'report_hazard') {
    // Danger is judged with the intents, not among the parts.
    slots.urgent = isUrgent;
    const told = isPowerless(reading.folded) ? 'charging' : ofWhatIsWrong(slots.category, reading);
    slots.category = isAttack ? 'public_order' : (told ?? slots.category);
  }
  // Once asked for, a name is never shown.
  if (intent === 'raise_appeal' && guessed.anonymous === true) slots.anonymous = true;
  // Near a place is not near me.
  if (intent === 'find_station' && copied.area) slots.near_me = null;
  return slots;
}

const itemCategories: Record<PatrolItem, HazardCategory> = {
  charging: 'charging',
  passage: 'facility',
  vehicles: 'traffic',
  fire_gear: 'fire',
};

/** A patrol that finds one thing fine and another wrong: the hazard is the other. Null where the category is none of what is fine. */
function ofWhatIsWrong(category: unknown, { clauses }: Reading): HazardCategory | null {
  const items = readItems(clauses);
  const those = (verdict: 'ok' | 'wrong') => patrolItems.filter((item) => items[item] === verdict);
  const [wrong, another] = those('wrong');
  if (!wrong || another || !those('ok').some((item) => itemCategories[item] === category)) return null;
  return itemCategories[wrong];
}

function stretchesIn(reading: Reading, chosen: readonly Intent[], model: Model, calendar: Calendar): Stretch[] {
  const kinds = new Set(chosen.flatMap((intent) => copiedSlots(intent).map(({ kind }) => kind)));
  if (kinds.size === 0) return [];
  const said = chosen.filter((intent) => Object.keys(intentSlots[intent]).length > 0);
  const columns = tagFeatures(reading, said, model.words, timesIn(reading, calendar));
  const isLong = longKinds.some((kind) => kinds.has(kind));
  return [...findStretches(model.taggers.short, columns), ...(isLong ? findStretches(model.taggers.long, columns) : [])];
}

/** Of several stretches of the wanted kind the one in the intent's own clauses, else the longest. */
function copySpans(intent: Intent, reading: Reading, stretches: readonly Stretch[], guessed: Slots): Slots {
  const slots: Slots = {};
  const own = [...(reading.owners.get(intent) ?? [])].flatMap((at) => reading.clauses[at] ?? []);
  const others = [...reading.owners.keys()].some((other) => other !== intent && takesPlace(other));
  for (const { slot, kind } of copiedSlots(intent)) {
    const fitting = stretches.filter((one) => one.kind === kind);
    const near = fitting.filter(({ start, end }) => own.some((clause) => clause.start < end && clause.end > start));
    // Beside a report a place that is not told with the check-in or the question is the report's.
    // Where all is well nothing is amiss.
    const elsewhere = fitting.filter(({ start, end }) => !isToldFine(reading, start, end));
    const candidates =
      near.length > 0 || (others && OWN_PLACE.includes(intent)) ? near : intent === 'report_hazard' ? elsewhere : fitting;
    const [best] = candidates.toSorted((a, b) => b.end - b.start - (a.end - a.start));
    // Nobody may be checked in by somebody else: a name the rules heard, or that it only came along, counts first.
    if (kind === 'person' && (guessed[slot] || guessed.companion)) continue;
    if (kind === 'person' && best && noPeople.test(reading.spoken.slice(best.start))) continue;
    const isTooLong = kind === 'place' && best && place.tooLong.test(reading.raw.slice(best.start, best.end + 1));
    slots[slot] = (best && bare(reading.raw.slice(best.start, best.end - (isTooLong ? 1 : 0)))) || null;
  }
  return slots;
}

/** In a clause that says of a thing that it is in order. */
const isToldFine = ({ clauses }: Reading, start: number, end: number): boolean =>
  clauses.some((clause) => clause.start < end && clause.end > start && isFine(clause.text));

/** Stops around a span are not part of it. */
const bare = (span: string): string => span.replace(/^[\s\p{P}]+(?=[^\s\p{P}])/u, '').replace(/[\s,，。;；、]+$/u, '');

const takesPlace = (intent: Intent): boolean => copiedSlots(intent).some(({ kind }) => kind === 'place');

function compact(slots: Slots): Slots {
  return Object.fromEntries(Object.entries(slots).filter(([, value]) => value !== null && value !== undefined));
}
