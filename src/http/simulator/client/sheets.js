import { byId } from './dom.js';

// On a phone the panels are sheets that come up over the chat, one at a time; on a wide window they simply stand beside it.

/** @type {HTMLElement | null} */
let opened = null;
/** @type {HTMLElement | null} */
let opener = null;

export function startSheets() {
  for (const button of document.querySelectorAll('[data-sheet]')) {
    if (button instanceof HTMLElement)
      button.addEventListener('click', () => openSheet(byId(button.dataset.sheet ?? ''), button));
  }
  for (const button of document.querySelectorAll('[data-close]')) button.addEventListener('click', closeSheet);
  byId('backdrop').addEventListener('click', closeSheet);
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') closeSheet();
  });
  // A window made wide shows the panels anyway; an opened one must not keep the chat inert.
  matchMedia('(min-width: 45rem)').addEventListener('change', closeSheet);
}

/** @param {HTMLElement} sheet @param {HTMLElement} button */
function openSheet(sheet, button) {
  opened = sheet;
  opener = button;
  sheet.classList.add('open');
  sheet.setAttribute('role', 'dialog');
  byId('backdrop').hidden = false;
  byId('phone').inert = true;
  const close = sheet.querySelector('[data-close]');
  if (close instanceof HTMLElement) close.focus();
}

export function closeSheet() {
  if (!opened) return;
  opened.classList.remove('open');
  opened.removeAttribute('role');
  opened = null;
  byId('backdrop').hidden = true;
  byId('phone').inert = false;
  opener?.focus();
}
