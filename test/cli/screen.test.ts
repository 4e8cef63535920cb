import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../../src/cli/log.ts';
import { createPaper, createScreen } from '../../src/cli/screen.ts';
import { readConfig } from '../../src/config.ts';
import { branchSchema } from '../../src/core/branch.ts';

const URL = 'http://127.0.0.1:3000';

function shown() {
  const blocks: string[] = [];
  return { blocks, screen: createScreen(readConfig({}), (block) => blocks.push(block)) };
}

describe('the screen of a running server', () => {
  it('says a fault with its cure in one block, by the title of the group', () => {
    const { blocks, screen } = shown();
    screen.started(URL);
    const branch = branchSchema.parse({ groups: [{ id: 'wr1', title: '江畔群', channel: 'wecom' }] });
    screen.fault({ code: 'wecom_webhook_gone', subject: 'wr1' }, branch);
    screen.fault({ code: 'wecom_ip_untrusted', subject: '203.0.113.7' });
    expect(blocks[1]).toMatch(/^注意：群“江畔群”的消息推送.+\n {4}办法：.+消息推送.+$/);
    expect(blocks[2]).toMatch(/^注意：.+203\.0\.113\.7。\n {4}办法：.+企业可信IP。$/);
  });

  it('shows what comes early below its first lines', () => {
    const { blocks, screen } = shown();
    screen.linked('dingtalk');
    expect(blocks).toEqual([]);
    screen.started(URL);
    expect(blocks.map((block) => block.split('\n')[0])).toEqual([`小蜂已经启动：${URL}`, '钉钉 Stream：连上了。']);
  });

  it('says a connection once, and again after something was wrong with that platform', () => {
    const { blocks, screen } = shown();
    screen.started(URL);
    for (let times = 0; times < 3; times += 1) screen.linked('wecom');
    screen.fault({ code: 'dingtalk_unreachable', subject: null });
    screen.linked('wecom');
    expect(blocks.slice(1).map((block) => block.slice(0, 4))).toEqual(['企业微信', '注意：连']);
    screen.fault({ code: 'wecom_unreachable', subject: null });
    screen.linked('wecom');
    expect(blocks.at(-1)).toBe('企业微信长连接：连上了。');
  });
});

describe('the screen before somebody who watches', () => {
  const LINKS = {
    WECOM_AIBOT_ID: 'aib1',
    WECOM_AIBOT_SECRET: 's',
    DINGTALK_CLIENT_ID: 'd',
    DINGTALK_CLIENT_SECRET: 's',
  };
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  function watched(env: Record<string, string>) {
    const written: string[] = [];
    const paper = createPaper((text) => void written.push(text));
    const log = createLog('info', paper.log);
    const screen = createScreen(readConfig(env), paper.print, paper.release);
    return { written, log, screen, kinds: () => written.map((text) => (text.startsWith('{') ? 'log' : 'screen')) };
  }

  it('is printed whole, and the log below it', () => {
    const { written, log, screen, kinds } = watched(LINKS);
    log.info({}, 'the store is open');
    screen.started(URL);
    log.info({}, 'connecting');
    screen.linked('wecom');
    log.info({}, 'the stream is open');
    screen.linked('dingtalk');
    expect(kinds()).toEqual(['screen', 'screen', 'screen', 'log']);
    expect(written[3]?.match(/"msg":"[^"]+"/g)).toEqual([
      '"msg":"the store is open"',
      '"msg":"connecting"',
      '"msg":"the stream is open"',
    ]);
    log.info({}, 'later');
    expect(kinds()).toHaveLength(5);
  });

  it('waits for no connection where none is kept, nor for one that does not come up', () => {
    const without = watched({});
    without.log.info({}, 'the store is open');
    without.screen.started(URL);
    expect(without.kinds()).toEqual(['screen', 'log']);
    const alone = watched(LINKS);
    alone.log.info({}, 'the store is open');
    alone.screen.started(URL);
    alone.screen.linked('wecom');
    expect(alone.kinds()).toEqual(['screen', 'screen']);
    vi.advanceTimersByTime(8_000);
    expect(alone.kinds()).toEqual(['screen', 'screen', 'log']);
  });
});
