// From the person to the secretary and back: who came, what is missing, what was verified. Nothing of it goes through a group.
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { registrationPhrases, sayMissing } from '../../core/phrases-registration.ts';
import { pushToMember } from '../pushes/index.ts';
import { outboxKey } from '../pushes/item.ts';
import { presumedOccupation } from '../pushes/off-peak.ts';
import { occupationAt } from '../words/registration-answers.ts';
import { type Details, isSame, missingIn } from './details.ts';
import {
  forget,
  keep,
  lockRegistration,
  nextNumber,
  personOf,
  type Registration,
  registrationNumbered,
  registrationStatuses,
} from './records.ts';

/** Later than this nobody waits for the news. */
const NEWS_MS = 14 * DAY_MS;
/** What is kept of a talk between the two. */
const ANSWERS_MAX = 5;

export type RegisterOutcome = { kind: 'registered' | 'changed' | 'same'; registration: Registration };

/** Puts down what was confirmed, and lays it on the secretaries' desks. Said again, it changes nothing. */
export async function register(doing: Doing, member: Member, details: Details): Promise<RegisterOutcome> {
  const { now } = doing;
  const before = await lockRegistration(doing, member);
  if (before && isSame(before.registration.details, details)) return { kind: 'same', registration: before.registration };
  const registration: Registration = before
    ? {
        ...before.registration,
        details,
        status: 'waiting',
        statusAt: now,
        round: before.registration.round + 1,
        // What he was asked for may be what he changed; the secretary asks again where it is not.
        asked: null,
        verifiedBy: null,
      }
    : {
        number: await nextNumber(doing),
        status: 'waiting',
        round: 1,
        details,
        asked: null,
        answers: [],
        registeredAt: now,
        statusAt: now,
        verifiedBy: null,
      };
  await keep(doing, { key: before?.key ?? member.id, registration });
  const say = before ? registrationPhrases.changed : registrationPhrases.arrived;
  await tellSecretaries(doing, registration, say(registration.number, nameOf(details), sayMissing(missingIn(details))));
  return { kind: before ? 'changed' : 'registered', registration };
}

export type DeskOutcome =
  | { kind: 'done' | 'already'; registration: Registration; person: Member | null; isReached: boolean }
  | { kind: 'unknown' };

/** The secretary has seen that it is true. The person stays in the roster what he is. */
export async function verify(doing: Doing, number: number, by: Member): Promise<DeskOutcome> {
  const found = await registrationNumbered(doing, number);
  if (!found) return { kind: 'unknown' };
  const person = await personOf(doing, found);
  if (found.registration.status === 'verified') {
    return { kind: 'already', registration: found.registration, person, isReached: true };
  }
  const registration: Registration = {
    ...found.registration,
    status: 'verified',
    statusAt: doing.now,
    asked: null,
    verifiedBy: by.id,
  };
  await keep(doing, { key: found.key, registration });
  // What was still to be asked of him nobody waits for any more.
  await withdrawTold(doing, found.registration, ['asked'], 'verified');
  const isReached = await tellPerson(doing, person, registration, registrationPhrases.verified);
  return { kind: 'done', registration, person, isReached };
}

/** Verified by mistake: it waits again, and he is not told of it where that has not left yet. */
export async function revoke(doing: Doing, number: number): Promise<DeskOutcome | { kind: 'unverified' }> {
  const found = await registrationNumbered(doing, number);
  if (!found) return { kind: 'unknown' };
  if (found.registration.status !== 'verified') return { kind: 'unverified' };
  const { round } = found.registration;
  const registration: Registration = {
    ...found.registration,
    status: 'waiting',
    statusAt: doing.now,
    round: round + 1,
    verifiedBy: null,
  };
  await keep(doing, { key: found.key, registration });
  await withdrawTold(doing, found.registration, ['verified'], 'revoked');
  return { kind: 'done', registration, person: await personOf(doing, found), isReached: true };
}

/** Asks the person for what the secretary still wants, in exactly his words. */
export async function askFor(doing: Doing, number: number, what: string): Promise<DeskOutcome> {
  const found = await registrationNumbered(doing, number);
  if (!found) return { kind: 'unknown' };
  const { round } = found.registration;
  const registration: Registration = {
    ...found.registration,
    status: 'asked',
    statusAt: doing.now,
    round: round + 1,
    asked: what,
  };
  await keep(doing, { key: found.key, registration });
  // One question at a time: the newer one counts.
  await withdrawTold(doing, found.registration, ['asked'], 'asked anew');
  const person = await personOf(doing, found);
  const isReached = await tellPerson(doing, person, registration, registrationPhrases.asksFor(what));
  return { kind: 'done', registration, person, isReached };
}

