// A WeCom (企业微信) on this machine: takes what a bot calls, asks and says, answers as documented, and remembers it all.
import { type Answer, type Asked, type Failing, json, type OutageMode, openDoor } from '../door.ts';
import { createJournal } from '../journal.ts';
import { createAlarms, createRandom, createWindows } from '../time.ts';
import { createApp } from './app.ts';
import { createCallbacks, type Said } from './callbacks.ts';
import { fold, type Hall, newId, refusal, type WecomOptions, wecomSecrets } from './hall.ts';
import { createLink } from './link.ts';
import { createMedia } from './media.ts';
import {
  appClickXml,
  appMessageXml,
  appXml,
  clickBody,
  enterBody,
  messageBody,
  placeOf,
  type WecomClick,
  type WecomSpeech,
} from './speech.ts';
import { createWebhooks } from './webhook.ts';

export type { Said } from './callbacks.ts';
export { type FakeGroup, type WecomOptions, wecomSecrets } from './hall.ts';
export type { WecomClick, WecomSpeech } from './speech.ts';

export type FakeWecom = Awaited<ReturnType<typeof startWecom>>;

export async function startWecom(options: WecomOptions = {}) {
  const now = options.now ?? Date.now;
  const random = createRandom(options.seed ?? 1);
  const journal = createJournal(now);
  const alarms = createAlarms(now);
  const hall: Hall = {
    options,
    now,
    random,
    journal,
    alarms,
    windows: createWindows(now),
    url: () => door.url,
    groups: new Map((options.groups ?? []).map((group) => [group.id, { ...group }])),
    left: new Set(),
    opened: new Set(),
    cards: new Map(),
    media: new Map(),
    appHasCallback: options.appHasCallback ?? true,
  };
  const app = createApp(hall);
  const webhooks = createWebhooks(hall);
  const media = createMedia(hall);
  const callbacks = createCallbacks(hall);
  const link = createLink(hall, (path) => door.misfortune(path));

  /** With a token in the query. */
  const authorised = (handle: (asked: Asked) => Answer | Promise<Answer>) => (asked: Asked) =>
    app.tokenProblem(asked.query.get('access_token')) ?? handle(asked);
  const routes: Record<string, (asked: Asked) => Answer | Promise<Answer>> = {
    'GET /cgi-bin/gettoken': app.giveToken,
    'GET /cgi-bin/getcallbackip': authorised(app.callbackAddresses),
    'POST /cgi-bin/message/send': authorised(app.send),
    'POST /cgi-bin/message/update_template_card': authorised(app.update),
    'POST /cgi-bin/media/upload': authorised(media.upload),
    'GET /cgi-bin/media/get': authorised(media.get),
    'POST /cgi-bin/webhook/send': webhooks.send,
    'POST /cgi-bin/webhook/upload_media': webhooks.upload,
    'POST /cgi-bin/aibot/response': webhooks.respond,
  };

  function handle(asked: Asked): Answer | Promise<Answer> {
    if (asked.path.startsWith('/media/')) return media.download(asked);
    const route = routes[`${asked.method} ${asked.path}`];
    if (route) return route(asked);
    journal.violate(asked.path, `no such call: ${asked.method}`);
    return json(refusal(40_066, 'invalid url'), 404);
  }

  const door = await openDoor({
    port: options.port ?? 0,
    now,
    random,
    journal,
    handle,
    upgrade: link.upgrade,
    busy: () => json(refusal(-1, 'system busy')),
    cutSockets: link.cut,
  });

  const lost = (id: string): Said => ({ id, isAccepted: false, answers: [], ended: Promise.resolve(false) });
  const held = (id: string, isAccepted: boolean): Said => ({ id, isAccepted, answers: [], ended: Promise.resolve(isAccepted) });

  /** The last card with buttons where the click happens, unless it is named. */
  function clicked({ from, group = null, card, button }: WecomClick) {
    const standing = [...hall.cards.entries()].findLast(
      ([key, { place }]) =>
        (card === undefined || key.endsWith(`:${card}`)) &&
        (group === null ? place.group === null && fold(place.person) === fold(from) : place.group === group),
    );
    const found = standing ?? [...hall.cards.entries()].findLast(([key]) => card !== undefined && key.endsWith(`:${card}`));
    const owner = found?.[1].place.with ?? 'bot';
    const shown = found?.[1].card;
    const task = shown?.task_id ?? card ?? '';
    const keys = (shown?.button_list ?? []).map(({ key = '' }) => key);
    const key = typeof button === 'number' ? (keys[button - 1] ?? String(button)) : button;
    return { owner, task, key, type: shown?.card_type ?? 'button_interaction' };
  }

  function callbackTo(url: string | null): void {
    callbacks.urls.bot = url && `${url}/wecom/aibot`;
    callbacks.urls.app = url && `${url}/wecom/app`;
  }
  callbackTo(options.serverUrl ?? null);

  return {
    url: door.url,
    wsUrl: door.url.replace('http', 'ws'),
    ...journal,
    /** Latency of every answer, and how wrong the platform's clock seems to the caller. */
    weather: door.state,
    app: app.state,
    bot: link.state,
    fail: (failing: Failing) => door.fail(failing),
    outage: (isOut: boolean, mode?: OutageMode) => door.outage(isOut, mode),
    cutSockets: link.cut,
    unsubscribe: link.unsubscribe,
    connections: link.connections,
    isLinkUp: link.isUp,
    revokeToken: app.revokeToken,
    challenge: callbacks.challenge,
    /** Where the bot's server is; null = nowhere. */
    callbackTo,
    /** Addresses of their own, for bots that have other paths. */
    callbackUrls: callbacks.urls,
    /** The bot, and its webhook, are taken out of a group. */
    removeFrom(group: string): void {
      hall.groups.delete(group);
      hall.left.add(group);
    },

    /** Somebody says something. @returns once it is taken, or not; what the bot says to it is found in `delivered` */
    async say(speech: WecomSpeech): Promise<Said> {
      const place = placeOf(speech);
      const times = speech.times ?? 1;
      if (place.with === 'app') {
        const id = speech.id ?? `7${Math.floor(random() * 1e15)}`;
        if (!callbacks.isUp('app')) return lost(id);
        return callbacks.toApp(id, appMessageXml(hall, media, { ...speech, id }), place.person, { times });
      }
      const { group } = place;
      if (group !== null && !hall.groups.has(group)) hall.groups.set(group, { id: group });
      const body = messageBody(hall, media, speech, link.isUp());
      if (link.isUp()) return held(body.msgid, link.say(body, place));
      if (!callbacks.isUp('bot')) return lost(body.msgid);
      hall.opened.add(group ?? fold(place.person));
      return callbacks.toBot('message', { ...body, response_url: webhooks.responseUrl(place, body.msgid) } as never, place, {
        times,
      });
    },

    /** Somebody opens the direct chat, for the first time that day. */
    async enter({ from, to = 'bot' }: Pick<WecomSpeech, 'from' | 'to'>): Promise<Said> {
      if (to === 'app') {
        const id = newId('event');
        if (!callbacks.isUp('app')) return lost(id);
        return callbacks.toApp(
          id,
          appXml(hall, from, 'event', '<Event><![CDATA[enter_agent]]></Event><EventKey><![CDATA[]]></EventKey>'),
          from,
        );
      }
      const place = placeOf({ from });
      const body = enterBody(hall, from);
      if (link.isUp()) return held(body.msgid, link.enter(body, place));
      return callbacks.isUp('bot') ? callbacks.toBot('greeting', body, place) : lost(body.msgid);
    },

    /** Somebody presses a button of a card. */
    async click(click: WecomClick): Promise<Said> {
      const { owner, task, key, type } = clicked(click);
      const { from, group = null } = click;
      if (owner === 'app') {
        const id = newId('event');
        if (!callbacks.isUp('app')) return lost(id);
        return callbacks.toApp(id, appClickXml(hall, from, type, task, key, app.codeFor(task)), from, { task });
      }
      const place = placeOf({ from, group });
      const body = clickBody(hall, place, type, task, key);
      if (link.isUp()) return held(body.msgid, link.click(body, place, task));
      if (!callbacks.isUp('bot')) return lost(body.msgid);
      const answerable = { ...body, response_url: webhooks.responseUrl(place, body.msgid) };
      return callbacks.toBot('click', answerable, place, { task });
    },

    /** The settings with which a server believes this platform. `link` = long connection instead of callbacks. */
    environment(mode: 'callback' | 'link' = 'callback'): Record<string, string> {
      const { corpId, agentId, appSecret, appToken, appAesKey, botId, botSecret, botToken, botAesKey } = wecomSecrets;
      const bot =
        mode === 'link' ? { WECOM_AIBOT_SECRET: botSecret } : { WECOM_AIBOT_TOKEN: botToken, WECOM_AIBOT_AES_KEY: botAesKey };
      return {
        WECOM_CORP_ID: corpId,
        WECOM_AIBOT_ID: botId,
        ...bot,
        WECOM_APP_AGENT_ID: String(agentId),
        WECOM_APP_SECRET: appSecret,
        ...(hall.appHasCallback && { WECOM_APP_TOKEN: appToken, WECOM_APP_AES_KEY: appAesKey }),
        WECOM_API_BASE: door.url,
        WECOM_WS_BASE: door.url.replace('http', 'ws'),
      };
    },

    async close(): Promise<void> {
      callbacks.close();
      alarms.close();
      await door.close();
    },
  };
}
