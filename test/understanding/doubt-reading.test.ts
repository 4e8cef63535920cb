import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/calendar/index.ts';
import { allowances, type Frame, type Intent, intentNames } from '../../src/core/intent.ts';
import { slotsSchema } from '../../src/core/labels.ts';
import { roles } from '../../src/core/member.ts';
import { ownSlots } from '../../src/core/slots.ts';
import { normaliseText } from '../../src/core/text.ts';
import type { UnderstandingContext } from '../../src/core/understanding.ts';
import { createCandidates, createReader, STARTER } from '../../src/understanding/index.ts';
import { framesOf, type Judged, judgeMessage } from '../../src/understanding/reader.ts';
import { copiedSlots } from '../../src/understanding/stretches.ts';
import { contextOf, parseUtterances, spokenText } from '../../src/understanding/training/corpus.ts';
import { injections } from './sentences-injections.ts';
import { ignorantModel } from './small-model.ts';

const calendar = createCalendar();
const read = createReader({ calendar });
const NOW = Date.parse('2026-11-20T20:10:00+08:00');
const context = (over: Partial<UnderstandingContext> = {}): UnderstandingContext => ({
  now: NOW,
  role: 'member',
  activities: [],
  quoted: null,
  hasPhoto: false,
  tickets: [],
  ...over,
});

const isUrgent = ({ intent, slots }: Frame) => intent === 'report_hazard' && slots.urgent === true;
const shown = (frames: readonly Frame[]) => frames.map((frame) => (isUrgent(frame) ? 'urgent' : frame.intent));

const corpus = readdirSync(join(STARTER, 'held-out'))
  .filter((file) => file.endsWith('.jsonl'))
  .flatMap((file) => parseUtterances(readFileSync(join(STARTER, 'held-out', file), 'utf8'), file));

/** The label standard, without slots of our own. */
function expectFits({ intent, slots }: Frame, text: string): void {
  const said = Object.fromEntries(Object.entries(slots).filter(([slot]) => !ownSlots.includes(slot)));
  const checked = slotsSchema(intent).safeParse(said);
  expect(checked.success ? null : `${intent} ${JSON.stringify(said)}: ${checked.error.message}`).toBeNull();
  // A gap before a figure is none.
  const bare = (words: string) => words.replaceAll(' ', '');
  for (const { slot } of copiedSlots(intent)) {
    const span = said[slot];
    if (typeof span === 'string') expect(bare(text)).toContain(bare(span));
  }
}

/** Check-ins of several kinds and orders for several tickets are several frames. */
const SEVERAL: readonly Intent[] = ['check_in', 'update_ticket'];

/** What holds of the frames of any message. */
function expectSound(frames: readonly Frame[], text: string): void {
  expect(frames.length).toBeGreaterThan(0);
  const intents = frames.map(({ intent }) => intent);
  const once = intents.filter((intent) => !SEVERAL.includes(intent));
  expect(once).toHaveLength(new Set(once).size);
  if (intents.length > 1) expect(intents).not.toContain('smalltalk');
  for (const [at, frame] of frames.entries()) {
    expect(intentNames).toContain(frame.intent);
    expectFits(frame, text);
    for (const value of Object.values(frame.slots)) expect(value ?? null).not.toBeNull();
    if (isUrgent(frame)) {
      expect(at).toBe(0);
      expect(frames.every(({ alternative }) => alternative === undefined)).toBe(true);
    }
    const { alternative } = frame;
    if (!alternative) continue;
    expect(frames).toHaveLength(1);
    expect(alternative.intent).not.toBe(frame.intent);
    expect(alternative.alternative).toBeUndefined();
    expectFits(alternative, text);
  }
}

const instant = fc.integer({ min: Date.parse('2024-01-01T00:00:00Z'), max: Date.parse('2030-01-01T00:00:00Z') });
const someContext: fc.Arbitrary<UnderstandingContext> = fc.record({
  now: instant,
  role: fc.constantFrom(...roles),
  activities: fc.array(
    fc.record({
      title: fc.oneof(
        fc.constantFrom('11月主题党日', '免费体检', '消防演练', '学雷锋志愿服务'),
        fc.string({ unit: 'grapheme', maxLength: 30 }),
      ),
      start: instant,
    }),
    { maxLength: 4 },
  ),
  quoted: fc.option(
    fc.oneof(
      fc.constantFrom(...corpus.map(({ text }) => text)),
      fc.constantFrom('通知：周五停电，收到请回复', 'H-0012 已处理，您满意吗？1 满意 2 不满意', '周日爬山，参加的回1', '[图片]'),
      fc.string({ unit: 'grapheme', maxLength: 80 }),
    ),
  ),
  hasPhoto: fc.boolean(),
  tickets: fc.array(fc.constantFrom('H-0012', 'A-0007', 'H-0099', 'A-123456'), { maxLength: 3 }),
});

