// Check-ins as WeCom sends them, made before the clock runs: encrypting is the platform's work, not the server's.
import { aibotRequest, type PlatformRequest, type WecomSecrets } from '../../src/cli/platform-requests.ts';

export const secrets: WecomSecrets = {
  token: 'BenchToken2026',
  aesKey: 'Q7mZp2Lx9VtRc4WnB8sKdHf3JgYaE6UiTo5CvNq1MrD',
  receiveId: '',
};

export const env = { WECOM_AIBOT_TOKEN: secrets.token, WECOM_AIBOT_AES_KEY: secrets.aesKey };

const GROUPS = 200;
const WORDS = ['签到', '我到了', '打卡', '早巡查完了 都正常', '志愿服务两小时', '双报到'];

/** Each from a person of their own, so that each is recorded. */
export function makeCheckIns(count: number, prefix: string): PlatformRequest[] {
  return Array.from({ length: count }, (_, index) =>
    groupMessage(`${prefix}-${index}`, `Rider${prefix}${index}`, index, WORDS[index % WORDS.length]!),
  );
}

/** As many as a large branch has. */
const REPORTERS = 500;
const ROADS = ['长江路', '人民路', '解放路', '和平路', '江畔花园', '幸福里', '万达', '城北工业园'];
/** Most are registered; some are asked about first or are reminders, as places come up again. Every twentieth is a danger. */
const TROUBLES = [
  '井盖没了',
  '路灯坏了',
  '消防通道被三轮堵了',
  '配电箱敞着',
  '护栏断了',
  '积水很深',
  '有人飞线充电',
  '灭火器不见了',
];
const DANGER = '电瓶冒烟了';

/** Reports of hazards in a group: eleven thousand places, eight kinds of trouble. */
export function makeReports(count: number, prefix: string): PlatformRequest[] {
  return Array.from({ length: count }, (_, index) => {
    const road = ROADS[index % ROADS.length]!;
    const trouble = index % 20 === 19 ? DANGER : TROUBLES[(index * 5) % TROUBLES.length]!;
    const where = `${road}${1 + ((index * 37) % 1_400)}号楼`;
    return groupMessage(`${prefix}-${index}`, `Reporter${index % REPORTERS}`, index % REPORTERS, `${where}${trouble}`);
  });
}

function groupMessage(msgid: string, userid: string, group: number, words: string): PlatformRequest {
  const body = {
    msgid,
    aibotid: 'aibBench',
    chatid: `wrGroup${group % GROUPS}`,
    chattype: 'group',
    from: { userid },
    response_url: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=BENCH',
    msgtype: 'text',
    text: { content: `@小蜂 ${words}` },
  };
  return aibotRequest(secrets, body, Date.now());
}
