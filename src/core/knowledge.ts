// Policy questions (问政策) as the rest of the house sees them: documents, their passages, and what is answered from them.
import { z } from 'zod';

/**
 * How far a text was checked. `original`: seen where it was issued · `reprint`: seen in print elsewhere · `practice`: how another place
 * does it · `unverified`: no reliable source was found, only whom to ask is said · `own`: the branch's own document.
 */
export const grades = ['original', 'reprint', 'practice', 'unverified', 'own'] as const;
export type Grade = (typeof grades)[number];

/** A document, or a place in one, that a passage rests on. Days are `YYYY-MM-DD`; `issued` may be a month or a year. */
export interface Basis {
  /** As it is said, with 《》 where it has them. */
  title: string;
  /** 第十七条 */
  article: string | null;
  /** 文号; null = it has none, or none is known. */
  number: string | null;
  issued: string | null;
  inForce: string | null;
}

export interface KnownDocument extends Basis {
  /** Stable; the file's name without its ending unless the file says otherwise. */
  id: string;
  issuer: string | null;
  /** Its last day; null = none is known. */
  expires: string | null;
  /** Where it holds: provinces or cities as people call them; empty = everywhere. */
  regions: readonly string[];
  topics: readonly string[];
  grade: Grade;
  /** Whom to ask where it differs from place to place; null = it does not. */
  office: string | null;
  /** Until this day the text was checked. */
  checkedAt: string | null;
  /** Further documents it rests on. */
  also: readonly Basis[];
  /** Where it was found: addresses or words. Addresses are for the secretary and for scripts, never said in a chat. */
  sources: readonly string[];
  origin: 'starter' | 'local';
  /** What replaced it, and since when; null = nothing did. */
  replacedOn: string | null;
}

/** What is found and cited: a section of a document. */
export interface Passage {
  /** `F33`, or the document's id, `#` and the section's own name: the same as long as the section is. */
  id: string;
  heading: string;
  /** In their order; the first is the short answer. Each can be understood, and quoted, alone. */
  paragraphs: readonly string[];
  /** What to mind beside it. */
  caution: string | null;
  document: KnownDocument;
}

/**
 * Starter facts that people in need are told before anything else: the numbers to call, and the line for whoever cannot go on. Nothing a
 * branch does takes their place.
 */
export const EMERGENCY_FACTS = { help: 'F01', despair: 'F08' } as const;

export interface PolicyQuestion {
  words: string;
  /** The day the bot speaks, of Shanghai. */
  today: string;
  /** The day that is asked about; null = what the words say, else today. */
  asOf: string | null;
  /** Where, if the words do not say: a province or city as people call it; null = not known. */
  place: string | null;
}

export interface Found {
  kind: 'found';
  passage: Passage;
  /** What is said of it: the short answer, and the paragraph that the words ask for, where that is another one. */
  said: readonly string[];
  /** Somebody is in need right now: this goes before anything else. */
  first: Passage | null;
  /** It is asked how it was then. */
  asOf: string | null;
  /** 0..1: how likely it is the right answer. */
  confidence: number;
}

export type PolicyAnswer =
  | Found
  /** Several places have rules of their own, and it was not said where. */
  | { kind: 'which_place'; places: readonly string[]; confidence: number }
  /** No document says it. `nearest`: the passage that comes nearest, and is not said. */
  | { kind: 'unknown'; confidence: number; nearest: string | null };

/** All documents, held in memory. Pure and quick: it may be asked within a transaction. */
export interface Knowledge {
  answer(question: PolicyQuestion): PolicyAnswer;
  passage(id: string): Passage | undefined;
  /** Those that hold on the day, the branch's own first. */
  documents(day: string): readonly KnownDocument[];
  /** How much two questions ask the same; 0..1. From `SAME_QUESTION` on they do. */
  likeness(one: string, other: string): number;
}

/** Chosen on some forty pairs of questions, see `test/knowledge/likeness.test.ts`: rather missed than said to another question. */
export const SAME_QUESTION = 0.6;

/** What an answer rests on, as scripts and the simulator read it. */
export const citationSchema = z.object({
  document: z.string(),
  number: z.string().nullable(),
  inForce: z.string().nullable(),
  /** What was said stands in it, word for word. */
  passage: z.string(),
  source: z.string(),
  /** The passage's id. */
  id: z.string(),
});
export type Citation = z.infer<typeof citationSchema>;

/** An answer to be put into easier words; nothing in it is anybody's but the question, which is masked by whoever asks. */
export interface Wording {
  question: string;
  passages: readonly Passage[];
  /** What would be said otherwise. */
  plain: string;
}

export interface WordingRequest extends Wording {
  /** Member id and conversation key, for limits. */
  asker: { member: string; conversation: string };
  /** Everybody in the branch: their names stay in the house. The same list as long as the settings are the same. */
  people: readonly { name: string }[];
}

/** The answer in a language model's words, checked sentence by sentence against the passages. Null = the plain one; never throws. */
export type Word = (request: WordingRequest) => Promise<string | null>;
