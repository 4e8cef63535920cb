import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { describeConfig } from '../src/cli/parts.ts';
import { sayPart, sayProblem, sayStarted, sayWarning } from '../src/cli/text.ts';
import { inspectConfig, readConfig, type SettingName, settingNames } from '../src/config.ts';
import { BotError } from '../src/core/errors.ts';
import { readProjectFile } from './support/source.ts';

const KEY = 'Z3pWq8Lk5TnXv1RbJc7MdGy2FhSu9AeKo4CiVt6BrQ0';

/** Each setting of the contract with a value it takes; together they are whole. */
const good: Record<SettingName, string> = {
  PORT: '8080',
  HOST: '0.0.0.0',
  PUBLIC_URL: 'https://bot.example.com',
  DATA_DIR: '/srv/xiaofeng',
  DATABASE_URL: 'postgres://bee:honey@db.example.com/bee',
  SEAL_KEY: '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  SIMULATOR: 'public',
  LOG_LEVEL: 'debug',
  SECRETARIES: 'wecom:ZhangSan,dingtalk:Manager01',
  WECOM_CORP_ID: 'ww6a112864f8022910',
  WECOM_AIBOT_TOKEN: 'XiaogeYizhan2026Bot',
  WECOM_AIBOT_AES_KEY: KEY,
  WECOM_AIBOT_ID: 'aibK3xW0pNQyVh7LmZr2TtUe9sFdGc5Bq',
  WECOM_AIBOT_SECRET: 'bot-secret',
  WECOM_AIBOT_RECEIVE_ID: 'ww0000000000000001',
  WECOM_APP_AGENT_ID: '1000007',
  WECOM_APP_SECRET: 'app-secret',
  WECOM_APP_TOKEN: 'QishouXianfeng2026App',
  WECOM_APP_AES_KEY: 'kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR',
  WECOM_MAX_SKEW_SECONDS: '300',
  WECOM_API_BASE: 'http://127.0.0.1:9001/wecom/',
  WECOM_WS_BASE: 'ws://127.0.0.1:9004/link/',
  DINGTALK_CLIENT_ID: 'dingtestrobot0001',
  DINGTALK_CLIENT_SECRET: 'Ab-_9zQ0-not-a-real-secret_77',
  DINGTALK_ROBOT_CODE: 'dingrobot',
  DINGTALK_CORP_ID: 'dingtestcorp0000000000000000001',
  DINGTALK_MODE: 'http',
  DINGTALK_MAX_SKEW_SECONDS: '600',
  DINGTALK_CARD_TEMPLATE_ID: '0f4b1c2d-card.schema',
  DINGTALK_CARD_SECRET: 'card-secret',
  DINGTALK_BUTTON_LINKS: 'ON',
  DINGTALK_MONTHLY_CALLS: '200000',
  DINGTALK_MONTHLY_MESSAGES: '50000',
  DINGTALK_API_BASE: 'http://127.0.0.1:9002',
  DINGTALK_OAPI_BASE: 'http://127.0.0.1:9003/',
  OPENAI_API_KEY: 'sk-test',
  OPENAI_BASE_URL: 'https://models.example.com/v1/',
  OPENAI_MODEL: 'small',
  OPENAI_TIMEOUT_MS: '2500',
  OPENAI_DAILY_TOKENS: '1000',
};

function messageFor(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof BotError && error.code === 'config') return error.message;
    throw error;
  }
  return '';
}

const without = (...names: SettingName[]) => Object.fromEntries(names.map((name) => [name, '']));

