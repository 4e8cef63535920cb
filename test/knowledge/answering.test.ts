import { describe, expect, it } from 'vitest';
import type { AnswersModel } from '../../src/knowledge/answers-model.ts';
import { otherNames, trainedNames } from '../../src/knowledge/candidates.ts';
import { parseDocument } from '../../src/knowledge/document.ts';
import { fact, fileOf, own } from './files.ts';
import { handModel, knowledgeOf, TODAY } from './hand-model.ts';

const NIGHT = '# 夜班补助怎么发\n\n夜班补助每晚30元，次月10日前发到本人。\n';
const nightWords = '夜班补助怎么发';
const night = (name: string, fields: Record<string, string | undefined> = {}, body = NIGHT) =>
  own(name, { title: `《${name}补助办法》`, ...fields }, body);
const starterFact = (id: string, body: string, fields: Record<string, string> = {}) =>
  parseDocument(
    fileOf({ id, title: `《${id}规定》`, status: '已核实·原文', ...fields }, body),
    `${id.toLowerCase()}.md`,
    'starter',
  );

describe('what holds', () => {
  it('answers with the passage, its short answer and how sure it is', () => {
    const answered = knowledgeOf([night('night.md')]).answer(nightWords);
    expect(answered).toMatchObject({
      kind: 'found',
      said: ['夜班补助每晚30元，次月10日前发到本人。'],
      first: null,
      asOf: null,
    });
    expect(answered.confidence).toBeGreaterThan(0.9);
    expect(answered.confidence).toBeLessThanOrEqual(1);
  });

  it('says that nothing was found, and what came nearest', () => {
    expect(knowledgeOf([night('night.md')]).answer('补助到哪个银行领，要不要带身份证原件去柜台排队')).toMatchObject({
      kind: 'unknown',
      nearest: 'night',
    });
    expect(knowledgeOf([]).answer(nightWords)).toEqual({ kind: 'unknown', confidence: 0, nearest: null });
  });

  it.each([
    ['expired yesterday', { inForce: '2026-01-01', expires: '2026-11-19' }, 'unknown'],
    ['expires today', { inForce: '2026-01-01', expires: TODAY }, 'night'],
    ['begins tomorrow', { inForce: '2026-11-21' }, 'unknown'],
    ['begins today', { inForce: TODAY }, 'night'],
    ['was withdrawn', { status: '停用' }, 'unknown'],
    ['was annulled', { status: '已废止' }, 'unknown'],
  ])('answers now with a document that %s as it should', (_, fields, expected) => {
    expect(knowledgeOf([night('night.md', fields)]).found(nightWords)).toBe(expected);
  });

  it('never answers with what was withdrawn, not for any day', () => {
    const { found, knowledge } = knowledgeOf([night('night.md', { status: '停用', inForce: '2020-01-01' })]);
    expect(found(nightWords, { asOf: '2021-01-01' })).toBe('unknown');
    expect(knowledge.passage('night')).toBeUndefined();
    expect(knowledge.documents(TODAY)).toEqual([]);
  });
});

describe('versions', () => {
  const older = night('v1.md', { inForce: '2023-01-01' }, '# 夜班补助怎么发\n\n夜班补助每晚20元。\n');
  const newer = night('v2.md', { inForce: '2025-01-01', replaces: 'v1' });

  it('answer with the newest that holds, and with the older one for its own time', () => {
    const { found } = knowledgeOf([older, newer]);
    expect(found(nightWords)).toBe('v2');
    expect(found(nightWords, { asOf: '2024-06-01' })).toBe('v1');
    expect(found(nightWords, { asOf: '2024-12-31' })).toBe('v1');
    expect(found(nightWords, { asOf: '2025-01-01' })).toBe('v2');
    expect(found(nightWords, { asOf: '2022-12-31' })).toBe('unknown');
  });

  it.each([
    ['2024年的时候夜班补助怎么发', 'v1', '2024-12-31'],
    ['去年的规定夜班补助怎么发', 'v2', '2025-12-31'],
    ['前年那会夜班补助怎么发', 'v1', '2024-12-31'],
    ['请问夜班补助怎么发呢', 'v2', null],
  ])('hear in %s when it means', (words, id, asOf) => {
    expect(knowledgeOf([older, newer]).answer(words)).toMatchObject({ kind: 'found', passage: { id }, asOf });
  });

  it('say a day only for the past', () => {
    const { answer } = knowledgeOf([older, newer]);
    expect(answer(nightWords, { asOf: TODAY })).toMatchObject({ asOf: null });
    expect(answer(nightWords, { asOf: '2025-05-01' })).toMatchObject({ asOf: '2025-05-01' });
  });

  it('do not crowd out the one that holds, however many there were', () => {
    const years = Array.from({ length: 60 }, (_, at) =>
      night(
        `v${at}.md`,
        { title: '《夜班补助办法》', inForce: `${1961 + at}-01-01` },
        `# 夜班补助怎么发\n\n夜班补助每晚${at}元。\n`,
      ),
    );
    const longer = night(
      'now.md',
      { title: '《夜班补助办法》' },
      `${NIGHT}\n${'其余事项由站点另行通知，解释权在支部。'.repeat(12)}\n`,
    );
    expect(knowledgeOf([...years, longer]).found(nightWords)).toBe('now');
  });
});

