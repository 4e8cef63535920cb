import { describe, expect, it } from 'vitest';
import { sayFailure, sayStarted } from '../../src/cli/text.ts';
import { readConfig } from '../../src/config.ts';
import { BotError } from '../../src/core/errors.ts';

const DATABASE_URL = 'postgres://bee:honey@127.0.0.1:1/bee';
const embedded = readConfig({ DATA_DIR: 'data/here', PORT: '3100' });
const served = readConfig({ DATABASE_URL });
const system = (code: string, syscall: string) => Object.assign(new Error(`${code}: said the system`), { code, syscall });

describe('a start that failed', () => {
  it.each([
    [new BotError('store_locked', 'records.sqlite is in use'), embedded, [/data\/here/, /DATA_DIR/, /records\.sqlite/]],
    [new BotError('store_damaged', 'records.sqlite is damaged'), embedded, [/坏了/, /备份/, /records\.sqlite/]],
    [new BotError('store', 'failed', { detail: 'ECONNREFUSED' }), served, [/DATABASE_URL/, /ECONNREFUSED/]],
    [new BotError('store', 'cannot be created'), embedded, [/写不进去/, /cannot be created/]],
    [new BotError('settings', 'branch.json: line 2'), embedded, [/支部设置/, /branch\.json: line 2/]],
    [new BotError('config', 'cannot listen', { cause: system('EADDRINUSE', 'listen') }), embedded, [/3100/, /PORT/]],
    [new BotError('config', 'cannot listen', { cause: system('EACCES', 'listen') }), embedded, [/3100/, /1024/]],
    [new BotError('config', 'cannot listen', { cause: system('EADDRNOTAVAIL', 'listen') }), embedded, [/HOST/]],
    [new BotError('config', 'cannot listen', { cause: system('EMFILE', 'listen') }), embedded, [/EMFILE/]],
    [system('ENOTDIR', 'mkdir'), embedded, [/是个文件/, /DATA_DIR/]],
    [system('EEXIST', 'mkdir'), embedded, [/是个文件/, /DATA_DIR/]],
    [system('EACCES', 'mkdir'), embedded, [/不能写/, /DATA_DIR/]],
    [system('ENOENT', 'mkdir'), embedded, [/ENOENT/, /DATA_DIR/]],
  ])('because of %s says so in Chinese, with the cure and where to look', (error, config, words) => {
    const said = sayFailure(error, config);
    for (const word of [/^小蜂没有启动。\p{Script=Han}/u, /办法：/, /运行 npm run doctor 看看哪里不对。$/, ...words])
      expect(said).toMatch(word);
    expect(said).not.toMatch(/honey|at .*\.ts:/);
  });

  it('keeps the stack of what nobody foresaw', () => {
    const said = sayFailure(new TypeError('odd'), embedded);
    expect(said).toMatch(/TypeError: odd\n\s+at /);
    expect(said).toMatch(/npm run doctor/);
  });
});

describe('the start screen', () => {
  const screenOf = (env: Record<string, string>) => sayStarted(readConfig({ SIMULATOR: 'off', ...env }), 'http://127.0.0.1:3000');

  it('says what to write, where a name alone would not do', () => {
    const said = screenOf({});
    expect(said).toContain('演练台：关（要打开，在 .env 里填 SIMULATOR=on）');
    expect(said).toContain('企业微信智能机器人：关（要打开，在 .env 里填 WECOM_AIBOT_ID、WECOM_AIBOT_SECRET）');
    expect(said).toContain('钉钉机器人：关（要打开，在 .env 里填 DINGTALK_CLIENT_ID、DINGTALK_CLIENT_SECRET）');
  });

  it('says by which way each platform is connected', () => {
    const link = { WECOM_AIBOT_ID: 'aib1', WECOM_AIBOT_SECRET: 's' };
    expect(screenOf(link)).toContain('企业微信智能机器人：开，长连接（不用公网地址）\n');
    const callback = { WECOM_AIBOT_TOKEN: 'abc', WECOM_AIBOT_AES_KEY: 'Z3pWq8Lk5TnXv1RbJc7MdGy2FhSu9AeKo4CiVt6BrQ0' };
    expect(screenOf({ ...link, ...callback })).toContain('开，长连接（回调的 Token 和 EncodingAESKey 用不上）');
    const app = { WECOM_CORP_ID: 'ww1', WECOM_APP_AGENT_ID: '7', WECOM_APP_SECRET: 's' };
    expect(screenOf(app)).toContain('企业微信自建应用：开，只发不收');
    expect(screenOf({ DINGTALK_CLIENT_ID: 'd', DINGTALK_CLIENT_SECRET: 's' })).toContain('钉钉机器人：开，Stream');
  });
});
