// Who settles tickets, and which.
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { type Ticket, type TicketLevel, ticketLevels } from '../../core/ticket.ts';

/** Those the settings name for the level, else those whose role it is; nobody where there is none. */
export async function peopleOf({ tx, branch }: Doing, level: TicketLevel): Promise<Member[]> {
  const { people } = branch.tickets.levels[level];
  const named = people.length === 0 ? [] : (await tx.members.byIds(people)).filter(isListed);
  if (named.length > 0) return named;
  return (await tx.members.withRoles(['secretary', 'coordinator'])).filter((member) => isByRole(member, level));
}

/** As `peopleOf`; where a level has nobody, the secretaries stand in for it. */
export async function spokenToAt(doing: Doing, level: TicketLevel): Promise<{ people: Member[]; areStandIns: boolean }> {
  const people = await peopleOf(doing, level);
  if (people.length > 0) return { people, areStandIns: false };
  return { people: await doing.tx.members.withRoles(['secretary']), areStandIns: true };
}

/** Whether it is among the people's own work at that level, by role or by name. */
export function settlesAt({ branch }: Pick<Doing, 'branch'>, member: Member, level: TicketLevel): boolean {
  return isByRole(member, level) || (isListed(member) && branch.tickets.levels[level].people.includes(member.id));
}

/**
 * Secretaries every ticket of the branch; coordinators, and whoever the settings name for a level, what is at their level or has been
 * there. Operators none.
 */
export async function mayHandle(doing: Doing, member: Member, ticket: Ticket): Promise<boolean> {
  // Every ticket begins at the branch.
  if (settlesAt(doing, member, 'branch') || settlesAt(doing, member, ticket.level)) return true;
  const wasAt = await levelsReached(doing, member, ticket);
  return wasAt.some((level) => settlesAt(doing, member, level));
}

async function levelsReached(doing: Doing, member: Member, { id }: Ticket): Promise<TicketLevel[]> {
  if (!isHandler(doing, member)) return [];
  const actions = new Set((await doing.tx.tickets.events(id)).map(({ action }) => action));
  return [
    ...(actions.has('escalate_street') ? ['street' as const] : []),
    ...(actions.has('escalate_county') ? ['county' as const] : []),
  ];
}

/** Whether the person settles tickets at all. */
export function isHandler(doing: Pick<Doing, 'branch'>, member: Member): boolean {
  return ticketLevels.some((level) => settlesAt(doing, member, level));
}

const isListed = ({ role }: Member): boolean => role !== 'guest' && role !== 'external' && role !== 'operator';

function isByRole({ role, level: own }: Member, level: TicketLevel): boolean {
  return level === 'branch' ? role === 'secretary' : role === 'coordinator' && own === level;
}
