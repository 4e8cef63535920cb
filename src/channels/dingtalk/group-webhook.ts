import { createHash, createHmac } from 'node:crypto';
import type { Branch } from '../../core/branch.ts';
import { MINUTE_MS } from '../../core/clock.ts';
import type { FaultCode } from '../../core/fault.ts';
import { webhookMessage } from './buttons.ts';
import { MENDED_MS } from './errors.ts';
import type { Outcome } from './platform.ts';
import type { Piece, Tools, Way } from './ways.ts';
import { callWebhook } from './webhook-call.ts';

const NAME = 'group_webhook';
const meter = 'dingtalk_messages';
/** Of 20 a minute; one more shuts it for ten minutes (document/development/custom-robots-send-group-messages). */
const PER_MINUTE = 18;
const URGENT_PER_MINUTE = 20;

type Webhook = NonNullable<Branch['groups'][number]['webhook']>;

const FAULTS: readonly FaultCode[] = ['dingtalk_webhook_wrong', 'dingtalk_robot_not_in_group', 'dingtalk_group_gone'];
/** Cleared once it works; the address may be another robot's, so that ours may be out of the group all the same. */
const MENDED: readonly FaultCode[] = ['dingtalk_webhook_wrong', 'dingtalk_robot_not_in_group'];

/** The group's own webhook: the one way to mention people in what nobody asked for. It tells a repeat by `msgUuid`. */
export function groupWebhook(tools: Tools, piece: Piece, groupId: string, webhook: Webhook): Way {
  const { clock, limiter, attemptOf, oapiBase, hasButtonLinks } = tools;
  const lane = `dingtalk_webhook:${createHash('sha256').update(webhook.key).digest('hex')}`;
  return {
    name: NAME,
    meter,
    async attempt(isRepeat) {
      const most = piece.outgoing.push?.urgent ? URGENT_PER_MINUTE : PER_MINUTE;
      const fullUntil = await limiter.take(lane, [{ ms: MINUTE_MS, most }]);
      if (fullUntil !== null) return { kind: 'wait', until: fullUntil, reason: `${NAME}_rate` };
      const message = keyed(webhookMessage(piece.outgoing, hasButtonLinks), piece);
      const outcome = await callWebhook(tools, webhookUrl(oapiBase, webhook, clock.now()), message);
      note(outcome);
      return attemptOf(outcome, { name: NAME, meter, isKeyed: true, done: 'sent' }, isRepeat);
    },
  };

  function note(outcome: Outcome): void {
    if (outcome.kind !== 'said') return;
    const { class: kind, retryAfterMs = 0, fault } = outcome.verdict;
    if (kind === 'rateLimited') limiter.block(lane, clock.now() + retryAfterMs);
    if (kind === 'permanentConfig') limiter.block(lane, clock.now() + MENDED_MS);
    if (kind === 'ok') for (const code of MENDED) tools.faults.clear(code, groupId);
    else if (fault !== undefined && kind !== 'quotaExhausted')
      tools.faults.report(fault, FAULTS.includes(fault) ? groupId : null);
  }
}

/**
 * The address of a group's webhook, signed where it has a secret (customize-robot-security-settings).
 * @param now ms; may differ from the platform's clock by an hour
 */
export function webhookUrl(oapiBase: string, { key, secret }: Webhook, now: number): string {
  const query = new URLSearchParams({ access_token: key });
  if (secret !== undefined) {
    query.set('timestamp', String(now));
    // Encoded once, by the query; a second time would be another signature.
    query.set('sign', createHmac('sha256', secret).update(`${now}\n${secret}`).digest('base64'));
  }
  return `${oapiBase}/robot/send?${query}`;
}

/** The same for every attempt at the same message; another for the same id in another store, so that nothing is taken for a repeat. */
function keyed(message: object, { id, index }: Piece): object {
  const digest = createHash('sha256')
    .update(JSON.stringify([id, index, message]))
    .digest('hex');
  return { ...message, msgUuid: digest.slice(0, 32) };
}
