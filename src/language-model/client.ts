// The only file that knows the `openai` package. It is loaded at the first question (138 ms, 35 MB); everything is passed
// explicitly, for it reads a dozen settings from the environment otherwise.
import type { OpenAI } from 'openai';
import { z } from 'zod';
import { estimateTokens } from './budget.ts';

export interface Endpoint {
  apiKey: string;
  baseUrl: string;
  /** The model's name. */
  name: string;
}

/** How the answer's shape is asked for, best first. */
export const rungs = ['json_schema', 'json_object', 'text'] as const;
export type Rung = (typeof rungs)[number];

export interface Turn {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface Call {
  turns: readonly Turn[];
  rung: Rung;
  schema: z.ZodType;
  schemaName: string;
  maxTokens: number;
  /** Ends everything, retry and body included. */
  signal: AbortSignal;
  timeoutMs: number;
}

export type Completion =
  | { kind: 'said'; content: string; isCut: boolean; tokens: number }
  /** The model or a content filter declined. */
  | { kind: 'declined'; tokens: number }
  /** 400 or 422: perhaps this rung does not exist here. */
  | { kind: 'unsupported'; status: number }
  | { kind: 'forbidden'; status: number }
  | { kind: 'unreadable'; tokens: number }
  | { kind: 'slow'; tokens: number }
  | { kind: 'unreachable'; status: number | null };

export type Complete = (call: Call) => Promise<Completion>;

const BODY_LIMIT_BYTES = 256 * 1024;
const HEADERS = ['authorization', 'content-type', 'accept'];
const CONTENT_FILTERS = /^(content_filter|data_?inspection_?failed|content_policy_violation)$/i;

const completionSchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z
    .object({ total_tokens: z.int().min(0).max(1_000_000) })
    .nullish()
    .catch(null),
});

/** One endpoint and model. Whatever the endpoint does is a value. */
export function createClient({ apiKey, baseUrl, name }: Endpoint): Complete {
  let loading: Promise<OpenAI> | undefined;
  const load = async () => {
    const { OpenAI } = await import('openai');
    return new OpenAI({
      apiKey,
      baseURL: baseUrl,
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      maxRetries: 1,
      // It prints bodies.
      logLevel: 'off',
      fetch: guardedFetch,
    });
  };
  const dialect = dialectOf(new URL(baseUrl).hostname);
  return async ({ turns, rung, schema, schemaName, maxTokens, signal, timeoutMs }) => {
    const asked = turns.reduce((sum, { content }) => sum + estimateTokens(content), 0);
    // A schema that cannot be asked for is our own mistake and no failure of the endpoint: let it fly.
    const format = await responseFormat(rung, schema, schemaName);
    try {
      loading ??= load();
      const openai = await loading;
      const body = { model: name, messages: [...turns], ...format, ...dialect(maxTokens) };
      const completion = await openai.chat.completions.create(body, { signal, timeout: timeoutMs });
      return read(completion, asked);
    } catch (error) {
      return failure(error, signal, asked + maxTokens);
    }
  };
}

/** What hosts want in words of their own. */
function dialectOf(host: string): (maxTokens: number) => { max_tokens?: number; max_completion_tokens?: number } {
  // Newer models there refuse `max_tokens` and any temperature.
  if (host === 'api.openai.com') return (maxTokens) => ({ max_completion_tokens: maxTokens });
  // DashScope refuses JSON while its models think (github.com/presenton/presenton/issues/184).
  const extra = /^dashscope(-[a-z]+)?\.aliyuncs\.com$/.test(host) ? { enable_thinking: false } : {};
  return (maxTokens) => ({ max_tokens: maxTokens, temperature: 0, ...extra });
}

async function responseFormat(rung: Rung, schema: z.ZodType, name: string) {
  if (rung === 'text') return {};
  if (rung === 'json_object') return { response_format: { type: 'json_object' as const } };
  const { zodResponseFormat } = await import('openai/helpers/zod');
  const { type, json_schema } = zodResponseFormat(schema, name);
  return { response_format: { type, json_schema } };
}

/** No redirects, no more headers than needed (the package tells machine and versions, and adds some from the environment), a bounded answer. */
async function guardedFetch(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const given = new Headers(init.headers);
  const headers = HEADERS.flatMap((header): [string, string][] => {
    const value = given.get(header);
    return value === null ? [] : [[header, value]];
  });
  const response = await fetch(url, { ...init, headers, redirect: 'error' });
  if (!response.body) return response;
  let size = 0;
  const limited = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.length;
      if (size > BODY_LIMIT_BYTES) controller.error(new RangeError('The model answered with more than 256 KiB.'));
      else controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(limited), { status: response.status, headers: response.headers });
}

function read(completion: unknown, asked: number): Completion {
  const parsed = completionSchema.safeParse(completion);
  const choice = parsed.data?.choices[0];
  if (!parsed.success || !choice) return { kind: 'unreadable', tokens: asked };
  const content = choice.message.content ?? '';
  const tokens = parsed.data.usage?.total_tokens ?? asked + estimateTokens(content);
  if (choice.message.refusal || choice.finish_reason === 'content_filter') return { kind: 'declined', tokens };
  return { kind: 'said', content, isCut: choice.finish_reason === 'length', tokens };
}

/** @param atMost tokens to count for a call whose answer nobody waited for: it may have been worked out all the same */
function failure(error: unknown, signal: AbortSignal, atMost: number): Completion {
  const { status, code } = fieldsOf(error);
  if (status === null) {
    if (signal.aborted || nameOf(error) === 'APIConnectionTimeoutError') return { kind: 'slow', tokens: atMost };
    const isBody = error instanceof SyntaxError || error instanceof RangeError;
    return isBody ? { kind: 'unreadable', tokens: atMost } : { kind: 'unreachable', status };
  }
  if (status === 408) return { kind: 'slow', tokens: 0 };
  if (status === 409 || status === 429 || status >= 500) return { kind: 'unreachable', status };
  if (code !== null && CONTENT_FILTERS.test(code)) return { kind: 'declined', tokens: 0 };
  return { kind: status === 400 || status === 422 ? 'unsupported' : 'forbidden', status };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.constructor.name : '');

function fieldsOf(error: unknown): { status: number | null; code: string | null } {
  const { status, code } = (error instanceof Error ? error : {}) as { status?: unknown; code?: unknown };
  return { status: typeof status === 'number' ? status : null, code: typeof code === 'string' ? code : null };
}
