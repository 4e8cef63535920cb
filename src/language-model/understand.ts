// A second reading of a message the trained reader is in doubt about. Masked text goes out, checked frames come in.
import { z } from 'zod';
import { type Frame, type Intent, intentNames } from '../core/intent.ts';
import type { Asker, LanguageModel } from '../core/language-model.ts';
import { shanghaiIso, shanghaiTime } from '../core/shanghai.ts';
import { cutText, normaliseText } from '../core/text.ts';
import type { UnderstandingContext } from '../core/understanding.ts';
import { maskPersonal } from '../domain/masking/index.ts';
import { type Candidate, checkFrames } from './check-frames.ts';
import { readPrompt } from './prompt.ts';

export type { Candidate } from './check-frames.ts';

export interface ModelReading {
  /** Normalised by `core/text.ts`. */
  text: string;
  context: UnderstandingContext;
  /** What the trained reader holds possible; never empty. */
  candidates: readonly Candidate[];
  /** Names of the branch's people, masked. Hand in the same array each time: what is made of it is kept. */
  names: readonly string[];
  asker: Asker;
}

export interface ModelReaderOptions {
  /** `prompts/understand.md` */
  prompt: string;
  /** True when a text names a time; with an instant, when it names that hour and minute or counts from now. */
  isTimeSaid(text: string, at?: number): boolean;
  timeoutMs?: number;
}

/** Null: no advice. Never throws. */
export type ModelReader = (reading: ModelReading) => Promise<Frame[] | null>;

const TIMEOUT_MS = 2_500;
const ANSWER_TOKENS = 400;
/** Nobody asks in doubt for something in so many words; and what is left out cannot be judged. */
const TEXT_MAX = 800;
const QUOTE_MAX = 300;
const QUOTE_READ_MAX = 1_000;
const TITLES_MAX = 8;
const TITLE_MAX = 60;
const TICKETS_MAX = 5;
const CANDIDATES_MAX = 5;
/** Masked in one piece, so that a name is the same placeholder everywhere; no text holds this character. */
const SEAM = '\ue000';

/** Sensitive, or made of personal items: these never leave the house. */
const KEPT_AT_HOME: readonly Intent[] = ['raise_appeal', 'register'];
/** Kept back as soon as it is this likely, even when something else is likelier. */
const KEPT_FROM = 0.2;

const PLACES = ['text', 'quoted', 'titles', 'tickets', 'candidates', 'now', 'weekday', 'role', 'photo'];

/**
 * What the model answers: pairs of slot and value. One object per intent would be four (flat) to ten times (a union) the size of
 * this schema and, with a null for each slot not said, eight times the answer. Names and values are checked against their
 * intent afterwards, so that one wrong slot does not cost the whole answer.
 */
export const adviceSchema = z.object({
  intents: z.array(
    z.object({
      intent: z.enum(intentNames),
      slots: z.array(z.object({ slot: z.string(), value: z.union([z.string(), z.number(), z.boolean(), z.null()]) })),
    }),
  ),
});

/** @throws BotError config when the prompt does not have the places it needs */
export function createModelReader(model: LanguageModel, options: ModelReaderOptions): ModelReader {
  const { isTimeSaid, timeoutMs = TIMEOUT_MS } = options;
  const prompt = readPrompt(options.prompt, PLACES);
  return async ({ text, context, candidates, names, asker }) => {
    const said = normaliseText(text, []);
    if (said === '' || said.length > TEXT_MAX || !mayLeave(candidates)) return null;
    const titles = context.activities.filter(({ title }) => title.length <= TITLE_MAX).slice(0, TITLES_MAX);
    const quoted = context.quoted !== null && context.quoted.length <= QUOTE_READ_MAX ? context.quoted : '';
    const pieces = [said, quoted, ...titles.map(({ title }) => title)].map((piece) => piece.replaceAll(SEAM, ''));
    const { masked, isSure, unmask } = maskPersonal(pieces.join(SEAM), names);
    if (!isSure) return null;
    const [maskedText = '', maskedQuote = '', ...maskedTitles] = masked.split(SEAM);
    const answer = await model.ask({
      task: 'understand',
      system: prompt.system,
      user: prompt.user({
        text: maskedText,
        quoted: cutText(maskedQuote, QUOTE_MAX),
        titles: titles.map(({ start }, index) => `${maskedTitles[index] ?? ''} (${shanghaiIso(start)})`).join('; '),
        tickets: context.tickets.slice(0, TICKETS_MAX).join(', '),
        candidates: listed(candidates),
        now: shanghaiIso(context.now),
        weekday: String(shanghaiTime(context.now).weekday),
        role: context.role,
        photo: context.hasPhoto ? 'yes' : 'no',
      }),
      schema: adviceSchema,
      schemaName: 'advice',
      maxTokens: ANSWER_TOKENS,
      timeoutMs,
      asker,
    });
    if (answer.kind !== 'answered') return null;
    const advised = answer.value.intents.map(({ intent, slots }) => ({
      intent,
      slots: slots.map(({ slot, value }) => ({ slot, value: typeof value === 'string' ? unmask(value) : value })),
    }));
    return checkFrames(advised, { text: said, context, candidates, isTimeSaid });
  };
}

/** Without a reading of our own nobody can tell whether a text is sensitive. */
function mayLeave(candidates: readonly Candidate[]): boolean {
  const [likeliest] = byLikelihood(candidates);
  return likeliest !== undefined && !KEPT_AT_HOME.includes(likeliest.frame.intent) && !isSensitive(candidates);
}

/** Perhaps an appeal or a registration. */
export const isSensitive = (candidates: readonly Candidate[]): boolean =>
  candidates.some(({ frame, probability }) => probability >= KEPT_FROM && KEPT_AT_HOME.includes(frame.intent));

const byLikelihood = (candidates: readonly Candidate[]) => candidates.toSorted((a, b) => b.probability - a.probability);

/** Intents and how likely they are; their slots hold what people wrote and stay here. */
const listed = (candidates: readonly Candidate[]): string =>
  byLikelihood(candidates)
    .slice(0, CANDIDATES_MAX)
    .map(({ frame, probability }) => `${frame.intent} ${probability.toFixed(2)}`)
    .join(', ');
