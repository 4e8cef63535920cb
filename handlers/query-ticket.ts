import { DAY_MS } from '../src/core/clock.ts';
import { defineCommand, defineHandler, defineIntent, type HandlerContext } from '../src/core/handler.ts';
import { sayHandled, sayStep } from '../src/core/phrases-lists.ts';
import { sayStatus } from '../src/core/phrases-status.ts';
import { queryTicketSlots } from '../src/core/slots.ts';
import { runningStatuses, type Ticket, type TicketKind } from '../src/core/ticket.ts';
import { type Standing, ticketFor } from '../src/domain/tickets/finding.ts';
import { isHandler } from '../src/domain/tickets/handlers-of.ts';
import { lastAsked } from '../src/domain/tickets/rating.ts';
import { ownTickets } from '../src/domain/tickets/reporter.ts';
import { namesIn, officeNamesIn, rowsOf } from '../src/domain/tickets/rows.ts';
import { ratingButtons } from '../src/domain/tickets/telling.ts';
import { ticketNumberIn } from '../src/domain/words/ticket-numbers.ts';

const text = {
  unknown: (number: string) => `没有找到 ${number}，看看号对不对。`,
  asksReporter: '在等报的人回话。',
  rate: '满意回 1，不满意回 2，还没好回 3。',
  rateNamed: (number: string) => `满意就说“满意 ${number}”，没好就说“还没好 ${number}”。`,
  notYet: (number: string) => `还没好就说“还没好 ${number}”。`,
  contradict: (number: string) => `不对就说“不满意 ${number}”。`,
  own: (count: number) => `你有 ${count} 件在办：`,
  more: (rest: number) => `还有 ${rest} 件。`,
  none: '你没有在办的事。',
  /** Said to everybody in a group, whether he has an appeal or not. */
  noneHere: '你没有在办的隐患。诉求请私聊问我。',
  latest: '最近的一件：',
  forStaff: '要看大家的，说“诉求事项”或“隐患清单”。',
  earlier: (rest: number) => `前面还有 ${rest} 步。`,
  whispered: '这个我私信你。',
  askAlone: '这个不在群里说，请私聊问我。',
};

const OWN_MAX = 5;
const STEPS_MAX = 6;
/** So long after its end something is still asked about, and may be opened again. */
const RECENT_MS = 30 * DAY_MS;
/** Nothing longer is a command. */
const SHORT = 40;

const heardAppeal = /诉求|投诉|申诉/;
const heardHazard = /隐患/;
const heardSteps = /哪一?步|经过|过程|历史/;

const AROUND = '小蜂|麻烦|我要|[请帮给看查找下翻一这那件条个单的\\s,，。.!！?？吧呢啊]';
const heardHistory = new RegExp(
  `^(?:${AROUND}|隐患|诉求|工单|办理|处理|全部|整个)*(?:经过|过程|历史|来龙去脉|记录)(?:${AROUND})*$`,
);
const heardNothingElse = new RegExp(`^(?:${AROUND}|情况|详情|隐患|诉求|工单)*$`);
const heardOwn = new RegExp(
  `^(?:${AROUND})*[我俺咱]们?(?:的|(?:以前|之前|上次|最近|一共|都|总共)*(?:报|提|反映|登记)(?:过|了)?的)(?:所有|全部|那些|这些|那几件)?(?<what>诉求|隐患|工单)(?:清单|列表|都?有哪些|有几件|${AROUND})*$`,
);

type Context = HandlerContext<unknown>;

/** What is answered in a group is read by all of it. */
const isInGroup = ({ message }: Context): boolean => message.conversation.kind === 'group';
const wordsOf = ({ message }: Context): string => (message.kind === 'said' ? message.text : '');
const recentlyEnded = ({ now }: Context, { statusAt }: Ticket): boolean => now - statusAt < RECENT_MS;

interface View {
  isAlone: boolean;
  /** Who is told the last steps as well. */
  stepsFor: readonly Standing[];
}
const NOBODY: readonly Standing[] = [];
/** Whoever rides past wants one line; whoever asks for the whole way gets it. */
const HANDLERS: readonly Standing[] = ['handler'];
const CONCERNED: readonly Standing[] = ['handler', 'reporter'];

