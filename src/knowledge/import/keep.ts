// Documents into their folder: all of them or none, each whole.
import { access, mkdir, open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';

const NAME_LIMIT = 40;

/** A file's name that people recognise and every file system takes: `快递员权益保障办法-2026.md`. @param taken ids and names, in lower case */
export function fileNameFor(title: string, firstDay: string | null, taken: ReadonlySet<string>): string {
  const stem =
    [
      ...title
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '-'),
    ]
      .slice(0, NAME_LIMIT)
      .join('')
      .replace(/^-+|-+$/g, '') || 'document';
  const names = [stem, ...(firstDay === null ? [] : [`${stem}-${firstDay.slice(0, 4)}`])];
  for (let repeat = 2; ; repeat += 1) {
    const free = names.find((name) => !taken.has(name));
    if (free !== undefined) return `${free}.md`;
    names.push(`${stem}-${repeat}`);
  }
}

export interface KeptFile {
  name: string;
  text: string;
}

/**
 * Writes new files; none takes the place of another. Readers of the folder never see a part of a file, and when one of them cannot
 * be written, none of them stays.
 * @throws the file system's error, after everything is as it was
 */
export async function keepFiles(folder: string, files: readonly KeptFile[]): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const steps = files.map(({ name, text }) => ({
    text,
    path: join(folder, name),
    temporary: join(folder, `.${name}.${process.pid}.tmp`),
  }));
  const placed: string[] = [];
  try {
    for (const { temporary, text } of steps) await writeDurably(temporary, text);
    for (const { temporary, path } of steps) {
      if (await exists(path)) throw new Error(`EEXIST: ${path}`);
      await rename(temporary, path);
      placed.push(path);
    }
    await syncFolder(folder);
  } catch (error) {
    await Promise.all([...steps.map(({ temporary }) => temporary), ...placed].map((path) => unlink(path).catch(() => {})));
    throw error;
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(text);
    // Before the rename: otherwise the new name may point to a file without its text.
    await file.sync();
  } finally {
    await file.close();
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Some systems cannot open folders; there the rename is as durable as they make it. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path).catch(() => null);
  if (!folder) return;
  await folder.sync().catch(() => {});
  await folder.close();
}
