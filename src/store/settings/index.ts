// Settings in force: read once, changed through `update` or by hand, never half.
import { isDeepStrictEqual } from 'node:util';
import { Low } from 'lowdb';
import type { Branch } from '../../core/branch.ts';
import { BotError, messageOf } from '../../core/errors.ts';
import type { Log } from '../../core/services.ts';
import type { Station } from '../../core/station.ts';
import { branchDocument } from './branch-document.ts';
import { describeFaults, readValue, type SettingsDocument } from './document.ts';
import type { SettingsAdapter } from './durable-file-adapter.ts';
import { groupCommit } from './group-commit.ts';
import { stationsDocument } from './stations-document.ts';

export type { Reading } from './document.ts';
export {
  type DurableFileOptions,
  durableFileAdapter,
  fileAdapter,
  inspectBranchFile,
  inspectFile,
  type SettingsAdapter,
} from './durable-file-adapter.ts';
export { stationsDocument } from './stations-document.ts';
export { inspectBranchTable, inspectRow, rowAdapter, tableAdapter } from './table-adapter.ts';

/** `refused`: what lies there now is broken or cannot be read; the last good state stays in force. */
export type Reload = 'unchanged' | 'changed' | 'refused';

export interface OpenSettings<T> {
  /** The same object until it changes; frozen. */
  current(): T;
  /**
   * Changes a draft of the newest state; what the schema accepts is written, and only then in force. Several at once are made
   * one after the other and written together.
   * @throws BotError settings: the draft breaks a rule, or somebody's edit lies there unmended; store: it was not written
   */
  update(change: (draft: T) => void): Promise<void>;
  /** Takes over what somebody else has written. Never throws: what is wrong goes to the log, once. */
  reload(): Promise<Reload>;
  /** Calls back after each change, with the state now in force. Answers how to stop it. */
  onChange(listener: (value: T) => void): () => void;
  /** Stops watching. */
  close(): void;
}
export type OpenBranchSettings = OpenSettings<Branch>;

export interface OpenOptions<T> {
  adapter: SettingsAdapter<T>;
  log: Log;
  /** True: edits by hand are noticed at once, otherwise at the next `reload`. */
  watch?: boolean;
}

/** See `openSettings`. */
export const openBranchSettings = (options: OpenOptions<Branch>): Promise<OpenBranchSettings> =>
  openSettings(branchDocument, options);

/** See `openSettings`. */
export const openStationSettings = (options: OpenOptions<Station[]>): Promise<OpenSettings<Station[]>> =>
  openSettings(stationsDocument, options);

interface Step<T> {
  change: ((draft: T) => void) | null;
  reload?: Reload;
  error?: unknown;
}

/** Editors write in several steps; the last one counts. */
const QUIET_MS = 200;

/**
 * Opens a document. Where an essential one never was, its defaults are written.
 * @throws BotError settings: an essential one is broken, with place, reason and cure; store: it cannot be read or written
 */
export async function openSettings<T>(
  document: SettingsDocument<T>,
  { adapter, log, watch = false }: OpenOptions<T>,
): Promise<OpenSettings<T>> {
  const defaults = document.defaults();
  // lowdb's `data` is what was read or is about to be written; others see `inForce`, which follows the disk.
  const low = new Low<T>(adapter, defaults);
  let refusal: unknown = null;
  try {
    await low.read();
  } catch (error) {
    if (document.isEssential || !(error instanceof BotError) || error.code !== 'settings') throw error;
    log.error({ code: error.code }, error.message);
    refusal = error;
    low.data = (await adapter.lastGood?.()) ?? defaults;
  }
  if (low.data === defaults && document.isEssential) await low.write();
  let inForce = frozen(low.data);

  const listeners = new Set<(value: T) => void>();

  function putInForce(value: T): void {
    inForce = frozen(value);
    for (const listener of listeners) {
      try {
        listener(inForce);
      } catch (error) {
        log.error({ error: messageOf(error) }, `a listener failed on changed ${document.name} settings`);
      }
    }
  }

  async function refresh(): Promise<Reload> {
    try {
      await low.read();
    } catch (error) {
      if (!refusal || messageOf(refusal) !== messageOf(error))
        log.error({ code: error instanceof BotError ? error.code : null }, messageOf(error));
      refusal = error;
      return 'refused';
    }
    if (refusal) log.info({}, `${adapter.place} is whole again`);
    refusal = null;
    if (low.data === inForce || (!document.row && isDeepStrictEqual(low.data, inForce))) return 'unchanged';
    putInForce(low.data);
    log.info({}, `${adapter.place} was changed by hand; the new settings are in force`);
    return 'changed';
  }

  // Each turn begins with what lies on the disk, so that no update writes over an edit nobody has noticed yet.
  const step = groupCommit<Step<T>>(async (steps) => {
    const reload = await refresh();
    let next = inForce;
    for (const one of steps) {
      one.reload = reload;
      if (!one.change) continue;
      try {
        if (reload === 'refused') throw refusal;
        next = changed(document, next, one.change);
      } catch (error) {
        one.error = error;
      }
    }
    if (isDeepStrictEqual(next, inForce)) return;
    try {
      low.data = next;
      await low.write();
      putInForce(next);
    } catch (error) {
      low.data = inForce;
      for (const one of steps) if (one.change) one.error ??= error;
    }
  });

  async function reload(): Promise<Reload> {
    const one: Step<T> = { change: null };
    await step(one);
    return one.reload!;
  }

  let timer: NodeJS.Timeout | undefined;
  const watcher = watch
    ? adapter.watch?.(() => {
        clearTimeout(timer);
        timer = setTimeout(() => void reload(), QUIET_MS).unref();
      })
    : undefined;

  return {
    current: () => inForce,
    reload,
    async update(change) {
      const one: Step<T> = { change };
      await step(one);
      if (one.error !== undefined) throw one.error;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      clearTimeout(timer);
      watcher?.close();
    },
  };
}

function changed<T>(document: SettingsDocument<T>, value: T, change: (draft: T) => unknown): T {
  const draft = structuredClone(value);
  // What an async function changes later would be lost without a word.
  if (change(draft) instanceof Promise) throw new TypeError('A change of settings must not be async');
  const reading = readValue(document, draft);
  if (reading.kind === 'good') return reading.value;
  throw new BotError('settings', `The change is refused: ${describeFaults(reading.faults)}.`, { detail: 'E_CHANGE' });
}

/** Whoever holds settings cannot change them behind `update`'s back. What is read or parsed is nobody else's. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  Object.freeze(value);
  Object.values(value).forEach(frozen);
  return value;
}
