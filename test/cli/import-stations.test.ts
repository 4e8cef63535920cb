import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runImport } from '../../src/cli/import.ts';
import { readStationArguments } from '../../src/cli/import-stations.ts';
import { sayBroken, sayRowFault } from '../../src/cli/text-import-stations.ts';
import type { Station } from '../../src/core/station.ts';
import { fileAdapter, openStationSettings, stationsDocument } from '../../src/store/settings/index.ts';
import type { BrokenReason, RowFault } from '../../src/tables/index.ts';
import { type SheetCell, sheetFile, sheetParts } from '../support/sheet-file.ts';
import { zipFile } from '../support/zip-file.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'import-stations-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const HEADER = ['名称', '地址', '开放时间', '电话'];
const TWO = [HEADER, ['江畔驿站', '江畔路18号', '7:00-22:00', '12345'], ['枫桥驿站', '枫桥路66号', '24小时']];

function file(rows: readonly (readonly SheetCell[])[], name = '驿站.xlsx'): string {
  writeFileSync(join(home, name), sheetFile(rows));
  return join(home, name);
}

async function run(args: string[], answers: (string | (() => string))[] | null = null) {
  const printed: string[] = [];
  const complained: string[] = [];
  const ask = async () => {
    const answer = answers?.shift() ?? '';
    return typeof answer === 'string' ? answer : answer();
  };
  const code = await runImport(
    args,
    { DATA_DIR: home },
    {
      print: (line) => printed.push(line),
      complain: (line) => complained.push(line),
      ask: answers && ask,
    },
  );
  return { code, printed, complained };
}
const kept = () => JSON.parse(readFileSync(join(home, 'stations.json'), 'utf8')) as Station[];
const names = () => kept().map(({ name }) => name);

