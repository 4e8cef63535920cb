// A DingTalk (钉钉) on this machine: takes what a bot calls and says, answers as documented, and remembers it all.
import { type Answer, type Asked, type Failing, json, type OutageMode, openDoor } from '../door.ts';
import { createJournal } from '../journal.ts';
import { createAlarms, createRandom, createWindows } from '../time.ts';
import { createActive } from './active.ts';
import { createCallbacks, type Said } from './callbacks.ts';
import { createCards } from './cards.ts';
import { createMeters, type DingtalkOptions, dingtalkSecrets, failed, type Hall, newId, old } from './hall.ts';
import { type DingtalkClick, type DingtalkSpeech, messageBody, withheld } from './speech.ts';
import { CARD_TOPIC, createStream, ROBOT_TOPIC } from './stream.ts';
import { createWebhooks } from './webhooks.ts';

export type { Said } from './callbacks.ts';
export { type DingtalkOptions, dingtalkSecrets, type FakeGroup } from './hall.ts';
export type { DingtalkClick, DingtalkSpeech } from './speech.ts';

/** An address that calls this often is shut out. */
const BAN = { calls: 10_000, inMs: 20_000, forMs: 300_000 };
/** A click is answered by then, or not at all. */
const CLICK_WITHIN_MS = 2_000;

export type FakeDingtalk = Awaited<ReturnType<typeof startDingtalk>>;

