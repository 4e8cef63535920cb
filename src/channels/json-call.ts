// One bounded HTTP call for every channel: no redirects (a signed address must not lead elsewhere), a time-out over the whole
// exchange, a bounded answer. The address is a secret of its own (whoever has it can speak), so no result carries it.

export const PLATFORM_TIMEOUT_MS = 5_000;
const ANSWER_LIMIT_BYTES = 64 * 1024;

export type JsonAnswer =
  /** `body` is the parsed JSON. */
  | { kind: 'answered'; status: number; body: unknown }
  /** The platform answered, but not with JSON within the limits (an HTML page, a cut body). */
  | { kind: 'unreadable'; status: number }
  /** No answer: it may or may not have arrived. */
  | { kind: 'unreachable'; reason: 'timeout' | 'redirect' | 'network' };

/** Posts JSON text. Never throws; waits at most `timeoutMs`. */
export function postJson(
  url: string,
  json: string,
  timeoutMs: number,
  headers: Record<string, string> = {},
): Promise<JsonAnswer> {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return call(url, { method: 'POST', headers: { ...type, ...headers }, body: json }, timeoutMs);
}

/** Asks for JSON. Never throws; waits at most `timeoutMs`. */
export function getJson(url: string, timeoutMs: number): Promise<JsonAnswer> {
  return call(url, {}, timeoutMs);
}

/** The fields of an answer that should be an object; none when it is anything else. */
export function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {};
}

async function call(url: string, init: RequestInit, timeoutMs: number): Promise<JsonAnswer> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    return { kind: 'unreachable', reason: failureOf(error) };
  }
  try {
    return { kind: 'answered', status: response.status, body: JSON.parse(await readBounded(response)) };
  } catch {
    return { kind: 'unreadable', status: response.status };
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
