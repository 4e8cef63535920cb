import type { Sending } from '../../core/channel.ts';
import type { ReplyHandle } from '../../core/message.ts';
import type { Rung } from '../ladder.ts';
import { createApi } from './api.ts';
import { createAppSender } from './app.ts';
import { createAppTogether } from './app-together.ts';
import { createCalls } from './calls.ts';
import { isResponseUrl } from './ids.ts';
import type { WecomParts } from './index.ts';
import { createJudge } from './judge.ts';
import { createLanes, LIMITS } from './lanes.ts';
import { createLinkSender } from './link-sending.ts';
import { createPictures } from './pictures.ts';
import { responseUrlRung } from './response-url.ts';
import { createAppUpload, createLinkUpload } from './uploads.ts';
import { createWebhook } from './webhook.ts';

/** The ways out there are with these settings, each ready to make a rung of the ladder; they share their limits and their calls. */
export function createWays({ clock, faults, limiter, photos, log, apiBase, app, link }: WecomParts) {
  const calls = createCalls(clock, faults);
  const lanes = createLanes(limiter, clock);
  const judge = createJudge(clock, faults);
  const pictures = { photos, clock, log };

  const api = app && createApi({ apiBase, app, clock, faults, calls });
  const appSender =
    app &&
    api &&
    createAppSender({
      clock,
      api,
      agentId: app.agentId,
      hasCallback: app.hasCallback,
      lanes,
      judge,
      faults,
      pictures: createPictures({ ...pictures, upload: createAppUpload(api) }),
    });
  const linkSender =
    link &&
    createLinkSender({
      link,
      clock,
      lanes,
      judge,
      pictures: createPictures({
        ...pictures,
        upload: createLinkUpload(link, lanes('wecom_uploads', LIMITS.uploads, 'hour', false)),
      }),
    });

  return {
    api,
    app: appSender,
    together: appSender && createAppTogether(appSender),
    link: linkSender,
    webhook: createWebhook({ apiBase, calls, lanes, judge }),
    /** The way a message itself holds open for its answer; null = it cannot carry words, or leads nowhere now. */
    answer(handle: ReplyHandle, sending: Sending, chatId: string): Rung | null {
      switch (handle.kind) {
        case 'frame':
          if (!linkSender || handle.to === 'click' || handle.connection !== link?.connection()) return null;
          return linkSender.frame(sending, chatId, handle);
        case 'response_url':
          // Checked again: what is written in the store may be older than the settings.
          return isResponseUrl(handle.url, [apiBase]) ? responseUrlRung(handle.url, sending.outgoing, calls) : null;
        default:
          return null;
      }
    },
  };
}
