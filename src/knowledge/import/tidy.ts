// Characters as people write them: what files hold beside words is taken out here, once for all kinds of files.
import { radicals } from './lexicon-radicals.ts';

const INVISIBLE = /[\u00AD\u034F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFE00-\uFE0F\uFEFF\uFFFC]/g;
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F]/g;
const BLANKS = /[\s\u3000\u00A0]+/g;
/** PDF fonts name some characters as the radicals they look like; only the first block has mappings in Unicode. */
const RADICAL = /[\u2E80-\u2FDF]/g;
const HAN = '\\p{Script=Han}\\u3001-\\u3011\\u3014-\\u301F\\uFF01\\uFF08\\uFF09\\uFF0C\\uFF1A\\uFF1B\\uFF1F\\u201C\\u201D';
/** Set apart by the type-setter, not by the writer; the blank behind 第一条 is the writer's. */
const SET_APART = new RegExp(
  `(?<!^\\u7B2C[^ ]{1,8}[\\u7F16\\u7AE0\\u8282\\u6761])(?<=[${HAN}]) (?=[${HAN}\\d])|(?<=\\d) (?=[${HAN}])`,
  'gu',
);

/** One line of text: blanks collapsed, none between Chinese characters, no invisible ones, radicals as the characters they are. */
export function tidy(text: string): string {
  return text
    .replace(RADICAL, (sign) => radicals[sign] ?? sign.normalize('NFKC'))
    .replace(INVISIBLE, '')
    .replace(CONTROL, ' ')
    .replace(BLANKS, ' ')
    .trim()
    .replace(SET_APART, '');
}
