import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { csvField, runLists } from '../../src/cli/lists.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lists-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function run(a: string, b: string, ...args: string[]) {
  const said: string[] = [];
  const complained: string[] = [];
  const files = [join(folder, 'a.csv'), join(folder, 'b.csv')] as const;
  await writeFile(files[0], a);
  await writeFile(files[1], b);
  const out = join(folder, 'out.csv');
  const code = await runLists([...files, '--out', out, ...args], {
    print: (line) => void said.push(line),
    complain: (line) => void complained.push(line),
  });
  return { code, said, complained, out };
}

const A = '党员名册\n姓名,手机号,单位\n张三,138 0013 8000,美团\n阎伟,13900139000,中通\n王芳,13700137000,\n';
const B = '序号,姓名,联系电话,居住社区\n1,张三,+86 13800138000,江畔社区\n2,赵六,13600136000,@江畔\n3,王芳,13500135000,\n';

test('two lists are laid side by side, every row once, for its owner alone', async () => {
  const { code, said, complained, out } = await run(A, B);
  expect([code, complained]).toEqual([0, []]);
  expect(said[0]).toBe('两边一致 1 人，要人核对 1 组，只在甲表 1 人，只在乙表 1 人。');
  const text = await readFile(out, 'utf8');
  expect(text.startsWith('\uFEFF组,结果,原因')).toBe(true);
  const lines = text.trimEnd().split('\r\n').slice(1);
  expect(lines).toEqual([
    "1,两边一致,同名，电话相同,3,张三,138 0013 8000,美团,,2,张三,'+86 13800138000,,江畔社区,",
    '2,只在甲表,,4,阎伟,13900139000,中通,,,,,,,',
    '3,要人核对,同名，电话不同,5,王芳,13700137000,,,4,王芳,13500135000,,,',
    "4,只在乙表,,,,,,,3,赵六,13600136000,,'@江畔,",
  ]);
  expect((await stat(out)).mode & 0o777).toBe(0o600);
});

test('faults are named line by line, and nothing is written', async () => {
  const { code, complained, out } = await run('姓名,电话\n张三,1.38E+10\n,13800138000\n李四,abc\n', B);
  expect(code).toBe(1);
  expect(complained).toEqual([
    'a.csv 第 2 行“电话”：变成了科学计数法，请把这列设成文本再重填。',
    'a.csv 第 3 行“姓名”：没有写。',
    'a.csv 第 4 行“电话”：不像电话号码。',
    '改好再来，这次什么也没写。',
  ]);
  await expect(stat(out)).rejects.toThrow();
});

test.each([
  ['', 'a.csv：里面是空的。'],
  ['电话,单位\n1,2\n', 'a.csv：没找到表头，表头里要有“姓名”，还要有“电话”或别的一列。'],
  ['姓名,电话,手机\n张三,1,2\n', 'a.csv 第 1 行：“电话”和“手机”说的是一样的，请留一列。'],
  ['姓名,电话\n', 'a.csv：表头下面没有内容。'],
])('%j is no list', async (table, complaint) => {
  expect((await run(table, B)).complained[0]).toBe(complaint);
});

test('what somebody has worked on already is not written over', async () => {
  await run(A, B);
  const again = await run(A, B);
  expect(again).toMatchObject({ code: 1, complained: [expect.stringContaining('已经有了')] });
});

test.each([[[]], [['a.csv']], [['a', 'b', 'c']], [['a', 'b', '--wrong']], [['a', 'b', '--out']], [['a', 'nowhere.xlsx']]])(
  '%j is refused with a word',
  async (args) => {
    const complained: string[] = [];
    expect(await runLists(args, { print: () => {}, complain: (line) => void complained.push(line) })).toBe(1);
    expect(complained[0]).toMatch(/用法|后面要写|没有这个文件/);
  },
);

describe('a field', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+86', "'+86"],
    ['-2', "'-2"],
    ['@x', "'@x"],
    ['a,b', '"a,b"'],
    ['说"好"', '"说""好"""'],
    ['=a,b', '"\'=a,b"'],
    ['张三', '张三'],
  ])('%s is written as %s', (value, field) => expect(csvField(value)).toBe(field));
});

test('what stands for nothing is nothing, and a line that counts is nobody', async () => {
  const a = '姓名,手机号,身份证\n张三,－,无\n李四,138****8000,\n合计,2人,\n';
  const { code, said, complained } = await run(a, '姓名,电话\n张三,13900139000\n李四,13800138000\n');
  expect([code, complained]).toEqual([0, []]);
  expect(said[0]).toBe('两边一致 1 人，要人核对 1 组，只在甲表 0 人，只在乙表 0 人。');
});
