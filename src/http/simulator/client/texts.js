// The page's words come with the page, in its JSON block: no word of Chinese stands in the scripts.

/** @typedef {typeof import('../text.ts').text.client & { starterWorld: typeof import('../text.ts').starterWorld }} Texts */

/** @type {Texts} */
export const texts = JSON.parse(document.querySelector('#texts')?.textContent ?? '{}');

/**
 * Fills the `{name}` places of a text.
 * @param {string} template
 * @param {Record<string, string | number>} values
 */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}

/**
 * The word for a code, or the code itself where a newer server knows more than this page.
 * @param {Readonly<Record<string, string>>} words
 * @param {string | null | undefined} code
 */
export function wordFor(words, code) {
  return code ? (words[code] ?? code) : '';
}
