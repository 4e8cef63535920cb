import type { Context } from 'koa';
import type { WecomCredentials } from '../channels/wecom/credentials.ts';
import { checkQuery, decodeCallback, decodeChallenge } from '../channels/wecom/decode.ts';
import { BODY_LIMIT_BYTES, type EnvelopeFormat } from '../channels/wecom/envelope.ts';
import { type Malformed, parseAibot } from '../channels/wecom/parse-aibot.ts';
import { parseApp } from '../channels/wecom/parse-app.ts';
import { sealAppText, sealStream, sealWelcome } from '../channels/wecom/render.ts';
import type { Message, Parsed } from '../core/message.ts';
import type { Outgoing } from '../core/outgoing.ts';
import { phrases } from '../core/phrases.ts';
import type { Mount } from './app.ts';
import { readBody } from './body.ts';
import { type DoorServices, noteOther, noteSecurity, REPLY_WITHIN_MS, refuse, settleWith } from './door.ts';

interface Seal {
  nonce: string;
  now: number;
}

/** What differs between the smart bot (JSON) and the self-built application (XML). */
interface Wire {
  path: string;
  format: EnvelopeFormat;
  credentials: WecomCredentials;
  maxSkewMs: number;
  parse(plaintext: string, now: number, botNames: readonly string[]): Parsed | Malformed;
  /** The answer to this message as the HTTP body. */
  seal(reply: Outgoing, replyId: number, message: Message, seal: Seal): string;
  /** Answer to a question about a stream that is over. */
  sealStreamGone(streamId: string, seal: Seal): string;
}

/** `GET`/`POST /wecom/aibot`: encrypted JSON, receive id empty. */
export function mountAibot(
  services: DoorServices,
  settings: { credentials: WecomCredentials; botId: string | null; maxSkewMs: number; apiBase: string },
): Mount {
  const { credentials, botId, maxSkewMs, apiBase } = settings;
  return mountWire(services, {
    path: '/wecom/aibot',
    format: 'json',
    credentials,
    maxSkewMs,
    parse: (plaintext, now, botNames) =>
      parseAibot(plaintext, { now, botNames, botId, apiBases: [apiBase], onSecurityEvent: noteSecurity(services) }),
    seal: (reply, replyId, message, seal) =>
      message.kind === 'entered'
        ? sealWelcome(credentials, { ...seal, reply })
        : sealStream(credentials, { ...seal, streamId: `reply${replyId}`, reply }),
    sealStreamGone: (streamId, seal) => sealStream(credentials, { ...seal, streamId, reply: { text: phrases.streamGone } }),
  });
}

/** `GET`/`POST /wecom/app`: encrypted XML, receive id = CorpID. */
export function mountWecomApp(
  services: DoorServices,
  settings: { credentials: WecomCredentials; agentId: string; maxSkewMs: number },
): Mount {
  const { credentials, agentId, maxSkewMs } = settings;
  return mountWire(services, {
    path: '/wecom/app',
    format: 'xml',
    credentials,
    maxSkewMs,
    parse: (plaintext, now, botNames) => parseApp(plaintext, { now, botNames, agentId, key: credentials.key }),
    seal: (reply, _replyId, message, seal) => sealAppText(credentials, { ...seal, toUser: message.sender.userId ?? '', reply }),
    sealStreamGone: () => '',
  });
}

function mountWire(services: DoorServices, wire: Wire): Mount {
  const { clock, meter, branch, receiver } = services;
  const { credentials, maxSkewMs, format } = wire;

  async function callback(ctx: Context): Promise<void> {
    const startedAt = clock.now();
    if (receiver.isOverloaded()) return refuse(ctx, services, 503, 'overloaded');
    const { query } = ctx;
    // Nobody makes us read a body who does not even know the shape of a signed query of this hour.
    const checked = checkQuery({ query, now: startedAt, maxSkewMs });
    if (checked.kind === 'refused') return refuse(ctx, services, checked.status, checked.error);
    const read = await readBody(ctx, BODY_LIMIT_BYTES);
    if (read.kind === 'refused') return refuse(ctx, services, read.status, 'body');
    const decoded = decodeCallback({ query, body: read.body, format, now: startedAt, credentials, maxSkewMs });
    if (decoded.kind === 'refused') return refuse(ctx, services, decoded.status, decoded.error);
    const parsed = wire.parse(decoded.plaintext, startedAt, branch.current().botNames);
    if (parsed.kind === 'malformed') return refuse(ctx, services, 400, parsed.error);

    ctx.type = format === 'json' ? 'text/plain; charset=utf-8' : 'application/xml; charset=utf-8';
    ctx.body = '';
    if (parsed.kind === 'message') {
      const { message } = parsed;
      // The answer to a card click may only be a card: what there is to say leaves by the response_url.
      const received = await receiver.receive(message, message.kind === 'clicked' ? 0 : REPLY_WITHIN_MS);
      if (received.reply !== null) {
        ctx.body = wire.seal(received.reply, received.replyId ?? 0, message, { nonce: decoded.nonce, now: clock.now() });
        settleWith(ctx, received);
      }
    } else if (parsed.kind === 'refresh') {
      ctx.body = wire.sealStreamGone(parsed.streamId, { nonce: decoded.nonce, now: clock.now() });
    } else {
      noteOther(parsed, services);
    }
    meter.count('callbacks', { route: ctx.path, outcome: parsed.kind });
    meter.observe('callback_seconds', (clock.now() - startedAt) / 1_000);
  }

  return (router) => {
    router.get(wire.path, (ctx) => {
      const decoded = decodeChallenge({ query: ctx.query, now: clock.now(), credentials, maxSkewMs });
      if (decoded.kind === 'refused') return refuse(ctx, services, decoded.status, decoded.error);
      ctx.type = 'text/plain; charset=utf-8';
      ctx.body = decoded.plaintext;
    });
    router.post(wire.path, callback);
  };
}
