import type { Branch } from '../../core/branch.ts';
import type { Calendar } from '../../core/calendar.ts';
import { dateOf, dayOf, yearOf } from './days.ts';

type Season = Branch['seasons'][number];

/**
 * The name of the peak season a day lies in. `from` after `to` spans the turn of the year. A season before New Year's Eve takes the
 * Eve as well: who still works then is on the way home by noon.
 */
export function seasonOn(seasons: readonly Season[], day: number, calendar: Calendar): string | null {
  return seasons.find((season) => isIn(season, day, calendar))?.name ?? null;
}

function isIn(season: Season, day: number, calendar: Calendar): boolean {
  if ('daysBeforeNewYearsEve' in season) {
    // In December the Eve of the next year may be near enough.
    return [yearOf(day), yearOf(day) + 1].some((year) => {
      const eve = dayOf(calendar.festivalOn('new_years_eve', year) ?? '');
      return eve !== null && eve - season.daysBeforeNewYearsEve <= day && day <= eve;
    });
  }
  const monthDay = dateOf(day).slice(5);
  return season.from <= season.to
    ? season.from <= monthDay && monthDay <= season.to
    : season.from <= monthDay || monthDay <= season.to;
}
