// An activity held before, as a model for another.
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { Conversation } from '../../core/message.ts';
import { findActivities } from './finding.ts';
import { lastOfKind, type Template, templateOf } from './templates.ts';

/** The last one that began and was called so; where none has, the next one. @param name empty = simply the last */
export async function formerLike(
  doing: Doing,
  where: { member: Member; conversation: Conversation },
  name: string,
): Promise<Template | null> {
  const found = name === '' ? [] : await findActivities(doing, where, name, ['done', 'closed', 'open']);
  const former =
    name === ''
      ? await lastOfKind(doing, null)
      : (found.find(({ sessions }) => sessions.every(({ start }) => start <= doing.now)) ?? found[0] ?? null);
  return former && templateOf(former, former.title);
}
