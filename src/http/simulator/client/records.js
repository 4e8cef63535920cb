import { byId, el } from './dom.js';
import { fill, texts, wordFor } from './texts.js';
import { shortTime } from './time.js';
import { nameOf, titleOf } from './world.js';

/** @import { Records } from './api.js' */
/** @typedef {Record<string, any>} Row */
/** @typedef {Record<string, (row: Row, all: Records) => string>} Columns */

const words = texts.records;
const SHOWN = 20;

/** @param {string | null | undefined} at */
const when = (at) => (at ? shortTime(Date.parse(at)) : '');

/** @param {(string | null | undefined | false)[]} parts */
const join = (...parts) => parts.filter(Boolean).join(' · ');

/** @param {Row} row @param {Records} all */
const activityTitle = (row, all) => all.activities?.find((one) => one.id === row.activity)?.title ?? '';

/** A patrol says which half of the day it was. @param {Row} row */
const checkedIn = (row) => (row.half ? wordFor(words.halves, row.half) : wordFor(words.checkIns, row.kind));

/** @param {Record<string, string> | null | undefined} items the patrol's short list */
const patrolled = (items) => items && (Object.values(items).includes('wrong') ? words.patrol.wrong : words.patrol.ok);

/** @param {unknown} to */
function addressee(to) {
  if (typeof to === 'string') return to;
  const { group, member } = /** @type {{ group?: string, member?: string }} */ (to ?? {});
  return group ? titleOf(`g:${group}`) : member ? nameOf(member) : '';
}

/** What is shown of each list, column by column. @type {Record<keyof typeof words.titles, Columns>} */
const tables = {
  attendance: {
    who: (row) => nameOf(row.member),
    what: (row, all) => join(activityTitle(row, all) || checkedIn(row), wordFor(words.modes, row.mode), patrolled(row.items)),
    when: (row) => when(row.at),
    hours: (row) => (row.hours ? fill(words.hours, { hours: row.hours }) : ''),
  },
  activities: {
    what: (row) => row.title,
    when: (row) => when(row.sessions?.[0]?.start),
    where: (row) => row.place ?? '',
    status: (row) => wordFor(words.activityStatus, row.status),
  },
  signUps: {
    who: (row) => nameOf(row.member),
    what: activityTitle,
    seats: (row) => fill(words.people, { count: row.partySize ?? 1 }),
    status: (row) => wordFor(words.signUpStatus, row.status),
  },
  tickets: {
    number: (row) => row.number,
    what: (row) => join(wordFor(words.ticketKinds, row.kind), row.urgent && words.urgent),
    where: (row) => row.place ?? '',
    who: (row) => (row.reporter ? nameOf(row.reporter) : words.anonymous),
    status: (row) => wordFor(words.ticketStatus, row.status),
  },
  notices: {
    what: (row) => row.body,
    when: (row) => when(row.sentAt),
    read: (row) => fill(words.people, { count: row.acknowledged?.length ?? 0 }),
  },
  points: {
    who: (row) => nameOf(row.member),
    points: (row) => String(row.points),
    what: (row) => row.reason,
    when: (row) => when(row.at),
  },
  outbox: {
    to: (row) => addressee(row.to),
    what: (row) => row.text,
    when: (row) => when(row.dueAt),
    status: (row) => wordFor(words.outboxStatus, row.status),
  },
};

/** Draws the lists that hold something, newest first; what was sent stands in the chat. @param {Records} state */
export function showRecords(state) {
  /** @type {Records} */
  const records = { ...state, outbox: (state.outbox ?? []).filter((row) => row.status !== 'sent') };
  const filled = /** @type {(keyof typeof tables)[]} */ (Object.keys(tables)).filter((name) => records[name]?.length);
  byId('records').replaceChildren(...filled.map((name) => table(name, records)));
  byId('records-empty').hidden = filled.length > 0;
}

/** @param {keyof typeof tables} name @param {Records} records */
function table(name, records) {
  const rows = records[name] ?? [];
  const columns = tables[name];
  const names = Object.keys(columns).filter((column) => column !== 'hours' || rows.some((row) => row.hours));
  return el(
    'details',
    { open: true },
    el('summary', {}, words.titles[name], el('small', {}, fill(words.total, { count: rows.length }))),
    el(
      'table',
      {},
      el('thead', {}, el('tr', {}, ...names.map((column) => el('th', { scope: 'col' }, wordFor(words.columns, column))))),
      el(
        'tbody',
        {},
        ...rows
          .slice(-SHOWN)
          .reverse()
          .map((row) => el('tr', {}, ...names.map((column) => el('td', {}, columns[column]?.(row, records) || words.nothing)))),
      ),
    ),
  );
}
