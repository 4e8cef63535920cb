// Which lines of the help words ask for: those of a topic, or of the one thing that is named.
import { type Handler, type Skill, type StaffTopic, staffTopics, type Topic, topics } from '../core/handler.ts';
import { chineseNumber } from '../core/numerals.ts';
import { askingPartsOf, coreOf, helpAskedIn, topicWords } from './words/help.ts';

export type HelpFound =
  | { kind: 'all'; isForStaff: boolean }
  | { kind: 'topic'; topic: Topic | StaffTopic }
  | { kind: 'lines'; skills: readonly Skill[] };

/** More would be a list again. */
const LINES_MOST = 3;
const ALL_OF_IT = 0.5;

/** The lines a handler has in the help. */
export function skillsOf({ title, help, topic, staffHelp, staffTopic, intents }: Handler): Skill[] {
  const keywords = Object.values(intents).flatMap(({ keywords: some }) => some);
  const skill = (line: string, about: Topic | StaffTopic, isForStaff: boolean): Skill => {
    const head = /^([^“：，。]{2,8})：/.exec(line)?.[1];
    const quoted = [...line.matchAll(/“([^”]{2,})”/g)].map(([, words = '']) => words);
    return { topic: about, help: line, isForStaff, names: head ? [title, head] : [title], hints: [...keywords, ...quoted] };
  };
  return [
    ...(help !== null && topic ? [skill(help, topic, false)] : []),
    ...(staffHelp !== undefined && staffTopic ? [skill(staffHelp, staffTopic, true)] : []),
  ];
}

/** What a number or a name says, of the topics of everybody or of staff. */
export function topicNamed(said: string, isForStaff: boolean): Topic | StaffTopic | null {
  const some: readonly (Topic | StaffTopic)[] = isForStaff ? staffTopics : topics;
  const number = chineseNumber(said);
  if (number !== null) return some[number - 1] ?? null;
  return some.find((topic) => topicWords[topic].includes(said)) ?? null;
}

/** What the help says to these words. Never throws; `all` when nothing narrower is found. */
export function findHelp(words: string, skills: readonly Skill[]): HelpFound {
  const asked = helpAskedIn(words);
  const knows = (topic: Topic | StaffTopic) => skills.some((skill) => skill.topic === topic);
  if (asked?.kind === 'help') {
    const topic = topicIn(asked.about, asked.isForStaff, knows);
    if (topic) return { kind: 'topic', topic };
    if (asked.about === '') return { kind: 'all', isForStaff: asked.isForStaff && skills.some(({ isForStaff }) => isForStaff) };
  }
  const parts = asked ? [asked.about] : askingPartsOf(words);
  const found = parts.map((part) => ({ fitting: linesFor(part, skills), topic: topicIn(coreOf(part), false, knows) }));
  const [lone] = found.flatMap(({ topic, fitting }) => (topic && !fitting?.isWhole ? [topic] : []));
  if (lone) return { kind: 'topic', topic: lone };
  const lines = new Set(found.flatMap(({ fitting }) => fitting?.skills ?? []));
  if (lines.size === 0) return { kind: 'all', isForStaff: false };
  return { kind: 'lines', skills: [...lines].slice(0, LINES_MOST) };
}

/**
 * Whether words are one question for the help of something we know, whatever else they sound like.
 * @param isHeard the reader takes them for a question how something is done; else they must name it, and nothing else
 */
export function asksForHelp(words: string, skills: readonly Skill[], isHeard: boolean): boolean {
  const asked = helpAskedIn(words);
  if (!asked) return false;
  if (asked.kind === 'help' && (asked.about === '' || topicIn(asked.about, asked.isForStaff, () => true))) return true;
  const found = linesFor(asked.about, skills);
  return found !== null && (isHeard || found.isNamed);
}

/** A name of everybody's topics may be one of staff as well. */
function topicIn(said: string, isForStaff: boolean, knows: (topic: Topic | StaffTopic) => boolean): Topic | StaffTopic | null {
  const found = (isForStaff ? [true] : [false, true]).map((some) => topicNamed(said, some));
  return found.find((topic) => topic !== null && knows(topic)) ?? null;
}

interface Fitting {
  skills: readonly Skill[];
  /** All of a name or a hint is said. */
  isWhole: boolean;
  /** It is called by its name, and nothing is said beside it. */
  isNamed: boolean;
}

/** The lines of what the words fit best; null where they fit none. */
function linesFor(about: string, skills: readonly Skill[]): Fitting | null {
  const core = coreOf(about);
  const fits = skills.map((skill) => ({
    skill,
    fit: Math.max(...[...skill.names, ...skill.hints].map((name) => fitOf(about, core, name))),
  }));
  const best = Math.max(0, ...fits.map(({ fit }) => fit));
  if (best === 0) return null;
  const chosen = fits.filter(({ fit }) => fit === best).map(({ skill }) => skill);
  const isNamed = chosen.some(({ names }) => names.some((name) => fitOf(about, core, name) > 0 && isCovered(core, name)));
  return { skills: chosen, isWhole: !Number.isInteger(best), isNamed };
}

/** How many signs of a name are said, the better for being all of it, or how many of what is said stand in it. */
function fitOf(about: string, core: string, name: string): number {
  if (holds(about, name)) return name.length + ALL_OF_IT;
  return core.length >= 2 && holds(name, core) ? core.length : 0;
}

/** Longer words are put in any order: `积分换`, `换积分`. */
const holds = (text: string, part: string): boolean =>
  new Set(part).size <= 2 ? text.includes(part) : [...part].every((sign) => text.includes(sign));

const isCovered = (core: string, name: string): boolean => [...core].every((sign) => name.includes(sign));
