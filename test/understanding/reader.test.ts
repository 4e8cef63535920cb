import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intentNames } from '../../src/core/intent.ts';
import type { UnderstandingContext } from '../../src/core/understanding.ts';
import { createReader } from '../../src/understanding/index.ts';
import * as words from '../../src/understanding/lexicon.ts';
import { projectRoot } from '../support/source.ts';
import { type Expected, others } from './sentences.ts';
import { checkIns, notCheckIns } from './sentences-check-in.ts';
import { chatter, urgent } from './sentences-danger.ts';

const read = createReader();
const NOW = Date.parse('2026-11-20T20:10:00+08:00');

function context(over: Partial<UnderstandingContext> = {}): UnderstandingContext {
  return { now: NOW, role: 'member', activities: [], quoted: null, hasPhoto: false, tickets: [], ...over };
}

function meanings(text: string, over: Partial<UnderstandingContext> = {}): Expected[] {
  return read(text, context(over))
    .map(({ intent, slots }): Expected => (intent === 'report_hazard' && slots.urgent === true ? 'urgent' : intent))
    .sort();
}

function slotsOf(intent: string, text: string, over: Partial<UnderstandingContext> = {}): Record<string, unknown> | undefined {
  return read(text, context(over)).find((frame) => frame.intent === intent)?.slots;
}

describe('sentences', () => {
  /** A trained reader is wrong now and then; which sentences are is said, and no list may lose more than this share, or one. */
  const WRONG_MAX = 0.015;

  it.each([
    ['of check-ins', checkIns],
    ['that are no check-ins', notCheckIns],
    ['of everything else', others],
    ['of chatter', chatter],
  ] as const)('%s are read right', (_, sentences) => {
    const wrong = sentences.filter(([text, ...expected]) => meanings(text).join() !== [...expected].sort().join());
    const most = Math.max(1, sentences.length * WRONG_MAX);
    expect(wrong.length, wrong.map(([text]) => text).join(' · ')).toBeLessThanOrEqual(most);
  });

  it('never misses a danger told in plain words', () => {
    expect(urgent.filter(([text]) => !meanings(text).includes('urgent'))).toEqual([]);
  });

  it('reads a danger through a typo, a greeting and missing punctuation', () => {
    for (const [text] of urgent.filter(([sentence]) => sentence.length > 4)) {
      expect(meanings(`小蜂你好 ${text.replace(/[,，。！!]/g, ' ')} 谢谢`), text).toContain('urgent');
    }
  });

  it('finds a danger beside a check-in', () => {
    for (const [text] of urgent.filter(([sentence]) => !/没事/.test(sentence))) {
      expect(meanings(`签到。${text}`), text).toContain('urgent');
    }
  });

  it.each([
    '充电柜要是冒烟了咋办',
    '万一着火往哪跑',
    '注意防火，防止电瓶起火',
    '消防演练那天烟雾弹好呛',
    '差点被车撞了，吓一跳',
    '怕砸到人，我绕开走的',
    '昨天看的电影里车爆炸了',
    '上周摔骨折了还在家养着',
    '虚惊一场，不是着火',
    '去年这儿着过火',
    '插座烧黑了，没冒烟',
    '充电柜坏了',
    '插头拔下来烫手',
    '梦见充电柜着火，吓醒了',
    '二号楼后面',
    '匿名反映同事小王信了基督教',
  ])('calls nobody out for “%s”', (text) => {
    expect(meanings(text)).not.toContain('urgent');
  });
});

describe('a message that answers another', () => {
  const notice = '【通知】周五驿站停电，收到请回复';
  it.each([
    ['OK', notice, 'acknowledge'],
    ['好', notice, 'acknowledge'],
    ['好嘞', notice, 'acknowledge'],
    ['👍', notice, 'acknowledge'],
    ['1', '周五驿站停电，收到请回复1', 'acknowledge'],
    ['1', '周日爬山，参加的回1', 'sign_up'],
    ['1', 'H-0012 已处理，您满意吗？1 满意 2 不满意', 'rate_ticket'],
    ['2', 'H-0012 已处理，您满意吗？1 满意 2 不满意', 'rate_ticket'],
    ['好', null, 'smalltalk'],
    ['1', null, 'smalltalk'],
    ['到了', '外卖到了没', 'smalltalk'],
    ['收到', '那个包裹收到了吗', 'smalltalk'],
  ] as const)('takes “%s” to “%s” for %s', (text, quoted, expected) => {
    expect(meanings(text, { quoted })).toEqual([expected]);
  });

  it('reads the verdict out of a bare digit', () => {
    const quoted = 'H-0012 已处理，您满意吗？1 满意 2 不满意';
    expect(slotsOf('rate_ticket', '1', { quoted })).toEqual({ ticket: 'H-0012', satisfied: true });
    expect(slotsOf('rate_ticket', '2', { quoted })).toEqual({ ticket: 'H-0012', satisfied: false });
  });
});

