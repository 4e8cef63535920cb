/**
 * Makes an element. Strings become text nodes and nothing else: whatever a person wrote can never turn into markup.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | ((event: any) => void) | null>} [attributes] functions are listeners; null and false leave it out
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') node.addEventListener(name, value);
    else if (value !== null && value !== false) node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

/**
 * The element of the page with this id.
 * @template {HTMLElement} [E=HTMLElement]
 * @param {string} id
 * @param {new () => E} [type]
 * @returns {E}
 */
export function byId(id, type) {
  const node = document.getElementById(id);
  if (!node || (type && !(node instanceof type))) throw new Error(`The page has no #${id} of the wanted kind.`);
  return /** @type {E} */ (node);
}

const TONES = 6;

/**
 * A round avatar: the last character of the name.
 * @param {string} name
 * @param {number} tone picks the colour
 */
export function avatar(name, tone) {
  return el('span', { class: `avatar tone-${tone % TONES}`, 'aria-hidden': 'true' }, [...name].at(-1) ?? '?');
}

/** The bot's own avatar. */
export function beeAvatar() {
  return el('img', { class: 'avatar', src: '/simulator/bee.svg', alt: '', width: 40, height: 40 });
}

/** Speaks to a screen reader, once. @param {string} line */
export function announce(line) {
  byId('announcer').textContent = line;
}
