import type { Sending } from '../../core/channel.ts';
import { postJson } from '../json-call.ts';
import type { Rung } from '../ladder.ts';
import { layOutParts } from '../layout.ts';
import type { Calls } from './calls.ts';
import type { Judge, Way } from './judge.ts';
import { isOrdinary, type Lanes, LIMITS, laneName } from './lanes.ts';
import { type MarkdownMessage, markdown, type TextMessage, text } from './messages.ts';
import { headOf, PARTS_MAX } from './render.ts';
import { type Mouth, perform } from './speaking.ts';

const NAME = 'webhook';
/** @see https://developer.work.weixin.qq.com/document/path/91770 */
const TEXT_LIMIT_BYTES = 2_048;
const MARKDOWN_LIMIT_BYTES = 4_096;

/** A group's own webhook: words with mentions, no buttons. It cannot tell a repeat. */
export function createWebhook(parts: { apiBase: string; calls: Calls; lanes: Lanes; judge: Judge }) {
  const { apiBase, calls, lanes, judge } = parts;

  return (sending: Sending, group: string, key: string): Rung => {
    const lane = lanes(laneName(NAME, key), LIMITS.webhook, 'minute', isOrdinary(sending));
    const way: Way = { name: NAME, isKeyed: false, yes: 'sent', lane, group, mends: ['wecom_webhook_gone'] };
    const url = `${apiBase}/cgi-bin/webhook/send?${new URLSearchParams({ key })}`;
    const mouth = (isRepeat: boolean): Mouth => ({
      name: NAME,
      isKeyed: false,
      yes: 'sent',
      room: (count) => lane.room(count),
      say: async (message) => judge(await calls(url, (address) => postJson(address, JSON.stringify(message)), isRepeat), way),
    });
    return {
      name: NAME,
      attempt: (isRepeat) =>
        perform(mouth(isRepeat), { words: wordsOf(sending), card: null }, isRepeat ? sending.lastReason : null),
    };
  };
}

/** Plain text where one message holds it, so that nothing in it is markup; else markdown, which is twice as long. */
function wordsOf({ outgoing }: Sending): (TextMessage | MarkdownMessage)[] {
  const [first = '', ...rest] = layOutParts(outgoing, headOf, TEXT_LIMIT_BYTES, PARTS_MAX);
  if (rest.length === 0) return [text(first)];
  return layOutParts(outgoing, headOf, MARKDOWN_LIMIT_BYTES, PARTS_MAX).map(markdown);
}
