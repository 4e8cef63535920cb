// What the doctor looks at on this machine. Every probe answers; none throws.
import { access, constants, copyFile, mkdtemp, rm, rmdir, stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { BotError, messageOf } from '../core/errors.ts';
import type { KnownDocument } from '../core/knowledge.ts';
import { readFolder } from '../knowledge/folder.ts';
import { assemble } from '../knowledge/library.ts';
import { documentsFolder, STARTER_DOCUMENTS } from '../knowledge/open.ts';
import { openStore, type RecordStore, type StoreOptions } from '../store/index.ts';
import { inspectBranchFile, inspectBranchTable, inspectFile, inspectRow, stationsDocument } from '../store/settings/index.ts';
import type { BranchSeen, DocumentsSeen, FolderSeen, PortSeen, StationsSeen, StoreSeen } from './checks.ts';
import { type BookSeen, emptyBook, readBook } from './platform-probes.ts';

const reasons = z.locales.zhCN().localeError;

const there = (path: string) =>
  access(path, constants.F_OK).then(
    () => true,
    () => false,
  );

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : null);

/** Whether the data folder, or the nearest one above it, takes a new file; and how full its disk is. */
export async function probeFolder(path: string): Promise<FolderSeen> {
  let nearest = resolve(path);
  while (!(await there(nearest)) && dirname(nearest) !== nearest) nearest = dirname(nearest);
  const isFolder = await stat(nearest).then(
    (found) => found.isDirectory(),
    () => true,
  );
  if (!isFolder) return { path: nearest, kind: 'file', writable: false, free: null };
  // By trying: permissions do not tell of read-only disks and containers.
  const writable = await mkdtemp(join(nearest, '.doctor-')).then(
    (made) => rmdir(made).then(() => true),
    () => false,
  );
  const free = await statfs(nearest).then(
    // As `df` counts it: what is kept for root is not free for us.
    ({ blocks, bfree, bavail }) => bavail / (blocks - bfree + bavail),
    () => null,
  );
  return { path, kind: nearest === resolve(path) ? 'folder' : 'missing', writable, free };
}

export interface StoresSeen {
  store: StoreSeen;
  branch: BranchSeen;
  stations: StationsSeen;
  /** Null: the records could not be read. */
  book: BookSeen | null;
}

/** Opens the records for what they say of the platforms; where they hold the branch's settings (PostgreSQL), reads those too. */
export async function probeStores({ server }: Config, now: number): Promise<StoresSeen> {
  const { databaseUrl, dataDir } = server;
  if (databaseUrl === null) {
    const [branch, stations] = [await probeBranch(dataDir), await probeStations(dataDir)];
    const file = join(dataDir, 'records.sqlite');
    if (!(await there(file))) return { store: { kind: 'sqlite', outcome: { kind: 'new' } }, branch, stations, book: emptyBook };
    const { outcome, read } = await openAndRead({ file }, (store) => readBook(store, now));
    const book = outcome.kind === 'in_use' ? await readCopy(file, (store) => readBook(store, now)) : read;
    return { store: { kind: 'sqlite', outcome }, branch, stations, book };
  }
  const { outcome, read } = await openAndRead({ url: databaseUrl }, async (store) => ({
    book: await readBook(store, now),
    branch: await inspectBranchTable(store, reasons),
    stations: await inspectRow(stationsDocument, store, reasons),
  }));
  const inDatabase = { place: 'PostgreSQL', newestGood: null };
  const skipped = { kind: 'skipped' } as const;
  return {
    store: { kind: 'postgres', outcome },
    branch: { ...inDatabase, outcome: read === null ? skipped : read.branch },
    stations: { ...inDatabase, outcome: read === null ? skipped : read.stations },
    book: read?.book ?? null,
  };
}

async function openAndRead<T>(
  options: StoreOptions,
  read: (store: RecordStore) => Promise<T>,
): Promise<{ outcome: StoreSeen['outcome']; read: T | null }> {
  try {
    const store = await openStore(options);
    try {
      await store.check();
      return { outcome: { kind: 'opened' }, read: await read(store) };
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof BotError && error.code === 'store_locked') return { outcome: { kind: 'in_use' }, read: null };
    return { outcome: { kind: 'failed', reason: messageOf(error) }, read: null };
  }
}

