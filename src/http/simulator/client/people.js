import { avatar, beeAvatar, byId, el } from './dom.js';
import { fill, texts, wordFor } from './texts.js';
import { conversationsOf, memberOf, toneOf, world } from './world.js';

/** @import { Member } from './api.js' */

/** @param {Member} member what the roster says of somebody, in a few words */
function standing(member) {
  const level = wordFor(texts.levels, member.level);
  return [level + wordFor(texts.roles, member.role), wordFor(texts.occupations, member.occupation)].filter(Boolean).join(' · ');
}

/**
 * Rebuilds the list of people. Called when the world is new; later changes go through `markPeople`.
 * @param {(member: string) => void} choose
 */
export function showPeople(choose) {
  const rows = world.members.map((member) =>
    el(
      'li',
      {},
      el(
        'button',
        { type: 'button', 'data-member': member.id, click: () => choose(member.id) },
        avatar(member.name, toneOf(member.id)),
        el('span', { class: 'who' }, el('b', {}, member.name), el('small', {}, standing(member))),
      ),
    ),
  );
  byId('people').replaceChildren(...rows);
}

export function markPeople() {
  for (const button of byId('people').querySelectorAll('button')) {
    const id = button.dataset.member ?? '';
    button.setAttribute('aria-pressed', String(id === world.speaker));
    markUnread(button, world.unread.has(`m:${id}`), memberOf(id)?.name ?? '');
  }
  const speaker = memberOf(world.speaker);
  byId('bar-speaker').replaceChildren(...(speaker ? [avatar(speaker.name, toneOf(speaker.id)), speaker.name] : []));
  const others = world.members.some((member) => member.id !== world.speaker && world.unread.has(`m:${member.id}`));
  byId('bar-speaker').classList.toggle('unread', others);
}

/** The speaker's conversations, as tabs. @param {(key: string) => void} choose */
export function showTabs(choose) {
  const conversations = conversationsOf(world.speaker);
  const tabs = byId('tabs');
  const keys = conversations.map((one) => one.key).join(' ');
  if (tabs.dataset.keys !== `${world.epoch} ${keys}`) {
    tabs.dataset.keys = `${world.epoch} ${keys}`;
    tabs.replaceChildren(
      ...conversations.map(({ key, title, count }) =>
        el(
          'button',
          { type: 'button', 'data-key': key, click: () => choose(key) },
          key.startsWith('m:') ? beeAvatar() : null,
          el('span', {}, title, el('span', { class: 'count' }, count)),
        ),
      ),
    );
  }
  for (const tab of tabs.querySelectorAll('button')) {
    const key = tab.dataset.key ?? '';
    const open = key === world.conversation;
    if (open) tab.setAttribute('aria-current', 'true');
    else tab.removeAttribute('aria-current');
    const { title, count } = conversations.find((one) => one.key === key) ?? { title: '', count: '' };
    markUnread(tab, world.unread.has(key), title);
    if (open) byId('conversation-title').textContent = title + count;
  }
  tabs.querySelector('[aria-current]')?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
}

/** @param {Element} button @param {boolean} unread @param {string} title */
function markUnread(button, unread, title) {
  button.classList.toggle('unread', unread);
  if (unread) button.setAttribute('aria-label', fill(texts.titleWithUnread, { title }));
  else button.removeAttribute('aria-label');
}
