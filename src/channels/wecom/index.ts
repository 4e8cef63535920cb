import type { Channel } from '../../core/channel.ts';
import { postResponseUrl } from './client.ts';
import { isResponseUrl } from './ids.ts';
import { renderMarkdown } from './render.ts';

/**
 * WeCom's way out besides the HTTP answer: the response_url of the message that is answered. Whoever calls keeps that each
 * handle is used once only.
 * @param settings.apiBase the configured base, under which a response_url may lie too
 */
export function createWecomChannel(settings: { apiBase?: string | null; timeoutMs?: number } = {}): Channel {
  const bases = settings.apiBase ? [settings.apiBase] : [];
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
  };
}