/** More takes too long to copy for a look. */
const COPY_LIMIT_BYTES = 2 ** 30;

/**
 * A running server keeps its file to itself (a WAL in exclusive mode); what it has written is read from a copy. One that was made
 * while it wrote fits nowhere, and is made again. Null: not readable.
 */
async function readCopy<T>(file: string, read: (store: RecordStore) => Promise<T>): Promise<T | null> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const folder = await mkdtemp(join(dirname(file), '.doctor-')).catch(() => null);
    if (folder === null) return null;
    const copy = join(folder, 'records.sqlite');
    try {
      const before = await stampOf(file);
      if (before === null) return null;
      await copyFile(file, copy, constants.COPYFILE_FICLONE);
      if (await there(`${file}-wal`)) await copyFile(`${file}-wal`, `${copy}-wal`, constants.COPYFILE_FICLONE);
      if (before === (await stampOf(file))) return (await openAndRead({ file: copy }, read)).read;
    } catch {
      // Checkpoints take the -wal file away now and then: once more.
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return null;
}

/** Changes whenever the file or its WAL does; null = too large. */
async function stampOf(file: string): Promise<string | null> {
  const stats = await Promise.all([file, `${file}-wal`].map((path) => stat(path, { bigint: true }).catch(() => null)));
  if (stats.some((each) => each !== null && each.size > COPY_LIMIT_BYTES)) return null;
  return stats.map((each) => `${each?.size} ${each?.mtimeNs}`).join(' ');
}

async function probeBranch(dataDir: string): Promise<BranchSeen> {
  const place = join(dataDir, 'branch.json');
  try {
    const { reading, newestGood } = await inspectBranchFile(place, reasons);
    return { place, outcome: reading, newestGood };
  } catch (error) {
    return { place, outcome: { kind: 'failed', reason: messageOf(error) }, newestGood: null };
  }
}

async function probeStations(dataDir: string): Promise<StationsSeen> {
  const place = join(dataDir, 'stations.json');
  try {
    const { reading, newestGood } = await inspectFile(stationsDocument, place, reasons);
    return { place, outcome: reading, newestGood };
  } catch (error) {
    return { place, outcome: { kind: 'failed', reason: messageOf(error) }, newestGood: null };
  }
}

/** Tries to listen; where somebody does already, asks whether it is this program. */
export async function probePort({ server: { host, port } }: Config): Promise<PortSeen> {
  const error = await new Promise<Error | null>((done) => {
    const socket = createServer();
    socket.once('error', done);
    socket.listen({ host, port }, () => socket.close(() => done(null)));
  });
  if (error === null) return { host, port, outcome: { kind: 'free' } };
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return { host, port, outcome: { kind: (await isOurs(host, port)) ? 'ours' : 'taken' } };
    case 'EACCES':
      return { host, port, outcome: { kind: 'forbidden' } };
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return { host, port, outcome: { kind: 'no_host' } };
    default:
      return { host, port, outcome: { kind: 'failed', reason: messageOf(error) } };
  }
}

async function isOurs(host: string, port: number): Promise<boolean> {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  const name = reachable.includes(':') ? `[${reachable}]` : reachable;
  try {
    const answer = await fetch(`http://${name}:${port}/health/live`, {
      signal: AbortSignal.timeout(2_000),
      redirect: 'error',
    });
    return z.object({ status: z.literal('live') }).safeParse(await answer.json()).success;
  } catch {
    return false;
  }
}

/** What would answer questions, and what is left out; null = it cannot be read. */
export async function probeDocuments(dataDir: string): Promise<DocumentsSeen | null> {
  try {
    const [starter, own] = await Promise.all([
      readFolder(STARTER_DOCUMENTS, 'starter'),
      readFolder(documentsFolder(dataDir), 'local'),
    ]);
    const { documents, problems } = assemble(starter.parsed, own.parsed);
    const count = (origin: KnownDocument['origin']) => documents.filter((document) => document.origin === origin).length;
    const messages = [...starter.problems, ...own.problems, ...problems].map(({ message }) => message);
    return { starter: count('starter'), own: count('local'), problems: messages };
  } catch {
    return null;
  }
}
