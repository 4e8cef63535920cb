import type { ChannelName, Conversation } from './message.ts';
import type { Outgoing } from './outgoing.ts';

/** One name for a conversation in ordering keys and records: `wecom/group/wrkX…`, `dingtalk/direct/dingtalk:rider001`. */
export function conversationKey(channel: ChannelName, conversation: Conversation): string {
  return `${channel}/${conversation.kind}/${conversation.id}`;
}

/** Where an answer to a conversation goes. */
export function targetOf(conversation: Conversation): Outgoing['to'] {
  return conversation.kind === 'group' ? { kind: 'group', id: conversation.id } : { kind: 'direct', account: conversation.id };
}

/** As `conversationKey`, of where something goes: what goes to one place leaves in order. */
export function targetKey(outgoing: Pick<Outgoing, 'channel' | 'to'>): string {
  const { to } = outgoing;
  return conversationKey(outgoing.channel, { kind: to.kind, id: to.kind === 'group' ? to.id : to.account });
}
