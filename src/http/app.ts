import type { RouterMiddleware } from '@koa/router';
import Router from '@koa/router';
import Koa from 'koa';
import { BotError, messageOf } from '../core/errors.ts';
import type { Log } from '../core/services.ts';

export type Route = RouterMiddleware;

/** Adds routes to the one router. */
export type Mount = (router: Router) => void;

/**
 * The Koa application: one boundary that turns failures into honest refusals, one router, nothing else on the hot path.
 * A store that cannot write is 503, so that the platform sends the message again; nothing of an error is shown outside.
 */
export function createApp(mounts: readonly Mount[], log: Log): Koa {
  const app = new Koa();
  app.silent = true;
  app.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const isBusy = error instanceof BotError && (error.code === 'store' || error.code === 'overloaded');
      ctx.status = isBusy ? 503 : 500;
      ctx.body = '';
      if (isBusy) ctx.set('retry-after', '5');
      log.error({ path: ctx.path, status: ctx.status, error: messageOf(error) }, 'request failed');
    }
  });
  // One path, one route: other spellings would each be a metric's label of their own.
  const router = new Router({ sensitive: true, strict: true });
  for (const mount of mounts) mount(router);
  app.use(router.routes());
  app.use(router.allowedMethods());
  // Connection faults of clients (reset, aborted) are theirs; the boundary above has logged ours.
  app.on('error', () => {});
  return app;
}