describe('settings', () => {
  it('starts with none at all: SQLite, simulator for this machine only, platforms and model off', () => {
    expect(readConfig({})).toEqual({
      server: {
        port: 3000,
        host: '127.0.0.1',
        publicUrl: null,
        dataDir: 'data/local',
        databaseUrl: null,
        sealKey: null,
        logLevel: 'info',
      },
      simulator: 'local',
      secretaries: [],
      wecom: {
        corpId: null,
        aibot: null,
        app: null,
        maxSkewMs: 600_000,
        apiBase: 'https://qyapi.weixin.qq.com',
        wsBase: 'wss://openws.work.weixin.qq.com',
      },
      dingtalk: null,
      model: null,
      warnings: [],
    });
  });

  it('groups all of them', () => {
    expect(readConfig(good)).toEqual({
      server: {
        port: 8080,
        host: '0.0.0.0',
        publicUrl: 'https://bot.example.com',
        dataDir: '/srv/xiaofeng',
        databaseUrl: good.DATABASE_URL,
        sealKey: good.SEAL_KEY,
        logLevel: 'debug',
      },
      simulator: 'public',
      secretaries: ['wecom:zhangsan', 'dingtalk:Manager01'],
      wecom: {
        corpId: 'ww6a112864f8022910',
        aibot: {
          callback: { token: good.WECOM_AIBOT_TOKEN, aesKey: KEY, id: good.WECOM_AIBOT_ID, receiveId: 'ww0000000000000001' },
          longConnection: { id: good.WECOM_AIBOT_ID, secret: 'bot-secret' },
        },
        app: {
          corpId: 'ww6a112864f8022910',
          agentId: 1_000_007,
          secret: 'app-secret',
          callback: { token: good.WECOM_APP_TOKEN, aesKey: good.WECOM_APP_AES_KEY },
        },
        maxSkewMs: 300_000,
        apiBase: 'http://127.0.0.1:9001/wecom',
        wsBase: 'ws://127.0.0.1:9004/link',
      },
      dingtalk: {
        clientId: 'dingtestrobot0001',
        clientSecret: good.DINGTALK_CLIENT_SECRET,
        robotCode: 'dingrobot',
        corpId: good.DINGTALK_CORP_ID,
        mode: 'http',
        maxSkewMs: 600_000,
        cardTemplateId: '0f4b1c2d-card.schema',
        cardSecret: 'card-secret',
        hasButtonLinks: true,
        monthlyCalls: 200_000,
        monthlyMessages: 50_000,
        apiBase: 'http://127.0.0.1:9002',
        oapiBase: 'http://127.0.0.1:9003',
      },
      model: {
        apiKey: 'sk-test',
        baseUrl: 'https://models.example.com/v1',
        name: 'small',
        timeoutMs: 2500,
        dailyTokens: 1000,
      },
      warnings: [],
    });
  });

  it('takes an empty value for unset, and cuts blanks around what is no secret', () => {
    expect(readConfig(Object.fromEntries(settingNames.map((name) => [name, ''])))).toEqual(readConfig({}));
    expect(readConfig({ PORT: ' 8080 ', HOST: '   ' }).server).toMatchObject({ port: 8080, host: '127.0.0.1' });
  });

  it('turns the simulator off once a platform is configured, unless it is asked for', () => {
    const dingtalk = { DINGTALK_CLIENT_ID: 'd', DINGTALK_CLIENT_SECRET: 's' };
    expect(readConfig(dingtalk).simulator).toBe('off');
    const values = { on: 'local', '1': 'local', TRUE: 'local', off: 'off', '0': 'off', false: 'off', public: 'public' };
    for (const [value, meant] of Object.entries(values))
      expect(readConfig({ ...dingtalk, SIMULATOR: value }).simulator).toBe(meant);
  });

  it('takes the client id for the robot code, stream for the mode, no cards, and the quotas of the standard edition', () => {
    const { dingtalk } = readConfig({ DINGTALK_CLIENT_ID: 'd', DINGTALK_CLIENT_SECRET: 's' });
    expect(dingtalk).toMatchObject({ robotCode: 'd', mode: 'stream', corpId: null, maxSkewMs: 3_600_000 });
    expect(dingtalk).toMatchObject({ cardTemplateId: null, cardSecret: null, hasButtonLinks: false });
    expect(dingtalk).toMatchObject({ monthlyCalls: 5_000, monthlyMessages: 3_000 });
  });

  it('knows a bot by its token and key alone, or by a long connection alone', () => {
    const bare = { WECOM_AIBOT_TOKEN: 'abc', WECOM_AIBOT_AES_KEY: KEY };
    expect(readConfig(bare).wecom.aibot).toEqual({
      callback: { token: 'abc', aesKey: KEY, id: null, receiveId: '' },
      longConnection: null,
    });
    const connected = { WECOM_AIBOT_ID: 'aib1', WECOM_AIBOT_SECRET: 's' };
    expect(readConfig(connected).wecom.aibot).toEqual({ callback: null, longConnection: { id: 'aib1', secret: 's' } });
  });

  it('lets the application only send', () => {
    const app = { WECOM_CORP_ID: 'ww1', WECOM_APP_AGENT_ID: '7', WECOM_APP_SECRET: 's' };
    expect(readConfig(app).wecom.app?.callback).toBeNull();
  });

  it('reads secretaries however the commas are typed', () => {
    expect(readConfig({ SECRETARIES: 'wecom:A， wecom:a ；dingtalk:B' }).secretaries).toEqual(['wecom:a', 'dingtalk:B']);
  });

  it('keeps blanks inside a secret and letters of any script', () => {
    for (const secret of ['this is a secret', '密钥-仅供测试-勿用'])
      expect(readConfig({ DINGTALK_CLIENT_ID: 'd', DINGTALK_CLIENT_SECRET: secret }).dingtalk?.clientSecret).toBe(secret);
  });
});

