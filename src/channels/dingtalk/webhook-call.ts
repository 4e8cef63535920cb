import { postJson } from '../json-call.ts';
import { numberIn } from './errors.ts';
import type { Meters } from './meters.ts';
import type { Outcome, Platform } from './platform.ts';

/**
 * Posts to a webhook. Failures are HTTP 200 too: only a number that says 0 is success. Never throws.
 * @param isLast as `Platform.call` has it
 */
export async function callWebhook(
  { platform, meters }: { platform: Platform; meters: Meters },
  url: string,
  message: object,
  isLast = false,
): Promise<Outcome> {
  const outcome = withNumber(await platform.call(url, () => postJson(url, JSON.stringify(message)), isLast));
  meters.count('dingtalk_messages', outcome);
  return outcome;
}

function withNumber(outcome: Outcome): Outcome {
  if (outcome.kind !== 'said' || outcome.verdict.class !== 'ok' || numberIn(outcome.fields.errcode) === 0) return outcome;
  return { ...outcome, verdict: { class: 'permanentUnknown', code: `http_${outcome.status}` } };
}
