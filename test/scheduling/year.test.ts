import { performance } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { type Out, saidSchema } from '../../src/channels/simulator/index.ts';
import { DAY_MS, HOUR_MS } from '../../src/core/clock.ts';
import { openWorld } from '../../src/http/simulator/world.ts';
import { createReader } from '../../src/understanding/index.ts';
import { calendar } from '../support/calendar.ts';
import { quietParts } from '../support/parts.ts';
import { silentLog } from '../support/server.ts';
import { BEGIN_AT, reset } from '../support/year/branch.ts';
import { check, type Delivery, type State } from '../support/year/checker.ts';
import { expectGoodYear, quietDays, roll } from '../support/year/judgement.ts';
import { play } from '../support/year/play.ts';
import { publishedOf } from '../support/year/published.ts';

/** What is well with the year must not be well with any other. */
function expectSharp(state: State, delivered: readonly Delivery[]): void {
  const [first] = delivered.filter(({ isAsked, text }) => !isAsked && text.startsWith('提醒')) as [Delivery];
  const without = delivered.filter(({ to }) => JSON.stringify(to) !== JSON.stringify(first.to));
  const night = first.at - (first.at % DAY_MS) + 19 * HOUR_MS;
  const spoiled = [
    { ...first, id: 'again' },
    { ...first, id: 'night', text: '夜里', at: night },
    { ...first, id: 'mark', text: '整点', at: night + 9 * HOUR_MS },
  ];
  const { findings } = check(state, [...without, first, ...spoiled], roll, quietDays);
  expect(findings.duplicates).toHaveLength(1);
  expect(findings.outsideWindows.length).toBeGreaterThan(0);
  expect(findings.onTheMark).toHaveLength(2);
  expect(findings.unreminded.length).toBeGreaterThan(0);
}

describe('a year of a branch', () => {
  test('disturbs nobody at the wrong hour, reminds everybody who comes, says nothing twice', { timeout: 300_000 }, async () => {
    const world = await openWorld({
      ...quietParts(),
      file: undefined,
      handlers,
      understand: createReader({ calendar }),
      calendar,
      log: silentLog,
      meter: { count() {}, observe() {} },
      starter: () => reset,
    });
    const delivered: Delivery[] = [];
    const keep = (out: Out, isAsked: boolean) =>
      delivered.push({
        id: out.id,
        at: Date.parse(out.at),
        trueAt: Date.parse(out.at),
        to: out.to as Delivery['to'],
        text: out.text,
        isAsked,
      });
    let askedBack = 0;
    const startedAt = performance.now();
    await play(
      {
        async until(at) {
          for (const push of (await world.moveClock(at)).pushes) keep(push, false);
        },
        async say({ key, from, group, text }) {
          const { replies } = await world.say(saidSchema.parse({ from, group, text, messageId: key }));
          // One answer where it was said and one to the person alone; all else nobody asked for.
          const answered = new Set<string>();
          for (const out of replies) {
            const to = 'group' in out.to ? out.to.group : out.to.member;
            const isAsked = (to === group || to === from) && !answered.has(to);
            if (isAsked) answered.add(to);
            keep(out, isAsked);
          }
          return replies.map((out) => out.text).join('\n');
        },
        published: async () => publishedOf((await world.state()) as unknown as State),
      },
      { at: BEGIN_AT, key: '' },
      async (_, answers) => {
        askedBack += answers.length - 1;
      },
    );
    const seconds = (performance.now() - startedAt) / 1_000;
    const state = (await world.state()) as unknown as State;
    await world.close();
    const { findings, counts } = check(state, delivered, roll, quietDays);
    if (process.env.YEAR_FIGURES) console.log(`a year in ${seconds.toFixed(1)} s`, { ...counts, askedBack });
    expectGoodYear(findings, counts);
    expectSharp(state, delivered);
  });
});
