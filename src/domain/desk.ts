// What waits for a secretary's word, and what he means by a bare one. He was asked by a push, hours ago perhaps.
import { z } from 'zod';
import { HOUR_MS } from '../core/clock.ts';
import type { Doing } from '../core/doing.ts';
import { type Answer, type AnswerDefinition, defineAnswer, type HandlerContext } from '../core/handler.ts';
import { type Allowance, isAllowed } from '../core/intent.ts';
import type { Member } from '../core/member.ts';
import type { Message } from '../core/message.ts';
import { waitingFor } from './points/confirming.ts';
import { mayDecide } from './points/deciders.ts';
import { pendingHours } from './points/index.ts';
import { openClaims } from './posts/records.ts';
import { soonestPush } from './pushes/off-peak.ts';
import {
  type DeskKind,
  type DeskWord,
  deskAllIn,
  deskItemsIn,
  deskPiecesIn,
  deskVerdictsIn,
  deskWordIn,
  exchangeNamedIn,
  fitOnDesk,
  lackingIn,
  quotedNumberIn,
  withoutSlip,
} from './words/desk.ts';
import { isOfDesk, type Orders, postponedPieces, postpones, settle } from './words/second-thoughts.ts';
import { putOffOrder, putsOff } from './words/undecided.ts';

/** "Fine" is said of anything; of what was asked longer ago it is not. */
const SOFT_MS = HOUR_MS;
const LISTED_MOST = 100;

interface Awaiting {
  kind: DeskKind;
  number: number;
  askedAt: number;
  memberId: string;
  /** What is wanted, by its name. */
  what: string | null;
}

/** Whether anything waits for anybody: the look before the words are read. */
export async function isDeskFull(doing: Doing, member: Pick<Member, 'role'>): Promise<boolean> {
  if (!isAllowed(member.role, 'staff')) return false;
  if ((await doing.tx.exchanges.list(['asked'], 1)).length > 0) return true;
  if ((await openClaims(doing)).some(({ status }) => status === 'asked')) return true;
  return (await pendingHours(doing.tx).list()).length > 0;
}

/** Newest first. */
async function awaiting(doing: Doing, member: Member): Promise<Awaiting[]> {
  const exchanges = await doing.tx.exchanges.list(['asked'], LISTED_MOST);
  const claims = (await openClaims(doing)).filter(({ status }) => status === 'asked');
  const found: Awaiting[] = [];
  for (const { id, memberId, askedAt, name } of exchanges) {
    if (await mayDecide(doing, member, memberId)) found.push({ kind: 'exchange', number: id, askedAt, memberId, what: name });
  }
  for (const { number, memberId, askedAt, post } of claims) {
    if (await mayDecide(doing, member, memberId)) found.push({ kind: 'post', number, askedAt, memberId, what: post });
  }
  for (const { pending } of await waitingFor(doing, member)) {
    const { attendanceId: number, reportedAt: askedAt, memberId } = pending;
    found.push({ kind: 'hours', number, askedAt, memberId, what: null });
  }
  return found.sort((a, b) => b.askedAt - a.askedAt);
}

/** A verdict on one that waits, as a question of ours keeps it. */
const decidedSchema = z.object({ number: z.number(), isYes: z.boolean(), reason: z.string().nullable() });
export type Decided = z.infer<typeof decidedSchema>;

const severalSchema = z.object({ items: z.array(decidedSchema) });
interface SeveralDeciding {
  decideAll(ctx: HandlerContext<unknown>, items: readonly Decided[]): Promise<void>;
  askAll(ctx: HandlerContext<unknown>, items: readonly Decided[]): Promise<void>;
  notNow: string;
  otherwise(ctx: HandlerContext<unknown>, answer: Extract<Answer, { kind: 'words' }>): Promise<boolean>;
}

/** The answer to "shall it be so with all of them?": 1 decides, 2 leaves them waiting. */
export const severalAnswer = (
  allow: Allowance,
  kind: DeskKind,
  { decideAll, askAll, notNow, otherwise }: SeveralDeciding,
): AnswerDefinition<z.infer<typeof severalSchema>> =>
  defineAnswer({
    allow,
    state: severalSchema,
    async run(ctx, answer) {
      if (answer.kind === 'words') {
        // What is said of one more, or of one again, leaves the others as they were asked about.
        const meant = await meantOnDesk(ctx, answer, kind, true);
        const said = meant?.kind === 'these' ? meant.items : meant?.kind === 'one' ? [meant] : [];
        if (said.length === 0) return await otherwise(ctx, answer);
        const others = ctx.slots.items.filter(({ number }) => !said.some((one) => one.number === number));
        await askAll(
          ctx,
          [...others, ...said.map(({ number, isYes, reason }) => ({ number, isYes, reason }))].sort(
            (a, b) => a.number - b.number,
          ),
        );
        return true;
      }
      if (answer.choice === 1) await decideAll(ctx, ctx.slots.items);
      else ctx.reply(notNow);
      return true;
    },
  });

