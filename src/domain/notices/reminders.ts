// One reminder for whoever has not answered a notice that asks for it, off-peak, and never a second one.
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { Notice } from '../../core/notice.ts';
import { buttonId } from '../../core/outgoing.ts';
import { noticePhrases } from '../../core/phrases-notices.ts';
import { type Push, pushToGroup, pushToMember } from '../pushes/index.ts';
import { memberListeners, nextPush } from '../pushes/off-peak.ts';
import { directAccounts } from '../pushes/way.ts';
import { isQuiet } from '../quiet-days.ts';
import { unanswered } from './index.ts';
import { schedule } from './schedule.ts';

/** Who has not answered is reminded of an urgent notice, too, after it was urgent. */
const REMIND_WITHIN_MS = 7 * DAY_MS;
/** People named in one message to a group; with more nobody finds himself. */
const MENTIONS_MAX = 50;

/** Who of this group (null = the listed people) is missing. Somebody who is in two of the groups belongs to the first. */
async function missingIn(doing: Doing, notice: Notice, group: string | null): Promise<Member[]> {
  if (notice.status === 'stopped' || !notice.requireAck) return [];
  return (await unanswered(doing, notice)).filter((one) => one.group === group).map(({ member }) => member);
}

/** When each of them can next be spoken to. */
const instantOf = ({ branch }: Doing, member: Member, group: string | null, from: number) =>
  nextPush(branch, memberListeners(branch, member, group), from);

/** Plans the reminder: each of the missing at the next planned instant of their own hours. */
export async function planReminders(doing: Doing, notice: Notice, group: string | null): Promise<void> {
  const missing = await missingIn(doing, notice, group);
  const instants = new Set(missing.map((member) => instantOf(doing, member, group, doing.now)));
  for (const at of instants) await schedule(doing, { step: 'remind', noticeId: notice.id, group, at }, at);
}

/** Reminds those whose instant this is and who are still missing; whoever wants to be left alone is. */
export async function remindMissing(doing: Doing, notice: Notice, group: string | null, at: number): Promise<void> {
  const unreached: Member[] = [];
  for (const member of await missingIn(doing, notice, group)) {
    if (instantOf(doing, member, group, at) !== at || (await isQuiet(doing.tx, member.id, doing.now))) continue;
    // A chat that nobody has opened yet may open too late: the group is there now.
    if (group !== null && (await directAccounts(doing, member.id)).length === 0) unreached.push(member);
    else await pushToMember(doing, member, reminderOf(notice, `to:${member.id}`, noticePhrases.remindMember(notice.body)));
  }
  if (group === null || unreached.length === 0) return;
  const push = reminderOf(notice, `${group}:${at}`, noticePhrases.remindInGroup(notice.body));
  await pushToGroup(doing, group, { ...push, mentions: unreached.slice(0, MENTIONS_MAX) });
}

function reminderOf(notice: Notice, whom: string, text: string): Push {
  const button = { id: buttonId('acknowledge', 'notice', notice.id), label: noticePhrases.acknowledge };
  const key = `notice-reminder:${notice.id}:${whom}`;
  return { key, text, kind: 'reminder', buttons: [button], usefulUntil: notice.sendAt + REMIND_WITHIN_MS };
}
