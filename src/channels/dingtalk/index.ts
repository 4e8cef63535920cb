import type { Channel } from '../../core/channel.ts';
import { postSession } from './client.ts';
import { isSessionWebhook } from './ids.ts';
import { createMediaFetcher, type DingtalkMediaSettings } from './media.ts';
import { renderText } from './render.ts';

export type { DingtalkMediaSettings } from './media.ts';

export interface DingtalkSettings {
  /** The configured base, whose origin a sessionWebhook may have too. */
  oapiBase?: string | null;
  /** Left out: no files are fetched. */
  media?: DingtalkMediaSettings;
  timeoutMs?: number;
}

/**
 * DingTalk's way out besides the HTTP answer: the sessionWebhook of the message that is answered, usable many times while it
 * lives.
 */
export function createDingtalkChannel(settings: DingtalkSettings = {}): Channel {
  const bases = settings.oapiBase ? [settings.oapiBase] : [];
  const fetchMedia = settings.media && createMediaFetcher(settings.media, settings.oapiBase);
  return {
    name: 'dingtalk',
    // Its active messages are not connected yet: what nobody asked for waits, parked.
    reach: { direct: false, group: false },
    async deliver(outgoing, replyHandles, _id, now) {
      // Checked again: the handle comes from the store, and what is written there may be older than the settings.
      const handle = replyHandles.find(
        ({ kind, url, expiresAt }) => kind === 'session_webhook' && expiresAt > now && isSessionWebhook(url, bases),
      );
      if (!handle) return { kind: 'no_way', reason: 'no_open_reply' };
      return postSession(handle.url, renderText(outgoing), settings.timeoutMs);
    },
    fetchMedia: fetchMedia ?? (async () => ({ kind: 'refused', reason: 'forbidden' })),
  };
}
