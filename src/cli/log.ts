import { pino } from 'pino';
import type { Log } from '../core/services.ts';

// What may slip into an error text of a library or platform: keys in URLs, tokens, phone and identity numbers.
const SECRETS = [
  /((?:access_token|corpsecret|appsecret|secret|key|code|sign|session|response_code|ticket|password)["']?\s*[=:]\s*["']?)[^&"'\s,}]+/gi,
  /(postgres(?:ql)?:\/\/[^:@/\s]*:)[^@\s]+(?=@)/gi,
];
const NUMBERS = /(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx])(?!\d)/g;

/** A line without anything secret or personal, whatever was put into it. */
export function maskLine(line: string): string {
  let masked = line;
  for (const pattern of SECRETS) masked = masked.replace(pattern, '$1***');
  return masked.replace(NUMBERS, '***');
}

/** JSON lines to stdout. Masked as a whole: paths in a redaction list miss what is nested deeper than they name. */
export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: { streamWrite: maskLine },
  });
}
