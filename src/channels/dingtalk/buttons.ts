// Buttons without a card of our own: links. What they say is their twin in words.
import type { Button, Outgoing } from '../../core/outgoing.ts';
import { phrases } from '../../core/phrases.ts';
import { neutralise } from '../../core/text.ts';
import { layOut } from '../layout.ts';
import { asMarkdown } from './markdown.ts';
import {
  actionCard,
  at,
  type LinkButton,
  sampleActionCard,
  sampleText,
  TEMPLATE_BUTTONS_MAX,
  type Template,
} from './messages.ts';
import { mentioned, namedOnly, textOf, titleOf, withMentions } from './render.ts';

/** Of what is under `msgParam`, as JSON (document/development/the-robot-sends-a-group-message). */
const PARAM_LIMIT_BYTES = 15_000;
const WEBHOOK_BUTTONS_MAX = 6;
/** A button of a question; its number is what people may reply as well. */
const CHOICE = /:(\d{1,2})$/;

/**
 * FIELD: makes whoever taps it say the words. UNVERIFIED: whether in a group they carry the mention, and so reach the robot. Therefore
 * only where the operator has tried it (`hasButtonLinks`).
 */
function saying({ id, label }: Button): LinkButton {
  const words = CHOICE.exec(id)?.[1] ?? label;
  return { title: neutralise(label), url: `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent(words)}` };
}

/** The body for a webhook: text in which people are mentioned, or an action card where it may have buttons. */
export function webhookMessage(outgoing: Outgoing, hasButtonLinks: boolean): object {
  const buttons = hasButtonLinks ? outgoing.buttons.map(saying) : [];
  if (buttons.length === 0 || buttons.length > WEBHOOK_BUTTONS_MAX) return textOf(outgoing);
  const { spoken, atUserIds } = withMentions(outgoing);
  const card = actionCard(titleOf(outgoing), asMarkdown(layOut(spoken, mentioned)), buttons);
  const message = atUserIds.length === 0 ? card : { ...card, at: at(atUserIds) };
  return Buffer.byteLength(JSON.stringify(message)) <= PARAM_LIMIT_BYTES ? message : textOf(outgoing);
}

/** The template for the robot's own calls, in which nobody can be mentioned: people are named. */
export function templateOf(outgoing: Outgoing, hasButtonLinks: boolean): Template {
  const { link, ...words } = outgoing;
  const open = link === undefined ? [] : [{ title: phrases.open, url: link }];
  const buttons = [...(hasButtonLinks ? outgoing.buttons.map(saying) : []), ...open];
  if (buttons.length > 0 && buttons.length <= TEMPLATE_BUTTONS_MAX) {
    const card = sampleActionCard(titleOf(outgoing), asMarkdown(layOut(words, namedOnly)), buttons);
    if (sizeOf(card) <= PARAM_LIMIT_BYTES) return card;
  }
  const content = layOut(outgoing, namedOnly);
  const excess = sizeOf(sampleText(content)) - PARAM_LIMIT_BYTES;
  return sampleText(excess <= 0 ? content : layOut(outgoing, namedOnly, Buffer.byteLength(content) - excess));
}

const sizeOf = ({ param }: Template): number => Buffer.byteLength(JSON.stringify(param));