const said = fc.constantFrom(...corpus.map((one) => spokenText(one, ['小蜂'])));
const piece = fc
  .tuple(said, fc.nat(60), fc.nat(60))
  .map(([text, from, length]) => text.slice(from % (text.length + 1)).slice(0, length + 1));
const joint = fc.constantFrom(
  '',
  ' ',
  '，',
  '。',
  '另外',
  '还有',
  '？',
  '\n',
  '“',
  '”',
  '👌',
  '零',
  '0',
  '12',
  '9999',
  '1.5',
  '-',
  '个',
  '点',
  '小时',
  '积分',
  '人',
);
const mixed = fc
  .array(fc.tuple(fc.oneof(said, piece), joint), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.flat().join(''));
const anyText = fc.oneof(
  { weight: 4, arbitrary: mixed },
  { weight: 2, arbitrary: piece },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 120 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 120 }) },
);

describe('the frames of any message', () => {
  it('fit the label standard, one per thing asked for, in doubt at most about one', () => {
    fc.assert(
      fc.property(anyText, someContext, (text, given) => expectSound(read(text, given), text)),
      { numRuns: 600 },
    );
  });

  it('are the same when it is read again', () => {
    fc.assert(
      fc.property(anyText, someContext, (text, given) => {
        expect(read(text, given)).toEqual(read(text, given));
      }),
      { numRuns: 100 },
    );
  });

  it('are sound for everybody who was kept out of the training', () => {
    for (const one of corpus) {
      const text = spokenText(one, ['小蜂']);
      expectSound(read(text, contextOf(one, ['小蜂'])), text);
    }
  });

  it.each([
    '志愿服务0小时',
    '志愿服务零小时',
    '志愿服务9999小时',
    '志愿服务两千个小时',
    '体检报名，0个人',
    '体检报名，两千万人',
    '体检报名2.5个人',
    '用0积分换条毛巾',
    '用1.5积分换条毛巾',
    '用99999999积分换条毛巾',
    '周六下午三点搞培训，限0人',
    '周六下午三点搞培训，名额999999999人',
    'H-00000处理了没',
    '隐患一点五号处理了没',
    'H-123456789处理了没',
    '31月45号有活动吗',
    '导出十三月的考勤',
    '明天25点99分开会',
  ])('fit it also where “%s” makes no sense', (text) => {
    for (const role of ['member', 'secretary'] as const) expectSound(read(text, context({ role })), text);
  });
});

