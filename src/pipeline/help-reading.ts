// Questions how something of ours is done, whatever else the reader takes them for: they are answered, and nothing is done for them.
import type { Skill } from '../core/handler.ts';
import type { Frame } from '../core/intent.ts';
import type { Said } from '../core/message.ts';
import { asksForHelp } from '../domain/help.ts';
import { isUrgent } from './frames.ts';

const HELP: Frame = { intent: 'help', slots: {} };

const isHelp = (frame: Frame | undefined): boolean => frame?.intent === HELP.intent;

/** The frames as read, except that one short question for the help of a topic or of one thing is `help` alone. Danger stays as it was read. */
export function withHelp(frames: readonly Frame[], said: Said, skills: readonly Skill[]): Frame[] {
  const isInDanger = frames.some((frame) => isUrgent(frame) || (frame.alternative && isUrgent(frame.alternative)));
  if (!said.addressed || isInDanger) return [...frames];
  const isHeard = frames.some((frame) => isHelp(frame) || isHelp(frame.alternative));
  return asksForHelp(said.text, skills, isHeard) ? [HELP] : [...frames];
}
