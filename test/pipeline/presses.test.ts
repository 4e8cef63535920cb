// Presses on cards that show by themselves what was chosen, in a group: what is said besides, and to whom.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../src/core/clock.ts';
import type { Message } from '../../src/core/message.ts';
import { instant, openActivity } from '../support/activities.ts';
import { type RobotBench, robotBench } from '../support/robot-bench.ts';

const NOON = Date.parse('2026-11-22T12:00:00+08:00');
const GROUP: Message['conversation'] = { kind: 'group', id: 'g1' };

let robot: RobotBench;
let count = 0;
beforeEach(async () => {
  robot = await robotBench(NOON);
  robot.services.channels.dingtalk!.showsChoice = true;
});
afterEach(() => robot.close());

const envelope = (from: string, conversation = GROUP) => ({
  channel: 'dingtalk' as const,
  key: `dingtalk:test:${++count}`,
  conversation,
  sender: { account: `dingtalk:${from}`, userId: from, name: null },
  sentAt: robot.clock.at,
  receivedAt: robot.clock.at,
  addressed: true,
  proof: 'message' as const,
  replyHandles: [],
});

async function hear(message: Message) {
  const before = robot.left.length;
  await robot.bot.receiver.receive(message, { waitMs: 0 });
  await robot.bot.settle();
  return robot.left.slice(before);
}
const nothingElse = { spoken: false, media: [], mentions: [], quoted: null, location: null };
const say = (from: string, text: string, where = GROUP) => hear({ ...envelope(from, where), kind: 'said', text, ...nothingElse });
const press = async (from: string, button: string, where = GROUP) =>
  (await hear({ ...envelope(from, where), kind: 'clicked', card: 'm999', button })).map(({ where, text }) => [where, text]);

const open = (over: Parameters<typeof openActivity>[1] = {}) =>
  robot.store.transaction(async (tx) => `sign-up/join/${(await openActivity(tx, over)).id}`);
const signUps = () =>
  robot.store.transaction(async (tx) => (await tx.signUps.list()).map(({ memberId, status }) => `${memberId} ${status}`));

test('a sign-up is recorded, and the group hears nothing; who must wait hears it alone', async () => {
  const button = await open({ capacity: 1 });
  expect(await press('zhou', button)).toEqual([]);
  expect(await press('zhou', button)).toEqual([]);
  expect(await press('qian', button)).toEqual([['dingtalk:qian', '满了，你排候补第 1。有人退我马上告诉你。']]);
  expect(await signUps()).toEqual(['zhou in', 'qian waiting']);
});

test('who must wait and is not reached alone hears it in the group', async () => {
  robot.reach = 'never';
  const button = await open({ capacity: 1 });
  await press('zhou', button);
  expect(await press('qian', button)).toEqual([['g1', '满了，你排候补第 1。有人退我马上告诉你。']]);
});

test('on a platform whose cards show nothing the group hears it as before', async () => {
  robot.services.channels.dingtalk!.showsChoice = false;
  expect(await press('zhou', await open())).toEqual([['g1', expect.stringContaining('报上了')]]);
});

test('a button of an activity that is over says so, to whoever pressed', async () => {
  const button = await open({ createdBy: 'li' });
  robot.clock.at = instant('2026-11-27T09:00');
  expect(await press('zhou', button)).toEqual([['dingtalk:zhou', '“11月主题党日”已经办完了。']]);
  await robot.store.transaction(async (tx) => {
    const [activity] = await tx.activities.list(['open', 'closed', 'done']);
    await tx.activities.save({ ...activity!, status: 'done' });
  });
  expect(await press('zhou', button)).toEqual([['dingtalk:zhou', '“11月主题党日”已经办完了。']]);
});

test.each([0, 30 * HOUR_MS])(
  'a card whose question was answered takes no second press (%i ms later), and the group hears nothing',
  async (later) => {
    const [draft] = await say('li', '通知大家：充电棚检修');
    const [yes, no] = draft!.outgoing.buttons.map(({ id }) => id);
    await press('li', yes!);
    robot.clock.at += later;
    expect(await press('li', yes!)).toEqual([]);
    expect(await press('li', no!)).toEqual([]);
    expect(await robot.store.transaction((tx) => tx.notices.since(0, 9))).toHaveLength(1);
  },
);

test('in a direct chat a second press is said to be one', async () => {
  const alone: Message['conversation'] = { kind: 'direct', id: 'dingtalk:li' };
  const [draft] = await say('li', '通知大家：充电棚检修', alone);
  const { id } = draft!.outgoing.buttons[1]!;
  await say('li', '2', alone);
  expect(await press('li', id, alone)).toEqual([['dingtalk:li', '这个已经选过了，不用再点。']]);
});

test('a question that has expired says so to whoever pressed, with what to do now', async () => {
  const [draft] = await say('li', '通知大家：充电棚检修');
  robot.clock.at += 11 * MINUTE_MS;
  expect(await press('li', draft!.outgoing.buttons[0]!.id)).toEqual([['dingtalk:li', '这个问题过时了，请直接再说一次。']]);
});
