// How policy answers and what they rest on are said.
import type { Basis, Citation, Found, Grade, KnownDocument, Passage } from './knowledge.ts';

const graded: Record<Grade, string> = {
  original: '',
  reprint: '转载核对，以原文为准。',
  practice: '外地做法，本支部以自己的规定为准。',
  unverified: '没核实到官方出处。',
  own: '',
};

export const knowledgePhrases = {
  basis: (titles: string) => `依据：${titles}。`,
  besides: (title: string) => `；${title}`,
  number: (number: string) => `（${number}）`,
  inForce: (day: string) => `，${day}起施行`,
  textOf: (day: string) => `，${day}文本`,
  expires: (day: string) => `，${day}止`,
  regions: (places: string) => `适用：${places}。`,
  checked: (month: string) => `核对到${month}。`,
  asItWas: (day: string) => `按${day}的规定：`,
  ask: (office: string) => `各地不一样，请问${office}。`,
  caution: (words: string) => `注意：${words}`,
  byModel: '（AI生成）',
  unknown: '我这儿的文件没写这个，不敢乱说。',
  whichPlace: (places: readonly string[]) => `各地不一样，你在哪个省市？${places.join('、')}？`,
  curated: '支部答复',
  curatedOn: (when: string) => `依据：支部答复（${when}）。`,
};

const day = (iso: string): string => {
  const [year, month, date] = iso.split('-');
  return [`${year}年`, month && `${Number(month)}月`, date && `${Number(date)}日`].filter(Boolean).join('');
};

/** `《工伤保险条例》第十七条（国务院令第375号）` */
const sayBasis = ({ title, article, number }: Basis): string =>
  title + (article ?? '') + (number === null ? '' : knowledgePhrases.number(number));

/** Since when it holds; where that is not known, of which day its text is. */
function sayTime({ inForce, issued, expires }: Pick<KnownDocument, 'inForce' | 'issued' | 'expires'>): string {
  const since =
    inForce !== null ? knowledgePhrases.inForce(day(inForce)) : issued !== null ? knowledgePhrases.textOf(day(issued)) : '';
  return since + (expires === null ? '' : knowledgePhrases.expires(day(expires)));
}

/** `《工伤保险条例》第十七条（国务院令第375号），2004年1月1日起施行` */
export const sayDocument = (document: KnownDocument): string => sayBasis(document) + sayTime(document);

/** The cited line: documents, numbers, since when, how far it was checked. */
export function sayCitation({ document }: Pick<Passage, 'document'>): string {
  const { grade, checkedAt, also, regions } = document;
  const [second] = also;
  const titles = sayDocument(document) + (second ? knowledgePhrases.besides(sayBasis(second)) : '');
  const checked = checkedAt === null ? '' : knowledgePhrases.checked(day(checkedAt.slice(0, 7)));
  const where = regions.length === 0 ? '' : knowledgePhrases.regions(regions.join('、'));
  return knowledgePhrases.basis(titles) + where + graded[grade] + checked;
}

type Told = Pick<Found, 'passage' | 'said' | 'asOf' | 'first'>;

/** What is told of one passage: what is said, what it rests on, what to mind, whom to ask where places differ. */
function sayPassage({ passage, said, asOf }: Omit<Told, 'first'>): string {
  const { office, grade } = passage.document;
  const isAsked = office === null || grade === 'unverified' || said.some((line) => line.includes(office));
  return [
    (asOf === null ? '' : knowledgePhrases.asItWas(day(asOf))) + said.join('\n'),
    sayCitation(passage),
    ...(passage.caution === null ? [] : [knowledgePhrases.caution(passage.caution)]),
    ...(isAsked ? [] : [knowledgePhrases.ask(office)]),
  ].join('\n');
}

/** The whole answer as people read it; the numbers to call go before anything else. */
export function sayAnswer({ first, ...told }: Told): string {
  const lead = first?.paragraphs[0];
  return lead === undefined ? sayPassage(told) : `${lead}\n${sayPassage(told)}`;
}

/** Each document it rests on, with the passage: what was told of it first, as it was told, then the rest. */
export function citationsOf({ first, ...told }: Told): Citation[] {
  const own = citationsFor(told);
  return first === null ? own : [...own, ...citationsFor({ passage: first, said: first.paragraphs.slice(0, 1), asOf: null })];
}

function citationsFor(told: Omit<Told, 'first'>): Citation[] {
  const { document, id, paragraphs } = told.passage;
  const rest = paragraphs.filter((paragraph) => !told.said.includes(paragraph));
  const passage = [sayPassage(told), ...rest].join('\n');
  const source = document.sources.join('；');
  return [document, ...document.also].map(({ title, number, inForce }) => ({
    document: title,
    number,
    inForce,
    passage,
    source,
    id,
  }));
}

/** What the branch itself answers to a question. @param on the day it was put down, `YYYY-MM-DD` */
export const sayCurated = ({ answer, on }: { answer: string; on: string }): string =>
  `${answer}\n${knowledgePhrases.curatedOn(day(on))}`;

export const citationOfCurated = (curated: { id: string; answer: string; on: string }): Citation => ({
  document: knowledgePhrases.curated,
  number: null,
  inForce: curated.on,
  passage: sayCurated(curated),
  source: knowledgePhrases.curated,
  id: curated.id,
});
