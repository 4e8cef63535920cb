import { describe, expect, it } from 'vitest';
import { checkAnswer } from '../../src/language-model/check-answer.ts';
import { claimsOf, plainly } from '../../src/language-model/claims.ts';
import { faithful } from './faithful-rewrites.ts';
import { passage, passages, plainOf } from './passages.ts';
import { changes, unfaithful } from './unfaithful-rewrites.ts';

/** One sentence of one passage. */
function said(id: string, text: string, plain = plainOf(passage(id))): string | null {
  return checkAnswer([{ text, passage: id }], { passages: [passage(id)], plain });
}

const accepted = faithful.filter(([id, words]) => said(id, words) !== null);
const wordForWord = passages.flatMap(({ id, paragraphs }) => paragraphs.map((paragraph) => [id, paragraph] as const));

describe('what stands in the passage', () => {
  it('passes word for word, every paragraph of every starter fact', () => {
    expect(wordForWord.length).toBeGreaterThan(250);
    expect(wordForWord.filter(([id, paragraph]) => paragraph.length <= 120 && said(id, paragraph) === null)).toEqual([]);
  });

  it('passes a good part of it shortened and turned round: one of three rewrites by hand', () => {
    expect(faithful.length).toBeGreaterThanOrEqual(200);
    expect(accepted.length / faithful.length).toBeGreaterThanOrEqual(1 / 3);
  });

  it.each([
    ['F33', '单位要在出事后三十日之内申请工伤认定', '单位要在出事后三十日之内申请工伤认定。'],
    ['F33', '《工伤保险条例》第十七条，单位要在出事后30天内申请工伤认定。', undefined],
    ['F18', '一般要在1年内申请,从知道自己权利被侵害算起。', '一般要在1年内申请，从知道自己权利被侵害算起。'],
    ['F42', '按报道，劳务报酬月收入6250元以下，当月不预扣个税。', undefined],
    ['F43', '日最高气温到40度以上，当天室外露天作业应当停。', undefined],
  ])('%s: %s', (id, words, as = words) => {
    expect(said(id, words)).toBe(as);
  });
});

describe('what does not', () => {
  it('is refused: three hundred by hand', () => {
    expect(unfaithful.length).toBeGreaterThanOrEqual(300);
    expect(unfaithful.filter(([id, words]) => said(id, words) !== null)).toEqual([]);
  });

  it.each(Object.entries(changes))('is refused: every good sentence spoilt by %s', (_, change) => {
    const spoilt = [...accepted, ...wordForWord].flatMap(([id, words]) => change(words).map((made) => [id, made] as const));
    expect(spoilt.length).toBeGreaterThan(5);
    expect(spoilt.filter(([id, words]) => said(id, words) !== null)).toEqual([]);
  });

  it('is refused: two passages in one sentence, or one under the name of the other', () => {
    const mixed = accepted.flatMap(([id, words], index) => {
      const [other, foreign] = accepted[(index + 17) % accepted.length] ?? ['', ''];
      return other === id
        ? []
        : [words + foreign, words.replace(/\u3002$/, '\uff0c') + foreign, foreign].map((one) => [id, one] as const);
    });
    expect(mixed.length).toBeGreaterThan(250);
    expect(mixed.filter(([id, words]) => said(id, words) !== null)).toEqual([]);
  });
});

/** Sentences of a passage as lists of clauses. */
const sentencesOf = (paragraphs: readonly string[]): string[][] =>
  paragraphs
    .flatMap((paragraph) => paragraph.split(/[。；;\n]/))
    .filter(Boolean)
    .map((sentence) => sentence.split(/(?<=[，,：:])/));

