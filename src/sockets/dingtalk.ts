import { createClicks } from '../channels/dingtalk/clicks.ts';
import { type ParsedRobot, parseRobot } from '../channels/dingtalk/parse.ts';
import { watchQuota } from '../channels/dingtalk/quota-alert.ts';
import { createStream, type Stream, type StreamOptions } from '../channels/dingtalk/stream.ts';
import { noteOther, noteSecurity } from '../channels/notes.ts';
import type { BranchSettings } from '../core/branch.ts';
import type { Receiver } from '../core/channel.ts';
import type { Clock } from '../core/clock.ts';
import { SECOND_MS } from '../core/clock.ts';
import { BotError } from '../core/errors.ts';
import type { Faults } from '../core/fault.ts';
import type { Quotas } from '../core/limiter.ts';
import type { Log, Meter } from '../core/services.ts';

export interface RobotSocketServices {
  clock: Clock;
  log: Log;
  meter: Meter;
  branch: BranchSettings;
  receiver: Receiver;
  faults: Faults;
  quotas: Quotas;
}

export interface RobotSocketSettings {
  clientId: string;
  clientSecret: string;
  robotCode: string;
  corpId: string | null;
  apiBase: string;
  oapiBase: string;
}

/** In the counters, beside the paths of the HTTP doors. */
const ROUTE = 'dingtalk/stream';
/** A message that is not stored by then is not acknowledged: the platform may send it again. */
const DURABLE_WITHIN_MS = 3 * SECOND_MS;

/** DingTalk's robot over Stream mode: what comes goes to the receiver, what the bot says leaves by the outbox. */
export function connectRobot(
  services: RobotSocketServices,
  settings: RobotSocketSettings,
  tuning: Pick<StreamOptions, 'random' | 'resolve' | 'patience'> = {},
): Stream {
  const { clock, log, meter, branch, receiver, faults, quotas } = services;
  const click = createClicks(services, settings);
  const noteQuota = watchQuota(faults);

  async function taking<T extends string>(work: () => Promise<T>): Promise<T> {
    const startedAt = clock.now();
    // Refused before any work is done, as at the HTTP door.
    if (receiver.isOverloaded()) throw new BotError('overloaded', 'More is waiting than can be taken now.');
    const outcome = await work();
    meter.count('callbacks', { route: ROUTE, outcome });
    meter.observe('callback_seconds', (clock.now() - startedAt) / 1_000);
    return outcome;
  }

  /** @returns what it was */
  async function take(body: unknown): Promise<ParsedRobot['kind']> {
    quotas.count('dingtalk_messages');
    const parsed = parseRobot(body, {
      now: clock.now(),
      robotCode: settings.robotCode,
      ...(settings.corpId !== null && { corpId: settings.corpId }),
      botNames: branch.current().botNames,
      oapiBases: [settings.oapiBase],
      // The connection is ours, authenticated and encrypted: nobody else writes into it.
      proof: 'message',
      onSecurityEvent: noteSecurity(services),
    });
    noteQuota(parsed);
    switch (parsed.kind) {
      case 'message':
        await receiver.receive(parsed.message, { waitMs: 0, durableWithinMs: DURABLE_WITHIN_MS });
        break;
      case 'malformed':
      case 'foreign':
        log.warn({ route: ROUTE, reason: parsed.kind }, 'a robot message could not be used');
        break;
      default:
        noteOther(parsed, services);
    }
    return parsed.kind;
  }

  return createStream({
    ...settings,
    ...tuning,
    clock,
    log,
    faults,
    onRobotMessage: async (body) => ((await taking(() => take(body))) === 'malformed' ? 'malformed' : 'taken'),
    async onCard(body) {
      let update: object | null = null;
      await taking(async () => {
        const taken = await click(body, 'message');
        if (taken.kind === 'taken') update = taken.update;
        else log.warn({ route: ROUTE, reason: taken.kind }, 'a press on a card could not be used');
        return taken.kind === 'taken' ? 'message' : taken.kind;
      });
      return update;
    },
  });
}
