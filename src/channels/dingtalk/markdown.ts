// Action cards and interactive cards show Markdown (document/development/faq-robot). What we say has none; what people wrote must not become any.

/** Lists, rules, tables, headings: by what a line begins with. Four blanks would begin code. */
const LINE_START = /^\s*(?=[-+=|:]|\d{1,9}[.)])/;

/**
 * Laid-out words (`layout.ts`, which has taken mentions, links and what stands within a line) as Markdown that reads the same. Pure.
 */
export function asMarkdown(words: string): string {
  return (
    words
      .replace(/\\/g, '＼')
      .replace(/&(?=#?\w+;)/g, '＆')
      .split('\n')
      .map((line) => (LINE_START.test(line) ? line.replace(LINE_START, '\u200b') : line.trimStart()))
      // A line break needs two blanks on either side.
      .join('  \n  ')
  );
}
