// A few documents, looked through by the characters two texts share: enough for dialogues, nothing of the real search.
import type { Knowledge, KnownDocument, Passage, PolicyAnswer, PolicyQuestion } from '../../src/core/knowledge.ts';

const document = (over: Partial<KnownDocument> & Pick<KnownDocument, 'id' | 'title'>): KnownDocument => ({
  article: null,
  number: null,
  issuer: null,
  issued: null,
  inForce: null,
  expires: null,
  regions: [],
  topics: [],
  grade: 'original',
  office: null,
  checkedAt: null,
  also: [],
  sources: [],
  origin: 'starter',
  replacedOn: null,
  ...over,
});

const passage = (of: KnownDocument, heading: string, ...paragraphs: string[]): Passage => ({
  id: of.id,
  heading,
  paragraphs,
  caution: null,
  document: of,
});

const injury = { title: '《工伤保险条例》', number: '国务院令第375号', inForce: '2004-01-01', topics: ['工伤'] };

export const fakePassages: readonly Passage[] = [
  passage(
    document({ id: 'F01', title: '全国通用特服号码', topics: ['求助电话'] }),
    '紧急电话打哪个',
    '受伤打120，着火打119，打架被抢打110，撞车打122。',
    '先把求助电话打出去，再到群里报平安。',
  ),
  passage(
    document({ id: 'F08', title: '全国统一心理援助热线12356', topics: ['求助电话'] }),
    '心里撑不住了不想活了打哪个电话',
    '12356是心理援助热线；正在伤害自己，马上打120或110。',
  ),
  passage(
    document({ id: 'F33', ...injury, article: '第十七条', checkedAt: '2025-04-19' }),
    '工伤认定多久内申请',
    '单位要在出事后30天内去申请工伤认定；单位不去，你自己1年内可以申请。',
    '自己申请，直接去单位所在地的人社部门。',
  ),
  passage(
    document({ id: 'F29', ...injury, article: '第十四条', office: '12333', checkedAt: '2025-04-19' }),
    '送餐路上摔了算工伤吗',
    '看交的是哪种保险：有劳动关系的按工伤，平台骑手在试点省按职业伤害。',
  ),
  passage(
    document({ id: 'F70', title: '《党费规定》', inForce: '2008-02-04', topics: ['党费'] }),
    '党费怎么交',
    '按月向所在支部交。',
  ),
  passage(
    document({ id: 'own-1', title: '江畔支部驿站公约', inForce: '2026-03-01', topics: ['驿站'], grade: 'own', origin: 'local' }),
    '驿站几点关门晚上开到几点',
    '驿站每天22点关门。',
  ),
  ...(['浙江', '广东'] as const).map((region) =>
    passage(
      document({
        id: `heat-${region}`,
        title: `${region}高温津贴办法`,
        inForce: '2018-06-01',
        regions: [region],
        topics: ['高温健康'],
      }),
      '高温津贴一个月发多少高温补贴有没有规定',
      `${region}按月发高温津贴。`,
    ),
  ),
];

const grams = (text: string): Set<string> => {
  const signs = [...text.replace(/[\s\p{P}]|的|了|吗|呢|啊/gu, '')];
  return new Set(signs.slice(1).map((sign, index) => `${signs[index]}${sign}`));
};

/** Pairs of characters both have, of those the shorter has. */
function likeness(one: string, other: string): number {
  const [first, second] = [grams(one), grams(other)];
  const shared = [...first].filter((gram) => second.has(gram)).length;
  return shared / Math.max(1, Math.min(first.size, second.size));
}

const FOUND_FROM = 0.5;

export function fakeKnowledge(passages: readonly Passage[] = fakePassages): Knowledge {
  function best(words: string): { passage: Passage; confidence: number } | undefined {
    const scored = passages.map((each) => ({ passage: each, confidence: likeness(words, each.heading) }));
    return scored.filter(({ confidence }) => confidence >= FOUND_FROM).sort((a, b) => b.confidence - a.confidence)[0];
  }
  return {
    answer({ words, place }: PolicyQuestion): PolicyAnswer {
      const found = best(words);
      if (!found) return { kind: 'unknown', confidence: 0.1, nearest: null };
      const { heading, document: of } = found.passage;
      const alike = passages.filter((each) => each.heading === heading);
      const here = alike.find(({ document: { regions } }) => regions.some((region) => `${words}${place}`.includes(region)));
      if (of.regions.length > 0 && !here) {
        const places = alike.flatMap(({ document: { regions } }) => regions);
        return place === null
          ? { kind: 'which_place', places, confidence: 0.9 }
          : { kind: 'unknown', confidence: 0.2, nearest: null };
      }
      const meant = here ?? found.passage;
      const said = meant.paragraphs.slice(0, 1);
      return { kind: 'found', passage: meant, said, first: null, asOf: null, confidence: 0.9 };
    },
    passage: (id) => passages.find((each) => each.id === id),
    documents: () =>
      passages.map((each) => each.document).sort((a, b) => Number(b.origin === 'local') - Number(a.origin === 'local')),
    likeness,
  };
}
