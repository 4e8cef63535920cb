import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type Branch, branchSchema } from '../../src/core/branch.ts';
import { BotError } from '../../src/core/errors.ts';
import { openStore } from '../../src/store/index.ts';
import { nodeFiles } from '../../src/store/settings/files.ts';
import {
  durableFileAdapter,
  inspectBranchFile,
  inspectBranchTable,
  type OpenBranchSettings,
  openBranchSettings,
  tableAdapter,
} from '../../src/store/settings/index.ts';

let folder: string;
let path: string;
let logged: string[];
let now: number;

const log = {
  info: (_: object, message: string) => void logged.push(`info ${message}`),
  warn: (_: object, message: string) => void logged.push(`warn ${message}`),
  error: (_: object, message: string) => void logged.push(`error ${message}`),
};
const clock = { now: () => now };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xiaofeng-settings-'));
  path = join(folder, 'branch.json');
  logged = [];
  now = Date.parse('2026-11-22T20:05:00+08:00');
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

const open = () => openBranchSettings({ adapter: durableFileAdapter({ path, clock, log }), log });
const onDisk = () => JSON.parse(readFileSync(path, 'utf8')) as Branch;
const copies = () => readdirSync(join(folder, 'copies')).sort();
const errors = () => logged.filter((line) => line.startsWith('error'));
const rename = (settings: OpenBranchSettings, name: string) =>
  settings.update((draft) => {
    draft.name = name;
  });

async function refusal(): Promise<BotError> {
  const error: unknown = await open().catch((thrown: unknown) => thrown);
  if (error instanceof BotError) return error;
  throw new Error('not refused');
}

