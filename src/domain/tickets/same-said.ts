// Words that answer "is it the same?" (1 yes, 2 no, 3 never mind) and plain yes-or-no questions.
import type { Answer } from '../../core/handler.ts';
import { heardQuestion } from '../../core/phrases.ts';
import { placeTold } from '../words/places-told.ts';
import {
  heardDropped,
  heardHurt,
  heardNo,
  heardOther,
  heardSame,
  heardScratch,
  heardUnhurt,
  heardYes,
} from '../words/reports.ts';
import { saysWhere } from './place-said.ts';

/** Null: the words answer something else. */
export function choiceSaid(answer: Answer): number | null {
  if (answer.kind === 'choice') return answer.choice;
  if (heardDropped.test(answer.words)) return 3;
  if (heardOther.test(answer.words)) return 2;
  return heardSame.test(answer.words) ? 1 : null;
}

/** Null: the words ask for or tell something else. */
export function yesSaid(answer: Answer): boolean | null {
  if (answer.kind === 'choice') return answer.choice === 1;
  if (answer.frames.some(({ intent }) => intent !== 'smalltalk' && intent !== 'report_hazard')) return null;
  if (heardNo.test(answer.words)) return false;
  return heardYes.test(answer.words) ? true : null;
}

export interface HurtTold {
  /** Whoever does not know may be hurt. */
  kind: 'hurt' | 'scratched' | 'unhurt' | 'unclear';
  /** Where it is, which one may tell instead. */
  place: string | null;
}

/** Whether somebody is hurt after a crash. Null: the words ask for or tell something else. */
export function hurtTold(answer: Answer, names: readonly string[]): HurtTold | null {
  if (answer.kind === 'choice') return { kind: answer.choice === 1 ? 'hurt' : 'unhurt', place: null };
  const { words, frames, isCommand } = answer;
  const told = placeTold(words, names);
  const place = told.kind === 'place' ? told.place : null;
  if (heardScratch.test(words)) return { kind: 'scratched', place };
  if (heardUnhurt.test(words)) return { kind: 'unhurt', place };
  if (heardHurt.test(words)) return { kind: 'hurt', place };
  if (words.split(/[\s,，。]+/).some((part) => heardUnhurt.test(part))) return { kind: 'unhurt', place };
  const isOther = isCommand || heardQuestion.test(words) || !frames.every(saysWhere);
  return isOther ? null : { kind: 'unclear', place };
}
