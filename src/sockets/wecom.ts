import { noteOther, noteSecurity } from '../channels/notes.ts';
import { cardUpdateOf, itemOfCard } from '../channels/wecom/cards.ts';
import { createLongConnection, type InboundFrame, type LongConnection } from '../channels/wecom/long-connection.ts';
import { parseAibotBody } from '../channels/wecom/parse-aibot.ts';
import type { BranchSettings } from '../core/branch.ts';
import type { Receiver } from '../core/channel.ts';
import { type Clock, HOUR_MS, SECOND_MS } from '../core/clock.ts';
import { BotError, messageOf } from '../core/errors.ts';
import type { Faults } from '../core/fault.ts';
import type { Lease } from '../core/lease.ts';
import type { Clicked, Message, ReplyHandle } from '../core/message.ts';
import { mayPress, type Outgoing } from '../core/outgoing.ts';
import type { Log, Meter } from '../core/services.ts';

export interface AibotSocketServices {
  clock: Clock;
  log: Log;
  meter: Meter;
  branch: BranchSettings;
  /** Asked for with each frame, not before: it is made of channels, and WeCom's channel of this connection. */
  readonly receiver: Receiver;
  faults: Faults;
  /** Of the one connection the bot may have. */
  lease: Lease;
}

export interface AibotSocketSettings {
  url: string;
  botId: string;
  secret: string;
  /** A response_url may lie under it. */
  apiBase: string;
}

/** In the counters, beside the paths of the HTTP doors. */
const ROUTE = 'wecom/link';
/** Messages may be answered for a day, greetings and clicks for seconds (developer.work.weixin.qq.com/document/path/101463). */
const ANSWERABLE_MS = { message: 24 * HOUR_MS, greeting: 5 * SECOND_MS, click: 5 * SECOND_MS };
/** The platform sends nothing again on this wire. With the four seconds of each attempt: half a minute. */
const AGAIN_AFTER_MS = [2, 5, 7].map((seconds) => seconds * SECOND_MS);
/** So many may wait in memory to be stored. */
const WAITING = 1_000;

/** The smart bot's long connection: what comes goes to the receiver, what the bot says leaves by the outbox. Begins with `start`. */
export function connectAibot(
  services: AibotSocketServices,
  settings: AibotSocketSettings,
  tuning: { random?: () => number } = {},
): { link: LongConnection } {
  const { clock, log, meter, branch, faults, lease } = services;
  const { url, botId, secret, apiBase } = settings;
  const pauses = createPauses();
  const underWay = new Set<Promise<void>>();
  let isStopping = false;

  const link = createLongConnection({
    url,
    botId,
    secret,
    clock,
    log,
    faults,
    lease,
    ...tuning,
    onFrame(frame) {
      const taken = take(frame).finally(() => underWay.delete(taken));
      underWay.add(taken);
      return taken;
    },
  });

  async function take(frame: InboundFrame): Promise<void> {
    const parsed = parseAibotBody(frame.body, {
      now: frame.receivedAt,
      botNames: branch.current().botNames,
      botId,
      apiBases: [apiBase],
      onSecurityEvent: noteSecurity(services),
    });
    if (parsed.kind === 'malformed') {
      log.warn({ route: ROUTE, reason: parsed.error }, 'a frame could not be used');
    } else if (parsed.kind !== 'message') {
      noteOther(parsed, services);
    } else if (await stored(answerable(parsed.message, frame))) {
      meter.observe('callback_seconds', (clock.now() - frame.receivedAt) / 1_000);
      if (parsed.message.kind === 'clicked') await showChosen(parsed.message, frame);
    } else {
      meter.count('callbacks', { route: ROUTE, outcome: 'lost' });
      return;
    }
    meter.count('callbacks', { route: ROUTE, outcome: parsed.kind });
  }

  /** False: it is lost, and so is whatever the person wanted. */
  async function stored(message: Message): Promise<boolean> {
    for (let tries = 0; ; tries += 1) {
      try {
        const { receiver } = services;
        if (receiver.isOverloaded()) throw new BotError('overloaded', 'More is waiting than can be taken now.');
        await receiver.receive(message, { waitMs: 0 });
        return true;
      } catch (error) {
        const pauseMs = AGAIN_AFTER_MS[tries];
        const isHopeless = !(error instanceof BotError) || !error.retryable;
        if (isHopeless || isStopping || pauseMs === undefined || pauses.count() >= WAITING) {
          log.error({ route: ROUTE, tries: tries + 1, error: messageOf(error) }, 'a message could not be stored and is lost');
          return false;
        }
        await pauses.pause(pauseMs);
      }
    }
  }

  /** The card says what was chosen, instead of asking on. What there is to say in words leaves by the outbox. */
  async function showChosen(click: Clicked, { requestId, connection, receivedAt }: InboundFrame): Promise<void> {
    try {
      const itemId = itemOfCard(click.card);
      const said = itemId === null ? null : await services.receiver.said(itemId);
      if (itemId === null || !said || !isWhereSaid(click, said.to)) return;
      if (!mayPress(said, click.button, click.sender.account)) return;
      const update = cardUpdateOf(said, itemId, click.button, click.sender.userId ?? '');
      const isLate = clock.now() - receivedAt >= ANSWERABLE_MS.click;
      if (!update || isLate || link.connection() !== connection) return;
      const answer = await link.request('aibot_respond_update_msg', update, requestId);
      if (answer.kind === 'acked' && answer.errcode === 0) return;
      log.warn({ route: ROUTE, ...answer, body: undefined }, 'a card still shows all its buttons');
    } catch (error) {
      log.warn({ route: ROUTE, error: messageOf(error) }, 'a card still shows all its buttons');
    }
  }

  return {
    link: {
      ...link,
      async stop() {
        isStopping = true;
        await link.stop();
        // What waits to be stored gets its last chance now.
        pauses.end();
        await Promise.allSettled(underWay);
      },
    },
  };
}

/** The same message, with the frame that brought it as the best way to answer. */
function answerable(message: Message, { connection, requestId, receivedAt }: InboundFrame): Message {
  const to = message.kind === 'entered' ? 'greeting' : message.kind === 'clicked' ? 'click' : 'message';
  const handle: ReplyHandle = { kind: 'frame', connection, requestId, to, expiresAt: receivedAt + ANSWERABLE_MS[to] };
  return { ...message, replyHandles: [handle, ...message.replyHandles] };
}

/** The name of a card is not proof that it was shown here. */
function isWhereSaid({ conversation, channel }: Clicked, to: Outgoing['to']): boolean {
  const id = to.kind === 'group' ? to.id : to.account;
  return channel === 'wecom' && conversation.kind === to.kind && conversation.id === id;
}

function createPauses() {
  const ends = new Set<() => void>();
  return {
    count: () => ends.size,
    pause: (ms: number) =>
      new Promise<void>((resolve) => {
        const end = () => {
          clearTimeout(timer);
          ends.delete(end);
          resolve();
        };
        const timer = setTimeout(end, ms);
        ends.add(end);
      }),
    /** All of them, at once. */
    end(): void {
      for (const end of [...ends]) end();
    },
  };
}
