// A disk that may lose power between any two steps: what was not synced may be there, half there or gone; renames may be undone.
import { dirname } from 'node:path';
import type { FileFunctions } from '../../src/store/settings/files.ts';

interface Content {
  synced: Buffer;
  latest: Buffer;
}
type Names = Map<string, Content>;
export type DiskState = Record<string, string>;

export interface CrashDisk {
  files: FileFunctions;
  /** What could be found if the power went now. */
  afterPowerCut(): DiskState[];
  /** What could be found had the power gone after any one step so far. */
  history: DiskState[];
  /** Number of steps so far. */
  steps(): number;
}

const missing = (path: string) => Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });

function half({ synced, latest }: Content): Buffer {
  return latest.equals(synced) ? latest : latest.subarray(0, Math.floor(latest.length / 2));
}

/** @param failAt the step with this number (from 0) fails with `code`; a write is then half done */
export function crashDisk(initial: DiskState = {}, failAt = -1, code = 'ENOSPC'): CrashDisk {
  const latest: Names = new Map();
  const synced: Names = new Map();
  for (const [path, text] of Object.entries(initial)) {
    const content = { synced: Buffer.from(text), latest: Buffer.from(text) };
    latest.set(path, content);
    synced.set(path, content);
  }
  /** Changes of names that no sync of their folder has made certain, in order. */
  let pending: { folder: string; apply(names: Names): void }[] = [];
  const folders = new Set<string>(['/', '/data', ...Object.keys(initial).map(dirname)]);
  const history: DiskState[] = [];
  let steps = 0;

  function afterPowerCut(): DiskState[] {
    const states: DiskState[] = [];
    for (let done = 0; done <= pending.length; done += 1) {
      const names = new Map(synced);
      for (const change of pending.slice(0, done)) change.apply(names);
      for (const pick of [(content: Content) => content.synced, half, (content: Content) => content.latest])
        states.push(Object.fromEntries([...names].map(([path, content]) => [path, pick(content).toString()])));
    }
    return states;
  }

  function step(work: () => void, halfWork?: () => void): void {
    const fails = steps === failAt;
    steps += 1;
    if (fails) halfWork?.();
    else work();
    history.push(...afterPowerCut());
    if (fails) throw Object.assign(new Error(`${code}: injected`), { code });
  }

  function changeNames(folder: string, apply: (names: Names) => void): void {
    apply(latest);
    pending.push({ folder, apply });
  }

  function syncNames(folder: string): void {
    for (const change of pending) if (change.folder === folder) change.apply(synced);
    pending = pending.filter((change) => change.folder !== folder);
  }

  const files: FileFunctions = {
    async open(path, flags) {
      if (flags === 'r') {
        return {
          writeFile: () => Promise.reject(new Error('opened for reading')),
          sync: async () => step(() => syncNames(path)),
          close: () => Promise.resolve(),
        };
      }
      const content: Content = { synced: Buffer.alloc(0), latest: Buffer.alloc(0) };
      step(() => {
        if (!folders.has(dirname(path))) throw missing(path);
        changeNames(dirname(path), (names) => names.set(path, content));
      });
      return {
        writeFile: async (bytes) => {
          const put = (length: number) => () => {
            content.latest = Buffer.from(bytes).subarray(0, length);
          };
          step(put(bytes.length), put(Math.floor(bytes.length / 2)));
        },
        sync: async () =>
          step(() => {
            content.synced = content.latest;
          }),
        close: async () => step(() => {}),
      };
    },
    async rename(from, to) {
      step(() =>
        changeNames(dirname(to), (names) => {
          const content = names.get(from);
          if (!content) return;
          names.set(to, content);
          names.delete(from);
        }),
      );
    },
    async unlink(path) {
      step(() => {
        if (!latest.has(path)) throw missing(path);
        changeNames(dirname(path), (names) => names.delete(path));
      });
    },
    async mkdir(path) {
      if (folders.has(path)) return undefined;
      step(() => folders.add(path));
      return path;
    },
    async readdir(path) {
      if (!folders.has(path)) throw missing(path);
      return [...latest.keys()].filter((name) => dirname(name) === path).map((name) => name.slice(path.length + 1));
    },
    async readFile(path) {
      const content = latest.get(path);
      if (!content) throw missing(path);
      return content.latest;
    },
    watch: () => ({ close() {} }),
  };
  return { files, afterPowerCut, history, steps: () => steps };
}
