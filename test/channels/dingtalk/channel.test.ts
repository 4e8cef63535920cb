import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDingtalkChannel } from '../../../src/channels/dingtalk/index.ts';
import { EMPTY_ANSWER, renderText } from '../../../src/channels/dingtalk/render.ts';
import type { ReplyHandle } from '../../../src/core/message.ts';
import type { Outgoing } from '../../../src/core/outgoing.ts';

const now = 1_780_000_000_000;
const ORIGIN = 'https://oapi.dingtalk.com';
const PATH = '/robot/sendBySession?session=maple';
const handle: ReplyHandle = { kind: 'session_webhook', url: ORIGIN + PATH, expiresAt: now + 1 };
const person = (userId: string, name: string | null = null) => ({ account: `dingtalk:${userId}`, userId, name, memberId: 'm1' });
const outgoing = (more: Partial<Outgoing> = {}): Outgoing => ({
  channel: 'dingtalk',
  to: { kind: 'group', id: 'cidMapleGroup==' },
  text: '已签到',
  mentions: [person('gao01')],
  buttons: [],
  ...more,
});
const deliver = (handles: ReplyHandle[] = [handle], settings = {}) =>
  createDingtalkChannel(settings).deliver(outgoing(), handles, 1, now);

beforeAll(() => {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
});
afterEach(() => nock.cleanAll());
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

describe('a text for DingTalk', () => {
  it('mentions people in front, in groups only', () => {
    expect(JSON.parse(renderText(outgoing()))).toEqual({
      msgtype: 'text',
      text: { content: '@gao01 已签到' },
      at: { atUserIds: ['gao01'], isAtAll: false },
    });
    expect(JSON.parse(renderText(outgoing({ to: { kind: 'direct', account: 'dingtalk:gao01' } })))).toMatchObject({
      text: { content: '已签到' },
      at: { atUserIds: [] },
    });
  });

  it('holds no mark-up and mentions nobody by what somebody wrote', () => {
    const body = JSON.parse(
      renderText(outgoing({ mentions: [person('a b', '@所有人')], text: '@所有人 [x](javascript:1) <b>' })),
    );
    expect(body.text.content).toBe('@@\u200b所有人 @\u200b所有人 [x]\u200b(javascript:1) ＜b>');
    expect(body.at).toEqual({ atUserIds: [], isAtAll: false });
  });

  it('calls nobody whose user id means everybody', () => {
    const body = JSON.parse(renderText(outgoing({ mentions: ['all', '@ALL', 'gao01'].map((id) => person(id)) })));
    expect(body).toMatchObject({ text: { content: '@gao01 已签到' }, at: { atUserIds: ['gao01'] } });
  });

  it('is cut so that the whole body keeps the limit', () => {
    for (const text of ['好'.repeat(9_000), '"'.repeat(15_000), '𠮷\n'.repeat(5_000)]) {
      const body = renderText(outgoing({ text }));
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(20_000);
      expect(JSON.parse(body).text.content.startsWith('@gao01 ')).toBe(true);
      expect(body).not.toContain('\u{FFFD}');
    }
  });

  it('calls people behind the first line, and ends with the link', () => {
    const link = 'https://bot.example.com/pages/abc';
    const urgent = outgoing({ text: '119\n已登记', called: [person('liu02'), person('x y', '老陈'), person('gao01')], link });
    expect(JSON.parse(renderText(urgent))).toEqual({
      msgtype: 'text',
      text: { content: `@gao01 119\n@liu02 @老陈 @gao01 已登记\n${link}` },
      at: { atUserIds: ['gao01', 'liu02'], isAtAll: false },
    });
    expect(JSON.parse(renderText({ ...urgent, to: { kind: 'direct', account: 'dingtalk:gao01' } }))).toMatchObject({
      text: { content: `119\n已登记\n${link}` },
      at: { atUserIds: [] },
    });
    const long = renderText({ ...urgent, text: '好'.repeat(9_000) });
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(20_000);
    expect(JSON.parse(long).text.content.endsWith(`好\n${link}`)).toBe(true);
  });

  it('mentions and calls at most fifty', () => {
    const many = (from: number) => Array.from({ length: 40 }, (_, index) => person(`id${from + index}`));
    const body = JSON.parse(renderText(outgoing({ mentions: many(0), called: many(40), text: '119\n已登记' })));
    expect(body.at.atUserIds).toHaveLength(50);
    expect(body.text.content).toMatch(/@id49 已登记$/);
  });

  it('says nothing with a message of its own', () => {
    expect(EMPTY_ANSWER).toBe('{"msgtype":"empty"}');
  });
});

