// `npm run understand -- --model` as people run it: a process of its own with the settings of the environment.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createReader } from '../../src/understanding/index.ts';
import { advice } from '../support/model-bot.ts';
import { type ModelServer, says, startModelServer } from '../support/model-server.ts';
import { projectRoot } from '../support/source.ts';

let server: ModelServer;
beforeEach(async () => {
  server = await startModelServer();
});
afterEach(() => server.close());

async function run(args: string[], texts: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(projectRoot, 'src/cli/understand.ts'), ...args], {
    cwd: projectRoot,
    env: { PATH: process.env.PATH, ...env },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(texts.map((text, id) => `${JSON.stringify({ id, text, now: '2026-11-20T09:12:00+08:00' })}\n`).join(''));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const lines = out.trim() === '' ? [] : out.trim().split('\n');
  return { code, err, intents: lines.map((line) => (JSON.parse(line) as { intents: { intent: string }[] }).intents) };
}

const settings = () => ({
  OPENAI_API_KEY: 'key-of-the-test',
  OPENAI_BASE_URL: server.baseUrl,
  OPENAI_MODEL: 'model-of-the-test',
});

/** Words the shipped reader doubts today, and others it does not: it is trained anew now and then. */
function sorted() {
  const read = createReader();
  const context = { now: 0, role: 'member', activities: [], quoted: null, hasPhoto: false, tickets: [] } as const;
  const heads = ['那个', '这个', '周六', '晚上', '我', '包饺子', '那个活动', '要不'];
  const tails = ['我去吧', '算我一个吧', '我也来', '看看', '我行', '有我', '能去', '还去吗', '算了'];
  const texts = heads.flatMap((head) => tails.map((tail) => head + tail));
  const doubtful = texts.filter((text) => {
    const [frame, more] = read(text, context);
    const isKept = [frame, frame?.alternative].some((one) => one?.intent === 'raise_appeal' || one?.intent === 'register');
    return !more && frame?.alternative !== undefined && !isKept;
  });
  return { doubtful: doubtful.slice(0, 3), clear: ['签到', '撤销', '帮助'] };
}

test('asks about what is doubtful, and about nothing else', async () => {
  const { doubtful, clear } = sorted();
  expect(doubtful.length).toBeGreaterThan(0);
  server.answers(advice(['query_activity'], ['query_points', { scope: 'rank', reward: 'everything' }], ['export_report']));
  const { code, err, intents } = await run(['--model'], [...clear, ...doubtful], settings());
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(intents.slice(0, 3).map(([frame]) => frame?.intent)).toEqual(['check_in', 'undo', 'help']);
  for (const frames of intents.slice(3))
    expect(frames).toEqual([
      { intent: 'query_activity', slots: {} },
      { intent: 'query_points', slots: { scope: 'rank' } },
    ]);
  expect(server.asked).toHaveLength(doubtful.length);
  expect(server.asked[0]?.headers.authorization).toBe('Bearer key-of-the-test');
});

test('answers every line as without a model when the model is no help', async () => {
  const { doubtful, clear } = sorted();
  const texts = [...doubtful, ...clear];
  const plain = await run([], texts, settings());
  expect(server.asked).toHaveLength(0);
  server.answers(says('…'));
  const useless = await run(['--model'], texts, settings());
  const down = await run(['--model'], texts, { ...settings(), OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' });
  expect([useless, down]).toEqual([plain, plain]);
  expect(plain.intents).toHaveLength(texts.length);
});

test.each<[string, string[], Record<string, string>, RegExp]>([
  ['without settings', ['--model'], {}, /^understand: --model needs a language model; set OPENAI_API_KEY and OPENAI_MODEL\.\n$/],
  ['with half of them', ['--model'], { OPENAI_MODEL: 'small' }, /OPENAI_API_KEY is missing while OPENAI_MODEL is set/],
  ['with an option nobody knows', ['--modle'], {}, /Unknown option --modle; the only option is --model/],
])('complains %s and says the cure', async (_, args, env, message) => {
  const { code, err, intents } = await run(args, ['签到'], env);
  expect({ code, intents }).toEqual({ code: 1, intents: [] });
  expect(err).toMatch(message);
  expect(err).not.toContain('    at ');
});
