import { pino } from 'pino';
import type { Log } from '../core/services.ts';

// What may slip into an error text of a library or platform: keys in URLs, tokens, phone and identity numbers. All patterns are
// linear: each repetition ends where the next part begins.
const NAMES = [
  'access[-_]?token|token|(?:corp|app|client)[-_]?secret|secret|password|ticket',
  'encoding[-_]?aes[-_]?key|aes[-_]?key|api[-_]?key|key|signature|sign|session|response_code',
].join('|');
/** Not in the middle of a word; `_` and `-` may stand in front, as in `suite_access_token`. */
const NAME = `(?<![A-Za-z0-9])(?:${NAMES})`;
/** `=`, `:` or `%3D`, with quotes around it that may be escaped. */
const SEPARATOR = String.raw`(?:\\*["'])?\s*(?:=|:|%3D)\s*`;

const SECRET_NAME = new RegExp(`${NAME}$`, 'i');
const SECRETS = [
  new RegExp(String.raw`(${NAME}${SEPARATOR}\\*["'])[^"'\\]+`, 'gi'),
  new RegExp(String.raw`(${NAME}${SEPARATOR})[^&"'\s,}\]\\]+`, 'gi'),
  // In a query only: `code` is also what our own log calls its reasons.
  /((?:[?&]|%3F|%26)code(?:=|%3D))[^&"'\s\\]+/gi,
  /(\b(?:Bearer|Basic)\s+)[\w.~+/=-]{8,}/gi,
  /(\bsk-)[\w-]{8,}/g,
  // To the last @: a password may hold one.
  /(\bpostgres(?:ql)?:\/\/[^:@/\s"\\]{0,128}:)[^\s"\\]{1,512}(?=@)/gi,
];
const NUMBERS = /(?<!\d)(?:(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d){8}|\d{17}[\dXx])(?!\d)/g;

/**
 * A line without anything secret or personal, whatever was put into it. JSON stays JSON: what is masked are the texts in it,
 * not its numbers and marks.
 */
export function maskLine(line: string): string {
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch {
    return maskText(line);
  }
  return JSON.stringify(record, maskValue) + (line.endsWith('\n') ? '\n' : '');
}

function maskValue(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return SECRET_NAME.test(name) ? '***' : maskText(value);
}

function maskText(text: string): string {
  let masked = text;
  for (const pattern of SECRETS) masked = masked.replace(pattern, '$1***');
  return masked.replace(NUMBERS, '***');
}

/**
 * JSON lines. Masked as a whole: paths in a redaction list miss what is nested deeper than they name.
 * @param write takes each line; left out = they go to stdout
 */
export function createLog(level: string, write?: (line: string) => void): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks: { streamWrite: maskLine } };
  return write ? pino(options, { write }) : pino(options);
}
