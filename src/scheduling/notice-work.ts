import { askSecond, giveUp } from '../domain/notices/confirming.ts';
import { planReminders, remindMissing } from '../domain/notices/reminders.ts';
import { NOTICE, noticeWorkSchema } from '../domain/notices/schedule.ts';
import { sendPart } from '../domain/notices/sending.ts';
import { checkNotice } from '../domain/notices/trouble.ts';
import type { Runner } from './runner.ts';

export { NOTICE };

/** What is due of a notice: a part leaves, another secretary is asked, those who are missing are reminded. */
export const runNotice: Runner = async (doing, payload) => {
  const work = noticeWorkSchema.parse(payload);
  const notice = await doing.tx.notices.lock(work.noticeId);
  if (!notice) return;
  switch (work.step) {
    case 'send':
      await sendPart(doing, notice, work.group);
      return;
    case 'ask_second': {
      const other = await doing.tx.members.byId(work.memberId);
      if (other) await askSecond(doing, notice, other);
      return;
    }
    case 'give_up':
      return await giveUp(doing, notice);
    case 'check':
      return await checkNotice(doing, notice);
    case 'look':
      return await planReminders(doing, notice, work.group);
    case 'remind':
      return await remindMissing(doing, notice, work.group, work.at);
  }
};
