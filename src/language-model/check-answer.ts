// The gate behind a worded answer: what does not stand in the passage it names is not said. Nothing the model says is taken on trust,
// and nothing the asker says bears anything out: he could put words into the answer's mouth.
import type { Passage } from '../core/knowledge.ts';
import { asWritten } from '../core/text.ts';
import { machineOrders } from '../domain/words/wording.ts';
import { claimsOf } from './claims.ts';
import { areNamed, type Evidence, evidenceOf, isClaimed, isWhole } from './evidence.ts';

/** A sentence of the model's, and the passage it says it stands on. */
export interface WordedSentence {
  text: string;
  /** Its id. */
  passage: string;
}

const SENTENCES_MAX = 3;
const TEXT_MAX = 120;

/** All that plain words need. No mention, link, mark-up, bracket of ours, control or invisible character is among them. */
const PLAIN =
  /^(?:[\p{Script=Han}a-z0-9 ,;:!?()%"'\u2018-\u201d\u300a\u300b\u3001\u3002\u2013\u2014\u2026\u2103\u00b0\u00b7\uff01\uff05\uff08\uff09\uff0c\uff1a\uff1b\uff1f\uff5e~+-]|(?<=\d)\.(?=\d))+$/iu;
const END = /[\u3002\uff01\uff1f!?]$/;

/**
 * The sentences as one text, or null when a single one of them is not borne out by the passage it names: words, numbers, names or
 * telephones that do not stand there, or not in that place; a denial or a limit added or left out; a clause left out, said twice, in another
 * order or joined to one of another sentence; a document by another name; more than three sentences or 120 characters; anything but plain words. Something of what would be said
 * plainly must be in it. Pure; linear in the length of the passages.
 * @param plain what would be said otherwise
 */
export function checkAnswer(
  sentences: readonly WordedSentence[],
  { passages, plain }: { passages: readonly Passage[]; plain: string },
): string | null {
  if (sentences.length === 0 || sentences.length > SENTENCES_MAX) return null;
  const texts = sentences.map(({ text }) => text.trim());
  if (texts.join('').length > TEXT_MAX || !texts.every(isPlain)) return null;
  const sources = new Map<string, Evidence>();
  for (const [index, { passage: id }] of sentences.entries()) {
    const passage = passages.find((one) => one.id === id);
    const source = sources.get(id) ?? (passage && evidenceOf(passage, plain));
    if (!source || !areNamed(texts[index] ?? '', source)) return null;
    sources.set(id, source);
    const claims = claimsOf(texts[index] ?? '');
    if (claims.length === 0 || !claims.every((claim) => isClaimed(claim, source))) return null;
  }
  const all = [...sources.values()];
  if (!all.some(({ lines }) => lines.some(({ isSaid, used }) => isSaid && used.size > 0)) || !all.every(isWhole)) return null;
  return asWritten(texts.map((text) => (END.test(text) ? text : `${text}\u3002`)).join(''));
}

const isPlain = (text: string): boolean => PLAIN.test(text) && !machineOrders.test(text);
