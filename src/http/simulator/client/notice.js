import { byId, el } from './dom.js';
import { closeSheet } from './sheets.js';
import { texts } from './texts.js';

/**
 * Shows one calm line above the input, until the next one or until it is put away.
 * @param {string} line
 * @param {{ label: string, act: () => void }} [deed] the cure, or the next step
 */
export function showNotice(line, deed) {
  const box = byId('notice');
  // On a phone the line would stand behind an open sheet.
  closeSheet();
  const button = deed
    ? el('button', { type: 'button', class: 'strong', click: () => [hideNotice(), deed.act()] }, deed.label)
    : null;
  const away = el('button', { type: 'button', class: 'close', 'aria-label': texts.dismiss, click: hideNotice }, '×');
  box.replaceChildren(el('p', {}, line), ...(button ? [button, away] : [away]));
  box.hidden = false;
}

export function hideNotice() {
  byId('notice').hidden = true;
}
