// Who is on duty (值班): by the day as somebody has said it, else by the branch's week, else the secretaries.
import { z } from 'zod';
import { DAY_MS } from '../core/clock.ts';
import type { Doing } from '../core/doing.ts';
import type { Member } from '../core/member.ts';
import { reportPhrases } from '../core/phrases-reports.ts';
import { shanghaiDate, shanghaiTime } from '../core/shanghai.ts';
import { pushToMember } from './pushes/index.ts';
import { outboxKey } from './pushes/item.ts';
import { peopleOf } from './tickets/handlers-of.ts';

export const DUTY = 'duty';

/** `told`: keys of the pushes by which people were told, by member id. */
const dutySchema = z.object({
  people: z.array(z.string()),
  by: z.string(),
  told: z.record(z.string(), z.string()).default({}),
});

const days = (tx: Doing['tx']) => tx.collection(DUTY, dutySchema);

export interface Duty {
  people: Member[];
  /** Nobody is named for the day: the secretaries stand in. */
  areStandIns: boolean;
}

/** Of the day that holds `at`. Whoever is named and has left is passed over. */
export async function dutyOf(doing: Doing, at = doing.now): Promise<Duty> {
  const named = (await days(doing.tx).get(shanghaiDate(at)))?.people ?? weekly(doing, at);
  const people: Member[] = [];
  for (const id of new Set(named)) {
    const member = await doing.tx.members.byId(id);
    if (member && member.role !== 'guest' && member.role !== 'external') people.push(member);
  }
  return people.length > 0 ? { people, areStandIns: false } : { people: await peopleOf(doing, 'branch'), areStandIns: true };
}

/** Whom to call, at any hour of the day that holds `at`. */
export async function onDuty(doing: Doing, at = doing.now): Promise<Member[]> {
  return (await dutyOf(doing, at)).people;
}

function weekly({ branch }: Doing, at: number): string[] {
  const { weekday } = shanghaiTime(at);
  return branch.duty.filter(({ weekdays }) => weekdays.includes(weekday)).flatMap(({ people }) => people);
}

/** Of the day that holds `at`, in place of whoever was named before. @param by member id of who says so */
export async function setDuty({ tx, now }: Doing, at: number, people: readonly string[], by: string): Promise<void> {
  const told = (await days(tx).get(shanghaiDate(at)))?.told ?? {};
  await days(tx).put(shanghaiDate(at), { people: [...people], by, told }, now);
}

/**
 * As `setDuty`, by somebody else: whoever is named is told, and whoever was named before and is not any more. What waits still to be
 * told is not told at all.
 * @param source names the giving; given twice tells nobody twice
 */
export async function giveDuty(doing: Doing, at: number, people: readonly Member[], by: Member, source: string): Promise<void> {
  const { tx, now } = doing;
  const day = shanghaiDate(at);
  const { people: before, areStandIns } = await dutyOf(doing, at);
  const told = { ...(await days(tx).get(day))?.told };
  const isNamed = ({ id }: Member) => people.some((member) => member.id === id);
  const isNew = ({ id }: Member) => areStandIns || before.every((member) => member.id !== id);

  const push = async (member: Member, text: string) => {
    const key = `${DUTY}:${source}:${member.id}`;
    await pushToMember(doing, member, { key, kind: 'change', text, usefulUntil: at + DAY_MS, mustKnowBy: at });
    return key;
  };
  for (const member of areStandIns ? [] : before) {
    if (isNamed(member) || member.id === by.id) continue;
    const waits = told[member.id];
    delete told[member.id];
    if (waits !== undefined && (await tx.outbox.withdraw([outboxKey(waits)], now, 'outdated')) > 0) continue;
    await push(member, reportPhrases.offDuty(people, at));
  }
  for (const member of people) {
    if (member.id !== by.id && isNew(member)) told[member.id] = await push(member, reportPhrases.onDuty(by.name, at));
  }
  await days(tx).put(day, { people: people.map(({ id }) => id), by: by.id, told }, now);
}
