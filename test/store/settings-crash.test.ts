import { describe, expect, it } from 'vitest';
import { durableFileAdapter, openBranchSettings } from '../../src/store/settings/index.ts';
import { type CrashDisk, crashDisk, type DiskState } from './crash-disk.ts';

const PATH = '/data/branch.json';
const log = { info() {}, warn() {}, error() {} };
const clock = { now: () => Date.parse('2026-11-22T20:05:00+08:00') };

const open = ({ files }: Pick<CrashDisk, 'files'>) =>
  openBranchSettings({ adapter: durableFileAdapter({ path: PATH, clock, log, files }), log });

const rename = (settings: Awaited<ReturnType<typeof open>>, name: string) =>
  settings.update((draft) => {
    draft.name = name;
  });

/** What the next start would find. */
const nameAfter = async (state: DiskState) => (await open(crashDisk(state))).current().name;

const distinct = (states: DiskState[]) => [...new Map(states.map((state) => [JSON.stringify(state), state])).values()];

async function diskWith(name: string): Promise<DiskState> {
  const disk = crashDisk();
  await rename(await open(disk), name);
  return disk.afterPowerCut()[0]!;
}

describe('a power cut', () => {
  it('at any step of an update leaves the old or the new settings, whole', async () => {
    const disk = crashDisk(await diskWith('old'));
    await rename(await open(disk), 'new');
    const states = distinct(disk.history);
    expect(states.length).toBeGreaterThanOrEqual(8);
    const found = new Set<string>();
    for (const state of states) found.add(await nameAfter(state));
    expect([...found].sort()).toEqual(['new', 'old']);
  });

  it('after an update was answered never brings the old ones back', async () => {
    const disk = crashDisk(await diskWith('old'));
    await rename(await open(disk), 'new');
    for (const state of disk.afterPowerCut()) expect(await nameAfter(state)).toBe('new');
  });

  it('at any step of the first start leaves nothing or the defaults', async () => {
    const disk = crashDisk();
    const defaults = (await open(disk)).current();
    for (const state of distinct(disk.history)) expect((await open(crashDisk(state))).current()).toEqual(defaults);
  });

  it.each([
    ['file', 'w'],
    ['folder', 'r'],
  ])('would bring damage to light if the %s were not synced', async (_, careless) => {
    const disk = crashDisk(await diskWith('old'));
    const files: CrashDisk['files'] = {
      ...disk.files,
      open: async (path, flags) => {
        const file = await disk.files.open(path, flags);
        return flags === careless ? { ...file, sync: () => Promise.resolve() } : file;
      },
    };
    await rename(await open({ files }), 'new');
    const after = await Promise.allSettled(disk.afterPowerCut().map(nameAfter));
    expect(after.every((one) => one.status === 'fulfilled' && one.value === 'new')).toBe(false);
  });
});

describe('a disk that refuses', () => {
  it('at any step leaves memory as it was, loses nothing, and heals', async () => {
    const before = await diskWith('old');
    const whole = crashDisk(before);
    const settings = await open(whole);
    const first = whole.steps();
    await rename(settings, 'new');
    let refused = 0;
    for (let step = first; step < whole.steps(); step += 1) {
      for (const code of ['ENOSPC', 'EIO']) {
        const disk = crashDisk(before, step, code);
        const again = await open(disk);
        const error: unknown = await rename(again, 'new').catch((thrown: unknown) => thrown);
        if (error !== undefined) refused += 1;
        if (error !== undefined) expect(error).toMatchObject({ name: 'BotError', code: 'store' });
        expect(again.current().name).toBe(error === undefined ? 'new' : 'old');
        for (const state of distinct(disk.history)) expect(['old', 'new']).toContain(await nameAfter(state));
        await rename(again, 'newer');
        for (const state of disk.afterPowerCut()) expect(await nameAfter(state)).toBe('newer');
      }
    }
    expect(refused).toBeGreaterThanOrEqual(10);
  });

  it('leaves no temporary file behind', async () => {
    const before = await diskWith('old');
    const probe = crashDisk(before);
    await open(probe);
    const disk = crashDisk(before, probe.steps() + 1);
    await expect(rename(await open(disk), 'new')).rejects.toThrow('ENOSPC');
    expect(await disk.files.readdir('/data')).toEqual(['branch.json']);
  });
});
