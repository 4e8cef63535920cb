// Words that answer "is it the same?" (1 yes, 2 no, 3 never mind) and plain yes-or-no questions.
import type { Answer } from '../../core/handler.ts';
import { heardDropped, heardHurt, heardNo, heardOther, heardSame, heardUnhurt, heardYes } from '../words/reports.ts';

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

/** Whether somebody is hurt; whoever does not know may be. Null: the words ask for or tell something else. */
export function hurtSaid(answer: Answer): boolean | null {
  if (answer.kind === 'choice') return answer.choice === 1;
  if (heardUnhurt.test(answer.words)) return false;
  return heardHurt.test(answer.words) ? true : null;
}
