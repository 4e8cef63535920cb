// The simulator's page: what a person does goes to the API, what comes back goes into the chat.
import { ApiError, api } from './client/api.js';
import { markFailed, showChat, showThinking } from './client/chat.js';
import { sayBack, showClock, startClock } from './client/clock.js';
import { fitComposer, quote, startComposer } from './client/composer.js';
import { announce, byId } from './client/dom.js';
import { hideNotice, showNotice } from './client/notice.js';
import { markPeople, showPeople, showTabs } from './client/people.js';
import { keepPhotos } from './client/photos.js';
import { showRecords } from './client/records.js';
import { closeSheet, startSheets } from './client/sheets.js';
import { fill, texts } from './client/texts.js';
import { dayAndTime, isoOf } from './client/time.js';
import { adopt, groupOf, nameOf, open, openKey, take, titleOf, world } from './client/world.js';

/** @import { Button, Entry, Out, Said } from './client/api.js' */
/** @import { Draft } from './client/composer.js' */

/** @type {Map<string, Said>} what was said and not yet taken, to be said again with the same id */
const unsent = new Map();
let waiting = 0;

const deeds = { quote, click, resend };

function show() {
  markPeople();
  showTabs((key) => goTo(() => openKey(key)));
  showClock();
  showChat(deeds);
}

/** @param {() => void} move changes who looks at what */
function goTo(move) {
  move();
  hideNotice();
  fitComposer();
  show();
}

async function load() {
  await attempt(async () => {
    adopt(await api.world());
    showPeople((member) => {
      goTo(() => open(member, world.conversation));
      closeSheet();
    });
    goTo(() => {});
    await refreshRecords();
  }, load);
}

async function refreshRecords() {
  showRecords(await api.state());
}

/**
 * Something the speaker does in a conversation, as the server's history will have it.
 * @param {string | null} group
 * @param {Draft} draft
 * @returns {Entry}
 */
function entryOf(group, { text, quoted, photos, voice }) {
  const id = `page-${Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('')}`;
  const from = world.speaker;
  const member = group ? null : from;
  return { id, at: isoOf(world.now), from, group, member, text, quoted, photos: photos.length, voice, mentions: [], buttons: [] };
}

/** @param {Draft} draft */
function send(draft) {
  const entry = entryOf(groupOf(world.conversation)?.id ?? null, draft);
  const { id, from, group, text } = entry;
  keepPhotos(id, draft.photos);
  unsent.set(id, {
    from,
    group,
    text,
    messageId: id,
    ...(draft.quoted === null ? {} : { quoted: draft.quoted }),
    ...(draft.photos.length > 0 ? { photos: draft.photos.map((photo) => photo.base64) } : {}),
    ...(draft.voice ? { voice: true } : {}),
  });
  world.history.push(entry);
  hideNotice();
  showChat(deeds);
  return resend(entry);
}

/** Says it, or says it again under the same id: the server takes it once. @param {Entry} entry */
async function resend(entry) {
  const said = unsent.get(entry.id);
  if (!said) return;
  markFailed(entry, false, deeds);
  const sent = await attempt(async (isCurrent) => {
    const { replies } = await whileThinking(() => api.say(said));
    if (!isCurrent()) return;
    unsent.delete(entry.id);
    receive(replies);
    if (entry.group && replies.length === 0 && !entry.text.includes(texts.mention)) showNotice(texts.notAddressed);
    await refreshRecords();
  });
  if (!sent && unsent.has(entry.id)) markFailed(entry, true, deeds);
}

/** @param {Entry} card @param {Button} button */
function click(card, button) {
  const entry = entryOf(card.group, { text: button.label, quoted: null, photos: [], voice: false });
  return attempt(async (isCurrent) => {
    const { replies } = await whileThinking(() =>
      api.click({ from: entry.from, group: entry.group, card: card.id, button: button.id }),
    );
    if (!isCurrent()) return;
    world.history.push(entry);
    receive(replies);
    await refreshRecords();
  });
}

/** @param {number} target */
async function moveClock(target) {
  await attempt(async (isCurrent) => {
    try {
      const { pushes } = await api.moveClock(isoOf(target));
      if (!isCurrent()) return;
      world.now = Math.max(world.now, target);
      const where = receive(pushes);
      const now = dayAndTime(world.now);
      const line = pushes.length === 0 ? texts.clock.quiet : texts.clock.pushed;
      showNotice(fill(line, { now, count: pushes.length, where: names(where.all) }), lookAt(where.elsewhere));
      await refreshRecords();
    } catch (error) {
      // Moved meanwhile from elsewhere, from another window say: show its time, then say why not.
      if (!(error instanceof ApiError && error.kind === 'refused')) throw error;
      await load();
      sayBack();
    }
  });
}

async function reset() {
  await attempt(async () => {
    await api.reset(isoOf(Math.floor(Date.now() / 60_000) * 60_000));
    unsent.clear();
    await load();
    showNotice(texts.resetDone);
  }, reset);
}

/**
 * Puts what the bot said where it belongs, and tells where else it spoke.
 * @param {Out[]} outs
 */
function receive(outs) {
  const { here, elsewhere } = take(outs);
  show();
  announce(here.map((entry) => fill(texts.said, { name: nameOf(entry.from), text: entry.text })).join(' '));
  if (elsewhere.length > 0) showNotice(fill(texts.elsewhere, { where: names(elsewhere) }), lookAt(elsewhere));
  return { elsewhere, all: here.length > 0 ? [world.conversation, ...elsewhere] : elsewhere };
}

/** @param {string[]} keys */
const names = (keys) => keys.map(titleOf).join(texts.separator);

/** @param {string[]} keys */
function lookAt([key]) {
  return key ? { label: texts.look, act: () => goTo(() => openKey(key)) } : undefined;
}

/** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
async function whileThinking(work) {
  waiting += 1;
  showThinking(true);
  try {
    return await work();
  } finally {
    waiting -= 1;
    showThinking(waiting > 0);
  }
}

/**
 * Runs what may fail on the way and shows the cure. A failure in our own code is shown the same, and told to the console.
 * @param {(isCurrent: () => boolean) => Promise<void>} work `isCurrent` is false once the world was begun anew
 * @param {() => void} [again]
 * @returns {Promise<boolean>} whether it worked
 */
async function attempt(work, again) {
  const { epoch } = world;
  try {
    await work(() => epoch === world.epoch);
    return true;
  } catch (error) {
    if (!(error instanceof ApiError)) console.error(error);
    const line = error instanceof ApiError ? error.line : texts.errors.broken;
    showNotice(line, again && { label: texts.retry, act: again });
    return false;
  }
}

startSheets();
startComposer(send);
startClock(moveClock);
const dialog = byId('reset-dialog', HTMLDialogElement);
byId('reset').addEventListener('click', () => {
  dialog.returnValue = 'no';
  dialog.showModal();
});
dialog.addEventListener('close', () => {
  if (dialog.returnValue === 'yes') reset();
});
load();
