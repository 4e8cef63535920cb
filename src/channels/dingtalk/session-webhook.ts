import type { ReplyHandle } from '../../core/message.ts';
import { webhookMessage } from './buttons.ts';
import { isSessionWebhook } from './ids.ts';
import type { Piece, Tools, Way } from './ways.ts';
import { callWebhook } from './webhook-call.ts';

const NAME = 'session_webhook';
const meter = 'dingtalk_messages';

/**
 * The address that came with the message that is answered: any number of times while it lives, some 90 minutes; people can be
 * mentioned. Undefined when there is none that is open and the platform's. Checked again: the handle comes from the store, and what
 * is written there may be older than the settings.
 */
export function sessionWebhook(tools: Tools, { outgoing }: Piece, handles: readonly ReplyHandle[], now: number): Way | undefined {
  const { attemptOf, oapiBase, hasButtonLinks } = tools;
  const handle = handles.find(
    (each) => each.kind === 'session_webhook' && each.expiresAt > now && isSessionWebhook(each.url, [oapiBase]),
  );
  if (handle?.kind !== 'session_webhook') return undefined;
  return {
    name: NAME,
    meter,
    async attempt(isRepeat) {
      const outcome = await callWebhook(tools, handle.url, webhookMessage(outgoing, hasButtonLinks), isRepeat);
      return attemptOf(outcome, { name: NAME, meter, isKeyed: false, done: 'sent' }, isRepeat);
    },
  };
}
