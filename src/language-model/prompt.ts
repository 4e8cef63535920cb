import { BotError } from '../core/errors.ts';

export interface Prompt {
  system: string;
  /** The question, with every `{{name}}` filled. */
  user(values: Readonly<Record<string, string>>): string;
}

const CUT = /^=====$/m;
const PLACE = /\{\{(\w+)\}\}/g;

/**
 * A file of `prompts/`: instructions, a line `=====`, then the question with places such as `{{text}}`.
 * @throws BotError config when the line is missing or the places are not exactly `names`
 */
export function readPrompt(file: string, names: readonly string[]): Prompt {
  const [system, question, ...rest] = file.split(CUT);
  if (system === undefined || question === undefined || rest.length > 0)
    throw new BotError('config', 'A prompt has not exactly one line "=====" between instructions and question.');
  const places = new Set([...question.matchAll(PLACE)].map(([, name]) => name));
  if (system.includes('{{') || places.size !== names.length || names.some((name) => !places.has(name)))
    throw new BotError('config', `A prompt's question has other places than ${names.join(', ')}.`);
  // Filled in one go: a place written by a person is never filled.
  return {
    system: system.trim(),
    user: (values) => question.trim().replace(PLACE, (_, name: string) => undelimited(values[name] ?? '')),
  };
}

/** The delimiters are angle brackets, and so are most models' own marks: within the data there are none. */
const undelimited = (value: string): string => value.replace(/[<>]/g, ' ');
