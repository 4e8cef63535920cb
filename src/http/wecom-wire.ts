import type { Context } from 'koa';
import type { WecomCredentials } from '../channels/wecom/credentials.ts';
import { checkQuery, type Decoded, type DecodeError, decodeCallback, decodeChallenge } from '../channels/wecom/decode.ts';
import { BODY_LIMIT_BYTES, type EnvelopeFormat } from '../channels/wecom/envelope.ts';
import type { Malformed } from '../channels/wecom/parse-aibot.ts';
import type { FaultCode, Faults } from '../core/fault.ts';
import type { Message, Parsed } from '../core/message.ts';
import type { Mount } from './app.ts';
import { readBody } from './body.ts';
import { type DoorServices, noteOther, refuse, watchFit } from './door.ts';

/** What an answer needs besides its words. */
export interface Seal {
  nonce: string;
  now: number;
}

/** What differs between the smart bot (JSON) and the self-built application (XML). */
export interface Wire {
  path: string;
  format: EnvelopeFormat;
  credentials: WecomCredentials;
  maxSkewMs: number;
  /** What is said where nothing that comes fits our settings. */
  faults: { token: FaultCode; aesKey: FaultCode };
  parse(plaintext: string, now: number, botNames: readonly string[]): Parsed | Malformed;
  /**
   * Hands the message in. @returns the HTTP body that answers it; empty = nothing to say here
   * @param seal asked when the answer is ready
   */
  answer(ctx: Context, message: Message, seal: () => Seal): Promise<string>;
  /** As `answer`, where the platform asks again for the content of a stream. */
  refresh(ctx: Context, streamId: string, seal: () => Seal): Promise<string>;
}

/** Found before anything is known of who sent it. */
const UNSIGNED: ReadonlySet<DecodeError> = new Set(['E_QUERY', 'E_STALE', 'E_EMPTY', 'E_TOO_LARGE', 'E_ENVELOPE', 'E_XML_DTD']);

export type WireServices = DoorServices & { faults: Faults };

/** `GET` (the platform's check of our address) and `POST` on one path. */
export function mountWire(services: WireServices, wire: Wire): Mount {
  const { clock, meter, branch, receiver } = services;
  const { credentials, maxSkewMs, format } = wire;
  const token = watchFit(services, wire.faults.token);
  // What is signed and does not open comes from nobody but the platform: once is enough.
  const aesKey = watchFit(services, wire.faults.aesKey, 1);

  /** Only what has the shape of a callback of this hour gets here; what is broken otherwise says nothing of our settings. */
  function watch(decoded: Decoded): void {
    if (decoded.kind === 'refused' && UNSIGNED.has(decoded.error)) return;
    if (decoded.kind === 'refused' && decoded.error === 'E_SIGNATURE') return token.misfit();
    token.fit();
    if (decoded.kind === 'ok') aesKey.fit();
    else aesKey.misfit();
  }

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
    watch(decoded);
    if (decoded.kind === 'refused') return refuse(ctx, services, decoded.status, decoded.error);
    const parsed = wire.parse(decoded.plaintext, startedAt, branch.current().botNames);
    if (parsed.kind === 'malformed') return refuse(ctx, services, 400, parsed.error);

    const seal = () => ({ nonce: decoded.nonce, now: clock.now() });
    ctx.type = format === 'json' ? 'text/plain; charset=utf-8' : 'application/xml; charset=utf-8';
    ctx.body = '';
    if (parsed.kind === 'message') ctx.body = await wire.answer(ctx, parsed.message, seal);
    else if (parsed.kind === 'refresh') ctx.body = await wire.refresh(ctx, parsed.streamId, seal);
    else noteOther(parsed, services);
    meter.count('callbacks', { route: ctx.path, outcome: parsed.kind });
    meter.observe('callback_seconds', (clock.now() - startedAt) / 1_000);
  }

  return (router) => {
    router.get(wire.path, (ctx) => {
      const decoded = decodeChallenge({ query: ctx.query, now: clock.now(), credentials, maxSkewMs });
      watch(decoded);
      if (decoded.kind === 'refused') return refuse(ctx, services, decoded.status, decoded.error);
      ctx.type = 'text/plain; charset=utf-8';
      ctx.body = decoded.plaintext;
    });
    router.post(wire.path, callback);
  };
}
