// Interactive cards: made and brought in one call, changed later, clicked (document/development/create-and-deliver-cards).
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { type Answer, type Asked, json } from '../door.ts';
import type { Button } from '../journal.ts';
import { dingtalkSecrets, failed, type Hall, newId, parsed } from './hall.ts';

const words = z.string().min(1);
const variables = z
  .record(z.string().max(100), z.string())
  .refine((map) => Object.values(map).every((value) => Buffer.byteLength(value) <= 1_024), 'a value is longer than 1 KB');
const cardData = z.strictObject({ cardParamMap: variables });
const deliverModel = z.strictObject({
  robotCode: words.optional(),
  atUserIds: z.record(z.string(), z.string()).optional(),
  recipients: z.array(words).optional(),
  spaceType: words.optional(),
  extension: z.record(z.string(), z.string()).optional(),
});
const spaceModel = z.looseObject({ supportForward: z.boolean().optional() });
const createSchema = z.strictObject({
  userId: words.optional(),
  cardTemplateId: words,
  outTrackId: words.max(100),
  callbackType: z.enum(['STREAM', 'HTTP']).optional(),
  callbackRouteKey: words.optional(),
  cardData,
  privateData: z.record(z.string(), cardData).optional(),
  userIdType: z.int().optional(),
  openSpaceId: words.max(1_000),
  imGroupOpenSpaceModel: spaceModel.optional(),
  imRobotOpenSpaceModel: spaceModel.optional(),
  imGroupOpenDeliverModel: deliverModel.optional(),
  imRobotOpenDeliverModel: deliverModel.optional(),
});
const updateOptions = z
  .strictObject({ updateCardDataByKey: z.boolean(), updatePrivateDataByKey: z.boolean() })
  .partial()
  .optional();
const updateSchema = z.strictObject({
  outTrackId: words,
  cardData: cardData.optional(),
  privateData: z.record(z.string(), cardData).optional(),
  cardUpdateOptions: updateOptions,
  userIdType: z.int().optional(),
});
const registerSchema = z.strictObject({
  callbackRouteKey: words,
  callbackUrl: z.url(),
  apiSecret: words.optional(),
  forceUpdate: z.boolean().optional(),
});
/** What a click may be answered with. */
export const clickAnswer = z.strictObject({
  cardUpdateOptions: updateOptions,
  cardData: cardData.optional(),
  userPrivateData: cardData.optional(),
});

export type Cards = ReturnType<typeof createCards>;