export async function startDingtalk(options: DingtalkOptions = {}) {
  const now = options.now ?? Date.now;
  const random = createRandom(options.seed ?? 1);
  const journal = createJournal(now);
  const alarms = createAlarms(now);
  const windows = createWindows(now);
  const hall: Hall = {
    options,
    now,
    random,
    journal,
    alarms,
    windows,
    meters: createMeters(options, now),
    url: () => door.url,
    groups: new Map((options.groups ?? []).map((group) => [group.id, { ...group }])),
    cards: new Map(),
    files: new Map(),
  };
  const active = createActive(hall);
  const webhooks = createWebhooks(hall);
  const cards = createCards(hall);
  const stream = createStream(hall, () => active.state.secret);
  const callbacks = createCallbacks(hall, webhooks, cards);

  const billed = (handle: (asked: Asked) => Answer | Promise<Answer>) => (asked: Asked) => active.guard(asked) ?? handle(asked);
  const routes: Record<string, (asked: Asked) => Answer | Promise<Answer>> = {
    'POST /v1.0/oauth2/accessToken': active.giveToken,
    'POST /v1.0/gateway/connections/open': stream.open,
    'POST /v1.0/robot/groupMessages/send': billed(active.toGroup),
    'POST /v1.0/robot/oToMessages/batchSend': billed(active.toPeople),
    'POST /v1.0/robot/messageFiles/download': billed(active.download),
    'POST /v1.0/card/instances/createAndDeliver': billed(cards.create),
    'PUT /v1.0/card/instances': billed(cards.update),
    'POST /v1.0/card/callbacks/register': billed(cards.register),
    'POST /media/upload': active.upload,
    'POST /robot/sendBySession': webhooks.bySession,
    'POST /robot/send': webhooks.toGroup,
  };

  function handle(asked: Asked): Answer | Promise<Answer> {
    if (!windows.take('ip', BAN.calls, BAN.inMs) && !windows.isBlocked('ip')) windows.block('ip', BAN.forMs);
    if (windows.isBlocked('ip')) return banned();
    if (asked.path.startsWith('/file/')) return file(asked.path.slice('/file/'.length));
    const route = routes[`${asked.method} ${asked.path}`];
    if (route) return route(asked);
    journal.violate(asked.path, `no such call: ${asked.method}`);
    return failed(404, 'InvalidAction.NotFound');
  }

  /** A page, or JSON of another kind: both are seen. */
  function banned(): Answer {
    if (random() < 0.5) return { status: 200, headers: { 'content-type': 'text/html' }, body: '<html><body>x5</body></html>' };
    return json({ status: 1111, wait: 5, source: 'x5', punish: 'deny', uuid: 'fake' });
  }

  function file(id: string): Answer {
    const found = hall.files.get(id);
    if (!found || found.until <= now()) return { status: 403, body: 'AccessDenied' };
    return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: found.bytes };
  }

  const door = await openDoor({
    port: options.port ?? 0,
    now,
    random,
    journal,
    handle,
    upgrade: stream.upgrade,
    busy: (path) => (/^\/v1\.0/.test(path) ? failed(500, 'system.error', '系统繁忙') : old(-1, '系统繁忙')),
    cutSockets: stream.cut,
  });

  function callbackTo(url: string | null): void {
    callbacks.urls.robot = url && `${url}/dingtalk/robot`;
    callbacks.urls.card = url && `${url}/dingtalk/card`;
  }
  callbackTo(options.serverUrl ?? null);

  /** The last card where the click happens, unless it is named. */
  function trackOf({ from, group = null, card }: DingtalkClick): string {
    const standing = [...hall.cards.entries()].findLast(([, one]) =>
      group === null ? one.person === from : one.group === group,
    );
    return card ?? standing?.[0] ?? '';
  }

  return {
    url: door.url,
    ...journal,
    /** Latency of every answer, and how wrong the platform's clock seems to the caller. */
    weather: door.state,
    app: active.state,
    gateway: stream.state,
    meters: hall.meters,
    fail: (failing: Failing) => door.fail(failing),
    outage: (isOut: boolean, mode?: OutageMode) => door.outage(isOut, mode),
    cutSockets: stream.cut,
    connections: stream.connections,
    isStreamUp: () => stream.isUp(),
    disconnect: stream.disconnect,
    ping: stream.ping,
    revokeToken: active.revokeToken,
    endSessions: webhooks.endSessions,
    ban: () => windows.block('ip', BAN.forMs),
    /** Where the bot's server is; null = nowhere. */
    callbackTo,
    /** Addresses of their own, for bots that have other paths. */
    callbackUrls: callbacks.urls,
    removeFrom: (group: string) => void hall.groups.delete(group),

    /** Somebody says something. @returns once it is taken, or not; what the bot says to it is found in `delivered` */
    async say(speech: DingtalkSpeech): Promise<Said> {
      const { from, group = null, times, id = newId('msg') } = speech;
      if (group !== null && !hall.groups.has(group)) hall.groups.set(group, { id: group });
      const body = messageBody(hall, speech, webhooks.session(group, from, id), id);
      const heard = hall.meters.take('messages') ? body : (withheld(body) as typeof body);
      if (callbacks.urls.robot !== null && !stream.isUp()) return callbacks.say(heard, group, from, times);
      const ended = Promise.withResolvers<boolean>();
      const isAccepted = stream.push(ROBOT_TOPIC, heard, () => ended.resolve(true));
      if (!isAccepted) ended.resolve(false);
      return { id, isAccepted, answers: [], ended: ended.promise };
    },

    /** Somebody presses a button of a card. */
    async click(click: DingtalkClick): Promise<Said> {
      const track = trackOf(click);
      // What the buttons of the template send: their number, as `choice`.
      const action = String(click.button);
      const params = click.params ?? { choice: action };
      const body = cards.click(click.from, track, action, params);
      if (hall.cards.get(track)?.callback === 'HTTP') return callbacks.click(track, click.from, body);
      const ended = Promise.withResolvers<boolean>();
      const isAccepted = stream.push(
        CARD_TOPIC,
        body,
        ({ data, tookMs }) => {
          const isInTime = tookMs <= CLICK_WITHIN_MS;
          const { response } = (data ?? {}) as { response?: unknown };
          if (isInTime && response) cards.answerClick(track, click.from, response);
          ended.resolve(isInTime);
        },
        false,
      );
      if (!isAccepted) ended.resolve(false);
      return { id: track, isAccepted, answers: [], ended: ended.promise };
    },

    /** The settings with which a server believes this platform. */
    environment(mode: 'stream' | 'http' = 'stream'): Record<string, string> {
      const { clientId, clientSecret, corpId, cardTemplateId, cardSecret } = dingtalkSecrets;
      return {
        DINGTALK_CLIENT_ID: clientId,
        DINGTALK_CLIENT_SECRET: clientSecret,
        DINGTALK_CORP_ID: corpId,
        DINGTALK_MODE: mode,
        DINGTALK_CARD_TEMPLATE_ID: options.cardTemplateId ?? cardTemplateId,
        ...(mode === 'http' && { DINGTALK_CARD_SECRET: cardSecret }),
        DINGTALK_API_BASE: door.url,
        DINGTALK_OAPI_BASE: door.url,
      };
    },

    async close(): Promise<void> {
      alarms.close();
      await door.close();
    },
  };
}
