import { z } from 'zod';
import { defineAnswer, defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import { registrationPhrases, sayDetails, sayMissing } from '../src/core/phrases-registration.ts';
import { missingIn } from '../src/domain/registration/details.ts';
import { type Found, registrationNumbered, unverified } from '../src/domain/registration/records.ts';
import { askFor, verify } from '../src/domain/registration/verifying.ts';
import {
  asksForRegistrations,
  type DeskVerdict,
  deskSaid,
  deskVerdict,
  listedSaid,
  namedSaid,
  verdictOnly,
} from '../src/domain/words/registration-desk.ts';

const TITLE = '报到核实';

const text = {
  deskAlone: '报到的事请私聊我说。',
  forSecretary: '别人的报到只给书记看。查自己的，说“我报到怎么样了”。',
  listed: (count: number) => `还没核实的 ${count} 位：`,
  line: (number: number, name: string, missing: string, wait: string) => `${number} 号 ${name}${missing}${wait}`,
  waitsForWord: '（等他补充）',
  more: (rest: number) => `还有 ${rest} 位。`,
  howToOpen: '看哪位，回他的号。',
  sameName: (count: number) => `同名的有 ${count} 位：`,
  noneOpen: '报到的都核实过了，没有在等的。',
  unknown: (number: number) => `没有 ${number} 号报到。看名单说“报到名单”。`,
  head: (number: number) => `${number} 号报到：`,
  wanted: (what: string) => `在等他补充：${what}`,
  said: (asked: string, said: string) => `问“${asked}”，他说：${said}`,
  decide: '属实回 1，要他补充回 2，先放着回 3。',
  decideChoices: ['属实', '要他补充', '先放着'],
  left: '好，先放着。',
  isVerified: '已经核实过了。',
  done: (number: number) => `好，${number} 号核实了，我告诉他。`,
  doneUnreached: (number: number) => `好，${number} 号核实了。他还没私聊过我，请您告诉他一声。`,
  already: (number: number) => `${number} 号早就核实过了。`,
  roster: '要算进名册，请管电脑的同志在支部设置的人员里添上他。',
  askWhat: '要他补充什么？直接说，我原话问他。',
  askedHim: (number: number) => `好，等 ${number} 号有空我去问他，回话转给您。`,
  notReached: (number: number) => `${number} 号还没私聊过我，发不过去，请您当面问他。`,
};

type Context = HandlerContext<unknown>;

const LISTED_MAX = 20;

/** Only the secretary, alone, in words that are proved to be his. */
function mayDecide(ctx: Context): boolean {
  if (ctx.member.role !== 'secretary') ctx.reply(text.forSecretary);
  else if (ctx.message.conversation.kind === 'group') ctx.reply(text.deskAlone);
  else if (ctx.isProven(TITLE)) {
    ctx.keepSealed();
    return true;
  }
  return false;
}

function sayList(ctx: Context, open: readonly Found[], head: string): void {
  const lines = open.slice(0, LISTED_MAX).map(({ registration: { number, details, status: state } }) => {
    const name = details.name ?? registrationPhrases.unnamed;
    return text.line(number, name, sayMissing(missingIn(details)), state === 'asked' ? text.waitsForWord : '');
  });
  const more = open.length > LISTED_MAX ? [text.more(open.length - LISTED_MAX)] : [];
  ctx.note('registrations listed');
  // Without choices: what is said next is heard for what it says, unless it is a number or a name of the list.
  ctx.ask({ name: 'listed', text: [head, ...lines, ...more, text.howToOpen].join('\n'), choices: [] });
}

async function list(ctx: Context): Promise<void> {
  const open = await unverified(ctx);
  if (open.length === 0) ctx.reply(text.noneOpen);
  else sayList(ctx, open, text.listed(open.length));
}

const openOrDecide = (ctx: Context, number: number, verdict: DeskVerdict | null): Promise<void> =>
  verdict ? decide(ctx, number, verdict) : show(ctx, number);

/** @returns false when nobody of that name waits */
async function named(ctx: Context, name: string, verdict: DeskVerdict | null): Promise<boolean> {
  const found = (await unverified(ctx)).filter(({ registration }) => registration.details.name === name);
  const [only, another] = found;
  if (!only || !mayDecide(ctx)) return only !== undefined;
  if (another) sayList(ctx, found, text.sameName(found.length));
  else await openOrDecide(ctx, only.registration.number, verdict);
  return true;
}

async function show(ctx: Context, number: number): Promise<void> {
  const found = await registrationNumbered(ctx, number);
  if (!found) return ctx.reply(text.unknown(number));
  const { details, asked, answers, status: state } = found.registration;
  const missing = sayMissing(missingIn(details)).slice(1);
  const lines = [
    text.head(number),
    ...sayDetails(details),
    ...(missing === '' ? [] : [missing]),
    ...answers.map((one) => text.said(one.asked, one.said)),
    ...(asked === null ? [] : [text.wanted(asked)]),
  ];
  ctx.note('registration shown to the secretary');
  if (state === 'verified') return ctx.reply([...lines, text.isVerified].join('\n'));
  ctx.ask({ name: 'decide', text: [...lines, text.decide].join('\n'), choices: text.decideChoices, state: { number } });
}

async function decide(ctx: Context, number: number, verdict: DeskVerdict): Promise<void> {
  const outcome = verdict.kind === 'verify' ? await verify(ctx, number, ctx.member) : await askFor(ctx, number, verdict.what);
  if (outcome.kind === 'unknown') return ctx.reply(text.unknown(number));
  if (outcome.kind === 'already') return ctx.reply(text.already(number));
  const { isReached, person } = outcome;
  if (verdict.kind === 'ask') return ctx.reply((isReached ? text.askedHim : text.notReached)(number));
  ctx.note('registration verified');
  // Roles come from the roster alone.
  const isListed = person !== null && person.role !== 'guest' && person.role !== 'external';
  ctx.reply((isReached ? text.done : text.doneUnreached)(number) + (isListed ? '' : `\n${text.roster}`));
}

const numberSchema = z.object({ number: z.int() });

export default defineHandler({
  name: 'verify-registration',
  title: TITLE,
  help: null,
  staffHelp: '核实报到：“报到名单”“报到 3 核实了”',
  staffTopic: 'people',
  text,
  intents: {},
  commands: {
    // Not for staff only: whoever may not is told so, in a friendly way.
    list: defineCommand({
      allow: 'insider',
      examples: ['报到名单', '谁来报到登记了', '还有几个没核实'],
      hears: (words) => (asksForRegistrations(words) ? {} : null),
      async run(ctx) {
        if (mayDecide(ctx)) await list(ctx);
      },
    }),
    desk: defineCommand({
      allow: 'insider',
      examples: ['报到 3', '报到3 核实了', '报到3 补充 缺组织关系证明'],
      hears: deskSaid,
      async run(ctx) {
        const { slots } = ctx;
        // A number alone may be anything in the mouth of others.
        if (ctx.member.role !== 'secretary' && !slots.verdict) return ctx.pass();
        if (mayDecide(ctx)) await openOrDecide(ctx, slots.number, slots.verdict);
      },
    }),
    verdict: defineCommand({
      allow: 'staff',
      examples: ['2号属实'],
      hears: verdictOnly,
      async run(ctx) {
        const { number, verdict } = ctx.slots;
        if (ctx.member.role !== 'secretary' || !(await registrationNumbered(ctx, number))) return ctx.pass();
        if (mayDecide(ctx)) await decide(ctx, number, verdict);
      },
    }),
    named: defineCommand({
      allow: 'staff',
      examples: ['张三丰的报到', '核实张三丰', '张三丰属实'],
      hears: (words) => namedSaid(words),
      async run(ctx) {
        if (ctx.member.role !== 'secretary' || !(await named(ctx, ctx.slots.name, ctx.slots.verdict))) ctx.pass();
      },
    }),
  },
  answers: {
    listed: defineAnswer({
      state: z.object({}),
      async run(ctx, answer) {
        if (answer.kind === 'choice' || ctx.member.role !== 'secretary') return false;
        const said = listedSaid(answer.words);
        if (said) {
          if (mayDecide(ctx)) await openOrDecide(ctx, said.number, said.verdict);
          return true;
        }
        const byName = answer.isCommand ? null : namedSaid(answer.words, true);
        return byName !== null && (await named(ctx, byName.name, byName.verdict));
      },
      covers: () => true,
    }),
    decide: defineAnswer({
      state: numberSchema,
      async run(ctx, answer) {
        const { number } = ctx.slots;
        const verdict = answer.kind === 'words' ? deskVerdict(answer.words) : null;
        if (answer.kind === 'words' && (!verdict || answer.isCommand)) return false;
        if (!mayDecide(ctx)) return true;
        if (verdict) await decide(ctx, number, verdict);
        else if (answer.kind === 'choice' && answer.choice === 1) await decide(ctx, number, { kind: 'verify' });
        else if (answer.kind === 'choice' && answer.choice === 2) {
          ctx.ask({ name: 'what', text: text.askWhat, choices: [], state: { number } });
        } else ctx.reply(text.left);
        return true;
      },
      covers: () => true,
    }),
    what: defineAnswer({
      state: numberSchema,
      async run(ctx, answer) {
        if (answer.kind === 'choice' || answer.isCommand || [...answer.words].length < 2) return false;
        if (mayDecide(ctx)) await decide(ctx, ctx.slots.number, { kind: 'ask', what: answer.words });
        return true;
      },
      covers: () => true,
    }),
  },
});
