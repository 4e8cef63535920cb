// Every handler of the list, without naming any: a new one is checked by being listed.
import { existsSync } from 'node:fs';
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
