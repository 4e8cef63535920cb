// Points for goods (product rule 9): taken when asked for, given back when it comes to nothing, with the stock. Locks in one order
// everywhere: the member, then the goods, then the exchange.
import { z } from 'zod';
import { DAY_MS, MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { buttonId } from '../../core/outgoing.ts';
import { pointPhrases } from '../../core/phrases-points.ts';
import { type Exchange, type ExchangeStatus, exchangeStatuses, type Goods } from '../../core/points.ts';
import { pushToMembers } from '../pushes/index.ts';
import { outboxKey } from '../pushes/item.ts';
import { soonestPush } from '../pushes/off-peak.ts';
import { planWork } from '../works.ts';
import { pushAlone } from './correcting.ts';
import { atDesk, decidersFor, mayDecide } from './deciders.ts';

/** What the handler's works are planned under. */
export const EXCHANGE = { handler: 'decide-exchange', ask: 'ask' } as const;

/** Whoever thinks better of it disturbs nobody; what others ask for meanwhile comes in the same message. */
const GATHERED_MS = 10 * MINUTE_MS;
/** Decided by nobody for so long: one reminder. */
const REMINDED_AFTER_MS = 7 * DAY_MS;
/** Older ones are in the list, and no news. */
const NO_NEWS_MS = 30 * DAY_MS;
const ASKED_MOST = 500;
/** In one message; the list shows the rest. */
const LISTED_MAX = 10;

export type ExchangeAsked =
  | { kind: 'asked'; exchange: Exchange; balance: number }
  | { kind: 'short'; goods: Goods; balance: number }
  | { kind: 'sold_out'; goods: Goods }
  /** It costs something else than the person has agreed to. */
  | { kind: 'changed'; goods: Goods }
  /** Not offered, or not any more. */
  | { kind: 'unknown' };

/**
 * Takes the points and one of the goods, and asks the secretaries. Never beyond the balance or the stock, whoever asks at once.
 * @param source inbox key of the message; the same one asks once
 * @param agreed what the person was told it costs
 */
export async function askExchange(
  doing: Doing,
  member: Pick<Member, 'id'>,
  goodsId: number,
  source: string,
  agreed?: number,
): Promise<ExchangeAsked> {
  const { tx, now } = doing;
  await tx.points.lock(member.id);
  const goods = await tx.exchanges.lockGoods(goodsId);
  const balance = await tx.points.balance(member.id);
  const before = (await tx.exchanges.ofMember(member.id, exchangeStatuses)).find((one) => one.source === source);
  if (before) return { kind: 'asked', exchange: before, balance };
  if (goods?.status !== 'offered') return { kind: 'unknown' };
  if (agreed !== undefined && agreed !== goods.cost) return { kind: 'changed', goods };
  if (goods.stock < 1) return { kind: 'sold_out', goods };
  if (balance < goods.cost) return { kind: 'short', goods, balance };

  const { id, name, cost } = goods;
  const exchange = await tx.exchanges.add({ memberId: member.id, goodsId: id, name, cost, askedAt: now, source });
  await tx.exchanges.saveGoods({ ...goods, stock: goods.stock - 1 });
  await book(doing, exchange, 'exchanged', null);
  await planAsking(doing, exchange.id);
  return { kind: 'asked', exchange, balance: balance - cost };
}

export type ExchangeDecided =
  | { kind: 'decided'; exchange: Exchange }
  /** Somebody was faster: it stands as it is. */
  | { kind: 'already'; exchange: Exchange }
  | { kind: 'own' | 'not_yours' }
  | { kind: 'unknown' };

/**
 * A secretary's word on it; the person is told alone, in his free hours. Declined, points and stock are given back.
 * @param reason as the person will read it
 */
export async function decideExchange(
  doing: Doing,
  exchangeId: number,
  by: Member,
  decision: 'granted' | 'declined',
  reason: string | null = null,
): Promise<ExchangeDecided> {
  const known = await doing.tx.exchanges.byId(exchangeId);
  if (!known) return { kind: 'unknown' };
  if (!(await mayDecide(doing, by, known.memberId))) return { kind: by.id === known.memberId ? 'own' : 'not_yours' };
  const ended = await end(doing, known, decision, by.id);
  if (ended.kind === 'already') return ended;
  const { name, cost, memberId } = ended.exchange;
  const balance = await doing.tx.points.balance(memberId);
  const text =
    decision === 'granted'
      ? pointPhrases.granted(name, by.name ?? pointPhrases.somebody, balance)
      : pointPhrases.declined(name, cost, reason);
  await pushAlone(doing, memberId, toldKey(exchangeId), text);
  return { kind: 'decided', exchange: ended.exchange };
}

/**
 * A secretary takes his yes back: points and stock are given back by opposite entries, and the person is told alone.
 * @returns `already` where nothing was granted
 */
export async function revokeExchange(doing: Doing, exchangeId: number, by: Member): Promise<ExchangeDecided> {
  const known = await doing.tx.exchanges.byId(exchangeId);
  if (!known) return { kind: 'unknown' };
  if (!(await mayDecide(doing, by, known.memberId))) return { kind: by.id === known.memberId ? 'own' : 'not_yours' };
  const ended = await end(doing, known, 'declined', by.id, 'granted');
  if (ended.kind === 'already') return ended;
  const { name, cost, memberId } = ended.exchange;
  // A yes that has not left yet would come together with this.
  await doing.tx.outbox.withdraw([outboxKey(toldKey(exchangeId))], doing.now, 'outdated');
  await pushAlone(doing, memberId, `exchange:${exchangeId}:revoked`, pointPhrases.revoked(name, cost));
  return { kind: 'decided', exchange: ended.exchange };
}

const toldKey = (exchangeId: number): string => `exchange:${exchangeId}:told`;

/** The person does not want it any more; only as long as nobody has decided. */
export async function cancelExchange(
  doing: Doing,
  exchangeId: number,
  member: Pick<Member, 'id'>,
): Promise<Exclude<ExchangeDecided, { kind: 'own' | 'not_yours' }>> {
  const known = await doing.tx.exchanges.byId(exchangeId);
  if (known?.memberId !== member.id) return { kind: 'unknown' };
  const ended = await end(doing, known, 'cancelled', member.id);
  return ended.kind === 'ended' ? { kind: 'decided', exchange: ended.exchange } : ended;
}

type Ending = Exclude<ExchangeStatus, 'asked'>;

/** @param from how it has to stand */
async function end(
  doing: Doing,
  { id, memberId, goodsId }: Exchange,
  status: Ending,
  by: string,
  from: ExchangeStatus = 'asked',
) {
  const { tx, now } = doing;
  await tx.points.lock(memberId);
  const goods = await tx.exchanges.lockGoods(goodsId);
  const exchange = (await tx.exchanges.lock(id)) as Exchange;
  if (exchange.status !== from) return { kind: 'already' as const, exchange };
  const ended = { ...exchange, status, decidedBy: by, decidedAt: now };
  await tx.exchanges.save(ended);
  if (status !== 'granted') {
    if (goods) await tx.exchanges.saveGoods({ ...goods, stock: goods.stock + 1 });
    const [taken] = await tx.points.ofSource(sourceOf(id));
    if (taken) await book(doing, ended, 'returned', taken.id);
  }
  return { kind: 'ended' as const, exchange: ended };
}

const sourceOf = (exchangeId: number): string => `exchange:${exchangeId}`;

async function book({ tx, now }: Doing, exchange: Exchange, kind: 'exchanged' | 'returned', reverses: number | null) {
  const points = kind === 'exchanged' ? -exchange.cost : exchange.cost;
  await tx.points.add({
    memberId: exchange.memberId,
    kind,
    points,
    full: points,
    rule: null,
    ruleVersion: null,
    source: sourceOf(exchange.id),
    turn: 0,
    reverses,
    about: exchange.name,
    confirmedBy: kind === 'returned' ? exchange.decidedBy : null,
    at: now,
    recordedAt: now,
  });
}

/** What was asked of the secretaries already; forgotten when it is no news any more. */
export const ASKED = 'exchange-asked';
export const ASKED_KEPT_MS = 2 * NO_NEWS_MS;
const asked = (tx: Doing['tx']) => tx.collection(ASKED, z.object({ isReminded: z.boolean() }));

async function planAsking({ tx, branch, now }: Doing, exchangeId: number): Promise<void> {
  const dueAt = soonestPush(branch, { occupations: ['office'], group: null }, now + GATHERED_MS);
  const { handler, ask: work } = EXCHANGE;
  await planWork(tx, { handler, work, key: String(exchangeId), orderingKey: 'exchanges', payload: {}, dueAt }, now);
}

/** Asks the secretaries about all they have not been asked about yet, in one message to each. */
export async function askSecretaries(doing: Doing): Promise<void> {
  const { askedSeveral, askedOne } = pointPhrases;
  await putToSecretaries(
    doing,
    doing.now,
    (mark) => mark === undefined,
    false,
    (exchanges, names) => {
      const lines = linesOf(exchanges, names);
      const only = exchanges.length === 1 ? exchanges[0] : undefined;
      return only ? [...lines, askedOne(only.id)] : [askedSeveral(exchanges.length), ...lines, pointPhrases.howToDecide];
    },
  );
}

/** Reminds them, once, of what nobody has decided for a week. */
export async function remindSecretaries(doing: Doing): Promise<void> {
  const { waitsLong } = pointPhrases;
  const before = doing.now - REMINDED_AFTER_MS;
  await putToSecretaries(
    doing,
    before,
    (mark) => mark?.isReminded !== true,
    true,
    (exchanges, names) => {
      return [waitsLong(exchanges.length), ...linesOf(exchanges, names), pointPhrases.howToDecide];
    },
  );
}

/** Those that one message holds, and the way to the others. */
function linesOf(exchanges: readonly Exchange[], names: ReadonlyMap<string, string>): string[] {
  const listed = exchanges.slice(0, LISTED_MAX);
  const more = exchanges.length - listed.length;
  const lines = listed.map(({ id, memberId, name, cost }) => pointPhrases.asked(id, names.get(memberId)!, name, cost));
  return more > 0 ? [...lines, pointPhrases.moreAsked(more)] : lines;
}

async function putToSecretaries(
  doing: Doing,
  until: number,
  isMeant: (mark: { isReminded: boolean } | undefined) => boolean,
  isReminded: boolean,
  say: (exchanges: readonly Exchange[], names: ReadonlyMap<string, string>) => string[],
): Promise<void> {
  const { tx, now } = doing;
  const open = (await tx.exchanges.list(['asked'], ASKED_MOST)).filter(
    ({ askedAt }) => askedAt <= until && askedAt > now - NO_NEWS_MS,
  );
  const meant: Exchange[] = [];
  for (const exchange of open) if (isMeant(await asked(tx).get(String(exchange.id)))) meant.push(exchange);
  if (meant.length === 0) return;
  for (const { id } of meant) await asked(tx).put(String(id), { isReminded }, now);

  const people = await tx.members.byIds(meant.map(({ memberId }) => memberId));
  const names = new Map(meant.map(({ memberId }) => [memberId, pointPhrases.somebody]));
  for (const { id, name } of people) if (name !== null) names.set(id, name);
  // Who decides differs only for those who would decide about their own.
  const byDecider = new Map<string, { decider: Member; exchanges: Exchange[] }>();
  for (const exchange of meant) {
    for (const decider of await decidersFor(doing, exchange.memberId)) {
      const theirs = byDecider.get(decider.id) ?? { decider, exchanges: [] };
      theirs.exchanges.push(exchange);
      byDecider.set(decider.id, theirs);
    }
  }
  const entries = [...byDecider.values()].map(({ decider, exchanges }) => ({
    member: atDesk(decider),
    push: {
      key: `exchange:${exchanges[0]!.id}:${isReminded ? 'late' : 'asked'}:${decider.id}`,
      text: say(exchanges, names).join('\n'),
      kind: 'notice' as const,
      usefulUntil: now + REMINDED_AFTER_MS,
      isSealed: true,
      buttons: exchanges.length === 1 ? buttonsFor(exchanges[0]!) : [],
    },
  }));
  await pushToMembers(doing, entries);
}

const buttonsFor = ({ id }: Exchange) => [
  { id: buttonId(EXCHANGE.handler, 'grant', String(id)), label: pointPhrases.agree },
  { id: buttonId(EXCHANGE.handler, 'decline', String(id)), label: pointPhrases.disagree },
];
