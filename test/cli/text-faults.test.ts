import { describe, expect, it } from 'vitest';
import { groupLine, sayFault } from '../../src/cli/text-faults.ts';
import { settingNames } from '../../src/config.ts';
import { branchSchema } from '../../src/core/branch.ts';
import { type Fault, type FaultCode, faultCodes } from '../../src/core/fault.ts';

const branch = branchSchema.parse({ groups: [{ id: 'wr1', title: '江畔群', channel: 'wecom' }] });

/** What each is about, where it is about something. */
const SUBJECTS: Partial<Record<FaultCode, string>> = {
  wecom_ip_untrusted: '203.0.113.7',
  dingtalk_ip_untrusted: '203.0.113.7',
  dingtalk_not_permitted: 'qyapi_robot_sendmsg',
  dingtalk_quota_near: 'dingtalk_calls:80',
  dingtalk_quota_spent: 'dingtalk_messages',
  group_unlisted: 'wr2',
  clock_wrong: '95',
  ...Object.fromEntries(
    ['wecom_bot_not_in_group', 'wecom_nobody_spoke', 'wecom_webhook_gone', 'group_external'].map((code) => [code, 'wr1']),
  ),
  ...Object.fromEntries(
    ['dingtalk_robot_not_in_group', 'dingtalk_group_gone', 'dingtalk_webhook_wrong'].map((code) => [code, 'wr1']),
  ),
};
const faults = faultCodes.map((code): Fault => ({ code, subject: SUBJECTS[code] ?? null }));

/** Nobody can be sent to a page for these. */
const WITHOUT_PAGE: readonly FaultCode[] = [
  'wecom_unreachable',
  'dingtalk_card_secret_wrong',
  'dingtalk_unreachable',
  'dingtalk_ip_banned',
  'group_external',
  'group_unlisted',
  'clock_wrong',
];

describe('what is wrong with a platform', () => {
  it('reads as it was approved', () => {
    const lines = faults.map((fault) => {
      const { say, cure } = sayFault(fault, branch);
      return `${fault.code}: ${say} / ${cure}`;
    });
    expect(lines.join('\n')).toMatchSnapshot();
  });

  it.each(faults)('$code names the thing, the cure and the page, short and on one line', ({ code, subject }) => {
    const { say, cure } = sayFault({ code, subject }, branch);
    expect(say).toMatch(/^[^\n]+。$/);
    expect(cure).toMatch(/^[^\n]+。$/);
    expect([...say].length).toBeLessThanOrEqual(60);
    expect(/ → /.test(cure)).toBe(!WITHOUT_PAGE.includes(code));
    const named = cure.match(/\b(?:WECOM|DINGTALK)_[A-Z_]+/g) ?? [];
    expect(named.filter((name) => !settingNames.some((known) => known === name))).toEqual([]);
  });

  it.each(faultCodes)('%s is said without its subject, too', (code) => {
    for (const said of Object.values(sayFault({ code, subject: null }))) expect(said).not.toMatch(/null|undefined|NaN/);
  });

  it('names a listed group by its title, another by its id', () => {
    expect(sayFault({ code: 'wecom_bot_not_in_group', subject: 'wr1' }, branch).say).toContain('群“江畔群”');
    expect(sayFault({ code: 'wecom_bot_not_in_group', subject: 'wr9' }, branch).say).toContain('群“wr9”');
    expect(sayFault({ code: 'wecom_bot_not_in_group', subject: 'wr1' }).say).toContain('群“wr1”');
  });

  it('tells a connection that is held open from the rest of its platform', () => {
    const said = (code: FaultCode, subject: string) => sayFault({ code, subject }).say;
    expect(said('wecom_unreachable', 'http')).not.toBe(said('wecom_unreachable', 'long_connection'));
    expect(said('dingtalk_unreachable', 'http')).not.toBe(said('dingtalk_unreachable', 'stream'));
  });

  it('gives the line that makes a group one of the branch', () => {
    for (const id of ['wrGroup"1', 'cidAbc==']) {
      const line = groupLine(id);
      expect(sayFault({ code: 'group_unlisted', subject: id }).cure).toContain(line);
      expect(branchSchema.parse({ groups: [JSON.parse(line)] }).groups[0]).toMatchObject({
        id,
        channel: id.startsWith('cid') ? 'dingtalk' : 'wecom',
      });
    }
  });

  it('says the quota, the seconds and which way the clock is wrong', () => {
    const said = (code: FaultCode, subject: string) => sayFault({ code, subject }).say;
    expect(said('dingtalk_quota_near', 'dingtalk_calls:80')).toMatch(/接口调用.*80%/);
    expect(said('dingtalk_quota_near', 'dingtalk_messages:95')).toMatch(/机器人消息.*95%/);
    expect(sayFault({ code: 'dingtalk_quota_near', subject: 'dingtalk_messages:95' }).cure).toContain(
      'DINGTALK_MONTHLY_MESSAGES',
    );
    expect(said('clock_wrong', '95')).toContain('快了 95 秒');
    expect(said('clock_wrong', '-600')).toContain('慢了 600 秒');
  });
});
