import type { Middleware } from 'koa';

const LOOPBACK = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|::ffff:127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;
const LOCAL_HOST = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d+)?$/;

/** A proxy on this machine calls from it for somebody else. */
const FORWARDED = /^(forwarded|x-forwarded-.+|x-real-ip|via)$/;

/**
 * The simulator answers this machine only, unless it was opened on purpose. The Host header must be local too: else a web page
 * elsewhere could reach it under a name of its own (DNS rebinding); nor may the call come through a proxy. Calls from other pages
 * are refused in either case.
 */
export function guard(isPublic: boolean): Middleware {
  return async (ctx, next) => {
    const isHere =
      LOOPBACK.test(ctx.req.socket.remoteAddress ?? '') &&
      LOCAL_HOST.test(ctx.get('host')) &&
      !Object.keys(ctx.headers).some((name) => FORWARDED.test(name));
    const site = ctx.get('sec-fetch-site');
    const isForeignSite = ctx.method === 'POST' && site !== '' && site !== 'same-origin' && site !== 'none';
    const isForeignPage = isForeignSite || !isOwnOrigin(ctx.get('origin'), ctx.get('host'));
    if ((!isPublic && !isHere) || isForeignPage) {
      ctx.status = 403;
      ctx.body = { error: 'The simulator answers this machine only; set SIMULATOR=public to open it to others.' };
      return;
    }
    await next();
  };
}

/** Whether a page of this host asks, or no page at all. The scheme is not compared: TLS may end before us. */
function isOwnOrigin(origin: string, host: string): boolean {
  if (origin === '') return true;
  if (!URL.canParse(origin)) return false;
  const { protocol, host: from } = new URL(origin);
  const own = `${protocol}//${host}`;
  return from !== '' && URL.canParse(own) && new URL(own).host === from;
}