describe('wrong values', () => {
  it.each<[SettingName, string]>([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000.5'],
    ['PORT', '0x50'],
    ['HOST', 'not a host'],
    ['HOST', 'http://127.0.0.1'],
    ['PUBLIC_URL', 'bot.example.com'],
    ['PUBLIC_URL', 'ftp://bot.example.com'],
    ['PUBLIC_URL', 'https:bot.example.com'],
    ['PUBLIC_URL', 'https://bot.example.com/?a=1'],
    ['PUBLIC_URL', 'https://bot.example.com/#'],
    ['PUBLIC_URL', 'https://'],
    ['DATA_DIR', '~/data'],
    ['DATABASE_URL', 'mysql://db/bee'],
    ['DATABASE_URL', 'db.example.com'],
    ['SIMULATOR', 'yes'],
    ['SIMULATOR', 'constructor'],
    ['LOG_LEVEL', 'loud'],
    ['SECRETARIES', 'zhangsan'],
    ['SECRETARIES', 'wecom:'],
    ['SECRETARIES', 'wecom:a,simulator:b'],
    ['WECOM_CORP_ID', 'ww 1'],
    ['WECOM_AIBOT_TOKEN', 'tok_en'],
    ['WECOM_AIBOT_TOKEN', 'a'.repeat(33)],
    ['WECOM_APP_TOKEN', ' abc'],
    ['WECOM_AIBOT_AES_KEY', KEY.slice(1)],
    ['WECOM_AIBOT_AES_KEY', `${KEY}=`],
    ['WECOM_AIBOT_AES_KEY', `${KEY.slice(1)}-`],
    ['WECOM_AIBOT_AES_KEY', `${KEY}\n`],
    ['WECOM_APP_AES_KEY', `${KEY.slice(1)}+`],
    ['WECOM_APP_AGENT_ID', '0'],
    ['WECOM_APP_AGENT_ID', 'one'],
    ['WECOM_MAX_SKEW_SECONDS', '29'],
    ['WECOM_API_BASE', 'qyapi.weixin.qq.com'],
    ['WECOM_WS_BASE', 'https://openws.work.weixin.qq.com'],
    ['WECOM_WS_BASE', 'wss:openws.work.weixin.qq.com'],
    ['WECOM_WS_BASE', 'wss://openws.work.weixin.qq.com/?bot=1'],
    ['WECOM_WS_BASE', 'wss://'],
    ['WECOM_APP_SECRET', ' leading-and-trailing '],
    ['WECOM_AIBOT_SECRET', '   '],
    ['DINGTALK_CLIENT_SECRET', ' leading-and-trailing '],
    ['DINGTALK_CLIENT_SECRET', 'trailing\t'],
    ['DINGTALK_CLIENT_SECRET', 'two\nlines'],
    ['DINGTALK_MODE', 'websocket'],
    ['DINGTALK_MAX_SKEW_SECONDS', '3601'],
    ['DINGTALK_CARD_TEMPLATE_ID', 'two words'],
    ['DINGTALK_CARD_SECRET', 'trailing '],
    ['DINGTALK_BUTTON_LINKS', 'yes'],
    ['DINGTALK_MONTHLY_CALLS', '99'],
    ['DINGTALK_MONTHLY_CALLS', '5,000'],
    ['DINGTALK_MONTHLY_MESSAGES', '100000001'],
    ['OPENAI_API_KEY', 'sk-test '],
    ['OPENAI_BASE_URL', 'javascript:alert(1)'],
    ['OPENAI_MODEL', 'two words'],
    ['OPENAI_TIMEOUT_MS', '0'],
    ['OPENAI_DAILY_TOKENS', '1e6'],
  ])('refuses %s = %j and says what is allowed', (name, value) => {
    const env = { ...good, [name]: value };
    const message = messageFor(env);
    expect(message.split('\n')).toHaveLength(2);
    expect(message).toMatch(new RegExp(`^- ${name} is .+; allowed is .+$`, 'm'));
    expect(inspectConfig(env).problems.map(sayProblem)).toEqual([
      expect.stringMatching(new RegExp(`^${name} 现在是 .+，应该是：[^。]+。$`)),
    ]);
  });

  it('takes every key of 43 letters and digits, which is always one of 32 bytes', () => {
    for (const last of 'AZaz09') {
      const key = KEY.slice(1) + last;
      expect(messageFor({ WECOM_AIBOT_TOKEN: 'abc', WECOM_AIBOT_AES_KEY: key })).toBe('');
      expect(Buffer.from(`${key}=`, 'base64')).toHaveLength(32);
    }
  });

  it('names all of them at once', () => {
    const message = messageFor({ PORT: 'a', HOST: '?', LOG_LEVEL: 'b', WECOM_AIBOT_TOKEN: '!', DINGTALK_CLIENT_ID: 'd' });
    for (const name of ['PORT', 'HOST', 'LOG_LEVEL', 'WECOM_AIBOT_TOKEN', 'WECOM_AIBOT_AES_KEY', 'DINGTALK_CLIENT_SECRET'])
      expect(message).toContain(`\n- ${name} is`);
  });

  it('shows the value seen, but never a secret, not even in a wrong address', () => {
    expect(messageFor({ PORT: 'eighty' })).toContain('PORT is "eighty"');
    const secrets = settingNames.filter((name) => /(TOKEN|KEY|SECRET)$|^DATABASE_URL$/.test(name));
    expect(secrets).toHaveLength(11);
    for (const name of secrets) {
      const { problems } = inspectConfig({ ...good, [name]: ' geheim!\n' });
      const message = messageFor({ ...good, [name]: ' geheim!\n' });
      expect(message, name).toContain(`${name} is **** (9 characters)`);
      expect(message + problems.map(sayProblem).join(), name).not.toContain('geheim');
    }
    for (const name of ['PUBLIC_URL', 'WECOM_API_BASE', 'WECOM_WS_BASE'] as const) {
      const message = messageFor({ ...good, [name]: 'wss://user:geheim@example.com' });
      expect(message).toContain(`${name} is ****`);
      expect(message).not.toContain('geheim');
    }
  });
});

