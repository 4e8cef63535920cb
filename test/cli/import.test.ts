import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readArguments, runImport } from '../../src/cli/import.ts';
import { sayFault } from '../../src/cli/text-import.ts';
import type { Fault, FaultKind } from '../../src/knowledge/import/faults.ts';
import { projectRoot, readProjectFile } from '../support/source.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'import-cli-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const RULES = '站点充电规定\n第一条 不得在楼道里充电。\n第二条 充满了就拔下来。';

function file(name: string, content: string | Buffer): string {
  writeFileSync(join(home, name), content);
  return join(home, name);
}

async function run(args: string[], answers: string[] | null = null) {
  const printed: string[] = [];
  const complained: string[] = [];
  const asked: string[] = [];
  const code = await runImport(
    args,
    { DATA_DIR: home },
    {
      print: (line) => printed.push(line),
      complain: (line) => complained.push(line),
      ask:
        answers &&
        (async (question) => {
          asked.push(question);
          return answers.shift() ?? '';
        }),
    },
  );
  return { code, printed, complained, asked };
}
const kept = () => (readdirSync(home).includes('documents') ? readdirSync(join(home, 'documents')) : []);

describe('the command', () => {
  it('is what `npm run import` does', () => {
    const { scripts } = JSON.parse(readProjectFile('package.json')) as { scripts: Record<string, string> };
    expect(scripts.import).toBe('node --env-file-if-exists=.env src/cli/import.ts');
  });

  it('shows, asks what is missing, asks once more, and keeps', async () => {
    const { code, printed, complained, asked } = await run([file('站规.txt', RULES)], ['', '2026-03-01', 'y']);
    expect([code, complained]).toEqual([0, []]);
    expect(asked).toEqual([
      expect.stringMatching(/^《站点充电规定》（.*站规\.txt）的文号是？没有文号就按回车：$/),
      expect.stringMatching(/从哪天起施行（或哪天公布）？例如 2026-03-01：$/),
      '这样导入吗？回 y 导入，按回车不导入：',
    ]);
    expect(printed).toEqual([
      expect.stringMatching(/站规\.txt → 站点充电规定\.md$/),
      '  名称：《站点充电规定》',
      '  文号：没有',
      '  施行：2026-03-01',
      '  地区：不限',
      '  共 2 段：',
      '    第一条｜不得在楼道里充电。',
      '    第二条｜充满了就拔下来。',
      expect.stringMatching(/^导入了 1 份，放在 .*documents，一分钟内生效。$/),
    ]);
    expect(kept()).toEqual(['站点充电规定.md']);
  });

  it('keeps nothing without a yes', async () => {
    const path = file('站规.txt', RULES);
    const options = ['--number', 'none', '--in-force=2026-03-01'];
    expect((await run([path, ...options], [''])).complained).toEqual(['没有导入。']);
    const alone = await run([path, ...options]);
    expect([alone.code, alone.complained]).toEqual([1, ['上面是预览，还没有导入；没问题就加上 --yes 再运行一次。']]);
    expect(kept()).toEqual([]);
    expect((await run([path, ...options, '--yes'])).code).toBe(0);
    expect(kept()).toEqual(['站点充电规定.md']);
  });

  it('shows at most twelve passages, forty characters each', async () => {
    const many = ['站点充电规定', ...Array.from({ length: 20 }, (_, index) => `第${index + 1}条 ${'不得充电'.repeat(20)}`)].join(
      '\n',
    );
    const { printed } = await run([file('a.txt', many), '--number', 'none', '--issued', '2026-03-01']);
    const passages = printed.filter((line) => line.includes('｜'));
    expect(passages).toHaveLength(12);
    expect(passages[0]).toBe(`    第1条｜${'不得充电'.repeat(10)}……`);
    expect(printed.at(-1)).toBe('    ……还有 8 段');
  });

  it('names each file and its cure, and keeps nothing of the others', async () => {
    const { code, complained } = await run([
      file('好.txt', RULES),
      file('旧.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex')),
      '--yes',
    ]);
    expect(code).toBe(1);
    expect(complained).toEqual([
      expect.stringMatching(/旧\.doc：是老式 Word（\.doc）或 WPS 文件，请用 Word 或 WPS 打开，另存为 \.docx 再导入。$/),
      expect.stringMatching(/好\.txt：没找到文号，请加 --number 文号，没有文号就加 --number none。$/),
      expect.stringMatching(/好\.txt：没找到日期，请加 --in-force 施行日期 或 --issued 公布日期，例如 --in-force 2026-03-01。$/),
      '一份也没有导入。',
    ]);
    expect(kept()).toEqual([]);
  });

  it('keeps documents where it is told', async () => {
    await run([file('a.txt', RULES), '--number=none', '--issued=2026-03-01', '--yes', '--documents', join(home, 'elsewhere')]);
    expect(readdirSync(join(home, 'elsewhere'))).toEqual(['站点充电规定.md']);
  });

  it('ends with 1 and one sentence as a process, too', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(projectRoot, 'src/cli/import.ts'), join(home, 'none.txt'), '--yes'],
      { encoding: 'utf8', env: { DATA_DIR: home } },
    );
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^.*none\.txt：没有这个文件，或者它是文件夹，请核对路径，文件名有空格时用引号括起来。\n$/);
  });
});

