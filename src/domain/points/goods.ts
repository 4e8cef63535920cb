// What points can be exchanged for: put on the shelf, filled up and taken off by secretaries; found by what people call it.
import { z } from 'zod';
import type { Doing } from '../../core/doing.ts';
import { pointPhrases } from '../../core/phrases-points.ts';
import type { Goods } from '../../core/points.ts';

export const COST_MOST = 10_000;
export const STOCK_MOST = 10_000;

/** Cheapest first. */
export async function offeredGoods({ tx }: Pick<Doing, 'tx'>): Promise<Goods[]> {
  const offered = (await tx.exchanges.goods()).filter(({ status }) => status === 'offered');
  return offered.sort((a, b) => a.cost - b.cost || a.id - b.id);
}

/** What there is, one line each, with how to ask for one. */
export function sayGoods(goods: readonly Goods[]): string {
  const example = goods.find(({ stock }) => stock > 0) ?? goods[0];
  if (!example) return pointPhrases.noGoods;
  const lines = goods.map(({ name, cost, stock }) => pointPhrases.goods(name, cost, stock));
  return [pointPhrases.goodsHead, ...lines, pointPhrases.howToExchange(example.name)].join('\n');
}

/** The goods that are meant, from what was called: by the name, a part of it, or one sign off; several where it fits several. */
export function goodsMeant(goods: readonly Goods[], called: string): Goods[] {
  const said = folded(called);
  if (said === '') return [];
  const ways: ((name: string) => boolean)[] = [
    (name) => name === said,
    (name) => said.includes(name),
    (name) => name.includes(said),
    (name) => name.length >= 3 && isOneOff(name, said),
  ];
  for (const fits of ways) {
    const found = goods.filter(({ name }) => fits(folded(name)));
    if (found.length > 0) return found;
  }
  return [];
}

/** The same for what may be something else altogether: nothing around the name but a word like 矿泉. */
export const goodsCalled = (goods: readonly Goods[], called: string): Goods[] =>
  goodsMeant(goods, called).filter(({ name }) => folded(called).length <= folded(name).length + WORD_LENGTH);
const WORD_LENGTH = 2;

/** Those named anywhere in a sentence. */
export const goodsIn = (goods: readonly Goods[], words: string): Goods[] =>
  goods.filter(({ name }) => folded(words).includes(folded(name)));

const folded = (name: string): string => name.toLowerCase().replace(/[\s\p{P}]/gu, '');

/** One sign is another, as where a homophone was typed. */
const isOneOff = (one: string, other: string): boolean =>
  one.length === other.length && [...one].filter((character, index) => character !== other[index]).length === 1;

/** Two secretaries at once make no two of one name. */
const names = (tx: Doing['tx']) => tx.collection('goods-names', z.unknown());

/** Puts goods on the shelf, anew or for the first time. @returns `already`: they are there, as they are */
export async function offerGoods(
  { tx }: Doing,
  { name, cost, stock }: Pick<Goods, 'name' | 'cost' | 'stock'>,
): Promise<{ kind: 'offered' | 'already'; goods: Goods }> {
  await names(tx).lock(name);
  const known = await tx.exchanges.goodsNamed(name);
  const goods = known && (await tx.exchanges.lockGoods(known.id));
  if (goods?.status === 'offered') return { kind: 'already', goods };
  if (!goods) return { kind: 'offered', goods: await tx.exchanges.addGoods({ name, cost, stock, status: 'offered' }) };
  const again: Goods = { ...goods, cost, stock, status: 'offered' };
  await tx.exchanges.saveGoods(again);
  return { kind: 'offered', goods: again };
}

export type Restocked =
  | { kind: 'restocked'; goods: Goods }
  /** Fewer are left than are to go, or more would be there than anybody can mean. */
  | { kind: 'out_of_range'; goods: Goods }
  | { kind: 'unknown' };

/** @param change how many come, or go */
export async function restock({ tx }: Doing, id: number, change: number): Promise<Restocked> {
  const goods = await tx.exchanges.lockGoods(id);
  if (goods?.status !== 'offered') return { kind: 'unknown' };
  const stock = goods.stock + change;
  if (stock < 0 || stock > STOCK_MOST) return { kind: 'out_of_range', goods };
  const filled = { ...goods, stock };
  await tx.exchanges.saveGoods(filled);
  return { kind: 'restocked', goods: filled };
}

/** What it costs whoever asks from now on. @returns false when they are not there */
export async function reprice({ tx }: Doing, id: number, cost: number): Promise<boolean> {
  const goods = await tx.exchanges.lockGoods(id);
  if (goods?.status !== 'offered') return false;
  await tx.exchanges.saveGoods({ ...goods, cost });
  return true;
}

/** Takes them off the shelf; what was asked for before stands. @returns false when they are not there */
export async function withdrawGoods({ tx }: Doing, id: number): Promise<boolean> {
  const goods = await tx.exchanges.lockGoods(id);
  if (goods?.status !== 'offered') return false;
  await tx.exchanges.saveGoods({ ...goods, status: 'withdrawn' });
  return true;
}
