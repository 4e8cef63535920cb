import { type Channel, type Delivery, hasOpenEnd, OPEN_END, type Sending, STEP_MARK } from '../../core/channel.ts';
import { climb } from '../ladder.ts';
import { templateOf } from './buttons.ts';
import { staffIdOf } from './ids.ts';
import type { Template } from './messages.ts';
import { BATCH_MOST, BATCH_SEND, sendBatch } from './robot-send.ts';
import { splitWords } from './split.ts';
import type { Tools } from './ways.ts';

/** What one call can carry: the same words to people who can be reached by it, at the same point of their attempts. */
interface Batch {
  template: Template;
  lastReason: string | null;
  members: { index: number; staffId: string; sending: Sending }[];
}

/**
 * One call for up to twenty people who are told the same: one of the month's calls instead of twenty. Buttons are said in words, or are
 * links. Whatever is more than words to one person (an answer, pictures, words too long) goes alone.
 */
export function createTogether(tools: Tools, alone: Channel['deliver']): NonNullable<Channel['together']> {
  const { meters, hasButtonLinks } = tools;

  async function deliverBatch({ template, lastReason, members }: Batch): Promise<[number, Delivery][]> {
    const staffIds = members.map(({ staffId }) => staffId);
    let exceptions: ReadonlyMap<string, Delivery> = new Map();
    const delivery = await climb(
      [
        {
          name: BATCH_SEND,
          async attempt(isRepeat) {
            const end = await sendBatch(tools, staffIds, template, isRepeat);
            exceptions = end.exceptions;
            return end.attempt;
          },
        },
      ],
      lastReason,
    );
    return members.map(({ index, staffId }) => [index, exceptions.get(staffId) ?? delivery]);
  }

  return {
    most: BATCH_MOST,
    async deliver(sendings, now) {
      const batches = new Map<string, Batch>();
      const ends: Promise<[number, Delivery][]>[] = [];
      for (const [index, sending] of sendings.entries()) {
        const staffId = batchableTo(sending);
        const hold = staffId === null ? null : meters.hold('dingtalk_calls', sending.outgoing);
        if (staffId === null) ends.push(alone(sending, now).then((delivery) => [[index, delivery]]));
        else if (hold) ends.push(heldBack(hold, sending.lastReason).then((delivery) => [[index, delivery]]));
        else {
          const template = templateOf(sending.outgoing, hasButtonLinks);
          // Only where the end of the attempt before is open does it matter how it ended.
          const lastReason = hasOpenEnd(sending.lastReason) ? sending.lastReason : null;
          const key = JSON.stringify([template, lastReason]);
          const batch = batches.get(key) ?? { template, lastReason, members: [] };
          batches.set(key, batch);
          batch.members.push({ index, staffId, sending });
        }
      }
      ends.push(...[...batches.values()].map(deliverBatch));
      const byIndex = new Map((await Promise.all(ends)).flat());
      return sendings.map((_, index) => byIndex.get(index)!);
    },
  };
}

/** What may have left waits as such: later it is one repeat, not a new beginning. */
const heldBack = (hold: Delivery, lastReason: string | null): Promise<Delivery> =>
  climb([{ name: BATCH_SEND, attempt: async () => hold }], lastReason);

/** The staff id, where the sending is nothing but words to one person. */
function batchableTo({ outgoing, replyHandles, lastReason }: Sending): string | null {
  const { to, photos = [], text } = outgoing;
  const isPlain = to.kind === 'direct' && replyHandles.length === 0 && photos.length === 0;
  // The attempt before went another way, or only in part.
  const isElsewhere = hasOpenEnd(lastReason) && !lastReason.startsWith(`${BATCH_SEND}${OPEN_END}`);
  if (!isPlain || isElsewhere || STEP_MARK.test(lastReason ?? '') || splitWords(text).length > 1) return null;
  return staffIdOf(to.account);
}