describe('a sentence stands on one sentence of the passage', () => {
  it.each([
    ['F14', '用人单位招人，还可以按每人500元以上2000元以下罚款。'],
    ['F14', '用人单位招人，由劳动行政部门责令退还，还可以按每人500元以上2000元以下罚款。'],
    ['F31', '用工灵活、人员流动大的基层快递网点，快递员个人不缴费。'],
    ['F31', '用工灵活、人员流动大的基层快递网点，能优先参加，快递员个人不缴费。'],
    ['F52', '末端网点不备案，要备案。'],
    ['F52', '要备案，要备案：开办之日起20日内，到所在地邮政管理部门备案。'],
    ['F18', '劳动仲裁不收费，离职了。'],
    ['F58', '你有过错，机动车方没过错。'],
    ['F13', '有劳动关系的，从用工那天算起。'],
    ['F23', '企业要求在线，或要求线下点名。'],
    ['F74', '外出6个月以上，就应当转组织关系。'],
    ['F54', '在非机动车道里。'],
    ['F15', '有劳动合同的，要提前30天书面通知，前3天，到时就能走。'],
  ])('%s: %s is refused', (id, words) => {
    expect(said(id, words)).toBeNull();
  });

  it('without any one of its clauses it is refused', () => {
    const dropped = passages.flatMap(({ id, paragraphs }) =>
      sentencesOf(paragraphs)
        .filter(({ length }) => length > 1)
        .flatMap((clauses) => clauses.map((_, index) => [id, clauses.filter((__, at) => at !== index).join('')] as const)),
    );
    expect(dropped.length).toBeGreaterThan(900);
    expect(dropped.filter(([id, words]) => said(id, words.replace(/[，,：:]$/, '')) !== null)).toEqual([]);
  });

  it('joined out of two it is refused, but where one of them says both: one in four hundred', () => {
    const crossed = passages.flatMap(({ id, paragraphs }) => {
      const all = sentencesOf(paragraphs).map((clauses) => clauses.map((clause) => clause.replace(/[，,：:]$/, '')));
      return all.flatMap((left) =>
        all.flatMap((right) =>
          left === right ? [] : left.flatMap((one) => right.map((other) => [id, `${one}，${other}。`] as const)),
        ),
      );
    });
    expect(crossed.length).toBeGreaterThan(8_000);
    expect(crossed.filter(([id, words]) => said(id, words) !== null).length / crossed.length).toBeLessThan(1 / 400);
  });
});

describe('the answer as a whole', () => {
  const known = [passage('F33'), passage('F18')];
  const check = (...sentences: [string, string][]) =>
    checkAnswer(
      sentences.map(([id, text]) => ({ text, passage: id })),
      { passages: known, plain: plainOf(passage('F33')) },
    );

  it('may stand on several passages, each sentence on one', () => {
    expect(check(['F33', '单位要在出事后30天内申请工伤认定。'], ['F18', '劳动仲裁不收费'])).toBe(
      '单位要在出事后30天内申请工伤认定。劳动仲裁不收费。',
    );
  });

  it('needs a passage of those given for each sentence', () => {
    for (const id of ['', 'F99', 'f33', 'F33#1', '__proto__', 'F35']) expect(check([id, '劳动仲裁不收费。']), id).toBeNull();
    expect(check(['F33', '单位要在出事后30天内申请工伤认定。'], ['', '劳动仲裁不收费。'])).toBeNull();
  });

  it('says something of what would be said plainly', () => {
    expect(check(['F18', '劳动仲裁不收费。'])).toBeNull();
  });

  it('has one to three sentences and at most 120 characters', () => {
    const one: [string, string] = ['F33', '单位要在出事后30天内申请工伤认定。'];
    expect(check()).toBeNull();
    expect(check(one, one, one)).not.toBeNull();
    expect(check(one, one, one, one)).toBeNull();
    expect(check(['F33', one[1].repeat(7)])).toBeNull();
    for (const empty of ['', ' ', '\n', '。', '！？']) expect(check(one, ['F33', empty])).toBeNull();
  });
});

describe('numbers', () => {
  it.each([
    ['三十天', '#30天'],
    ['30日', '#30天'],
    ['5月1号', '#5月#1日'],
    ['2026-03-01', '#2026年#3月#1日'],
    ['一万二千元', '#12000元'],
    ['12万元', '#120000元'],
    ['1,500元', '#1500元'],
    ['百分之二十', '#20%'],
    ['第八十二条', '#82条'],
    ['一般', '一般'],
    ['２０％', '#20%'],
    ['打12333', '打#12333'],
    ['请问12333', '请打#12333'],
    ['110，119', '#110,#119'],
  ])('%s', (text, plain) => {
    expect(plainly(text).replace('第', '')).toBe(plain);
  });

  it('are read in linear time, whatever the text', () => {
    for (const part of ['1', '一', '一.', '9-9-', '的', '《', '1:', '不要', '百分之', '，', '#'])
      expect(
        spent(() => claimsOf(part.repeat(100_000 / part.length))),
        part,
      ).toBeLessThan(1_500);
  });
});

describe('long passages', () => {
  it.each([
    ['能', '能'],
    ['能。', '能，'],
    ['甲乙', '甲乙'],
    ['甲乙，', '乙甲，'],
    ['甲乙丙，', '甲乙甲乙丙甲'],
    ['《', '《'],
  ])('of %s cost little', (part, words) => {
    const text = part.repeat(2_900 / part.length);
    const long = { ...passage('F33'), heading: text, paragraphs: [text] };
    const sentences = [{ text: words.repeat(118 / words.length), passage: 'F33' }];
    expect(spent(() => checkAnswer(sentences, { passages: [long], plain: text }))).toBeLessThan(500);
  });
});

function spent(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}
