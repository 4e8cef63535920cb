// What the platforms themselves say to the settings, and what the server has noted about them. Every probe answers; none throws; nothing is posted to anybody.

import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import { fieldsOf, getJson, type JsonAnswer, PLATFORM_TIMEOUT_MS, postJson } from '../channels/json-call.ts';
import type { Config } from '../config.ts';
import { LINK_LEASE } from '../core/lease.ts';
import { QUOTA_TALLIES, type QuotaName, quotaNames } from '../core/limiter.ts';
import type { Store } from '../core/store.ts';
import { monthAt } from '../domain/months.ts';
import { readFaults, type StandingFault } from '../pipeline/fault-book.ts';

export interface PlatformsSeen {
  /** Null: off. `call` is one that needs the token and changes nothing; null where there was none. */
  wecomApp: { token: JsonAnswer; call: JsonAnswer | null } | null;
  wecomLink: LinkSeen | null;
  /** `gateway` is null over HTTP. */
  dingtalk: { token: JsonAnswer; gateway: JsonAnswer | null } | null;
}

export type LinkSeen =
  /** `serverAt`: the platform's clock, as far as it says; ms. */
  | { kind: 'acked'; errcode: number; serverAt: number | null }
  | { kind: 'unreachable' }
  /** A second subscriber would push the first out, and somebody may be connected. */
  | { kind: 'left_alone' };

/** What stands in the records about the platforms. */
export interface BookSeen {
  standing: StandingFault[];
  used: Record<QuotaName, number>;
  /** Which instance holds the long connection. */
  linkHolder: string | null;
}

export const emptyBook: BookSeen = { standing: [], used: { dingtalk_calls: 0, dingtalk_messages: 0 }, linkHolder: null };

/** @throws BotError store */
export async function readBook(store: Store, now: number): Promise<BookSeen> {
  return await store.transaction(async (tx) => {
    const used = { ...emptyBook.used };
    for (const name of quotaNames) used[name] = await tx.tallies.sum(QUOTA_TALLIES + name, monthAt(now).from);
    return { standing: await readFaults(tx), used, linkHolder: (await tx.leases.holder(LINK_LEASE, now)) ?? null };
  });
}

/** @param mayLink nobody of ours holds the long connection, so it may be tried */
export async function probePlatforms({ wecom, dingtalk }: Config, mayLink: boolean): Promise<PlatformsSeen> {
  const { app, apiBase, wsBase } = wecom;
  const bot = wecom.aibot?.longConnection ?? null;
  const [wecomApp, wecomLink, seen] = await Promise.all([
    app && askWecom(apiBase, app),
    bot && (mayLink ? subscribeOnce(wsBase, bot) : ({ kind: 'left_alone' } as const)),
    dingtalk && askDingtalk(dingtalk),
  ]);
  return { wecomApp, wecomLink, dingtalk: seen };
}

async function askWecom(apiBase: string, { corpId, secret }: { corpId: string; secret: string }) {
  const at = (path: string, query: Record<string, string>) => `${apiBase}/cgi-bin/${path}?${new URLSearchParams(query)}`;
  const token = await getJson(at('gettoken', { corpid: corpId, corpsecret: secret }));
  const granted = token.kind === 'answered' ? fieldsOf(token.body).access_token : undefined;
  // The list of trusted addresses may be looked at only where a token is used.
  const call = typeof granted === 'string' ? await getJson(at('getcallbackip', { access_token: granted })) : null;
  return { token, call };
}

/** Subscribes, takes the platform's word and closes at once (developer.work.weixin.qq.com/document/path/101463). */
function subscribeOnce(url: string, { id, secret }: { id: string; secret: string }): Promise<LinkSeen> {
  const requestId = `aibot_subscribe_${randomUUID()}`;
  return new Promise((done) => {
    const socket = new WebSocket(url, { handshakeTimeout: PLATFORM_TIMEOUT_MS, maxPayload: 64 * 1024 });
    const end = (seen: LinkSeen) => {
      clearTimeout(timer);
      socket.terminate();
      done(seen);
    };
    const timer = setTimeout(end, PLATFORM_TIMEOUT_MS, { kind: 'unreachable' });
    let serverAt: number | null = null;
    socket.once('upgrade', ({ headers }) => {
      serverAt = Date.parse(headers.date ?? '') || null;
    });
    socket.once('open', () =>
      socket.send(JSON.stringify({ cmd: 'aibot_subscribe', headers: { req_id: requestId }, body: { bot_id: id, secret } })),
    );
    socket.on('message', (data) => {
      const errcode = ackOf(String(data), requestId);
      if (errcode !== undefined) end({ kind: 'acked', errcode, serverAt });
    });
    // Not `once`: ending an unfinished handshake makes another error.
    socket.on('error', () => end({ kind: 'unreachable' }));
    socket.once('close', () => end({ kind: 'unreachable' }));
  });
}

function ackOf(text: string, requestId: string): number | undefined {
  try {
    const { headers, errcode } = fieldsOf(JSON.parse(text));
    return fieldsOf(headers).req_id === requestId && typeof errcode === 'number' ? errcode : undefined;
  } catch {
    return undefined;
  }
}

/** The gateway's ticket is not used: it dies by itself after 90 s. */
async function askDingtalk({ apiBase, clientId, clientSecret, mode }: NonNullable<Config['dingtalk']>) {
  const token = await postJson(
    `${apiBase}/v1.0/oauth2/accessToken`,
    JSON.stringify({ appKey: clientId, appSecret: clientSecret }),
  );
  if (mode === 'http') return { token, gateway: null };
  const subscriptions = [{ type: 'CALLBACK', topic: '/v1.0/im/bot/messages/get' }];
  const wish = JSON.stringify({ clientId, clientSecret, subscriptions, ua: 'xiaofeng-doctor' });
  // Without it the answer is XML.
  const headers = { accept: 'application/json' };
  return { token, gateway: await postJson(`${apiBase}/v1.0/gateway/connections/open`, wish, { headers }) };
}