describe('check-in slots', () => {
  const HOUR = 3_600_000;
  const partyDay = { title: '11月主题党日', start: NOW + HOUR / 2 };
  const checkup = { title: '免费体检', start: NOW + HOUR };

  it.each([
    ['巡查打卡', [], 'patrol'],
    ['双报到，桂花社区', [], 'double_report'],
    ['志愿服务两小时', [partyDay], 'volunteer'],
    ['党日签到', [], 'party_day'],
    ['到了', [], 'unspecified'],
    ['到了', [partyDay], 'party_day'],
    ['到了', [checkup], 'activity'],
    ['到了', [partyDay, checkup], 'unspecified'],
    ['体检签到', [partyDay, checkup], 'activity'],
    ['到了', [{ title: '11月主题党日', start: NOW + 3 * HOUR }], 'unspecified'],
    ['打卡', [{ title: '学雷锋志愿服务', start: NOW - HOUR }], 'volunteer'],
  ] as const)('gives “%s” beside %j the kind %s', (text, activities, kind) => {
    expect(slotsOf('check_in', text, { activities })?.kind).toBe(kind);
  });

  it.each([
    ['志愿服务两小时', 2],
    ['志愿服务两个半小时', 2.5],
    ['志愿服务半个小时', 0.5],
    ['志愿服务一个半钟头', 1.5],
    ['志愿服务一小时半', 1.5],
    ['做志愿 2h', 2],
    ['做志愿俩小时', 2],
    ['做志愿仨钟头', 3],
    ['志愿服务1.5小时', 1.5],
    ['志愿服务 2 小时', 2],
    ['我志愿服务 1.5 小时', 1.5],
    ['昨天志愿服务 4 个小时', 4],
    ['志愿服务十二个小时', 12],
    ['志愿服务90分钟', 1.5],
    ['志愿服务半天，结束了', undefined],
    ['志愿服务打卡，迟到五分钟', undefined],
  ])('hears the hours of “%s”', (text, hours) => {
    expect(slotsOf('check_in', text)?.hours).toBe(hours);
  });

  it.each([
    ['帮老王签到', '老王'],
    ['替小李打个卡', '小李'],
    ['代签 张建国', '张建国'],
    ['老孙没带手机，我帮他签到', '老孙'],
    ['给组里的陈芳签一下到', '陈芳'],
    ['帮我师傅也打一下卡', '我师傅'],
    ['他忙着，我替他打卡', '他'],
    ['阿辉走不开，让我给他签到', '阿辉'],
    ['帮我签到', undefined],
    ['给我签一下', undefined],
    ['签到', undefined],
  ])('knows for whom “%s” is', (text, name) => {
    expect(slotsOf('check_in', text)?.on_behalf_of).toBe(name);
  });

  it.each([
    ['线上签到', 'online'],
    ['看直播呢，签到', 'online'],
    ['现场签到', 'onsite'],
    ['签到', undefined],
  ])('hears the mode of “%s”', (text, mode) => {
    expect(slotsOf('check_in', text)?.mode).toBe(mode);
  });

  it.each([
    ['早上六点半巡的，都正常', '2026-11-20T06:30:00+08:00'],
    ['昨晚十点一刻巡的', '2026-11-19T22:15:00+08:00'],
    ['七点四十就到了，补签一下', '2026-11-20T19:40:00+08:00'],
    ['19:05签到', '2026-11-20T19:05:00+08:00'],
    ['下午三点巡查完毕', '2026-11-20T15:00:00+08:00'],
    ['快一点巡完的', undefined],
    ['四个点位巡完了', undefined],
    ['巡查打卡', undefined],
  ])('hears when “%s” was', (text, at) => {
    expect(slotsOf('check_in', text)?.at).toBe(at);
  });

  it.each([
    ['巡完了 都正常', { charging: 'ok', passage: 'ok', vehicles: 'ok', fire_gear: 'ok' }],
    ['巡查完毕，一切正常', { charging: 'ok', passage: 'ok', vehicles: 'ok', fire_gear: 'ok' }],
    ['巡查：充电正常 通道正常 车辆正常 灭火器正常', { charging: 'ok', passage: 'ok', vehicles: 'ok', fire_gear: 'ok' }],
    ['巡完了 充电 通道 都好', { charging: 'ok', passage: 'ok' }],
    ['巡查完 灭火器过期了', { fire_gear: 'wrong' }],
    ['巡完 通道没堵', { passage: 'ok' }],
    ['巡完 充电那排都好 就是通道让面包车堵了', { charging: 'ok', passage: 'wrong' }],
    ['巡完了没啥毛病，就灭火器压力不足', { charging: 'ok', passage: 'ok', vehicles: 'ok', fire_gear: 'wrong' }],
    ['巡查打卡', undefined],
  ])('fills in the patrol list from “%s”', (text, items) => {
    expect(slotsOf('check_in', text)?.items).toEqual(items);
  });

  it('copies the place as it was written', () => {
    expect(slotsOf('check_in', '双报到 在樱花社区')?.place).toBe('樱花社区');
    expect(slotsOf('check_in', '巡逻打卡，江畔驿站门口')?.place).toBe('江畔驿站门口');
    expect(slotsOf('check_in', '在会场签到')?.place).toBeUndefined();
  });
});

