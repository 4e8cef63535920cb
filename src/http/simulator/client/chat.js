import { avatar, beeAvatar, byId, el } from './dom.js';
import { photosOf } from './photos.js';
import { fill, texts } from './texts.js';
import { dayAndTime, hourMinute, sameDay } from './time.js';
import { nameOf, shown, toneOf, world } from './world.js';

/** @import { Button, Entry } from './api.js' */
/** @typedef {{ quote(entry: Entry): void, click(entry: Entry, button: Button): Promise<boolean>, resend(entry: Entry): void }} Deeds */

const GAP_MS = 5 * 60_000;
const LONG_PRESS_MS = 550;
const PAGE = /https?:\/\/[^\s/]+\/pages\/[\w-]+/;

const list = byId('messages');
const log = byId('log');
let drawn = '';
let atEnd = true;
let height = log.clientHeight;

// A line above the input or a phone's keyboard makes the chat smaller: who was at its end stays there.
// Judged by the height before that, for a scroll may be told only after it.
log.addEventListener('scroll', () => {
  atEnd = log.scrollHeight - log.scrollTop - height < 40;
});
new ResizeObserver(() => {
  height = log.clientHeight;
  if (atEnd) toEnd();
}).observe(log);

function toEnd() {
  log.scrollTop = log.scrollHeight;
}

/** Draws the open conversation: whole when another one is opened, else only what is new, so that nothing loses the focus. @param {Deeds} deeds */
export function showChat(deeds) {
  const view = `${world.epoch} ${world.speaker} ${world.conversation}`;
  const entries = shown();
  if (view !== drawn) list.replaceChildren();
  drawn = view;
  const done = list.querySelectorAll('[data-id]').length;
  entries.slice(done).forEach((entry, index) => {
    const mark = separator(entries[done + index - 1], entry);
    if (mark) list.append(mark);
    list.append(row(entry, deeds));
  });
  byId('intro').hidden = entries.length > 0;
  if (entries.length > done || done === 0) toEnd();
}

/** Says that the bot is at it. @param {boolean} on */
export function showThinking(on) {
  byId('thinking').hidden = !on;
  if (on) toEnd();
}

/** Marks one of our own messages as not sent, or takes the mark away. @param {Entry} entry @param {boolean} failed @param {Deeds} deeds */
export function markFailed(entry, failed, deeds) {
  const body = list.querySelector(`[data-id="${CSS.escape(entry.id)}"] .body`);
  body?.querySelector('.failed')?.remove();
  if (!failed) return;
  body?.append(
    el('p', { class: 'failed' }, texts.failed, el('button', { type: 'button', click: () => deeds.resend(entry) }, texts.resend)),
  );
}

/** @param {Entry | undefined} previous @param {Entry} entry */
function separator(previous, entry) {
  const at = Date.parse(entry.at);
  const before = previous ? Date.parse(previous.at) : 0;
  if (at - before < GAP_MS) return null;
  const words = sameDay(before, at) ? hourMinute(at) : dayAndTime(at);
  return el('li', { class: 'separator' }, el('time', { datetime: entry.at }, words));
}

/** @param {Entry} entry @param {Deeds} deeds */
function row(entry, deeds) {
  const isBot = entry.from === 'bot';
  const name = nameOf(entry.from);
  const side = entry.from === world.speaker ? 'mine' : isBot ? 'bot' : 'other';
  const quote = el('button', { type: 'button', class: 'quote-it', click: () => deeds.quote(entry) }, texts.quote);
  const bubble = el(
    'div',
    { class: 'bubble' },
    entry.quoted ? el('blockquote', {}, entry.quoted) : null,
    entry.voice ? el('span', { class: 'tag' }, texts.voiceTag) : null,
    words(entry),
    photos(entry),
  );
  longPress(bubble, () => deeds.quote(entry));
  return el(
    'li',
    { class: `row ${side}`, 'data-id': entry.id },
    isBot ? beeAvatar() : avatar(name, toneOf(entry.from)),
    el(
      'div',
      { class: 'body' },
      el('span', { class: side === 'mine' ? 'name unseen' : 'name' }, name),
      el('div', { class: 'line' }, bubble, quote),
      entry.buttons.length > 0 ? choices(entry, deeds) : null,
    ),
  );
}

/** @param {Entry} entry @param {Deeds} deeds */
function choices(entry, deeds) {
  const box = el('div', { class: 'choices', role: 'group' });
  for (const button of entry.buttons) {
    const node = el('button', { type: 'button', class: 'choice' }, button.label);
    node.addEventListener('click', async () => {
      if (box.hasAttribute('aria-busy')) return;
      box.setAttribute('aria-busy', 'true');
      if (await deeds.click(entry, button)) {
        for (const other of box.children) other.setAttribute('aria-pressed', String(other === node));
      }
      box.removeAttribute('aria-busy');
    });
    box.append(node);
  }
  return box;
}

/** The words, with the people they call by name in front and marked. @param {Entry} entry */
function words(entry) {
  const called = entry.mentions.map((id) => `@${nameOf(id)}`).filter((mention) => !entry.text.includes(mention));
  const text = [...called, entry.text].join(' ').trim();
  const names = ['bot', ...world.members.map((member) => member.id)].map((id) => `@${nameOf(id)}`);
  const pattern = names.sort((one, other) => other.length - one.length).map((name) => name.replace(/[^\p{L}\p{N}@]/gu, '\\$&'));
  const marked = entry.from === 'bot' ? [...pattern, PAGE.source] : pattern;
  return el('p', {}, ...text.split(new RegExp(`(${marked.join('|')})`)).map((part, index) => (index % 2 ? mark(part) : part)));
}

/** A mention, or an address of one of the bot's own pages: opened where this page came from. @param {string} part */
function mark(part) {
  if (!PAGE.test(part)) return el('span', { class: 'mention' }, part);
  return el('a', { href: new URL(part).pathname, target: '_blank', rel: 'noopener' }, texts.openPage);
}

/** Photos sent since the page was opened are shown; of earlier ones only the number is known. @param {Entry} entry */
function photos(entry) {
  const urls = photosOf(entry.id);
  if (urls.length > 0) return el('span', { class: 'photos' }, ...urls.map((src) => el('img', { src, alt: texts.photoAlt })));
  return entry.photos > 0 ? el('span', { class: 'tag' }, fill(texts.photoTag, { count: entry.photos })) : null;
}

/** Right-click, or a long press on glass; iOS sends no `contextmenu`, so the press is timed too. @param {HTMLElement} node @param {() => void} act */
function longPress(node, act) {
  /** @type {number | undefined} */
  let timer;
  const cancel = () => clearTimeout(timer);
  node.addEventListener('contextmenu', (event) => {
    if (getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    act();
  });
  node.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'touch') timer = window.setTimeout(act, LONG_PRESS_MS);
  });
  for (const name of ['pointerup', 'pointermove', 'pointercancel', 'pointerleave']) node.addEventListener(name, cancel);
}
