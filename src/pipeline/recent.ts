// What a person said a moment ago and may still add to: photos that wait for their words, a report that waits for more.
import { z } from 'zod';
import { MINUTE_MS } from '../core/clock.ts';
import type { Frame } from '../core/intent.ts';
import { type Media, messageSchema, type Said } from '../core/message.ts';
import { heardQuestion } from '../core/phrases.ts';
import type { Sealer } from '../core/sealer.ts';
import { RECENT } from '../core/store.ts';
import { frameSchema, isReport, isRequest, plain } from './frames.ts';
import type { Turn } from './turn.ts';

/** Photo and words of one person within two minutes are one report (product rule "Platforms"). */
const JOIN_MS = 2 * MINUTE_MS;
/** Longer words stand for themselves. */
const LONGEST_ADDITION = 40;
const MOST_PHOTOS = 20;
/** Messages may be handled later than they were said. */
const REMIND_MS = 10 * MINUTE_MS;
const MOST_REMINDERS = 10_000;

const { key, text, media } = messageSchema.options[0].shape;
const photosSchema = z.object({ kind: z.literal('photos'), photos: z.array(z.object({ at: z.number(), media })) });
const reportSchema = z.object({ kind: z.literal('report'), key, text, media, at: z.number(), frames: z.array(frameSchema) });
const knownSchema = z.discriminatedUnion('kind', [photosSchema, reportSchema]);
/** A confidence; `sealed` holds one of the others. */
const sealedSchema = z.object({ kind: z.literal('sealed'), sealed: z.string() });
// What an older version kept is no reason to fail a message.
const recentSchema = z.union([knownSchema, sealedSchema]).nullable().catch(null);

type Photos = z.infer<typeof photosSchema>;
export type Report = z.infer<typeof reportSchema>;

export const hasPhoto = (said: Said) => said.media.some((each) => each.kind === 'photo');

/** With the pictures of the message it quotes: a platform delivers them no other way where it leaves out what does not mention us. */
export function withQuotedPhotos(said: Said): Said {
  const photos = (said.quoted?.media ?? []).filter(({ kind }) => kind === 'photo');
  return photos.length === 0 ? said : { ...said, media: [...said.media, ...photos] };
}

/** Nothing to act on by itself, so it may belong to what was said before. */
export function asksNothing({ text: words }: Said, frames: readonly Frame[]): boolean {
  return !frames.some(isRequest) && [...words].length <= LONGEST_ADDITION && !heardQuestion.test(words);
}

/**
 * The small collection behind it, one record per person and conversation. Most messages neither read nor write it: which people have
 * something there is also kept in mind. Another instance's mind is not ours, so what could join looks in any case.
 */
