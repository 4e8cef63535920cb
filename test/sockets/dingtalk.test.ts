// The robot over Stream mode, with the whole bot behind it.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CARD_TOPIC, ROBOT_TOPIC, type Stream } from '../../src/channels/dingtalk/stream.ts';
import { BotError } from '../../src/core/errors.ts';
import type { FaultCode } from '../../src/core/fault.ts';
import { connectRobot, type RobotSocketServices } from '../../src/sockets/dingtalk.ts';
import { type Gateway, settle, startGateway, until } from '../channels/dingtalk/gateway.ts';
import { quotasOf, type RobotBench, robotBench } from '../support/robot-bench.ts';
import { pressBody, showCard, signUps } from '../support/robot-card.ts';

const NOON = Date.parse('2026-11-23T12:00:00+08:00');

let robot: RobotBench;
let gateway: Gateway;
let stream: Stream;
let standing: Map<FaultCode, string | null>;

async function connect(over: Partial<RobotSocketServices> = {}): Promise<void> {
  const { clock, log, meter, branch } = robot.services;
  const faults = {
    report: (code: FaultCode, subject: string | null = null) => void standing.set(code, subject),
    clear: (code: FaultCode) => void standing.delete(code),
  };
  const quotas = quotasOf(robot);
  const services = { clock, log, meter, branch, receiver: robot.bot.receiver, faults, quotas, ...over };
  const settings = {
    clientId: 'dingtest',
    clientSecret: 'test-client-secret',
    robotCode: 'dingtest',
    corpId: 'dingtestcorp',
    apiBase: gateway.base,
    oapiBase: 'https://oapi.dingtalk.com',
  };
  stream = connectRobot(services, settings);
  stream.start();
  await vi.advanceTimersByTimeAsync(0);
  await until(() => stream.state().isOpen);
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  robot = await robotBench(NOON);
  gateway = await startGateway();
  standing = new Map();
});
afterEach(async () => {
  const stopped = stream.stop();
  await settle();
  await vi.advanceTimersByTimeAsync(10_000);
  await stopped;
  await gateway.close();
  vi.useRealTimers();
  await robot.close();
});

let count = 0;
const robotBody = (content: string, over: Record<string, unknown> = {}) => ({
  msgId: `m${++count}`,
  msgtype: 'text',
  text: { content: ` ${content}` },
  conversationId: 'g1',
  conversationType: '2',
  senderStaffId: 'zhou',
  senderId: '$:LWCP_v1:$zhou',
  senderNick: '周师傅',
  senderCorpId: 'dingtestcorp',
  chatbotUserId: '$:LWCP_v1:$bot',
  chatbotCorpId: 'dingtestcorp',
  robotCode: 'dingtest',
  createAt: NOON,
  sessionWebhook: 'https://oapi.dingtalk.com/robot/sendBySession?session=x',
  sessionWebhookExpiredTime: NOON + 5_400_000,
  ...over,
});

/** What the platform pushes, and the acknowledgement. */
async function push(body: unknown, messageId = `d${count}`, topic = ROBOT_TOPIC): Promise<Record<string, unknown>> {
  const before = gateway.frames.length;
  gateway.send({ type: 'CALLBACK', headers: { topic, messageId }, data: JSON.stringify(body) });
  await until(() => gateway.frames.length > before);
  await robot.bot.settle();
  return gateway.frames.at(-1)!;
}

