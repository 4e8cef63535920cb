// `npm run import -- --stations FILE`: a table of stations into the one in force, with a preview first. A running server takes it over.
import { join } from 'node:path';
import { z } from 'zod';
import { type Config, type Environment, inspectConfig } from '../config.ts';
import { BotError, messageOf } from '../core/errors.ts';
import type { Station } from '../core/station.ts';
import { readSource } from '../knowledge/import/index.ts';
import { openStore } from '../store/index.ts';
import {
  fileAdapter,
  inspectFile,
  inspectRow,
  openStationSettings,
  type Reading,
  rowAdapter,
  type SettingsAdapter,
  stationsDocument,
} from '../store/settings/index.ts';
import { planStations, readStationRows, readTable } from '../tables/index.ts';
import type { Terminal } from './terminal.ts';
import { doctorText, sayProblem } from './text.ts';
import { importText, sayFault } from './text-import.ts';
import { sayBroken, sayFaults, sayPreview, stationsText as text } from './text-import-stations.ts';

interface Arguments {
  file: string;
  sheet: string | undefined;
  /** The table becomes exactly the file. */
  isWhole: boolean;
  isAgreed: boolean;
}

/** @throws BotError config with a sentence for whoever typed them */
export function readStationArguments(args: readonly string[]): Arguments {
  const read: Partial<Arguments> = { isWhole: false, isAgreed: false };
  for (let at = 0; at < args.length; at += 1) {
    const [, option = args[at]!, inline] = /^(--[^=]+)=(.*)$/s.exec(args[at]!) ?? [];
    const isFlag = option === '--replace' || option === '--yes';
    if (isFlag && inline === undefined) read[option === '--yes' ? 'isAgreed' : 'isWhole'] = true;
    else if (option === '--stations' || option === '--sheet') {
      const value = inline ?? args[++at];
      if (!value || (inline === undefined && value.startsWith('--'))) throw new BotError('config', importText.noValue(option));
      if (option === '--sheet') read.sheet = value;
      else if (read.file === undefined) read.file = value;
      else throw new BotError('config', text.usage);
    } else if (option === '--help' || option === '-h') throw new BotError('config', text.usage);
    else throw new BotError('config', `${importText.option(args[at]!)}${text.usage}`);
  }
  if (read.file === undefined) throw new BotError('config', text.usage);
  return read as Arguments;
}

const log = { info() {}, warn() {}, error() {} };
const reasons = z.locales.zhCN().localeError;

interface Table {
  adapter: SettingsAdapter<Station[]>;
  /** For people. */
  place: string;
  inspect(): Promise<{ reading: Reading<Station[]> | null; newestGood: string | null }>;
  close(): Promise<void>;
}

/** Where the table in force lies: beside the records, or with them in PostgreSQL. */
async function openTable({ server }: Config): Promise<Table> {
  const clock = { now: () => Date.now() };
  if (server.databaseUrl === null) {
    const path = join(server.dataDir, 'stations.json');
    return {
      adapter: fileAdapter(stationsDocument, { path, clock, log }),
      place: path,
      inspect: () => inspectFile(stationsDocument, path, reasons),
      async close() {},
    };
  }
  const store = await openStore({ url: server.databaseUrl, log });
  return {
    adapter: rowAdapter(stationsDocument, store, clock),
    place: 'PostgreSQL',
    inspect: async () => ({ reading: await inspectRow(stationsDocument, store, reasons), newestGood: null }),
    close: () => store.close(),
  };
}

/** The whole command. @returns the exit code */
export async function runStationImport(args: readonly string[], env: Environment, terminal: Terminal): Promise<0 | 1> {
  try {
    const { file, sheet, isWhole, isAgreed } = readStationArguments(args);
    const { config, problems } = inspectConfig(env);
    if (!config) throw new BotError('config', problems.map(sayProblem).join(' '));
    const source = await readSource(file);
    if (!('bytes' in source)) return complain([sayFault(source)]);
    const reading = await readTable(source.bytes, source.name, { sheet });
    if (reading.kind === 'broken') return complain([sayBroken(source.name, reading.reason)]);
    const read = readStationRows(reading);
    const { stations: given, faults, warnings } = read;
    if (faults.length > 0) return complain(sayFaults(source.name, faults, reading));
    const table = await openTable(config);
    try {
      const unfit = await whyUnfit(table);
      if (unfit) return complain(unfit);
      const settings = await openStationSettings({ adapter: table.adapter, log });
      const before = settings.current();
      const plan = planStations(before, read, { isWhole });
      if (plan === 'too_many') return complain([text.tooMany]);
      const preview = { name: source.name, sheet: reading.sheet, given, warnings, plan, before: before.length, isWhole };
      for (const line of sayPreview(preview)) terminal.print(line);
      if (plan.added.length + plan.changed.length + plan.removed.length === 0) {
        terminal.print(text.same);
        return 0;
      }
      const { ask } = terminal;
      if (!isAgreed && !(ask !== null && importText.yes.test((await ask(text.agree)).trim()))) {
        return complain([ask ? text.declined : text.needsYes]);
      }
      await settings.update((draft) => {
        // The person has agreed to what was shown, not to something else.
        if (settings.current() !== before) throw new BotError('config', text.changedMeanwhile);
        draft.splice(0, draft.length, ...structuredClone(plan.next));
      });
      terminal.print(text.imported(settings.current().length, table.place));
      return 0;
    } finally {
      await table.close();
    }
  } catch (error) {
    return complain([error instanceof BotError && error.code === 'config' ? error.message : text.failed(messageOf(error))]);
  }

  function complain(lines: readonly string[]): 1 {
    for (const line of lines) terminal.complain(line);
    return 1;
  }
}

/** A table that lies there broken is somebody's unfinished edit: it is mended first, never written over. */
async function whyUnfit({ inspect, place }: Table): Promise<string[] | null> {
  const { reading, newestGood } = await inspect();
  if (reading?.kind === 'broken') {
    return [doctorText.stationsBroken(place, reading.faults), doctorText.cure(doctorText.branchCure(newestGood, place))];
  }
  if (reading === null && newestGood !== null)
    return [text.gone(place), doctorText.cure(doctorText.branchCure(newestGood, place))];
  return null;
}
