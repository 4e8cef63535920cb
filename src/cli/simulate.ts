// npm run simulate -- FILE: sends one saved payload to a running server, encrypted and signed as the platform would.
import { readFile } from 'node:fs/promises';
import { type Config, readConfig } from '../config.ts';
import { BotError } from '../core/errors.ts';
import { aibotRequest, type PlatformRequest, robotRequest, send, wecomAppRequest } from './platform-requests.ts';
import { openSealed } from './sealed.ts';
import { simulateText } from './text.ts';

const MISSING = 'config';

/** Which platform a payload comes from is read off its shape. */
function requestFor(payload: string, config: Config, now: number): PlatformRequest {
  const trimmed = payload.trim();
  if (trimmed.startsWith('<')) {
    const { app } = config.wecom;
    if (!app?.callback) throw new BotError(MISSING, simulateText.needs('WECOM_CORP_ID, WECOM_APP_TOKEN, WECOM_APP_AES_KEY'));
    const secrets = { token: app.callback.token, aesKey: app.callback.aesKey, receiveId: app.corpId };
    return wecomAppRequest(secrets, trimmed, now);
  }
  const json = JSON.parse(trimmed) as Record<string, unknown>;
  if ('aibotid' in json || 'chattype' in json) {
    const callback = config.wecom.aibot?.callback;
    if (!callback) throw new BotError(MISSING, simulateText.needs('WECOM_AIBOT_TOKEN, WECOM_AIBOT_AES_KEY'));
    return aibotRequest(callback, json, now);
  }
  if (!config.dingtalk) throw new BotError(MISSING, simulateText.needs('DINGTALK_CLIENT_ID, DINGTALK_CLIENT_SECRET'));
  return robotRequest(config.dingtalk.clientSecret, json, now);
}

async function simulate(file: string | undefined): Promise<void> {
  if (file === undefined) throw new BotError(MISSING, simulateText.usage);
  const config = readConfig(process.env);
  const request = requestFor(await readFile(file, 'utf8'), config, Date.now());
  const host = config.server.host === '0.0.0.0' ? '127.0.0.1' : config.server.host;
  const answer = await send(`http://${host}:${config.server.port}`, request);
  console.log(simulateText.answered(answer.status, openSealed(answer.body, config) ?? answer.body));
  if (answer.status !== 200) process.exitCode = 1;
}

try {
  await simulate(process.argv[2]);
} catch (error) {
  console.error(simulateText.failed(error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
}
