import { z } from 'zod';
import type { Media, Message } from '../../core/message.ts';
import { mentionsBot, normaliseText } from '../../core/text.ts';
import { accountOf } from './ids.ts';
import { referenceOf, type Uploads } from './uploads.ts';

const id = z.string().min(1).max(128);
/** Characters of Base64. More than is kept of a photo, so that one that is too large can be tried as well. */
const PHOTO_LIMIT = 150 * 1024 * 1024;
const PHOTOS_LIMIT = 100;

/** `POST /simulator/api/messages` */
export const saidSchema = z.object({
  from: id,
  group: id.nullish().default(null),
  text: z
    .string()
    .max(100_000)
    .nullish()
    .transform((text) => text ?? ''),
  quoted: z.string().max(100_000).nullish().default(null),
  photos: z
    .array(z.string().max(PHOTO_LIMIT))
    .max(PHOTOS_LIMIT)
    .nullish()
    .transform((photos) => photos ?? []),
  voice: z
    .boolean()
    .nullish()
    .transform((voice) => voice ?? false),
  location: z
    .object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
    .nullish()
    .default(null),
  messageId: id.optional(),
});

/** `POST /simulator/api/click` */
export const clickSchema = z.object({
  from: id,
  group: id.nullish().default(null),
  card: id,
  button: id,
  messageId: id.optional(),
});

export interface Scene {
  now: number;
  botNames: readonly string[];
  nameOf(memberId: string): string | null;
  /** Where photos are kept until they are fetched; left out, they can only be told apart. */
  uploads?: Pick<Uploads, 'keep'>;
}

/** What both kinds of message share. Direct chats are named by the person, as on the platforms. */
function envelope(from: string, group: string | null, messageId: string, scene: Scene) {
  return {
    channel: 'simulator' as const,
    key: `simulator:${messageId}`,
    conversation: group === null ? { kind: 'direct' as const, id: accountOf(from) } : { kind: 'group' as const, id: group },
    sender: { account: accountOf(from), userId: from, name: scene.nameOf(from) },
    sentAt: scene.now,
    receivedAt: scene.now,
    proof: 'message' as const,
    replyHandles: [],
  };
}

export function parseSaid(body: z.infer<typeof saidSchema>, messageId: string, scene: Scene): Message {
  // The message holds a reference only: what is in the picture never gets into the inbox.
  const keep = scene.uploads?.keep ?? referenceOf;
  const photo = (content: string): Media => ({ kind: 'photo', via: 'inline', reference: keep(content), name: null });
  return {
    kind: 'said',
    ...envelope(body.from, body.group, messageId, scene),
    addressed: body.group === null || mentionsBot(body.text, scene.botNames),
    text: normaliseText(body.text, scene.botNames),
    spoken: body.voice,
    media: body.photos.map(photo),
    mentions: [],
    quoted: body.quoted === null ? null : { text: normaliseText(body.quoted, scene.botNames), media: [] },
    location: body.location && { ...body.location, label: '' },
  };
}

export function parseClick(body: z.infer<typeof clickSchema>, messageId: string, scene: Scene): Message {
  return {
    kind: 'clicked',
    ...envelope(body.from, body.group, messageId, scene),
    addressed: true,
    card: body.card,
    button: body.button,
  };
}
