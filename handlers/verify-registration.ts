import { z } from 'zod';
import { type Answer, defineAnswer, defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import { registrationPhrases, sayDetails, sayMissing } from '../src/core/phrases-registration.ts';
import { mayDecide } from '../src/domain/registration/desk.ts';
import { missingIn } from '../src/domain/registration/details.ts';
import { type Found, hasAny, registrationNumbered, unverified, verified } from '../src/domain/registration/records.ts';
import { askFor, revoke, unask, verify } from '../src/domain/registration/verifying.ts';
import {
  asksForRegistrations,
  asksWhoCame,
  calledBy,
  type DeskVerdict,
  decisionsSaid,
  deskSaid,
  deskVerdict,
  listedSaid,
  namedSaid,
  verdictOnly,
  verifiesAll,
} from '../src/domain/words/registration-desk.ts';
import { findsItTrue, mayBeWanted, unaskedIn, verifiedAskedIn } from '../src/domain/words/registration-waiting.ts';
import { putsOff } from '../src/domain/words/undecided.ts';

const TITLE = '报到核实';

const text = {
  listed: (count: number) => `还没核实的 ${count} 位：`,
  line: (number: number, name: string, missing: string, wait: string) => `${number} 号 ${name}${missing}${wait}`,
  waitsForWord: '（等他补充）',
  more: (rest: number) => `还有 ${rest} 位。`,
  howToOpen: '看哪位，回他的号。',
  sameName: (count: number) => `同名的有 ${count} 位：`,
  noneOpen: '报到的都核实过了，没有在等的。',
  noneYet: '还没有人报到登记。',
  whatUntrue: (number: number) => `好，${number} 号先不核实。哪里不属实？直接说，我原话问他。`,
  askMember: '党员身份没核到，请说说你的组织关系在哪个支部',
  askedMember: (number: number) => `好，${number} 号先不核实，党员身份我去问他。登记的内容要他本人改。`,
  revoked: (number: number) => `好，${number} 号的核实撤回了，又在等您核实。`,
  notVerified: (number: number) => `${number} 号还没核实，不用撤。`,
  revokeWhich: '撤回哪位的核实？说“撤回 1 号的核实”。',
  allRight: (count: number) => `这 ${count} 位都属实吗？回 1 全部核实，回 2 先放着。`,
  allChoices: ['都属实', '先放着'],
  later: (numbers: string) => `${numbers} 号哪里不对，等会儿再跟我说。`,
  doneAll: (said: string) => `好，${said} 号都核实了，我告诉他们。`,
  unknown: (number: number) => `没有 ${number} 号报到。看名单说“报到名单”。`,
  head: (number: number) => `${number} 号报到：`,
  wanted: (what: string) => `在等他补充：${what}`,
  said: (asked: string, said: string) => `问“${asked}”，他说：${said}`,
  decide: '属实回 1，要他补充回 2，先放着回 3。',
  decideChoices: ['属实', '要他补充', '先放着'],
  left: '好，先放着。',
  leftInList: '好，先不核实，还在“报到名单”里。',
  unasked: (number: number) => `好，${number} 号不问了，还在等您核实。`,
  verifiedFirst: (number: number) => `${number} 号已经核实过了。要撤回说“撤回 ${number} 号的核实”。`,
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
  if (open.length === 0) ctx.reply((await hasAny(ctx)) ? text.noneOpen : text.noneYet);
  else sayList(ctx, open, text.listed(open.length));
}

const openOrDecide = (ctx: Context, number: number, verdict: DeskVerdict | null): Promise<void> =>
  verdict ? decide(ctx, number, verdict) : show(ctx, number);

/** "老周" is called by his family name. */
const isCalled = (whole: string | null, said: string): boolean =>
  whole === said || (calledBy.test(said) && whole?.startsWith(said.slice(1)) === true);

/** All of them at once, in one answer. */
async function verifyAll(ctx: Context, numbers: readonly number[]): Promise<void> {
  const [only, another] = numbers;
  if (only !== undefined && another === undefined) return await decide(ctx, only, { kind: 'verify' });
  const done: number[] = [];
  for (const number of numbers) {
    const { kind } = await verify(ctx, number, ctx.member);
    if (kind === 'unknown') ctx.reply(text.unknown(number));
    else done.push(number);
  }
  ctx.note('registrations verified');
  if (done.length > 0) ctx.reply(`${text.doneAll(done.join('、'))}\n${text.roster}`);
}

/** Each as it was said; what has to be asked about comes last, one at a time. */
async function decideAll(ctx: Context, decisions: readonly { number: number; verdict: DeskVerdict }[]): Promise<void> {
  const of = (isMeant: (kind: DeskVerdict['kind']) => boolean) => decisions.filter(({ verdict }) => isMeant(verdict.kind));
  const verifiedNumbers = of((kind) => kind === 'verify').map(({ number }) => number);
  if (verifiedNumbers.length > 0) await verifyAll(ctx, verifiedNumbers);
  for (const { number, verdict } of of((kind) => kind === 'ask' || kind === 'member')) await decide(ctx, number, verdict);
  const [unclear, ...later] = of((kind) => kind === 'untrue' || kind === 'askWhat');
  if (later.length > 0) ctx.reply(text.later(later.map(({ number }) => number).join('、')));
  if (unclear) await decide(ctx, unclear.number, unclear.verdict);
}

/** The one that waits is meant; of several it is asked. @returns false when none waits */
async function verifyOpen(ctx: Context): Promise<boolean> {
  const open = await unverified(ctx);
  const numbers = open.map(({ registration: { number } }) => number);
  if (numbers.length === 0 || !mayDecide(ctx, TITLE)) return numbers.length > 0;
  if (numbers.length === 1) await verifyAll(ctx, numbers);
  else {
    const names = open.map(({ registration: { number, details } }) =>
      text.line(number, details.name ?? registrationPhrases.unnamed, '', ''),
    );
    const said = [...names, text.allRight(numbers.length)].join('\n');
    ctx.ask({ name: 'all', text: said, choices: text.allChoices, state: { numbers } });
  }
  return true;
}

/** The one verified last by this secretary, where no number is said. */
async function lastVerified(ctx: Context): Promise<number | null> {
  const own = (await verified(ctx)).filter(({ registration: { verifiedBy } }) => verifiedBy === ctx.member.id);
  const last = own.toSorted((a, b) => b.registration.statusAt - a.registration.statusAt)[0];
  return last?.registration.number ?? null;
}

/** @returns false when nobody of that name waits */
async function named(ctx: Context, name: string, verdict: DeskVerdict | null): Promise<boolean> {
  const isMeant = ({ registration }: Found) => isCalled(registration.details.name, name);
  const open = (await unverified(ctx)).filter(isMeant);
  const found = open.length > 0 ? open : (await verified(ctx)).filter(isMeant);
  const [only, another] = found;
  if (!only || !mayDecide(ctx, TITLE)) return only !== undefined;
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

async function carryOut(ctx: Context, number: number, verdict: DeskVerdict) {
  if (verdict.kind === 'verify') return await verify(ctx, number, ctx.member);
  if (verdict.kind === 'revoke') return await revoke(ctx, number);
  return await askFor(ctx, number, verdict.kind === 'ask' ? verdict.what : text.askMember);
}

async function decide(ctx: Context, number: number, verdict: DeskVerdict): Promise<void> {
  if (verdict.kind === 'untrue' || verdict.kind === 'askWhat') {
    const found = await registrationNumbered(ctx, number);
    if (!found) return ctx.reply(text.unknown(number));
    if (found.registration.status === 'verified') return ctx.reply(text.verifiedFirst(number));
    const said = verdict.kind === 'untrue' ? text.whatUntrue(number) : text.askWhat;
    return ctx.ask({ name: 'what', text: said, choices: [], state: { number } });
  }
  const outcome = await carryOut(ctx, number, verdict);
  if (outcome.kind === 'unverified') return ctx.reply(text.notVerified(number));
  if (outcome.kind === 'unknown') return ctx.reply(text.unknown(number));
  if (outcome.kind === 'already') return ctx.reply(text.already(number));
  const { isReached, person } = outcome;
  if (verdict.kind === 'revoke') return ctx.reply(text.revoked(number));
  if (verdict.kind === 'member' || verdict.kind === 'ask') {
    if (!isReached) return ctx.reply(text.notReached(number));
    const said = (verdict.kind === 'member' ? text.askedMember : text.askedHim)(number);
    // "Never mind asking", said right after, is about this.
    return ctx.hasAsked() ? ctx.reply(said) : ctx.ask({ name: 'asked', text: said, choices: [], state: { number } });
  }
  ctx.note('registration verified');
  // Roles come from the roster alone.
  const isListed = person !== null && person.role !== 'guest' && person.role !== 'external';
  ctx.reply((isReached ? text.done : text.doneUnreached)(number) + (isListed ? '' : `\n${text.roster}`));
}

/** Clearly asks for something else: no word to be passed on. */
const isElse = ({ frames }: Extract<Answer, { kind: 'words' }>): boolean =>
  frames.some(({ intent, alternative }) => !['smalltalk', 'ask_policy', 'help'].includes(intent) && alternative === undefined);

/** A verdict without a name is of the one that is being looked at. */
const isBare = (words: string): boolean => verifiesAll(words) || deskVerdict(words)?.kind === 'revoke';

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
        if (mayDecide(ctx, TITLE)) await list(ctx);
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
        if (mayDecide(ctx, TITLE)) await openOrDecide(ctx, slots.number, slots.verdict);
      },
    }),
    verdict: defineCommand({
      allow: 'staff',
      examples: ['2号属实'],
      hears: verdictOnly,
      async run(ctx) {
        const { number, verdict } = ctx.slots;
        if (ctx.member.role !== 'secretary' || !(await registrationNumbered(ctx, number))) return ctx.pass();
        if (mayDecide(ctx, TITLE)) await decide(ctx, number, verdict);
      },
    }),
    several: defineCommand({
      allow: 'staff',
      examples: ['1号2号都核实了', '1号属实，2号补充组织关系'],
      hears(words) {
        const decisions = decisionsSaid(words);
        return decisions.length === 0 ? null : { decisions };
      },
      async run(ctx) {
        const { decisions } = ctx.slots;
        if (ctx.member.role !== 'secretary' || !(await registrationNumbered(ctx, decisions[0]?.number ?? 0))) return ctx.pass();
        if (mayDecide(ctx, TITLE)) await decideAll(ctx, decisions);
      },
    }),
    all: defineCommand({
      allow: 'staff',
      examples: ['属实', '都属实'],
      hears: (words) => (verifiesAll(words) ? {} : null),
      async run(ctx) {
        if (ctx.member.role !== 'secretary' || !(await verifyOpen(ctx))) ctx.pass();
      },
    }),
    revoke: defineCommand({
      allow: 'staff',
      examples: ['弄错了 撤回核实', '刚才核实错了'],
      hears: (words) => (deskVerdict(words)?.kind === 'revoke' ? {} : null),
      async run(ctx) {
        if (ctx.member.role !== 'secretary') return ctx.pass();
        const number = await lastVerified(ctx);
        if (number === null) ctx.reply(text.revokeWhich);
        else if (mayDecide(ctx, TITLE)) await decide(ctx, number, { kind: 'revoke' });
      },
    }),
    came: defineCommand({
      allow: 'staff',
      examples: ['谁来报到了', '有没有要我核实的'],
      hears: (words) => (asksWhoCame(words) ? {} : null),
      async run(ctx) {
        if (ctx.member.role !== 'secretary' || !(await hasAny(ctx))) ctx.pass();
        else if (mayDecide(ctx, TITLE)) await list(ctx);
      },
    }),
    state: defineCommand({
      allow: 'staff',
      examples: ['报到 3 核实了没'],
      hears: verifiedAskedIn,
      async run(ctx) {
        const { slots } = ctx;
        if (ctx.member.role !== 'secretary') return ctx.pass();
        if ('name' in slots) {
          if (!(await named(ctx, slots.name, null))) ctx.pass();
        } else if (mayDecide(ctx, TITLE)) await show(ctx, slots.number);
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
          if (mayDecide(ctx, TITLE)) await openOrDecide(ctx, said.number, said.verdict);
          return true;
        }
        const byName = answer.isCommand ? null : namedSaid(answer.words, true);
        return byName !== null && (await named(ctx, byName.name, byName.verdict));
      },
      covers: () => true,
    }),
    all: defineAnswer({
      state: z.object({ numbers: z.array(z.int()) }),
      async run(ctx, answer) {
        if (answer.kind === 'words') return false;
        if (!mayDecide(ctx, TITLE)) return true;
        if (answer.choice === 1) await verifyAll(ctx, ctx.slots.numbers);
        else ctx.reply(text.left);
        return true;
      },
      covers: () => true,
    }),
    decide: defineAnswer({
      state: numberSchema,
      async run(ctx, answer) {
        const { number } = ctx.slots;
        const verdict = answer.kind === 'words' ? deskVerdict(answer.words) : null;
        if (answer.kind === 'words' && (!verdict || (answer.isCommand && !isBare(answer.words)))) return false;
        if (!mayDecide(ctx, TITLE)) return true;
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
        const { number } = ctx.slots;
        const verdict = deskVerdict(answer.words);
        const isDecided = verdict?.kind === 'member' || verdict?.kind === 'verify';
        const isTrue = findsItTrue(answer.words);
        if (!isDecided && !isTrue && !putsOff(answer.words) && !mayBeWanted(answer.words, isElse(answer))) return false;
        if (!mayDecide(ctx, TITLE)) return true;
        if (isDecided) await decide(ctx, number, verdict);
        else if (putsOff(answer.words)) ctx.reply(text.leftInList);
        else if (isTrue) await show(ctx, number);
        else await decide(ctx, number, { kind: 'ask', what: answer.words });
        return true;
      },
      covers: () => true,
    }),
    asked: defineAnswer({
      isRecorded: true,
      state: numberSchema,
      async run(ctx, answer) {
        const rest = answer.kind === 'words' ? unaskedIn(answer.words) : null;
        if (rest === null || ctx.member.role !== 'secretary') return false;
        if (!mayDecide(ctx, TITLE)) return true;
        const { number } = ctx.slots;
        if (deskVerdict(rest)?.kind === 'verify') await decide(ctx, number, { kind: 'verify' });
        else ctx.reply((await unask(ctx, number)) ? text.unasked(number) : text.left);
        return true;
      },
      covers: ({ intent }) => intent === 'undo',
    }),
  },
});
