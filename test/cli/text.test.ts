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

it('the start screen says what to write, where a name alone would not do', () => {
  const said = sayStarted(readConfig({ SIMULATOR: 'off' }), 'http://127.0.0.1:3000');
  expect(said).toContain('演练台：关（要打开，设置 SIMULATOR=on）');
  expect(said).toContain('DINGTALK_MODE=http');
});
