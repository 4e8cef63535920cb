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
  const now = Date.now();
  return Array.from({ length: count }, (_, index) =>
    aibotRequest(
      secrets,
      {
        msgid: `${prefix}-${index}`,
        aibotid: 'aibBench',
        chatid: `wrGroup${index % GROUPS}`,
        chattype: 'group',
        from: { userid: `Rider${prefix}${index}` },
        response_url: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=BENCH',
        msgtype: 'text',
        text: { content: `@小蜂 ${WORDS[index % WORDS.length]}` },
      },
      now,
    ),
  );
}
