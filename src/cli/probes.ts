// What the doctor looks at on this machine. Every probe answers; none throws.
import { access, constants, mkdtemp, rmdir, stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { BotError, messageOf } from '../core/errors.ts';
import type { KnownDocument } from '../core/knowledge.ts';
import { readFolder } from '../knowledge/folder.ts';
import { assemble } from '../knowledge/library.ts';
import { documentsFolder, STARTER_DOCUMENTS } from '../knowledge/open.ts';
import { openStore } from '../store/index.ts';
import { inspectBranchFile, inspectBranchTable } from '../store/settings/index.ts';
import type { BranchSeen, DocumentsSeen, FolderSeen, PortSeen, StoreSeen } from './checks.ts';

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

/** Opens the records, and where they hold the branch's settings (PostgreSQL), reads those too. */
export async function probeStores({ server }: Config): Promise<{ store: StoreSeen; branch: BranchSeen }> {
  const { databaseUrl, dataDir } = server;
  if (databaseUrl === null) {
    const file = join(dataDir, 'records.sqlite');
    return {
      store: (await there(file)) ? await openAndClose(file) : { kind: 'sqlite', outcome: { kind: 'new' } },
      branch: await probeBranch(dataDir),
    };
  }
  const place = 'PostgreSQL';
  try {
    const store = await openStore({ url: databaseUrl });
    try {
      await store.check();
      const outcome = await inspectBranchTable(store, reasons);
      return { store: { kind: 'postgres', outcome: { kind: 'opened' } }, branch: { place, outcome, newestGood: null } };
    } finally {
      await store.close();
    }
  } catch (error) {
    return {
      store: { kind: 'postgres', outcome: { kind: 'failed', reason: messageOf(error) } },
      branch: { place, outcome: { kind: 'skipped' }, newestGood: null },
    };
  }
}

async function openAndClose(file: string): Promise<StoreSeen> {
  try {
    const store = await openStore({ file });
    await store.check().finally(() => store.close());
    return { kind: 'sqlite', outcome: { kind: 'opened' } };
  } catch (error) {
    if (error instanceof BotError && error.code === 'store_locked') return { kind: 'sqlite', outcome: { kind: 'in_use' } };
    return { kind: 'sqlite', outcome: { kind: 'failed', reason: messageOf(error) } };
  }
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
    const answer = await fetch(`http://${name}:${port}/health/live`, { signal: AbortSignal.timeout(2_000), redirect: 'error' });
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
