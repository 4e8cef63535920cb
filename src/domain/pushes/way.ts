// By which account or group a person is reached.
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { type ChannelName, channelNames } from '../../core/message.ts';
import type { Outgoing } from '../../core/outgoing.ts';

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
export type Way = { kind: 'direct'; channel: ChannelName; account: string } | { kind: 'group'; id: string };

/** Null: there is none, though a platform carries pushes. */
export async function wayTo({ tx, branch, reach }: Doing, member: Member, viaGroup: string | undefined): Promise<Way | null> {
  const group = branch.groups.find(({ id }) => id === viaGroup);
  const inGroup: Way | null = group ? { kind: 'group', id: group.id } : null;
  const direct = (await tx.members.accountsOf(member.id))
    .flatMap((account): Extract<Way, { kind: 'direct' }>[] => {
      const channel = channelOf(account);
      return channel ? [{ kind: 'direct', channel, account }] : [];
    })
    .sort((a, b) => Number(b.channel === group?.channel) - Number(a.channel === group?.channel));
  const open = direct.find(({ channel }) => reach(channel).direct);
  if (open) return open;
  if (group && reach(group.channel).group) return inGroup;
  const isAnyOpen = direct.some(({ channel }) => reach(channel).group);
  return isAnyOpen ? null : (direct[0] ?? inGroup);
}