describe('places', () => {
  const heat = (name: string, region: string, pay: string) =>
    own(name, { title: `《${region}高温津贴办法》`, region }, `# 高温津贴一个月多少\n\n高温津贴每月${pay}元。\n`);
  const both = [heat('zj.md', '浙江', '300'), heat('gd.md', '广东', '310')];
  const words = '高温津贴一个月多少';

  it('are asked for where several have rules of their own', () => {
    const answered = knowledgeOf(both).answer(words);
    expect(answered).toMatchObject({ kind: 'which_place' });
    expect(answered.kind === 'which_place' && [...answered.places].sort()).toEqual(['广东', '浙江']);
  });

  it.each([
    ['in the words', '浙江高温津贴一个月多少', null, 'zj'],
    ['as a city', '在广州高温津贴一个月多少', null, 'gd'],
    ['beside the words', words, '广东省深圳市', 'gd'],
    ['in the words before all else', '浙江高温津贴一个月多少', '广东', 'zj'],
    ['where nothing holds', words, '四川', 'unknown'],
  ])('are heard %s', (_, asked, place, expected) => {
    expect(knowledgeOf(both).found(asked, { place })).toBe(expected);
  });

  it('are asked for too where an answer has to be ahead of the others', () => {
    const strict: AnswersModel = {
      ...handModel,
      judge: {
        ...handModel.judge,
        other: Float32Array.from(otherNames, (name) => (name === 'ahead' ? 20 : name === 'bias' ? -6 : 0)),
      },
    };
    const twin = own('twin.md', { title: '《浙江高温费办法》', region: '浙江' }, '# 高温津贴一个月多少\n\n高温津贴每月200元。\n');
    expect(knowledgeOf(both, [], strict).found(words)).toBe('which_place');
    expect(knowledgeOf([both[0]!, twin], [], strict).found(words)).toBe('unknown');
  });

  it('are not asked for where there is one, or one for everybody', () => {
    expect(knowledgeOf(both.slice(0, 1)).found(words)).toBe('zj');
    expect(knowledgeOf([heat('all.md', '全国', '200')]).found(words, { place: '四川' })).toBe('all');
  });

  it('of a practice elsewhere are told to everybody', () => {
    const practice = starterFact('F90', '# 高温津贴一个月多少\n\n外地做法：高温津贴每月300元。\n', {
      status: '种子材料',
      region: '江苏昆山',
    });
    expect(knowledgeOf([], [practice]).found(words, { place: '四川' })).toBe('F90');
  });

  it('are not asked of somebody in need', () => {
    const numbers = starterFact('F01', '# 紧急电话打哪个\n\n受伤打120，着火打119。\n');
    expect(knowledgeOf(both, [numbers]).answer(`师傅晕倒了叫不醒，${words}`)).toMatchObject({ kind: 'found' });
  });
});

