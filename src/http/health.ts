import { messageOf } from '../core/errors.ts';
import type { Mount } from './app.ts';
import type { Metrics } from './metrics.ts';

/** A part that must work before traffic is sent here; throws when it does not. */
export type ReadyCheck = () => Promise<void>;

/** `/health/live`, `/health/ready`, `/metrics`: no secret, path, version or person in any of them. */
export function mountHealth(
  checks: Readonly<Record<string, ReadyCheck>>,
  metrics: Metrics,
  onFailure: (part: string, reason: string) => void,
): Mount {
  return (router) => {
    router.get('/health/live', (ctx) => {
      ctx.body = { status: 'live' };
    });
    router.get('/health/ready', async (ctx) => {
      const notReady: string[] = [];
      for (const [part, check] of Object.entries(checks)) {
        try {
          await check();
        } catch (error) {
          notReady.push(part);
          onFailure(part, messageOf(error));
        }
      }
      ctx.status = notReady.length === 0 ? 200 : 503;
      ctx.body = notReady.length === 0 ? { status: 'ready' } : { status: 'not_ready', notReady };
    });
    router.get('/metrics', async (ctx) => {
      ctx.type = metrics.contentType;
      ctx.body = await metrics.text();
    });
  };
}