describe('delivery to DingTalk', () => {
  it('posts to the first sessionWebhook that is open and ours', async () => {
    const others: ReplyHandle[] = [
      { ...handle, expiresAt: now },
      { ...handle, kind: 'response_url' },
      { ...handle, url: 'https://evil.example/robot/sendBySession?session=x' },
    ];
    expect(await deliver(others)).toEqual({ kind: 'no_way', reason: 'no_open_reply' });
    const scope = nock(ORIGIN)
      .post(PATH, JSON.parse(renderText(outgoing())))
      .reply(200, { errcode: 0, errmsg: 'ok' });
    expect(await deliver([...others, handle])).toEqual({ kind: 'sent' });
    expect(scope.isDone()).toBe(true);
  });

  it('may go to the configured base', async () => {
    const url = `http://127.0.0.1:9901${PATH}`;
    nock('http://127.0.0.1:9901').post(PATH).reply(200, { errcode: 0 });
    expect(await deliver([{ ...handle, url }])).toMatchObject({ kind: 'no_way' });
    expect(await deliver([{ ...handle, url }], { oapiBase: 'http://127.0.0.1:9901' })).toEqual({ kind: 'sent' });
  });

  it.each([
    [200, { errcode: '0' }, { kind: 'sent' }],
    [200, { errcode: 300001, errmsg: 'session 不存在' }, { kind: 'no_way', reason: 'session_webhook_gone' }],
    [200, { errcode: 130101 }, { kind: 'retry', reason: 'session_webhook_errcode_130101' }],
    [200, { errcode: 410100 }, { kind: 'retry', reason: 'session_webhook_errcode_410100' }],
    [200, { errcode: -1 }, { kind: 'retry', reason: 'session_webhook_errcode_-1' }],
    [200, { errcode: 310000, errmsg: 'secret words' }, { kind: 'refused', reason: 'session_webhook_errcode_310000' }],
    [200, { errcode: 999999 }, { kind: 'refused', reason: 'session_webhook_errcode_999999' }],
    [200, {}, { kind: 'refused', reason: 'session_webhook_http_200' }],
    [200, { errcode: '' }, { kind: 'refused', reason: 'session_webhook_http_200' }],
    [200, { status: 1111, punish: 'deny' }, { kind: 'retry', reason: 'session_webhook_punished' }],
    [200, '<html></html>', { kind: 'retry', reason: 'session_webhook_http_200' }],
    [502, {}, { kind: 'retry', reason: 'session_webhook_http_502' }],
    [200, `{"errcode":0,"x":"${'x'.repeat(70_000)}"}`, { kind: 'retry', reason: 'session_webhook_http_200' }],
  ])('reads %i %j', async (status, body, expected) => {
    nock(ORIGIN).post(PATH).reply(status, body);
    expect(await deliver()).toEqual(expected);
  });

  it('never follows a redirect', async () => {
    nock(ORIGIN).post(PATH).reply(302, '', { Location: 'http://127.0.0.1:6379/' });
    const target = nock('http://127.0.0.1:6379').get('/').reply(200).post('/').reply(200);
    expect(await deliver()).toEqual({ kind: 'refused', reason: 'session_webhook_redirect' });
    expect(target.pendingMocks()).toHaveLength(2);
  });

  it('tries again when no answer came', async () => {
    nock(ORIGIN).post(PATH).replyWithError('connection reset');
    expect(await deliver()).toEqual({ kind: 'retry', reason: 'session_webhook_network' });
    nock(ORIGIN)
      .post(PATH)
      .reply(() => new Promise(() => {}));
    expect(await deliver([handle], { timeoutMs: 20 })).toEqual({ kind: 'retry', reason: 'session_webhook_timeout' });
  });
});