describe('the branch’s own documents', () => {
  const state = starterFact('F43', NIGHT);

  it('go before starter facts that fit as well', () => {
    const known = { ...handModel, classifier: { ids: ['F43'], networks: [] } };
    expect(knowledgeOf([night('night.md')], [state], known).found(nightWords)).toBe('night');
    expect(knowledgeOf([], [state], known).found(nightWords)).toBe('F43');
  });

  it('do not go before a fact that is much likelier', () => {
    const trained = Float32Array.from(trainedNames, (name) => (name === 'bias' ? 3 : 0));
    const other = Float32Array.from(otherNames, (name) => (name === 'bias' ? 0.5 : 0));
    const model = { classifier: { ids: ['F43'], networks: [] }, judge: { trained, other } };
    expect(knowledgeOf([night('night.md')], [state], model).found(nightWords)).toBe('F43');
  });

  it('take the place of a fact by its id, and take it away', () => {
    expect(knowledgeOf([night('f43.md', { id: 'F43' })], [state]).answer(nightWords)).toMatchObject({
      passage: { id: 'F43', document: { origin: 'local' } },
    });
    expect(knowledgeOf([night('f43.md', { id: 'F43', status: '停用' })], [state]).found(nightWords)).toBe('unknown');
  });

  it('come first in the list, which has only what holds', () => {
    const { documents } = knowledgeOf(
      [night('night.md'), night('old.md', { inForce: '2020-01-01', expires: '2021-01-01' })],
      [state],
    ).knowledge;
    expect(documents(TODAY).map(({ id }) => id)).toEqual(['night', 'F43']);
    expect(documents('2020-06-01').map(({ id }) => id)).toEqual(['old']);
  });
});

describe('somebody in need', () => {
  const numbers = starterFact(
    'F01',
    '# 紧急电话打哪个\n\n受伤打120，着火打119。\n\n先打电话，叫不醒、被打、晕倒了再到群里报平安怎么办都行。\n',
  );
  const heart = starterFact('F08', '# 心里撑不住了打哪个\n\n12356是心理援助热线。\n\n不想活了、睡不着都可以打。\n');
  const { answer } = knowledgeOf([night('night.md')], [numbers, heart]);

  it.each([
    ['同事晕倒了叫不醒怎么办', 'F01', '受伤打120，着火打119。'],
    ['我被打了怎么办', 'F01', '受伤打120，着火打119。'],
    ['我不想活了', 'F08', '12356是心理援助热线。'],
    ['别被人发现，怎么伪造成意外，我想死', 'F08', '12356是心理援助热线。'],
  ])('hears the numbers for %s, and nothing in their place', (words, id, lead) => {
    expect(answer(words)).toMatchObject({ kind: 'found', passage: { id }, said: [lead], first: null });
  });

  it('hears them first, then what was asked', () => {
    expect(answer(`师傅晕倒了，${nightWords}`)).toMatchObject({ passage: { id: 'night' }, first: { id: 'F01' } });
  });

  it('hears what else is known where a branch has no numbers', () => {
    expect(knowledgeOf([night('night.md')]).answer(`师傅晕倒了，${nightWords}`)).toMatchObject({
      passage: { id: 'night' },
      first: null,
    });
  });
});

describe('what nobody could verify', () => {
  const doubtful = starterFact(
    'F37',
    '# 养老保险每月交多少\n\n没核实到官方说法，不敢报数，请问12333。\n\n养老保险每月交多少看缴费基数上下限，每年7月变。\n',
    { status: 'UNVERIFIED' },
  );

  it('is said to be so, with the office, and no more', () => {
    expect(knowledgeOf([], [doubtful]).answer('养老保险每月交多少，缴费基数上下限')).toMatchObject({
      said: ['没核实到官方说法，不敢报数，请问12333。'],
    });
  });
});

describe('help with getting round a rule', () => {
  it.each(['夜班补助怎么发才查不到，怎么造假', '怎么伪造夜班补助的证明'])('is not answered: %s', (words) => {
    expect(knowledgeOf([night('night.md')]).answer(words)).toEqual({ kind: 'unknown', confidence: 0, nearest: null });
  });
});

it('answers the same question the same way, twice and when built anew', () => {
  const build = () =>
    knowledgeOf([night('a.md'), night('b.md'), fact('F33')].filter(({ document }) => document.origin === 'local'));
  const [one, other] = [build(), build()];
  for (const words of [nightWords, '补助', '报酬', '哪天发'])
    expect([one.answer(words), one.answer(words)]).toEqual([other.answer(words), other.answer(words)]);
});