/** What was to be asked is not: it waits for the secretary again, and nothing of it leaves any more. */
export async function unask(doing: Doing, number: number): Promise<boolean> {
  const found = await registrationNumbered(doing, number);
  if (found?.registration.status !== 'asked') return false;
  const { round } = found.registration;
  const registration: Registration = {
    ...found.registration,
    status: 'waiting',
    statusAt: doing.now,
    round: round + 1,
    asked: null,
  };
  await keep(doing, { key: found.key, registration });
  await withdrawTold(doing, found.registration, ['asked'], 'not asked');
  return true;
}

/** His answer goes to the secretaries as he said it. Null: nothing was asked. */
export async function answerDesk(doing: Doing, member: Member, said: string): Promise<Registration | null> {
  const found = await lockRegistration(doing, member);
  const wanted = found?.registration.asked ?? null;
  if (!found || wanted === null) return null;
  const { key, registration: before } = found;
  const registration: Registration = {
    ...before,
    status: 'waiting',
    statusAt: doing.now,
    round: before.round + 1,
    asked: null,
    answers: [...before.answers, { asked: wanted, said, at: doing.now }].slice(-ANSWERS_MAX),
  };
  await keep(doing, { key, registration });
  const text = registrationPhrases.answered(registration.number, nameOf(registration.details), said);
  await tellSecretaries(doing, registration, text);
  return registration;
}

/** The same, with what is told to him. */
export const passOn = async (doing: Doing, member: Member, said: string): Promise<string> =>
  (await answerDesk(doing, member, said)) ? registrationPhrases.passedOn : registrationPhrases.nothingAsked;

/** The registration and whatever has not left of it yet. @returns false when there was nothing */
export async function erase(doing: Doing, member: Member): Promise<boolean> {
  const found = await lockRegistration(doing, member);
  const gone = await forget(doing, member);
  const secretaries = await doing.tx.members.withRoles(['secretary']);
  const rounds = Array.from({ length: found?.registration.round ?? 0 }, (_, index) => index + 1);
  const keys = gone.flatMap((number) =>
    rounds.flatMap((round) => [
      ...registrationStatuses.map((status) => outboxKey(personKey(number, round, status))),
      ...secretaries.map(({ id }) => outboxKey(deskKey(number, round, id))),
    ]),
  );
  if (keys.length > 0) await doing.tx.outbox.withdraw(keys, doing.now, 'erased');
  return gone.length > 0;
}

/** What has not left of what he was to be told, of any round. */
async function withdrawTold(
  doing: Doing,
  { number, round }: Registration,
  statuses: readonly Registration['status'][],
  why: string,
): Promise<void> {
  const rounds = Array.from({ length: round }, (_, index) => index + 1);
  const keys = rounds.flatMap((each) => statuses.map((status) => outboxKey(personKey(number, each, status))));
  await doing.tx.outbox.withdraw(keys, doing.now, why);
}

const nameOf = ({ name }: Details): string => name ?? registrationPhrases.unnamed;

const personKey = (number: number, round: number, status: Registration['status']) => `registered:${number}:${round}:${status}`;
const deskKey = (number: number, round: number, secretaryId: string) => `registration:${number}:${round}:${secretaryId}`;

async function tellSecretaries(doing: Doing, { number, round }: Registration, text: string): Promise<void> {
  for (const secretary of await doing.tx.members.withRoles(['secretary'])) {
    // At a desk, whatever their trade was.
    await pushToMember(
      doing,
      { ...secretary, occupation: 'office' },
      {
        key: deskKey(number, round, secretary.id),
        kind: 'notice',
        text,
        usefulUntil: doing.now + NEWS_MS,
        isSealed: true,
      },
    );
  }
}

/** @returns false where no way leads to him */
async function tellPerson(doing: Doing, person: Member | null, registration: Registration, text: string): Promise<boolean> {
  if (!person) return false;
  const groups = person.occupation === null ? await doing.tx.members.groupsOf(person.id) : [];
  const occupation = person.occupation ?? occupationAt(registration.details.employer) ?? presumedOccupation(doing.branch, groups);
  const outcome = await pushToMember(
    doing,
    { ...person, occupation },
    {
      key: personKey(registration.number, registration.round, registration.status),
      kind: 'change',
      text,
      usefulUntil: doing.now + NEWS_MS,
      isSealed: true,
    },
  );
  return outcome.kind !== 'dropped' || outcome.reason === 'already';
}
