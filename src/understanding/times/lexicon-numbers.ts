// How numbers are written and said, and the characters that are folded before anything is read.

export const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  元: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  仨: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

export const units: readonly (readonly [string, number])[] = [
  ['千', 1000],
  ['百', 100],
];
/** 廿三 and 卅一 are 二十三 and 三十一. */
export const contractions: Readonly<Record<string, string>> = { 廿: '二十', 卅: '三十' };
export const TEN = '十';
export const ZERO = /^[零〇]+/;

/** What a number may stand next to without being one of its own. */
export const NUMERAL = '零〇一二两俩三仨四五六七八九十廿卅百千\\d';
const ONES = '一二三四五六七八九';

/** 0–24. */
export const HOUR = `2[0-4]|1\\d|0?\\d|二十[一二三四]?|廿[一二三四]?|十[${ONES}]?|[零〇${ONES}两俩]`;
/** 0–59; a single figure only before its unit. */
export const MINUTE = `[0-5]\\d|[二三四五]?十[${ONES}]?|[零〇]{1,2}[${ONES}]|[${ONES}\\d两](?=分)`;
/** 1–31. */
export const DAY_OF_MONTH = `3[01]|[12]\\d|0?[1-9]|三十一?|二?十[${ONES}]?|廿[${ONES}]?|卅一?|[${ONES}]`;
export const MONTH_OF_YEAR = `1[0-2]|0?[1-9]|十[一二]?|[${ONES}元]`;
export const YEAR = `\\d{4}|[零〇${ONES}]{4}|[一二两]千[零〇${ONES}十百]{0,6}|[012]\\d|[零〇一二][${ONES}零〇]`;
/** Any amount, halves apart. */
export const AMOUNT = '\\d{1,4}(?:\\.\\d{1,2})?|[一二两俩三仨四五六七八九十廿百]{1,5}';

const TRADITIONAL =
  '點点後后號号這这個个禮礼週周鐘钟鍾钟時时過过從从開开間间兩两幾几聽听尋寻晝昼節节現现當当勞劳婦妇兒儿國国慶庆聖圣誕诞軍军萬万' +
  '臘腊農农曆历陰阴閏闰還还應应該该對对錯错會会結结束束總总來来約约內内飯饭課课園园場场樓楼線线陽阳禧禧師师雙双歲岁舊旧動动費费權权際际護护親亲學学樹树黨党憲宪';

/** Traditional characters among the words of time, each with its simplified form. */
export const plainCharacters: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from({ length: TRADITIONAL.length / 2 }, (_, index) => [TRADITIONAL[2 * index], TRADITIONAL[2 * index + 1]]),
);
/** Signs with the look of a hyphen, a tilde or a colon. */
export const plainSigns: Readonly<Record<string, string>> = {
  '—': '-',
  '–': '-',
  '−': '-',
  '‐': '-',
  '〜': '~',
  '∶': ':',
  '\u3000': ' ',
  '·': '.',
};
/** A title between these is a name, not a time. */
export const TITLE = /《[^《》]{0,60}》/g;
