import { DAY_MS } from '../src/core/clock.ts';
import { defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import type { Member } from '../src/core/member.ts';
import { sayDate, sayDay } from '../src/core/phrases-times.ts';
import { instantOf, weekOf } from '../src/domain/days-said.ts';
import { dutyOf, giveDuty, setDuty } from '../src/domain/duty.ts';
import { peopleNamed } from '../src/domain/people-named.ts';
import { dutyAsked, dutyGiven, dutyTaken } from '../src/domain/words/duty.ts';

const text = {
  day: (day: string, names: string) => `${day}${names}值班。`,
  standIn: (day: string, names: string) => `${day}没排班，有急事找${names}。`,
  nobody: (day: string) => `${day}还没有人值班，请书记排一下。`,
  week: '值班表：',
  line: (day: string, names: string) => `${day} ${names}`,
  lineStandIn: (names: string) => `没排，找${names}`,
  lineNobody: '没排',
  mine: (day: string) => `好，${day}你值班，有急事我喊你。`,
  given: (day: string, names: string) => `好，${day}${names}值班，有急事我先喊。`,
  notListed: '值班要名册里的人，请书记先把你加进名册。',
  unknown: (name: string) => `名册里没有叫“${name}”的人，没有改。`,
  several: (name: string, count: number) => `名册里有 ${count} 个叫“${name}”的人，没有改，请先改成不同的名字。`,
  past: '过去的日子不用排了。',
  somebody: '有人',
};

const namesOf = (people: readonly Member[]) => people.map(({ name }) => name ?? text.somebody).join('、');

async function sayDuty(ctx: HandlerContext<unknown>, at: number): Promise<void> {
  const { people, areStandIns } = await dutyOf(ctx, at);
  const day = sayDay(at, ctx.now);
  if (people.length === 0) return ctx.reply(text.nobody(day));
  ctx.reply((areStandIns ? text.standIn : text.day)(day, namesOf(people)));
}

async function sayWeek(ctx: HandlerContext<unknown>, weeks: number): Promise<void> {
  const lines: string[] = [];
  for (const at of weekOf(ctx.now, weeks)) {
    const { people, areStandIns } = await dutyOf(ctx, at);
    const names = namesOf(people);
    const who = people.length === 0 ? text.lineNobody : areStandIns ? text.lineStandIn(names) : names;
    lines.push(text.line(sayDate(at), who));
  }
  ctx.reply([text.week, ...lines].join('\n'));
}

export default defineHandler({
  name: 'duty',
  title: '值班',
  help: '问“今天谁值班”',
  topic: 'check_in',
  staffHelp: '排班：“明天王姐值班”',
  staffTopic: 'lists',
  text,
  intents: {},
  commands: {
    ask: defineCommand({
      allow: 'insider',
      examples: ['今天谁值班', '这周谁值班', '明天谁值班'],
      hears: dutyAsked,
      async run(ctx) {
        const { slots, now } = ctx;
        if (slots.kind === 'week') await sayWeek(ctx, slots.weeks);
        else await sayDuty(ctx, instantOf(slots.day, now));
      },
    }),
    take: defineCommand({
      allow: 'insider',
      examples: ['今天我值班', '明天我值班'],
      hears: dutyTaken,
      async run(ctx) {
        const { member, slots, now } = ctx;
        if (member.role === 'guest') return ctx.reply(text.notListed);
        const at = instantOf(slots, now);
        if (at < now - DAY_MS) return ctx.reply(text.past);
        const { people, areStandIns } = await dutyOf(ctx, at);
        // Whoever was named before is called as well: better two than nobody.
        const others = areStandIns ? [] : people.map(({ id }) => id);
        await setDuty(ctx, at, [...new Set([...others, member.id])], member.id);
        ctx.reply(text.mine(sayDay(at, now)));
      },
    }),
    give: defineCommand({
      allow: 'staff',
      examples: ['安排王姐明天值班', '周三老周值班'],
      hears: dutyGiven,
      async run(ctx) {
        const { member, slots, now, message } = ctx;
        const at = instantOf(slots.day, now);
        if (at < now - DAY_MS) return ctx.reply(text.past);
        const named = await peopleNamed(ctx, slots.names);
        if (named.kind === 'unknown') return ctx.reply(text.unknown(named.name));
        if (named.kind === 'several') return ctx.reply(text.several(named.name, named.count));
        await giveDuty(ctx, at, named.people, member, message.key);
        ctx.reply(text.given(sayDay(at, now), namesOf(named.people)));
      },
    }),
  },
});