export type MeantOnDesk =
  /** `isSure`: he quoted the question, or said kind and number; else it is a guess, to be asked about. */
  | ({ kind: 'one'; isSure: boolean } & Decided)
  /** Each of these; to be asked about in one. */
  | { kind: 'these'; items: Decided[] }
  /** Which, and no word on it. */
  | { kind: 'unsaid'; number: number }
  /** Whatever waits, goes on waiting. */
  | { kind: 'later' }
  /** More than one of the kind waits, and it is not clear which. */
  | { kind: 'several' };

type Asker = Doing & { member: Member; message: Message };

/**
 * What a yes or no is about; null where it is none, or about another kind of thing.
 * @param isAsked a question of ours about it is open: words that put anything off are about this
 */
export async function meantOnDesk(doing: Asker, answer: Answer, kind: DeskKind, isAsked = false): Promise<MeantOnDesk | null> {
  const { member, message } = doing;
  if (message.kind !== 'said' || message.conversation.kind !== 'direct' || !isAllowed(member.role, 'staff')) return null;
  const end = answer.kind === 'words' ? settle(answer.words, deskOrders) : null;
  if (end?.kind === 'stopped') return isAsked ? { kind: 'later' } : null;
  const words = answer.kind === 'words' ? withoutSlip(end?.kind === 'instead' ? end.words : answer.words) : '';
  const said = answer.kind === 'words' ? deskWordIn(words) : wordOf(answer.choice);
  // Other skills hear a bare "no", too; where something waits here, it is asked about.
  const isPutOff = answer.kind === 'words' && putOffOrder(words, deskOrders.isOrder) !== null;
  const isLater = isPutOff || (answer.kind === 'words' && postpones(words));
  if (isLater && isAsked) return { kind: 'later' };
  if (answer.kind === 'words' && answer.isCommand && !(said?.isFirm && said.reason === null)) return null;
  if (said?.isOfHours && kind !== 'hours') return null;
  if (said && message.quoted) {
    const number = quotedNumberIn(message.quoted.text, kind);
    return number === null ? null : { ...said, kind: 'one', number, isSure: true };
  }
  const all = await awaiting(doing, member);
  if (isLater) return isLeft(doing, all[0], kind) && (isPutOff || isOfDesk(words)) ? { kind: 'later' } : null;
  const everything = deskAllIn(words);
  if (everything) {
    const items = all.filter((one) => one.kind === kind).map(({ number }) => ({ number, ...everything, reason: null }));
    if (all[0]?.kind === kind && items.length > 1) return { kind: 'these', items: items.sort((a, b) => a.number - b.number) };
  }
  if (said) return bareOnDesk(doing, all, kind, said);
  return await namedOnDesk(doing, all, kind, words);
}

/** What a verdict is, where something waits for one. */
const deskOrders: Orders = {
  // Behind words for one, something may be said of another.
  isOrder: (words) => deskWordIn(words)?.reason === null || deskVerdictsIn(words).some(({ reason }) => reason === null),
  nameIn: (words) => deskVerdictsIn(words)[0]?.about ?? null,
};

function isLeft(doing: Doing, newest: Awaiting | undefined, kind: DeskKind): boolean {
  return newest?.kind === kind && newAsOf(doing, newest.askedAt) >= doing.now - SOFT_MS;
}

/** The two buttons of what asked him. */
const wordOf = (choice: number): DeskWord | null =>
  choice > 2 ? null : { isYes: choice === 1, reason: null, isFirm: false, isOfHours: false };

function bareOnDesk(doing: Doing, all: readonly Awaiting[], kind: DeskKind, said: DeskWord): MeantOnDesk | null {
  const [newest] = all;
  if (newest?.kind !== kind || (!said.isFirm && newAsOf(doing, newest.askedAt) < doing.now - SOFT_MS)) return null;
  if (all.filter((one) => one.kind === kind).length > 1) return { kind: 'several' };
  return { ...said, kind: 'one', number: newest.number, isSure: false };
}