describe('strange input', () => {
  it.each([
    ['nothing', ''],
    ['white space', ' \n\t　'],
    ['a stop', '。'],
    ['one emoji', '😀'],
    ['only emoji', '😀🎉🚴‍♂️👨‍👩‍👧‍👦🇨🇳❤️'],
    ['many emoji', '🎉'.repeat(2_500)],
    ['control characters', '\u0000\u0001\u0007\u001b[31m\u007f'],
    ['half a character', '\ud83d'],
    ['combining marks', `a${'\u0301'.repeat(500)}`],
    ['zero-width characters', '\u200b\u200d\u2060\ufeff'.repeat(50)],
    ['direction marks', '\u202eabc\u202c'],
    ['one character, four thousand times', '哈'.repeat(4_000)],
    ['a figure without end', '9'.repeat(5_000)],
    ['English', 'Hello everybody, the weather is nice today'],
    ['several languages', 'おはよう 안녕하세요 Привет مرحبا สวัสดี γειά σου'],
    ['a link', 'https://example.com/a?b=c&d=%E7%AD%BE'],
    ['code', 'for (let i = 0; i < 10; i++) { console.log(i) }'],
    ['markup', '<script>alert(1)</script><b>hi</b>'],
    ['JSON', '{"a":[1,2,{"b":null}]}'],
    ['capitals that grow when made small', 'İ'.repeat(300)],
  ])('such as %s is small talk', (_name, text) => {
    expectSound(read(text, context()), text);
    const normal = normaliseText(text, ['小蜂']);
    expect(read(normal, context())).toMatchObject([{ intent: 'smalltalk', slots: {} }]);
  });

  it.each([
    ['a story of four thousand characters', '今天送了三十件，楼里电梯坏了爬了八层，回来路上买了个西瓜。'],
    ['check-ins without end', '签到。'],
    ['alarm without end', '东门充电柜着火了。'],
    ['notices without end', '通知大家明早九点开会，收到请回复。'],
    ['words without a stop', '体检报名两个人下午那场'],
    ['quotations left open', '“「『签到'],
    ['times without end', '明天八点到九点，'],
    ['a mix of languages', 'ok签到 check in please 到了 ありがとう. '],
  ])('such as %s is read calmly', (_name, part) => {
    const text = part.repeat(Math.ceil(4_200 / part.length));
    expectSound(read(text, context({ activities: [{ title: '11月主题党日', start: NOW }], quoted: text })), text);
  });

  // Of a script nobody taught it only the length is known, and a long message is often a report.
  it.each([
    ['Thai', 'สวัสดีครับทุกคนวันนี้อากาศดีมากเราไปกินข้าวกัน '],
    ['Russian', 'Сегодня хорошая погода, пойдём гулять в парк. '],
    ['Arabic', 'مرحبا كيف حالكم اليوم الطقس جميل. '],
    ['Korean', '오늘 날씨가 정말 좋네요 같이 밥 먹으러 가요. '],
    ['Hindi', 'आज मौसम बहुत अच्छा है चलो खाना खाते हैं। '],
    ['Tibetan', 'བཀྲ་ཤིས་བདེ་ལེགས་ཁྱེད་རང་བདེ་པོ་ཡིན་པས '],
    ['no language', 'zxqv wkjp fgrt '],
  ])('in %s raises no alarm, however long it is', (_name, words) => {
    for (const length of [10, 60, 150, 400, 4_000]) {
      const text = normaliseText(words.repeat(Math.ceil(length / words.length)).slice(0, length), []);
      expect(
        read(text, context()).map(({ intent }) => intent),
        `${length} characters`,
      ).toEqual(['smalltalk']);
      expect(shown(read(text, context({ hasPhoto: true }))), `${length} characters and a photo`).not.toContain('urgent');
    }
  });

  it('does not reach what is said of danger beside it', () => {
    for (const noise of ['😀🎉', '\u0000\u0007', 'please help asap ', '\u200b\u200d'])
      expect(shown(read(`${noise}东门充电柜着火了，快来人${noise}`, context())), JSON.stringify(noise)).toContain('urgent');
  });
});

describe('words meant for the machine', () => {
  it('are forty', () => {
    expect(new Set(injections).size).toBe(40);
  });

  it.each(injections)('do nothing a secretary may and raise no alarm: “%s”', (text) => {
    const normal = normaliseText(text, ['小蜂']);
    for (const frames of [read(text, context()), read(normal, context()), read('收到', context({ quoted: normal }))]) {
      expect(frames.filter(({ intent }) => allowances[intent] === 'staff').map(({ intent }) => intent)).toEqual([]);
      expect(frames.some(isUrgent)).toBe(false);
    }
  });
});

/** A judgement as if somebody had made it: these intents with these probabilities, everything else impossible. */
function judgedAs(text: string, likely: Partial<Record<Intent, number>>, urgent = false): Judged {
  const judged = judgeMessage(text, context(), ignorantModel());
  return {
    ...judged,
    probabilities: judged.probabilities.map(({ intent }) => ({ intent, probability: likely[intent] ?? 0 })),
    isUrgent: urgent,
  };
}
const decide = (text: string, likely: Partial<Record<Intent, number>>, urgent = false) =>
  framesOf(judgedAs(text, likely, urgent), { model: ignorantModel(), calendar });
const decided = (...given: Parameters<typeof decide>) =>
  decide(...given).map(({ intent, alternative }) => (alternative ? `${intent} or ${alternative.intent}` : intent));

