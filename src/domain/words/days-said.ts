// Days and people as a roster names them: whoever is to do something on a day of this week or the next.

/** A day as it was said: so many days from today, or a weekday of this or of next week. */
export type DaySaid = { ahead: number } | { weekday: number; weeks: number | null };

export const WEEKDAYS = '一二三四五六日';
const NEAR: readonly (readonly [RegExp, number])[] = [
  [/^(?:今|现|这会|眼下|当前)/, 0],
  [/^明/, 1],
  [/^后/, 2],
];
/** A whole week, without a day of it. */
export const WEEK = '(?:这个?|本|下个?)(?:周|星期|礼拜)';
export const WEEKDAY_HEAD = '(?:周|星期|礼拜)';
export const WHO = '(?:谁|哪个|哪位|哪些人|哪几个|几个谁)';

/**
 * People by name, as the group `names` for `namesIn`.
 * @param never source of what no name may hold
 */
export function namesPattern(never: string): string {
  const name = `(?:(?!${never})[\\p{Script=Han}A-Za-z·]){2,8}?`;
  return `(?<names>${name}(?:[、,，和跟与]${name}){0,3})`;
}

export const namesIn = (said: string): string[] => said.split(/[、,，和跟与]/);

/** 1 = Monday; 0 when it is none. */
export const weekdayOf = (said: string): number => (said === '天' ? 7 : WEEKDAYS.indexOf(said) + 1);

/** Nothing said is today. */
export function dayIn(said: string | undefined): DaySaid {
  const near = NEAR.find(([pattern]) => said !== undefined && pattern.test(said));
  if (said === undefined || near) return { ahead: near?.[1] ?? 0 };
  const weekday = /(?:周|星期|礼拜)(.)/.exec(said)?.[1] ?? '';
  const weeks = said.startsWith('下') ? 1 : /^[这本]/.test(said) ? 0 : null;
  return { weekday: weekdayOf(weekday), weeks };
}
