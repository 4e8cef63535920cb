// What a secretary's words want of time: day or days, hours, rhythm.
import type { Recurrence, Wish, WishSaid } from '../../core/planner.ts';
import { withFrames } from './frames.ts';
import { isMove, newTimesFrom, wantedPhrases } from './heard.ts';
import { impossibleIn, isImpossible, type Place } from './impossible.ts';
import { every as words } from './lexicon-wish.ts';
import type { Phrase } from './phrase.ts';
import { blank, foldWish, phrasesIn } from './plan-text.ts';
import type { Setting } from './resolve-day.ts';
import { readRhythm } from './rhythm.ts';
import { wantedDays } from './wanted-days.ts';
import { wantedHours } from './wanted-hours.ts';

/** Linear in the words; never throws. */
export function readWanted(original: string, setting: Setting): WishSaid {
  const folded = foldWish(original);
  // Reading is what costs: a text in which nothing moves is read once, and one in which something does again from there.
  const whole = isMove(folded) ? phrasesIn(folded) : null;
  const from = whole ? newTimesFrom(folded, whole) : 0;
  const impossible = ({ start, end }: Place): WishSaid => ({
    kind: 'impossible',
    words: original.slice(from + start, from + end),
  });
  const now = folded.slice(from).replace(words.others, blank);
  const rhythm = readRhythm(now);
  if (rhythm && rhythm.every === null) return impossible(rhythm);
  const text = rhythm ? now.slice(0, rhythm.start) + blank(now.slice(rhythm.start, rhythm.end)) + now.slice(rhythm.end) : now;
  const nowhere = impossibleIn(text);
  if (nowhere) return impossible(nowhere);

  const read = whole && text === folded ? whole : phrasesIn(text);
  const phrases = withFrames(wantedPhrases(text, read), text, setting);
  const contrary = phrases.find((phrase) => isImpossible(phrase, text, setting));
  if (contrary) return impossible(contrary);
  const day = wantedDays(phrases, text, setting);
  const partBefore = ({ end }: Phrase) => whole?.find((phrase) => phrase.end === from + end)?.part ?? null;
  const found = wantedHours(phrases, day?.phrase ?? null, text, partBefore, setting);
  if (found.kind === 'impossible') return impossible(found.phrase);
  const { date, ...hours } = found.hours;
  // After midnight the start lies on the next day; a stretch of days has none of its own.
  const days = day?.days.date === undefined || date === undefined ? day?.days : { date };
  return said(rhythm?.every ?? null, { ...days, ...hours });
}

function said(every: Recurrence | null, times: Wish): WishSaid {
  const wish: Wish = every ? { ...times, every } : times;
  return Object.keys(wish).length > 0 ? { kind: 'said', wish } : { kind: 'none' };
}
