// Both platforms' ends for the demo: what they send, and what is posted to them.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { groups, people, type Step } from './demo-story.ts';
import { aibotRequest, type PlatformRequest, robotRequest, wecomAppRequest } from './platform-requests.ts';

const aesKey = 'k7Jm2QxVb9TrYc4LwNz8HdPs6FgAe3UiXo5CvBt1RqE';

export const secrets = {
  aibot: { token: 'DemoBotToken', aesKey, receiveId: '' },
  app: { token: 'DemoAppToken', aesKey, receiveId: 'wwdemo0000000001' },
  dingtalk: 'demo-client-secret',
};

/** The settings under which a server believes these platforms. */
export const environment = (platformUrl: string, dataDir: string) => ({
  PORT: '0',
  DATA_DIR: dataDir,
  LOG_LEVEL: 'silent',
  SIMULATOR: 'on',
  WECOM_CORP_ID: secrets.app.receiveId,
  WECOM_AIBOT_TOKEN: secrets.aibot.token,
  WECOM_AIBOT_AES_KEY: secrets.aibot.aesKey,
  WECOM_AIBOT_ID: 'aibDemo',
  WECOM_APP_AGENT_ID: '1000007',
  WECOM_APP_SECRET: 'demo-app-secret',
  WECOM_APP_TOKEN: secrets.app.token,
  WECOM_APP_AES_KEY: secrets.app.aesKey,
  WECOM_API_BASE: platformUrl,
  DINGTALK_CLIENT_ID: 'dingdemo',
  DINGTALK_CLIENT_SECRET: secrets.dingtalk,
  DINGTALK_MODE: 'http',
  DINGTALK_OAPI_BASE: platformUrl,
});

/** A step as the platform would put it on the wire; the same `id` makes it the same message. */
export function requestOf(step: Step, id: string, now: number, platformUrl: string): PlatformRequest {
  const person = people[step.from]!;
  switch (step.via) {
    case 'wecom':
      return aibotRequest(
        secrets.aibot,
        {
          ...aibotEnvelope(id, person.wecom!, step.group, platformUrl),
          msgtype: 'text',
          text: { content: step.group === null ? step.text : `@小蜂 ${step.text}` },
          ...(step.quoted !== undefined && { quote: { msgtype: 'text', text: { content: step.quoted } } }),
        },
        now,
      );
    case 'wecom_app':
      return wecomAppRequest(
        secrets.app,
        `<xml><ToUserName><![CDATA[${secrets.app.receiveId}]]></ToUserName><FromUserName><![CDATA[${person.wecom}]]></FromUserName>` +
          `<CreateTime>${Math.floor(now / 1_000)}</CreateTime><MsgType><![CDATA[text]]></MsgType>` +
          `<Content><![CDATA[${step.text}]]></Content><MsgId>${id}</MsgId><AgentID>1000007</AgentID></xml>`,
        now,
      );
    case 'dingtalk':
      return robotRequest(secrets.dingtalk, robotPayload(step, id, now, platformUrl), now);
  }
}

function aibotEnvelope(id: string, userid: string, group: string | null, platformUrl: string) {
  return {
    msgid: id,
    aibotid: 'aibDemo',
    ...(group === null ? { chattype: 'single' } : { chattype: 'group', chatid: `wr-${group}` }),
    from: { userid },
    response_url: `${platformUrl}/cgi-bin/aibot/response?response_code=${id}`,
  };
}

function robotPayload(step: Step, id: string, now: number, platformUrl: string) {
  const person = people[step.from]!;
  return {
    msgId: id,
    msgtype: 'text',
    text: { content: ` ${step.text}` },
    conversationId: step.group === null ? `cid-${step.from}` : `cid-${step.group}`,
    conversationType: step.group === null ? '1' : '2',
    ...(step.group !== null && { conversationTitle: groups[step.group] }),
    senderStaffId: person.dingtalk,
    senderId: `$:LWCP_v1:$${person.dingtalk}`,
    senderNick: person.name,
    chatbotUserId: '$:LWCP_v1:$demo',
    robotCode: 'dingdemo',
    isInAtList: true,
    createAt: now,
    sessionWebhook: `${platformUrl}/robot/sendBySession?session=${id}`,
    sessionWebhookExpiredTime: now + 5_400_000,
  };
}

/** A click on a card's button: WeCom takes no words in the answer to it, they leave by the response_url. */
export function cardClick(from: string, group: string, id: string, now: number, platformUrl: string): PlatformRequest {
  const event = {
    eventtype: 'template_card_event',
    template_card_event: { card_type: 'button_interaction', event_key: 'old:1', task_id: 'old' },
  };
  const envelope = aibotEnvelope(id, people[from]!.wecom!, group, platformUrl);
  return aibotRequest(secrets.aibot, { ...envelope, create_time: Math.floor(now / 1_000), msgtype: 'event', event }, now);
}

export interface Captured {
  path: string;
  body: string;
}

/** The platforms' own address: takes whatever is posted to a response_url or sessionWebhook, and says thanks. */
export async function startPlatform(): Promise<{ url: string; captured: Captured[]; close(): Promise<void> }> {
  const captured: Captured[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      captured.push({ path: (request.url ?? '').split('?')[0]!, body });
      response.setHeader('content-type', 'application/json').end('{"errcode":0,"errmsg":"ok"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    captured,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
