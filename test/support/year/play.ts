// The year, played: from one step to the next, on a stage that carries messages and moves a clock.
import { END_AT } from './branch.ts';
import { type Published, type Step, stepsOf } from './steps.ts';

export interface Stage {
  /** Moves the clock; everything that is due on the way happens. */
  until(at: number): Promise<void>;
  /** @returns what the bot answered, the same when it is said again */
  say(step: Step): Promise<string>;
  /** What has come of the plans, in the order in which they were published. */
  published(): Promise<Published[]>;
}

/** How far the play has come: the last step that is over. */
export interface Position {
  at: number;
  key: string;
}

const isAfter = (step: Step, { at, key }: Position) => step.at > at || (step.at === at && step.key > key);

/** Words of the secretary may change what is published; all others only react to it. */
const mayChange = ({ key }: Step) => key.endsWith('yes') || key.endsWith('change');

/** So many times at most the bot may ask back before somebody gives up. */
const PATIENCE = 3;

/** Plays what is left of the year. @param onStep after each step, with all that the bot answered */
export async function play(
  stage: Stage,
  from: Position,
  onStep: (step: Step, answers: readonly string[]) => Promise<void>,
): Promise<void> {
  let position = from;
  let steps = stepsOf(await stage.published());
  for (;;) {
    const step = steps.find((each) => isAfter(each, position));
    if (!step) break;
    await stage.until(step.at);
    const answers = [await stage.say(step)];
    for (let asked = 1; asked <= PATIENCE; asked += 1) {
      const text = wordsFor(answers.at(-1) as string, step);
      if (text === null) break;
      answers.push(await stage.say({ ...step, key: `${step.key}:${asked}`, text: step.group === null ? text : `@小蜂 ${text}` }));
    }
    await onStep(step, answers);
    position = step;
    if (mayChange(step)) steps = stepsOf(await stage.published());
  }
  await stage.until(END_AT);
}

/** What somebody answers to what the bot asks back; null = it asked nothing. */
function wordsFor(answer: string, { meant, wants }: Step): string | null {
  const doubt = /你是要(.+?)(?:，还是(.+?))?[吗]?？回/.exec(answer);
  if (doubt) return doubt[2]?.startsWith(wants) ? '2' : '1';
  if (answer.includes('做了几个小时')) return '2';
  if (meant === undefined) return null;
  const choices = [...answer.matchAll(/^(\d+)\. (.*)$/gm)];
  return (choices.find(([, , label]) => label?.includes(meant)) ?? choices[0])?.[1] ?? null;
}
