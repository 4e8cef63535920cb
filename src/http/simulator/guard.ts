import type { Middleware } from 'koa';

const LOOPBACK = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|::ffff:127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;
const LOCAL_HOST = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d+)?$/;

/**
 * The simulator answers this machine only, unless it was opened on purpose. The Host header must be local too: else a web page
 * elsewhere could reach it under a name of its own (DNS rebinding). Calls from other pages are refused in either case.
 */
export function guard(isPublic: boolean): Middleware {
  return async (ctx, next) => {
    const isHere = LOOPBACK.test(ctx.req.socket.remoteAddress ?? '') && LOCAL_HOST.test(ctx.get('host'));
    const site = ctx.get('sec-fetch-site');
    const isForeignPage = ctx.method === 'POST' && site !== '' && site !== 'same-origin' && site !== 'none';
    if ((!isPublic && !isHere) || isForeignPage) {
      ctx.status = 403;
      ctx.body = { error: 'The simulator answers this machine only; set SIMULATOR=public to open it to others.' };
      return;
    }
    await next();
  };
}
