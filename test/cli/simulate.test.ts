import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSealed } from '../../src/cli/sealed.ts';
import { requestFor } from '../../src/cli/simulate.ts';
import { readConfig } from '../../src/config.ts';
import { projectRoot } from '../support/source.ts';

const KEY = 'Z3pWq8Lk5TnXv1RbJc7MdGy2FhSu9AeKo4CiVt6BrQ0';
const config = readConfig({
  WECOM_CORP_ID: 'wwtest',
  WECOM_AIBOT_TOKEN: 'BotToken',
  WECOM_AIBOT_AES_KEY: KEY,
  WECOM_AIBOT_ID: 'aibOurs',
  WECOM_APP_AGENT_ID: '1000042',
  WECOM_APP_SECRET: 'app-secret',
  WECOM_APP_TOKEN: 'AppToken',
  WECOM_APP_AES_KEY: KEY,
  DINGTALK_CLIENT_ID: 'dingours',
  DINGTALK_CLIENT_SECRET: 'secret',
  DINGTALK_CORP_ID: 'corpours',
  DINGTALK_MODE: 'http',
});
const NOW = Date.parse('2026-11-22T12:05:09Z');

const saved = (folder: string) => {
  const path = join(projectRoot, 'test', 'fixtures', folder);
  return readdirSync(path).map((name) => [name, readFileSync(join(path, name), 'utf8')] as const);
};
const sent = (payload: string) => requestFor('file', payload, config, NOW).body;

describe('a saved payload', () => {
  it.each(saved('dingtalk'))('%s of DingTalk is addressed to our robot', (_name, payload) => {
    expect(JSON.parse(sent(payload))).toMatchObject({ robotCode: 'dingours' });
  });

  it('keeps colleagues colleagues and strangers strangers', () => {
    const from = (senderCorpId: string) => JSON.parse(sent(JSON.stringify({ chatbotCorpId: 'theirs', senderCorpId })));
    expect(from('theirs')).toMatchObject({ chatbotCorpId: 'corpours', senderCorpId: 'corpours' });
    expect(from('others')).toMatchObject({ chatbotCorpId: 'corpours', senderCorpId: 'others' });
  });

  it.each(saved('wecom').filter(([name]) => name.startsWith('aibot')))(
    '%s of WeCom is addressed to our bot',
    (_name, payload) => {
      expect(JSON.parse(openSealed(sent(payload), config) ?? '')).toMatchObject({ aibotid: 'aibOurs' });
    },
  );

  it.each(saved('wecom').filter(([name]) => name.startsWith('app')))(
    '%s of WeCom is addressed to our application',
    (_name, payload) => {
      const plain = openSealed(sent(payload), config) ?? '';
      expect(plain).toContain('<xml>');
      if (payload.includes('<AgentID>')) expect(plain).toContain('<AgentID>1000042</AgentID>');
    },
  );

  it.each(['{"msgId": ', '', 'null', '[]', '5', 'hello'])('that is %j is refused in one sentence', (payload) => {
    expect(() => sent(payload)).toThrow(/^file 不是一条完整的报文/);
  });
});
