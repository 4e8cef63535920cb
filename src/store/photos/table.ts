import type { PhotoStore } from '../../core/photo.ts';
import { type Session, statement } from '../statement.ts';
import { digestOf } from './digest.ts';

const insert = statement<{ digest: string; bytes: Uint8Array }, unknown>((db, slot) =>
  db
    .insertInto('photos')
    .values({ digest: slot.digest, bytes: slot.bytes })
    .onConflict((conflict) => conflict.column('digest').doNothing()),
);

const select = statement<{ digest: string }, { bytes: Uint8Array }>((db, slot) =>
  db.selectFrom('photos').select('bytes').where('digest', '=', slot.digest),
);

const remove = statement<{ digest: string }, unknown>((db, slot) => db.deleteFrom('photos').where('digest', '=', slot.digest));

/**
 * Pictures in the table `photos`, each put and got in a transaction of its own.
 * @param run opens that transaction
 */
export function tablePhotos(run: <T>(work: (session: Session) => Promise<T>) => Promise<T>): PhotoStore {
  return {
    async put(jpeg) {
      const digest = digestOf(jpeg);
      await run((session) => insert(session, { digest, bytes: jpeg }));
      return digest;
    },
    get: async (digest) => (await run((session) => select(session, { digest }))).rows[0]?.bytes,
    async remove(digest) {
      await run((session) => remove(session, { digest }));
    },
  };
}
