// By which account or group a person is reached.
import type { Branch } from '../../core/branch.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { type ChannelName, channelNames } from '../../core/message.ts';
import type { Outgoing } from '../../core/outgoing.ts';
import { canReach, type Reaching } from '../opened.ts';

/** Whoever has no account on the platform is not mentioned there. */
export async function mentionsIn({ tx }: Doing, channel: ChannelName, members: readonly Member[]): Promise<Outgoing['mentions']> {
  const mentions = new Map<string, Outgoing['mentions'][number]>();
  for (const { id, name } of members) {
    const account = (await tx.members.accountsOf(id)).find((each) => channelOf(each) === channel);
    if (account !== undefined) {
      mentions.set(id, { account, userId: account.slice(channel.length + 1), name, memberId: id });
    }
  }
  return [...mentions.values()];
}

const channelOf = (account: string) => channelNames.find((name) => account.startsWith(`${name}:`));

/** Where something for one person is put. */
export type Way = Direct | { kind: 'group'; id: string };
type Direct = { kind: 'direct'; channel: ChannelName; account: string };

async function accountsOf({ tx }: Pick<Doing, 'tx'>, memberId: string): Promise<Direct[]> {
  return (await tx.members.accountsOf(memberId)).flatMap((account): Direct[] => {
    const channel = channelOf(account);
    return channel ? [{ kind: 'direct', channel, account }] : [];
  });
}

/** The person's accounts to which a platform carries a message of ours now. */
export async function directAccounts(doing: Reaching, memberId: string): Promise<Direct[]> {
  const reached: Direct[] = [];
  for (const way of await accountsOf(doing, memberId)) if (await canReach(doing, way.channel, way)) reached.push(way);
  return reached;
}

/**
 * The open way, else one that may open: a chat in which the person has not spoken yet. Null: there is none, though a platform of the
 * person carries pushes.
 */
export async function wayTo(doing: Doing, member: Member, viaGroup: string | undefined): Promise<Way | null> {
  const { branch, reach } = doing;
  const group = branch.groups.find(({ id }) => id === viaGroup);
  const inGroup: Way | null = group ? { kind: 'group', id: group.id } : null;
  const accounts = await accountsOf(doing, member.id);
  // DingTalk's month is soon used up: where both would do, the other one.
  const rank = ({ channel }: Direct) => (channel === group?.channel ? -1 : channelNames.indexOf(channel));
  const direct = accounts.toSorted((a, b) => rank(a) - rank(b));
  for (const way of direct) if (await canReach(doing, way.channel, way)) return way;
  if (group && (await canReach(doing, group.channel, { kind: 'group', id: group.id }))) return inGroup;
  const mayOpen = direct.find((way) => reach(way.channel, way) === 'opened');
  if (mayOpen) return mayOpen;
  const carriesPushes = ({ id, channel }: Branch['groups'][number]) => reach(channel, { kind: 'group', id }) !== 'never';
  const isAnyOpen = direct.some(({ channel }) => branch.groups.some((each) => each.channel === channel && carriesPushes(each)));
  return isAnyOpen ? null : (direct[0] ?? inGroup);
}