export function createCards(hall: Hall) {
  const { journal, options } = hall;
  const routes = new Map<string, { url: string; secret: string }>();
  const template = options.cardTemplateId ?? dingtalkSecrets.cardTemplateId;
  const face = options.cardFace ?? plainFace;

  function create({ path, body }: Asked): Answer {
    const read = journal.read(createSchema, parsed(body), path);
    if (!read) return failed(400, 'invalidParameter');
    if (read.cardTemplateId !== template) return failed(400, 'invalidParameter.cardTemplateId');
    // UNVERIFIED: whether a repeat is shown again; new words under an old name are not, the page asks for a new one.
    const former = hall.cards.get(read.outTrackId);
    if (former && JSON.stringify(former.variables) !== JSON.stringify(read.cardData.cardParamMap)) {
      journal.violate(path, 'other words under a name that was used before');
      return failed(400, 'invalidParameter.outTrackId');
    }
    const space = /^dtv1\.card\/\/IM_(GROUP|ROBOT)\.(.+)$/i.exec(read.openSpaceId);
    if (!space) return failed(400, 'invalidParameter.openSpaceId');
    const isGroup = space[1]!.toUpperCase() === 'GROUP';
    const group = isGroup ? space[2]! : null;
    if (group !== null && !hall.groups.has(group)) return failed(400, 'invalid.openConversationId');
    if (isGroup && !read.imGroupOpenDeliverModel?.robotCode) {
      journal.violate(path, 'imGroupOpenDeliverModel.robotCode is needed');
      return failed(400, 'invalidParameter.robotCode');
    }
    const { cardParamMap } = read.cardData;
    const card = {
      variables: { ...cardParamMap },
      group,
      person: isGroup ? null : space[2]!,
      callback: read.callbackType ?? ('HTTP' as const),
      routeKey: read.callbackRouteKey ?? null,
    };
    hall.cards.set(read.outTrackId, card);
    const at = read.imGroupOpenDeliverModel?.atUserIds ?? {};
    const mentions = Object.keys(at).map((id) => (id === '@ALL' ? '@all' : id));
    const shown = { group, person: card.person, ...face(cardParamMap), mentions, card: read.outTrackId };
    journal.deliver({ via: 'card', kind: 'card', ...shown });
    return json({ success: true, result: { outTrackId: read.outTrackId, deliverResults: [{ success: true }] } });
  }

  function update({ path, body }: Asked): Answer {
    const read = journal.read(updateSchema, parsed(body), path);
    if (!read) return failed(400, 'invalidParameter');
    if (!hall.cards.has(read.outTrackId)) return failed(400, 'param.cardNotExist');
    change(read.outTrackId, read.cardData?.cardParamMap ?? {}, read.cardUpdateOptions?.updateCardDataByKey ?? false);
    return json({ success: true, result: true });
  }

  function change(track: string, next: Record<string, string>, isByKey: boolean): void {
    const card = hall.cards.get(track);
    if (!card) return;
    card.variables = isByKey ? { ...card.variables, ...next } : { ...next };
    const { group, person } = card;
    journal.deliver({ via: 'card', kind: 'update', group, person, ...face(card.variables), card: track });
  }

  return {
    create,
    update,
    register({ path, body }: Asked): Answer {
      const read = journal.read(registerSchema, parsed(body), path);
      if (!read) return failed(400, 'invalidParameter');
      routes.set(read.callbackRouteKey, { url: read.callbackUrl, secret: read.apiSecret ?? dingtalkSecrets.cardSecret });
      return json({ success: true, result: { callbackUrl: read.callbackUrl, apiSecret: read.apiSecret ?? '' } });
    },
    /** The card a click means, and what it says to the server. */
    click(from: string, track: string, action: string, params: Record<string, string>) {
      const card = hall.cards.get(track);
      const content = { cardPrivateData: { actionIds: [action], params } };
      return {
        type: 'actionCallback',
        outTrackId: track,
        corpId: dingtalkSecrets.corpId,
        userId: from,
        userIdType: 1,
        spaceType: card?.group ? 'IM_GROUP' : 'IM_ROBOT',
        spaceId: card?.group ?? card?.person ?? from,
        extension: '{}',
        content: JSON.stringify(content),
      };
    },
    /** What the server answers to a click changes the card, or, in `userPrivateData`, what one person sees of it. */
    answerClick(track: string, from: string, body: unknown): string | null {
      const read = journal.read(clickAnswer, body ?? {}, '/v1.0/card/instances/callback');
      if (!read) return null;
      const { cardData: forAll, userPrivateData: forOne, cardUpdateOptions: how } = read;
      if (forAll) change(track, forAll.cardParamMap, how?.updateCardDataByKey ?? false);
      const card = hall.cards.get(track);
      const seen = forOne && face({ ...card?.variables, ...forOne.cardParamMap });
      if (seen) journal.deliver({ via: 'card', kind: 'update', group: card?.group ?? null, person: from, ...seen, card: track });
      return seen?.text ?? (forAll ? face(card?.variables ?? {}).text : null);
    },
    routeOf: (track: string) => routes.get(hall.cards.get(track)?.routeKey ?? ''),
    newTrack: () => newId('track-'),
  };
}

/** The signature of a click by HTTP: over the instant alone. */
export const clickSignature = (secret: string, timestamp: string): string =>
  createHmac('sha256', secret).update(timestamp).digest('base64');

/** A template with the variables `title`, `text` and `chosen`, and up to nine buttons: `b1` is what stands on the first. */
function plainFace(map: Readonly<Record<string, string>>): { text: string; buttons: Button[] } {
  const text = [map.title, map.text, map.chosen].filter((line) => line).join('\n');
  const places = Array.from({ length: 9 }, (_, index) => String(index + 1)).filter((place) => map[`b${place}`]);
  return { text, buttons: places.map((place) => ({ id: place, label: map[`b${place}`]! })) };
}
