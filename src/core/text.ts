import { TEXT_LIMIT } from './message.ts';

// U+FE0F stays where it makes a picture of a character (a heart, a keycap), and nowhere else.
const INVISIBLE =
  /[\u00AD\u034F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFE00-\uFE0E\uFEFF]|(?<!\p{Extended_Pictographic})\uFE0F(?!\u20E3)/gu;
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F]/gu;
const WHITE = /[\s\u3000\u00A0\u2005]+/gu;

/**
 * Text as it is matched and stored: NFKC, no zero-width, direction or control characters, white space collapsed, at most
 * TEXT_LIMIT characters, without the bot's own mention (`@name` followed by white space, another mention or the end,
 * anywhere). Mentions of other people stay.
 */
export function normaliseText(raw: string, botNames: readonly string[]): string {
  return cutText(stripBotMentions(flatten(raw), botNames).replace(WHITE, ' ').trim(), TEXT_LIMIT);
}

/** True when the raw text mentions one of the bot's names. */
export function mentionsBot(raw: string, botNames: readonly string[]): boolean {
  const flat = flatten(raw);
  return stripBotMentions(flat, botNames) !== flat;
}

function flatten(raw: string): string {
  return cutText(raw, TEXT_LIMIT * 2)
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(CONTROL, ' ')
    .replace(WHITE, ' ');
}

function stripBotMentions(text: string, botNames: readonly string[]): string {
  let out = text;
  for (const name of botNames) {
    const mention = `@${name.normalize('NFKC')}`;
    for (let at = out.indexOf(mention); at !== -1; at = out.indexOf(mention, at)) {
      const next = out[at + mention.length];
      if (next === undefined || next === ' ' || next === '@') out = out.slice(0, at) + out.slice(at + mention.length);
      else at += mention.length;
    }
  }
  return out;
}

const MARKS: Record<string, string> = { ',': '，', ';': '；', ':': '：', '!': '！', '?': '？' };

/** Marks behind Chinese words as they are written; `normaliseText` has made them narrow. */
export const asWritten = (text: string): string =>
  text.replace(/(?<=[\p{Script=Han}〕”）])[,;:!?]+/gu, (marks) => [...marks].map((mark) => MARKS[mark]).join(''));

/** Cuts to `limit` UTF-16 units without splitting a character. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const code = text.charCodeAt(limit - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? limit - 1 : limit);
}

/** Cuts to `limit` UTF-8 bytes on a character boundary. */
export function cutBytes(text: string, limit: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= limit) return text;
  let end = limit;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end).toString();
}

/**
 * Plain text that no platform renders as markup, a mention or a link. Our own sentences hold none of these characters on
 * purpose; they come in with names and quoted words.
 */
export function neutralise(text: string): string {
  return (
    text
      .replace(INVISIBLE, '')
      .replace(/</g, '＜')
      // What a renderer might read back into one of these.
      .replace(/&(?=#|\w+;)/g, '＆')
      .replace(/\](?=[([:])/g, ']\u200b')
      .replace(/\*/g, '＊')
      .replace(/`/g, '｀')
      .replace(/~(?=~)/g, '~\u200b')
      // Inside a word, as in most user ids, it is no mark-up.
      .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '＿')
      .replace(/:\/\//g, ':\u200b//')
      // Clients make links of bare host names and of mail addresses.
      .replace(/(?<=[\w\p{Script=Han}-])\.(?=[a-z]{2})/giu, '\u200b.')
      .replace(/^([^\S\n]*)([#>])/gm, '$1\u200b$2')
      // \u6240\u6709\u4eba is the platforms' word for everybody.
      .replace(/@(\u6240\u6709\u4eba|all)/gi, '@\u200b$1')
  );
}