describe('importing stations', () => {
  it('shows what is read and what would change, and keeps it after a yes', async () => {
    const { code, printed, complained } = await run(['--stations', file(TWO)], ['好']);
    expect([code, complained]).toEqual([0, []]);
    expect(printed).toEqual([
      expect.stringMatching(/驿站\.xlsx（工作表“Sheet1”）：2 个驿站$/),
      '  江畔驿站｜江畔路18号｜7:00-22:00｜12345',
      '  枫桥驿站｜枫桥路66号｜24小时',
      '  新增 2 个：江畔驿站、枫桥驿站',
      '  导入后一共 2 个',
      '  其中没写的：坐标 2 个、电话 1 个、设施 2 个（照样能导入，问到时答不出）',
      expect.stringMatching(/^导入好了，驿站表现在有 2 个驿站，放在 .*stations\.json，一分钟内生效。$/),
    ]);
    expect(names()).toEqual(['江畔驿站', '枫桥驿站']);
  });

  it('keeps nothing without a yes', async () => {
    expect((await run(['--stations', file(TWO)], [''])).complained).toEqual(['没有导入。']);
    expect((await run(['--stations', file(TWO)])).complained).toEqual([
      '上面是预览，还没有导入；没问题就加上 --yes 再运行一次。',
    ]);
    expect(readdirSync(home)).toEqual(['驿站.xlsx']);
  });

  it('adds and updates, or takes the place of all', async () => {
    await run(['--stations', file(TWO), '--yes']);
    const more = file([HEADER, ['江畔驿站', '江畔路18号', '8:00-20:00', '12345'], ['东门驿站', '东门路5号']], '新.xlsx');
    const { printed } = await run(['--stations', more, '--yes']);
    expect(printed.slice(3, -1)).toEqual([
      '  新增 1 个：东门驿站',
      '  改动 1 个：',
      '    江畔驿站：开放时间 7:00-22:00 → 8:00-20:00',
      '  文件里没有的 1 个照旧留着；要让驿站表和文件一模一样，加 --replace',
      '  导入后一共 3 个',
      '  其中没写的：坐标 3 个、开放时间 1 个、电话 2 个、设施 3 个（照样能导入，问到时答不出）',
    ]);
    expect(names()).toEqual(['江畔驿站', '枫桥驿站', '东门驿站']);
    expect((await run([`--stations=${more}`, '--replace', '--yes'])).printed).toContain('  去掉 1 个：枫桥驿站');
    expect(names()).toEqual(['江畔驿站', '东门驿站']);
    expect((await run(['--stations', more, '--yes'])).printed.at(-1)).toBe('和现在的驿站表一样，没有要改的。');
  });

  it('asks whether a station that turns into another one is the same', async () => {
    const header = ['编号', '名称', '地址'];
    await run(['--stations', file([header, [1, '江畔驿站', '江畔路18号']]), '--yes']);
    const { printed } = await run(['--stations', file([header, [1, '枫桥驿站', '枫桥路66号']], '新.xlsx')]);
    expect(printed).toContain('    枫桥驿站：名称 江畔驿站 → 枫桥驿站；地址 江畔路18号 → 枫桥路66号');
    expect(printed).toContain('  注意：编号 1 现在是“江畔驿站”，表里是“枫桥驿站”；不是同一个驿站就换个编号');
    const renamed = file([header, [1, '江畔小哥驿站', '江畔路18号']], '改名.xlsx');
    expect((await run(['--stations', renamed])).printed.join('\n')).not.toContain('注意');
  });

  it('says which hours nobody can tell by whether it is open', async () => {
    const { printed } = await run(['--stations', file([HEADER, ['甲', '东路1号', '不定时'], ['乙', '东路2号', '7*24']])]);
    expect(printed.filter((line) => line.includes('看不懂'))).toEqual([
      '  注意：第 2 行“开放时间”：“不定时”看不懂几点开，照原话答；要能答“现在开着吗”，请写成 8:00-20:00 这样',
    ]);
  });

  it('names the other sheets where the one that was read is no table', async () => {
    const path = join(home, '两页.xlsx');
    writeFileSync(
      path,
      zipFile(
        sheetParts([
          { name: '说明', rows: [['这是说明']] },
          { name: '驿站', rows: TWO },
        ]),
      ),
    );
    expect((await run(['--stations', path])).complained.at(-1)).toBe(
      '  读的是工作表“说明”，另外还有：驿站；要读别的就加 --sheet 名称',
    );
  });

  it('names what is wrong line by line, and keeps nothing of it', async () => {
    const bad = file([
      HEADER,
      ['好驿站', '东路1号'],
      ['甲', '东路2号', { date: 0.3 }, 57187654321],
      [null, '东路3号'],
      ['乙', { error: '#REF!' }],
    ]);
    const { code, complained } = await run(['--stations', bad, '--yes']);
    expect(code).toBe(1);
    expect(complained).toEqual([
      expect.stringMatching(/驿站\.xlsx：有 4 处要先改好，一个也没有导入。$/),
      '  第 3 行“开放时间”：写成了日期格式（变成了 1900 年），请把这一格设成文本再填',
      '  第 3 行“电话”：少了前面的 0，请设成文本再填',
      '  第 4 行“名称”：空的，请填上（合并的单元格请先拆开）',
      '  第 5 行“地址”：公式出错了（像 #REF! 这样），请直接填上内容',
    ]);
    expect(readdirSync(home)).toEqual(['驿站.xlsx']);
  });

  it('shows at most twenty of them, and how many there are', async () => {
    const bad = file([HEADER, ...Array.from({ length: 30 }, (_, at) => [`驿站${at}`, '路', null, '没有号码的'])]);
    const { complained } = await run(['--stations', bad]);
    expect(complained[0]).toContain('有 30 处');
    expect([complained.length, complained.at(-1)]).toEqual([22, '  ……还有 10 处']);
  });

  it('is noticed by a server that runs', async () => {
    const log = { info() {}, warn() {}, error() {} };
    const adapter = fileAdapter(stationsDocument, { path: join(home, 'stations.json'), clock: { now: () => 0 }, log });
    const server = await openStationSettings({ adapter, log });
    await run(['--stations', file(TWO), '--yes']);
    expect(await server.reload()).toBe('changed');
    expect(server.current()).toHaveLength(2);
  });

  it('is not made on top of what somebody else has changed since the preview', async () => {
    await run(['--stations', file(TWO), '--yes']);
    const more = file([HEADER, ['东门驿站', '东门路5号']], '新.xlsx');
    const meanwhile = () => {
      writeFileSync(join(home, 'stations.json'), JSON.stringify(kept().slice(1)));
      return 'y';
    };
    expect((await run(['--stations', more], [meanwhile])).complained).toEqual([
      '驿站表刚刚被别人改过，没有导入；请再运行一次，看过新的预览再定。',
    ]);
    expect(names()).toEqual(['枫桥驿站']);
  });

  it('writes over no broken table, and says how to mend it', async () => {
    await run(['--stations', file(TWO), '--yes']);
    writeFileSync(join(home, 'stations.json'), '[\n{"id": "a"}]');
    const { code, complained } = await run(['--stations', file(TWO), '--replace', '--yes']);
    expect(code).toBe(1);
    expect(complained).toEqual([
      expect.stringMatching(/stations\.json 有 1 处不对，没有生效：第 2 行 \[0\]\.name：/),
      expect.stringMatching(/^办法：改好它，或者换回最近一份好的：cp ".*stations\.000001.*" ".*stations\.json"$/),
    ]);
    expect(readFileSync(join(home, 'stations.json'), 'utf8')).toBe('[\n{"id": "a"}]');
  });

  it('says where there is no file and no such sheet', async () => {
    expect((await run(['--stations', join(home, 'none.xlsx')])).complained).toEqual([expect.stringContaining('没有这个文件')]);
    expect((await run(['--stations', file(TWO), '--sheet', '汇总'])).complained).toEqual([
      expect.stringMatching(/没有这个工作表，里面有：Sheet1。$/),
    ]);
  });
});

