// Points are given for deeds and, where a deed was none, taken back by an opposite entry. Nothing that stands is ever changed.
import type { Doing } from '../../core/doing.ts';
import type { PointEntry, PointRule } from '../../core/points.ts';
import { monthAt } from '../months.ts';
import { rulesInForce } from './rules.ts';

export interface Deed {
  memberId: string;
  rule: PointRule;
  /** The record that shows it: `attendance:12`, `ticket:7`. */
  source: string;
  /** When it was done: the month its points count in. ms */
  at: number;
  /** In words its owner may read alone; the rule says the rest. */
  about?: string | null;
  /** Member id. */
  confirmedBy?: string | null;
  /** How often the rule applies; hours may be fractional, points are cut to whole ones. */
  times?: number;
}

/** 0.29 × 100 is less than 29 to a computer. */
const ROUNDING = 1e-9;

/**
 * Gives what the rule in force gives for a deed (product rule 9), but no more than the cap leaves of the Shanghai month the deed was
 * done in: where it leaves nothing, the entry says 0. A deed taken back before may be earned again.
 * @returns null when the deed's points stand already, or the rule gives none
 */
export async function earn(doing: Doing, deed: Deed): Promise<PointEntry | null> {
  const { tx, branch, now } = doing;
  const { memberId, rule, source, at, about = null, confirmedBy = null, times = 1 } = deed;
  const full = Math.floor(times * (branch.points.rules[rule] ?? 0) + ROUNDING);
  if (!(full > 0)) return null;
  await tx.points.lock(memberId);
  const earlier = await tx.points.ofSource(source);
  if (standing(earlier)) return null;
  const { version, monthlyCap } = await rulesInForce(doing);
  const { from, to } = monthAt(at);
  const left = Math.max(0, monthlyCap - (await tx.points.earned(memberId, from, to)));
  const added = await tx.points.add({
    memberId,
    kind: 'earned',
    points: Math.min(full, left),
    full,
    rule,
    ruleVersion: version,
    source,
    turn: earlier.filter(({ kind }) => kind === 'earned').length,
    reverses: null,
    about,
    confirmedBy,
    at,
    recordedAt: now,
  });
  return added ?? null;
}

/** A person's word on an entry, beside which no record of itself has one. */
export interface Correction {
  /** Member id. */
  by: string;
  /** As the entry's owner will read it. */
  reason: string;
}

/**
 * Takes back what stands of a source by an opposite entry ("Lines not to cross": points only add, corrections are reversing entries):
 * what was really given, whatever the cap had left of it, and in the month it was given for.
 * @param correction left out where the deed's own record was taken back; then the entry says what the first one said
 * @returns null when nothing of it stands
 */
export async function takeBack(doing: Doing, source: string, correction?: Correction): Promise<PointEntry | null> {
  const { points } = doing.tx;
  const first = standing(await points.ofSource(source));
  if (!first) return null;
  await points.lock(first.memberId);
  // Whoever held the lock may have taken it back.
  const given = standing(await points.ofSource(source));
  if (!given) return null;
  const amount = 0 - given.points;
  const { id, turn, memberId, rule, ruleVersion, at } = given;
  const added = await points.add({
    memberId,
    kind: 'reversed',
    points: amount,
    full: amount,
    rule,
    ruleVersion,
    source,
    turn,
    reverses: id,
    about: correction?.reason ?? given.about,
    confirmedBy: correction?.by ?? null,
    at,
    recordedAt: doing.now,
  });
  return added ?? null;
}

/** Whether a person has taken the deed's points back, and nothing has been earned by it since. */
export function isCorrected(entries: readonly PointEntry[]): boolean {
  const newest = entries.at(-1);
  return newest?.kind === 'reversed' && newest.confirmedBy !== null;
}

/** What was earned and not taken back; of one source at most one entry. */
function standing(entries: readonly PointEntry[]): PointEntry | undefined {
  return entries.find(({ id, kind }) => kind === 'earned' && entries.every(({ reverses }) => reverses !== id));
}
