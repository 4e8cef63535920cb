import type { Context } from 'koa';
import { parseRobot } from '../channels/dingtalk/parse.ts';
import { EMPTY_ANSWER, renderText } from '../channels/dingtalk/render.ts';
import { verifyRobot } from '../channels/dingtalk/verify.ts';
import type { Mount } from './app.ts';
import { readBody } from './body.ts';
import { type DoorServices, noteOther, noteSecurity, REPLY_WITHIN_MS, refuse, settleWith } from './door.ts';

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

/** `POST /dingtalk/robot`: a signed header and a JSON body that it does not cover. */
export function mountRobot(services: DoorServices, robots: readonly RobotSettings[]): Mount {
  const { clock, meter, branch, receiver } = services;

  async function callback(ctx: Context): Promise<void> {
    const now = clock.now();
    if (receiver.isOverloaded()) return refuse(ctx, services, 503, 'overloaded');
    if (!ctx.is('application/json')) return refuse(ctx, services, 415, 'content_type');
    const header = (name: string) => ctx.get(name) || undefined;
    const signed = { timestamp: header('timestamp'), sign: header('sign'), now };
    const robot = robots.find(({ clientSecret, maxSkewMs }) => verifyRobot({ ...signed, clientSecret, maxSkewMs }));
    if (!robot) return refuse(ctx, services, 401, 'signature');
    const read = await readBody(ctx, BODY_LIMIT_BYTES);
    if (read.kind === 'refused') return refuse(ctx, services, read.status, 'body');

    const parsed = parseRobot(parseJson(read.body), {
      now,
      robotCode: robot.robotCode,
      ...(robot.corpId !== null && { corpId: robot.corpId }),
      botNames: branch.current().botNames,
      oapiBases: [robot.oapiBase],
      onSecurityEvent: noteSecurity(services),
    });
    if (parsed.kind === 'malformed') return refuse(ctx, services, 400, 'payload');
    if (parsed.kind === 'foreign') return refuse(ctx, services, 403, 'foreign');

    ctx.type = 'application/json; charset=utf-8';
    ctx.body = EMPTY_ANSWER;
    if (parsed.kind === 'message') {
      const received = await receiver.receive(parsed.message, REPLY_WITHIN_MS, DURABLE_WITHIN_MS);
      if (received.reply !== null) {
        ctx.body = renderText(received.reply);
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

/** Undefined when it is no JSON: the parser refuses that like any other shape. */
function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
