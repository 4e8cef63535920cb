import { describe, expect, it } from 'vitest';
import { createScreen } from '../../src/cli/screen.ts';
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
