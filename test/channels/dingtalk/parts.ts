import { createDingtalkChannel, type DingtalkParts } from '../../../src/channels/dingtalk/index.ts';
import { branchSchema } from '../../../src/core/branch.ts';
import type { Sending } from '../../../src/core/channel.ts';
import type { Outgoing } from '../../../src/core/outgoing.ts';

export const API = 'https://api.dingtalk.com';
export const OAPI = 'https://oapi.dingtalk.com';
export const GROUP = 'cidMapleGroup==';
export const WEBHOOK = { key: 'maple-webhook-key-0001', secret: 'SECmaple000000000000000000000' };
/** 2026-05-29 04:26:40 in Shanghai. */
export const NOW = 1_780_000_000_000;
/** The first of the next month, five past midnight. */
export const NEXT_MONTH = Date.parse('2026-06-01T00:05:00+08:00');

export interface Bench {
  channel: ReturnType<typeof createDingtalkChannel>;
  /** What stands, as `code` or `code:subject`. */
  faults: Set<string>;
  counted: Record<string, number>;
  shares: Record<string, number>;
  taken: { lane: string; most: number; ms: number }[];
  blocked: Map<string, number>;
  /** What `Limiter.take` answers next, by the beginning of the lane. */
  full: Map<string, number>;
  time: { now: number };
}

/** A channel with nothing but memory around it. */
export function createBench(change: Partial<DingtalkParts> & { hasWebhook?: boolean } = {}): Bench {
  const { hasWebhook = false, ...more } = change;
  const time = { now: NOW };
  const faults = new Set<string>();
  const counted: Record<string, number> = {};
  const shares: Record<string, number> = {};
  const taken: Bench['taken'] = [];
  const blocked = new Map<string, number>();
  const full = new Map<string, number>();
  const webhook = hasWebhook ? { webhook: WEBHOOK } : {};
  const branch = branchSchema.parse({ groups: [{ id: GROUP, title: 'maple', channel: 'dingtalk', ...webhook }] });
  const nameOf = (code: string, subject?: string | null) => (subject ? `${code}:${subject}` : code);
  const channel = createDingtalkChannel({
    clock: { now: () => time.now },
    faults: {
      report: (code, subject) => void faults.add(nameOf(code, subject)),
      clear: (code, subject) => {
        for (const fault of faults) {
          if (subject === undefined ? fault.split(':')[0] === code : fault === nameOf(code, subject)) faults.delete(fault);
        }
      },
    },
    limiter: {
      async take(lane, [limit]) {
        taken.push({ lane, most: limit?.most ?? 0, ms: limit?.ms ?? 0 });
        for (const [start, until] of [...full, ...blocked]) if (lane.startsWith(start) && until > time.now) return until;
        return null;
      },
      block: (lane, until) => void blocked.set(lane, until),
    },
    quotas: {
      count: (name, count = 1) => {
        counted[name] = (counted[name] ?? 0) + count;
      },
      usedShare: (name) => shares[name] ?? 0,
    },
    branch: { current: () => branch },
    photos: { put: async () => '', get: async () => undefined, remove: async () => {} },
    apiBase: API,
    oapiBase: OAPI,
    clientId: 'dingmaple01',
    clientSecret: 'maple secret',
    robotCode: 'dingmapleRobot',
    cardTemplateId: null,
    cardCallback: 'STREAM',
    hasButtonLinks: false,
    ...more,
  });
  return { channel, faults, counted, shares, taken, blocked, full, time };
}

export const person = (userId: string, name: string | null = null) => ({
  account: `dingtalk:${userId}`,
  userId,
  name,
  memberId: 'm1',
});

export const outgoing = (more: Partial<Outgoing> = {}): Outgoing => ({
  channel: 'dingtalk',
  to: { kind: 'group', id: GROUP },
  text: '已签到',
  mentions: [],
  buttons: [],
  ...more,
});

export const toGao = (more: Partial<Outgoing> = {}): Outgoing =>
  outgoing({ to: { kind: 'direct', account: 'dingtalk:gao01' }, ...more });

export const push = (urgent = false): Pick<Outgoing, 'push'> => ({
  push: { occupations: [], group: null, urgent, usefulUntil: NOW + 86_400_000 },
});

export const sending = (said: Outgoing, more: Partial<Sending> = {}): Sending => ({
  id: 7,
  outgoing: said,
  replyHandles: [],
  lastReason: null,
  ...more,
});
