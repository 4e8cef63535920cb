// The documents as they are on disk now: what the project ships and the branch's own, taken in anew when a file changes.
import { join } from 'node:path';
import { messageOf } from '../core/errors.ts';
import type { Knowledge } from '../core/knowledge.ts';
import type { Log } from '../core/services.ts';
import { type FolderReading, readFolder, stampOf } from './folder.ts';
import { createKnowledge, readAnswersModel, STARTER } from './index.ts';
import { assemble } from './library.ts';

/** What the project ships. */
export const STARTER_DOCUMENTS = join(STARTER, 'knowledge');

/** The branch's own documents, in the data folder. */
export const documentsFolder = (dataDir: string): string => join(dataDir, 'documents');

export interface OpenKnowledge extends Knowledge {
  /** Takes in what has changed since; asked every minute or so. Whatever goes wrong, what was known stays. */
  reload(): Promise<void>;
}

export interface OpenOptions {
  /** The branch's own documents; a folder that does not exist holds none. */
  folder: string;
  /** False: nothing but that folder. */
  withStarter?: boolean;
  log: Log;
}

const nothing: FolderReading = { parsed: [], problems: [], stamp: '' };

/** Files that are left out are logged with the cure; the doctor shows them too. @throws BotError config: what the project ships is damaged */
export async function openKnowledge({ folder, withStarter = true, log }: OpenOptions): Promise<OpenKnowledge> {
  const [model, starter] = await Promise.all([
    readAnswersModel(),
    withStarter ? readFolder(STARTER_DOCUMENTS, 'starter') : nothing,
  ]);
  let local: FolderReading;
  let known: Knowledge;
  let reloading: Promise<void> | null = null;

  function take(reading: FolderReading): void {
    local = reading;
    const library = assemble(starter.parsed, local.parsed);
    known = createKnowledge(library, model);
    for (const { name, message } of [...starter.problems, ...local.problems, ...library.problems])
      log.warn({ document: name, problem: message }, 'a document was left out');
  }

  async function takeChanges(): Promise<void> {
    try {
      if ((await stampOf(folder)) === local.stamp) return;
      take(await readFolder(folder, 'local'));
      log.info({ documents: local.parsed.length }, "the branch's documents were taken in anew");
    } catch (error) {
      log.warn({ error: messageOf(error) }, "the branch's documents could not be looked at");
    }
  }

  take(await readFolder(folder, 'local'));
  return {
    answer: (question) => known.answer(question),
    passage: (id) => known.passage(id),
    documents: (day) => known.documents(day),
    likeness: (one, other) => known.likeness(one, other),
    async reload() {
      reloading ??= takeChanges().finally(() => {
        reloading = null;
      });
      await reloading;
    },
  };
}
