// Which slot of which intent is copied from which kind of stretch.
import type { Frame, Intent } from '../core/intent.ts';
import type { StretchKind } from './tagger.ts';

const kindBySlot: Readonly<Record<string, StretchKind>> = {
  'check_in.place': 'place',
  'report_hazard.place': 'place',
  'raise_appeal.place': 'place',
  'plan_activity.place': 'place',
  'find_station.area': 'place',
  'sign_up.activity': 'activity',
  'cancel_sign_up.activity': 'activity',
  'query_activity.activity': 'activity',
  'list_attendance.activity': 'activity',
  'plan_activity.title': 'activity',
  'finish_study.title': 'study',
  'redeem_points.item': 'item',
  'register.home_branch': 'home',
  'register.community': 'community',
  'check_in.on_behalf_of': 'person',
  'broadcast_notice.body': 'body',
  'update_ticket.note': 'note',
};

/** The slots of an intent that are copied, with the kind of stretch each is copied from. */
export function copiedSlots(intent: Intent): { slot: string; kind: StretchKind }[] {
  return Object.entries(kindBySlot)
    .filter(([name]) => name.startsWith(`${intent}.`))
    .map(([name, kind]) => ({ slot: name.slice(intent.length + 1), kind }));
}

/** The copied slots of a labelled frame. */
export function spanSlots({ intent, slots }: Frame): { kind: StretchKind; text: string }[] {
  return copiedSlots(intent).flatMap(({ slot, kind }) => {
    const text = slots[slot];
    return typeof text === 'string' && text !== '' ? [{ kind, text }] : [];
  });
}
