// Lists about an activity: who comes, who was there, who is known to be asked.
import type { Activity, Session, SignUp } from '../../core/activity.ts';
import type { Member } from '../../core/member.ts';
import type { WishSaid } from '../../core/planner.ts';
import { shanghaiDate } from '../../core/shanghai.ts';
import type { Transaction } from '../../core/store.ts';

export interface SignUpSheet {
  /** Those who come, by session, in the order they signed up. */
  sessions: { session: Session; signUps: SignUp[] }[];
  /** In the order they move up. */
  waiting: SignUp[];
  /** People in all, those brought along counted. */
  people: number;
  waitingPeople: number;
}

/** Who comes and who waits; cancelled sign-ups are left out. */
export async function signUpSheet(tx: Transaction, { id, sessions }: Pick<Activity, 'id' | 'sessions'>): Promise<SignUpSheet> {
  const signUps = await tx.signUps.ofActivity(id);
  const coming = signUps.filter(({ status }) => status === 'in');
  const waiting = signUps.filter(({ status }) => status === 'waiting');
  return {
    sessions: sessions.map((session) => ({ session, signUps: coming.filter(({ sessionId }) => sessionId === session.id) })),
    waiting,
    people: peopleIn(coming),
    waitingPeople: peopleIn(waiting),
  };
}

const peopleIn = (signUps: readonly SignUp[]) => signUps.reduce((sum, { partySize }) => sum + partySize, 0);

export interface AttendanceSheet {
  onSite: string[];
  online: string[];
  /** Checked in without a word of where. */
  unsaid: string[];
}

/** Member ids, each once, in the order they checked in; who did both was there. */
export async function attendanceSheet(tx: Transaction, { id }: Pick<Activity, 'id'>): Promise<AttendanceSheet> {
  const modes = new Map<string, 'onsite' | 'online' | null>();
  for (const { memberId, mode } of await tx.attendance.ofActivity(id)) {
    if (modes.get(memberId) !== 'onsite') modes.set(memberId, mode ?? modes.get(memberId) ?? null);
  }
  const those = (wanted: 'onsite' | 'online' | null) =>
    [...modes].filter(([, mode]) => mode === wanted).map(([memberId]) => memberId);
  return { onSite: those('onsite'), online: those('online'), unsaid: those(null) };
}

/** Everybody known to be in any of the groups, each once. */
export async function knownPeople(tx: Transaction, groups: readonly string[]): Promise<Member[]> {
  const known = new Map<string, Member>();
  for (const group of groups) for (const member of await tx.members.inGroup(group)) known.set(member.id, member);
  return [...known.values()];
}

/** The people behind ids; whoever the store knows no more is left out. */
export async function peopleOf(tx: Transaction, ids: readonly string[]): Promise<Map<string, Member>> {
  const people = new Map<string, Member>();
  for (const id of new Set(ids)) {
    const member = await tx.members.byId(id);
    if (member) people.set(id, member);
  }
  return people;
}

/** Of several activities those held on a day that was said; all of them where none is. */
export function onSaidDay(activities: readonly Activity[], said: WishSaid): Activity[] {
  if (said.kind !== 'said') return [...activities];
  const { date, from = date, to = date } = said.wish;
  const isMeant = ({ start }: Session) => {
    const day = shanghaiDate(start);
    return (from === undefined || day >= from) && (to === undefined || day <= to);
  };
  const meant = activities.filter(({ sessions }) => sessions.some(isMeant));
  return meant.length > 0 ? meant : [...activities];
}
