import type { Handler } from '../core/handler.ts';
import { type Intent, intentNames } from '../core/intent.ts';

/** Finds who handles what; built once from the list. */
export function createRegistry(handlers: readonly Handler[]) {
  const byIntent = new Map<Intent, Handler>();
  for (const handler of handlers) {
    for (const intent of intentNames) if (handler.intents[intent]) byIntent.set(intent, handler);
  }
  const skills = handlers.flatMap(({ title, help }) => (help === null ? [] : [{ title, help }]));
  return { byIntent, byName: new Map(handlers.map((handler) => [handler.name, handler])), skills };
}

export type Registry = ReturnType<typeof createRegistry>;