describe('half a platform', () => {
  it.each<[Record<string, string>, SettingName[], RegExp]>([
    [{ WECOM_AIBOT_TOKEN: 'abc' }, ['WECOM_AIBOT_AES_KEY'], /Smart Bots/],
    [{ WECOM_AIBOT_AES_KEY: KEY }, ['WECOM_AIBOT_TOKEN'], /Smart Bots/],
    [{ WECOM_AIBOT_ID: 'aib1' }, ['WECOM_AIBOT_TOKEN', 'WECOM_AIBOT_AES_KEY'], /Smart Bots/],
    [{ WECOM_AIBOT_SECRET: 's' }, ['WECOM_AIBOT_ID'], /long connection/],
    [{ WECOM_APP_SECRET: 's' }, ['WECOM_CORP_ID', 'WECOM_APP_AGENT_ID'], /My Company/],
    [{ ...good, ...without('WECOM_APP_AES_KEY') }, ['WECOM_APP_AES_KEY'], /Receive Messages/],
    [{ ...good, ...without('WECOM_CORP_ID') }, ['WECOM_CORP_ID'], /My Company/],
    [{ DINGTALK_CLIENT_ID: 'd' }, ['DINGTALK_CLIENT_SECRET'], /Credentials/],
    [{ DINGTALK_ROBOT_CODE: 'd' }, ['DINGTALK_CLIENT_ID', 'DINGTALK_CLIENT_SECRET'], /Credentials/],
    [{ DINGTALK_CARD_TEMPLATE_ID: 't' }, ['DINGTALK_CLIENT_ID', 'DINGTALK_CLIENT_SECRET'], /Credentials/],
    [{ DINGTALK_CARD_SECRET: 's' }, ['DINGTALK_CLIENT_ID', 'DINGTALK_CLIENT_SECRET'], /Credentials/],
    [{ OPENAI_MODEL: 'small' }, ['OPENAI_API_KEY'], /provider/],
  ])('%j lacks %j', (env, names, page) => {
    const { problems } = inspectConfig(env);
    expect(problems.map((problem) => [problem.kind, problem.name])).toEqual(names.map((name) => ['missing', name]));
    expect(messageFor(env)).toMatch(page);
    expect(problems.map(sayProblem).join('')).toContain(names[0]);
  });

  it('is not missed twice when its value is wrong', () => {
    const { problems } = inspectConfig({ WECOM_AIBOT_TOKEN: 'abc', WECOM_AIBOT_AES_KEY: 'short' });
    expect(problems.map(({ kind, name }) => [kind, name])).toEqual([['wrong', 'WECOM_AIBOT_AES_KEY']]);
  });
});

