// The robot's own calls: no time limit, nobody can be mentioned, no key that tells a repeat.
import type { Delivery } from '../../core/channel.ts';
import type { Attempt } from '../ladder.ts';
import { templateOf } from './buttons.ts';
import { batchMessage, groupMessage, type Template } from './messages.ts';
import type { Piece, Tools, Way } from './ways.ts';

/** People one call can reach. */
export const BATCH_MOST = 20;
export const BATCH_SEND = 'batch_send';

const meter = 'dingtalk_calls';
const SCOPE = 'qyapi_robot_sendmsg';

/** @see https://open.dingtalk.com/document/development/the-robot-sends-a-group-message */
export function groupSend(tools: Tools, { outgoing }: Piece, group: string): Way {
  const { api, attemptOf, robotCode, hasButtonLinks } = tools;
  const name = 'group_send';
  return {
    name,
    meter,
    async attempt(isRepeat) {
      const body = groupMessage(robotCode, group, templateOf(outgoing, hasButtonLinks));
      const outcome = await api.post('/v1.0/robot/groupMessages/send', body, { scope: SCOPE, group, isLast: isRepeat });
      return attemptOf(outcome, { name, meter, isKeyed: false, done: 'accepted' }, isRepeat);
    },
  };
}

export interface BatchEnd {
  /** What became of the call, and of everybody not among the exceptions. */
  attempt: Attempt;
  /** By staff id: HTTP 200 does not mean delivered, the answer names whom it did not reach. */
  exceptions: ReadonlyMap<string, Delivery>;
}

/**
 * One call for up to twenty people.
 * @see https://open.dingtalk.com/document/development/chatbots-send-one-on-one-chat-messages-in-batches
 */
export async function sendBatch(
  tools: Tools,
  staffIds: readonly string[],
  template: Template,
  isRepeat: boolean,
): Promise<BatchEnd> {
  const { api, attemptOf, robotCode } = tools;
  const body = batchMessage(robotCode, staffIds, template);
  const outcome = await api.post('/v1.0/robot/oToMessages/batchSend', body, { scope: SCOPE, isLast: isRepeat });
  const attempt = attemptOf(outcome, { name: BATCH_SEND, meter, isKeyed: false, done: 'accepted' }, isRepeat);
  if (attempt.kind !== 'accepted' || outcome.kind !== 'said') return { attempt, exceptions: new Map() };
  const { invalidStaffIdList: invalid, flowControlledStaffIdList: throttled } = outcome.fields;
  const later: Delivery = { kind: 'retry', reason: `${BATCH_SEND}_flow_controlled` };
  const never: Delivery = { kind: 'refused', reason: `${BATCH_SEND}_invalid_staff` };
  const exceptions = new Map<string, Delivery>();
  for (const id of idsIn(throttled)) exceptions.set(id, later);
  for (const id of idsIn(invalid)) exceptions.set(id, never);
  return { attempt, exceptions };
}

/** A message to one person. */
export function personSend(tools: Tools, staffId: string, template: Template): Way {
  return {
    name: BATCH_SEND,
    meter,
    async attempt(isRepeat) {
      const { attempt, exceptions } = await sendBatch(tools, [staffId], template, isRepeat);
      return exceptions.get(staffId) ?? attempt;
    },
  };
}

const idsIn = (list: unknown): string[] => (Array.isArray(list) ? list.filter((id) => typeof id === 'string') : []);
