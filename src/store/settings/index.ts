// The branch's settings in force: read once, changed through `update` or by hand, never half.
import { isDeepStrictEqual } from 'node:util';
import { Low } from 'lowdb';
import { type Branch, type BranchSettings, branchSchema } from '../../core/branch.ts';
import { BotError, messageOf } from '../../core/errors.ts';
import type { Log } from '../../core/services.ts';
import { describeFaults, readBranchValue } from './branch-document.ts';
import type { SettingsAdapter } from './durable-file-adapter.ts';
import { groupCommit } from './group-commit.ts';

export { type DurableFileOptions, durableFileAdapter, inspectBranchFile, type SettingsAdapter } from './durable-file-adapter.ts';
export { inspectBranchTable, tableAdapter } from './table-adapter.ts';

/** `refused`: what lies there now is broken or cannot be read; the last good state stays in force. */
export type Reload = 'unchanged' | 'changed' | 'refused';

export interface OpenBranchSettings extends BranchSettings {
  /**
   * Changes a draft of the newest state; what the schema accepts is written, and only then in force. Several at once are made
   * one after the other and written together.
   * @throws BotError settings: the draft breaks a rule, or somebody's edit lies there unmended; store: it was not written
   */
  update(change: (draft: Branch) => void): Promise<void>;
  /** Takes over what somebody else has written. Never throws: what is wrong goes to the log, once. */
  reload(): Promise<Reload>;
  /** Calls back after each change, with the state now in force. Answers how to stop it. */
  onChange(listener: (branch: Branch) => void): () => void;
  /** Stops watching. */
  close(): void;
}

interface Step {
  change: ((draft: Branch) => void) | null;
  reload?: Reload;
  error?: unknown;
}

/** Editors write in several steps; the last one counts. */
const QUIET_MS = 200;

/**
 * Opens the settings; where none ever were, the defaults are written.
 * @param watch true: edits by hand are noticed at once, otherwise at the next `reload`
 * @throws BotError settings: what lies there is broken, with place, reason and cure; store: it cannot be read or written
 */
export async function openBranchSettings({
  adapter,
  log,
  watch = false,
}: {
  adapter: SettingsAdapter;
  log: Log;
  watch?: boolean;
}): Promise<OpenBranchSettings> {
  const defaults = branchSchema.parse({});
  // lowdb's `data` is what was read or is about to be written; others see `inForce`, which follows the disk.
  const low = new Low<Branch>(adapter, defaults);
  await low.read();
  if (low.data === defaults) await low.write();
  let inForce = frozenCopy(low.data);

  const listeners = new Set<(branch: Branch) => void>();
  let refusal: unknown = null;

  function putInForce(branch: Branch): void {
    inForce = frozenCopy(branch);
    for (const listener of listeners) {
      try {
        listener(inForce);
      } catch (error) {
        log.error({ error: messageOf(error) }, 'a listener failed on changed branch settings');
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
    if (isDeepStrictEqual(low.data, inForce)) return 'unchanged';
    putInForce(low.data);
    log.info({}, `${adapter.place} was changed by hand; the new settings are in force`);
    return 'changed';
  }

  // Each turn begins with what lies on the disk, so that no update writes over an edit nobody has noticed yet.
  const step = groupCommit<Step>(async (steps) => {
    const reload = await refresh();
    let next = inForce;
    for (const one of steps) {
      one.reload = reload;
      if (!one.change) continue;
      try {
        if (reload === 'refused') throw refusal;
        next = changed(next, one.change);
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
    const one: Step = { change: null };
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
      const one: Step = { change };
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

function changed(branch: Branch, change: (draft: Branch) => unknown): Branch {
  const draft = structuredClone(branch);
  // What an async function changes later would be lost without a word.
  if (change(draft) instanceof Promise) throw new TypeError('A change of the branch settings must not be async');
  const reading = readBranchValue(draft);
  if (reading.kind === 'good') return reading.branch;
  throw new BotError('settings', `The change is refused: ${describeFaults(reading.faults)}.`, { detail: 'E_CHANGE' });
}

/** Whoever holds the settings cannot change them behind `update`'s back. */
function frozenCopy(branch: Branch): Branch {
  const copy = structuredClone(branch);
  freeze(copy);
  return copy;
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
}
