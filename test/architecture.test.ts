// The walls of the house. Each rule is a plain function of one file, so that a sample can show that it bites.
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder, importsOf, readProjectFile, type SourceFile, sourceFiles, withoutComments } from './support/source.ts';

type Rule = (file: SourceFile) => string[];

/** Imports go down, or stay in the room. `handlers/` stands beside and has rules of its own. */
const FLOORS: Record<string, number> = {
  core: 0,
  domain: 1,
  learning: 1,
  files: 1,
  calendar: 2,
  channels: 2,
  store: 2,
  understanding: 2,
  knowledge: 2,
  'language-model': 2,
  photos: 2,
  tables: 2,
  pipeline: 3,
  scheduling: 3,
  http: 4,
  sockets: 4,
  board: 4,
  cli: 5,
  'main.ts': 5,
  'start.ts': 5,
  'platforms.ts': 5,
  'config.ts': 5,
};
const TOP = 5;

const isTop = (path: string) => path === 'src/main.ts' || path.startsWith('src/cli/');
const roomOf = (path: string) => (path.startsWith('handlers/') ? 'handlers' : (path.match(/^src\/([^/]+)/)?.[1] ?? 'outside'));
const platformOf = (path: string) => path.match(/^src\/channels\/([^/]+)\//)?.[1];

const dependencies = Object.keys((JSON.parse(readProjectFile('package.json')) as { dependencies: object }).dependencies);

function packageBreach(path: string, specifier: string): string | null {
  if (roomOf(path) === 'handlers') return specifier === 'zod' ? null : 'a handler needs no package but zod';
  const name = specifier.match(/^(?:@[^/]+\/)?[^/]+/)?.[0] ?? specifier;
  return specifier.startsWith('node:') || dependencies.includes(name) ? null : 'not among the dependencies in package.json';
}

function breach(path: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return packageBreach(path, specifier);
  const target = posix.join(posix.dirname(path), specifier);
  if (!target.endsWith('.ts')) return 'relative imports end in .ts';
  const from = roomOf(path);
  const to = roomOf(target);
  if (from === 'handlers') {
    const allowed = path === 'handlers/index.ts' ? ['handlers', 'core'] : ['core', 'domain'];
    return allowed.includes(to) ? null : `this file of handlers/ imports only ${allowed.join(' and ')}`;
  }
  if (to === 'handlers') return isTop(path) ? null : 'only main.ts and cli import handlers';
  const [fromFloor, toFloor] = [FLOORS[from], FLOORS[to]];
  if (fromFloor === undefined || toFloor === undefined) return 'not a room of the house';
  if (from === to) {
    const [here, there] = [platformOf(path), platformOf(target)];
    return here && there && here !== there ? 'one platform knows nothing of another' : null;
  }
  if (toFloor > fromFloor) return 'goes up';
  return toFloor === fromFloor && fromFloor !== TOP ? 'goes sideways' : null;
}

const imports: Rule = ({ path, code }) =>
  importsOf(code).flatMap((specifier) => {
    const why = breach(path, specifier);
    return why ? [`${path} imports ${specifier}: ${why}`] : [];
  });

/** A rule that forbids what a pattern finds, except in some files. */
function forbid(pattern: RegExp, isAllowed: (path: string) => boolean): Rule {
  return ({ path, code }) =>
    isAllowed(path)
      ? []
      : code
          .split('\n')
          .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 120)}`] : []));
}

const environment = forbid(/\bprocess\s*(\?\.|\.)\s*env\b|\{[^}]*\benv\b[^}]*\}\s*from 'node:process'/, isTop);

const realClock = forbid(/\bDate\.now\b|\bnew Date\b(?!\s*\(\s*[^\s)])|\bperformance\.now\b|\bprocess\.hrtime\b/, isTop);

/** What is said and what is heard; everything else speaks English. */
const CHINESE_AT = [
  /^handlers\//,
  /^src\/core\/(phrases(-[a-z]+)*|branch|numerals)\.ts$/,
  /^src\/http\/(simulator|pages)\/text\.ts$/,
  /^src\/cli\/text(-[a-z]+)*\.ts$/,
  /^src\/understanding\/(?:(?:times|training)\/)?lexicon[^/]*\.ts$/,
  /^src\/knowledge\/(?:import\/)?lexicon[^/]*\.ts$/,
  /^src\/tables\/lexicon[^/]*\.ts$/,
  /^src\/domain\/words\//,
];
const chinese = forbid(/\p{Script=Han}/u, (path) => CHINESE_AT.some((place) => place.test(path)));

const SECRETS = ['sign', 'signature', 'token', 'digest', 'mac'];
const COMPARED = /(typeof\s+)?([\w$.?!]+)(?:\([^()]*\))?\s*[!=]==?\s*([\w$.?!]+|''|"")/g;
const lastWord = (expression: string) =>
  expression
    .replace(/!+$/, '')
    .split(/[.?!]+/)
    .at(-1)
    ?.replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_')
    .at(-1) ?? '';
const isAbsence = (expression: string) => /^(undefined|null|true|false|''|""|\d+)$/.test(expression);

/** Secrets are compared in constant time (`timingSafeEqual`); a comparison with "not there" is none. */
const secretCompare: Rule = ({ path, code }) =>
  [...code.matchAll(COMPARED)].flatMap(([text, typeOf, left = '', right = '']) =>
    !typeOf && !isAbsence(left) && !isAbsence(right) && [left, right].some((side) => SECRETS.includes(lastWord(side)))
      ? [`${path}: ${text}`]
      : [],
  );

const tooLong: Rule = ({ path, code }) => {
  const lines = code.trimEnd().split('\n').length;
  return lines > 400 ? [`${path}: ${lines} lines`] : [];
};

const leftOut = forbid(/\b(it|test|describe)\.(skip|only|todo)\b/, () => false);

const house = sourceFiles('.ts', 'src', 'handlers');
/** Scripts of pages: their clock and their imports are the browser's, their words and their length are ours. */
const pages = sourceFiles('.js', 'src');
const tests = sourceFiles('.ts', 'test');

const at = (path: string, code: string): SourceFile => ({ path, code: withoutComments(code) });
const importing = (path: string, specifier: string) => at(path, `import { x } from '${specifier}';`);

describe('walls', () => {
  it('reads files at all', () => {
    expect(house.map((file) => file.path)).toContain('src/core/handler.ts');
    expect(tests.map((file) => file.path)).toContain('test/architecture.test.ts');
  });

  it('lets imports go down or stay, and keeps handlers to core, domain and zod', () => {
    expect(house.flatMap(imports)).toEqual([]);
  });

  it.each([
    ['src/core/text.ts', '../domain/roster.ts'],
    ['src/store/index.ts', '../understanding/rules.ts'],
    ['src/channels/wecom/parse.ts', '../dingtalk/types.ts'],
    ['src/pipeline/worker.ts', '../scheduling/planner.ts'],
    ['src/pipeline/worker.ts', '../../handlers/index.ts'],
    ['src/http/app.ts', '../main.ts'],
    ['src/http/app.ts', '../../test/support/bot.ts'],
    ['src/http/app.ts', '../core/errors.js'],
    ['src/http/app.ts', 'vitest'],
    ['src/http/app.ts', '../attic/things.ts'],
    ['handlers/help.ts', '../src/store/index.ts'],
    ['handlers/help.ts', './check-in.ts'],
    ['handlers/help.ts', 'koa'],
  ])('would notice %s importing %s', (path, specifier) => {
    expect(imports(importing(path, specifier))).toHaveLength(1);
  });

  it.each([
    ['src/main.ts', './config.ts'],
    ['src/main.ts', '../handlers/index.ts'],
    ['src/cli/demo.ts', '../main.ts'],
    ['src/http/webhooks.ts', '../channels/wecom/index.ts'],
    ['src/channels/wecom/index.ts', '../rules.ts'],
    ['src/store/queries/queue.ts', 'kysely'],
    ['src/store/index.ts', 'node:fs'],
    ['handlers/help.ts', '../src/domain/help.ts'],
    ['handlers/index.ts', './help.ts'],
  ])('finds nothing wrong with %s importing %s', (path, specifier) => {
    expect(imports(importing(path, specifier))).toEqual([]);
  });

  it('sees every way of importing, and none in comments, strings or patterns', () => {
    const code = withoutComments(`import a, {\n  b,\n} from './one.ts';\nexport * from "./two.ts";\nimport './three.ts';
      type Four = import('./four.ts').Four;\n// import x from './no.ts';\nconst url = 'https://x'; const five = await import('./five.ts');
      const slash = /[/*]/; /* import('./no.ts') */ const sql = \`select from "inbox"\`;`);
    expect(importsOf(code)).toEqual(['./one.ts', './two.ts', './three.ts', './four.ts', './five.ts']);
  });
});

