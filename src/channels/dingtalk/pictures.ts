import type { PhotoStore } from '../../core/photo.ts';
import { type Attempt, climb } from '../ladder.ts';
import { sampleImage } from './messages.ts';
import { personSend } from './robot-send.ts';
import type { Step } from './steps.ts';
import type { Tools } from './ways.ts';

/** Ids of pictures that are there already; the platform keeps them, we know the latest. */
const KNOWN_MAX = 500;
/** Of one picture (document/development/upload-media-files). */
const LIMIT_BYTES = 20 * 1024 * 1024;
const NAME = 'upload';
/** UNVERIFIED: the page names no permission point. */
const SCOPE = 'media.upload';

/** Pictures to one person, each a message of its own: uploaded once, sent by the robot. */
export function createPictures(tools: Tools, photos: PhotoStore) {
  const known = new Map<string, string>();

  async function upload(digest: string): Promise<{ mediaId: string } | { ended: Attempt }> {
    const mediaId = known.get(digest);
    if (mediaId !== undefined) return { mediaId };
    const jpeg = await photos.get(digest);
    if (jpeg === undefined || jpeg.length > LIMIT_BYTES) return { ended: { kind: 'refused', reason: `${NAME}_gone` } };
    const outcome = await tools.api.upload(() => formOf(jpeg), { scope: SCOPE });
    const { media_id: given } = outcome.kind === 'said' ? outcome.fields : {};
    if (typeof given === 'string' && given !== '') {
      if (known.size >= KNOWN_MAX) known.delete(known.keys().next().value!);
      known.set(digest, given);
      return { mediaId: given };
    }
    if (outcome.kind === 'said' && outcome.verdict.class === 'ok')
      return { ended: { kind: 'refused', reason: `${NAME}_without_id` } };
    const ended = tools.attemptOf(outcome, { name: NAME, meter: 'dingtalk_calls', isKeyed: true, done: 'accepted' }, false);
    // Nobody has seen anything yet: once more changes nothing.
    return { ended: ended.kind === 'uncertain' ? { kind: 'retry', reason: `${NAME}_${ended.reason}` } : ended };
  }

  return (digest: string, staffId: string): Step => ({
    isExtra: true,
    take: (lastReason) =>
      climb(
        [
          {
            name: 'picture',
            async attempt(isRepeat) {
              const uploaded = await upload(digest);
              if ('ended' in uploaded) return uploaded.ended;
              return await personSend(tools, staffId, sampleImage(uploaded.mediaId)).attempt(isRepeat);
            },
          },
        ],
        lastReason,
      ),
  });
}

function formOf(jpeg: Uint8Array): FormData {
  const form = new FormData();
  form.set('type', 'image');
  form.set('media', new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' }), 'photo.jpg');
  return form;
}
