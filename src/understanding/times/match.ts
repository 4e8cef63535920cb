/** The named groups of a sticky pattern that fits at `at`, with where it ends; null when it does not fit. */
export interface Fit {
  end: number;
  text: string;
  groups: Readonly<Record<string, string | undefined>>;
}

export function fitAt(pattern: RegExp, text: string, at: number): Fit | null {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match && match[0] !== '' ? { end: at + match[0].length, text: match[0], groups: match.groups ?? {} } : null;
}

/** No reader looks further back or ahead than this: the whole stays linear in the text. */
const VIEW = 24;
export const before = (text: string, at: number): string => text.slice(Math.max(0, at - VIEW), at);
export const behind = (text: string, at: number): string => text.slice(at, at + VIEW);
