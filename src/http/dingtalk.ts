import type { Context } from 'koa';
import { createClicks } from '../channels/dingtalk/clicks.ts';
import { parseRobot } from '../channels/dingtalk/parse.ts';
import { watchQuota } from '../channels/dingtalk/quota-alert.ts';
import { EMPTY_ANSWER, renderText } from '../channels/dingtalk/render.ts';
import { looksSigned, type RobotHeaders, verifyCard, verifyRobot } from '../channels/dingtalk/verify.ts';
import type { Faults } from '../core/fault.ts';
import type { Quotas } from '../core/limiter.ts';
import type { Mount } from './app.ts';
import { readBody } from './body.ts';
import {
  type DoorServices,
  type FitWatch,
  noteOther,
  noteSecurity,
  REPLY_WITHIN_MS,
  refuse,
  settleWith,
  watchFit,
} from './door.ts';

/** Robot callbacks are small; OURS, dingtalk.md 1.6. */
const BODY_LIMIT_BYTES = 256 * 1024;
/** The console's self-check counts an answer after 1,500 ms as failed. */
const DURABLE_WITHIN_MS = 1_200;

export interface RobotSettings {
  clientSecret: string;
  robotCode: string;
  corpId: string | null;
  maxSkewMs: number;
  oapiBase: string;
}

export interface CardSettings {
  /** As it was registered with the address (`POST /v1.0/card/callbacks/register`). */
  cardSecret: string;
  robotCode: string;
  corpId: string | null;
  maxSkewMs: number;
}

export type CardDoorServices = DoorServices & { faults: Faults };
/** What its quota counts: what comes, and what is said in the HTTP answer. */
export type RobotDoorServices = CardDoorServices & { quotas: Quotas };

/** Whose it is, by its headers. */
interface Asked<Signer> {
  signed: RobotHeaders & { now: number };
  signers: readonly Signer[];
  isBy(signer: Signer): boolean;
  watch: FitWatch;
}

/**
 * What both doors begin with; the signature is looked at only where the rest is in order.
 * @returns null: it is refused already
 */
async function open<Signer extends { maxSkewMs: number }>(
  ctx: Context,
  services: DoorServices,
  { signed, signers, isBy, watch }: Asked<Signer>,
) {
  const refused = (status: number, reason: string) => {
    refuse(ctx, services, status, reason);
    return null;
  };
  if (services.receiver.isOverloaded()) return refused(503, 'overloaded');
  if (!ctx.is('application/json')) return refused(415, 'content_type');
  const signer = signers.find(isBy);
  if (signer === undefined) {
    // What is too old says nothing of our secret.
    if (signers.some(({ maxSkewMs }) => looksSigned({ ...signed, maxSkewMs }))) watch.misfit();
    return refused(401, 'signature');
  }
  watch.fit();
  const read = await readBody(ctx, BODY_LIMIT_BYTES);
  return read.kind === 'refused' ? refused(read.status, 'body') : { signer, body: parseJson(read.body) };
}

const headerOf = (ctx: Context, name: string): string | undefined => ctx.get(name) || undefined;

/** `POST /dingtalk/robot`: a signed header and a JSON body that it does not cover. */
export function mountRobot(services: RobotDoorServices, robots: readonly RobotSettings[]): Mount {
  const { clock, meter, branch, receiver, quotas, faults } = services;
  const noteQuota = watchQuota(faults);
  const watch = watchFit(services, 'dingtalk_callback_secret_wrong');

  async function callback(ctx: Context): Promise<void> {
    const now = clock.now();
    const signed = { timestamp: headerOf(ctx, 'timestamp'), sign: headerOf(ctx, 'sign'), now };
    const isBy = ({ clientSecret, maxSkewMs }: RobotSettings) => verifyRobot({ ...signed, clientSecret, maxSkewMs });
    const opened = await open(ctx, services, { signed, signers: robots, isBy, watch });
    if (!opened) return;
    const { signer: robot } = opened;

    const parsed = parseRobot(opened.body, {
      now,
      robotCode: robot.robotCode,
      ...(robot.corpId !== null && { corpId: robot.corpId }),
      botNames: branch.current().botNames,
      oapiBases: [robot.oapiBase],
      onSecurityEvent: noteSecurity(services),
    });
    if (parsed.kind === 'malformed') return refuse(ctx, services, 400, 'payload');
    if (parsed.kind === 'foreign') return refuse(ctx, services, 403, 'foreign');

    quotas.count('dingtalk_messages');
    noteQuota(parsed);
    ctx.type = 'application/json; charset=utf-8';
    ctx.body = EMPTY_ANSWER;
    if (parsed.kind === 'message') {
      const { message } = parsed;
      const received = await receiver.receive(message, { waitMs: REPLY_WITHIN_MS, durableWithinMs: DURABLE_WITHIN_MS });
      if (received.reply !== null) {
        ctx.body = renderText(received.reply);
        quotas.count('dingtalk_messages');
        settleWith(ctx, received);
      }
    } else {
      noteOther(parsed, services);
    }
    meter.count('callbacks', { route: ctx.path, outcome: parsed.kind });
    meter.observe('callback_seconds', (clock.now() - now) / 1_000);
  }

  return (router) => {
    router.post('/dingtalk/robot', callback);
  };
}

/** `POST /dingtalk/card`: presses on cards whose clicks come by HTTP; the signed header does not cover the body here either. */
export function mountCard(services: CardDoorServices, settings: CardSettings): Mount {
  const { clock, meter } = services;
  const { cardSecret: apiSecret, maxSkewMs } = settings;
  const click = createClicks(services, settings);
  const watch = watchFit(services, 'dingtalk_card_secret_wrong');

  async function callback(ctx: Context): Promise<void> {
    const now = clock.now();
    const timestamp = headerOf(ctx, 'x-ddpaas-signature-timestamp');
    const signed = { timestamp, sign: headerOf(ctx, 'x-ddpaas-signature'), now };
    const isBy = () => verifyCard({ ...signed, apiSecret, maxSkewMs });
    const opened = await open(ctx, services, { signed, signers: [settings], isBy, watch });
    if (!opened) return;
    const taken = await click(opened.body, 'header');
    if (taken.kind === 'malformed') return refuse(ctx, services, 400, 'payload');
    if (taken.kind === 'foreign') return refuse(ctx, services, 403, 'foreign');
    ctx.type = 'application/json; charset=utf-8';
    ctx.body = JSON.stringify(taken.update);
    meter.count('callbacks', { route: ctx.path, outcome: 'message' });
    meter.observe('callback_seconds', (clock.now() - now) / 1_000);
  }

  return (router) => {
    router.post('/dingtalk/card', callback);
  };
}

/** Undefined when it is no JSON: the parser refuses that like any other shape. */
function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
