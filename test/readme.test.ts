// The manual is kept true: what it tells people to type, to set and to open exists.
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder, projectRoot, readProjectFile } from './support/source.ts';

const MANUALS = ['README.md', 'README.en.md'] as const;
const DOCUMENTS = [
  ...MANUALS,
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...['handlers', 'prompts', 'data', 'src', 'test'].flatMap(filesUnder).filter((path) => path.endsWith('README.md')),
  ...filesUnder('docs').filter((path) => /\.(md|html)$/.test(path)),
];

const { scripts } = JSON.parse(readProjectFile('package.json')) as { scripts: Record<string, string> };

const shellCommands = (text: string) =>
  [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap((block) => (block[1] ?? '').trim().split('\n'));

const namedScripts = (text: string) =>
  [...text.matchAll(/\bnpm (?:run (?:--silent )?([\w:-]+)|(start|test)\b)/g)].map((match) => match[1] ?? match[2] ?? '');

/** Words in capitals between back-ticks (`PORT`, `DINGTALK_MODE=http`); a lone argument of a command such as FILE is none. */
const namedSettings = (text: string) => [...text.matchAll(/`([A-Z][A-Z0-9_]{3,})(?:=[^`]*)?`/g)].map((match) => match[1] ?? '');

const links = (text: string) =>
  [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g)]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((link) => !/^(https?:|mailto:|#)/.test(link));

describe('the manual', () => {
  it('tells both languages to type the same, in the same order', () => {
    const [chinese = [], english = []] = MANUALS.map((path) => shellCommands(readProjectFile(path)));
    expect(chinese.length).toBeGreaterThan(3);
    expect(english).toEqual(chinese);
  });

  it.each(MANUALS)('shows something that works in the first ten lines of %s', (path) => {
    expect(readProjectFile(path).split('\n').slice(0, 10)).toContain('npm ci && npm start');
  });

  it.each(DOCUMENTS)('names only scripts that exist in %s', (path) => {
    expect(namedScripts(readProjectFile(path)).filter((name) => !(name in scripts))).toEqual([]);
  });

  it('starts only files that exist', () => {
    const files = Object.values(scripts).flatMap((script) => script.match(/\b(?:src|test)\/[\w/-]+\.ts/g) ?? []);
    expect(files.filter((file) => !existsSync(join(projectRoot, file)))).toEqual([]);
  });

  it.each(MANUALS)('names only settings that .env.example explains in %s', (path) => {
    const explained = new Set(
      [...readProjectFile('.env.example').matchAll(/^#?\s*([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]),
    );
    const named = namedSettings(readProjectFile(path));
    expect(named).toContain('DATABASE_URL');
    expect(named.filter((name) => !explained.has(name))).toEqual([]);
  });

  it.each(DOCUMENTS)('links only to what is there in %s', (path) => {
    const broken = links(readProjectFile(path)).filter((link) => {
      const target = posix.join(posix.dirname(path), decodeURIComponent(link.replace(/#.*$/, '')));
      return target.startsWith('..') || !existsSync(join(projectRoot, target));
    });
    expect(broken).toEqual([]);
  });
});
