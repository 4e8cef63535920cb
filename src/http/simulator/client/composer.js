import { byId, el } from './dom.js';
import { showNotice } from './notice.js';
import { MAX_PHOTOS, readPhoto } from './photos.js';
import { fill, texts } from './texts.js';
import { groupOf, memberOf, nameOf, world } from './world.js';

/** @import { Entry } from './api.js' */
/** @import { Photo } from './photos.js' */
/** @typedef {{ text: string, quoted: string | null, photos: Photo[], voice: boolean }} Draft */

const words = byId('words', HTMLTextAreaElement);
const mention = byId('mention');
const voice = byId('voice');
const quoteBox = byId('quote');
const picker = byId('photo', HTMLInputElement);

/** @type {string | null} */
let quoted = null;
/** @type {Photo[]} */
let photos = [];

/** Secretaries are shown what secretaries can say. */
const STAFF = ['secretary', 'coordinator', 'operator'];
let suggest = () => {};

/** Brings the input to life. @param {(draft: Draft) => void} send */
export function startComposer(send) {
  /** @param {string} text */
  const say = (text) => {
    const draft = draftOf(text);
    quoted = null;
    photos = [];
    show();
    send(draft);
  };
  const submit = () => {
    const text = words.value.trim();
    if (!text && photos.length === 0) return words.focus();
    words.value = '';
    grow();
    say(text);
  };
  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  words.addEventListener('keydown', (event) => {
    // Enter that ends the choice of a Chinese character is not Enter that sends; Safari tells only by 229.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  });
  words.addEventListener('input', grow);
  mention.addEventListener('click', () => toggle(mention));
  voice.addEventListener('click', () => {
    toggle(voice);
    show();
    words.focus();
  });
  picker.addEventListener('change', addPhotos);
  quoteBox.querySelector('button')?.addEventListener('click', () => {
    quoted = null;
    show();
    words.focus();
  });
  suggest = () => {
    const role = memberOf(world.speaker)?.role ?? '';
    const suggested = STAFF.includes(role) ? texts.suggestions.staff : texts.suggestions.everybody;
    byId('suggestions').replaceChildren(
      ...suggested.map((text) =>
        el('li', {}, el('button', { type: 'button', 'aria-label': fill(texts.suggest, { text }), click: () => say(text) }, text)),
      ),
    );
  };
  suggest();
  show();
}

/** @param {Entry} entry */
export function quote(entry) {
  quoted = entry.text || texts.photoWord;
  const span = quoteBox.querySelector('span');
  if (span) span.textContent = fill(texts.quoting, { name: nameOf(entry.from), text: quoted });
  show();
  words.focus();
}

/** Drops a quotation that belongs to another conversation, fits the @ to the open one and the suggestions to who speaks. */
export function fitComposer() {
  suggest();
  mention.hidden = !groupOf(world.conversation);
  quoted = null;
  show();
}

/** @param {string} text @returns {Draft} */
function draftOf(text) {
  const called = groupOf(world.conversation) && isOn(mention) && !text.includes(texts.mention);
  return { text: called ? `${texts.mention} ${text}`.trim() : text, quoted, photos, voice: isOn(voice) };
}

/** @param {HTMLElement} button */
const isOn = (button) => button.getAttribute('aria-pressed') === 'true';

/** @param {HTMLElement} button */
const toggle = (button) => button.setAttribute('aria-pressed', String(!isOn(button)));

function show() {
  quoteBox.hidden = quoted === null;
  words.placeholder = isOn(voice) ? texts.placeholder.spoken : texts.placeholder.typed;
  const thumbs = byId('thumbs');
  thumbs.hidden = photos.length === 0;
  thumbs.replaceChildren(...photos.map(thumb));
}

/** @param {Photo} photo */
function thumb(photo) {
  const remove = () => {
    photos = photos.filter((other) => other !== photo);
    show();
    words.focus();
  };
  return el('button', { type: 'button', 'aria-label': texts.removePhoto, click: remove }, el('img', { src: photo.url, alt: '' }));
}

async function addPhotos() {
  const files = [...(picker.files ?? [])];
  picker.value = '';
  for (const file of files) {
    if (photos.length >= MAX_PHOTOS) return showNotice(fill(texts.errors.tooManyPhotos, { count: MAX_PHOTOS }));
    try {
      photos = [...photos, await readPhoto(file)];
    } catch (error) {
      showNotice(error instanceof Error ? error.message : String(error));
    }
  }
  show();
  words.focus();
}

// Four lines at most, then the field scrolls.
function grow() {
  words.rows = 1;
  while (words.rows < 4 && words.scrollHeight > words.clientHeight) words.rows += 1;
}
