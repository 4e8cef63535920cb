// All settings of the environment: what each may be, which belong together, and what they add up to.
import { isIP } from 'node:net';
import { z } from 'zod';
import { BotError } from './core/errors.ts';

/** What a setting may be. The operator reads the Chinese twins of these two tables in `cli/text.ts`. */
const allowed = {
  port: 'a whole number from 0 to 65535 (0 = any free port)',
  host: 'an IP address or a host name of this machine, such as 127.0.0.1 or 0.0.0.0',
  address: 'an address that begins with http:// or https://, without user, password, ? or #',
  folder: 'the path of a folder (~ is not understood)',
  database: 'an address that begins with postgres:// or postgresql://',
  simulator: 'on, off or public (1, 0, true and false are understood)',
  logLevel: 'trace, debug, info, warn, error, fatal or silent',
  secretaries: 'accounts such as wecom:zhangsan,dingtalk:0123456, separated by commas',
  id: 'letters, digits, - and _, at most 128',
  account: 'an id of at most 128 characters without blanks',
  agentId: 'a number, as the platform shows it',
  token: '1 to 32 letters and digits',
  aesKey: 'exactly 43 letters and digits',
  secret: 'the text as the platform shows it, without blanks around it and without line breaks',
  skew: 'a whole number of seconds from 30 to 3600',
  dingtalkMode: 'stream or http',
  modelName: "the model's name, at most 128 characters without blanks",
  timeout: 'a whole number of milliseconds from 100 to 60000',
  sealKey: '64 hexadecimal digits, such as `openssl rand -hex 32` makes',
  tokens: 'a whole number from 1 to 1000000000',
  socketAddress: 'an address that begins with wss:// or ws://, without user, password, ? or #',
  onOff: 'on or off',
  monthly: 'a whole number from 100 to 100000000',
} as const;
export type Rule = keyof typeof allowed;

/** Where in a platform's console a setting stands. */
const pages = {
  wecomCompany: 'WeCom admin console: My Company, Company Information, at the bottom',
  wecomBot: 'WeCom admin console: Management Tools, Smart Bots, the bot, API mode, with a callback URL',
  wecomBotConnection: 'WeCom admin console: Management Tools, Smart Bots, the bot, API mode, with a long connection',
  wecomApp: 'WeCom admin console: App Management, Self-built, the app',
  wecomAppReceive: 'WeCom admin console: App Management, Self-built, the app, Receive Messages, Set API',
  dingtalkApp: 'DingTalk developer console: the application, Credentials and Basic Information',
  model: "the language model provider's console",
} as const;
export type Page = keyof typeof pages;

/** A setting's text becomes its value, or is refused with the rule's name as the message. */
function setting<T>(rule: Rule, read: (text: string) => T | undefined) {
  return z.string().transform((text, ctx) => {
    const value = read(text);
    if (value !== undefined) return value;
    ctx.addIssue({ code: 'custom', message: rule });
    return z.NEVER;
  });
}

const matching = (rule: Rule, pattern: RegExp) => setting(rule, (text) => (pattern.test(text) ? text : undefined));

const whole = (rule: Rule, least: number, most: number) =>
  setting(rule, (text) => (/^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined));

const choice = <const T extends string>(rule: Rule, choices: readonly T[]) =>
  setting(rule, (text) => choices.find((one) => one === text.toLowerCase()));