describe('what only the top floor may touch', () => {
  it('reads the environment in main.ts and cli only', () => {
    expect(house.flatMap(environment)).toEqual([]);
    expect(environment(at('src/config.ts', 'const port = process.env.PORT;'))).toHaveLength(1);
    expect(environment(at('src/main.ts', 'const port = process.env.PORT;'))).toEqual([]);
  });

  it('reads the real clock in main.ts and cli only', () => {
    expect(house.flatMap(realClock)).toEqual([]);
    for (const code of ['f(Date.now())', '{ now: Date.now }', 'new Date()', 'new Date( )', 'new Date;', 'performance.now()'])
      expect(realClock(at('src/pipeline/worker.ts', code)), code).toHaveLength(1);
    for (const code of ['new Date(at)', 'new Date(at + OFFSET_MS)', 'clock.now()', '// Date.now() is not for us'])
      expect(realClock(at('src/core/shanghai.ts', code)), code).toEqual([]);
  });
});

describe('words', () => {
  it('keeps Chinese where it is said and where it is heard', () => {
    expect([...house, ...pages].flatMap(chinese)).toEqual([]);
    expect(chinese(at('src/pipeline/worker.ts', "reply('好的');"))).toHaveLength(1);
    expect(chinese(at('src/pipeline/worker.ts', 'reply(x); // 好的'))).toEqual([]);
    expect(chinese(at('handlers/help.ts', "reply('好的');"))).toEqual([]);
  });

  it('has every handler file in the list, and nothing else', () => {
    const files = house.flatMap(({ path }) => (path.startsWith('handlers/') ? [path.slice('handlers/'.length)] : []));
    const list = house.find((file) => file.path === 'handlers/index.ts');
    const listed = importsOf(list?.code ?? '').flatMap((specifier) => (specifier.startsWith('./') ? [specifier.slice(2)] : []));
    expect(listed.sort()).toEqual(files.filter((file) => file !== 'index.ts').sort());
  });
});

