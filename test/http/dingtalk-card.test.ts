// Presses on cards over real HTTP (hostile.cardHttp C01–C08).
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BotError } from '../../src/core/errors.ts';
import { phrases } from '../../src/core/phrases.ts';
import { createApp } from '../../src/http/app.ts';
import { mountCard } from '../../src/http/dingtalk.ts';
import { type HttpServer, listen } from '../../src/http/server.ts';
import { loadVectors } from '../channels/vectors.ts';
import { type RobotBench, robotBench } from '../support/robot-bench.ts';
import { CARD_SECRET, pressBody, pressHeaders, type ShownCard, showCard, signUps } from '../support/robot-card.ts';

const NOW = Date.parse('2026-11-23T12:00:00+08:00');
const CHOSEN = {
  cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
  userPrivateData: { cardParamMap: { chosen: phrases.chosen('报名') } },
};
/** What came of it, for whoever pressed. */
const JOINED = { ...CHOSEN, userPrivateData: { cardParamMap: { chosen: expect.stringContaining('报上了') as unknown } } };
const GONE = { ...CHOSEN, userPrivateData: { cardParamMap: { chosen: phrases.questionGone } } };

let robot: RobotBench;
let server: HttpServer;
let card: ShownCard;

beforeEach(async () => {
  robot = await robotBench(NOW);
  card = await showCard(robot);
  const { clock, log, meter, branch } = robot.services;
  const settings = { cardSecret: CARD_SECRET, robotCode: 'dingtest', corpId: 'dingtestcorp', maxSkewMs: 3_600_000 };
  const mount = mountCard(
    { clock, log, meter, branch, faults: { report() {}, clear() {} }, receiver: robot.bot.receiver },
    settings,
  );
  server = await listen(createApp([mount], log), { host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  await server.drain();
  await robot.close();
});

async function press(body: unknown, headers: Record<string, string> = pressHeaders(NOW)) {
  const response = await fetch(`${server.url}/dingtalk/card`, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await response.text();
  await robot.bot.settle();
  return { status: response.status, body: text === '' ? '' : (JSON.parse(text) as unknown) };
}

describe('a press on a card', () => {
  it('is done, and the card says what came of it: the group hears nothing (C01, C08)', async () => {
    expect(await press(pressBody(card, 'zhou'))).toEqual({ status: 200, body: JOINED });
    expect(await signUps(robot, card)).toEqual(['zhou']);
    robot.clock.at += 60_000;
    await robot.bot.settle();
    expect(robot.left).toEqual([]);
  });

  it('that comes too late for the card is answered with what was chosen; the words leave by the outbox', async () => {
    const { receive } = robot.bot.receiver;
    robot.bot.receiver.receive = (message, receiving) => receive(message, { ...receiving, waitMs: 0 });
    expect(await press(pressBody(card, 'zhou'))).toEqual({ status: 200, body: CHOSEN });
    expect(robot.left.map(({ where, handles }) => [where, handles])).toEqual([['g1', 0]]);
    expect(robot.left[0]!.text).toContain('报上了');
  });

  it('in the direct chat says nothing to whoever may have written it', async () => {
    const own = await showCard(robot, { kind: 'direct', account: 'dingtalk:zhou' }, 'own');
    expect(await press(pressBody(own, 'zhou', { spaceType: 'IM_ROBOT' }))).toEqual({ status: 200, body: CHOSEN });
    expect(robot.left.map(({ where }) => where)).toEqual(['dingtalk:zhou']);
  });

  it('may be made again after its opposite, minutes or days later; sent again it is the same', async () => {
    const leave = () =>
      robot.store.transaction(async (tx) => {
        const [own] = await tx.signUps.ofActivity(card.activityId);
        await tx.signUps.save({ ...own!, status: 'cancelled' });
      });
    for (const laterMs of [0, 2 * 60_000, 26 * 3_600_000]) {
      robot.clock.at += laterMs;
      expect((await press(pressBody(card, 'zhou'), pressHeaders(robot.clock.at))).body).toEqual(JOINED);
      expect(await signUps(robot, card)).toEqual(['zhou']);
      await leave();
      // A minute later the platform sends it once more, whatever happened in between.
      for (const againMs of [16_000, 44_000]) {
        robot.clock.at += againMs;
        await press(pressBody(card, 'zhou'), pressHeaders(robot.clock.at));
        expect(await signUps(robot, card)).toEqual([]);
      }
    }
  });

  it('twice is one effect with the same answer (C05)', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => press(pressBody(card, 'zhou'))));
    expect(answers).toEqual([1, 2, 3].map(() => ({ status: 200, body: JOINED })));
    expect(await signUps(robot, card)).toEqual(['zhou']);
    expect(robot.left).toEqual([]);
  });

  it('of somebody who may not has no effect (C06)', async () => {
    // Nobody signed who pressed: a secretary's own button would ask for the second factor.
    const foreign = await press(pressBody(card, 'zhou', { corpId: 'dingothercorp' }));
    expect(foreign).toEqual({ status: 403, body: '' });
    const outsider = await press(pressBody(card, 'zhou', { userIdType: 2, userId: 'union' }));
    expect(outsider.status).toBe(400);
    expect(await signUps(robot, card)).toEqual([]);
  });

  it('on the card of somebody else tells him so, and nothing is done (C06)', async () => {
    await robot.close();
    robot = await robotBench(NOW);
    card = await showCard(robot, { kind: 'direct', account: 'dingtalk:li' });
    const { clock, log, meter, branch } = robot.services;
    await server.drain();
    const settings = { cardSecret: CARD_SECRET, robotCode: 'dingtest', corpId: null, maxSkewMs: 3_600_000 };
    const mount = mountCard(
      { clock, log, meter, branch, faults: { report() {}, clear() {} }, receiver: robot.bot.receiver },
      settings,
    );
    server = await listen(createApp([mount], log), { host: '127.0.0.1', port: 0 });
    expect(await press(pressBody(card, 'zhou', { spaceType: 'IM_ROBOT' }))).toEqual({ status: 200, body: GONE });
    expect(await signUps(robot, card)).toEqual([]);
  });

  it.each([
    ['another activity', { params: { choice: '1', activityId: '999', action: 'sign-up/join/999' } }, ['zhou'], JOINED],
    ['a button that is not there', { params: { choice: '2' } }, [], GONE],
  ])('trusts nothing the client says of it: %s (C07)', async (_why, data, done, answer) => {
    const content = JSON.stringify({ cardPrivateData: { actionIds: ['choose'], ...data } });
    expect(await press(pressBody(card, 'zhou', { content }))).toEqual({ status: 200, body: answer });
    expect(await signUps(robot, card)).toEqual(done);
  });

  it('counts where the card was, not where the client says it was (C07)', async () => {
    const { receive } = robot.bot.receiver;
    robot.bot.receiver.receive = (message, receiving) => receive(message, { ...receiving, waitMs: 0 });
    await press(pressBody(card, 'zhou', { spaceId: 'g2' }));
    expect(robot.left.map(({ where }) => where)).toEqual(['g1']);
  });

  it.each([
    ['a name that was made up', 'm1-0123456789abcdef', 200],
    ['a name of another kind', 'branch01-signup-20260101-0001', 403],
  ])('under %s does nothing (C07)', async (_why, outTrackId, status) => {
    expect((await press(pressBody(card, 'zhou', { outTrackId }))).status).toBe(status);
    expect(await signUps(robot, card)).toEqual([]);
  });
});

