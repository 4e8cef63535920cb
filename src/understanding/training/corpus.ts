// The labelled messages the reader learns from: JSONL in the label standard, one file per voice.
import { z } from 'zod';
import { BotError } from '../../core/errors.ts';
import { type Intent, intentNames } from '../../core/intent.ts';
import { slotsSchema } from '../../core/labels.ts';
import { normaliseText } from '../../core/text.ts';
import type { UnderstandingContext } from '../../core/understanding.ts';

const instant = z.iso.datetime({ offset: true });

const utteranceSchema = z.object({
  id: z.string().min(1),
  text: z.string().min(1),
  role: z.enum(['courier', 'rider', 'secretary']),
  now: instant,
  context: z
    .object({
      activities: z.array(z.object({ title: z.string(), start: instant })).nullish(),
      quoted: z.string().nullish(),
      has_photo: z.boolean().nullish(),
      tickets: z.array(z.string()).nullish(),
    })
    .nullish(),
  gold: z.array(z.object({ intent: z.enum(intentNames), slots: z.record(z.string(), z.unknown()) })).min(1),
});

/** A labelled message; `text` is as it was typed. */
export type Utterance = z.infer<typeof utteranceSchema> & { voice: string };

/**
 * Reads labelled messages. Slots are checked against the label standard.
 * @param voice whose they are; a file of the training set holds one voice
 * @throws BotError payload naming the line and what is wrong with it
 */
export function parseUtterances(jsonl: string, voice: string): Utterance[] {
  return jsonl
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => {
      const complain = (what: string) => new BotError('payload', `${voice}, line ${number}: ${what}`);
      let json: unknown;
      try {
        json = JSON.parse(line);
      } catch {
        throw complain('not JSON; give one record {"id","text","gold",…} per line.');
      }
      const parsed = utteranceSchema.safeParse(json);
      if (!parsed.success) throw complain(z.prettifyError(parsed.error));
      for (const { intent, slots } of parsed.data.gold) {
        const checked = slotsSchema(intent).safeParse(slots);
        if (!checked.success) throw complain(`${intent}: ${z.prettifyError(checked.error)}`);
      }
      return { ...parsed.data, voice };
    });
}

/** The text as the reader gets it. */
export const spokenText = (utterance: Utterance, botNames: readonly string[]): string => normaliseText(utterance.text, botNames);

/** The label standard's `secretary` is ours too; everybody else there is an ordinary member. */
export function contextOf({ role, now, context }: Utterance, botNames: readonly string[]): UnderstandingContext {
  return {
    now: Date.parse(now),
    role: role === 'secretary' ? 'secretary' : 'member',
    activities: (context?.activities ?? []).map(({ title, start }) => ({ title, start: Date.parse(start) })),
    quoted: context?.quoted ? normaliseText(context.quoted, botNames) : null,
    hasPhoto: context?.has_photo ?? false,
    tickets: context?.tickets ?? [],
  };
}

export const intentsOf = ({ gold }: Pick<Utterance, 'gold'>): Intent[] => [...new Set(gold.map(({ intent }) => intent))];

/** Share of common character pairs from which two messages count as the same one said again. */
const SAME = 0.7;

/** Drops messages that only repeat an earlier one of the same meaning: paraphrase families teach little and flatter a score. */
export function withoutRepeats(utterances: readonly Utterance[]): Utterance[] {
  const seen = new Map<string, Set<string>[]>();
  return utterances.filter((utterance) => {
    const pairs = pairsOf(utterance.text);
    const meaning = intentsOf(utterance).sort().join();
    const group = seen.get(meaning) ?? [];
    seen.set(meaning, group);
    // Short answers are few and alike by nature.
    if (pairs.size > 4 && group.some((other) => overlap(pairs, other) >= SAME)) return false;
    group.push(pairs);
    return true;
  });
}

function pairsOf(text: string): Set<string> {
  const letters = text.normalize('NFKC').replace(/[\s\p{P}\p{S}]+/gu, '');
  return new Set(Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)));
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (Math.min(a.size, b.size) / Math.max(a.size, b.size) < SAME) return 0;
  let common = 0;
  for (const pair of a) if (b.has(pair)) common += 1;
  return common / (a.size + b.size - common);
}
