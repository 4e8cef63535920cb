// A text as what it claims: sentences of clauses of tokens, in one writing, so that two of them can be held against each other.
import { DIGITS } from '../core/numerals.ts';
import {
  dateWords,
  emptyWords,
  numberForms,
  numberUnits,
  ordinalWord,
  percentWord,
  sameInRules,
  scaleOf,
  wholeWords,
} from '../domain/words/wording.ts';

export interface Clause {
  /** Its first token, and the one behind its last, in the claim. */
  from: number;
  to: number;
  /** In the one writing, with the words that claim nothing; `:` at its end where that stood there. */
  text: string;
}

/** What stands between two full stops. */
export interface Claim {
  /** Characters, words in letters, numbers (`#30`); without words that claim nothing. */
  tokens: readonly string[];
  clauses: readonly Clause[];
  /** Clause of each token. */
  clauseOf: readonly number[];
  /** Item of a list each token is in, counted over the whole claim. */
  itemOf: readonly number[];
  /** True for tokens that stand alone between marks. */
  isAlone: readonly boolean[];
  /** Behind a semicolon: what held for the sentence before may hold here. */
  isJoined: boolean;
}

const NUMERAL = `[${Object.keys(DIGITS).join('')}${Object.keys(scaleOf).join('')}]`;
const CHINESE_NUMBER = new RegExp(
  `(?<=${ordinalWord})${NUMERAL}+|(?<=${percentWord})${NUMERAL}+|(?<!${NUMERAL})(?![\u4e07\u4ebf]|${percentWord})${NUMERAL}+(?=[${numberUnits}])`,
  'g',
);
const SCALED = new RegExp(`(\\d+(?:\\.\\d+)?)([${Object.keys(scaleOf).join('')}]?)`, 'g');
const { year, month, day, hour, minute, degree } = dateWords;

const canonical = new Map<string, string>([
  ...emptyWords.map((word) => [word, ''] as const),
  ...sameInRules.flatMap(([first = '', ...others]) => others.map((word) => [word, first] as const)),
  ...wholeWords.map((word) => [word, word] as const),
]);
const WORDS = new RegExp([...canonical.keys()].sort((a, b) => b.length - a.length).join('|'), 'g');

/** One writing for numbers, dates, amounts and marks. Linear. */
export function plainly(text: string): string {
  let plain = text
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replaceAll('\u2103', degree)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(\d{4})[-.](\d{1,2})[-.](\d{1,2})(?!\d)/g, (_, y, m, d) => `${y}${year}${Number(m)}${month}${Number(d)}${day}`)
    .replace(/(?<!\d)(\d{1,2}):(\d{2})(?!\d)/g, `$1${hour}$2${minute}`)
    .replace(CHINESE_NUMBER, (numeral) => amountOf(numeral))
    .replace(
      SCALED,
      (_, number: string, scale: string) => `#${scale === '' ? bare(number) : times(number, scaleOf[scale] ?? 1)}`,
    );
  for (const [heard, taken] of numberForms) plain = plain.replace(heard, taken);
  return plain;
}

const times = (number: string, scale: number): string => String(Number((Number(number) * scale).toPrecision(12)));
/** Telephone numbers may begin with a nought. */
const bare = (number: string): string => (/^0\d/.test(number) ? number : String(Number(number)));

/** `三十` → 30, `两千五百` → 2500, `一万二千` → 12000; a row of figures is read as such. */
function amountOf(numeral: string): string {
  const characters = [...numeral];
  if (!characters.some((one) => scaleOf[one])) return characters.map((one) => DIGITS[one]).join('');
  let [total, section, figure] = [0, 0, 0];
  for (const one of characters) {
    const scale = scaleOf[one];
    if (scale === undefined) figure = DIGITS[one] ?? 0;
    else if (scale >= 10_000) {
      total += (section + figure || 1) * scale;
      [section, figure] = [0, 0];
    } else {
      section += (figure || 1) * scale;
      figure = 0;
    }
  }
  return String(total + section + figure);
}

const SENTENCE = /[^\u3002;!?\n]+/g;
/** Marks that set off a case from what holds in it. */
const CLAUSE = /[^,:]+:?|:/g;
const TOKEN = /#[\d.]+%?|[a-z]+|\p{Script=Han}|[^\s]/gu;
/** Between the parts of a list; they claim nothing. */
const LIST = /^[\u3001"'\u201c\u201d\u2018\u2019\u300c\u300d()\u300a\u300b\u2014\u2013~+\u00b7\u2026.-]$/;

/** What a text claims, sentence by sentence. */
export function claimsOf(text: string): Claim[] {
  const plain = plainly(text);
  return [...plain.matchAll(SENTENCE)].map(({ 0: sentence, index }) => claimOf(sentence, plain[index - 1] === ';'));
}

function claimOf(sentence: string, isJoined: boolean): Claim {
  const tokens: string[] = [];
  const clauses: Clause[] = [];
  const clauseOf: number[] = [];
  const itemOf: number[] = [];
  const isAlone: boolean[] = [];
  let item = 0;
  for (const [part] of sentence.matchAll(CLAUSE)) {
    const from = tokens.length;
    let opened = from;
    const close = () => {
      if (tokens.length - opened === 1) isAlone[opened] = true;
      opened = tokens.length;
    };
    const words = part.replace(/:$/, '').replace(WORDS, (word) => canonical.get(word) ?? word);
    for (const [token] of words.matchAll(TOKEN)) {
      if (token === '\u3001') item += 1;
      if (LIST.test(token)) close();
      else {
        tokens.push(token);
        clauseOf.push(clauses.length);
        itemOf.push(item);
        isAlone.push(false);
      }
    }
    close();
    item += 1;
    clauses.push({ from, to: tokens.length, text: part.trim() });
  }
  return { tokens, clauses, clauseOf, itemOf, isAlone, isJoined };
}
