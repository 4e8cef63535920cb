// The label standard's intents. Who may use which is decided here, not by what somebody says.
import type { Role } from './member.ts';

export const intentNames = [
  'check_in',
  'sign_up',
  'cancel_sign_up',
  'report_hazard',
  'raise_appeal',
  'ask_policy',
  'find_station',
  'query_activity',
  'query_points',
  'redeem_points',
  'query_ticket',
  'rate_ticket',
  'acknowledge',
  'finish_study',
  'register',
  'undo',
  'help',
  'broadcast_notice',
  'plan_activity',
  'list_attendance',
  'update_ticket',
  'export_report',
  'smalltalk',
] as const;
export type Intent = (typeof intentNames)[number];

/** One thing a message asks for, with its parts. */
export interface Frame {
  intent: Intent;
  slots: Record<string, unknown>;
  /** The other reading the words also allow; `smalltalk` = perhaps nothing is asked. */
  alternative?: Frame;
}

/** `anyone` includes people outside the organisation; `insider` = everybody with a stable user id, in the roster or not. */
export type Allowance = 'anyone' | 'insider' | 'staff';

const STAFF: readonly Role[] = ['secretary', 'coordinator', 'operator'];

/** Reserved for secretaries (product rule "Rights"); everything else works for guests. */
export const allowances: Record<Intent, Allowance> = {
  check_in: 'insider',
  sign_up: 'insider',
  cancel_sign_up: 'insider',
  report_hazard: 'anyone',
  raise_appeal: 'insider',
  ask_policy: 'anyone',
  find_station: 'anyone',
  query_activity: 'insider',
  query_points: 'insider',
  redeem_points: 'insider',
  query_ticket: 'insider',
  rate_ticket: 'insider',
  acknowledge: 'insider',
  finish_study: 'insider',
  register: 'insider',
  undo: 'insider',
  help: 'anyone',
  broadcast_notice: 'staff',
  plan_activity: 'staff',
  list_attendance: 'staff',
  update_ticket: 'staff',
  export_report: 'staff',
  smalltalk: 'anyone',
};

export function isAllowed(role: Role, allowance: Allowance): boolean {
  if (allowance === 'anyone') return true;
  if (allowance === 'insider') return role !== 'external';
  return STAFF.includes(role);
}
