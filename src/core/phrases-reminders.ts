// What a reminder says.

import { sayDate, sayWhen } from './phrases-times.ts';
import { shanghaiDate, shanghaiHourMinute } from './shanghai.ts';

export interface Reminded {
  title: string;
  start: number;
  /** null = online, or not known yet */
  place: string | null;
  mode: 'onsite' | 'online';
  /** It may be read on another day than it is said: then the date stands in it, not "tomorrow". */
  dated: boolean;
}

function sayOne({ title, start, place, mode, dated }: Reminded, now: number): string {
  const isToday = shanghaiDate(start) === shanghaiDate(now);
  const when = dated && !isToday ? `${sayDate(start)}${shanghaiHourMinute(start)}` : sayWhen(start, now);
  return [title, when, ...(mode === 'online' ? ['线上'] : place === null ? [] : [place])].join('，');
}

export const reminderPhrases = {
  /** One line for one session, a list for several; ends with the way out. */
  remind(sessions: readonly Reminded[], now: number): string {
    const lines = sessions.map((session) => sayOne(session, now));
    return lines.length === 1 ? `提醒：${lines[0]}。来不了回“不来”。` : `提醒：\n${lines.join('\n')}\n来不了回“不来”。`;
  },
};
