// What the bot has read, as people look through it.
import type { Doing } from '../../core/doing.ts';
import type { KnownDocument } from '../../core/knowledge.ts';
import { shanghaiDate } from '../../core/shanghai.ts';

export interface Documents {
  /** The branch's own, in the order of the library. */
  own: readonly KnownDocument[];
  /** Of those that came along: topics with how many there are of each, most first. */
  topics: readonly { topic: string; count: number }[];
}

/** Those that hold today. */
export function documentsNow({ knowledge, now }: Doing): Documents {
  const documents = knowledge.documents(shanghaiDate(now));
  const counts = new Map<string, number>();
  for (const { origin, topics } of documents) {
    for (const topic of origin === 'starter' ? topics : []) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  }
  const topics = [...counts].map(([topic, count]) => ({ topic, count })).sort((a, b) => b.count - a.count);
  return { own: documents.filter(({ origin }) => origin === 'local'), topics };
}

/** Those about something, by their topics and titles; the same document once, however many of its articles stand apart. */
export function documentsAbout({ knowledge, now }: Doing, topic: string): readonly KnownDocument[] {
  const about = knowledge
    .documents(shanghaiDate(now))
    .filter(({ title, topics }) => title.includes(topic) || topics.some((each) => each.includes(topic) || topic.includes(each)));
  const named = new Map(about.map((document) => [`${document.title}|${document.number}`, { ...document, article: null }]));
  return [...named.values()];
}