/** How the ticket of a number stands, for this person; somebody else's appeal is as unknown as a number that was never given. */
async function told(ctx: Context, number: string, view: View): Promise<string> {
  const found = await ticketFor(ctx, ctx.member, number);
  if (found.kind !== 'found') return text.unknown(number);
  return await tell(ctx, found.ticket, found.standing, view);
}

async function tell(ctx: Context, ticket: Ticket, standing: Standing, { isAlone, stepsFor }: View): Promise<string> {
  if (ticket.anonymous) ctx.keepSealed();
  // In front of others whoever reported without a name is one of all.
  const as = ticket.anonymous && !isAlone && standing === 'reporter' ? 'anyone' : standing;
  const handler = as === 'anyone' ? null : await namesIn(ctx)(ticket.handlerId);
  const status = sayStatus(ctx.branch, ticket, { handler, hasOutcome: isAlone && as !== 'anyone' }, ctx.now);
  const steps = isAlone && stepsFor.includes(as) ? await stepsOf(ctx, ticket) : [];
  return [status + (await nextStep(ctx, ticket, as)), ...steps].join('\n');
}

/** A question or an offer of ours is open here, and a figure would be its answer. */
const takesFigures = async (ctx: Context): Promise<boolean> =>
  (await ctx.owed()) !== null || (await ctx.tx.openQuestions.get(ctx.member.id, ctx.conversation, ctx.now)) !== undefined;

/** What the reporter can say to it now; others who it waits for. */
async function nextStep(ctx: Context, ticket: Ticket, standing: Standing): Promise<string> {
  const { number, status, end } = ticket;
  if (standing !== 'reporter') return status === 'resolved' ? text.asksReporter : '';
  if (status === 'resolved') {
    // In a group, who waits for which word is nobody else's business.
    if (isInGroup(ctx)) return text.rateNamed(number);
    ctx.offer(ratingButtons(ticket));
    // A bare figure answers what was asked about last.
    const isLast = !(await takesFigures(ctx)) && (await lastAsked(ctx, ctx.member))?.id === ticket.id;
    return isLast ? text.rate : text.rateNamed(number);
  }
  if (!recentlyEnded(ctx, ticket)) return '';
  if (status === 'rejected') return text.contradict(number);
  return end === 'unreached' ? text.notYet(number) : '';
}

/** The last steps of its history; only those who hold an office are named. */
async function stepsOf(ctx: Context, ticket: Ticket): Promise<string[]> {
  const events = await ctx.tx.tickets.events(ticket.id);
  const nameOf = officeNamesIn(ctx);
  const steps: string[] = [];
  for (const event of events.slice(-STEPS_MAX)) steps.push(sayStep(ctx.branch, event, await nameOf(event.by), ctx.now));
  return [...(events.length > STEPS_MAX ? [text.earlier(events.length - STEPS_MAX)] : []), ...steps];
}

/** The person's own, one in full or several in lines. */
async function tellOwn(ctx: Context, own: readonly Ticket[], view: View): Promise<string> {
  const [only, another] = own;
  if (only && !another) return await tell(ctx, only, 'reporter', view);
  const rows = await rowsOf(ctx, own.slice(0, OWN_MAX));
  const rest = own.length - rows.length;
  const lines = rows.map((row) => sayHandled(ctx.branch, row, ctx.now));
  return [text.own(own.length), ...lines, ...(rest > 0 ? [text.more(rest)] : [])].join('\n');
}

async function ownAlone(ctx: Context, kind: TicketKind | null): Promise<string> {
  const isMeant = (ticket: Ticket) => kind === null || ticket.kind === kind;
  const running = (await ownTickets(ctx, ctx.member, runningStatuses)).filter(isMeant);
  const view = { isAlone: true, stepsFor: NOBODY };
  if (running.length > 0) return await tellOwn(ctx, running, view);
  const [latest] = (await ownTickets(ctx, ctx.member, ['closed', 'rejected'])).filter(isMeant);
  if (latest && recentlyEnded(ctx, latest)) {
    return `${text.none}${text.latest}\n${await tell(ctx, latest, 'reporter', view)}`;
  }
  return text.none + (isHandler(ctx, ctx.member) ? text.forStaff : '');
}

