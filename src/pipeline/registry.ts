import type { CommandDefinition, Handler } from '../core/handler.ts';
import { type Intent, intentNames, isAllowed } from '../core/intent.ts';
import type { Role } from '../core/member.ts';
import { skillsOf } from '../domain/help.ts';

/** Short words that many say within minutes: who hears them is known. */
const KEPT = 500;
const LENGTH_MAX = 40;

export interface Command {
  handler: Handler;
  // biome-ignore lint/suspicious/noExplicitAny: commands of many slot types; each is checked at its definition.
  definition: CommandDefinition<any>;
}

/** Finds who handles what; built once from the list. */
export function createRegistry(handlers: readonly Handler[]) {
  const byIntent = new Map<Intent, Handler>();
  for (const handler of handlers) {
    for (const intent of intentNames) if (handler.intents[intent]) byIntent.set(intent, handler);
  }
  const skills = handlers.flatMap(skillsOf);
  const hearing = hearers(
    handlers.flatMap((handler) => Object.values(handler.commands ?? {}).map((definition) => ({ handler, definition }))),
  );
  const standing = handlers.filter((handler) => handler.standing !== undefined);
  const kept = handlers.flatMap(({ keeps }) => keeps ?? []);
  return { byIntent, hearing, standing, kept, byName: new Map(handlers.map((handler) => [handler.name, handler])), skills };
}

/**
 * Commands that hear words, of those a role may use, in the order of the list. Some hundred patterns are tried for it: of what was said a
 * moment ago it is remembered, since `hears` knows nothing but the words.
 */
function hearers(commands: readonly Command[]): (words: string, role: Role) => readonly Command[] {
  const known = new Map<string, readonly Command[]>();
  const heardBy = (words: string, role: Role) =>
    commands.filter(({ definition }) => isAllowed(role, definition.allow) && definition.hears(words) !== null);
  return (words, role) => {
    if (words.length > LENGTH_MAX) return heardBy(words, role);
    const key = `${role} ${words}`;
    const heard = known.get(key) ?? heardBy(words, role);
    // Put last again: the first one in the map is the one unused for longest.
    known.delete(key);
    known.set(key, heard);
    if (known.size > KEPT) known.delete(known.keys().next().value!);
    return heard;
  };
}

export type Registry = ReturnType<typeof createRegistry>;
