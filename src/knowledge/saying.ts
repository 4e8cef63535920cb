// What is said of a passage: its short answer, and the paragraph the words ask for where that is another one.
import type { Passage } from '../core/knowledge.ts';
import { ASKS_MONEY, MONEY } from './lexicon-asked.ts';
import { asked, tokensOf } from './tokens.ts';

/** By so much more of what is asked than the short answer another paragraph must hold to be said too, and to be said alone. */
const BESIDE = 0.12;
const ALONE = 0.4;
/** A short answer no longer than this is always said: it keeps the other paragraph from being taken for all there is. */
const SHORT = 60;

/**
 * The paragraphs to say, at most two. The words all paragraphs share say nothing about which is meant. Of what nobody could verify
 * only that is said, and whom to ask: the short answer.
 */
export function sayingOf(words: string, { heading, paragraphs: all, document }: Passage): string[] {
  if (document.grade === 'unverified') return all.slice(0, 1);
  // A paper does not begin with the short answer, as starter facts do: who asks for a sum is told one.
  const priced = document.origin === 'local' && ASKS_MONEY.test(words) ? all.filter((paragraph) => MONEY.test(paragraph)) : [];
  const paragraphs = priced.length > 0 ? priced : all;
  const [lead = '', ...others] = paragraphs;
  if (others.length === 0) return [lead];
  const shared = new Set(tokensOf(heading));
  const held = paragraphs.map((paragraph) => new Set(tokensOf(paragraph)));
  const spread = (token: string) => held.filter((tokens) => tokens.has(token)).length;
  const told = [...new Set(tokensOf(asked(words)))].filter((token) => !shared.has(token) && spread(token) > 0);
  const weights = new Map(told.map((token) => [token, Math.log((paragraphs.length + 1) / spread(token)) * token.length]));
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return [lead];
  const scores = held.map(
    (tokens) => told.reduce((sum, token) => sum + (tokens.has(token) ? weights.get(token)! : 0), 0) / total,
  );
  const best = scores.indexOf(Math.max(...scores));
  const ahead = scores[best]! - scores[0]!;
  if (best === 0 || ahead < BESIDE) return [lead];
  return ahead >= ALONE && (lead.length > SHORT || document.origin === 'local') ? [paragraphs[best]!] : [lead, paragraphs[best]!];
}
