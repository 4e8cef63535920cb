import type { Sending } from '../../core/channel.ts';
import { type Clock, DAY_MS } from '../../core/clock.ts';
import type { FaultCode, Faults } from '../../core/fault.ts';
import type { Attempt, Rung } from '../ladder.ts';
import type { WecomApi } from './api.ts';
import type { Called } from './calls.ts';
import { cardOf } from './cards.ts';
import { classify } from './errors.ts';
import type { Judge, Way } from './judge.ts';
import { isOrdinary, type Lanes, LIMITS, laneName } from './lanes.ts';
import { appMessage, cardMessage, type WholeMessage } from './messages.ts';
import type { Pictures } from './pictures.ts';
import { plainParts } from './render.ts';
import { type Mouth, perform, type Script } from './speaking.ts';

const MENDS: FaultCode[] = [
  'wecom_app_secret_wrong',
  'wecom_app_agent_wrong',
  'wecom_app_disabled',
  'wecom_app_not_permitted',
  'wecom_ip_untrusted',
];
/** All of them are unknown, or out of the visible range. */
const ALL_INVALID = 81_013;
/** From the least interval on, below the greatest of four hours. */
const DUPLICATE_INTERVAL = { leastS: 1_800, spread: 12_600 };

/** The same for every attempt of an item, another for the next: so that a repeat is known, and the same words again are not one. */
const intervalOf = (itemId: number): number => DUPLICATE_INTERVAL.leastS + (itemId % DUPLICATE_INTERVAL.spread);

/** Somebody who left the company is never reached again, and soon nobody asks for it. */
const OUT_KEPT_MS = DAY_MS;

interface Parts {
  clock: Clock;
  api: WecomApi;
  agentId: number;
  hasCallback: boolean;
  lanes: Lanes;
  judge: Judge;
  faults: Faults;
  pictures: Pictures;
}
export type AppSender = ReturnType<typeof createAppSender>;

/** The self-built application: messages to people (developer.work.weixin.qq.com/document/path/90236). */
export function createAppSender({ clock, api, agentId, hasCallback, lanes, judge, faults, pictures }: Parts) {
  /** People it did not reach, and when it last did not; the fault is over when it reaches them all, or nobody has tried for a day. */
  const outOfRange = new Map<string, number>();

  const wayOf = (name: string, ordinary: boolean): Way => {
    const lane = lanes('wecom_app_sends', LIMITS.appSends, 'day', ordinary);
    return { name, isKeyed: true, yes: 'accepted', lane, group: null, mends: MENDS };
  };

  /** What one person got of a call: the answer may be a yes for the others only. */
  function outcomeFor(userId: string, called: Called, way: Way): Attempt {
    const attempt = judge(called, way);
    const isMissed = called.kind === 'answered' && classify(called.errcode).kind === 'ok' && missedBy(called).has(fold(userId));
    const isOut = isMissed || (called.kind === 'answered' && called.errcode === ALL_INVALID);
    for (const [missed, at] of outOfRange) if (clock.now() - at >= OUT_KEPT_MS) outOfRange.delete(missed);
    if (isOut) {
      outOfRange.set(fold(userId), clock.now());
      faults.report('wecom_app_out_of_range');
      return isMissed ? { kind: 'refused', reason: `${way.name}_person_out_of_range` } : attempt;
    }
    if (attempt.kind === 'accepted') {
      outOfRange.delete(fold(userId));
      if (outOfRange.size === 0) faults.clear('wecom_app_out_of_range');
    }
    return attempt;
  }

  async function send(userIds: readonly string[], message: WholeMessage, itemId: number): Promise<Called> {
    return await api.post('message/send', JSON.stringify(appMessage(userIds, agentId, message, intervalOf(itemId))));
  }

  /** Places in the limits of one person; what is beyond them the platform drops without a word. */
  const roomOf = (sending: Sending, userId: string, count: number): Promise<number | null> =>
    lanes(laneName('member', fold(userId)), LIMITS.member, 'hour', isOrdinary(sending)).room(count);

  /** What it says to a person: words, and buttons where clicks find their way back. */
  function scriptOf({ outgoing, id }: Sending): Script {
    const card = hasCallback ? cardOf(outgoing, id, 'app') : null;
    return {
      words: plainParts(outgoing),
      card: card && cardMessage(card),
      follow: pictures(outgoing, (said) => plainParts(said, 1)[0]!),
    };
  }

  return {
    wayOf,
    outcomeFor,
    send,
    roomOf,
    scriptOf,

    rung(sending: Sending, userId: string): Rung {
      const way = wayOf('app', isOrdinary(sending));
      const mouth: Mouth = {
        name: way.name,
        isKeyed: true,
        yes: way.yes,
        room: async (count) => (await roomOf(sending, userId, count)) ?? (await way.lane.room(count)),
        async say(message) {
          const attempt = outcomeFor(userId, await send([userId], message, sending.id), way);
          if (attempt.kind === 'accepted' && message.msgtype === 'template_card') faults.clear('wecom_app_callback_missing');
          return attempt;
        },
      };
      return { name: way.name, attempt: (isRepeat) => perform(mouth, scriptOf(sending), isRepeat ? sending.lastReason : null) };
    },
  };
}

const fold = (userId: string): string => userId.toLowerCase();

/** The platform lower-cases ids in its lists. */
function missedBy({ fields }: Extract<Called, { kind: 'answered' }>): Set<string> {
  const lists = [fields.invaliduser, fields.unlicenseduser].filter((list) => typeof list === 'string');
  return new Set(lists.flatMap((list) => list.split('|')).map(fold));
}
