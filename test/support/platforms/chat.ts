// The chat on the terminal: a line becomes what somebody says, a bubble becomes a line.
import { groups, idOf, nameOf, type Platform, people, titleOf } from './cast.ts';
import type { Delivered } from './journal.ts';

export interface Line {
  platform: Platform;
  from: string;
  /** What the person is called. */
  name: string;
  /** Null = direct chat. */
  group: string | null;
  /** With whom the direct chat is. */
  to: 'bot' | 'app';
  text: string;
  /** A button of the last card, from 1, instead of words. */
  button: number | null;
}

const PLATFORMS: Record<string, Platform> = {
  企业微信: 'wecom',
  企业微信应用: 'wecom',
  钉钉: 'dingtalk',
  wecom: 'wecom',
  dingtalk: 'dingtalk',
};

/** `周师傅@快递群：你会什么`, `小刘：到了`, `小王@钉钉：在吗`, `周师傅@快递群：[1]`; null when it is none of these. */
export function readLine(line: string): Line | null {
  const [, name, place, text] = /^\s*([^@：:\s]+)(?:@([^：:]+?))?\s*[：:]\s*(\S.*?)\s*$/su.exec(line) ?? [];
  if (name === undefined || text === undefined) return null;
  return lineOf({ name, place: place ?? null, text });
}

export function lineOf({ name, place, text }: { name: string; place: string | null; text: string }): Line {
  const group = groups.find(({ title, id }) => place === title || place === id);
  const direct = PLATFORMS[place ?? ''];
  const known = people.find((person) => person.name === name);
  const home: Platform = known && !('wecom' in known) ? 'dingtalk' : 'wecom';
  const platform = group?.channel ?? direct ?? home;
  const pressed = /^\[(\d)\]$/.exec(text)?.[1];
  return {
    platform,
    from: idOf(name, platform),
    name,
    group: group?.id ?? (direct || place === null ? null : place),
    to: place === '企业微信应用' ? 'app' : 'bot',
    text,
    button: pressed === undefined ? null : Number(pressed),
  };
}

const WAYS: Record<string, string> = {
  callback: '应答',
  respond: '长连接应答',
  welcome: '欢迎语',
  response_url: '回复地址',
  app: '应用消息',
  webhook: '群机器人',
  send: '长连接推送',
  session: '会话回复',
  group_send: '群消息',
  batch_send: '单聊消息',
  card: '卡片',
  update: '改卡片',
};

/** One bubble as a line, with the instant, where it stands and by which way it came. */
export function showBubble(platform: Platform, one: Delivered): string {
  const at = new Date(one.at + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');
  const where = one.group === null ? `${nameOf(one.person ?? '')}（私聊）` : titleOf(one.group);
  const called = one.mentions.length > 0 ? ` @${one.mentions.map(nameOf).join(' @')}` : '';
  const buttons = one.buttons.map(({ label }, index) => `[${index + 1} ${label}]`).join(' ');
  const head = `${at} ${platform === 'wecom' ? '企业微信' : '钉钉'} · ${where}${called}`;
  const text = one.text.replaceAll('\n', '\n    ');
  return `${head}\n  小蜂（${WAYS[one.via] ?? one.via}）：${text}${buttons === '' ? '' : `\n    ${buttons}`}`;
}
