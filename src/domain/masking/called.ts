// How people call those whom we do not know: by family name and title, by 老 and 小, by given name and kin, by a nickname.

import {
  bigPrefixes,
  calledBig,
  commonKin,
  copulas,
  dearPrefix,
  formCues,
  homeWord,
  kin,
  latinCue,
  looseCues,
  nameWord,
  nicknameCues,
  nicknameEnds,
  nicknames,
  nickTails,
  notSurnamesBeforeTitle,
  ofWord,
  personCues,
  placesBehind,
  seldomBeforeTitle,
  shopsBehind,
  smallPrefix,
  surnameWord,
  tellingCues,
  titlesBehind,
  titleTails,
  toldThings,
} from '../words/around-people.ts';
import { nickPrefixes, thingSurnames, thingsBehind, wordsBefore } from '../words/masking.ts';
import {
  brands,
  clearSurnames,
  englishNames,
  givenAlso,
  givenMostly,
  middlingSurnames,
  moreDoubleSurnames,
  notNames,
  pinyinSurnames,
  wordySurnames,
} from '../words/people.ts';
import type { Stretch } from './names.ts';
import { endsWithOne, isHan, type Prose, startsWithOne, wordList } from './prose.ts';

const plain = new Set(clearSurnames + middlingSurnames);
const surnames = new Set(clearSurnames + middlingSurnames + wordySurnames);
const titleless = new Set(notSurnamesBeforeTitle);
const seldom = new Set(seldomBeforeTitle);
const mostly = new Set(givenMostly);
const also = new Set(givenAlso);
const kinless = new Set(commonKin);
const doubles = wordList(moreDoubleSurnames);
const titles = wordList(titlesBehind);
const shops = wordList(shopsBehind);
const places = wordList(placesBehind);
const nickCues = wordList(nicknameCues);
const nicks = wordList(nicknames);
const shopNames = wordList([...brands, ...notNames]);
const forms = wordList(formCues);
const tellings = wordList(tellingCues);
const thingsTold = wordList(toldThings);
const personal = wordList(personCues);
const cues = wordList([...personCues, ...looseCues]);
const KIN = new Set(kin);
const NICK_TAILS = new Set(nickTails);