/** Without a slash at the end, so that paths can be appended. */
const address = setting('address', (text) => {
  if (!/^https?:\/\/\S+$/i.test(text) || /[?#]/.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.username || url.password ? undefined : `${url.origin}${url.pathname}`.replace(/\/+$/, '');
});

const socketAddress = setting('socketAddress', (text) => {
  if (!/^wss?:\/\/\S+$/i.test(text) || /[?#]/.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.username || url.password ? undefined : url.href.replace(/\/+$/, '');
});

const hostName = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i;
const simulators = { on: 'local', '1': 'local', true: 'local', off: 'off', '0': 'off', false: 'off', public: 'public' } as const;

/** WeCom ignores the case of user ids, DingTalk does not. Chinese commas and blanks are taken as separators too. */
function readSecretaries(text: string): string[] | undefined {
  const accounts = text.split(/[,，;；、\s]+/).filter((part) => part !== '');
  if (!accounts.every((account) => /^(wecom|dingtalk):[^\s:]{1,64}$/.test(account))) return undefined;
  return [...new Set(accounts.map((account) => (account.startsWith('wecom:') ? account.toLowerCase() : account)))];
}

// 43 letters and digits are always the Base64 of 32 bytes; `+`, `/` and a 44th `=` would decode too, but no platform shows them.
const aesKey = matching('aesKey', /^[A-Za-z0-9]{43}$/);
const token = matching('token', /^[A-Za-z0-9]{1,32}$/);
// Blanks around a secret belong to no secret, yet silently cutting them would sign with another one than the operator sees.
const secret = matching('secret', /^(?!\s)[^\p{Cc}]{1,512}(?<!\s)$/u);
const id = matching('id', /^[\w-]{1,128}$/);
const account = matching('account', /^\S{1,128}$/);

const schema = z.object({
  PORT: whole('port', 0, 65_535).default(3000),
  HOST: setting('host', (text) => (isIP(text) || hostName.test(text) ? text : undefined)).default('127.0.0.1'),
  PUBLIC_URL: address.optional(),
  DATA_DIR: matching('folder', /^[^~\p{Cc}][^\p{Cc}]*$/u).default('data/local'),
  DATABASE_URL: setting('database', (text) =>
    /^postgres(ql)?:\/\/\S+$/i.test(text) && URL.canParse(text) ? text : undefined,
  ).optional(),
  SEAL_KEY: matching('sealKey', /^[0-9a-f]{64}$/i).optional(),
  SIMULATOR: setting('simulator', (text) => new Map(Object.entries(simulators)).get(text.toLowerCase())).optional(),
  LOG_LEVEL: choice('logLevel', ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  SECRETARIES: setting('secretaries', readSecretaries).default([]),

  WECOM_CORP_ID: id.optional(),
  WECOM_AIBOT_TOKEN: token.optional(),
  WECOM_AIBOT_AES_KEY: aesKey.optional(),
  WECOM_AIBOT_ID: id.optional(),
  WECOM_AIBOT_SECRET: secret.optional(),
  // UNVERIFIED: bots of the company itself have an empty one (doc/101033); what bots made by a service provider have is not published.
  WECOM_AIBOT_RECEIVE_ID: id.default(''),
  WECOM_APP_AGENT_ID: whole('agentId', 1, 2 ** 31 - 1).optional(),
  WECOM_APP_SECRET: secret.optional(),
  WECOM_APP_TOKEN: token.optional(),
  WECOM_APP_AES_KEY: aesKey.optional(),
  WECOM_MAX_SKEW_SECONDS: whole('skew', 30, 3600).default(600),
  WECOM_API_BASE: address.default('https://qyapi.weixin.qq.com'),
  WECOM_WS_BASE: socketAddress.default('wss://openws.work.weixin.qq.com'),

  DINGTALK_CLIENT_ID: account.optional(),
  DINGTALK_CLIENT_SECRET: secret.optional(),
  DINGTALK_ROBOT_CODE: account.optional(),
  DINGTALK_CORP_ID: account.optional(),
  // Stream by default: over HTTP only a header is signed, not the body.
  DINGTALK_MODE: choice('dingtalkMode', ['stream', 'http']).default('stream'),
  DINGTALK_MAX_SKEW_SECONDS: whole('skew', 30, 3600).default(3600),
  DINGTALK_CARD_TEMPLATE_ID: account.optional(),
  DINGTALK_CARD_SECRET: secret.optional(),
  // UNVERIFIED: whether what such a link makes a person say in a group carries the mention, and so reaches the robot.
  DINGTALK_BUTTON_LINKS: choice('onOff', ['on', 'off']).default('off'),
  // The standard edition's, per organisation and month (dingtalk-application-development-platform-billing-model).
  DINGTALK_MONTHLY_CALLS: whole('monthly', 100, 100_000_000).default(5_000),
  DINGTALK_MONTHLY_MESSAGES: whole('monthly', 100, 100_000_000).default(3_000),
  DINGTALK_API_BASE: address.default('https://api.dingtalk.com'),
  DINGTALK_OAPI_BASE: address.default('https://oapi.dingtalk.com'),

  OPENAI_API_KEY: secret.optional(),
  OPENAI_BASE_URL: address.default('https://api.openai.com/v1'),
  OPENAI_MODEL: matching('modelName', /^\S{1,128}$/).optional(),
  OPENAI_TIMEOUT_MS: whole('timeout', 100, 60_000).default(8_000),
  OPENAI_DAILY_TOKENS: whole('tokens', 1, 1_000_000_000).default(500_000),
});
type Settings = z.infer<typeof schema>;
export type SettingName = keyof Settings;
export const settingNames = Object.keys(schema.shape) as SettingName[];

/** Never shown, not even when they are wrong. */
const secrets = new Set<SettingName>([
  'DATABASE_URL',
  'SEAL_KEY',
  'WECOM_AIBOT_TOKEN',
  'WECOM_AIBOT_AES_KEY',
  'WECOM_AIBOT_SECRET',
  'WECOM_APP_SECRET',
  'WECOM_APP_TOKEN',
  'WECOM_APP_AES_KEY',
  'DINGTALK_CLIENT_SECRET',
  'DINGTALK_CARD_SECRET',
  'OPENAI_API_KEY',
]);

/** Where any of the left is set, all of the right are needed. */
const wholes: { any: SettingName[]; all: SettingName[]; unless?: SettingName }[] = [
  { any: ['WECOM_AIBOT_TOKEN', 'WECOM_AIBOT_AES_KEY'], all: ['WECOM_AIBOT_TOKEN', 'WECOM_AIBOT_AES_KEY'] },
  { any: ['WECOM_AIBOT_ID'], all: ['WECOM_AIBOT_TOKEN', 'WECOM_AIBOT_AES_KEY'], unless: 'WECOM_AIBOT_SECRET' },
  { any: ['WECOM_AIBOT_SECRET'], all: ['WECOM_AIBOT_ID'] },
  {
    any: ['WECOM_APP_AGENT_ID', 'WECOM_APP_SECRET', 'WECOM_APP_TOKEN', 'WECOM_APP_AES_KEY'],
    all: ['WECOM_CORP_ID', 'WECOM_APP_AGENT_ID', 'WECOM_APP_SECRET'],
  },
  { any: ['WECOM_APP_TOKEN', 'WECOM_APP_AES_KEY'], all: ['WECOM_APP_TOKEN', 'WECOM_APP_AES_KEY'] },
  {
    any: [
      'DINGTALK_CLIENT_ID',
      'DINGTALK_CLIENT_SECRET',
      'DINGTALK_ROBOT_CODE',
      'DINGTALK_CORP_ID',
      'DINGTALK_CARD_TEMPLATE_ID',
      'DINGTALK_CARD_SECRET',
    ],
    all: ['DINGTALK_CLIENT_ID', 'DINGTALK_CLIENT_SECRET'],
  },
  // A key alone is no mistake: other programs on the machine read OPENAI_API_KEY too.
  { any: ['OPENAI_MODEL'], all: ['OPENAI_API_KEY'] },
];

function pageOf(name: SettingName): Page {
  if (name === 'WECOM_CORP_ID') return 'wecomCompany';
  if (name === 'WECOM_AIBOT_ID' || name === 'WECOM_AIBOT_SECRET') return 'wecomBotConnection';
  if (name.startsWith('WECOM_AIBOT_')) return 'wecomBot';
  if (name === 'WECOM_APP_TOKEN' || name === 'WECOM_APP_AES_KEY') return 'wecomAppReceive';
  if (name.startsWith('WECOM_APP_')) return 'wecomApp';
  return name.startsWith('DINGTALK_') ? 'dingtalkApp' : 'model';
}

export type SettingProblem =
  /** `seen` is null for a secret, of which only the length may be shown. */
  | { kind: 'wrong'; name: SettingName; seen: string | null; length: number; rule: Rule }
  | { kind: 'missing'; name: SettingName; because: SettingName; page: Page };

/** `unknown`: nobody reads it, `meant` is the nearest that exists. `idle`: set, but it does nothing without one of `needs`. */
export type SettingWarning =
  | { kind: 'unknown'; name: string; meant: SettingName | null }
  | { kind: 'idle'; name: SettingName; needs: SettingName[] };

export type Config = ReturnType<typeof grouped>;
export type Environment = Record<string, string | undefined>;

/**
 * All settings, grouped. An empty value counts as unset.
 * @throws BotError config: the message lists every wrong and every missing setting; secrets are masked
 */
export function readConfig(env: Environment): Config {
  const { config, problems } = inspectConfig(env);
  if (config) return config;
  throw new BotError('config', ['The settings are wrong:', ...problems.map((one) => `- ${describeProblem(one)}`)].join('\n'));
}

/** As `readConfig`, with what is wrong as values; `config` is null when anything is. */
export function inspectConfig(env: Environment): {
  config: Config | null;
  problems: SettingProblem[];
  warnings: SettingWarning[];
} {
  const texts = givenTexts(env);
  const parsed = schema.safeParse(texts);
  const wrong = (parsed.error?.issues ?? []).map(({ path, message }): SettingProblem => {
    const name = path[0] as SettingName;
    const text = texts[name] ?? '';
    return { kind: 'wrong', name, seen: show(name, text), length: text.length, rule: message as Rule };
  });
  const problems = [...wrong, ...missing(texts)];
  const warnings = [...unknownSettings(env), ...idleSettings(texts)];
  return { config: parsed.success && problems.length === 0 ? grouped(parsed.data, warnings) : null, problems, warnings };
}

type Texts = Partial<Record<SettingName, string>>;

function givenTexts(env: Environment): Texts {
  const texts: Texts = {};
  for (const name of settingNames) {
    const text = secrets.has(name) ? env[name] : env[name]?.trim();
    if (text) texts[name] = text;
  }
  return texts;
}

function show(name: SettingName, text: string): string | null {
  // An address may carry a password between // and @.
  if (secrets.has(name) || /\/\/.*@/.test(text)) return null;
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

function missing(texts: Texts): SettingProblem[] {
  const found = new Map<SettingName, SettingProblem>();
  for (const { any, all, unless } of wholes) {
    const because = any.find((name) => texts[name]);
    if (!because || (unless && texts[unless])) continue;
    for (const name of all)
      if (!texts[name] && !found.has(name)) found.set(name, { kind: 'missing', name, because, page: pageOf(name) });
  }
  return [...found.values()];
}

function describeProblem(problem: SettingProblem): string {
  if (problem.kind === 'wrong') {
    const seen = problem.seen ?? `**** (${problem.length} characters)`;
    return `${problem.name} is ${seen}; allowed is ${allowed[problem.rule]}`;
  }
  return `${problem.name} is missing while ${problem.because} is set; it stands here: ${pages[problem.page]}`;
}

/** Nobody else uses the platforms' prefixes; OPENAI_ is shared with other programs, so only what looks like a slip is named. */
function unknownSettings(env: Environment): SettingWarning[] {
  return Object.keys(env).flatMap((name): SettingWarning[] => {
    const prefix = /^(WECOM|DINGTALK|OPENAI)_/i.exec(name)?.[1]?.toUpperCase();
    if (!prefix || !env[name] || settingNames.some((known) => known === name)) return [];
    const [nearest] = settingNames
      .map((known) => ({ known, distance: editDistance(name.toUpperCase(), known) }))
      .sort((a, b) => a.distance - b.distance);
    const meant = nearest && nearest.distance <= 3 ? nearest.known : null;
    return meant || prefix !== 'OPENAI' ? [{ kind: 'unknown', name, meant }] : [];
  });
}

/** How many letters must be put in, taken out or changed. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries())
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (letter === other ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

function idleSettings(texts: Texts): SettingWarning[] {
  const warnings: SettingWarning[] = [];
  if (texts.WECOM_CORP_ID && !settingNames.some((name) => /^WECOM_(AIBOT|APP)_/.test(name) && texts[name]))
    warnings.push({ kind: 'idle', name: 'WECOM_CORP_ID', needs: ['WECOM_AIBOT_TOKEN', 'WECOM_APP_SECRET'] });
  if (texts.OPENAI_API_KEY && !texts.OPENAI_MODEL)
    warnings.push({ kind: 'idle', name: 'OPENAI_API_KEY', needs: ['OPENAI_MODEL'] });
  return warnings;
}

/** Only for settings that `missing` found whole. */
function grouped(s: Settings, warnings: SettingWarning[]) {
  const pair = (token: string | undefined, aesKey: string | undefined) => (token && aesKey ? { token, aesKey } : null);
  const botPair = pair(s.WECOM_AIBOT_TOKEN, s.WECOM_AIBOT_AES_KEY);
  // The id is checked against `aibotid` when it is given; token and key alone already name the bot.
  const callback = botPair && { ...botPair, id: s.WECOM_AIBOT_ID ?? null, receiveId: s.WECOM_AIBOT_RECEIVE_ID };
  const longConnection = s.WECOM_AIBOT_ID && s.WECOM_AIBOT_SECRET ? { id: s.WECOM_AIBOT_ID, secret: s.WECOM_AIBOT_SECRET } : null;
  const aibot = callback || longConnection ? { callback, longConnection } : null;
  const app =
    s.WECOM_CORP_ID && s.WECOM_APP_AGENT_ID && s.WECOM_APP_SECRET
      ? {
          corpId: s.WECOM_CORP_ID,
          agentId: s.WECOM_APP_AGENT_ID,
          secret: s.WECOM_APP_SECRET,
          /** Null: the application sends, but nobody can talk to it. */
          callback: pair(s.WECOM_APP_TOKEN, s.WECOM_APP_AES_KEY),
        }
      : null;
  const dingtalk =
    s.DINGTALK_CLIENT_ID && s.DINGTALK_CLIENT_SECRET
      ? {
          clientId: s.DINGTALK_CLIENT_ID,
          clientSecret: s.DINGTALK_CLIENT_SECRET,
          // For an internal application the robot code is the client id.
          robotCode: s.DINGTALK_ROBOT_CODE ?? s.DINGTALK_CLIENT_ID,
          corpId: s.DINGTALK_CORP_ID ?? null,
          mode: s.DINGTALK_MODE,
          maxSkewMs: s.DINGTALK_MAX_SKEW_SECONDS * 1_000,
          /** Null: no cards with buttons, what they say is said in words. */
          cardTemplateId: s.DINGTALK_CARD_TEMPLATE_ID ?? null,
          /** Signs card clicks in HTTP mode. */
          cardSecret: s.DINGTALK_CARD_SECRET ?? null,
          hasButtonLinks: s.DINGTALK_BUTTON_LINKS === 'on',
          monthlyCalls: s.DINGTALK_MONTHLY_CALLS,
          monthlyMessages: s.DINGTALK_MONTHLY_MESSAGES,
          apiBase: s.DINGTALK_API_BASE,
          oapiBase: s.DINGTALK_OAPI_BASE,
        }
      : null;
  const model =
    s.OPENAI_API_KEY && s.OPENAI_MODEL
      ? {
          apiKey: s.OPENAI_API_KEY,
          baseUrl: s.OPENAI_BASE_URL,
          name: s.OPENAI_MODEL,
          timeoutMs: s.OPENAI_TIMEOUT_MS,
          dailyTokens: s.OPENAI_DAILY_TOKENS,
        }
      : null;
  return {
    server: {
      port: s.PORT,
      host: s.HOST,
      publicUrl: s.PUBLIC_URL ?? null,
      dataDir: s.DATA_DIR,
      databaseUrl: s.DATABASE_URL ?? null,
      sealKey: s.SEAL_KEY ?? null,
      logLevel: s.LOG_LEVEL,
    },
    /** `local` answers loopback only. */
    simulator: s.SIMULATOR ?? (aibot || app || dingtalk ? 'off' : 'local'),
    /** Accounts such as `wecom:zhangsan`. */
    secretaries: s.SECRETARIES,
    wecom: {
      corpId: s.WECOM_CORP_ID ?? null,
      aibot,
      app,
      maxSkewMs: s.WECOM_MAX_SKEW_SECONDS * 1_000,
      apiBase: s.WECOM_API_BASE,
      wsBase: s.WECOM_WS_BASE,
    },
    dingtalk,
    model,
    warnings,
  };
}
