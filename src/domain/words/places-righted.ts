// A place told before was wrong: how people put it right. Heard, never said.
import { placeTold } from './places-told.ts';

const LONGEST = 40;
const SEGMENTS_MOST = 8;

/** What was told, before it is said to be wrong, and what one says in surprise. */
const OPENING =
  /^(?:小蜂|等(?:一?下|会儿?|哈|等)?|不好意思|对不起|抱歉|哎呀?|哎哟|哦豁?|噢|啊|诶|额|呃|嗯|我去|完了|糟了|刚[才刚]|地[点址方]|位置|隐患|我们?|俺们?|[这那](?:个|边|里|儿)?|上一条|的|又|都|好像|是不是)+(?=\S)|^(?:小蜂|等(?:一?下|会儿?|哈|等)|不好意思|对不起|抱歉|哎呀?|哎哟|哦豁?|噢|啊|诶|额|呃|嗯|刚[才刚]|我)$/;
const SLIP =
  /^(?:(?:定位|地点|位置|地址)?[打说写讲记报搞弄看听发定选](?:的|成)?错|(?:不对(?!劲)){1,3}|错)(?:了|咯|啦|嘞|哒|字|地方|位置|定位|地点|地址|楼|门|错|啊|呀|吧)*/;
const OF_PLACE = /地方|位置|定位|地点|地址|楼|门/;
const WRONG = /^不(?:是在|[是在])([^是在]{1,16}?)(?:那边|那儿|那里)?(?:(?:应该|其实|而|就|原来)*(?:是在|[是在])(.{1,24}))?$/;
const RIGHT_FIRST = /^(?:应该|其实|就|原来)*(?:是在|[是在])([^是在不]{1,24})不(?:是在|[是在])([^是在]{1,16})$/;
const RIGHT = /^(?:应该|其实|就|而|原来|人|改[成为])*(?:是在|[是在])(.{1,24})$/;
const CHANGED = /^(?:地[点址]|位置)?(?:改[成为]|换成)(?:在)?(.{1,24})$/;
/** Somebody, not a place. */
const OF_PEOPLE = /^(?:[我你您他她咱俺]们?|谁|这个|那个|老师|领导)$/;
const END = /[了啊呀吧哦哈嘛呢咯嘞.!！~～]+$/;

/** `right` null: not told yet; then the words are of a place for sure. */
export interface Righted {
  wrong: string | null;
  right: string | null;
}

interface Found extends Righted {
  isSlip: boolean;
  isOfPlace: boolean;
}

/**
 * What was wrong, if it was named, and what is right: `不是东门 是南门`, `在南门，不是东门`, `哎呀打错了，西门`, `说错地方了`; null when the
 * words put no place right, or tell more than that.
 */
export function rightedIn(words: string): Righted | null {
  if (words.length > LONGEST || /[?？]/.test(words)) return null;
  const segments = words.split(/[\s,，。;；!！~～]+/).filter((part) => part !== '');
  if (segments.length > SEGMENTS_MOST) return null;
  const found: Found = { wrong: null, right: null, isSlip: false, isOfPlace: false };
  if (!segments.every((part) => take(part, found))) return null;
  const { wrong, right, isSlip, isOfPlace } = found;
  if (right === null) return isOfPlace && wrong === null ? { wrong, right } : null;
  if (wrong !== null && OF_PEOPLE.test(wrong)) return null;
  const { kind } = placeTold(right, []);
  const isPlace = kind === 'place' || (kind === 'unknown' && wrong !== null);
  return isPlace && (isSlip || wrong !== null) ? { wrong, right } : null;
}

const ANOTHER = /[也又]|还有|另外|没/;

/** True when a report begins or ends by saying that the one before it was wrong: `错了错了 是西门的车棚`. */
export function saysSlip(words: string): boolean {
  if (ANOTHER.test(words)) return false;
  const segments = words.split(/[\s,，。;；!！~～]+/).filter((part) => part !== '');
  return [segments[0], segments.at(-1)].some((part = '') => SLIP.test(part.replace(OPENING, '')));
}

/** False: it says something else. */
function take(part: string, found: Found): boolean {
  const opened = part.replace(OPENING, '');
  const rest = opened.replace(SLIP, '');
  if (rest !== opened) {
    found.isSlip = true;
    found.isOfPlace ||= OF_PLACE.test(part.slice(0, part.length - rest.length));
  }
  const said = rest.replace(END, '').replace(OPENING, '');
  if (said === '') return true;
  const [, first, afterwards] = RIGHT_FIRST.exec(said) ?? [];
  if (first !== undefined) return set(found, afterwards, first);
  const [, wrong, instead] = WRONG.exec(said) ?? [];
  if (wrong !== undefined) return set(found, wrong, instead);
  const [, right] = RIGHT.exec(said) ?? CHANGED.exec(said) ?? [];
  if (right !== undefined) return set(found, undefined, right);
  return found.isSlip && set(found, undefined, said);
}

function set(found: Found, wrong: string | undefined, right: string | undefined): boolean {
  if ((wrong !== undefined && found.wrong !== null) || (right !== undefined && found.right !== null)) return false;
  found.wrong ??= wrong ?? null;
  found.right ??= right ?? null;
  return true;
}
