// What is kept of questions: counted, masked, forgotten in time, and never more than somebody can read.
import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DAY_MS } from '../../../src/core/clock.ts';
import type { Doing } from '../../../src/core/doing.ts';
import type { Store } from '../../../src/core/store.ts';
import { replyTo } from '../../../src/domain/knowledge/answering.ts';
import { curatedAnswers, findCurated, keepCurated, removeCurated } from '../../../src/domain/knowledge/curated.ts';
import { noteUnanswered, UNANSWERED, UNANSWERED_KEPT_MS, unansweredTopics } from '../../../src/domain/knowledge/unanswered.ts';
import { openStore } from '../../../src/store/index.ts';
import { NOON } from '../../support/bot.ts';
import { fakeKnowledge } from '../../support/fake-knowledge.ts';
import { ticketDoing } from '../../support/tickets.ts';

let store: Store;
beforeEach(async () => {
  store = await openStore();
  return () => store.close();
});

const knowledge = fakeKnowledge();
const run = <T>(work: (doing: Doing) => Promise<T>, now = NOON): Promise<T> =>
  store.transaction((tx) => work({ ...ticketDoing(tx, {}, now), knowledge }));

describe('unanswered questions', () => {
  test('count however they are marked and spaced', async () => {
    await run((doing) => noteUnanswered(doing, ' 食堂归谁管'));
    await run((doing) => noteUnanswered(doing, '食堂归谁管？'));
    expect(await run(unansweredTopics)).toMatchObject([{ question: '食堂归谁管？', count: 2 }]);
  });

  test('stand without names and numbers, and cut to a line', async () => {
    await run((doing) => noteUnanswered(doing, `王师傅13800001111问${'食堂归谁管'.repeat(40)}`));
    const [topic] = await run(unansweredTopics);
    expect(topic?.question).not.toMatch(/王师傅|13800001111/);
    expect([...(topic?.question ?? '')].length).toBeLessThanOrEqual(80);
  });

  test.each(['食堂', '得了乙肝能不能干', '小王信教能入党不'])('“%s” is not noted', async (words) => {
    await run((doing) => noteUnanswered(doing, words));
    expect(await run(unansweredTopics)).toEqual([]);
  });

  test('make room where they are full: of those asked once, the oldest goes', async () => {
    const collection = (doing: Doing) => doing.tx.collection(UNANSWERED, z.record(z.string(), z.unknown()));
    await run(async (doing) => {
      for (let index = 0; index < 2_000; index += 1) {
        const value = { question: `第${index}个问题`, count: index < 2 ? 2 : 1, firstAt: index, lastAt: index };
        await collection(doing).put(`q${index}`, value, NOON);
      }
      await noteUnanswered(doing, '食堂归谁管');
    });
    const kept = await run(async (doing) => (await collection(doing).list()).map(({ value }) => value.question));
    expect(kept).toHaveLength(2_000);
    expect(kept).toContain('食堂归谁管');
    expect(kept).toContain('第0个问题');
    expect(kept).not.toContain('第2个问题');
  });

  test('are forgotten half a year after they were asked last', async () => {
    await run((doing) => noteUnanswered(doing, '食堂归谁管'));
    await run((doing) => noteUnanswered(doing, '食堂归谁管'), NOON + DAY_MS);
    const purge = (now: number) => run(({ tx }) => tx.collection(UNANSWERED, z.unknown()).purge(now - UNANSWERED_KEPT_MS));
    expect(await purge(NOON + UNANSWERED_KEPT_MS + 1)).toBe(0);
    expect(await purge(NOON + UNANSWERED_KEPT_MS + DAY_MS + 1)).toBe(1);
  });
});

describe('curated answers', () => {
  test('are found by what asks the same, the likest of them', async () => {
    await run((doing) => keepCurated(doing, { question: '驿站几点关门', answer: '十点' }, 'li'));
    await run((doing) => keepCurated(doing, { question: '食堂归谁管', answer: '后勤' }, 'li'));
    expect(await run((doing) => findCurated(doing, '请问食堂归谁管'))).toMatchObject({ answer: '后勤', by: 'li' });
    expect(await run((doing) => findCurated(doing, '社保怎么交'))).toBeNull();
  });

  test('take the place of the one before, and settle what was unanswered', async () => {
    await run((doing) => noteUnanswered(doing, '食堂归谁管呢'));
    expect(await run((doing) => keepCurated(doing, { question: '食堂归谁管', answer: '后勤' }, 'li'))).toMatchObject({
      kind: 'kept',
    });
    expect(await run(unansweredTopics)).toEqual([]);
    const again = await run((doing) => keepCurated(doing, { question: '食堂归谁管啊', answer: '工会' }, 'li'));
    expect(again).toEqual({ kind: 'replaced' });
    expect(await run(curatedAnswers)).toMatchObject([{ answer: '工会' }]);
  });

  test('are taken out once', async () => {
    await run((doing) => keepCurated(doing, { question: '食堂归谁管', answer: '后勤' }, 'li'));
    const id = (await run(curatedAnswers))[0]?.id ?? '';
    expect(await run((doing) => removeCurated(doing, id))).toMatchObject({ question: '食堂归谁管' });
    expect(await run((doing) => removeCurated(doing, id))).toBeNull();
  });
});

test('somebody in need is helped first, whatever the branch has put down', async () => {
  await run((doing) => keepCurated(doing, { question: '心里撑不住了不想活了打哪个电话', answer: '跟书记说' }, 'li'));
  const asking = { words: '心里撑不住了不想活了打哪个电话', at: NOON, place: null, before: null };
  expect((await run((doing) => replyTo(doing, asking))).reply).toMatchObject({ kind: 'found', passage: { id: 'F08' } });
});

describe('a message of many questions', () => {
  const many = Array.from({ length: 40 }, (_, index) => `鸭鹅${index}归谁管吗？`).join('');

  test('is looked for in three of its parts, and what is kept is read once', async () => {
    const asked: string[] = [];
    let reads = 0;
    await run(async (doing) => {
      await keepCurated(doing, { question: '食堂归谁管', answer: '后勤' }, 'li');
      const collection = doing.tx.collection.bind(doing.tx);
      const tx = Object.assign(Object.create(doing.tx), {
        collection: (...given: Parameters<typeof collection>) => {
          reads += given[0] === 'curated-answers' ? 1 : 0;
          return collection(...given);
        },
      });
      const answer: typeof knowledge.answer = (question) => {
        asked.push(question.words);
        return { kind: 'unknown', confidence: 0, nearest: null };
      };
      await replyTo(
        { ...doing, tx, knowledge: { ...knowledge, answer, likeness: () => 0 } },
        { words: many, at: NOON, place: null, before: null },
      );
    });
    expect([asked.length, reads]).toEqual([4, 1]);
  });

  test('gets no curated answer as a whole', async () => {
    await run((doing) => keepCurated(doing, { question: '食堂归谁管', answer: '后勤' }, 'li'));
    expect(await run((doing) => findCurated(doing, `食堂归谁管${'，'.repeat(120)}`))).toBeNull();
  });
});
