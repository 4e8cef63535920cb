// How a character sounds, and what it is taken for where people do not tell two sounds apart.
import { pinyin } from 'pinyin-pro';
import { isChinese } from '../words/stations.ts';

export interface Token {
  /** One character, a number, or a run of letters. */
  text: string;
  /** Toneless syllables it may be read as. */
  sounds: readonly string[];
  /** The same with n/l, h/f, z/zh, c/ch, s/sh, -n/-ng made one. */
  loose: readonly string[];
}

const LOOSE: readonly (readonly [RegExp, string])[] = [
  [/^([zcs])h/, '$1'],
  [/^n/, 'l'],
  [/^(?:hu(?=.)|hu?|f)/, 'f'],
  [/(in|en)g$/, '$1'],
];

/** `shen` for `sheng`, `lan` for `nan`, `fei` for `hui` */
export const loosened = (sound: string): string => LOOSE.reduce((kept, [from, to]) => kept.replace(from, to), sound);

/** Of Chinese characters only: there are not more of them than fit. */
const known = new Map<string, Token>();

/** What is not Chinese has no sound. */
export function tokenOf(text: string): Token {
  const before = known.get(text);
  if (before) return before;
  if (!isChinese.test(text)) return { text, sounds: [], loose: [] };
  const sounds = pinyin(text, { toneType: 'none', type: 'array', multiple: true, v: true });
  const token = { text, sounds, loose: [...new Set(sounds.map(loosened))] };
  known.set(text, token);
  return token;
}

/** Letters that spell a sound. */
export const spelt = (sound: string): Token => ({ text: `~${sound}`, sounds: [sound], loose: [loosened(sound)] });

/** How alike two are heard: 4 the same sign · 3 the same sound · 2 nearly · 1 no. */
export function likenessOf(one: Token, other: Token): 1 | 2 | 3 | 4 {
  if (one.text === other.text) return 4;
  if (one.sounds.some((sound) => other.sounds.includes(sound))) return 3;
  return one.loose.some((sound) => other.loose.includes(sound)) ? 2 : 1;
}