/** When he heard of it: what is asked outside office hours reaches him in them. */
function newAsOf({ branch, now }: Doing, askedAt: number): number {
  const pushedAt = soonestPush(branch, { occupations: ['office'], group: null }, askedAt);
  return pushedAt <= now ? Math.max(askedAt, pushedAt) : askedAt;
}

/** By number, by whose it is, by what it is: one, or one for each part of what he says. */
async function namedOnDesk(doing: Doing, all: readonly Awaiting[], kind: DeskKind, words: string): Promise<MeantOnDesk | null> {
  const ours = all.filter((one) => one.kind === kind);
  if (ours.length === 0) return null;
  const unsaid = kind === 'exchange' ? exchangeNamedIn(words) : null;
  if (unsaid !== null && ours.some(({ number }) => number === unsaid)) return { kind: 'unsaid', number: unsaid };
  const people = await doing.tx.members.byIds(all.map(({ memberId }) => memberId));
  const whoOf = (id: string) => people.find((one) => one.id === id)?.name ?? null;
  const meant = (said: string): MeantOnDesk | null => {
    for (const { about, ...verdict } of deskVerdictsIn(said)) {
      const fits = all.flatMap((one) => {
        const fit = fitOnDesk(about, { ...one, who: whoOf(one.memberId) });
        return fit === null ? [] : [{ one, fit }];
      });
      const [only] = fits.filter(({ one }) => one.kind === kind);
      if (!only || only.one.kind !== fits[0]?.one.kind) continue;
      if (fits.length > 1) return { kind: 'several' };
      return { ...verdict, kind: 'one', number: only.one.number, isSure: only.fit === 'exact' };
    }
    return null;
  };
  const fits = (about: string): boolean => ours.some((one) => fitOnDesk(about, { ...one, who: whoOf(one.memberId) }) !== null);
  const isLeftWaiting = (piece: string): boolean => postponedPieces(piece).some(fits);
  const namesOne = (piece: string): boolean =>
    ours.some(({ memberId }) => whoOf(memberId) !== null && piece.includes(whoOf(memberId)!));
  const numbered = deskItemsIn(words);
  if (numbered) {
    const items = numbered.filter(({ number }) => ours.some((one) => one.number === number));
    return items.length === numbered.length && items.every((one) => one.kind === null) ? { kind: 'these', items } : null;
  }
  // Who is to wait needs no word of ours, nor what is to be done meanwhile.
  const said = deskPiecesIn(words);
  const pieces = said.filter((piece, at) => !isLeftWaiting(piece) && !(putsOff(piece) && isLeftWaiting(said[at - 1] ?? '')));
  const each: Extract<MeantOnDesk, { kind: 'one' }>[] = [];
  let isWhole = pieces.length > 0;
  for (const piece of pieces) {
    const part = meant(piece);
    const last = each.at(-1);
    const bare = part === null && last ? deskWordIn(piece) : null;
    const lack = kind === 'exchange' && part === null ? lackingIn(piece) : null;
    const lacking = lack && ours.filter((one) => fitOnDesk(lack.about, { ...one, who: whoOf(one.memberId) }) !== null);
    if (part?.kind === 'one') each.push(part);
    else if (lacking?.[0] && !lacking[1]) {
      each.push({ kind: 'one', number: lacking[0].number, isYes: false, reason: lack?.reason ?? null, isSure: false });
    }
    // The last word on one counts.
    else if (bare?.isFirm && last && bare.reason === null) last.isYes = bare.isYes;
    // What is said behind a no is its reason.
    else if (part === null && last?.isYes === false) last.reason = [last.reason, piece].filter(Boolean).join('，');
    else if (part === null && last && namesOne(piece)) return { kind: 'several' };
    else isWhole = false;
  }
  const [first, second] = each;
  if (isWhole && second) return { kind: 'these', items: each.map(({ number, isYes, reason }) => ({ number, isYes, reason })) };
  if (isWhole && first && pieces.length > 1) return { ...first, isSure: first.isSure && first.reason !== null };
  const only = pieces.length === 1 && pieces[0] !== words ? meant(pieces[0]!) : null;
  if (only) return only;
  return isLeftWaiting(words) ? { kind: 'later' } : meant(words);
}
