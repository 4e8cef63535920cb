import { z } from 'zod';
import { DAY_MS } from '../src/core/clock.ts';
import { defineAnswer, defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import { reportHazardSlots } from '../src/core/slots.ts';
import { emergencyOf } from '../src/domain/tickets/emergency.ts';
import { isHandler, mayHandle } from '../src/domain/tickets/handlers-of.ts';
import { hazardTold } from '../src/domain/tickets/hazard-told.ts';
import { newestHazard } from '../src/domain/tickets/place-said.ts';
import { ownTickets } from '../src/domain/tickets/reporter.ts';
import { dangerAround, ownDanger } from '../src/domain/tickets/rescue.ts';
import { groupOf, placesAnew, putsRight, sayUrgent } from '../src/domain/tickets/saying.ts';
import { supplement, withdraw } from '../src/domain/tickets/steps.ts';
import { takeIn } from '../src/domain/tickets/taking-in.ts';
import { mendedIn, vague } from '../src/domain/words/mended.ts';
import { rightedIn } from '../src/domain/words/places-righted.ts';
import { heardCalm, heardMistaken, heardNotNeeded, LONGEST_CALM, numberAlone } from '../src/domain/words/reports.ts';
import { isOfDanger, isThereAgain, rescueIn } from '../src/domain/words/rescue.ts';

/** Got wrong by whoever says so: a deed of his, where he has reported no danger. */
const heardSlip = /[弄搞按点说记]错/;

const text = {
  calm: (number: string) => `${number} 还要来人吗？回 1 要来，回 2 不用来了。`,
  calmChoices: ['要来', '不用来了'],
  mistaken: (number: string) => `${number} 还报吗？回 1 还报，回 2 不报了。`,
  mistakenChoices: ['还报', '不报了'],
  mended: (number: string, place: string | null) =>
    `${number}${place === null ? '' : `（${place}）`}不用办了？回 1 不用办了，回 2 还要办。`,
  mendedChoices: ['不用办了', '还要办'],
  withdrawn: (number: string) => `${number} 撤了，不用管了。`,
  called: (number: string) => `${number} 撤了，跟来的人说了。`,
  over: (number: string) => `${number} 已经有结果了，撤不了。`,
  goesOn: (number: string) => `好，${number} 接着办。`,
  nothing: '没事就好。',
  told: (number: string) => `好，${number} 的人都告诉了。`,
  toldByHandler: (number: string) => `记进 ${number} 了。处理完说“${number} 办好了”。`,
  stillCalled: (number: string) => `${number}（紧急）又提醒了一次。`,
  where: (number: string) => `${number} 的地点应该是哪儿？直接回地点。`,
  dial: (number: string) => `直接拨 ${number}，我替你打不了。出什么事了、在哪儿？跟我说一句，我马上喊人。`,
};

const aboutTicket = z.object({ ticketId: z.string() });

const isCalm = (words: string): boolean => words.length <= LONGEST_CALM && heardCalm.test(words);

/** News of a danger: told to who is on the way; its reporter is asked whether anybody has to come. */
async function tellNews(ctx: HandlerContext<unknown>): Promise<void> {
  const { message, member, now } = ctx;
  if (message.kind !== 'said') return;
  const own = await ownTickets(ctx, member, ['open', 'accepted']);
  const danger = own.find(({ kind, urgent, createdAt }) => kind === 'hazard' && urgent && now - createdAt < DAY_MS);
  if (danger) {
    // Whoever is on the way hears it at once; he alone may call them off.
    await supplement(ctx, danger, { words: message.text, by: member, isReporter: true });
    const state = { ticketId: danger.id };
    return ctx.ask({ name: 'calm', text: text.calm(danger.number), choices: text.calmChoices, state });
  }
  // Those who are on the way may stand down for it: of others' dangers only what cannot be of anything else.
  const other = isOfDanger(message.text) || isHandler(ctx, member) ? await dangerAround(ctx, member, groupOf(ctx)) : undefined;
  if (other) {
    await supplement(ctx, other, { words: message.text, by: member, isReporter: false });
    return ctx.reply(((await mayHandle(ctx, member, other)) ? text.toldByHandler : text.told)(other.number));
  }
  if (!heardCalm.test(message.text)) return ctx.pass();
  const hazard = heardMistaken.test(message.text) ? await newestHazard(ctx, member) : undefined;
  // No danger of his: what he got wrong is something else.
  if (!hazard) return heardSlip.test(message.text) ? ctx.pass() : ctx.reply(text.nothing);
  const state = { ticketId: hazard.id };
  ctx.ask({ name: 'calm', text: text.mistaken(hazard.number), choices: text.mistakenChoices, state });
}

export default defineHandler({
  name: 'all-clear',
  title: '报警、解除和更正',
  help: null,
  text,
  intents: {},
  commands: {
    elsewhere: defineCommand({
      allow: 'insider',
      yields: true,
      examples: ['刚才那个不是楼道 是车棚', '说错了，在西门', '在南门，不是东门', '说错地方了'],
      hears: rightedIn,
      async run(ctx) {
        if (ctx.message.kind !== 'said' || (await putsRight(ctx, ctx.message.text))) return;
        const hazard = ctx.slots.right === null ? await newestHazard(ctx, ctx.member) : undefined;
        if (!hazard) return ctx.pass();
        ctx.ask({ name: 'where', text: text.where(hazard.number), choices: [], state: { ticketId: hazard.id } });
      },
    }),
    calm: defineCommand({
      allow: 'insider',
      examples: ['没事了', '虚惊一场', '没有，看错了', '误报'],
      hears: (words) => (isCalm(words) ? true : null),
      run: tellNews,
    }),
    news: defineCommand({
      allow: 'insider',
      yields: true,
      examples: ['救护车来了', '保安把火灭了'],
      hears: (words) => (isCalm(words) ? null : rescueIn(words)),
      run: tellNews,
    }),
    again: defineCommand({
      allow: 'insider',
      examples: ['真的着了', '又冒烟了'],
      hears: (words) => (isThereAgain(words) ? true : null),
      async run(ctx) {
        const { message } = ctx;
        const danger = message.kind === 'said' ? await ownDanger(ctx, ctx.member) : undefined;
        if (!danger || message.kind !== 'said') return ctx.pass();
        const { category, place } = danger;
        const slots = reportHazardSlots.parse({ category, place, urgent: true });
        const taken = await takeIn(ctx, await hazardTold({ ...ctx, slots }, message.text));
        if (taken.kind === 'registered') await sayUrgent(ctx, taken.ticket);
        else if (taken.kind === 'again') ctx.reply(`${emergencyOf(taken.ticket)}\n${text.stillCalled(taken.ticket.number)}`);
      },
    }),
    mended: defineCommand({
      allow: 'insider',
      yields: true,
      examples: ['路灯又亮了', '已经有人修好了', '不用报了'],
      hears: mendedIn,
      async run(ctx) {
        const own = (await ownTickets(ctx, ctx.member, ['open', 'accepted', 'resolved'])).filter(({ kind }) => kind === 'hazard');
        const { thing } = ctx.slots;
        // `门口的坑补好了` of `门口有个坑`.
        const names = (said: string) => own.find(({ words }) => words.includes(said));
        const named = thing === null ? undefined : (names(thing) ?? (vague.test(thing) ? undefined : names(thing.slice(-1))));
        const ticket = thing === null ? own[0] : named;
        // What is said to be done is judged elsewhere, and what is long known is spoken of by its name.
        if (!ticket || ticket.status === 'resolved' || (!named && ctx.now - ticket.createdAt >= DAY_MS)) return ctx.pass();
        const state = { ticketId: ticket.id, isMended: true };
        ctx.ask({ name: 'calm', text: text.mended(ticket.number, ticket.place), choices: text.mendedChoices, state });
      },
    }),
    dial: defineCommand({
      allow: 'insider',
      examples: ['报警', '119', '打120', '叫救护车'],
      hears: numberAlone,
      run: async (ctx) => ctx.reply(text.dial(ctx.slots)),
    }),
  },
  answers: {
    where: defineAnswer({
      state: aboutTicket,
      run: async (ctx, answer) => answer.kind === 'words' && (await placesAnew(ctx, answer.words)),
    }),
    calm: defineAnswer({
      state: aboutTicket.extend({ isMended: z.boolean().default(false) }),
      async run(ctx, answer) {
        const ticket = await ctx.tx.tickets.byId(ctx.slots.ticketId);
        const isOver =
          answer.kind === 'choice'
            ? answer.choice === (ctx.slots.isMended ? 1 : 2)
            : heardCalm.test(answer.words) || heardNotNeeded.test(answer.words);
        if (!ticket || (answer.kind === 'words' && !isOver)) return false;
        if (!isOver) ctx.reply(text.goesOn(ticket.number));
        else if ((await withdraw(ctx, ctx.member, ticket)).kind !== 'withdrawn') ctx.reply(text.over(ticket.number));
        else ctx.reply((ticket.urgent ? text.called : text.withdrawn)(ticket.number));
        return true;
      },
    }),
  },
});
