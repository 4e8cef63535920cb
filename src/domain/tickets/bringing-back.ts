// Steps taken back in words: by number, or what was done last.
import type { HandlerContext } from '../../core/handler.ts';
import { handlingPhrases } from '../../core/phrases-handling.ts';
import type { HandlingAction } from '../../core/ticket.ts';
import type { StepTakenBack } from '../words/taking-back.ts';
import { sayOutcome, sayTakenBack } from './handled.ts';
import { isHandler, settlesAt } from './handlers-of.ts';
import { handle } from './steps.ts';
import { type Backable, lastSteps, stepJustTaken, takeBackStep } from './taking-back.ts';

const { talk: say } = handlingPhrases;

type Context = HandlerContext<unknown>;

/** Of more nobody reads the numbers. */
const LISTED_MAX = 5;
const isInGroup = ({ message }: Context): boolean => message.conversation.kind === 'group';
const isAppeal = (number: string): boolean => number.startsWith('A');

const SENT_UP = ['escalate_street', 'escalate_county'] as const;
const STEPS = { reject: ['reject'], resolve: ['resolve'], escalate: SENT_UP } as const satisfies Record<
  string,
  readonly Backable[]
>;

/** Takes back what was done to it last, and does what is wanted instead; says what became of it. */
export async function bringBack(ctx: Context, number: string, instead: HandlingAction | null): Promise<void> {
  if (!ctx.isProven(handlingPhrases.title)) return;
  if (isInGroup(ctx) && isAppeal(number)) return ctx.reply(say.privately);
  const sentUp = await lastSteps(ctx, ctx.member, SENT_UP);
  // What was sent up and waits there comes back by being taken on here.
  if (sentUp.some(({ ticket }) => ticket.number === number)) {
    if (!settlesAt(ctx, ctx.member, 'branch')) return ctx.reply(say.isSentUp(number));
    ctx.reply(say.notSentUp);
    return await take(ctx, number, 'assign_branch');
  }
  const outcome = await takeBackStep(ctx, ctx.member, number);
  if (outcome.kind === 'taken_back' && instead !== null) await take(ctx, number, instead);
  else ctx.reply(await sayTakenBack(ctx, number, outcome));
}

async function take(ctx: Context, number: string, action: HandlingAction): Promise<void> {
  const outcome = await handle(ctx, ctx.member, number, action, null);
  if (outcome.kind !== 'needs_reason') return ctx.reply(await sayOutcome(ctx, number, outcome));
  ctx.reply(say.sayWhy(number));
}

/** What a step taken back in words is about. False: nothing of the person's, and the words are about something else. */
export async function bringBackSaid(ctx: Context, { number, step, instead }: StepTakenBack): Promise<boolean> {
  if (!isHandler(ctx, ctx.member)) return false;
  const kinds = isInGroup(ctx) ? ['hazard'] : ['hazard', 'appeal'];
  const just = await stepJustTaken(ctx, ctx.member);
  const steps = (await lastSteps(ctx, ctx.member, step === null ? undefined : STEPS[step])).filter(({ ticket }) =>
    kinds.includes(ticket.kind),
  );
  if (number !== null) {
    const ticket = await ctx.tx.tickets.byNumber(number);
    const isOver = ticket !== undefined && ticket.status !== 'open' && ticket.status !== 'accepted';
    // Of what still runs the words say something else.
    if (!isOver && !steps.some((one) => one.ticket.number === number)) return false;
    await bringBack(ctx, number, instead);
    return true;
  }
  const [last, earlier] = steps;
  // Of what was just done nobody names the number; "wrong" is about nothing else. Of two in one message he does.
  const isJust = last !== undefined && just?.ticket.id === last.ticket.id && earlier?.at !== last.at;
  if (!last || (step === null && !isJust)) return false;
  if (!earlier || isJust) await bringBack(ctx, last.ticket.number, instead);
  else
    ctx.reply(
      say.whichBack(
        steps
          .slice(0, LISTED_MAX)
          .map(({ ticket }) => ticket.number)
          .join('、'),
      ),
    );
  return true;
}
