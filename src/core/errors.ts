// The one table of codes. What may be expected is a value, not an error; these are the things that should not happen.
const CODES = {
  config: { retryable: false },
  settings: { retryable: false },
  signature: { retryable: false },
  payload: { retryable: false },
  platform_refused: { retryable: false },
  platform_unreachable: { retryable: true },
  store: { retryable: true },
  /** The store works and will never take this. */
  store_rejected: { retryable: false },
  store_locked: { retryable: false },
  store_damaged: { retryable: false },
  overloaded: { retryable: true },
  /** A document of the branch cannot be read or taken in. */
  document: { retryable: false },
} as const;

export type ErrorCode = keyof typeof CODES;

export const errorCodes = Object.keys(CODES) as ErrorCode[];

/**
 * A failure with a code from the table above. The message is one English sentence that names the thing and the wrong
 * value, then the cure where it is known; it never holds a secret or anything somebody wrote.
 */
export class BotError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  /** A finer name for logs and tests, such as `E_PADDING`; never shown outside. */
  readonly detail: string | undefined;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; detail?: string } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'BotError';
    this.code = code;
    this.retryable = CODES[code].retryable;
    this.detail = options.detail;
  }
}

/** The message of whatever was thrown, for logs. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