describe('warnings', () => {
  it('name what looks like a slip', () => {
    const { warnings } = readConfig({
      WECOM_AIBOT_AESKEY: 'x',
      wecom_corp_id: 'x',
      DINGTALK_APPKEY_OLD: 'x',
      OPENAI_MODLE: 'x',
      OPENAI_ORG_ID: 'another program',
      WECOM_AIBOT_TOKN: '',
      PATH: '/bin',
    });
    expect(warnings).toEqual([
      { kind: 'unknown', name: 'WECOM_AIBOT_AESKEY', meant: 'WECOM_AIBOT_AES_KEY' },
      { kind: 'unknown', name: 'wecom_corp_id', meant: 'WECOM_CORP_ID' },
      { kind: 'unknown', name: 'DINGTALK_APPKEY_OLD', meant: null },
      { kind: 'unknown', name: 'OPENAI_MODLE', meant: 'OPENAI_MODEL' },
    ]);
    expect(sayWarning(warnings[0]!)).toContain('WECOM_AIBOT_AES_KEY');
  });

  it('name what does nothing alone, without stopping the start', () => {
    const config = readConfig({ WECOM_CORP_ID: 'ww1', OPENAI_API_KEY: 'sk-of-another-program' });
    expect(config.warnings.map(({ kind, name }) => [kind, name])).toEqual([
      ['idle', 'WECOM_CORP_ID'],
      ['idle', 'OPENAI_API_KEY'],
    ]);
    expect(config.model).toBeNull();
  });
});

describe('start screen', () => {
  it('says what is on, what is off and what turns it on', () => {
    expect(describeConfig(readConfig({})).map(({ name, on }) => [name, on])).toEqual([
      ['records', true],
      ['anonymity', true],
      ['pages', false],
      ['simulator', true],
      ['wecomBot', false],
      ['wecomApp', false],
      ['dingtalk', false],
      ['model', false],
    ]);
    for (const part of describeConfig(readConfig({})).filter(({ on }) => !on))
      for (const name of part.turnOn) expect(sayPart(part)).toContain(name);
    expect(describeConfig(readConfig(good)).map(({ detail }) => detail)).toEqual([
      'postgres',
      'set',
      'set',
      'public',
      'callbackAndLongConnection',
      'callback',
      'http',
      'set',
    ]);
  });

  it('holds no secret', () => {
    const screen = sayStarted(readConfig(good), 'http://127.0.0.1:8080');
    for (const secret of ['honey', 'bot-secret', 'app-secret', 'card-secret', KEY, 'sk-test'])
      expect(screen).not.toContain(secret);
  });
});

describe('.env.example', () => {
  const example = readProjectFile('.env.example');

  it('lists each setting once, in order, under one Chinese line', () => {
    const listed = [...example.matchAll(/^# (.*\p{Script=Han}.*)\n([A-Z_]+)=/gmu)].map((match) => match[2]);
    expect(listed).toEqual(settingNames);
    expect(Object.keys(parseEnv(example)).sort()).toEqual([...settingNames].sort());
  });

  it('changes nothing when it is copied as it is', () => {
    expect(readConfig(parseEnv(example))).toEqual(readConfig({}));
  });
});
