// The last states of a settings file, in `copies/` beside it: `branch.000012.20261122-200500.json`.
import { dirname, join } from 'node:path';
import type { Clock } from '../../core/clock.ts';
import { shanghaiIso } from '../../core/shanghai.ts';
import { type Reading, readBytesInTurns, type SettingsDocument } from './document.ts';
import { type FileFunctions, isMissing, makeFolder, replaceFile } from './files.ts';

const KEPT = 10;

export interface Copies<T> {
  /** Keeps a state, unless the newest copy is the same; the oldest beyond ten goes. */
  keep(bytes: Uint8Array): Promise<void>;
  /** The newest copy that can be read; null = none. */
  newestGood(): Promise<{ path: string; value: T } | null>;
}

/** @param path of the file that is copied */
export function copiesOf<T>(document: SettingsDocument<T>, path: string, files: FileFunctions, clock: Clock): Copies<T> {
  const folder = join(dirname(path), 'copies');
  const pattern = new RegExp(`^${document.name}\\.(\\d{6,})\\.[\\d-]+\\.json$`);

  /** Newest first. Numbered, because a clock may be set back. */
  async function list(): Promise<{ name: string; number: number }[]> {
    const names = await files.readdir(folder).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    return names
      .flatMap((name) => {
        const number = pattern.exec(name)?.[1];
        return number === undefined ? [] : [{ name, number: Number(number) }];
      })
      .sort((a, b) => b.number - a.number);
  }

  let kept: Uint8Array | null = null;
  const isKept = (bytes: Uint8Array) => kept !== null && Buffer.compare(bytes, kept) === 0;

  return {
    async keep(bytes) {
      if (isKept(bytes)) return;
      const copies = await list();
      const [newest] = copies;
      if (newest) kept = await files.readFile(join(folder, newest.name));
      if (isKept(bytes)) return;
      const number = String((newest?.number ?? 0) + 1).padStart(6, '0');
      const stamp = shanghaiIso(clock.now()).slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
      await makeFolder(folder, files);
      await replaceFile(join(folder, `${document.name}.${number}.${stamp}.json`), bytes, files);
      kept = bytes;
      for (const old of copies.slice(KEPT - 1)) await files.unlink(join(folder, old.name));
    },

    async newestGood() {
      for (const { name } of await list()) {
        const copy = join(folder, name);
        const reading: Reading<T> = await readBytesInTurns(document, await files.readFile(copy));
        if (reading.kind === 'good') return { path: copy, value: reading.value };
      }
      return null;
    },
  };
}
