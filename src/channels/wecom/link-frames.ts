// The frames of the smart bot's long connection (developer.work.weixin.qq.com/document/path/101463): JSON, an ack has no `cmd`.
import { z } from 'zod';
import { SECOND_MS } from '../../core/clock.ts';
import type { LiveSocket } from '../live-socket.ts';
import { frameOf } from '../socket.ts';
import type { LinkAnswer, LinkCommand } from './link.ts';

export interface OutFrame {
  cmd: LinkCommand | 'aibot_subscribe' | 'ping';
  headers: { req_id: string };
  body?: unknown;
}

/** `callback`: somebody said or did something. `ack`: the platform's word on a frame of ours. */
export type InFrame =
  | { kind: 'callback'; requestId: string; body: Readonly<Record<string, unknown>> }
  | { kind: 'ack'; requestId: string; errcode: number; body: unknown }
  /** Another connection has subscribed with this bot; this one is closed by the platform. */
  | { kind: 'displaced' }
  | { kind: 'unknown' };

/** The official package waits as long. */
const ACK_MS = 5 * SECOND_MS;

const CALLBACKS = ['aibot_msg_callback', 'aibot_event_callback'];

const frameSchema = z.object({
  cmd: z.string().optional(),
  headers: z.object({ req_id: z.string().min(1).max(256) }),
  body: z.unknown().optional(),
  errcode: z.number().int().optional(),
});
const bodySchema = z.record(z.string(), z.unknown());
const displacedSchema = z.object({ event: z.object({ eventtype: z.literal('disconnected_event') }) });

/** Reads one frame; undefined for what is none. Unknown commands are ordinary. */
export function readFrame(text: string): InFrame | undefined {
  const { data: frame } = frameSchema.safeParse(frameOf(text));
  if (!frame) return undefined;
  const { cmd, body, errcode } = frame;
  const requestId = frame.headers.req_id;
  if (cmd === undefined) return errcode === undefined ? undefined : { kind: 'ack', requestId, errcode, body };
  if (!CALLBACKS.includes(cmd)) return { kind: 'unknown' };
  if (cmd === 'aibot_event_callback' && displacedSchema.safeParse(body).success) return { kind: 'displaced' };
  const { data: fields } = bodySchema.safeParse(body);
  return fields && { kind: 'callback', requestId, body: fields };
}

/** As the official package names its own frames: the command, the instant, eight hexadecimal digits. */
export function newRequestId(command: OutFrame['cmd'], now: number, random: number): string {
  const digits = Math.floor(random * 2 ** 32).toString(16);
  return `${command}_${now}_${digits.padStart(8, '0')}`;
}

/** The frames and acks of one connection. One frame of a request id at a time: acks name nothing else. */
export function createExchange(socket: LiveSocket) {
  const waiting = new Map<string, (answer: LinkAnswer) => void>();
  let isOver = false;
  return {
    /** Sends a frame and waits for its ack. */
    async send(frame: OutFrame): Promise<LinkAnswer> {
      if (isOver) return { kind: 'down' };
      const id = frame.headers.req_id;
      const answer = Promise.withResolvers<LinkAnswer>();
      waiting.set(id, answer.resolve);
      let late: NodeJS.Timeout | undefined;
      try {
        if (!(await socket.send(JSON.stringify(frame)))) return { kind: 'down' };
        if (isOver) answer.resolve({ kind: 'lost' });
        late = setTimeout(() => answer.resolve({ kind: 'lost' }), ACK_MS);
        return await answer.promise;
      } finally {
        clearTimeout(late);
        waiting.delete(id);
      }
    },
    acked({ requestId, errcode, body }: Extract<InFrame, { kind: 'ack' }>): void {
      waiting.get(requestId)?.({ kind: 'acked', errcode, body });
    },
    /** The connection is closed: what has left without an ack is lost. */
    end(): void {
      isOver = true;
      for (const resolve of waiting.values()) resolve({ kind: 'lost' });
    },
  };
}

export type Exchange = ReturnType<typeof createExchange>;
