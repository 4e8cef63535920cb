// What is wanted as short text, so that tables of expectations can be read.
import type { Recurrence, WishSaid } from '../../src/core/planner.ts';

export function shown(said: WishSaid): string {
  if (said.kind !== 'said') return said.kind === 'none' ? 'nothing' : `impossible: ${said.words}`;
  const { date, from, to, part, start, end, durationMinutes, every, ...rest } = said.wish;
  const days = from || to ? `${from ?? ''}…${to ?? ''}` : undefined;
  const clock = start || end ? `${start ?? ''}${end ? `-${end}` : ''}` : undefined;
  const length = durationMinutes === undefined ? undefined : `${durationMinutes} min`;
  const unknown = Object.keys(rest);
  return [every && rhythm(every), date, days, part, clock, length, ...unknown].filter(Boolean).join(' ');
}

function rhythm(every: Recurrence): string {
  switch (every.kind) {
    case 'monthly_day':
      return `each month on ${every.day}`;
    case 'monthly_weekday':
      return `each month on weekday ${every.weekday} no. ${every.nth}`;
    case 'weekly':
      return `each week on ${every.weekday}`;
  }
}
