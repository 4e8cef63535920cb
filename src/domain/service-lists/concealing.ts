// What others than the staff, and any group, may read of the lists: nobody's name, telephone or door.
import { serviceListPhrases } from '../../core/phrases-service-lists.ts';
import { maskForGroup } from '../masking/for-group.ts';
import { homes } from '../words/service-lists.ts';
import type { ServiceItem } from './records.ts';

/**
 * Its words without third parties. Beside a need even a building tells whose it is; where something is offered, people must find it.
 * @param names every name somebody is known by
 */
export function concealed({ kind, text }: Pick<ServiceItem, 'kind' | 'text'>, names: readonly string[]): string {
  const masked = maskForGroup(text, names, kind !== 'need');
  return masked.replace(kind === 'need' ? homes.whole : homes.door, serviceListPhrases.home);
}
