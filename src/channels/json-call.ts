// One bounded HTTP call for every channel: no redirects (a signed address must not lead elsewhere), a time-out over the whole
// exchange, a shorter one until somebody is there, a bounded answer. The address is a secret of its own (whoever has it can speak), so
// no result carries it.
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';

export const PLATFORM_TIMEOUT_MS = 5_000;
/** Until the connection stands, with its encryption: before that nothing of the message has left. */
const CONNECT_TIMEOUT_MS = 3_000;
/** A connection nobody has used for longer may be dead without our knowing. */
const IDLE_MS = 4_000;
const ANSWER_LIMIT_BYTES = 64 * 1024;

const kept = { keepAlive: true, timeout: IDLE_MS };
const agents = { 'http:': new http.Agent(kept), 'https:': new https.Agent(kept) };

export type JsonAnswer =
  /** `body` is the parsed JSON; `serverAt` the platform's own clock, as far as it says; ms. */
  | { kind: 'answered'; status: number; body: unknown; serverAt: number | null }
  /** Something answered, but not with JSON within the limits: a web page (a gateway's, a block's), or a body that was cut. */
  | { kind: 'unreadable'; status: number; isPage: boolean }
  /** No answer. `mayHaveArrived` false: it never left this machine, or nobody was there to take it. */
  | { kind: 'unreachable'; reason: 'timeout' | 'redirect' | 'network'; mayHaveArrived: boolean };

export interface CallOptions {
  timeoutMs?: number;
  headers?: Record<string, string>;
}

/** Posts JSON text. Never throws; waits at most `timeoutMs`. */
export function postJson(url: string, json: string, { timeoutMs, headers = {} }: CallOptions = {}): Promise<JsonAnswer> {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return call(url, { method: 'POST', headers: { ...type, ...headers }, json }, timeoutMs);
}

/** Posts a form with a file. Never throws; waits at most `timeoutMs`. */
export function postForm(url: string, form: FormData, { timeoutMs, headers = {} }: CallOptions = {}): Promise<JsonAnswer> {
  return call(url, { method: 'POST', headers, form }, timeoutMs);
}

/** Whether anybody answers at an address at all, whatever it says. Carries nothing, does nothing. Never throws. */
export async function isThere(origin: string): Promise<boolean> {
  const answer = await getJson(`${origin}/`);
  if (answer.kind === 'unreachable') return answer.reason === 'redirect';
  return answer.status < 500 && answer.status !== 429;
}

/** Asks for JSON. Never throws; waits at most `timeoutMs`. */
export function getJson(url: string, { timeoutMs, headers = {} }: CallOptions = {}): Promise<JsonAnswer> {
  return call(url, { method: 'GET', headers }, timeoutMs);
}

/** The fields of an answer that should be an object; none when it is anything else. */
export function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {};
}

interface Call {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  json?: string;
  form?: FormData;
}

async function call(url: string, { method, headers, json, form }: Call, timeoutMs = PLATFORM_TIMEOUT_MS): Promise<JsonAnswer> {
  const signal = AbortSignal.timeout(timeoutMs);
  const way: Way = { stage: 'unknown' };
  let response: IncomingMessage;
  try {
    const written = form ? await writtenOut(form) : { headers: {}, body: json === undefined ? null : Buffer.from(json) };
    const options = { method, signal, headers: { accept: '*/*', 'accept-encoding': 'identity', ...headers, ...written.headers } };
    response = await ask(new URL(url), options, written.body, way);
  } catch (error) {
    const isLate = signal.aborted || error instanceof NobodyThere;
    const hasLeft = way.stage === 'stands' || (way.stage === 'unknown' && !isLate && !NEVER_LEFT.test(codeOf(error)));
    return { kind: 'unreachable', reason: isLate ? 'timeout' : 'network', mayHaveArrived: hasLeft };
  }
  const { statusCode: status = 0 } = response;
  if (REDIRECTS.has(status)) {
    response.destroy();
    return { kind: 'unreachable', reason: 'redirect', mayHaveArrived: true };
  }
  let text = '';
  try {
    text = await readBounded(response);
    const body: unknown = JSON.parse(text);
    const serverAt = Date.parse(response.headers.date ?? '');
    return { kind: 'answered', status, body, serverAt: Number.isNaN(serverAt) ? null : serverAt };
  } catch {
    const isPage = /^\s*</.test(text) || response.headers['content-type']?.startsWith('text/html') === true;
    return { kind: 'unreadable', status, isPage };
  }
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Failures before anything was written: no such name, nobody listening, no route, no trust. */
const NEVER_LEFT =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_)/;

/** How far a connection came. `reached`: somebody took it, its encryption is not agreed on · `stands`: from here on words may leave. */
interface Way {
  stage: 'unknown' | 'reached' | 'stands';
}

/** The connection did not come about in time: packets are dropped, or nobody accepts. */
class NobodyThere extends Error {}

/**
 * @param way written to as the connection comes about
 * @throws Error when no answer began; `NobodyThere` when nobody took the connection
 */
function ask(url: URL, options: RequestOptions, body: Uint8Array | null, way: Way): Promise<IncomingMessage> {
  const isPlain = url.protocol === 'http:';
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = (isPlain ? http : https).request(url, {
    ...options,
    agent: agents[isPlain ? 'http:' : 'https:'],
    ...(body && { headers: { ...options.headers, 'content-length': body.length } }),
  });
  // Not `setTimeout`: how long the network takes is real, even where a test moves the time.
  const tooLong = AbortSignal.timeout(CONNECT_TIMEOUT_MS);
  const giveUp = () => void request.destroy(new NobodyThere());
  const atRest = () => tooLong.removeEventListener('abort', giveUp);
  tooLong.addEventListener('abort', giveUp, { once: true });
  const stand = () => {
    way.stage = 'stands';
    atRest();
  };
  request.on('socket', (socket) => {
    if (request.reusedSocket) return stand();
    socket.once('connect', () => {
      way.stage = 'reached';
      if (isPlain) stand();
    });
    socket.once('secureConnect', stand);
  });
  request.on('close', atRest);
  request.on('response', resolve);
  request.on('error', reject);
  request.end(body ?? undefined);
  return promise;
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** A form as the platform's own encoder writes it. */
async function writtenOut(form: FormData): Promise<{ headers: Record<string, string>; body: Uint8Array }> {
  const encoded = new Response(form);
  return { headers: { 'content-type': encoded.headers.get('content-type') ?? '' }, body: await encoded.bytes() };
}

async function readBounded(response: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // A body that ends before its announced length throws here; leaving the loop by a throw closes the connection.
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > ANSWER_LIMIT_BYTES) throw new RangeError('The platform answered with more than 64 KiB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
