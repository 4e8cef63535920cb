import { z } from 'zod';
import { BotError } from '../../core/errors.ts';

/** A question as somebody asked it, and the passage that answers it; null = none does. */
export interface LabelledQuestion {
  q: string;
  fact: string | null;
  voice: string;
}

const lineSchema = z.object({ q: z.string().min(1), fact: z.string().min(1).nullable() });

/** Reads a list of questions, one JSON object a line. @throws BotError payload naming list and line */
export function parseQuestions(jsonl: string, voice: string): LabelledQuestion[] {
  return jsonl.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    let json: unknown;
    try {
      json = JSON.parse(line);
    } catch {
      json = null;
    }
    const parsed = lineSchema.safeParse(json);
    if (parsed.success) return [{ ...parsed.data, voice }];
    throw new BotError(
      'payload',
      `${voice}, line ${at + 1}: a question is {"q":"…","fact":"F01"}, with null where no fact answers it.`,
    );
  });
}