describe('what is refused at the door', () => {
  it.each<[string, Record<string, string>]>([
    ['no signature (C02)', { 'x-ddpaas-signature': '' }],
    ['no time stamp', { 'x-ddpaas-signature-timestamp': '' }],
    [
      'the signature of a robot message (C03)',
      { 'x-ddpaas-signature': createHmac('sha256', CARD_SECRET).update(`${NOW}\n${CARD_SECRET}`).digest('base64') },
    ],
    ['another secret', pressHeaders(NOW, 'another-secret')],
    ['an old time stamp', pressHeaders(NOW - 3_600_001)],
    ['a time stamp that lies ahead', pressHeaders(NOW + 3_600_001)],
  ])('%s', async (_why, change) => {
    const headers = Object.fromEntries(Object.entries({ ...pressHeaders(NOW), ...change }).filter(([, value]) => value !== ''));
    expect(await press(pressBody(card, 'zhou'), headers)).toEqual({ status: 401, body: '' });
    expect(await signUps(robot, card)).toEqual([]);
  });

  it.each([
    ['content that is no JSON (C04)', { content: '{oops' }],
    ['a type of another kind', { type: 'other' }],
    ['no sender', { userId: undefined }],
  ])('%s', async (_why, over) => {
    expect((await press(pressBody(card, 'zhou', over))).status).toBe(400);
  });

  it('everything, while the store is away: the platform sends it again', async () => {
    const failing = { ...robot.bot.receiver, said: () => Promise.reject(new BotError('store', 'The disk is full.')) };
    await server.drain();
    const { clock, log, meter, branch } = robot.services;
    const settings = { cardSecret: CARD_SECRET, robotCode: 'dingtest', corpId: null, maxSkewMs: 3_600_000 };
    server = await listen(
      createApp(
        [mountCard({ clock, log, meter, branch, faults: { report() {}, clear() {} }, receiver: failing }, settings)],
        log,
      ),
      {
        host: '127.0.0.1',
        port: 0,
      },
    );
    expect((await press(pressBody(card, 'zhou'))).status).toBe(503);
  });
});

describe('the documented signature', () => {
  const vectors = loadVectors<{
    hmac: { cardCallback: { vectors: { apiSecret: string; timestamp: string; signatureBase64: string; accept?: boolean }[] } };
  }>('dingtalk-vectors.json');

  it.skipIf(!vectors)('is the one of the protocol sheet', () => {
    for (const { apiSecret, timestamp, signatureBase64, accept = true } of vectors!.hmac.cardCallback.vectors) {
      const ours = pressHeaders(Number(timestamp), apiSecret)['x-ddpaas-signature'];
      expect(ours === signatureBase64).toBe(accept);
    }
  });
});
