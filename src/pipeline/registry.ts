import type { Handler } from '../core/handler.ts';
import { type Intent, intentNames } from '../core/intent.ts';

/** Finds who handles what; built once from the list. */
export function createRegistry(handlers: readonly Handler[]) {
  const byIntent = new Map<Intent, Handler>();
  for (const handler of handlers) {
    for (const intent of intentNames) if (handler.intents[intent]) byIntent.set(intent, handler);
  }
  const skills = handlers.flatMap(({ title, help, staffHelp }) => [
    ...(help === null ? [] : [{ title, help, isForStaff: false }]),
    ...(staffHelp === undefined ? [] : [{ title, help: staffHelp, isForStaff: true }]),
  ]);
  const commands = handlers.flatMap((handler) =>
    Object.values(handler.commands ?? {}).map((definition) => ({ handler, definition })),
  );
  const standing = handlers.filter((handler) => handler.standing !== undefined);
  return { byIntent, commands, standing, byName: new Map(handlers.map((handler) => [handler.name, handler])), skills };
}

export type Registry = ReturnType<typeof createRegistry>;
