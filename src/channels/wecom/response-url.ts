import type { Outgoing } from '../../core/outgoing.ts';
import { postJson } from '../json-call.ts';
import type { Rung } from '../ladder.ts';
import type { Called, Calls } from './calls.ts';
import { classify } from './errors.ts';
import { markdown } from './messages.ts';
import { renderMarkdown } from './render.ts';

const NAME = 'response_url';
const BUSY = -1;

/**
 * Answers through a response_url, which takes one call ever (developer.work.weixin.qq.com/document/path/101138). In groups it quotes
 * the message that is answered; buttons it carries in direct chats only, and not beside words, so that it never has any.
 */
export function responseUrlRung(url: string, outgoing: Outgoing, calls: Calls): Rung {
  const json = JSON.stringify(markdown(renderMarkdown(outgoing)));
  return {
    name: NAME,
    async attempt(isRepeat) {
      const called = await calls(url, (address) => postJson(address, json));
      switch (called.kind) {
        case 'shut':
          return { kind: 'wait', until: called.until, reason: called.reason };
        case 'failed':
          return { kind: 'retry', reason: `${NAME}_${called.reason}` };
        case 'uncertain':
          // A second call tells: had the first arrived, the address is used up.
          return { kind: 'uncertain', isKeyed: true, reason: called.reason };
        default:
          return outcomeOf(called, isRepeat);
      }
    },
  };
}

function outcomeOf({ errcode }: Extract<Called, { kind: 'answered' }>, isRepeat: boolean): Awaited<ReturnType<Rung['attempt']>> {
  const verdict = classify(errcode);
  const reason = `${NAME}_errcode_${errcode}`;
  if (verdict.kind === 'ok') return { kind: 'sent', via: NAME };
  // Too many at once: the call was not looked at, the address is as it was.
  if (errcode === BUSY || verdict.kind === 'rate') return { kind: 'retry', reason };
  // Used up by the first of the two, which has arrived then.
  if (isRepeat) return { kind: 'sent', via: NAME };
  if (verdict.kind === 'permanent_content' && verdict.isForbidden) return { kind: 'barred', reason };
  // Whatever it answers but 0, the one call may be gone: another way.
  return { kind: 'no_way', reason };
}
