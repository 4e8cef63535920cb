// How a month is named when something of it is asked for.
import { chineseNumber } from '../../core/numerals.ts';
import { type Month, monthAt, monthOf } from '../months.ts';

/** Source of a pattern with the named groups `year`, `month` and `near`. */
export const MONTH =
  '(?:(?:(?<year>20\\d\\d)年)?(?<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?|(?<near>本月|这个?月|当月|上个?月|上月))';

/** The month that was named; one without a year is the last that has begun. Null where none was. */
export function monthSaid(groups: Partial<Record<string, string>>, at: number): Month | null {
  const { year, month, near } = groups;
  if (near !== undefined) return monthAt(at, near.startsWith('上') ? 1 : 0);
  const number = month === undefined ? null : chineseNumber(month);
  if (number === null) return null;
  if (year !== undefined) return monthOf(Number(year), number);
  const now = monthAt(at);
  return monthOf(number > now.month ? now.year - 1 : now.year, number);
}
