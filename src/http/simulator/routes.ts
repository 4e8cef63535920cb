import { createReadStream } from 'node:fs';
import type { Context } from 'koa';
import helmet from 'koa-helmet';
import { z } from 'zod';
import { clickSchema, saidSchema } from '../../channels/simulator/index.ts';
import { BotError } from '../../core/errors.ts';
import { shanghaiIso } from '../../core/shanghai.ts';
import type { Mount } from '../app.ts';
import { readBody } from '../body.ts';
import { guard } from './guard.ts';
import { renderSimulatorPage, simulatorAssets } from './page.ts';
import { resetSchema } from './reset.ts';
import type { World } from './world.ts';

/** Photos travel inside the JSON here; the platforms send links. On this machine one that is too large can be tried as well. */
const BODY_LIMIT = { local: 160 * 1024 * 1024, public: 16 * 1024 * 1024 };

const clockSchema = z.object({ now: z.iso.datetime({ offset: true }) });

/** The simulator's page and API (contract "Simulator API"). */
export function mountSimulator(world: World, isPublic: boolean): Mount {
  const page = renderSimulatorPage();
  const limit = isPublic ? BODY_LIMIT.public : BODY_LIMIT.local;
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // Served over plain http on this machine or in a LAN: no upgrade, no HSTS.
    strictTransportSecurity: false,
  });

  return (router) => {
    router.use(['/simulator', '/simulator/'], guard(isPublic), headers);
    router.get('/', (ctx) => ctx.redirect('/simulator/'));
    router.get('/simulator', (ctx) => ctx.redirect('/simulator/'));
    router.get('/simulator/', (ctx) => {
      ctx.type = 'text/html; charset=utf-8';
      ctx.body = page;
    });
    for (const [path, { file, type }] of Object.entries(simulatorAssets)) {
      router.get(path, (ctx) => {
        ctx.type = type;
        ctx.set('cache-control', 'no-cache');
        ctx.body = createReadStream(file);
      });
    }
    const api = '/simulator/api';
    router.post(`${api}/reset`, (ctx) =>
      answer(ctx, limit, resetSchema, async (body) => {
        await world.reset(body);
        return { ok: true };
      }),
    );
    router.post(`${api}/messages`, (ctx) => answer(ctx, limit, saidSchema, (body) => world.say(body)));
    router.post(`${api}/click`, (ctx) => answer(ctx, limit, clickSchema, (body) => world.click(body)));
    router.post(`${api}/clock`, (ctx) =>
      answer(ctx, limit, clockSchema, async ({ now }) => {
        const { pushes } = await world.moveClock(Date.parse(now));
        return { now: shanghaiIso(Date.parse(now)), pushes };
      }),
    );
    router.get(`${api}/state`, async (ctx) => {
      ctx.body = await world.state();
    });
    router.get(`${api}/world`, async (ctx) => {
      ctx.body = await world.view();
    });
  };
}

async function answer<T>(ctx: Context, limit: number, schema: z.ZodType<T>, act: (body: T) => Promise<unknown>): Promise<void> {
  if (!ctx.is('application/json')) return refuse(ctx, 415, 'Send JSON with the content type application/json.');
  const read = await readBody(ctx, limit);
  if (read.kind === 'refused') return refuse(ctx, read.status, `The body must be JSON of at most ${limit} bytes.`);
  let json: unknown;
  try {
    json = JSON.parse(read.body.toString());
  } catch {
    return refuse(ctx, 400, 'The body is not JSON.');
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) return refuse(ctx, 400, z.prettifyError(parsed.error));
  try {
    ctx.body = await act(parsed.data);
  } catch (error) {
    if (error instanceof z.ZodError) return refuse(ctx, 400, z.prettifyError(error));
    if (error instanceof BotError && error.code === 'payload') return refuse(ctx, 400, error.message);
    throw error;
  }
}

function refuse(ctx: Context, status: number, error: string): void {
  ctx.status = status;
  ctx.body = { error };
}
