// The last states of `branch.json`, in `copies/` beside it: `branch.000012.20261122-200500.json`.
import { dirname, join } from 'node:path';
import type { Clock } from '../../core/clock.ts';
import { shanghaiIso } from '../../core/shanghai.ts';
import { readBranchBytes } from './branch-document.ts';
import { type FileFunctions, isMissing, makeFolder, replaceFile } from './files.ts';

const KEPT = 10;
const NAME = /^branch\.(\d{6,})\.[\d-]+\.json$/;

export interface Copies {
  /** Keeps a state, unless the newest copy is the same; the oldest beyond ten goes. */
  keep(bytes: Uint8Array): Promise<void>;
  /** Path of the newest copy that can be read; null = none. */
  newestGood(): Promise<string | null>;
}

/** @param path of the file that is copied */
export function copiesOf(path: string, files: FileFunctions, clock: Clock): Copies {
  const folder = join(dirname(path), 'copies');

  /** Newest first. Numbered, because a clock may be set back. */
  async function list(): Promise<{ name: string; number: number }[]> {
    const names = await files.readdir(folder).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    return names
      .flatMap((name) => {
        const number = NAME.exec(name)?.[1];
        return number === undefined ? [] : [{ name, number: Number(number) }];
      })
      .sort((a, b) => b.number - a.number);
  }

  let kept: Uint8Array | null = null;
  const isKept = (bytes: Uint8Array) => kept !== null && Buffer.from(bytes).equals(kept);

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
      await replaceFile(join(folder, `branch.${number}.${stamp}.json`), bytes, files);
      kept = bytes;
      for (const old of copies.slice(KEPT - 1)) await files.unlink(join(folder, old.name));
    },

    async newestGood() {
      for (const { name } of await list()) {
        const copy = join(folder, name);
        if (readBranchBytes(await files.readFile(copy)).kind === 'good') return copy;
      }
      return null;
    },
  };
}