/** People by what they are called: a title, a nickname, kinship, a name in quotes or after "my name is". In order, none overlaps. */
export function calledPeople(prose: Prose): Stretch[] {
  const found: Stretch[] = [];
  const { text } = prose;
  for (let at = 0; at < text.length; at += 1) {
    const to = Math.max(titledEnd(prose, at), nickEnd(prose, at), kinEnd(prose, at), quotedEnd(text, at), announcedEnd(text, at));
    if (to <= at) continue;
    const from = /["'“‘「『]/.test(text[at] ?? '') ? at + 1 : at;
    found.push({ from, to });
    at = to - 1;
  }
  return found;
}

/** Length of a title at `at`; `高工资` and `各位大爷们` hold none. */
function titleAt(text: string, at: number): number {
  const length = startsWithOne(text, at, titles);
  const tail = length === 1 ? (titleTails[text[at] ?? ''] ?? '') : '';
  return tail.includes(text[at + length] ?? '\n') ? 0 : length;
}

/** Family name and title: 张师傅, 欧阳经理. */
function titledEnd({ text, words }: Prose, at: number): number {
  const pair = startsWithOne(text, at, doubles);
  const surname = text[at] ?? '';
  if (startsWithOne(text, at, shopNames) > 0) return -1;
  if (pair === 0 && (!surnames.has(surname) || (wordsBefore[surname] ?? '').includes(text[at - 1] ?? '\n'))) return -1;
  const isSaid = text[at - 1] === surnameWord && text[at + 1] !== nameWord;
  if (isSaid || (text[at + 1] === surnameWord && text[at + 2] !== nameWord && words.startOf[at] === at)) return at + (pair || 1);
  const length = titleAt(text, at + (pair || 1));
  if (length === 0) return -1;
  const end = at + (pair || 1) + length;
  if (pair) return end;
  // `对方经理`: the character belongs to the word before; `高工资`: to the one behind.
  const begins = words.startOf[at] === at || nickPrefixes.includes(text[at - 1] ?? '\n');
  if (!begins || (length === 1 && words.startOf[at] === at && (words.endOf[at] ?? end) >= end && !plain.has(surname))) return -1;
  if (length === 1 && (words.endOf[at] ?? end) > end) return -1;
  const isFree = !isHan(text[at - 1]) || endsWithOne(text, at, cues) > 0;
  if ((titleless.has(surname) || (seldom.has(surname) && !isFree)) && !nickPrefixes.includes(text[at - 1] ?? '\n')) return -1;
  return length === 1 && !plain.has(surname) && isHan(text[at - 1]) && words.endOf[at] !== at + 1 ? -1 : end;
}

/** Old, young, big or dear somebody: 老张, 小李子, 阿强, 大刘. */
function nickEnd({ text, words }: Prose, at: number): number {
  const prefix = text[at] ?? '';
  const next = text[at + 1] ?? '';
  const isBig = bigPrefixes.includes(prefix || '\n') && calledBig.includes(next || '\n');
  if (!(nickPrefixes.includes(prefix || '\n') || isBig) || !isHan(next)) return -1;
  // `老|化`, but 老王 is in the dictionary; `保定小|王庄`, `胆小`.
  if (
    (words.startOf[at] ?? at) < at ||
    ((words.endOf[at + 1] ?? 0) > at + 2 && !(text[at + 2] === homeWord && words.endOf[at + 1] === at + 3))
  )
    return -1;
  const isWord = words.startOf[at + 1] === at;
  if (startsWithOne(text, at, shopNames) > 0) return -1;
  const pair = startsWithOne(text, at + 1, doubles);
  let end = at + 1 + (pair || 1);
  if (pair === 0) {
    const isSurname = surnames.has(next) && !thingSurnames.includes(next) && (plain.has(next) || isWord === false);
    const isGiven =
      prefix === dearPrefix || prefix === smallPrefix
        ? (mostly.has(next) || (prefix === dearPrefix && also.has(next))) && !isWord
        : false;
    if (isWord && !plain.has(next)) return -1;
    if (!isSurname && !isGiven) return -1;
    if ((thingsBehind[next] ?? '').includes(text[end] ?? '\n')) return -1;
    // `小芳芳`, `老魏头`, `小陶子`
    if (NICK_TAILS.has(text[end] ?? '') && words.endOf[end] === end + 1) end += 1;
    else if (isGiven && mostly.has(text[end] ?? '') && words.endOf[end] === end + 1) end += 1;
  }
  if (startsWithOne(text, end, shops) > 0 || startsWithOne(text, end, places) > 0) return -1;
  if (text[end] === homeWord && startsWithOne(text, end + 1, places) > 0) return -1;
  const title = titleAt(text, end);
  return end + title;
}

/** Given name and kin: 强哥, 晓燕姐. */
function kinEnd({ text, words }: Prose, at: number): number {
  const first = text[at] ?? '';
  // `门卫|丽姐`
  if (endsWithOne(text, at + 1, personal) > 1 || /\d/.test(text[at - 1] ?? '')) return -1;
  if (!isHan(first) || kinless.has(first) || (words.startOf[at] ?? at) < at) return -1;
  if (KIN.has(text[at + 1] ?? '')) {
    const isPerson = mostly.has(first) || (also.has(first) && (!isHan(text[at - 1]) || endsWithOne(text, at, cues) > 0));
    return isPerson && words.endOf[at + 1] === at + 2 && words.endOf[at] !== at + 2 ? at + 2 : -1;
  }
  const second = text[at + 1] ?? '';
  const isGiven = (mostly.has(first) && (mostly.has(second) || also.has(second))) || (also.has(first) && mostly.has(second));
  const isPair = isGiven || (also.has(first) && also.has(second) && words.endOf[at] === at + 2);
  return isPair && KIN.has(text[at + 2] ?? '') && !kinless.has(second) && words.endOf[at + 2] === at + 3 ? at + 3 : -1;
}

/** What is announced as a name, whatever it is made of: `收件人:高兴,`, `有个叫大壮的`. */
function announcedEnd(text: string, at: number): number {
  if (!isHan(text[at])) return -1;
  let field = at;
  while (field > at - 3 && /[ :]/.test(text[field - 1] ?? '-')) field -= 1;
  const isForm = field < at && endsWithOne(text, field, forms) > 0;
  const isTold = endsWithOne(text, at, tellings) > 0;
  if (!isForm && !isTold) return -1;
  let end = at;
  while (end - at < 5 && isHan(text[end]) && text[end] !== ofWord) end += 1;
  if (end - at < 2 || end - at > 4 || (isTold && text[end] !== ofWord && isHan(text[end]))) return -1;
  const name = text.slice(at, end);
  const isPlace = endsWithOne(name, name.length, places) > 0 || endsWithOne(name, name.length, shops) > 0;
  return isPlace || startsWithOne(text, end, thingsTold) > 0 ? -1 : end;
}

/** A nickname in quotes, or one that everybody knows behind a cue. */
function quotedEnd(text: string, at: number): number {
  if (startsWithOne(text, at, nicks) > 0 && endsWithOne(text, at, nickCues) > 0) return at + startsWithOne(text, at, nicks);
  if (!/["'“‘「『]/.test(text[at] ?? '')) return -1;
  for (let end = at + 2; end <= at + 8; end += 1) {
    if (!/["'”’」』]/.test(text[end] ?? '')) continue;
    const inside = text.slice(at + 1, end);
    const isCued = endsWithOne(text, `:${copulas}`.includes(text[at - 1] ?? '\n') ? at - 1 : at, nickCues) > 0;
    const isShaped = inside.length <= 4 && nicknameEnds.includes(inside.at(-1) ?? '\n');
    return isCued || isShaped || startsWithOne(inside, 0, nicks) === inside.length ? end : -1;
  }
  return -1;
}

const LATIN = /(?<![A-Za-z0-9_.@-])[A-Za-z]{2,15}(?:[ .·][A-Z][a-z]{1,14}){0,2}(?![A-Za-z0-9_@-])/g;
const known = new Set(englishNames);
const pinyin = new Set(pinyinSurnames);
const LATIN_CUE = new RegExp(`(?:${latinCue}) ?$`, 'i');

/** English given names and names in pinyin; any word in letters behind `叫`. */
export function latinPeople(text: string): Stretch[] {
  return [...text.matchAll(LATIN)].flatMap((match): Stretch[] => {
    const [from, to] = [match.index, match.index + match[0].length];
    const words = match[0].split(/[ .·]/);
    const isCued = LATIN_CUE.test(text.slice(Math.max(0, from - 10), from));
    const isCapital = /^[A-Z][a-z]+$/.test(words[0] ?? '');
    const isKnown = known.has((words[0] ?? '').toLowerCase()) && (isCapital || titleAt(text, to) > 0);
    const isPinyin = isCapital && words.length > 1 && pinyin.has((words[0] ?? '').toLowerCase());
    const isTitled = isCapital && titleAt(text, to) > 0;
    return isCued || isKnown || isPinyin || isTitled ? [{ from, to }] : [];
  });
}
