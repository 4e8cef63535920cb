// What the settings turn on, for the start screen and the doctor.
import type { Config, SettingName } from '../config.ts';

export interface Part {
  name: 'records' | 'anonymity' | 'pages' | 'simulator' | 'wecomBot' | 'wecomApp' | 'dingtalk' | 'model';
  on: boolean;
  detail:
    | 'off'
    | 'sqlite'
    | 'postgres'
    | 'keyFile'
    | 'local'
    | 'public'
    | 'callback'
    | 'longConnection'
    | 'callbackAndLongConnection'
    | 'sendsOnly'
    | 'stream'
    | 'http'
    | 'set';
  /** The settings that turn it on, or on to something else. */
  turnOn: SettingName[];
}

/** What is on, how, and which settings turn the rest on; `cli/text.ts` has the words. */
export function describeConfig({ server, simulator, wecom, dingtalk, model }: Config): Part[] {
  const part = (name: Part['name'], detail: Part['detail'], ...turnOn: SettingName[]): Part => ({
    name,
    on: detail !== 'off',
    detail,
    turnOn,
  });
  const { callback, longConnection } = wecom.aibot ?? {};
  const bot = callback && longConnection ? 'callbackAndLongConnection' : callback ? 'callback' : 'longConnection';
  return [
    part('records', server.databaseUrl ? 'postgres' : 'sqlite', 'DATABASE_URL'),
    part('anonymity', server.sealKey ? 'set' : server.databaseUrl ? 'off' : 'keyFile', 'SEAL_KEY'),
    part('pages', server.publicUrl ? 'set' : 'off', 'PUBLIC_URL'),
    part('simulator', simulator, 'SIMULATOR'),
    part('wecomBot', wecom.aibot ? bot : 'off', 'WECOM_AIBOT_ID', 'WECOM_AIBOT_SECRET'),
    part(
      'wecomApp',
      wecom.app ? (wecom.app.callback ? 'callback' : 'sendsOnly') : 'off',
      ...(['WECOM_CORP_ID', 'WECOM_APP_AGENT_ID', 'WECOM_APP_SECRET'] as const),
    ),
    part('dingtalk', dingtalk?.mode ?? 'off', 'DINGTALK_CLIENT_ID', 'DINGTALK_CLIENT_SECRET'),
    part('model', model ? 'set' : 'off', 'OPENAI_API_KEY', 'OPENAI_BASE_URL', 'OPENAI_MODEL'),
  ];
}
