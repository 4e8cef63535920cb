import { defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import { sayHandled, sayRaised } from '../src/core/phrases-lists.ts';
import { categoryTitle } from '../src/core/phrases-reports.ts';
import type { TicketTopic } from '../src/core/store.ts';
import type { TicketKind, TicketLevel } from '../src/core/ticket.ts';
import { type Month, monthAt } from '../src/domain/months.ts';
import { type HandlersDay, handlersDay, type Pressing } from '../src/domain/tickets/handlers-day.ts';
import {
  handledMatters,
  type KindFigures,
  levelsSeenBy,
  monthFigures,
  overdueMatters,
  raisedMatters,
  repeatedTopics,
  unreachedCount,
  unsatisfiedLedger,
  type Wanted,
} from '../src/domain/tickets/lists.ts';
import { asksForDay, type ListAsked, listAsked } from '../src/domain/words/lists.ts';
import { monthSaid } from '../src/domain/words/months.ts';

const text = {
  kinds: { hazard: '隐患', appeal: '诉求' },
  matters: '诉求事项',
  raised: (what: string, total: number) => `${what}共 ${total} 件，新的在前：`,
  nothingRaised: (what: string) => `没有${what}。`,
  handled: (running: number, ended: number) => `办理事项：在办 ${running} 件，办完 ${ended} 件。`,
  nothingHandled: '办理事项还是空的。',
  unsatisfied: (total: number, settled: number) => `不满意的还有 ${total} 件，后来办好的 ${settled} 件。`,
  unproven: (count: number) => `其中 ${count} 件不办了或没回访到。`,
  nobodyUnsatisfied: '没有不满意的。',
  unreached: (count: number) => `办好了没回访到的有 ${count} 件。`,
  repeated: (month: string) => `${month}反复出现的，可以当一类事办：`,
  nothingRepeated: (month: string) => `${month}没有反复出现的事。`,
  wherever: (what: string, count: number) => `${what}：共 ${count} 件`,
  atPlace: (place: string, what: string, count: number) => `${place} ${what}：${count} 件`,
  overdue: (total: number) => `超期的有 ${total} 件，最久的在前：`,
  nothingOverdue: '没有超期的。',
  figures: (what: string, raised: number, settled: number) => `${what}报了 ${raised} 件，办结 ${settled} 件`,
  ofSettled: (satisfied: number, unreached: number) => `（满意 ${satisfied}，没回访到 ${unreached}）`,
  troubled: (unsatisfied: number, overdue: number) => `，不满意过 ${unsatisfied} 件，超期 ${overdue} 件`,
  days: (days: number) => `，平均 ${days} 天办结`,
  stop: '。',
  noneInMonth: (month: string) => `${month}没有人报隐患和诉求。`,
  month: (month: number) => `${month}月`,
  monthOfYear: (year: number, month: number) => `${year}年${month}月`,
  day: (count: number) => `等你办的 ${count} 件：`,
  nothingToday: '今天没有要你办的事。',
  counts: (toAccept: number, running: number, overdue: number) =>
    `待受理 ${toAccept} 件，在办 ${running} 件，超期 ${overdue} 件。`,
  called: (line: string) => `【急】${line} 还没人应`,
  more: (rest: number) => `还有 ${rest} 件。`,
  whispered: '清单我私信你了。',
  askDirect: '清单不在群里说，请私聊我要。',
  notYours: '清单只给办工单的人看。你自己的，说“我的诉求”“我报的隐患”。',
};

const title = '看清单';

const LINES_MAX = 10;
const DAY_LINES_MAX = 8;
const TOPICS_MAX = 5;

type Context = HandlerContext<ListAsked>;

async function tellList(ctx: Context): Promise<void> {
  const levels = levelsSeenBy(ctx.branch, ctx.member);
  if (levels.length === 0) return ctx.reply(text.notYours);
  if (!ctx.isProven(title)) return;
  const isOfHazards = ctx.slots.list === 'raised' && ctx.slots.kind === 'hazard';
  sayAlone(ctx, await linesOf(ctx, levels), isOfHazards);
}

const moreOf = (total: number, shown: number): string[] => (total > shown ? [text.more(total - shown)] : []);

const titleOf = ({ year, month }: Month, now: number): string =>
  year === monthAt(now).year ? text.month(month) : text.monthOfYear(year, month);

async function raised(ctx: Context, wanted: Wanted): Promise<string[]> {
  const { kind } = ctx.slots;
  const what = kind === null ? text.matters : text.kinds[kind];
  const { rows, total } = await raisedMatters(ctx, wanted, LINES_MAX);
  if (total === 0) return [text.nothingRaised(what)];
  return [text.raised(what, total), ...rows.map((row) => sayRaised(row, ctx.now)), ...moreOf(total, rows.length)];
}

async function handled(ctx: Context, wanted: Wanted): Promise<string[]> {
  const { rows, total, running } = await handledMatters(ctx, wanted, LINES_MAX);
  if (total === 0) return [text.nothingHandled];
  const lines = rows.map((row) => sayHandled(ctx.branch, row, ctx.now));
  return [text.handled(running, total - running), ...lines, ...moreOf(total, rows.length)];
}

async function unsatisfied(ctx: Context, wanted: Wanted): Promise<string[]> {
  const { rows, total, unproven, settled } = await unsatisfiedLedger(ctx, wanted, LINES_MAX);
  if (total + settled === 0) return [text.nobodyUnsatisfied];
  const head = text.unsatisfied(total, settled) + (unproven > 0 ? text.unproven(unproven) : '');
  return [head, ...rows.map((row) => sayHandled(ctx.branch, row, ctx.now)), ...moreOf(total, rows.length)];
}

async function overdue(ctx: Context, wanted: Wanted): Promise<string[]> {
  const { rows, total } = await overdueMatters(ctx, wanted, LINES_MAX);
  if (total === 0) return [text.nothingOverdue];
  const lines = rows.map((row) => sayHandled(ctx.branch, row, ctx.now));
  return [text.overdue(total), ...lines, ...moreOf(total, rows.length)];
}

async function topics(ctx: Context, month: Month): Promise<string[]> {
  const { places, categories } = await repeatedTopics(ctx, month);
  const said = titleOf(month, ctx.now);
  if (categories.length === 0) return [text.nothingRepeated(said)];
  const titled = ({ kind, category }: Omit<TicketTopic, 'place'>) => categoryTitle(kind, category as never);
  return [
    text.repeated(said),
    ...categories.slice(0, TOPICS_MAX).map((topic) => text.wherever(titled(topic), topic.count)),
    ...places.slice(0, TOPICS_MAX).map((topic) => text.atPlace(topic.place, titled(topic), topic.count)),
  ];
}

async function figures(ctx: Context, month: Month, levels: readonly TicketLevel[]): Promise<string[]> {
  const { hazard, appeal } = await monthFigures(ctx, month, levels);
  const said = titleOf(month, ctx.now);
  if (hazard.raised + appeal.raised === 0) return [text.noneInMonth(said)];
  return [sayFigures(said, 'hazard', hazard), sayFigures(said, 'appeal', appeal)];
}

function sayFigures(month: string, kind: TicketKind, of: KindFigures): string {
  const { raised, settled, satisfied, unreached, unsatisfied, overdue, averageDays } = of;
  const ended = settled > 0 ? text.ofSettled(satisfied, unreached) : '';
  const days = averageDays === null ? '' : text.days(averageDays);
  const rest = raised > 0 ? text.troubled(unsatisfied, overdue) : '';
  return text.figures(month + text.kinds[kind], raised, settled) + ended + rest + days + text.stop;
}

async function linesOf(ctx: Context, levels: readonly TicketLevel[]): Promise<string[]> {
  const { list, kind, month: said } = ctx.slots;
  const month = monthSaid(said, ctx.at);
  const wanted = { levels, ...(kind !== null && { kinds: [kind] }), ...(month && { from: month.from, to: month.to }) };
  switch (list) {
    case 'raised':
      return await raised(ctx, wanted);
    case 'handled':
      return await handled(ctx, wanted);
    case 'unsatisfied':
      return await unsatisfied(ctx, wanted);
    case 'unreached':
      return [text.unreached(await unreachedCount(ctx, wanted))];
    case 'overdue':
      return await overdue(ctx, wanted);
    case 'topics':
      return await topics(ctx, month ?? monthAt(ctx.at));
    case 'figures':
      return await figures(ctx, month ?? monthAt(ctx.at), levels);
  }
}

function dayLines({ branch, now }: HandlerContext<unknown>, { rows, toAccept, running, overdue }: HandlersDay): string[] {
  const total = toAccept + running;
  if (total === 0) return [text.nothingToday];
  const lines = rows.map((row) => {
    const line = sayHandled(branch, row, now);
    return row.why === ('call' satisfies Pressing) ? text.called(line) : line;
  });
  return [text.day(total), ...lines, ...moreOf(total, rows.length), text.counts(toAccept, running, overdue)];
}

/** Appeals are in nearly every list: none is read out in a group but that of hazards. */
function sayAlone(ctx: HandlerContext<unknown>, lines: readonly string[], mayBeHeard = false): void {
  const said = lines.join('\n');
  if (mayBeHeard || ctx.message.conversation.kind === 'direct') ctx.reply(said);
  else ctx.reply(ctx.whisper(said) ? text.whispered : text.askDirect);
}

export default defineHandler({
  name: 'ticket-lists',
  title,
  help: null,
  staffHelp: '看工单：“诉求事项”“办理事项”“超期的有哪些”“我今天的”',
  staffTopic: 'handling',
  text,
  intents: {},
  commands: {
    list: defineCommand({
      // Whoever the settings name for a level may be anybody; the others hear where to find their own.
      allow: 'insider',
      examples: [
        '诉求事项',
        '诉求清单',
        '隐患清单',
        '办理事项',
        '不满意清单',
        '没回访到的有几件',
        '本月反复出现的事',
        '哪些问题老出现',
        '超期的有哪些',
        '上个月隐患小结',
      ],
      hears: listAsked,
      run: tellList,
    }),
    day: defineCommand({
      allow: 'insider',
      examples: ['我今天的', '我今天要办什么', '今天有什么要我办的'],
      hears: (words) => (asksForDay(words) ? {} : null),
      async run(ctx) {
        const isHandler = levelsSeenBy(ctx.branch, ctx.member).length > 0;
        if (isHandler && !ctx.isProven(title)) return;
        sayAlone(ctx, dayLines(ctx, await handlersDay(ctx, ctx.member, DAY_LINES_MAX)));
      },
    }),
  },
});