describe('the robot over its stream', () => {
  it('stores what is said before it is acknowledged, and answers by the outbox', async () => {
    await connect();
    const body = robotBody('签到');
    expect(await push(body)).toMatchObject({ code: 200, data: '{"response":null}' });
    const item = await robot.store.transaction((tx) => tx.inbox.find(`dingtalk:dingtest:${body.msgId}`));
    expect(item?.body).toMatchObject({ proof: 'message', replyHandles: [{ kind: 'session_webhook' }] });
    expect(robot.left).toMatchObject([{ where: 'g1', handles: 1 }]);
    expect(robot.left[0]!.text).toContain('签到记下了');
    expect(robot.callbacks).toEqual([{ route: 'dingtalk/stream', outcome: 'message' }]);
  });

  it('takes the same message under another delivery once, and counts both (S01)', async () => {
    await connect();
    const body = robotBody('签到');
    expect(await push(body, 'first')).toMatchObject({ code: 200, headers: { messageId: 'first' } });
    expect(await push(body, 'second')).toMatchObject({ code: 200, headers: { messageId: 'second' } });
    expect(robot.left).toHaveLength(1);
    expect(robot.counted).toEqual({ dingtalk_messages: 2 });
  });

  it('carries a secretary’s command without a code', async () => {
    await connect();
    await push(robotBody('通知大家：今晚大风，八点停工', { senderStaffId: 'li' }));
    expect(robot.left.map(({ text }) => text).join()).toContain('1 个群');
  });

  it('leaves what is not stored without an acknowledgement', async () => {
    const { receiver } = robot.bot;
    let isAway = true;
    const receive: typeof receiver.receive = async (...given) => {
      if (isAway) throw new BotError('store', 'The disk is full.');
      return await receiver.receive(...given);
    };
    await connect({ receiver: { ...receiver, receive } });
    const body = robotBody('签到');
    gateway.send({ type: 'CALLBACK', headers: { topic: ROBOT_TOPIC, messageId: 'lost' }, data: JSON.stringify(body) });
    await until(() => robot.lines.some((line) => line.includes('could not be taken')));
    isAway = false;
    expect(await push(body, 'again')).toMatchObject({ code: 200, headers: { messageId: 'again' } });
    expect(gateway.frames).toHaveLength(1);
    expect(robot.left).toHaveLength(1);
  });

  it('refuses before any work where too much waits', async () => {
    await connect({ receiver: { ...robot.bot.receiver, isOverloaded: () => true } });
    gateway.send({ type: 'CALLBACK', headers: { topic: ROBOT_TOPIC, messageId: 'x' }, data: JSON.stringify(robotBody('签到')) });
    await until(() => robot.lines.some((line) => line.includes('could not be taken')));
    expect(gateway.frames).toEqual([]);
  });

  it.each([
    ['no payload of a robot', { conversationId: undefined }, 400],
    ['for another robot', { robotCode: 'dingother' }, 200],
    ['of another organisation', { chatbotCorpId: 'dingother' }, 200],
  ])('hands on nothing that is %s', async (_why, over, code) => {
    await connect();
    expect(await push(robotBody('签到', over))).toMatchObject({ code });
    expect(robot.left).toEqual([]);
  });

  it('tells the operator when the month’s messages are used up', async () => {
    await connect();
    const over = { text: undefined, errorCode: 20_001, errorMessage: 'quota' };
    expect(await push(robotBody('', over))).toMatchObject({ code: 200 });
    expect([...standing]).toEqual([['dingtalk_quota_spent', 'dingtalk_messages']]);
    await push(robotBody('签到'));
    expect([...standing]).toEqual([]);
  });

  it('takes the first message with words for the end of what an earlier process noted', async () => {
    await connect();
    standing.set('dingtalk_quota_spent', 'dingtalk_messages');
    await push(robotBody('签到'));
    expect([...standing]).toEqual([]);
  });

  it('logs no word, no person and no secret', async () => {
    await connect();
    await push(robotBody('签到 绝密词'));
    await push(robotBody('签到 绝密词', { conversationId: undefined }));
    expect(robot.lines.join('\n')).not.toMatch(/绝密词|周师傅|zhou|test-client-secret|ticket/);
  });
});

describe('a press on a card over the stream', () => {
  it('is done once however often it comes, each time with the same answer (C05)', async () => {
    const card = await showCard(robot);
    await connect();
    const answers = [];
    for (const id of ['c1', 'c2']) answers.push(await push(pressBody(card, 'zhou'), id, CARD_TOPIC));
    const [first] = answers;
    expect(JSON.parse((first as { data: string }).data)).toEqual({
      response: {
        cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
        userPrivateData: { cardParamMap: { chosen: expect.stringContaining('报上了') as unknown } },
      },
    });
    expect(answers).toMatchObject(Array(2).fill({ code: 200, data: (first as { data: string }).data }));
    expect(await signUps(robot, card)).toEqual(['zhou']);
    expect(robot.left).toEqual([]);
    expect(robot.counted).toEqual({});
  });

  it('that cannot be read is refused', async () => {
    const card = await showCard(robot);
    await connect();
    expect(await push(pressBody(card, 'zhou', { content: '{oops' }), 'c1', CARD_TOPIC)).toMatchObject({ code: 400 });
    expect(await signUps(robot, card)).toEqual([]);
  });
});
