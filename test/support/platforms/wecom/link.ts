// The smart bot's long connection: one live socket, frames with acks, pushes (document/path/101463).
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Failure } from '../door.ts';
import { createAnswers, type Given } from './answers.ts';
import { parsed } from './app.ts';
import { type Frame, schemas } from './frames.ts';
import { type Hall, newId, OK, openedKey, type Place, refusal, wecomSecrets } from './hall.ts';
import { createUploads } from './uploads.ts';

const MINUTE_MS = 60_000;
const NOT_SUBSCRIBED = refusal(846_609, 'aibot websocket not subscribed');

type Ack = { errcode: number; errmsg: string; body?: unknown };

export type Link = ReturnType<typeof createLink>;

export function createLink(hall: Hall, misfortune: (path: string) => Failure | null) {
  const { now, journal, windows } = hall;
  const server = new WebSocketServer({ noServer: true });
  const state = { secret: wecomSecrets.botSecret as string, subscriptionsPerMinute: 30 };
  const sockets = new Set<WebSocket>();
  let holder: WebSocket | null = null;
  /** What may still be answered, by the request id of the frame that asked. */
  const given = new Map<string, Given & { socket: WebSocket }>();
  const answers = createAnswers(hall);
  const uploads = createUploads(hall);

  function adopt(socket: WebSocket): void {
    sockets.add(socket);
    socket.on('message', (data) => hear(socket, String(data)));
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      if (holder === socket) holder = null;
    });
  }

  function hear(socket: WebSocket, text: string): void {
    const frame = journal.read(schemas.frame, parsed(Buffer.from(text)), 'frame') as Frame | null;
    if (!frame) return;
    const { cmd, headers } = frame;
    journal.count(cmd);
    const isBusiness = cmd !== 'ping' && cmd !== 'aibot_subscribe';
    const failure = isBusiness ? misfortune(cmd) : null;
    if (failure === 'reset') return socket.terminate();
    const isRefused = failure === 'busy' || failure === 'unavailable';
    const ack = isRefused ? refusal(-1, 'system busy') : answer(socket, frame);
    if (failure === 'cut') return socket.terminate();
    socket.send(JSON.stringify({ headers: { req_id: headers.req_id }, ...ack }));
  }

  function answer(socket: WebSocket, frame: Frame): Ack {
    const { cmd, body } = frame;
    if (cmd === 'aibot_subscribe') return subscribe(socket, body);
    if (holder !== socket) return NOT_SUBSCRIBED;
    switch (cmd) {
      case 'ping':
        return OK;
      case 'aibot_respond_msg':
      case 'aibot_respond_welcome_msg':
      case 'aibot_respond_update_msg':
        return respond(socket, { ...frame, cmd });
      case 'aibot_send_msg':
        return answers.send(body);
      case 'aibot_upload_media_init':
      case 'aibot_upload_media_chunk':
      case 'aibot_upload_media_finish':
        return uploads[cmd](body);
      default:
        journal.violate(cmd, 'no such command');
        return refusal(40_058, 'invalid cmd');
    }
  }

  function subscribe(socket: WebSocket, body: unknown): Ack {
    const read = journal.read(schemas.aibot_subscribe, body, 'aibot_subscribe');
    if (!read) return refusal(40_058, 'invalid parameter');
    if (!windows.take('subscribe', state.subscriptionsPerMinute, MINUTE_MS)) return refusal(45_009, 'api freq out of limit');
    if (read.bot_id !== wecomSecrets.botId || read.secret !== state.secret) return refusal(40_001, 'invalid credential');
    const former = holder;
    holder = socket;
    if (former && former !== socket) kick(former);
    return OK;
  }

  /** The newer connection wins; the older one is told, and closed. */
  function kick(former: WebSocket): void {
    const body = {
      msgid: newId('CAIQ'),
      create_time: Math.floor(now() / 1_000),
      aibotid: wecomSecrets.botId,
      msgtype: 'event',
      event: { eventtype: 'disconnected_event' },
    };
    former.send(JSON.stringify({ cmd: 'aibot_event_callback', headers: { req_id: newId('req-') }, body }));
    former.close();
  }

  type RespondFrame = Frame & { cmd: 'aibot_respond_msg' | 'aibot_respond_welcome_msg' | 'aibot_respond_update_msg' };

  function respond(socket: WebSocket, { cmd, headers, body }: RespondFrame): Ack {
    const asked = given.get(headers.req_id);
    // Another connection's request ids are worth nothing.
    if (asked?.socket !== socket) return refusal(846_605, 'invalid req_id');
    return answers[cmd](asked, body);
  }

  function push(cmd: 'aibot_msg_callback' | 'aibot_event_callback', body: { msgid: string }, asked: Omit<Given, 'at'>): boolean {
    if (holder === null) return false;
    const requestId = newId('req-');
    given.set(requestId, { ...asked, at: now(), socket: holder });
    holder.send(JSON.stringify({ cmd, headers: { req_id: requestId }, body }));
    return true;
  }

  return {
    state,
    isUp: () => holder !== null,
    connections: () => sockets.size,
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      server.handleUpgrade(request, socket, head, adopt);
    },
    /** @returns false when nobody is subscribed: then it is lost */
    say(body: { msgid: string }, place: Place): boolean {
      hall.opened.add(openedKey(place));
      return push('aibot_msg_callback', body, { to: 'message', place, msgid: body.msgid, task: null });
    },
    enter(body: { msgid: string }, place: Place): boolean {
      return push('aibot_event_callback', body, { to: 'greeting', place, msgid: body.msgid, task: null });
    },
    click(body: { msgid: string }, place: Place, task: string): boolean {
      return push('aibot_event_callback', body, { to: 'click', place, msgid: body.msgid, task });
    },
    /** The network is gone: nobody is told. */
    cut(): void {
      for (const socket of sockets) socket.terminate();
      holder = null;
    },
    /** The platform forgets the subscription of an open socket. */
    unsubscribe(): void {
      holder = null;
    },
  };
}
