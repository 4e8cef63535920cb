// The parts of a notice's life that wait for their instant, and the names everything about it has in the queues.
import { z } from 'zod';
import { SECOND_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';

/** The work's name in the store. */
export const NOTICE = 'notice';

const noticeId = z.string();
/** A group's id; null = the listed people. */
const group = z.string().nullable();

export const noticeWorkSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('send'), noticeId, group }),
  z.object({ step: z.literal('ask_second'), noticeId, memberId: z.string() }),
  /** Nobody has agreed until then. */
  z.object({ step: z.literal('give_up'), noticeId }),
  /** A day has passed: looks who is missing and when they can be reminded. */
  z.object({ step: z.literal('look'), noticeId, group }),
  /** Looks whether what left has arrived, in all groups; those of older versions name one. */
  z.object({ step: z.literal('check'), noticeId, group, at: z.number() }),
  z.object({ step: z.literal('remind'), noticeId, group, at: z.number() }),
]);
export type NoticeWork = z.infer<typeof noticeWorkSchema>;

const LISTED = 'listed';

/** Key of a part's work, and of its push where it goes to a group. */
export const partKey = (id: string, to: string | null): string => `notice:${id}:${to ?? LISTED}`;

/** Key of what a listed person gets. */
export const personKey = (id: string, memberId: string): string => `notice:${id}:to:${memberId}`;

function workKey(work: NoticeWork): string {
  switch (work.step) {
    case 'send':
      return partKey(work.noticeId, work.group);
    case 'ask_second':
      return `notice:${work.noticeId}:second:${work.memberId}`;
    case 'give_up':
      return `notice:${work.noticeId}:give-up`;
    case 'look':
      return `${partKey(work.noticeId, work.group)}:look`;
    case 'check':
      return `${partKey(work.noticeId, work.group)}:check:${work.at}`;
    case 'remind':
      return `${partKey(work.noticeId, work.group)}:remind:${work.at}`;
  }
}

/** Twice changes nothing. */
export async function schedule({ tx, now }: Doing, work: NoticeWork, dueAt: number): Promise<void> {
  const key = workKey(work);
  // Each waits for itself: one that is planned for next week holds up no other.
  await tx.scheduled.add([{ key, orderingKey: key, body: { kind: NOTICE, payload: work }, dueAt }], now);
}

/** By then a platform can have refused what left. */
export const LOOK_SOON_MS = 30 * SECOND_MS;

/** One look for all parts that leave at one instant. */
export const lookAfter = (doing: Doing, noticeId: string, at: number): Promise<void> =>
  schedule(doing, { step: 'check', noticeId, group: null, at }, at);