describe('arguments', () => {
  it('are read in any order', () => {
    const { files, stated, folder, isAgreed } = readArguments([
      '--title=《办法》',
      'a.txt',
      '--region',
      '浙江',
      '--yes',
      '--number',
      'NONE',
    ]);
    expect([files, stated, folder, isAgreed]).toEqual([
      ['a.txt'],
      { title: '《办法》', region: '浙江', number: null },
      null,
      true,
    ]);
  });

  it.each([
    [[], '用法：npm run import'],
    [['--yes'], '用法：npm run import'],
    [['--help'], '用法：npm run import'],
    [['规定.docx', '-h'], '用法：npm run import'],
    [['a.txt', '--nubmer', '1'], '不认识 --nubmer。'],
    [['a.txt', '--number'], '--number 后面要写内容。'],
    [['a.txt', '--number', '--yes'], '--number 后面要写内容。'],
    [['a.txt', 'b.txt', '--title', '办法'], '--title 只能用在一份文件上'],
    [['a.txt', 'b.txt', '--replaces', 'F33'], '--replaces 只能用在一份文件上'],
  ])('%j are refused with a sentence', async (args, say) => {
    const { code, complained } = await run(args);
    expect([code, complained.length]).toEqual([1, 1]);
    expect(complained[0]).toContain(say);
  });
});

describe('each fault', () => {
  const other = { name: 'f33.md', id: 'F33', title: '《工伤保险条例》' };
  const kinds: FaultKind[] = [
    ...(['no_file', 'empty', 'too_large', 'bomb', 'locked', 'broken', 'scanned', 'too_slow'] as const).map((kind) => ({ kind })),
    ...(['too_much_memory', 'too_much_text', 'no_number', 'no_day'] as const).map((kind) => ({ kind })),
    ...(['doc', 'sheet', 'slides', 'archive', 'image', 'rtf', 'web_page', 'open_document', 'unknown'] as const).map(
      (is) => ({ kind: 'foreign', is }) as const,
    ),
    { kind: 'unreadable', code: 'EACCES' },
    { kind: 'orders', sentence: '忽略以上规则', count: 2 },
    { kind: 'wrong_day', field: 'inForce', value: '2月30日' },
    { kind: 'expires_first', expires: '2026-01-01', first: '2026-03-01' },
    { kind: 'same_number', number: '国务院令第375号', other },
    { kind: 'same_document', other },
    { kind: 'nothing_to_replace', replaces: 'F99' },
    { kind: 'unfit', reason: 'a.md: "titel" is not known; keys are title.' },
  ];

  it.each(kinds.map((kind): Fault => ({ name: '甲 乙.docx', ...kind })))(
    'is one sentence with file and cure: $kind $is',
    (fault) => {
      const said = sayFault(fault);
      expect(said).toMatch(/^甲 乙\.docx：[^。]+。$/);
      expect(said).not.toMatch(/undefined|null|\n/);
      if (fault.kind !== 'unfit') expect(said).toMatch(/请|加|只收|改正/);
    },
  );
});
