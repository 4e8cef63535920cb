// A code of ours, said back.
const heardCode =
  /^(?:(?:我|是我|就是)?(?:确认|确定|验证码|码)?(?:是)?[\s:：,，]*)([0-9]{3})[\s-]?([0-9]{3})[\s。.!！]*(?:确认)?[\s。.!！]*$/;
const LONGEST = 24;

/** The six digits words consist of, with or without a word that confirms; null when they say something else. */
export function codeIn(words: string): string | null {
  const match = words.length <= LONGEST ? heardCode.exec(words.trim()) : null;
  return match ? `${match[1]}${match[2]}` : null;
}
