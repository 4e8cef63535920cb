import type { Context } from 'koa';
import helmet from 'koa-helmet';
import type { BranchSettings } from '../../core/branch.ts';
import type { Clock } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { PhotoStore } from '../../core/photo.ts';
import type { Store } from '../../core/store.ts';
import { findPageLink, PAGES_PATH, type PageLink, takePageLink } from '../../domain/page-links.ts';
import { packOf } from '../../domain/tickets/hand-over-pack.ts';
import type { Mount } from '../app.ts';
import { renderDoor, renderGone, styleSource } from './layout.ts';
import { renderPack } from './pack.ts';
import { showPhotos } from './photos.ts';
import { renderSheet, sheetOf } from './sheet.ts';

/** Where pages come from: the bot's own records, or the simulator's. `Services` is one. */
export interface PageSource {
  store: Pick<Store, 'transaction'>;
  photos: Pick<PhotoStore, 'get'>;
  sealer: Doing['sealer'];
  branch: Pick<BranchSettings, 'current'>;
  clock: Clock;
}

/** What a page rests on: one transaction of its source. */
type Reading = Pick<Doing, 'tx' | 'sealer' | 'branch' | 'now'>;

/**
 * `GET /pages/:token` shows a button, `POST` the page, once. A link that is unknown, used or too old gets one and the same answer.
 * @param sources asked one after the other which of them made the link
 */
export function mountPages(sources: readonly PageSource[]): Mount {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: [styleSource],
        imgSrc: ['data:'],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    // Whether the address is reached by https is the business of what stands before us.
    strictTransportSecurity: false,
  });
  const path = `${PAGES_PATH}/:token`;

  return (router) => {
    router.use([path], headers);
    router.get(path, async (ctx) => {
      const token = tokenOf(ctx);
      for (const source of sources) {
        if (await reading(source, (doing) => findPageLink(doing, token))) return show(ctx, renderDoor());
      }
      show(ctx, renderGone(), 404);
    });
    router.post(path, async (ctx) => {
      const token = tokenOf(ctx);
      for (const source of sources) {
        const page = await open(source, token);
        if (page !== null) return show(ctx, page);
      }
      show(ctx, renderGone(), 404);
    });
  };
}

const reading = <T>({ store, sealer, branch, clock }: PageSource, work: (doing: Reading) => Promise<T>): Promise<T> =>
  store.transaction((tx) => work({ tx, sealer, branch: branch.current(), now: clock.now() }));

/** Pictures are fetched after the transaction: their store may need one of its own. */
async function open(source: PageSource, token: string): Promise<string | null> {
  const found = await reading(source, async (doing) => {
    const link = await takePageLink(doing, token);
    return link && (await gather(doing, link));
  });
  if (!found) return null;
  const { branch, now, photos } = found;
  const shown = await showPhotos(source.photos, photos);
  return found.kind === 'pack' ? renderPack(found.pack, shown, branch, now) : renderSheet(found.sheet, shown, branch);
}

async function gather(doing: Reading, { ticketId, page }: PageLink) {
  const { tx, branch, now } = doing;
  const ticket = await tx.tickets.byId(ticketId);
  if (!ticket) return null;
  if (page !== 'pack') {
    const sheet = await sheetOf(doing, ticket, page);
    return { kind: 'sheet' as const, sheet, photos: sheet.photos, branch, now };
  }
  const pack = await packOf(doing, ticket);
  return { kind: 'pack' as const, pack, photos: pack.photos, branch, now };
}

/** The token is a key: it is taken out of the path, which the log of failures names. */
function tokenOf(ctx: Context & { params: Record<string, string> }): string {
  const { token = '' } = ctx.params;
  ctx.path = PAGES_PATH;
  return token;
}

function show(ctx: Context, html: string, status = 200): void {
  ctx.status = status;
  ctx.set('cache-control', 'no-store');
  ctx.set('x-robots-tag', 'noindex, nofollow');
  ctx.type = 'text/html; charset=utf-8';
  ctx.body = html;
}
