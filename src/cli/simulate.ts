// npm run simulate -- FILE: sends one saved payload to a running server, encrypted and signed as the platform would.
import { readFile } from 'node:fs/promises';
import { type Config, inspectConfig } from '../config.ts';
import { BotError, messageOf } from '../core/errors.ts';
import { aibotRequest, type PlatformRequest, robotRequest, send, wecomAppRequest } from './platform-requests.ts';
import { openSealed } from './sealed.ts';
import { sayProblem, simulateText as text } from './text.ts';

type Payload = Record<string, unknown>;

/**
 * Which platform a payload comes from is read off its shape. It is addressed to the robot, bot or application of the settings,
 * so that a payload saved elsewhere can be sent.
 * @throws BotError config when the platform's settings are missing, payload when it is neither JSON object nor XML
 */
export function requestFor(file: string, payload: string, config: Config, now: number): PlatformRequest {
  const trimmed = payload.replace(/^\uFEFF/, '').trim();
  if (trimmed.startsWith('<')) {
    const { app } = config.wecom;
    if (!app?.callback) throw new BotError('config', text.needs('WECOM_CORP_ID, WECOM_APP_TOKEN, WECOM_APP_AES_KEY'));
    const secrets = { token: app.callback.token, aesKey: app.callback.aesKey, receiveId: app.corpId };
    const ours = trimmed.replace(/<AgentID>.*?<\/AgentID>/s, `<AgentID>${app.agentId}</AgentID>`);
    return wecomAppRequest(secrets, ours, now);
  }
  const json = parseObject(file, trimmed);
  if ('aibotid' in json || 'chattype' in json) {
    const callback = config.wecom.aibot?.callback;
    if (!callback) throw new BotError('config', text.needs('WECOM_AIBOT_TOKEN, WECOM_AIBOT_AES_KEY'));
    return aibotRequest(callback, callback.id === null ? json : { ...json, aibotid: callback.id }, now);
  }
  const { dingtalk } = config;
  if (!dingtalk) throw new BotError('config', text.needs('DINGTALK_CLIENT_ID, DINGTALK_CLIENT_SECRET'));
  return robotRequest(dingtalk.clientSecret, { ...json, robotCode: dingtalk.robotCode, ...corpOf(json, dingtalk.corpId) }, now);
}

function parseObject(file: string, payload: string): Payload {
  try {
    const json: unknown = JSON.parse(payload);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Payload;
  } catch {
    // Said below, like any other shape that is none.
  }
  throw new BotError('payload', text.noPayload(file));
}

/** A colleague stays a colleague, and a stranger a stranger. */
function corpOf({ chatbotCorpId, senderCorpId }: Payload, corpId: string | null): Payload {
  if (corpId === null || chatbotCorpId === undefined) return {};
  return { chatbotCorpId: corpId, ...(senderCorpId === chatbotCorpId && { senderCorpId: corpId }) };
}

async function readPayload(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    const say = code === 'ENOENT' ? text.noFile(file) : code === 'EISDIR' ? text.folder(file) : text.unreadable(file, code);
    throw new BotError('payload', say, { cause });
  }
}

async function simulate(file: string | undefined): Promise<void> {
  if (file === undefined) throw new BotError('config', text.usage);
  const { config, problems } = inspectConfig(process.env);
  if (!config) throw new BotError('config', problems.map(sayProblem).join(' '));
  const request = requestFor(file, await readPayload(file), config, Date.now());
  const host = config.server.host === '0.0.0.0' ? '127.0.0.1' : config.server.host;
  const url = `http://${host}:${config.server.port}`;
  const answer = await send(url, request).catch((cause: unknown) => {
    throw new BotError('platform_unreachable', text.noServer(url), { cause });
  });
  console.log(text.answered(answer.status, openSealed(answer.body, config) ?? answer.body));
  if (answer.status === 200) return;
  const why = text.refused[answer.status];
  if (why !== undefined) console.log(why);
  process.exitCode = 1;
}

if (import.meta.main) {
  simulate(process.argv[2]).catch((error: unknown) => {
    console.error(text.failed(messageOf(error)));
    process.exitCode = 1;
  });
}
