import { texts } from './texts.js';

/**
 * @typedef {{ id: string, label: string }} Button
 * @typedef {{ id: string, at: string, to: { group?: string, member?: string }, text: string, mentions: string[], buttons: Button[] }} Out
 * @typedef {{ id: string, title: string, channel: string, members: string[] }} Group
 * @typedef {{ id: string, name: string, role: string, occupation: string | null, level?: string | null, groups: string[] }} Member
 * @typedef {{ id: string, at: string, from: string, group: string | null, member: string | null, text: string, quoted: string | null,
 *   photos: number, voice: boolean, mentions: string[], buttons: Button[] }} Entry
 * @typedef {{ now: string, groups: Group[], members: Member[], history: Entry[] }} World
 * @typedef {Record<string, Record<string, any>[]>} Records
 * @typedef {{ from: string, group: string | null, text: string, messageId: string, quoted?: string, photos?: string[], voice?: boolean }} Said
 */

/** A call that did not work; `line` is what the person is told, with the cure. */
export class ApiError extends Error {
  /** @param {keyof typeof texts.errors} kind */
  constructor(kind) {
    super(kind);
    this.kind = kind;
    this.line = texts.errors[kind];
  }
}

/** @param {number} status @returns {keyof typeof texts.errors} */
function kindOf(status) {
  if (status === 403) return 'forbidden';
  if (status === 404) return 'missing';
  if (status === 413) return 'tooLarge';
  if (status === 429 || status === 503) return 'busy';
  return status < 500 ? 'refused' : 'broken';
}

/** @param {string} name @param {unknown} [body] @returns {Promise<any>} */
async function call(name, body) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(`/simulator/api/${name}`, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError('network');
  }
  if (!response.ok) throw new ApiError(kindOf(response.status));
  try {
    return await response.json();
  } catch {
    throw new ApiError('broken');
  }
}

export const api = {
  /** @returns {Promise<World>} */
  world: () => call('world'),
  /** @returns {Promise<Records>} */
  state: () => call('state'),
  /** @param {Said} said @returns {Promise<{ messageId: string, replies: Out[] }>} */
  say: (said) => call('messages', said),
  /** @param {{ from: string, group: string | null, card: string, button: string }} click @returns {Promise<{ replies: Out[] }>} */
  click: (click) => call('click', click),
  /** @param {string} now @returns {Promise<{ pushes: Out[] }>} */
  moveClock: (now) => call('clock', { now }),
  /** @param {string} now */
  reset: (now) => call('reset', { now, ...texts.starterWorld }),
};
