import { fill, texts } from './texts.js';

/** @import { Entry, Group, Member, Out, World } from './api.js' */

// What the page knows: the server's world, and which conversation is looked at by whom. A conversation's key is `g:` and
// the group's id, or `m:` and the id of the member who talks to the bot alone.

const SAVED = 'xiaofeng-simulator';

export const world = {
  now: 0,
  /** @type {Group[]} */ groups: [],
  /** @type {Member[]} */ members: [],
  /** @type {Entry[]} */ history: [],
  speaker: '',
  conversation: '',
  /** @type {Set<string>} */ unread: new Set(),
  /** Counts the worlds: an answer that was asked of an earlier one is thrown away. */
  epoch: 0,
};

/** Takes the server's world over, keeping the view where it still exists. @param {World} fresh */
export function adopt(fresh) {
  const saved = world.speaker ? world : remembered();
  Object.assign(world, { groups: fresh.groups, members: fresh.members, history: fresh.history, now: Date.parse(fresh.now) });
  world.epoch += 1;
  world.unread.clear();
  const speaker = memberOf(saved.speaker) ?? world.members.find((member) => member.role === 'member') ?? world.members[0];
  if (speaker) open(speaker.id, saved.conversation);
}

/**
 * Looks at a conversation as somebody; one that is not theirs becomes their first group, else their direct chat.
 * @param {string} speaker
 * @param {string} conversation
 */
export function open(speaker, conversation) {
  const keys = conversationsOf(speaker).map((one) => one.key);
  world.speaker = speaker;
  world.conversation = keys.includes(conversation) ? conversation : (keys[0] ?? '');
  world.unread.delete(world.conversation);
  remember();
}

/** @param {string} key who may look at it: its current speaker if possible */
export function openKey(key) {
  const member = key.startsWith('m:') ? key.slice(2) : inGroup(key, world.speaker) ? world.speaker : groupOf(key)?.members[0];
  if (member) open(member, key);
}

/** @param {string} id */
export const memberOf = (id) => world.members.find((member) => member.id === id);

/** @param {string} key */
export const groupOf = (key) => world.groups.find((group) => `g:${group.id}` === key);

/** @param {string} id */
export const nameOf = (id) => (id === 'bot' ? texts.botName : (memberOf(id)?.name ?? texts.nobody));

/** @param {string} key @param {string} member */
const inGroup = (key, member) => groupOf(key)?.members.includes(member) ?? false;

/** A small number that stays the person's own, for the colour of the avatar. @param {string} id */
export const toneOf = (id) => world.members.findIndex((member) => member.id === id) + 1;

/** @param {string} member @returns {{ key: string, title: string, count: string }[]} groups first, then the chat with the bot */
export function conversationsOf(member) {
  const groups = world.groups.filter((group) => group.members.includes(member));
  return [
    ...groups.map((group) => ({
      key: `g:${group.id}`,
      title: group.title,
      count: fill(texts.count, { count: group.members.length }),
    })),
    { key: `m:${member}`, title: texts.direct, count: '' },
  ];
}

/** The conversation's name for somebody who is not in it. @param {string} key */
export function titleOf(key) {
  return groupOf(key)?.title ?? fill(texts.directOf, { name: nameOf(key.slice(2)) });
}

/** @param {Entry} entry */
export const keyOf = (entry) => (entry.group ? `g:${entry.group}` : `m:${entry.member ?? entry.from}`);

/** The open conversation; a click on a button is history too, but has nothing to show. */
export const shown = () =>
  world.history.filter((entry) => keyOf(entry) === world.conversation && (entry.text !== '' || entry.photos > 0));

/**
 * Adds what the bot said to the history.
 * @param {readonly Out[]} outs
 * @returns {{ here: Entry[], elsewhere: string[] }} what stands in the open conversation, and the keys of the others
 */
export function take(outs) {
  /** @type {Entry[]} */
  const here = [];
  /** @type {Set<string>} */
  const elsewhere = new Set();
  for (const out of outs) {
    if (world.history.some((entry) => entry.id === out.id)) continue;
    const entry = entryOf(out);
    world.history.push(entry);
    world.now = Math.max(world.now, Date.parse(out.at));
    const key = keyOf(entry);
    if (key === world.conversation) here.push(entry);
    else elsewhere.add(key);
  }
  for (const key of elsewhere) world.unread.add(key);
  return { here, elsewhere: [...elsewhere] };
}

/** @param {Out} out @returns {Entry} */
function entryOf({ id, at, to, text, mentions, buttons }) {
  return {
    id,
    at,
    from: 'bot',
    group: to.group ?? null,
    member: to.member ?? null,
    text,
    mentions,
    buttons,
    quoted: null,
    photos: 0,
    voice: false,
  };
}

// A browser that forbids storage only forgets where one was.
function remember() {
  try {
    sessionStorage.setItem(SAVED, JSON.stringify([world.speaker, world.conversation]));
  } catch {}
}

function remembered() {
  try {
    const [speaker, conversation] = JSON.parse(sessionStorage.getItem(SAVED) ?? '[]');
    return { speaker: String(speaker), conversation: String(conversation) };
  } catch {
    return { speaker: '', conversation: '' };
  }
}
