// One bounded HTTP call for every channel: no redirects (a signed address must not lead elsewhere), a time-out over the whole
// exchange, a bounded answer. The address is a secret of its own (whoever has it can speak), so no result carries it.

export const PLATFORM_TIMEOUT_MS = 5_000;
const ANSWER_LIMIT_BYTES = 64 * 1024;

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
export function postJson(url: string, json: string, options: CallOptions = {}): Promise<JsonAnswer> {
  return sendJson('POST', url, json, options);
}

/** As `postJson`, with PUT. */
export function putJson(url: string, json: string, options: CallOptions = {}): Promise<JsonAnswer> {
  return sendJson('PUT', url, json, options);
}

/** Posts a form with a file. Never throws; waits at most `timeoutMs`. */
export function postForm(url: string, form: FormData, { timeoutMs, headers = {} }: CallOptions = {}): Promise<JsonAnswer> {
  return call(url, { method: 'POST', headers, body: form }, timeoutMs);
}

/** Asks for JSON. Never throws; waits at most `timeoutMs`. */
export function getJson(url: string, { timeoutMs, headers = {} }: CallOptions = {}): Promise<JsonAnswer> {
  return call(url, { headers }, timeoutMs);
}

/** The fields of an answer that should be an object; none when it is anything else. */
export function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {};
}

function sendJson(method: 'POST' | 'PUT', url: string, json: string, { timeoutMs, headers }: CallOptions): Promise<JsonAnswer> {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return call(url, { method, headers: { ...type, ...headers }, body: json }, timeoutMs);
}

async function call(url: string, init: RequestInit, timeoutMs = PLATFORM_TIMEOUT_MS): Promise<JsonAnswer> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    return { kind: 'unreachable', reason: failureOf(error), mayHaveArrived: mayHaveArrived(error) };
  }
  let text = '';
  try {
    text = await readBounded(response);
    const body: unknown = JSON.parse(text);
    const serverAt = Date.parse(response.headers.get('date') ?? '');
    return { kind: 'answered', status: response.status, body, serverAt: Number.isNaN(serverAt) ? null : serverAt };
  } catch {
    const isPage = /^\s*</.test(text) || response.headers.get('content-type')?.startsWith('text/html') === true;
    return { kind: 'unreadable', status: response.status, isPage };
  }
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    // Leaving the loop by a throw cancels the stream and closes the connection.
    if (size > ANSWER_LIMIT_BYTES) throw new RangeError('The platform answered with more than 64 KiB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function failureOf(error: unknown): 'timeout' | 'redirect' | 'network' {
  if (!(error instanceof Error)) return 'network';
  if (error.name === 'TimeoutError') return 'timeout';
  // undici's words for `redirect: 'error'`; only the reason in the log depends on them.
  return error.cause instanceof Error && error.cause.message === 'unexpected redirect' ? 'redirect' : 'network';
}

/** Failures before anything was written: no such name, nobody listening, no route, no trust. */
const NEVER_LEFT =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_)/;

function mayHaveArrived(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return !NEVER_LEFT.test(code);
}
