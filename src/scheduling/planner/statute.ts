// Days off by the law itself, for years whose decree is not out yet. Source: the State Council's Regulation on Public Holidays for
// National Annual Festivals and Memorial Days as amended in 2024: thirteen days; the decree of each autumn only moves days to them.
import type { Calendar, StatutoryFestival } from '../../core/calendar.ts';
import { dayOf, yearOf } from './days.ts';

/** First and last day off, counted from the festival. The Spring Festival's begin with New Year's Eve. */
const DAYS: Record<StatutoryFestival, readonly [first: number, last: number]> = {
  new_year: [0, 0],
  spring_festival: [-1, 2],
  tomb_sweeping: [0, 0],
  labour_day: [0, 1],
  dragon_boat: [0, 0],
  mid_autumn: [0, 0],
  national_day: [0, 2],
};

export function isOffByLaw(day: number, calendar: Calendar): boolean {
  return (Object.keys(DAYS) as StatutoryFestival[]).some((festival) => {
    const date = dayOf(calendar.festivalOn(festival, yearOf(day)) ?? '');
    const [first, last] = DAYS[festival];
    return date !== null && date + first <= day && day <= date + last;
  });
}
