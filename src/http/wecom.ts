import type { Context } from 'koa';
import { cardUpdateOf } from '../channels/wecom/cards.ts';
import type { WecomCredentials } from '../channels/wecom/credentials.ts';
import { isAppEvent } from '../channels/wecom/ids.ts';
import { parseAibot } from '../channels/wecom/parse-aibot.ts';
import { parseApp } from '../channels/wecom/parse-app.ts';
import { sealAppText, sealAppUpdateButton, sealCardUpdate, sealStream, sealWelcome } from '../channels/wecom/render.ts';
import type { Message } from '../core/message.ts';
import type { Mount } from './app.ts';
import { noteSecurity, REPLY_WITHIN_MS, settleWith } from './door.ts';
import { takeClick } from './wecom-clicks.ts';
import { createStreams, type Shown } from './wecom-stream.ts';
import { mountWire, type Seal, type WireServices } from './wecom-wire.ts';

/** `GET`/`POST /wecom/aibot`: encrypted JSON, receive id empty. */
export function mountAibot(
  services: WireServices,
  settings: { credentials: WecomCredentials; botId: string | null; maxSkewMs: number; apiBase: string },
): Mount {
  const { receiver } = services;
  const { credentials, botId, maxSkewMs, apiBase } = settings;
  const streams = createStreams(services, credentials.key);

  /** @param isFirst a stream that was begun goes on as one: then no card can take its place */
  function show(ctx: Context, { received, ...shown }: Shown, seal: Seal, isFirst: boolean): string {
    if (received) settleWith(ctx, received);
    const itemId = isFirst ? received?.replyId : null;
    return sealStream(credentials, { ...seal, ...shown, ...(itemId != null && { itemId }) });
  }

  return mountWire(services, {
    path: '/wecom/aibot',
    format: 'json',
    credentials,
    maxSkewMs,
    faults: { token: 'wecom_bot_token_wrong', aesKey: 'wecom_bot_aes_key_wrong' },
    parse: (plaintext, now, botNames) =>
      parseAibot(plaintext, { now, botNames, botId, apiBases: [apiBase], onSecurityEvent: noteSecurity(services) }),
    async answer(ctx, message, seal) {
      if (message.kind === 'clicked') {
        // The answer to a click may only be a card: what there is to say leaves by the response_url.
        const clicked = await takeClick(services, message);
        const update = clicked && cardUpdateOf(clicked.said, clicked.itemId, message.button, clicked.userId);
        return update ? sealCardUpdate(credentials, { ...seal(), update }) : '';
      }
      if (message.kind !== 'entered') {
        const shown = await streams.begin(message);
        return shown ? show(ctx, shown, seal(), true) : '';
      }
      const received = await receiver.receive(message, { waitMs: REPLY_WITHIN_MS });
      if (received.reply === null) return '';
      settleWith(ctx, received);
      return sealWelcome(credentials, { ...seal(), reply: received.reply });
    },
    refresh: async (ctx, streamId, seal) => show(ctx, await streams.goOn(streamId), seal(), false),
  });
}

/** `GET`/`POST /wecom/app`: encrypted XML, receive id = CorpID. */
export function mountWecomApp(
  services: WireServices,
  settings: { credentials: WecomCredentials; agentId: string; maxSkewMs: number },
): Mount {
  const { receiver } = services;
  const { credentials, agentId, maxSkewMs } = settings;
  return mountWire(services, {
    path: '/wecom/app',
    format: 'xml',
    credentials,
    maxSkewMs,
    faults: { token: 'wecom_app_token_wrong', aesKey: 'wecom_app_aes_key_wrong' },
    parse: (plaintext, now, botNames) => parseApp(plaintext, { now, botNames, agentId, key: credentials.key }),
    async answer(ctx, message, seal) {
      if (message.kind === 'clicked') {
        const clicked = await takeClick(services, message);
        const button = clicked?.said.buttons.find(({ id }) => id === message.button);
        return clicked && button
          ? sealAppUpdateButton(credentials, { ...seal(), toUser: clicked.userId, label: button.label })
          : '';
      }
      const received = await receiver.receive(message, { waitMs: mayAnswer(message) ? REPLY_WITHIN_MS : 0 });
      if (received.reply === null) return '';
      const toUser = message.sender.userId ?? '';
      const sealed = sealAppText(credentials, { ...seal(), toUser, reply: received.reply });
      // Too long for one: it leaves by the outbox, in parts.
      if (sealed === null) received.settle(false);
      else settleWith(ctx, received);
      return sealed ?? '';
    },
    refresh: async () => '',
  });
}

/** Of the events that are heard only those that bring somebody in may be answered with words, a place that was chosen not (document/path/90241). */
const mayAnswer = ({ kind, key }: Message): boolean => kind === 'entered' || !isAppEvent(key);
