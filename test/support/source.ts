// The project's own files as text, for the tests that keep its walls standing.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

export interface SourceFile {
  /** From the project root, with `/`. */
  path: string;
  /** Comments are blanked; lines keep their numbers. */
  code: string;
}

// Strings and regular expressions are matched only to be stepped over: `//` inside them starts no comment.
const TOKEN =
  /(\/\/[^\n]*|\/\*[\s\S]*?\*\/)|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|(?<=[=([{,;:!&|?>]\s*|\breturn\s+)\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\//g;

export function withoutComments(code: string): string {
  return code.replace(TOKEN, (token, comment?: string) => (comment === undefined ? token : token.replace(/[^\n]/g, ' ')));
}

/** What a file imports, statically, dynamically or as a type, in the words of its import statements. */
export function importsOf(code: string): string[] {
  const statements =
    /^\s*(?:import|export)\b[^;'"`]*?\bfrom\s*['"]([^'"\n]+)['"]|^\s*import\s*['"]([^'"\n]+)['"]|\bimport\s*\(\s*['"]([^'"\n]+)['"]/gm;
  return [...code.matchAll(statements)].map((match) => (match[1] ?? match[2] ?? match[3]) as string);
}

/** Paths of all files under a folder, from the project root; what npm, git and a branch's own data keep there is left out. */
export function filesUnder(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (!entry.isDirectory()) return [path];
      return path === 'data/local' || entry.name === 'node_modules' ? [] : filesUnder(path);
    })
    .sort();
}

export function readProjectFile(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}

export function sourceFiles(extension: '.ts' | '.js', ...folders: string[]): SourceFile[] {
  return folders
    .flatMap(filesUnder)
    .filter((path) => path.endsWith(extension))
    .map((path) => ({ path, code: withoutComments(readProjectFile(path)) }));
}
