// Questions no document answers, counted for the secretary: what was asked and how often, never by whom.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import { SAME_QUESTION } from '../../core/knowledge.ts';
import { shanghaiDate } from '../../core/shanghai.ts';
import type { Transaction } from '../../core/store.ts';
import { cutText } from '../../core/text.ts';
import { maskedNote } from '../tickets/history.ts';
import { signsOf } from '../words/appeals.ts';
import { QUESTION_MAX } from '../words/common-answers.ts';
import { isPrivateQuestion } from '../words/policy.ts';
import { isPrivateMatter } from '../words/reports.ts';

/** The collection, and how long a question stands in it after it was asked last. */
export const UNANSWERED = 'unanswered-questions';
export const UNANSWERED_KEPT_MS = 180 * DAY_MS;

/** Whoever floods it drives out nothing that was asked more often. */
const KEPT_MAX = 2_000;
/** So many are compared with each other for a list. */
const LISTED_OF = 200;
const LEAST_SIGNS = 4;

const questionSchema = z.object({ question: z.string(), count: z.number(), firstAt: z.number(), lastAt: z.number() });
type Noted = z.infer<typeof questionSchema>;

const records = (tx: Transaction) => tx.collection(UNANSWERED, questionSchema);

const keyOf = (question: string): string =>
  createHash('sha256')
    .update(question.toLowerCase().replace(/[\s\p{P}]/gu, ''))
    .digest('hex')
    .slice(0, 32);

/** Counts a question nobody could answer, masked. What is somebody's private matter is not noted at all. */
export async function noteUnanswered(doing: Doing, words: string): Promise<void> {
  const { tx, now } = doing;
  if (signsOf(words) < LEAST_SIGNS || isPrivateQuestion(words) || isPrivateMatter(words)) return;
  const question = cutText((await maskedNote(doing, words)) ?? '', QUESTION_MAX);
  const key = keyOf(question);
  const before = await records(tx).get(key);
  if (!before) await makeRoom(tx);
  const { count, firstAt } = before ?? { count: 0, firstAt: now };
  await records(tx).put(key, { question, firstAt, count: count + 1, lastAt: now }, now);
}

/** Where it is full, what was asked least, and of that the oldest, goes. */
async function makeRoom(tx: Transaction): Promise<void> {
  const all = await records(tx).list();
  if (all.length < KEPT_MAX) return;
  const least = all.reduce((one, other) => (byCount(one.value, other.value) < 0 ? other : one));
  await records(tx).remove(least.key);
}

/** Questions that ask the same, under the one that was asked most often. */
export interface UnansweredTopic {
  question: string;
  count: number;
  lastAt: number;
}

/** Those of the newest month first, in it the most often asked. */
export async function unansweredTopics({ tx, knowledge }: Doing): Promise<UnansweredTopic[]> {
  const newest = (await records(tx).list()).map(({ value }) => value).sort((a, b) => b.lastAt - a.lastAt);
  const topics: UnansweredTopic[] = [];
  for (const noted of newest.slice(0, LISTED_OF).sort(byCount)) {
    const same = topics.find(({ question }) => knowledge.likeness(question, noted.question) >= SAME_QUESTION);
    if (!same) topics.push({ question: noted.question, count: noted.count, lastAt: noted.lastAt });
    else {
      same.count += noted.count;
      same.lastAt = Math.max(same.lastAt, noted.lastAt);
    }
  }
  return topics.sort((a, b) => monthOf(b).localeCompare(monthOf(a)) || byCount(a, b));
}

const monthOf = ({ lastAt }: UnansweredTopic): string => shanghaiDate(lastAt).slice(0, 7);
const byCount = (a: Pick<Noted, 'count' | 'lastAt'>, b: Pick<Noted, 'count' | 'lastAt'>) =>
  b.count - a.count || b.lastAt - a.lastAt;

/** It, and all that ask the same, are answered now. */
export async function forgetUnanswered({ tx, knowledge }: Doing, question: string): Promise<void> {
  for (const { key, value } of await records(tx).list()) {
    if (knowledge.likeness(question, value.question) >= SAME_QUESTION) await records(tx).remove(key);
  }
}
