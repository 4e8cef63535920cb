import type { Context } from 'koa';
import getRawBody from 'raw-body';

export type BodyRead = { kind: 'ok'; body: Buffer } | { kind: 'refused'; status: 400 | 413 | 415 };

/**
 * The request's body, at most `limit` bytes. Compressed bodies are declined (a small one could unpack to anything); one declared
 * too large is refused before it is read, one that grows too large while it is read.
 */
export async function readBody(ctx: Context, limit: number): Promise<BodyRead> {
  const encoding = ctx.get('content-encoding');
  if (encoding !== '' && encoding !== 'identity') return refuse(ctx, 415);
  try {
    return { kind: 'ok', body: await getRawBody(ctx.req, { length: ctx.request.length ?? null, limit }) };
  } catch (error) {
    return refuse(ctx, (error as { type?: string }).type === 'entity.too.large' ? 413 : 400);
  }
}

function refuse(ctx: Context, status: 400 | 413 | 415): BodyRead {
  // What is left of the body is not read: the connection cannot be used again.
  ctx.set('connection', 'close');
  return { kind: 'refused', status };
}
