// How Chinese documents number their parts, where pages of type hide it.
const COUNT = '[〇零一二三四五六七八九十百0-9]{1,6}';

/** Where a paragraph of a PDF begins anew, whatever the line before looks like. */
export const beginsAnew = new RegExp(
  `^(?:第${COUNT}[编章节条]|[一二三四五六七八九十]{1,3}、|[（(](?:[一二三四五六七八九十]{1,3}|\\d{1,2})[）)]|\\d{1,2}[、.．](?!\\d)|[●■◆•·▪-]\\s|附[件录表]\\s*\\d*[:：]?)`,
  'u',
);

/** A page's number, alone on its line. */
export const pageNumber = /^[-—–·.\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[,，/／|]?\s*共?\s*\d{1,4}\s*页?)?[-—–·.\s]*$/u;

/** A line of a table of contents: dots and a page. */
export const contentsLine = /[.．…·]{3,}\s*[-—\d]{0,6}$/u;
export const contentsTitle = /^目\s*[录次]$/u;

const DIGITS = '〇一二三四五六七八九';

/** `一百二十三` → 123, `十` → 10, `12` → 12, `二〇二六` → 2026. */
export function countOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const digits = [...text.replaceAll('零', '〇')];
  if (!/[十百]/.test(text)) return Number(digits.map((digit) => DIGITS.indexOf(digit)).join(''));
  let sum = 0;
  let digit = 0;
  for (const sign of digits) {
    if (sign === '百' || sign === '十') {
      sum += (digit || 1) * (sign === '百' ? 100 : 10);
      digit = 0;
    } else digit = DIGITS.indexOf(sign);
  }
  return sum + digit;
}

const CHINESE_FORMATS = /chinese|japanese|ideographDigital|taiwanese/i;
const letterOf = (count: number) => String.fromCharCode(96 + ((count - 1) % 26) + 1);

/** A number as Word writes it in a format of its own: 12 → `十二`, `12`, `l`. */
export function numeral(count: number, format: string): string {
  if (format === 'lowerLetter') return letterOf(count);
  if (format === 'upperLetter') return letterOf(count).toUpperCase();
  if (!CHINESE_FORMATS.test(format) || count < 1 || count > 999) return String(count);
  const [hundreds, tens, ones] = [Math.floor(count / 100), Math.floor(count / 10) % 10, count % 10];
  const rest =
    (tens === 0 ? (hundreds > 0 && ones > 0 ? '零' : '') : `${tens === 1 && hundreds === 0 ? '' : DIGITS[tens]}十`) +
    (ones === 0 ? '' : DIGITS[ones]);
  return (hundreds === 0 ? '' : `${DIGITS[hundreds]}百`) + rest;
}
