// The fake WeCom in callback mode: it speaks to a bot as the platform does, and believes no answer it has not checked.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FakeWecom, startWecom, wecomSecrets } from '../support/platforms/wecom/index.ts';

const { botAesKey, botToken } = wecomSecrets;
const clock = { at: 0 };
let wecom: FakeWecom;
let bot: Server;
/** What the bot heard, and what it answers: a status, or a body to be sealed. */
let heard: { msgid: string; msgtype: string; stream?: { id: string } }[];
let answers: (number | object | string)[];

beforeEach(async () => {
  clock.at = Date.parse('2026-11-23T10:00:00+08:00');
  heard = [];
  answers = [];
  bot = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    heard.push(JSON.parse(decrypt(botAesKey, JSON.parse(body).encrypt).message));
    const answer = answers.shift() ?? '';
    if (typeof answer === 'number') return response.writeHead(answer).end();
    const nonce = new URL(request.url ?? '', 'http://bot').searchParams.get('nonce') ?? '';
    response.end(answer === '' ? '' : typeof answer === 'string' ? answer : sealed(answer, nonce));
  });
  await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve));
  const { port } = bot.address() as AddressInfo;
  wecom = await startWecom({ now: () => clock.at, serverUrl: `http://127.0.0.1:${port}`, pollEveryMs: 5 });
});
afterEach(async () => {
  await wecom.close();
  bot.closeAllConnections();
  await new Promise((resolve) => bot.close(resolve));
});

function sealed(answer: object, nonce: string): string {
  const text = encrypt(botAesKey, JSON.stringify(answer), '');
  const timestamp = Math.floor(clock.at / 1_000);
  return JSON.stringify({
    encrypt: text,
    msgsignature: getSignature(botToken, String(timestamp), nonce, text),
    timestamp,
    nonce,
  });
}

const stream = (content: string, finish: boolean) => ({ msgtype: 'stream', stream: { id: 's1', finish, content } });
const say = () => wecom.say({ from: 'ZhouShifu', group: 'wrGroup', text: '高温津贴多少' });

it('asks on for a stream until it is finished', async () => {
  answers.push(stream('正在查…', false), stream('正在查…还在查…', false), '', stream('各省不一样。', true));
  const { id, isAccepted } = await say();
  expect(isAccepted).toBe(true);
  expect(await wecom.waitFor((one) => one.answers === id)).toMatchObject({
    group: 'wrGroup',
    kind: 'stream',
    text: '各省不一样。',
  });
  expect(heard.map(({ msgtype, stream: asked }) => [msgtype, asked?.id])).toEqual([
    ['text', undefined],
    ['stream', 's1'],
    ['stream', 's1'],
    ['stream', 's1'],
  ]);
  expect(wecom.violations).toEqual([]);
});

it('stops asking six minutes after the message, with the words there are', async () => {
  answers.push(stream('正在查…', false));
  const { id } = await say();
  clock.at += 360_000;
  expect(await wecom.waitFor((one) => one.answers === id)).toMatchObject({ text: '正在查…', isOpen: false });
});

it('sends a message again where nobody took it, three times at most, and an event never', async () => {
  answers.push(503, 500, stream('在的。', true));
  const { id, isAccepted, ended } = await say();
  expect(isAccepted).toBe(false);
  const soon = setInterval(() => {
    clock.at += 5_000;
  }, 15);
  expect(await ended).toBe(true);
  expect(await wecom.waitFor((one) => one.answers === id)).toMatchObject({ text: '在的。' });
  expect(new Set(heard.map(({ msgid }) => msgid)).size).toBe(1);
  answers.push(503, 503, 503, 503, 503);
  expect(await (await say()).ended).toBe(false);
  expect(heard).toHaveLength(3 + 4);
  answers.length = 0;
  answers.push(503);
  expect(await (await wecom.enter({ from: 'ZhouShifu' })).ended).toBe(false);
  expect(heard).toHaveLength(8);
  clearInterval(soon);
});

it('believes no answer that is not sealed, or not one of those that may be given', async () => {
  answers.push('{"msgtype":"text"}', { msgtype: 'text', text: { content: '好' } }, stream('长'.repeat(7_000), true));
  for (let times = 0; times < 3; times += 1) await say();
  expect(wecom.delivered).toEqual([]);
  expect(wecom.violations).toHaveLength(3);
});