describe('other slots', () => {
  it.each([
    ['report_hazard', '海棠路充电桩外壳裂开了', { category: 'charging', place: '海棠路', urgent: false }],
    ['report_hazard', '一进楼道就闻到煤气味，丁香苑3栋', { category: 'gas', place: '丁香苑3栋', urgent: true }],
    ['query_ticket', '零零一二号隐患处理了没', { ticket: 'H-0012' }],
    ['query_ticket', 'h0012怎么样了', { ticket: 'H-0012' }],
    ['query_ticket', 'A-7进展咋样', { ticket: 'A-0007' }],
    ['update_ticket', 'H-0012 受理', { ticket: 'H-0012', action: 'accept' }],
    ['update_ticket', 'A-0003报街道', { ticket: 'A-0003', action: 'escalate_street' }],
    ['update_ticket', 'A-0003驳回', { ticket: 'A-0003', action: 'reject' }],
    ['sign_up', '体检报名，三个人', { activity: '体检', party_size: 3 }],
    ['sign_up', '体检算我一个', { activity: '体检', party_size: 1 }],
    ['find_station', '附近有厕所吗', { facility: 'toilet', near_me: true }],
    ['redeem_points', '用五十积分换条毛巾', { item: '毛巾', cost: 50 }],
    ['query_points', '积分排行榜给我看看', { scope: 'rank' }],
    ['raise_appeal', '匿名说一下，站里乱扣我两百', { topic: 'penalty', anonymous: true }],
    ['finish_study', '《雨天骑行手册》看完了', { title: '雨天骑行手册' }],
    ['register', '我是党员来报到，关系在青石镇支部', { party_member: true, home_branch: '青石镇支部' }],
    ['broadcast_notice', '通知骑手们，东桥封了，收到请回复', { body: '东桥封了', audience: 'riders', require_ack: true }],
    ['export_report', '导出考勤表', { what: 'attendance' }],
    ['list_attendance', '体检谁没报名', { what: 'not_signed_up', activity: '体检' }],
  ])('%s of “%s”', (intent, text, expected) => {
    expect(slotsOf(intent, text)).toEqual(expected);
  });

  it('takes the sender’s only fitting ticket when no number is said', () => {
    expect(slotsOf('query_ticket', '我报的隐患有结果没', { tickets: ['H-0009', 'A-0001'] })).toEqual({ ticket: 'H-0009' });
    expect(slotsOf('query_ticket', '我上次报的有结果没', { tickets: ['H-0009', 'A-0001'] })).toEqual({});
  });

  it('does not resolve an impossible number into a ticket', () => {
    expect(meanings('A4纸还有吗')).toEqual(['smalltalk']);
  });
});