describe('arguments', () => {
  it('are read in any order', () => {
    expect(readStationArguments(['--yes', '--sheet=驿站', '--stations', 'a.xlsx', '--replace'])).toEqual({
      file: 'a.xlsx',
      sheet: '驿站',
      isWhole: true,
      isAgreed: true,
    });
  });

  it.each([
    [['--stations'], '--stations 后面要写内容。'],
    [['--stations', '--yes'], '--stations 后面要写内容。'],
    [['--stations', 'a', '--sheet'], '--sheet 后面要写内容。'],
    [['--stations', 'a', '--help'], '用法：'],
    [['--stations', 'a', 'b'], '不认识 b。'],
    [['--stations', 'a', '--title', 'b'], '不认识 --title。'],
    [['--stations', 'a', '--stations', 'b'], '用法：'],
    [['--stations', 'a', '--yes=1'], '不认识 --yes=1。'],
  ])('%j are refused', async (args, words) => {
    expect((await run(args)).complained[0]).toContain(words);
  });

  it('are listed by --help', async () => {
    expect((await run(['--help'])).complained[0]).toContain('--stations 表格 [--sheet 工作表] [--replace] [--yes]');
  });
});

describe('the words', () => {
  const reasons: BrokenReason['kind'][] = [
    'empty',
    'too_large',
    'bomb',
    'locked',
    'too_many_rows',
    'too_many_columns',
    'too_slow',
    'too_much_memory',
    'broken',
  ];
  const foreign = [
    'doc',
    'sheet',
    'numbers',
    'slides',
    'archive',
    'image',
    'rtf',
    'web_page',
    'open_document',
    'unknown',
    'docx',
    'pdf',
  ] as const;
  const all = [
    ...reasons.map((kind) => ({ kind }) as BrokenReason),
    ...foreign.map((is): BrokenReason => ({ kind: 'foreign', is })),
    { kind: 'no_sheet', sheets: [] } as BrokenReason,
    { kind: 'quotes', line: 3 } as BrokenReason,
  ];

  it.each(all)('name the file and the cure for %j', (reason) => {
    expect(sayBroken('驿站.xls', reason)).toMatch(/^驿站\.xls：.*(?:请|只收|里面没有工作表).*。$/);
  });

  it('say where it is, as people see it', () => {
    const say = (fault: RowFault) => sayRowFault(fault);
    expect(say({ line: 5, column: '电话', kind: 'zero_lost' })).toBe('第 5 行“电话”：少了前面的 0，请设成文本再填');
    expect(say({ line: 5, column: null, kind: 'same_station', earlierLine: 2 })).toBe(
      '第 5 行：和第 2 行的名称、地址都一样，请删掉一行',
    );
    expect(say({ line: null, column: null, kind: 'no_rows' })).toBe('表头下面没有内容，请把驿站填在表头下面');
  });
});
