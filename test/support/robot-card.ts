import { createHmac } from 'node:crypto';
import { trackIdOf } from '../../src/channels/dingtalk/card-track.ts';
import type { Outgoing } from '../../src/core/outgoing.ts';
import { openActivity } from './activities.ts';
import type { RobotBench } from './robot-bench.ts';

export const CARD_SECRET = 'unit-test-card-api-secret';

export interface ShownCard {
  trackId: string;
  activityId: string;
}

/** A card with a button that joins an activity, as it stands in a group. */
export async function showCard(
  robot: RobotBench,
  to: Outgoing['to'] = { kind: 'group', id: 'g1' },
  key = 'card',
): Promise<ShownCard> {
  const now = robot.clock.at;
  const card = await robot.store.transaction(async (tx) => {
    const { id: activityId } = await openActivity(tx, { capacity: 9 });
    const body: Outgoing = {
      channel: 'dingtalk',
      to,
      text: '周四晚上主题党日，点一下报名。',
      mentions: [],
      buttons: [{ id: `sign-up/join/${activityId}`, label: '报名' }],
    };
    const added = await tx.outbox.add([{ key, orderingKey: key, body, dueAt: now }], now);
    return { activityId, trackId: trackIdOf(added.get(key)!, body) };
  });
  await robot.bot.settle();
  robot.left.length = 0;
  return card;
}

/** What the platform sends when somebody presses the first button. */
export const pressBody = ({ trackId }: ShownCard, userId: string, over: Record<string, unknown> = {}) => ({
  type: 'actionCallback',
  outTrackId: trackId,
  corpId: 'dingtestcorp',
  userId,
  userIdType: 1,
  spaceType: 'IM_GROUP',
  spaceId: 'g1',
  extension: '{}',
  content: JSON.stringify({ cardPrivateData: { actionIds: ['choose'], params: { choice: '1' } } }),
  ...over,
});

/** Signed as the platform signs it: the time stamp alone. */
export const pressHeaders = (now: number, secret = CARD_SECRET): Record<string, string> => ({
  'content-type': 'application/json',
  'x-ddpaas-signature-timestamp': String(now),
  'x-ddpaas-signature': createHmac('sha256', secret).update(String(now)).digest('base64'),
});

export const signUps = (robot: RobotBench, { activityId }: ShownCard) =>
  robot.store.transaction(async (tx) => (await tx.signUps.ofActivity(activityId)).map(({ memberId }) => memberId));
