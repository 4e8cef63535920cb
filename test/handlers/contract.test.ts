// Every handler of the list, without naming any: a new one is checked by being listed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { type Intent, intentNames } from '../../src/core/intent.ts';
import { createReader } from '../../src/understanding/index.ts';
import { type Dialogue, dialogue } from '../support/dialogue.ts';
import { projectRoot } from '../support/source.ts';

const understand = createReader();
const context = {
  now: Date.parse('2026-11-22T08:00:00+08:00'),
  role: 'member',
  activities: [],
  quoted: null,
  hasPhoto: false,
  tickets: [],
} as const;

const cases = handlers.flatMap((handler) =>
  Object.entries(handler.intents).flatMap(([intent, definition]) =>
    definition.examples.map((example) => ({ handler, intent: intent as Intent, definition, example })),
  ),
);

describe.each(handlers.map((handler) => [handler.name, handler] as const))('handler %s', (name, handler) => {
  test('stands in the file of its name, has a title, and handles known intents nobody else handles', () => {
    expect(existsSync(`${projectRoot}handlers/${name}.ts`)).toBe(true);
    expect(handler.title).not.toBe('');
    for (const intent of Object.keys(handler.intents)) {
      expect(intentNames).toContain(intent);
      expect(handlers.filter((other) => intent in other.intents)).toEqual([handler]);
    }
  });

  test('stands in the help under a topic, with what it can be asked for', () => {
    expect(handler.topic !== undefined).toBe(handler.help !== null);
    expect(handler.staffTopic !== undefined).toBe(handler.staffHelp !== undefined);
  });
});

const commands = handlers.flatMap((handler) =>
  Object.entries(handler.commands ?? {}).map(([name, definition]) => ({ handler, name: `${handler.name}/${name}`, definition })),
);
const hearersOf = (words: string) =>
  commands.filter(({ definition }) => definition.hears(words) !== null).map(({ name }) => name);

describe('commands', () => {
  test.each(commands.flatMap(({ name, definition }) => definition.examples.map((example) => [example, name])))(
    '%s is heard by %s alone',
    (example, name) => {
      expect(hearersOf(example)).toEqual([name]);
    },
  );

  test.each(commands.map(({ name, definition }) => [name, definition] as const))(
    '%s listens in linear time',
    (_name, definition) => {
      for (const piece of ['把', '取消', '周五的', '1. 老周 ', '为什么', '不来', '交给', '停 ', '，', 'a', '今天别提醒我']) {
        const long = piece.repeat(4_000).slice(0, 4_000);
        const startedAt = process.hrtime.bigint();
        definition.hears(long);
        definition.hears(`${long}交给`);
        // A bound far beyond what is allowed, so that a slow machine decides nothing; what explodes takes minutes.
        expect(Number(process.hrtime.bigint() - startedAt) / 1e6).toBeLessThan(2_000);
      }
    },
  );

  test('leave the examples of all intents to the reader', () => {
    expect(cases.filter(({ example }) => hearersOf(example).length > 0).map(({ example }) => example)).toEqual([]);
  });

  /** Commands read some of these too: a number alone, "not yet" of a number, rules of points, what is none of the intents. */
  const heardByCommands = ['cancel_sign_up', 'smalltalk', 'query_ticket', 'rate_ticket', 'update_ticket', 'query_points'];
  const corpus = new URL('../../data/starter/utterances/', import.meta.url);
  const everyday = readdirSync(corpus)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => readFileSync(new URL(file, corpus), 'utf8').split('\n').filter(Boolean))
    .map((line) => JSON.parse(line) as { text: string; role: string; gold: { intent: string }[] })
    .filter(({ gold, role }) => role !== 'secretary' && !gold.some(({ intent }) => heardByCommands.includes(intent)));

  test('hear next to nothing in what people ask for every day', () => {
    const open = commands.filter(({ definition }) => definition.allow !== 'staff');
    // Where the skill that is meant has words of its own for it, nothing is taken from anybody.
    const isTaken = ({ text, gold }: (typeof everyday)[number]) =>
      open.some(
        ({ handler, definition }) => !gold.some(({ intent }) => intent in handler.intents) && definition.hears(text) !== null,
      );
    const heard = everyday.filter(isTaken);
    expect(everyday.length).toBeGreaterThan(5_000);
    expect(heard.length / everyday.length).toBeLessThan(0.001);
  });
});

describe('examples', () => {
  let talk: Dialogue;
  beforeAll(async () => {
    talk = await dialogue();
  });
  afterAll(() => talk.close());

  test.each(cases.map(({ example, intent, definition }) => [example, intent, definition] as const))(
    '%s is understood as %s',
    (example, intent, definition) => {
      const frame = understand(example, { ...context }).find((found) => found.intent === intent);
      expect(frame).toBeDefined();
      expect(definition.slots.safeParse(frame?.slots).success).toBe(true);
    },
  );

  test.each(cases.map(({ example }) => [example]))('%s is answered in a direct chat, twice without harm', async (example) => {
    expect(await talk.say('zhou', example)).toHaveLength(1);
    expect(await talk.say('zhou', example)).toHaveLength(1);
  });
});
