import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type RecordStore } from '../../src/store/index.ts';
import { folderPhotos, memoryPhotos } from '../../src/store/photos/index.ts';
import { type FileFunctions, nodeFiles } from '../../src/store/settings/files.ts';
import { photoContract } from '../contracts/photos.ts';

photoContract('memory', memoryPhotos);

describe('the table', () => {
  let store: RecordStore;
  beforeAll(async () => {
    store = await openStore();
  });
  afterAll(() => store?.close());
  photoContract('SQLite', () => store.photos);
});

describe('the folder', () => {
  let root: string;
  let folder: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'xiaofeng-photos-'));
    folder = join(root, 'data', 'photos');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  photoContract('folder', () => folderPhotos(folder));

  const jpeg = Uint8Array.of(1, 2, 3);
  const pathOf = (digest: string) => join(folder, digest.slice(0, 2), `${digest}.jpg`);

  it('is made for its owner only, and nothing is left beside the picture', async () => {
    const digest = await folderPhotos(folder).put(jpeg);
    const modeOf = (path: string) => statSync(path).mode & 0o777;
    expect([modeOf(pathOf(digest)), modeOf(join(pathOf(digest), '..')), modeOf(folder)]).toEqual([0o600, 0o700, 0o700]);
    expect(readdirSync(join(pathOf(digest), '..'))).toEqual([`${digest}.jpg`]);
  });

  it('holds after a restart what was put', async () => {
    const digest = await folderPhotos(folder).put(jpeg);
    expect([...((await folderPhotos(folder).get(digest)) ?? [])]).toEqual([...jpeg]);
  });

  it('leads out of itself by no digest', async () => {
    writeFileSync(join(root, 'secret.jpg'), 'secret');
    const photos = folderPhotos(folder);
    for (const digest of ['../../secret', '../'.repeat(20), `..${'/'.repeat(60)}..`, '/'.repeat(64), '.'.repeat(64)]) {
      expect(await photos.get(digest)).toBeUndefined();
      await photos.remove(digest);
    }
    expect(existsSync(join(root, 'secret.jpg'))).toBe(true);
  });

  it('takes away what a crash left, and mends what was damaged, at the next put', async () => {
    const photos = folderPhotos(folder);
    const digest = await photos.put(jpeg);
    writeFileSync(`${pathOf(digest)}.tmp`, 'half');
    writeFileSync(pathOf(digest), 'damaged');
    await photos.put(jpeg);
    expect(readdirSync(join(pathOf(digest), '..'))).toEqual([`${digest}.jpg`]);
    expect([...readFileSync(pathOf(digest))]).toEqual([...jpeg]);
  });

  it('syncs the file before its name appears, and the folder after', async () => {
    const steps: string[] = [];
    const files: FileFunctions = {
      ...nodeFiles,
      async open(path, flags, mode) {
        const file = await nodeFiles.open(path, flags, mode);
        const kind = flags === 'w' ? 'file' : 'folder';
        return {
          writeFile: (bytes) => file.writeFile(bytes),
          close: () => file.close(),
          sync: () => {
            steps.push(`sync ${kind}`);
            return file.sync();
          },
        };
      },
      rename(from, to) {
        steps.push('rename');
        return nodeFiles.rename(from, to);
      },
    };
    await folderPhotos(folder, files).put(jpeg);
    expect(steps.slice(-3)).toEqual(['sync file', 'rename', 'sync folder']);
  });

  it('says that the disk refused, and keeps nothing half', async () => {
    const full = async () => Promise.reject(Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }));
    const photos = folderPhotos(folder, { ...nodeFiles, rename: full });
    await expect(photos.put(jpeg)).rejects.toMatchObject({ code: 'store', retryable: true });
    const digest = await folderPhotos(folder).put(jpeg);
    await folderPhotos(folder).remove(digest);
    await expect(photos.put(jpeg)).rejects.toMatchObject({ code: 'store' });
    expect(readdirSync(join(pathOf(digest), '..'))).toEqual([]);
  });
});