describe('branch settings in a file', () => {
  it('begin with the defaults, written where people can edit them and strangers cannot read them', async () => {
    const settings = await open();
    expect(settings.current()).toEqual(branchSchema.parse({}));
    expect(onDisk()).toEqual(settings.current());
    expect(readFileSync(path, 'utf8')).toMatch(/^\{\n {2}"name": "小哥先锋支部",\n/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('begin with what the file says, the rest by default', async () => {
    writeFileSync(path, '{"name":"长江路支部"}');
    expect((await open()).current()).toEqual({ ...branchSchema.parse({}), name: '长江路支部' });
    expect(readFileSync(path, 'utf8')).toBe('{"name":"长江路支部"}');
  });

  it('take a byte order mark as Windows editors write it', async () => {
    writeFileSync(path, '\uFEFF{"name":"长江路支部"}');
    expect((await open()).current().name).toBe('长江路支部');
  });

  it('cannot be changed but through update', async () => {
    const settings = await open();
    expect(() => settings.current().botNames.push('蜜蜂')).toThrow(TypeError);
    await settings.update((draft) => draft.botNames.push('蜜蜂'));
    expect(settings.current().botNames).toEqual(['小蜂', '蜜蜂']);
    expect(onDisk().botNames).toEqual(['小蜂', '蜜蜂']);
    expect((await open()).current().botNames).toEqual(['小蜂', '蜜蜂']);
  });

  it('keep every one of several updates made at once, in at most two writes', async () => {
    const settings = await open();
    const states: Branch[] = [];
    settings.onChange((branch) => states.push(branch));
    const words = [...'一二三四五'];
    await Promise.all(
      words.map((word) =>
        settings.update((draft) => {
          draft.words[word] = word;
        }),
      ),
    );
    expect(Object.keys(onDisk().words)).toEqual(words);
    expect(states.at(-1)).toBe(settings.current());
    expect(states.length).toBeLessThanOrEqual(2);
  });

  it('refuse a change that breaks the rules, and only that one', async () => {
    const settings = await open();
    const [bad, good] = await Promise.allSettled([
      settings.update((draft) => {
        draft.points.monthlyCap = -1;
      }),
      rename(settings, '长江路支部'),
    ]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'settings' } });
    expect(good.status).toBe('fulfilled');
    expect(settings.current()).toMatchObject({ name: '长江路支部', points: { monthlyCap: 60 } });
  });

  it('stay as they are when the change itself fails, or goes on after its end', async () => {
    const settings = await open();
    const failing = settings.update((draft) => {
      draft.name = 'half';
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow(RangeError);
    await expect(settings.update((async () => {}) as () => void)).rejects.toThrow(TypeError);
    expect(onDisk()).toEqual(branchSchema.parse({}));
  });

  it('are not written when nothing changes', async () => {
    const settings = await open();
    const { mtimeNs, ino } = statSync(path, { bigint: true });
    await settings.update(() => {});
    expect(statSync(path, { bigint: true })).toMatchObject({ mtimeNs, ino });
  });

  it('go on when a listener fails, and stop calling who has left', async () => {
    const settings = await open();
    const names: string[] = [];
    settings.onChange(() => {
      throw new Error('broken listener');
    });
    const leave = settings.onChange(({ name }) => names.push(name));
    await rename(settings, 'one');
    leave();
    await rename(settings, 'two');
    expect(names).toEqual(['one']);
    expect(errors()).toHaveLength(2);
  });
});

describe('copies', () => {
  it('keep the last ten states in order, whatever the clock does', async () => {
    const settings = await open();
    for (let number = 1; number <= 14; number += 1) {
      now -= 1_000;
      await rename(settings, `state ${number}`);
    }
    expect(copies()).toHaveLength(10);
    expect(copies()[0]).toBe('branch.000006.20261122-200455.json');
    const names = copies().map((name) => (JSON.parse(readFileSync(join(folder, 'copies', name), 'utf8')) as Branch).name);
    expect(names).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14].map((number) => `state ${number}`));
  });

  it('are made of edits by hand as they were typed, and of no state twice', async () => {
    const settings = await open();
    const typed = '{ "name": "长江路支部" }';
    writeFileSync(path, typed);
    await settings.reload();
    await settings.reload();
    await open();
    expect(copies()).toHaveLength(2);
    expect(readFileSync(join(folder, 'copies', copies()[1]!), 'utf8')).toBe(typed);
  });

  it('are worth a warning, not a failure, when they cannot be made', async () => {
    const settings = await open();
    rmSync(join(folder, 'copies'), { recursive: true });
    writeFileSync(join(folder, 'copies'), 'a file in the way');
    await rename(settings, '长江路支部');
    expect(onDisk().name).toBe('长江路支部');
    expect(logged.join()).toContain('warn no copy');
  });
});

describe('an edit by hand', () => {
  it('is in force after a look, and told to the listeners', async () => {
    const settings = await open();
    const names: string[] = [];
    settings.onChange(({ name }) => names.push(name));
    expect(await settings.reload()).toBe('unchanged');
    writeFileSync(path, JSON.stringify({ ...settings.current(), name: '长江路支部' }));
    expect(await settings.reload()).toBe('changed');
    expect(settings.current().name).toBe('长江路支部');
    expect(names).toEqual(['长江路支部']);
  });

  it('is no change when only blanks differ', async () => {
    const settings = await open();
    writeFileSync(path, JSON.stringify(settings.current()));
    expect(await settings.reload()).toBe('unchanged');
  });

  it('that nobody has noticed yet is not lost to an update', async () => {
    const settings = await open();
    writeFileSync(path, JSON.stringify({ ...settings.current(), name: '长江路支部' }));
    await settings.update((draft) => draft.botNames.push('蜜蜂'));
    expect(onDisk()).toMatchObject({ name: '长江路支部', botNames: ['小蜂', '蜜蜂'] });
  });

  it('that is broken leaves the last good settings in force, is logged once, and is not written over', async () => {
    const settings = await open();
    const broken = '{\n  "groups": [\n    { "id": "g1", "title": 5, "channel": "wecom" }\n  ]\n}';
    writeFileSync(path, broken);
    expect(await settings.reload()).toBe('refused');
    expect(await settings.reload()).toBe('refused');
    expect(settings.current().groups).toEqual([]);
    expect(errors()).toHaveLength(1);
    expect(errors()[0]).toContain('line 3: groups[0].title: ');
    await expect(rename(settings, 'x')).rejects.toMatchObject({ code: 'settings' });
    expect(readFileSync(path, 'utf8')).toBe(broken);
    writeFileSync(path, broken.replace('5', '"长江路"'));
    expect(await settings.reload()).toBe('changed');
    expect(settings.current().groups[0]?.title).toBe('长江路');
    await rename(settings, 'x');
  });

  it('is noticed at once where the folder is watched, when the editor is done', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const watching = { changed: (_: string | null) => {}, closed: false };
    const files: typeof nodeFiles = {
      ...nodeFiles,
      watch: (watched, listener) => {
        expect(watched).toBe(folder);
        watching.changed = listener;
        return {
          close() {
            watching.closed = true;
          },
        };
      },
    };
    const settings = await openBranchSettings({ adapter: durableFileAdapter({ path, clock, log, files }), log, watch: true });
    const heard = new Promise<string>((done) => settings.onChange(({ name }) => done(name)));
    watching.changed('another.json');
    expect(vi.getTimerCount()).toBe(0);
    writeFileSync(path, '{');
    watching.changed('branch.json');
    vi.advanceTimersByTime(100);
    writeFileSync(path, '{ "name": "长江路支部" }');
    watching.changed('branch.json');
    vi.advanceTimersByTime(200);
    expect(await heard).toBe('长江路支部');
    expect(errors()).toEqual([]);
    settings.close();
    expect(watching.closed).toBe(true);
  });
});

describe('at the start, what is broken never becomes the defaults:', () => {
  it.each<[string, string | Buffer, RegExp]>([
    ['an empty file', '', /it is empty/],
    ['blanks', ' \n', /it is empty/],
    ['a byte order mark alone', '\uFEFF', /it is empty/],
    ['null', 'null', /the whole: .*expected object/],
    ['a list', '[]', /the whole: .*expected object/],
    ['zero', '0', /the whole: .*expected object/],
    ['false', 'false', /the whole: .*expected object/],
    ['a cut-off text', '{\n  "name": "长江', /line 2, column 11: expected a closing quotation mark/],
    ['a cut-off object', '{\n  "name": "长江"', /line 2, column 15: expected a comma .*the file ends there/],
    ['a comma too many', '{\n  "name": "x",\n}', /line 2, column 14: expected no comma/],
    ['a comma too few', '{\n  "name": "x"\n  "groups": []\n}', /line 3, column 3: expected a comma/],
    ['a Chinese comma', '{"name": "x"，"groups": []}', /line 1, column 13: .*not the Chinese ，/],
    ['a name without quotation marks', '{name: "x"}', /line 1, column 2: expected a name/],
    ['the same name twice', '{"name": "x",\n"name": "y"}', /line 2, column 1: expected a name that is not used/],
    ['a prototype', '{"__proto__": {}}', /line 1, column 2/],
    ['two documents', '{}{}', /expected the end of the file/],
    ['endless brackets', '['.repeat(100_000), /fewer levels/],
    ['text in GBK', Buffer.from([0x7b, 0x22, 0xb2, 0xbf, 0x22]), /not UTF-8/],
    ['an unknown name', '{\n"name": "x",\n"titel": 1}', /line 3: titel: /],
    ['a missing part', '{"windows": {}}', /line 1: windows\.courier/],
    [
      'two people with one id',
      '{"people":[{"id":"a","name":"甲"},\n{"id":"a","name":"乙"}]}',
      /line 2: people\[1\]\.id: the same as/,
    ],
    [
      'two people with one account',
      '{"people":[{"id":"a","name":"甲","wecom":"Li"},{"id":"b","name":"乙","wecom":"li"}]}',
      /people\[1\]\.wecom: the same as people\[0\]\.wecom/,
    ],
  ])('%s', async (_, content, reason) => {
    await rename(await open(), '长江路支部');
    writeFileSync(path, content);
    const error = await refusal();
    expect(error.code).toBe('settings');
    expect(error.message).toMatch(reason);
    expect(error.message).toContain(path);
    expect(error.message).not.toMatch(/[甲乙长]/);
    expect(readFileSync(path)).toEqual(Buffer.from(content));
    const [, from, to] = /cp "(.+)" "(.+)"$/.exec(error.message)!;
    writeFileSync(to!, readFileSync(from!));
    expect((await open()).current().name).toBe('长江路支部');
  });

  it('a file that is gone while its copies are there', async () => {
    await open();
    rmSync(path);
    const error = await refusal();
    expect(error).toMatchObject({ code: 'settings', detail: 'E_GONE' });
    expect(error.message).toContain(join(folder, 'copies'));
  });

  it('a file beside damaged copies, of which the newest good one is named', async () => {
    const settings = await open();
    await rename(settings, 'one');
    await rename(settings, 'two');
    const [, second, third] = copies().map((name) => join(folder, 'copies', name));
    writeFileSync(third!, '{');
    writeFileSync(path, '{');
    expect((await refusal()).message).toContain(second);
    expect(await inspectBranchFile(path)).toMatchObject({ reading: { kind: 'broken' }, newestGood: second });
  });

  it('a file without any copy', async () => {
    writeFileSync(path, '{');
    expect((await refusal()).message).toMatch(/line 1, column 2: .*no copy yet/);
  });

  it('a folder in its place', async () => {
    path = folder;
    expect((await refusal()).code).toBe('store');
  });
});

describe('branch settings in the store', () => {
  const openTable = async () => {
    const store = await openStore();
    return { store, open: () => openBranchSettings({ adapter: tableAdapter(store, clock), log }) };
  };

  it('begin with the defaults, keep what is updated, and take over what another instance wrote', async () => {
    const { store, open } = await openTable();
    expect(await inspectBranchTable(store)).toBeNull();
    const [one, two] = [await open(), await open()];
    await rename(one, '长江路支部');
    expect(await two.reload()).toBe('changed');
    await two.update((draft) => draft.botNames.push('蜜蜂'));
    expect(await one.reload()).toBe('changed');
    expect(one.current()).toEqual(two.current());
    expect(one.current()).toMatchObject({ name: '长江路支部', botNames: ['小蜂', '蜜蜂'] });
    await store.close();
  });

  it('refuse a row that holds no branch', async () => {
    const { store, open } = await openTable();
    const settings = await open();
    await store.transaction((tx) => tx.collection('settings', z.unknown()).put('branch', [], now));
    expect(await settings.reload()).toBe('refused');
    expect(settings.current()).toEqual(branchSchema.parse({}));
    await expect(open()).rejects.toMatchObject({ code: 'settings' });
    await store.close();
  });
});
