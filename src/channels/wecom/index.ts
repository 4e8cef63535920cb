import type { Channel } from '../../core/channel.ts';
import { postResponseUrl } from './client.ts';
import { isResponseUrl } from './ids.ts';
import { createMediaFetcher, type WecomMediaSettings } from './media.ts';
import { renderMarkdown } from './render.ts';

export type { WecomMediaSettings } from './media.ts';

const API_BASE = 'https://qyapi.weixin.qq.com';

export interface WecomSettings {
  /** The configured base, under which a response_url may lie too. */
  apiBase?: string | null;
  /** Left out: no files are fetched. */
  media?: WecomMediaSettings;
  timeoutMs?: number;
}

/**
 * WeCom's way out besides the HTTP answer: the response_url of the message that is answered. Whoever calls keeps that each
 * handle is used once only.
 * @throws BotError config for a key the platform cannot have issued
 */
export function createWecomChannel(settings: WecomSettings = {}): Channel {
  const bases = settings.apiBase ? [settings.apiBase] : [];
  const fetchMedia = settings.media && createMediaFetcher(settings.media, settings.apiBase ?? API_BASE);
  return {
    name: 'wecom',
    // Its active messages are not connected yet: what nobody asked for waits, parked.
    reach: { direct: false, group: false },
    async deliver(outgoing, replyHandles, _id, now) {
      // Checked again: the handle comes from the store, and what is written there may be older than the settings.
      const handle = replyHandles.find(
        ({ kind, url, expiresAt }) => kind === 'response_url' && expiresAt > now && isResponseUrl(url, bases),
      );
      if (!handle) return { kind: 'no_way', reason: 'no_open_reply' };
      return postResponseUrl(handle.url, renderMarkdown(outgoing), settings.timeoutMs);
    },
    fetchMedia: fetchMedia ?? (async () => ({ kind: 'refused', reason: 'forbidden' })),
  };
}