describe('secrets', () => {
  it('are compared in constant time', () => {
    expect(house.flatMap(secretCompare)).toEqual([]);
  });

  it.each([
    'sign === expected',
    'expected !== query.msg_signature',
    'accessToken == other',
    'hmac.digest("hex") !== given',
    'a.mac! === b',
  ])('would notice %s', (code) => {
    expect(secretCompare(at('src/channels/wecom/verify.ts', `if (${code}) refuse();`))).toHaveLength(1);
  });

  it.each([
    'token === undefined',
    "signature === ''",
    "typeof token === 'string'",
    'design === other',
    'token.length !== 3',
    'mac.kind === kind',
  ])('finds nothing wrong with %s', (code) => {
    expect(secretCompare(at('src/channels/wecom/verify.ts', `if (${code}) refuse();`))).toEqual([]);
  });
});

describe('tidiness', () => {
  it('keeps every file on a few screens', () => {
    expect([...house, ...pages, ...tests].flatMap(tooLong)).toEqual([]);
    expect(tooLong(at('src/long.ts', 'x;\n'.repeat(401)))).toHaveLength(1);
  });

  it('leaves no test out', () => {
    expect(tests.flatMap(leftOut)).toEqual([]);
    for (const word of ['skip', 'only', 'todo']) expect(leftOut(at('test/x.test.ts', `it.${word}('…')`))).toHaveLength(1);
  });

  it('says in each folder what may live there', () => {
    const own = [...filesUnder('handlers'), ...filesUnder('prompts'), ...filesUnder('data'), ...filesUnder('src')];
    const rooms = new Set(own.map((path) => posix.dirname(path)));
    // Folders of test/ that mirror a room need no word of their own.
    const mirrors = new Set([...rooms].map((room) => room.replace(/^src\//, '').split('/')[0]));
    for (const path of filesUnder('test')) {
      const [, folder, rest] = path.split('/');
      // Snapshots are written by the test runner.
      if (folder === '__snapshots__') continue;
      rooms.add(rest === undefined || mirrors.has(folder) ? 'test' : `test/${folder}`);
    }
    const has = new Set([...own, ...filesUnder('test')]);
    expect([...rooms].filter((room) => !has.has(`${room}/README.md`)).sort()).toEqual([]);
  });
});
