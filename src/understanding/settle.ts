// Where two intents claim the same words, one of them is right.
import type { Intent } from '../core/intent.ts';
import * as words from './lexicon.ts';
import { disown, type Reading } from './reading.ts';

/** The first intent takes the second one's words away where both claim a clause. */
const silences: Partial<Record<Intent, readonly Intent[]>> = {
  undo: ['check_in', 'cancel_sign_up', 'sign_up', 'query_ticket'],
  help: ['check_in', 'sign_up', 'query_activity', 'report_hazard', 'raise_appeal', 'query_points', 'ask_policy', 'query_ticket'],
  export_report: ['list_attendance', 'check_in', 'query_points', 'query_ticket', 'report_hazard'],
  list_attendance: ['query_activity', 'check_in', 'sign_up', 'query_ticket', 'ask_policy', 'acknowledge'],
  redeem_points: ['query_points', 'cancel_sign_up'],
  query_points: ['ask_policy', 'check_in', 'query_activity', 'help'],
  cancel_sign_up: ['sign_up', 'check_in'],
  sign_up: ['find_station'],
  finish_study: ['check_in'],
  register: ['check_in', 'ask_policy', 'sign_up'],
  update_ticket: ['query_ticket', 'rate_ticket', 'raise_appeal', 'report_hazard', 'check_in', 'sign_up', 'register'],
  rate_ticket: ['query_ticket', 'report_hazard', 'raise_appeal', 'undo', 'acknowledge'],
  query_ticket: ['raise_appeal', 'report_hazard', 'ask_policy', 'query_activity', 'find_station'],
  raise_appeal: ['report_hazard', 'find_station', 'query_ticket', 'query_activity'],
  report_hazard: ['find_station', 'query_activity', 'sign_up', 'finish_study'],
  ask_policy: ['query_activity', 'find_station', 'sign_up'],
  find_station: ['query_activity'],
  plan_activity: [
    'query_activity',
    'sign_up',
    'check_in',
    'register',
    'ask_policy',
    'raise_appeal',
    'report_hazard',
    'cancel_sign_up',
    'find_station',
  ],
};

/** What a notice's wording must never set off. */
const SAID_IN_NOTICES: readonly Intent[] = [
  'check_in',
  'acknowledge',
  'help',
  'undo',
  'sign_up',
  'cancel_sign_up',
  'query_activity',
  'ask_policy',
  'find_station',
  'query_points',
  'redeem_points',
  'finish_study',
  'register',
  'raise_appeal',
  'report_hazard',
  'list_attendance',
];

/** Lets the stronger intent silence the weaker one. */
export function settle(reading: Reading): void {
  const { owners } = reading;
  const notice = owners.get('broadcast_notice');
  if (notice) {
    const first = Math.min(...notice);
    const opens = words.broadcast.said.test(reading.clauses[first]?.text ?? '');
    for (const intent of SAID_IN_NOTICES) disown(reading, intent, (index) => !opens || index >= first);
    disown(reading, 'plan_activity', (index) => opens && index >= first);
  }
  if (reading.owners.has('rate_ticket') || reading.owners.has('update_ticket')) {
    if (!reading.owners.has('query_ticket')) disown(reading, 'report_hazard', (index) => !reading.urgent && index <= 1);
  }
  if (isCorrected(reading)) disown(reading, 'undo', () => true);
  for (const [strong, weak] of Object.entries(silences) as [Intent, readonly Intent[]][]) {
    const claimed = owners.get(strong);
    if (claimed) for (const intent of weak) disown(reading, intent, (index) => claimed.has(index));
  }
}

/** "Two hours, misspoke, three": put right within the message, nothing to take back. */
function isCorrected({ owners, spoken }: Reading): boolean {
  const undone = owners.get('undo');
  const told = owners.get('check_in');
  if (!undone || !told || Math.min(...told) >= Math.min(...undone)) return false;
  return [...spoken.matchAll(new RegExp(words.numerals.hours, 'gi'))].length > 1;
}
