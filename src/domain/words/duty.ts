// How people ask who is on duty, take it, and give it to somebody.
import { type DaySaid, dayIn, namesIn, namesPattern, WEEK, WEEKDAYS, WHO } from './days-said.ts';
import { polite } from './planning.ts';

export type DutySaid =
  | { kind: 'day'; day: DaySaid }
  /** The whole week, this one or the next. */
  | { kind: 'week'; weeks: number };

const DAY = `(?:今[天晚日儿]|现在|这会儿?|眼下|当前|明[天晚日儿]|后天|(?:这个?|本|下个?)?(?:周|星期|礼拜)[${WEEKDAYS}天])(?:晚上|白天|夜里|的)?`;
const NAMES = namesPattern('[我谁没不值怎哪几]');
const DUTY = '(?:值班|值守|当班|值个?夜班)';
/** Nothing longer is a command. */
const LONGEST = 40;

const whole = (...patterns: string[]): RegExp[] =>
  patterns.map(
    (pattern) =>
      new RegExp(`${polite.front}(?:问一?下|想问|请问|看看|查一?下)?${pattern}${polite.behind.replace('$', '[?？]*$')}`, 'u'),
  );

const heardWeek = whole(
  `(?<week>${WEEK})(?:的|都)?(?:是|轮到|该)?${WHO}(?:来|在)?${DUTY}的?`,
  `(?<week>${WEEK})的?值班(?:表|名单|安排|的人)?(?:是${WHO}|怎么排的?|有${WHO}|发我|看看|呢)?`,
);
const heardDay = whole(
  `(?<day>${DAY})?(?:的|都)?(?:是|轮到|该)?${WHO}(?:来|在)?${DUTY}的?`,
  `(?<day>${DAY})?的?值班的?(?:人|人员)?是${WHO}`,
  `(?<day>${DAY})的?值班(?:表|名单|安排)`,
);
const heardOwn = whole(`(?<day>${DAY})(?:是|由|就)?我(?:来|去)?${DUTY}`, `我(?<day>${DAY})(?:来|去)?${DUTY}`);
const heardSet = whole(
  `(?:安排|让|由|请|叫|派|换|改|换成|改成)?${NAMES}(?<day>${DAY})(?:来|去|负责)?${DUTY}`,
  `(?<day>${DAY})(?:安排|让|由|请|叫|派|换|改|换成|改成|改由|是)?${NAMES}(?:来|去|负责)?${DUTY}`,
  `(?<day>${DAY})的?${DUTY}(?:安排|换|改|换成|改成|交给|是|由)${NAMES}`,
);

function match(patterns: readonly RegExp[], words: string): Record<string, string | undefined> | null {
  if (words.length > LONGEST || (!words.includes('班') && !words.includes('值守'))) return null;
  for (const pattern of patterns) {
    const found = pattern.exec(words);
    if (found) return found.groups ?? {};
  }
  return null;
}

/** Who is on duty, and when; null = something else is said. */
export function dutyAsked(words: string): DutySaid | null {
  const week = match(heardWeek, words)?.week;
  if (week !== undefined) return { kind: 'week', weeks: week.startsWith('下') ? 1 : 0 };
  const asked = match(heardDay, words);
  return asked && { kind: 'day', day: dayIn(asked.day) };
}

/** Somebody takes it himself. */
export function dutyTaken(words: string): DaySaid | null {
  const taken = match(heardOwn, words);
  return taken && dayIn(taken.day);
}

/** It is given to people by name. */
export function dutyGiven(words: string): { day: DaySaid; names: string[] } | null {
  const given = match(heardSet, words);
  if (!given?.names) return null;
  return { day: dayIn(given.day), names: namesIn(given.names) };
}
