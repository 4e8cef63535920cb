// Where the stream is to connect (opensource.dingtalk.com/developerpedia/docs/learn/stream/protocol).
import type { FaultCode, Faults } from '../../core/fault.ts';
import { fieldsOf, postJson } from '../json-call.ts';
import type { OpenAttempt } from '../socket.ts';
import { classify } from './errors.ts';

export interface GatewayOptions {
  apiBase: string;
  clientId: string;
  clientSecret: string;
  subscriptions: readonly { type: 'CALLBACK'; topic: string }[];
  faults: Faults;
}

const OPEN_PATH = '/v1.0/gateway/connections/open';
const USER_AGENT = 'xiaofeng/1';

/** Asks the gateway for an address and a ticket: good for one connection, within 90 s. */
export async function openConnection({
  apiBase,
  clientId,
  clientSecret,
  subscriptions,
  faults,
}: GatewayOptions): Promise<OpenAttempt> {
  const body = JSON.stringify({ clientId, clientSecret, ua: USER_AGENT, subscriptions });
  // Without it the answer is XML (comment in the platform's own Node package).
  const answer = await postJson(`${apiBase}${OPEN_PATH}`, body, { headers: { accept: 'application/json' } });
  if (answer.kind === 'unreachable') return { kind: 'failed', reason: `gateway_${answer.reason}` };
  const { status } = answer;
  const { code, endpoint, ticket } = fieldsOf(answer.kind === 'answered' ? answer.body : null);
  if (status === 200 && typeof endpoint === 'string' && typeof ticket === 'string') {
    for (const fault of REFUSED) faults.clear(fault);
    return { kind: 'open', url: `${endpoint}?ticket=${encodeURIComponent(ticket)}` };
  }
  const verdict = classify(status, answer.kind === 'answered' ? answer.body : answer.isPage ? '' : null);
  if (verdict.fault) faults.report(verdict.fault);
  const reason = `gateway_${verdict.code}`;
  if (verdict.class === 'ipBanned' || verdict.class === 'quotaExhausted') return { kind: 'slow', reason };
  if (![400, 401, 403].includes(status) || verdict.class === 'rateLimited') return { kind: 'failed', reason };
  if (!verdict.fault) faults.report(refusalOf(status, code));
  return { kind: 'slow', reason };
}

/** Cleared once the gateway has let us in. */
const REFUSED: readonly FaultCode[] = [
  'dingtalk_secret_wrong',
  'dingtalk_not_published',
  'dingtalk_ip_untrusted',
  'dingtalk_ip_banned',
];

/** Seen in the field: 401 `authFailed` for a wrong id or secret, 400 `systemError` for what is not published or not in this mode. */
function refusalOf(status: number, code: unknown): FaultCode {
  return status === 401 || code === 'authFailed' ? 'dingtalk_secret_wrong' : 'dingtalk_not_published';
}
