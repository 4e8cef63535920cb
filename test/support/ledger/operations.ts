// What may happen to points and hours, each operation a function of its number alone: played twice, it is the same.
import { type Branch, branchSchema } from '../../../src/core/branch.ts';
import { DAY_MS } from '../../../src/core/clock.ts';
import type { Doing } from '../../../src/core/doing.ts';
import { pointRules } from '../../../src/core/points.ts';
import type { Store, Transaction } from '../../../src/core/store.ts';
import { creditHours, earn, takeBack, takeBackHours } from '../../../src/domain/points/index.ts';
import { createRandom } from '../../../src/learning/random.ts';
import { createPlanner } from '../../../src/scheduling/planner/index.ts';
import { calendar } from '../calendar.ts';
import { quietDoing } from '../parts.ts';

const BEGIN_AT = Date.parse('2026-01-01T00:00:00+08:00');
/** So that a person does about two dozen deeds a month: the cap is felt by some. */
const STEP_MS = 260_000;
const PEOPLE = 200;
const GOODS = 5;
/** Deeds so far back are told again, or taken back. */
const RECENT = 400;
/** The branch changes its rules now and then. */
const RULES_EVERY = 2_500;

const planner = createPlanner({ calendar });
const people = Array.from({ length: PEOPLE }, (_, index) => `wecom:p${index}`);

/** People and goods. Called again, it changes nothing. */
export async function prepare(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    if ((await tx.exchanges.goods()).length > 0) return;
    for (const account of people) await tx.members.recognise({ account, userId: account, name: null }, BEGIN_AT);
    for (let index = 0; index < GOODS; index += 1) {
      await tx.exchanges.addGoods({ name: `goods ${index}`, cost: 5 + 10 * index, stock: 20, status: 'offered' });
    }
  });
}

const branches = new Map<number, Branch>();

/** The settings while this operation happens. */
function branchAt(number: number): Branch {
  const state = Math.floor(number / RULES_EVERY) % 3;
  const known = branches.get(state);
  if (known) return known;
  const rules = { party_day: 2 + state, patrol: 1, volunteer_hour: 2, hazard_confirmed: 5, suggestion_adopted: state * 4 };
  const made = branchSchema.parse({ points: { rules, monthlyCap: 60 - 15 * state } });
  branches.set(state, made);
  return made;
}

const timeOf = (number: number) => BEGIN_AT + number * STEP_MS;

type Random = () => number;
const below = (random: Random, most: number) => Math.floor(random() * most);

/** Who did it, and what: known by the deed's number. */
function deedOf(lane: string, number: number) {
  const random = createRandom(number * 2 + 1);
  const rule = pointRules[below(random, pointRules.length)]!;
  const memberId = people[below(random, PEOPLE)]!;
  // Told of the same day or up to a month later.
  const at = timeOf(number) - Math.floor(random() ** 3 * 31 * DAY_MS);
  const times = rule === 'volunteer_hour' ? below(random, 40) / 8 : 1;
  return { memberId, rule, source: `${lane}:${number}`, at, times };
}

/** Does what this number says, in the transaction; nothing that may be refused is an error. */
export async function operate(tx: Transaction, lane: string, number: number): Promise<void> {
  const doing: Doing = { ...quietDoing(), tx, branch: branchAt(number), planner, reach: () => 'always', now: timeOf(number) };
  const random = createRandom(number * 2);
  const kind = random();
  const recent = Math.max(0, number - below(random, RECENT));
  const memberId = people[below(random, PEOPLE)]!;
  if (kind < 0.42) await earn(doing, deedOf(lane, number));
  else if (kind < 0.52) await earn(doing, deedOf(lane, recent));
  else if (kind < 0.67)
    await takeBack(doing, deedOf(lane, recent).source, random() < 0.2 ? { by: people[0]!, reason: 'a mistake' } : undefined);
  else if (kind < 0.76) await creditHours(doing, { ...deedOf(lane, recent), minutes: 1 + below(createRandom(recent), 600) });
  else if (kind < 0.8) await takeBackHours(doing, deedOf(lane, recent).source);
  else if (kind < 0.92) await ask(doing, memberId, 1 + below(random, GOODS), `${lane}:${number}`);
  else if (kind < 0.99) await decide(doing, random);
  else await restock(doing, 1 + below(random, GOODS), below(random, 30));
}

/** Takes points and one of the goods, if there is enough of both. */
async function ask({ tx, now }: Doing, memberId: string, goodsId: number, source: string): Promise<void> {
  await tx.points.lock(memberId);
  const goods = await tx.exchanges.lockGoods(goodsId);
  if (!goods || goods.stock === 0 || (await tx.points.balance(memberId)) < goods.cost) return;
  const { id } = await tx.exchanges.add({ memberId, goodsId, name: goods.name, cost: goods.cost, askedAt: now, source });
  const amount = -goods.cost;
  await tx.points.add({
    memberId,
    kind: 'exchanged',
    points: amount,
    full: amount,
    rule: null,
    ruleVersion: null,
    source: `exchange:${id}`,
    turn: 0,
    reverses: null,
    about: goods.name,
    confirmedBy: null,
    at: now,
    recordedAt: now,
  });
  await tx.exchanges.saveGoods({ ...goods, stock: goods.stock - 1 });
}

/** Grants one that was asked for, or gives points and stock back. */
async function decide({ tx, now }: Doing, random: Random): Promise<void> {
  const waiting = await tx.exchanges.list(['asked'], 4);
  const chosen = waiting[below(random, waiting.length)];
  if (!chosen) return;
  await tx.points.lock(chosen.memberId);
  const asked = await tx.exchanges.lock(chosen.id);
  if (asked?.status !== 'asked') return;
  const status = random() < 0.6 ? 'granted' : 'declined';
  await tx.exchanges.save({ ...asked, status, decidedBy: people[0]!, decidedAt: now });
  if (status === 'granted') return;
  const source = `exchange:${asked.id}`;
  const taken = (await tx.points.ofSource(source)).find(({ kind }) => kind === 'exchanged')!;
  const { id: reverses, ...entry } = taken;
  await tx.points.add({ ...entry, kind: 'returned', points: asked.cost, full: asked.cost, reverses, at: now, recordedAt: now });
  const goods = (await tx.exchanges.lockGoods(asked.goodsId))!;
  await tx.exchanges.saveGoods({ ...goods, stock: goods.stock + 1 });
}

async function restock({ tx }: Doing, goodsId: number, more: number): Promise<void> {
  const goods = await tx.exchanges.lockGoods(goodsId);
  if (goods) await tx.exchanges.saveGoods({ ...goods, stock: goods.stock + more });
}
