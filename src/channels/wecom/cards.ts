// Buttons as template cards (developer.work.weixin.qq.com/document/path/101032 for the smart bot, 90236 for the application).
import type { Button, Outgoing } from '../../core/outgoing.ts';
import { phrases } from '../../core/phrases.ts';
import { neutralise } from '../../core/text.ts';
import { peopleIn, type Spoken } from '../layout.ts';
import { type ButtonCard, buttonCard, type CardUpdate, cardUpdate } from './messages.ts';

/** Characters of the title and of the words below it. */
const LIMITS = { aibot: { title: 26, words: 112 }, app: { title: 36, words: 160 } };
export type CardKind = keyof typeof LIMITS;
const BUTTONS_MAX = 6;
const LABEL_MAX = 10;
const KEY_LIMIT_BYTES = 1_024;

/** What is said, with its buttons. */
export type Carried = Spoken & Partial<Pick<Outgoing, 'buttons'>>;

/** The card's name at the platform, never used twice; from it we know what was clicked. */
export const taskIdOf = (itemId: number): string => `m${itemId}`;

/** The outbox item behind a card; null = none of ours. */
export function itemOfCard(taskId: string): number | null {
  const digits = /^m(\d{1,15})$/.exec(taskId)?.[1];
  return digits === undefined ? null : Number(digits);
}

/**
 * The card for what has buttons, with all that is said on it, so that people get one message. Null: it does not fit on a card, and is
 * said in words, which name the choices too.
 */
export function cardOf(said: Carried, itemId: number, kind: CardKind): ButtonCard | null {
  const buttons = cardButtons(said.buttons ?? []);
  // A card mentions nobody, and its words hold no link.
  if (!buttons || said.link !== undefined || peopleIn(said).length > 0) return null;
  const shown = wordsOf(said, LIMITS[kind]);
  return shown && buttonCard({ ...shown, taskId: taskIdOf(itemId) }, buttons);
}

/** The card that stays before the eyes of whoever clicked: what it said, and what was chosen. Null = there was no such button. */
export function cardUpdateOf(said: Carried, itemId: number, choiceId: string, userId: string): CardUpdate | null {
  // Shown under the asker's words, it mentioned nobody.
  const before = cardOf({ ...said, mentions: [] }, itemId, 'aibot');
  const button = before?.button_list.find(({ key }) => key === choiceId);
  if (!before || !button) return null;
  const chosen = phrases.chosen(button.text);
  const words = before.sub_title_text === undefined ? '' : `${before.sub_title_text}\n`;
  const room = LIMITS.aibot.words - length(chosen);
  return cardUpdate([userId], {
    ...before,
    // By documented fields only: a card of the smart bot has no text for a button that was pressed.
    sub_title_text: `${length(words) <= room ? words : ''}${chosen}`,
    button_list: [button],
  });
}

function cardButtons(buttons: readonly Button[]): { text: string; key: string }[] | null {
  if (buttons.length === 0 || buttons.length > BUTTONS_MAX) return null;
  if (new Set(buttons.map(({ id }) => id)).size < buttons.length) return null;
  const shown = buttons.map(({ id, label }) => ({ text: neutralise(label), key: id }));
  const fits = shown.every(
    ({ text, key }) => text !== '' && text.length <= LABEL_MAX && key !== '' && Buffer.byteLength(key) <= KEY_LIMIT_BYTES,
  );
  return fits ? shown : null;
}

/** The first line as the title, or, where that is too long for one, everything below a title of ours; null = too long for either. */
function wordsOf({ text }: Carried, limits: { title: number; words: number }): { title: string; words: string } | null {
  const whole = neutralise(text).trim();
  const [first = '', ...rest] = whole.split('\n');
  const split = { title: first.trim(), words: rest.join('\n').trim() };
  const shown = [split, { title: phrases.tapOne, words: whole }];
  const fits = ({ title, words }: typeof split) => length(title) <= limits.title && length(words) <= limits.words;
  return whole === '' ? null : (shown.find(fits) ?? null);
}

const length = (text: string): number => [...text].length;
