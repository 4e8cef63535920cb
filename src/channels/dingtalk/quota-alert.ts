import type { Faults } from '../../core/fault.ts';
import type { ParsedRobot } from './parse.ts';

/** Once the month's messages are used up the platform sends them without their words, and says so; the first one with words ends it. */
export function watchQuota(faults: Faults): (parsed: ParsedRobot) => void {
  /** Until something came: what an earlier process noted may be over. */
  let isSaidSpent = true;
  return ({ kind }) => {
    if (kind === 'alert') faults.report('dingtalk_quota_spent', 'dingtalk_messages');
    else if (kind === 'message' && isSaidSpent) faults.clear('dingtalk_quota_spent', 'dingtalk_messages');
    else return;
    isSaidSpent = kind === 'alert';
  };
}