describe('a decision', () => {
  it.each<[Partial<Record<Intent, number>>, string[]]>([
    [{}, ['smalltalk']],
    [{ undo: 0.2 }, ['smalltalk']],
    [{ undo: 0.4 }, ['smalltalk or undo']],
    [{ undo: 0.6 }, ['smalltalk or undo']],
    [{ undo: 0.8 }, ['undo']],
    [{ undo: 0.8, help: 0.4 }, ['undo or help']],
    [{ undo: 0.6, help: 0.4 }, ['smalltalk or undo']],
    [{ undo: 0.8, help: 0.3 }, ['undo']],
    [{ undo: 0.8, help: 0.6 }, ['undo', 'help']],
    [{ undo: 0.55, help: 0.55 }, ['undo', 'help']],
    [{ undo: 0.4, help: 0.45 }, ['smalltalk or help']],
  ])('on %j is %j', (likely, expected) => {
    expect(decided('撤销', likely).toSorted()).toEqual(expected.toSorted());
  });

  it('takes a danger up however unlikely, without a doubt, before anything else', () => {
    expect(decided('东门着火了', { report_hazard: 0.2 }, true)).toEqual(['report_hazard']);
    expect(decided('东门着火了', { report_hazard: 0.2, help: 0.45 }, true)).toEqual(['report_hazard']);
    const frames = decide('签到。东门着火了', { check_in: 0.9, report_hazard: 0.3, help: 0.45 }, true);
    expect(shown(frames)).toEqual(['urgent', 'check_in']);
    expect(frames.every(({ alternative }) => alternative === undefined)).toBe(true);
  });

  it('answers in the order people spoke', () => {
    const both = { check_in: 0.9, undo: 0.9 };
    expect(decided('撤销刚才那个，然后签到', both)).toEqual(['undo', 'check_in']);
    expect(decided('签到，不对，撤销', both)[0]).toBe('check_in');
  });

  it('on a text nobody wrote still holds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.dictionary(
          fc.constantFrom(...intentNames.filter((intent) => intent !== 'smalltalk')),
          fc.double({ min: 0, max: 1, noNaN: true }),
        ),
        fc.boolean(),
        (text, likely, urgent) => expectSound(decide(text, likely, urgent), text),
      ),
    );
  });
});

describe('a reader that knows nothing', () => {
  const ignorant = createReader({ model: ignorantModel(), calendar });

  it('hears nothing but small talk, perhaps a fault, whatever the rules hold for it, and people who are attacked', () => {
    const isAttack = ({ intent, slots }: Frame) =>
      intent === 'report_hazard' && slots.category === 'public_order' && slots.urgent === true;
    fc.assert(
      fc.property(anyText, someContext, (text, given) => {
        const heard = ignorant(text, given);
        const isFault = heard[0]?.alternative?.intent === 'report_hazard' && heard[0].alternative.slots.urgent === false;
        const talk = [expect.objectContaining({ intent: 'smalltalk', slots: {} })];
        if (!heard.every(isAttack)) expect(heard).toEqual(isFault ? talk : [{ intent: 'smalltalk', slots: {} }]);
      }),
      { numRuns: 200 },
    );
    expect(ignorant('有俩喝高了的打起来了', context()).every(isAttack)).toBe(true);
    expect(ignorant('东门充电柜着火了，快来人', context())).toEqual([{ intent: 'smalltalk', slots: {} }]);
  });
});

describe('candidates', () => {
  const candidates = createCandidates({ calendar });

  it('are told the likeliest first, each as it would be acted upon', () => {
    fc.assert(
      fc.property(mixed, someContext, (text, given) => {
        const told = candidates(text, given);
        for (const [at, { frame, probability }] of told.entries()) {
          expect(probability).toBeGreaterThanOrEqual(0.05);
          expect(probability).toBeLessThanOrEqual(told[at - 1]?.probability ?? 1);
          expectFits(frame, text);
        }
        const intents = new Set(told.map(({ frame }) => frame.intent));
        const frames = read(text, given);
        // What a patrol finds wrong is a hazard whatever it looks like by itself.
        const isFound = frames.some(({ intent }) => intent === 'check_in');
        for (const { intent, slots } of frames) {
          const isSpoken = slots.urgent !== true && !(isFound && intent === 'report_hazard');
          if (intent !== 'smalltalk' && isSpoken) expect(intents).toContain(intent);
        }
      }),
      { numRuns: 150 },
    );
  });
});
