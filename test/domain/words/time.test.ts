// Whoever writes to the bot chooses the words: nothing that hears them may take long, whatever is repeated.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { handlers } from '../../../handlers/index.ts';

/** What readers are told beside the words may be nothing. */
type Hears = (words: string, beside: null) => unknown;

const ROOT = join(import.meta.dirname, '../../..');

/** Long enough for a busy machine; who reads a word in two ways needs minutes, who begins anew at every sign of long words a second. */
const BUDGET_MS = 200;
/** In small steps, that what doubles with every sign is caught early; then what no platform delivers in one message, and three times that. */
const LENGTHS = [12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 33, 36, 40, 45, 50, 60, 75, 90, 105, 120, 140, 160, 200, 4_000, 12_000];
const SHORT_LENGTHS = [20, 24, 28, 32, 36, 40];
/** What patterns are made of everywhere; two of them may be a third. */
const COMMON = [
  ...'我你的了把给帮就那这个看查下一想要能都还不没别在是有说发问好请吗呢啊,. 1嗯人号',
  ...[
    '我的',
    '帮我',
    '给我',
    '我们',
    '看看',
    '查一',
    '查查',
    '那个',
    '那就',
    '这边',
    '今天',
    '今天的',
    '一下',
    '小蜂',
    '志愿',
    '积分',
  ],
];

/** The pieces patterns are written with. */
function piecesOf(file: string): string[] {
  const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return [...new Set(code.match(/\p{Script=Han}{1,6}/gu) ?? [])];
}

/** All that is heard in one file, with the pieces it may be made of. */
async function heardIn(file: string): Promise<[string, Hears, string[]][]> {
  const pieces = piecesOf(file);
  const found: Record<string, unknown> = await import(file);
  return Object.entries(found).flatMap(([name, heard]) =>
    typeof heard === 'function' && heard.length <= 2 ? [[`${file.slice(ROOT.length + 1)} ${name}`, heard as Hears, pieces]] : [],
  );
}

function timed(hears: Hears, words: string): number {
  const began = performance.now();
  try {
    hears(words, null);
  } catch {
    // Not made for words.
  }
  return performance.now() - began;
}

/** At its best of three; what takes ten times as long is slow at once. */
function isSlow(hears: Hears, words: string): boolean {
  for (let round = 0; round < 3; round += 1) {
    const tookMs = timed(hears, words);
    if (tookMs <= BUDGET_MS) return false;
    if (tookMs > 10 * BUDGET_MS) return true;
  }
  return true;
}

/** Many times a piece and a sign that fits nowhere: all ways of reading it are tried. */
const repeated = (piece: string, length: number): string => `${piece.repeat(length / piece.length)}〇`;

/** The first words it takes too long for. */
function slowWords(hears: Hears, pieces: readonly string[]): string | null {
  const said = function* () {
    for (const piece of pieces) for (const length of LENGTHS) yield repeated(piece, length - 1);
    for (const one of COMMON)
      for (const other of COMMON) for (const length of SHORT_LENGTHS) yield repeated(one + other, length - 1);
  };
  for (const words of said()) if (isSlow(hears, words)) return `${words.slice(0, 12)}… ${words.length}`;
  return null;
}

const commands: [string, Hears, string[]][] = handlers.flatMap((handler) => {
  const pieces = piecesOf(join(ROOT, 'handlers', `${handler.name}.ts`));
  return Object.entries(handler.commands ?? {}).map(([name, { hears }]): [string, Hears, string[]] => [
    `${handler.name} ${name}`,
    hears,
    pieces,
  ]);
});
const WORDS = join(ROOT, 'src/domain/words');
const files = readdirSync(WORDS).filter((file) => file.endsWith('.ts'));
const others = (
  await Promise.all([...files.map((file) => join(WORDS, file)), join(ROOT, 'src/domain/stations/following.ts')].map(heardIn))
).flat();

test.each([...commands, ...others])('%s hears anything in no time', (_, hears, pieces) => {
  expect(slowWords(hears, [...COMMON, ...pieces])).toBeNull();
});
