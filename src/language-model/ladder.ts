import { z } from 'zod';
import type { ModelRequest } from '../core/language-model.ts';
import { type Complete, type Completion, type Rung, rungs, type Turn } from './client.ts';
import { extractObject } from './extract.ts';

/** How it went; `tokens` is everything this question used, `status` the endpoint's last refusal. */
export type Climb<T> = { tokens: number; rung: Rung; status: number | null } & (
  | { kind: 'answered'; value: T }
  | { kind: 'refused' | 'garbled' | 'slow' | 'unreachable' }
);

export type Ladder = <T>(request: ModelRequest<T>, maxTokens: number, timeoutMs: number) => Promise<Climb<T>>;

/** Longer wrong answers are not shown back. */
const SHOWN_BACK_MAX = 2_000;
const PROBLEMS_MAX = 5;

/**
 * Asks on the best rung the endpoint takes: strict schema, then JSON, then plain text. The rung that worked is remembered; a
 * question that is refused on every rung teaches nothing. An answer that does not fit is sent back once.
 */
export function createLadder(complete: Complete): Ladder {
  let known = 0;
  return async <T>(request: ModelRequest<T>, maxTokens: number, timeoutMs: number) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const turns: Turn[] = [{ role: 'user', content: request.user }];
    let tokens = 0;
    let step = known;
    let isRepair = false;
    for (;;) {
      const rung = rungs[step]!;
      const { schema, schemaName } = request;
      const system: Turn = { role: 'system', content: instructions(request, rung) };
      const call = { turns: [system, ...turns], rung, schema, schemaName, maxTokens, signal, timeoutMs };
      const completion = await complete(call);
      tokens += 'tokens' in completion ? completion.tokens : 0;
      const status = 'status' in completion ? completion.status : null;
      if (completion.kind === 'unsupported' && step < rungs.length - 1) {
        step += 1;
        continue;
      }
      if (completion.kind !== 'said') return { kind: END[completion.kind], tokens, rung, status };
      known = step;
      const fitting = schema.safeParse(extractObject(completion.content));
      if (fitting.success) return { kind: 'answered', value: fitting.data, tokens, rung, status };
      if (isRepair || completion.isCut) return { kind: 'garbled', tokens, rung, status };
      isRepair = true;
      turns.push(
        { role: 'assistant', content: completion.content.slice(0, SHOWN_BACK_MAX) },
        { role: 'user', content: `That does not fit (${problems(fitting.error)}). Answer again: the JSON object only.` },
      );
    }
  };
}

const END = {
  declined: 'refused',
  unsupported: 'refused',
  forbidden: 'refused',
  unreadable: 'garbled',
  slow: 'slow',
  unreachable: 'unreachable',
} as const satisfies Record<Exclude<Completion['kind'], 'said'>, string>;

/** Below the first rung the endpoint does not know the schema: it stands in the instructions. */
function instructions({ system, schema }: ModelRequest<unknown>, rung: Rung): string {
  if (rung === 'json_schema') return system;
  return `${system}\n\nAnswer with one JSON object of this JSON Schema and nothing else:\n${JSON.stringify(z.toJSONSchema(schema))}`;
}

const problems = (error: z.ZodError): string =>
  error.issues
    .slice(0, PROBLEMS_MAX)
    .map(({ path, code }) => `${path.join('.') || 'root'}: ${code}`)
    .join('; ');
