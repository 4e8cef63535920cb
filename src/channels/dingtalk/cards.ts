// Interactive cards: buttons that tell who pressed them (document/development/create-and-deliver-cards). The operator makes the template in
// the card editor; our side of it is `text` (Markdown), `b1` to `b6` (what stands on the buttons, absent = no such button) and, for
// whoever pressed, `chosen`. Each button sends its number as `choice`.
import type { Mention, Outgoing } from '../../core/outgoing.ts';
import { phrases } from '../../core/phrases.ts';
import { neutralise } from '../../core/text.ts';
import { fieldsOf } from '../json-call.ts';
import { layOut, peopleIn } from '../layout.ts';
import { trackIdOf } from './card-track.ts';
import { isMentionable, staffIdOf } from './ids.ts';
import { asMarkdown } from './markdown.ts';
import type { Outcome } from './platform.ts';
import { namedOnly, titleOf } from './render.ts';
import type { Tools, Way } from './ways.ts';

export interface CardSettings {
  templateId: string;
  /** Where clicks come in. */
  callback: 'STREAM' | 'HTTP';
}

export interface Card {
  trackId: string;
  to: Outgoing['to'];
  params: Readonly<Record<string, string>>;
  /** Mentioned with it, in groups. */
  people: readonly Pick<Mention, 'userId' | 'name'>[];
}

export const CARD = 'card';
const meter = 'dingtalk_calls';
const PATH = '/v1.0/card/instances/createAndDeliver';
const SCOPE = 'Card.Instance.Write';
const BUTTONS_MAX = 6;
/** Of one value, in UTF-8. */
export const VALUE_LIMIT_BYTES = 1_024;
const MENTION_LIMIT = 50;

/** Whether a message can have a card: it has buttons, not too many, and goes where cards can go. */
export const hasCard = ({ buttons, to }: Outgoing): boolean =>
  buttons.length > 0 && buttons.length <= BUTTONS_MAX && (to.kind === 'group' || staffIdOf(to.account) !== null);

/** The words as a card shows them; null where they are too long: then they are said first, and the card has their first line. */
export function cardText(outgoing: Outgoing): string | null {
  const text = asMarkdown(layOut(outgoing, namedOnly));
  return Buffer.byteLength(text) <= VALUE_LIMIT_BYTES ? text : null;
}

/** The body that makes a card and brings it. Clicks come back under the robot's code where they come by HTTP. */
export function cardBody(card: Card, { templateId, callback }: CardSettings, robotCode: string): object {
  return {
    cardTemplateId: templateId,
    outTrackId: card.trackId,
    callbackType: callback,
    ...(callback === 'HTTP' && { callbackRouteKey: robotCode }),
    userIdType: 1,
    cardData: { cardParamMap: card.params },
    ...(card.to.kind === 'group' ? inGroup(card.to.id, card.people, robotCode) : toPerson(card.to.account, robotCode)),
  };
}

/** @param id the outbox item's @param outgoing all of it: the card's name stands for it */
export function cardSend(tools: Tools, settings: CardSettings, id: number, outgoing: Outgoing): Way {
  const { api, attemptOf, robotCode } = tools;
  const { to, buttons } = outgoing;
  return {
    name: CARD,
    meter,
    async attempt(isRepeat) {
      const labels = buttons.map(({ label }, index) => [`b${index + 1}`, neutralise(label)]);
      const params = { text: cardText(outgoing) ?? asMarkdown(titleOf(outgoing)), ...Object.fromEntries(labels) };
      const card = { trackId: trackIdOf(id, outgoing), to, params, people: peopleIn(outgoing) };
      const about = { scope: SCOPE, group: to.kind === 'group' ? to.id : undefined, isLast: isRepeat };
      const outcome = await api.post(PATH, cardBody(card, settings, robotCode), about);
      if (isUndelivered(outcome)) return { kind: 'no_way', reason: `${CARD}_not_delivered` };
      const attempt = attemptOf(outcome, { name: CARD, meter, isKeyed: false, done: 'accepted' }, isRepeat);
      // Plain words may still pass.
      return attempt.kind === 'barred' ? { kind: 'refused', reason: attempt.reason } : attempt;
    },
  };
}

function inGroup(id: string, people: Card['people'], robotCode: string): object {
  const callable = people.filter(({ userId }) => isMentionable(userId)).slice(0, MENTION_LIMIT);
  // The platform writes an @ in front: a name must not make that a call to everybody.
  const nameOf = (name: string) => neutralise(`@${name}`).slice(1);
  const atUserIds = Object.fromEntries(callable.map(({ userId, name }) => [userId, nameOf(name ?? phrases.you)]));
  return {
    openSpaceId: `dtv1.card//IM_GROUP.${id}`,
    imGroupOpenSpaceModel: { supportForward: false },
    imGroupOpenDeliverModel: { robotCode, ...(callable.length > 0 && { atUserIds }) },
  };
}

function toPerson(account: string, robotCode: string): object {
  return {
    openSpaceId: `dtv1.card//IM_ROBOT.${staffIdOf(account)}`,
    imRobotOpenSpaceModel: { supportForward: false },
    imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode },
  };
}

/** FIELD: the card is made, and the answer says of each place whether it got there. */
function isUndelivered(outcome: Outcome): boolean {
  if (outcome.kind !== 'said' || outcome.verdict.class !== 'ok') return false;
  const { success, result } = outcome.fields;
  const { deliverResults: places } = fieldsOf(result);
  const isNowhere = Array.isArray(places) && places.length > 0 && places.every((place) => fieldsOf(place).success === false);
  return success === false || isNowhere;
}
