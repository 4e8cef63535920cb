import { type Clock, MINUTE_MS, SECOND_MS } from '../../core/clock.ts';
import type { Outgoing } from '../../core/outgoing.ts';
import { PHOTOS_MAX, type PhotoStore } from '../../core/photo.ts';
import { photoPhrases } from '../../core/phrases-photos.ts';
import type { Log } from '../../core/services.ts';
import type { Spoken } from '../layout.ts';
import { MEDIA_GONE } from './errors.ts';
import { image, type WholeMessage } from './messages.ts';
import type { Mouth, Script } from './speaking.ts';
import { remembering, type Upload } from './uploads.ts';

/** The words stand there and their end is not noted yet: a killed instance says them again, so pictures hold it up no longer than this. */
const ALL_WITHIN_MS = 30 * SECOND_MS;
/** What is said next in the conversation waits behind the pictures: not for longer, and not again and again. */
const LONGEST_WAIT_MS = 10 * MINUTE_MS;
const ROUNDS_MAX = 10;
/** The way is shut, and nobody says for how long. */
const SOON_MS = 5 * SECOND_MS;

/** How far the pictures of a message came: how many are over with, how many of these were not sent, how often they waited. */
interface Progress {
  over: number;
  unsent: number;
  rounds: number;
}
const markOf = ({ over, unsent, rounds }: Progress): string => `picture_${over}_${unsent}_${rounds}`;

function progressIn(mark: string | null): Progress {
  const [over = 0, unsent = 0, rounds = 0] = (/^picture_(\d+)_(\d+)_(\d+)$/.exec(mark ?? '') ?? []).slice(1).map(Number);
  return { over, unsent, rounds };
}

/**
 * Sends pictures behind the words they belong to, each as a message of its own. What meets a limit or a way that is shut goes on
 * later from there; one that cannot be sent is said, and the others go on.
 */
export function createPictures(parts: { photos: PhotoStore; clock: Clock; log: Pick<Log, 'warn'> | undefined; upload: Upload }) {
  const { photos, clock, log } = parts;
  const { upload, forget } = remembering(parts.upload, clock);

  /** @returns whether it was sent; else when it may be */
  async function send(digest: string, mouth: Mouth): Promise<boolean | { until: number }> {
    const jpeg = await photos.get(digest);
    if (!jpeg) return false;
    // The second time with a new id, should the platform have forgotten the one we hold.
    for (let tries = 0; tries < 2; tries += 1) {
      const brought = await upload(jpeg, digest);
      if (brought.kind === 'refused') return false;
      if (brought.kind === 'later') return { until: brought.until ?? clock.now() + SOON_MS };
      const until = await mouth.room(1);
      if (until !== null) return { until };
      const said = await mouth.say(image(brought.id));
      // Nobody knows whether it is there: a second one would be worse than none.
      if (said.kind === 'sent' || said.kind === 'accepted' || said.kind === 'uncertain') return true;
      if (said.kind === 'wait') return { until: said.until };
      if (said.kind === 'retry') return { until: clock.now() + SOON_MS };
      if (!('reason' in said) || said.reason !== `${mouth.name}_errcode_${MEDIA_GONE}`) return false;
      forget(digest);
    }
    return false;
  }

  /**
   * What follows the words of a message with these pictures.
   * @param inWords how words are said on this way
   */
  return ({ photos: digests = [], link }: Outgoing, inWords: (said: Spoken) => WholeMessage): Script['follow'] => {
    const all = digests.slice(0, PHOTOS_MAX);
    if (all.length === 0) return undefined;

    async function tell(count: number, mouth: Mouth): Promise<void> {
      log?.warn({ channel: 'wecom', via: mouth.name, count }, 'pictures were not sent, their words were');
      const said = { text: photoPhrases.unsent(count), ...(link !== undefined && { link }) };
      if ((await mouth.room(1)) === null) await mouth.say(inWords(said));
    }

    return async (mouth, mark) => {
      const startedAt = clock.now();
      let { over, unsent, rounds } = progressIn(mark);
      while (over < all.length) {
        const isInTime = clock.now() - startedAt < ALL_WITHIN_MS;
        const sent = isInTime ? await send(all[over]!, mouth).catch(() => false) : { until: clock.now() };
        if (typeof sent === 'boolean') {
          over += 1;
          unsent += sent ? 0 : 1;
        } else if (rounds < ROUNDS_MAX && sent.until - clock.now() <= LONGEST_WAIT_MS) {
          rounds += 1;
          return { until: sent.until, mark: markOf({ over, unsent, rounds }) };
        } else {
          unsent += all.length - over;
          over = all.length;
        }
      }
      if (unsent > 0) await tell(unsent, mouth);
      return null;
    };
  };
}
export type Pictures = ReturnType<typeof createPictures>;