export function createRecents() {
  const reminders = new Map<string, number>();

  const keyOf = ({ conversation, member, sealer }: Turn) => {
    const key = `${conversation}|${member.id}`;
    return sealer ? sealer.digest(`recent:${key}`) : key;
  };
  const recordsOf = ({ tx }: Turn) => tx.collection(RECENT, recentSchema);

  function isReminded(turn: Turn): boolean {
    return (reminders.get(keyOf(turn)) ?? 0) > turn.now;
  }

  async function put(turn: Turn, recent: Photos | Report): Promise<void> {
    const sealed = turn.isSealed() ? turn.sealer?.seal(JSON.stringify(recent)) : undefined;
    await recordsOf(turn).put(keyOf(turn), sealed === undefined ? recent : { kind: 'sealed', sealed }, turn.now);
    // The oldest stands first.
    reminders.delete(keyOf(turn));
    reminders.set(keyOf(turn), turn.now + REMIND_MS);
    if (reminders.size > MOST_REMINDERS) reminders.delete(reminders.keys().next().value as string);
  }

  /** What the message, by the time it was said, may join. */
  async function find(turn: Turn, { sentAt }: Said): Promise<Photos | Report | null> {
    const isNear = ({ at }: { at: number }) => Math.abs(sentAt - at) <= JOIN_MS;
    const kept = (await recordsOf(turn).get(keyOf(turn))) ?? null;
    const recent = kept?.kind === 'sealed' ? opened(turn.sealer, kept.sealed) : kept;
    if (!recent) return null;
    if (recent.kind === 'report') return isNear(recent) ? recent : null;
    const photos = recent.photos.filter(isNear);
    return photos.length > 0 ? { ...recent, photos } : null;
  }

  async function remove(turn: Turn): Promise<void> {
    await recordsOf(turn).remove(keyOf(turn));
  }

  return {
    find,
    /** As `find`, where it is worth looking: for reports without a photo, for words that ask for nothing, and for those we remember. */
    async findFor(turn: Turn, said: Said, frames: readonly Frame[]): Promise<Photos | Report | null> {
      const isWorthIt = isReminded(turn) || asksNothing(said, frames) || (frames.some(isReport) && !hasPhoto(said));
      return isWorthIt ? await find(turn, said) : null;
    },
    async keepPhotos(turn: Turn, said: Said, before: Photos | null): Promise<void> {
      const photos = [...(before?.photos ?? []), { at: turn.message.sentAt, media: said.media }];
      await put(turn, { kind: 'photos', photos: photos.slice(-MOST_PHOTOS) });
    },
    async keepReport(
      turn: Turn,
      said: Pick<Said, 'key' | 'text' | 'media'>,
      frames: readonly Frame[],
      at: number,
    ): Promise<void> {
      await put(turn, { kind: 'report', key: said.key, text: said.text, media: said.media, at, frames: frames.map(plain) });
    },
    /** Something else was asked: nothing joins across it. A mere check-in costs no query for what is not there. */
    async leave(turn: Turn, frames: readonly Frame[]): Promise<void> {
      if (isReminded(turn) || frames.some((frame) => isRequest(frame) && frame.intent !== 'check_in')) await remove(turn);
    },
    remove,
  };
}

function opened(sealer: Sealer | null, sealed: string): Photos | Report | null {
  const text = sealer?.open(sealed) ?? null;
  return text === null ? null : (knownSchema.safeParse(JSON.parse(text)).data ?? null);
}

export type Recents = ReturnType<typeof createRecents>;

/** The photos that came before the words, in front of the words' own. */
export function withPhotos(said: Said, { photos }: Photos): Said {
  const before: Media[] = photos.flatMap((photo) => photo.media);
  return { ...said, media: [...before, ...said.media] };
}

/** Both as one message: it bears the later one's key and instant. */
export function joined(report: Report, said: Said): Said {
  const words = said.text === '' ? report.text : `${report.text}，${said.text}`;
  return { ...said, text: words, media: [...report.media, ...said.media] };
}

/**
 * The reports that say more when read with the later words (or get a photo). None when the words
 * change what is asked; a reading that takes something back adds nothing.
 */
export function additionsTo(report: Report, frames: readonly Frame[], bringsPhoto: boolean): Frame[] {
  if (intentsOf(frames) !== intentsOf(report.frames)) return [];
  const left = [...report.frames];
  return frames.flatMap((frame) => {
    const [earlier] = left.splice(
      left.findIndex((each) => each.intent === frame.intent),
      1,
    );
    if (!earlier || !isReport(frame)) return [];
    if (saysMore(frame.slots, earlier.slots)) return [plain(frame)];
    return bringsPhoto ? [earlier] : [];
  });
}

const intentsOf = (frames: readonly Frame[]) =>
  frames
    .map((frame) => frame.intent)
    .sort()
    .join();

/** A flag that is false was not said. */
const isGiven = (value: unknown) => value !== null && value !== undefined && value !== false;

function saysMore(slots: Frame['slots'], before: Frame['slots']): boolean {
  const names = [...new Set([...Object.keys(slots), ...Object.keys(before)])];
  if (names.some((name) => isGiven(before[name]) && !isGiven(slots[name]))) return false;
  return names.some((name) => isGiven(slots[name]) && !isGiven(before[name]));
}