/** Without a number: what the person has reported himself. In a group hazards only, and those under his name. */
async function answerOwn(ctx: Context, kind: TicketKind | null): Promise<void> {
  if (!isInGroup(ctx) || kind === 'appeal') {
    ctx.keepSealed();
    return await answerAlone(ctx, () => ownAlone(ctx, kind));
  }
  const running = await ownTickets(ctx, ctx.member, runningStatuses);
  const own = running.filter((ticket) => ticket.kind === 'hazard' && !ticket.anonymous);
  ctx.reply(own.length === 0 ? text.noneHere : await tellOwn(ctx, own, { isAlone: false, stepsFor: NOBODY }));
}

/** Whatever there is to say, the group hears the same. */
async function answerAlone(ctx: Context, say: () => Promise<string>): Promise<void> {
  if (!isInGroup(ctx)) return ctx.reply(await say());
  ctx.reply(ctx.whisper(await say()) ? text.whispered : text.askAlone);
}

async function answer(ctx: Context, number: string, stepsFor: readonly Standing[]): Promise<void> {
  const isAppeal = number.startsWith('A');
  if (isAppeal) ctx.keepSealed();
  if (isAppeal || stepsFor === CONCERNED) return await answerAlone(ctx, () => told(ctx, number, { isAlone: true, stepsFor }));
  ctx.reply(await told(ctx, number, { isAlone: !isInGroup(ctx), stepsFor }));
}

const kindIn = (words: string): TicketKind | null =>
  heardAppeal.test(words) ? 'appeal' : heardHazard.test(words) ? 'hazard' : null;

export default defineHandler({
  name: 'query-ticket',
  title: '查工单',
  help: '问进展：“H-0012 怎么样了”“我的诉求”',
  topic: 'reports',
  text,
  intents: {
    query_ticket: defineIntent({
      keywords: ['怎么样了', '进展', '有结果没', '处理了没', '有回音没'],
      examples: ['H-0012怎么样了', '我上次报的隐患有结果没', '诉求到哪一步了', '零零一二号隐患处理了没'],
      slots: queryTicketSlots,
      async run(ctx) {
        const { ticket } = ctx.slots;
        const words = wordsOf(ctx);
        const number = ticket === null ? null : (ticketNumberIn(ticket)?.number ?? null);
        if (number === null) await answerOwn(ctx, kindIn(words));
        else await answer(ctx, number, heardSteps.test(words) ? HANDLERS : NOBODY);
      },
    }),
  },
  commands: {
    own: defineCommand({
      allow: 'insider',
      examples: ['我的诉求', '我报的隐患', '我的工单有哪些'],
      hears(words) {
        const what = words.length > SHORT ? undefined : heardOwn.exec(words)?.groups?.what;
        return what === undefined ? null : { kind: kindIn(what) };
      },
      run: (ctx) => answerOwn(ctx, ctx.slots.kind),
    }),
    // A number and nothing to be done: the reader may hear an order in it.
    bare: defineCommand({
      allow: 'insider',
      examples: ['H-0031', '看看 A-0012', 'H-0031 那件'],
      hears(words) {
        const said = words.length > SHORT ? null : ticketNumberIn(words);
        return said && heardNothingElse.test(said.rest) ? { number: said.number } : null;
      },
      run: (ctx) => answer(ctx, ctx.slots.number, HANDLERS),
    }),
    history: defineCommand({
      allow: 'insider',
      examples: ['H-0031 经过', '31号隐患的处理过程'],
      hears(words) {
        const said = words.length > SHORT ? null : ticketNumberIn(words);
        return said && heardHistory.test(said.rest) ? { number: said.number } : null;
      },
      run: (ctx) => answer(ctx, ctx.slots.number, CONCERNED),
    }),
  },
});
