import { defineCommand, defineHandler } from '../src/core/handler.ts';
import type { KnownDocument } from '../src/core/knowledge.ts';
import { sayDocument } from '../src/core/phrases-knowledge.ts';
import { documentsAbout, documentsNow } from '../src/domain/knowledge/documents.ts';
import { documentsAsked } from '../src/domain/words/documents.ts';

const text = {
  own: (count: number) => `支部自己的文件 ${count} 份：`,
  line: (position: number, document: string) => `${position}. ${document}`,
  more: (rest: number) => `还有 ${rest} 份。`,
  starter: (topics: string) => `公共政策：${topics}。`,
  starterOf: (topics: string, count: number) => `公共政策 ${count} 类，条数多的：${topics}。`,
  topic: (topic: string, count: number) => `${topic} ${count}`,
  comma: '、',
  howToAsk: '直接问事就行，如“送餐摔了算工伤吗”；只看一类，说“有哪些文件 工伤”。',
  about: (topic: string, count: number) => `说到“${topic}”的有 ${count} 份：`,
  noneAbout: (topic: string) => `没有专说“${topic}”的文件。想知道什么直接问，答不上我帮你问人。`,
  none: '我这儿还没有文件。',
};

const LISTED_MAX = 10;
const TOPICS_MAX = 12;

const listed = (documents: readonly KnownDocument[]): string[] => [
  ...documents.slice(0, LISTED_MAX).map((document, index) => text.line(index + 1, sayDocument(document))),
  ...(documents.length > LISTED_MAX ? [text.more(documents.length - LISTED_MAX)] : []),
];

export default defineHandler({
  name: 'list-documents',
  title: '看文件',
  help: null,
  text,
  intents: {},
  commands: {
    documents: defineCommand({
      allow: 'anyone',
      examples: ['有哪些文件', '你知道哪些政策', '都有啥文件', '有哪些文件 工伤'],
      hears: documentsAsked,
      async run(ctx) {
        const { topic } = ctx.slots;
        if (topic !== null) {
          const about = documentsAbout(ctx, topic);
          const lines = about.length === 0 ? [text.noneAbout(topic)] : [text.about(topic, about.length), ...listed(about)];
          return ctx.reply(lines.join('\n'));
        }
        const { own, topics } = documentsNow(ctx);
        if (own.length + topics.length === 0) return ctx.reply(text.none);
        const counted = topics
          .slice(0, TOPICS_MAX)
          .map(({ topic, count }) => text.topic(topic, count))
          .join(text.comma);
        const starter = topics.length > TOPICS_MAX ? text.starterOf(counted, topics.length) : text.starter(counted);
        const lines = [
          ...(own.length > 0 ? [text.own(own.length), ...listed(own)] : []),
          ...(topics.length === 0 ? [] : [starter]),
          text.howToAsk,
        ];
        ctx.reply(lines.join('\n'));
      },
    }),
  },
});
