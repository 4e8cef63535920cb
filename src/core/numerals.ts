// Small Chinese numbers as people say them: 两, 半, 两个半, 1.5, 十二.
/** Each character that stands for a figure. */
export const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  幺: 1,
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

/** `十二` → 12, `二十` → 20, `两` → 2; null when the text is no number up to 99. */
export function chineseNumber(text: string): number | null {
  if (text === '') return null;
  if (/^\d{1,4}(\.\d{1,2})?$/.test(text)) return Number(text);
  const tens = text.indexOf('十');
  if (tens === -1) return text.length === 1 ? (DIGITS[text] ?? null) : null;
  const head = tens === 0 ? 1 : DIGITS[text.slice(0, tens)];
  const tail = tens === text.length - 1 ? 0 : DIGITS[text.slice(tens + 1)];
  return head === undefined || tail === undefined ? null : head * 10 + tail;
}

const NUMBER = '\\d{1,4}(?:\\.\\d{1,2})?|[零〇一幺二两俩三仨四五六七八九十]{1,3}';
const BEFORE = '(?:嗯|哦|大概|大约|约|差不多|一共|总共|加起来|做了|干了|服务了|应该|有|就|得有|也就|回|是)*';
const AFTER = '(?:吧|左右|的样子|呢|啊|呀|哈|了|整)*';
/** "Mistyped, it is …", "not three but …": what stands before is taken back. */
const TAKEN_BACK = /^(?:[^\d]{0,4}错了?|不对|[哦噢啊]不|不是[^是]{1,8}(?=是))/;
/** The whole answer, so that a sentence which merely holds a number (`二号棚冒烟了`) is never taken for hours. */
const HOURS = new RegExp(
  `^${BEFORE}(-?(?:${NUMBER}))?个?(半)?个?(小时|钟头|钟|h)?(半)?(?:[零又]?(${NUMBER})分钟?)?${AFTER}$`,
  'i',
);

/**
 * The hours in a short answer such as `2`, `两个半`, `1.5小时`, `一小时三十分钟`, `打错了是3小时`; null when it is something else,
 * or not sure (`一个多小时`, `2-3小时`).
 */
export function hoursIn(words: string): number | null {
  const said = words.normalize('NFKC').replace(/[\s，。,.!！~～]+(?!\d)/g, '');
  const match = HOURS.exec(said.replace(TAKEN_BACK, ''));
  if (!match) return null;
  const [, number, half, unit, halfBehind, minuteWord] = match;
  const minutes = minuteWord === undefined ? 0 : chineseNumber(minuteWord);
  if (minutes === null) return null;
  if (number === undefined) return half === undefined ? (minutes === 0 ? null : asHours(minutes)) : 0.5;
  // Two numbers with only minutes behind the second one are no time.
  if (minuteWord !== undefined && unit === undefined) return null;
  const whole = number.startsWith('-') ? Number(number) : chineseNumber(number);
  if (whole === null || Number.isNaN(whole)) return null;
  return whole + (half === undefined && halfBehind === undefined ? 0 : 0.5) + asHours(minutes);
}

/** Hundredths of an hour. */
export const asHours = (minutes: number): number => Math.round((minutes / 60) * 100) / 100;