describe('any input', () => {
  const someContext = fc.record({
    now: fc.integer({ min: 0, max: 4e12 }),
    role: fc.constantFrom('member', 'secretary', 'guest', 'external') as fc.Arbitrary<UnderstandingContext['role']>,
    activities: fc.array(fc.record({ title: fc.string({ unit: 'binary' }), start: fc.integer() }), { maxLength: 4 }),
    quoted: fc.option(fc.string({ unit: 'binary' })),
    hasPhoto: fc.boolean(),
    tickets: fc.array(fc.string(), { maxLength: 3 }),
  });
  const pieces = [...checkIns, ...others, ...urgent, ...chatter].map(([text]) => text);
  const someText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(fc.constantFrom(...pieces, '\ud83d', '\udc4c', '👌', ' ', '，', '零', '十', '点', '“'), { maxLength: 60 })
      .map((all) => all.join('')),
  );

  it('is read without throwing, into well-formed frames, twice the same', () => {
    fc.assert(
      fc.property(someText, someContext, (text, given) => {
        const frames = read(text, given);
        expect(frames.length).toBeGreaterThan(0);
        // Check-ins of several kinds and orders on several tickets are several frames; anything else is said once.
        const said = frames.map(({ intent, slots }) => `${intent} ${slots.kind ?? slots.ticket}`);
        expect(new Set(said).size).toBe(frames.length);
        expect(frames.length === 1 || frames.every((frame) => frame.intent !== 'smalltalk')).toBe(true);
        for (const { intent, slots } of frames) {
          expect(intentNames).toContain(intent);
          for (const value of Object.values(slots)) expect(value ?? null).not.toBeNull();
        }
        expect(read(text, given)).toEqual(frames);
      }),
      { numRuns: 400 },
    );
  });

  it('copies spans out of the text itself', () => {
    fc.assert(
      fc.property(someText, (text) => {
        for (const { slots } of read(text, context())) {
          for (const slot of ['place', 'area', 'activity', 'on_behalf_of', 'item', 'home_branch', 'community', 'body']) {
            const span = slots[slot];
            if (typeof span === 'string') expect(text).toContain(span);
          }
        }
      }),
    );
  });

  it.each(['', ' ', '\ud800', '👌👌👌', '。。。', '签'.repeat(5_000), '签到'.repeat(3_000), '着火了。'.repeat(1_500), '\0'])(
    'survives input number %#',
    (text) => {
      expect(read(text, context()).length).toBeGreaterThan(0);
    },
  );
});

describe('patterns', () => {
  const patterns: [string, RegExp][] = [];
  const collect = (name: string, value: unknown): void => {
    if (value instanceof RegExp) patterns.push([name, value]);
    else if (value && typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) collect(`${name}.${key}`, inner);
  };
  for (const [name, value] of Object.entries(words)) collect(name, value);

  // Characters that stand in many patterns, and whole words that open one.
  const FRAGMENTS = [
    '我',
    '到',
    '签',
    '冒',
    '火',
    '了',
    '没',
    '电',
    '路',
    '一',
    '12',
    '点',
    '东门口',
    '人',
    '车',
    '被',
    ' ',
    ',',
    '“',
    '"',
    '收到',
    '不',
    '扣',
    '零',
    '在',
    '👌',
    '组织党日',
    '通知',
    '换',
    '打个',
  ];
  const LENGTH = 4_000;
  /** Allowed per pattern; the slowest takes about 1 ms here, other work on the machine may add to it. */
  const LIMIT_MS = 20;

  const elapsed = (pattern: RegExp, text: string) => {
    const before = performance.now();
    if (pattern.global) for (const _ of text.matchAll(pattern));
    else pattern.test(text);
    return performance.now() - before;
  };

  it('are many and are found', () => {
    expect(patterns.length).toBeGreaterThan(150);
  });

  it('none is slow on four thousand repeated characters', () => {
    const slow = patterns.flatMap(([name, pattern]) =>
      FRAGMENTS.filter((fragment) => {
        const text = `${fragment.repeat(LENGTH).slice(0, LENGTH)}x`;
        // Measured again and again when slow: a pause of the whole machine is no property of the pattern, a quadratic one stays slow.
        for (let again = 0; again < 8; again += 1) if (elapsed(pattern, text) <= LIMIT_MS) return false;
        return true;
      }).map((fragment) => `${name} on ${fragment}`),
    );
    expect(slow).toEqual([]);
  });
});

const labelled = ['dev-a.jsonl', 'dev-b.jsonl'].map((name) => join(projectRoot, '../shared/understanding', name));

describe.runIf(labelled.every((path) => existsSync(path)))('labelled sets, when they lie beside the project', () => {
  it('misses no danger and hardly ever acts on chatter', () => {
    const records = labelled.flatMap((path) => readFileSync(path, 'utf8').trim().split('\n')).map((line) => JSON.parse(line));
    let chat = 0;
    let acted = 0;
    for (const record of records) {
      const given = context({
        now: Date.parse(record.now),
        role: record.role === 'secretary' ? 'secretary' : 'member',
        quoted: record.context?.quoted ?? null,
      });
      const got = meanings(record.text, given);
      const gold: { intent: string; slots: { urgent?: boolean } }[] = record.gold;
      if (gold.some(({ slots }) => slots.urgent)) expect(got, record.id).toContain('urgent');
      if (!gold.every(({ intent }) => intent === 'smalltalk')) continue;
      chat += 1;
      if (got.some((intent) => intent !== 'smalltalk' && intent !== 'help')) acted += 1;
    }
    // The goal is 3 %; what was reached is in the model card.
    expect(acted / chat).toBeLessThan(0.12);
  });
});
