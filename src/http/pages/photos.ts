import { html } from 'hono/html';
import type { PhotoStore } from '../../core/photo.ts';
import { pagePhrases } from '../../core/phrases-pages.ts';
import type { TicketPhoto } from '../../core/ticket.ts';
import type { Html } from './layout.ts';

const { photos: say } = pagePhrases;

/** The pictures of a ticket, in the page itself: no address of a picture outlives it. A note stands where one is missing. */
export async function showPhotos(store: Pick<PhotoStore, 'get'>, photos: readonly TicketPhoto[]): Promise<Html | null> {
  if (photos.length === 0) return null;
  const shown: Html[] = [];
  for (const [index, photo] of photos.entries()) shown.push(await show(store, photo, index + 1));
  return html`<section><h2>${say.title}</h2>
${shown}</section>`;
}

async function show(store: Pick<PhotoStore, 'get'>, { state, digest }: TicketPhoto, index: number): Promise<Html> {
  if (state !== 'kept' || digest === null)
    return html`<p class="hint">${state === 'failed' ? say.failed(index) : say.waiting(index)}</p>`;
  const jpeg = await store.get(digest);
  if (!jpeg) return html`<p class="hint">${say.gone(index)}</p>`;
  const source = `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`;
  return html`<figure><img src="${source}" alt="${say.alt(index)}"></figure>`;
}
