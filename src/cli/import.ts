// `npm run import -- FILE…`: documents of the branch into its folder, with a preview first; `--stations FILE`: its table of stations.

import { join } from 'node:path';
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { type Environment, inspectConfig } from '../config.ts';
import { BotError, messageOf } from '../core/errors.ts';
import { type Fault, importDocuments, type Preview, readSource, type Source, type Stated } from '../knowledge/import/index.ts';
import { runStationImport } from './import-stations.ts';
import type { Terminal } from './terminal.ts';
import { sayProblem } from './text.ts';
import { sayFault, sayPreview, sayQuestion, importText as text } from './text-import.ts';

const STARTER = join(import.meta.dirname, '..', '..', 'data', 'starter', 'knowledge');
const NONE = /^none$/i;
const HELP = ['--help', '-h'];

const stating = {
  title: 'title',
  number: 'number',
  issued: 'issued',
  'in-force': 'inForce',
  expires: 'expires',
  issuer: 'issuer',
  region: 'region',
  replaces: 'replaces',
} as const satisfies Record<string, keyof Stated>;
/** What can be true of one document only. */
const SINGULAR = ['title', 'number', 'replaces'];

interface Arguments {
  files: string[];
  stated: Stated;
  folder: string | null;
  isAgreed: boolean;
}

/** @throws BotError config with a sentence for whoever typed them */
export function readArguments(args: readonly string[]): Arguments {
  const read: Arguments = { files: [], stated: {}, folder: null, isAgreed: false };
  const singular: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const [argument = '', inline] = splitOption(args[at]!);
    if (HELP.includes(argument)) throw new BotError('config', text.usage);
    if (!argument.startsWith('--')) read.files.push(args[at]!);
    else if (argument === '--yes' && inline === undefined) read.isAgreed = true;
    else {
      const option = argument.slice(2);
      const key = new Map<string, keyof Stated>(Object.entries(stating)).get(option);
      if (key === undefined && option !== 'documents') throw new BotError('config', `${text.option(argument)}${text.usage}`);
      const value = (inline ?? args[++at])?.trim();
      if (!value || (inline === undefined && value.startsWith('--'))) throw new BotError('config', text.noValue(argument));
      if (key === undefined) read.folder = value;
      else if (key === 'number') read.stated.number = NONE.test(value) ? null : value;
      else read.stated[key] = value;
      if (SINGULAR.includes(option) && !NONE.test(value)) singular.push(argument);
    }
  }
  if (read.files.length === 0) throw new BotError('config', text.usage);
  if (read.files.length > 1 && singular[0]) throw new BotError('config', text.oneOnly(singular[0]));
  return read;
}

function splitOption(argument: string): [string, string | undefined] {
  const at = argument.startsWith('--') ? argument.indexOf('=') : -1;
  return at === -1 ? [argument, undefined] : [argument.slice(0, at), argument.slice(at + 1)];
}

/** The whole command. @returns the exit code */
export async function runImport(args: readonly string[], env: Environment, terminal: Terminal): Promise<0 | 1> {
  if (args.some((argument) => /^--stations(?:=|$)/.test(argument))) return await runStationImport(args, env, terminal);
  const { ask } = terminal;
  try {
    const { files, stated, folder: said, isAgreed } = readArguments(args);
    const folder = said ?? join(dataFolder(env), 'documents');
    const read = await Promise.all([...new Set(files)].map(readSource));
    const isSource = (one: Source | Fault): one is Source => 'bytes' in one;
    const unread = read.filter((one): one is Fault => !isSource(one));
    if (unread.length > 0) return complain(unread, files.length);
    const outcome = await importDocuments(read.filter(isSource), {
      folder,
      starterFolder: STARTER,
      stated,
      ...(ask && { ask: (lack) => ask(sayQuestion(lack)) }),
      async agree(previews: readonly Preview[]) {
        for (const line of previews.flatMap(sayPreview)) terminal.print(line);
        return isAgreed || (ask !== null && text.yes.test((await ask(text.agree)).trim()));
      },
    });
    if (outcome.kind === 'refused') return complain(outcome.faults, files.length);
    if (outcome.kind === 'declined') {
      terminal.complain(ask ? text.declined : text.needsYes);
      return 1;
    }
    terminal.print(text.imported(outcome.previews.length, folder));
    return 0;
  } catch (error) {
    const isOurs = error instanceof BotError;
    terminal.complain(
      isOurs && error.code === 'config' ? error.message : isOurs ? text.failed(error.message) : text.notKept(messageOf(error)),
    );
    return 1;
  }

  function complain(faults: readonly Fault[], given: number): 1 {
    for (const fault of faults) terminal.complain(sayFault(fault));
    if (given > 1) terminal.complain(text.nothing);
    return 1;
  }
}

function dataFolder(env: Environment): string {
  const { config, problems } = inspectConfig(env);
  if (config) return config.server.dataDir;
  throw new BotError('config', problems.map(sayProblem).join(' '));
}

if (import.meta.main) {
  const questions = stdin.isTTY && stdout.isTTY ? createInterface({ input: stdin, output: stdout }) : null;
  // Ctrl-D answers nothing more.
  const gone = new AbortController();
  questions?.once('close', () => gone.abort());
  process.exitCode = await runImport(process.argv.slice(2), process.env, {
    print: (line) => console.log(line),
    complain: (line) => console.error(line),
    ask: questions && ((question) => questions.question(question, { signal: gone.signal }).catch(() => '')),
  });
  questions?.close();
}
