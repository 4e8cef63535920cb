import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKnowledge } from '../../src/knowledge/open.ts';
import { fileOf } from './files.ts';
import { TODAY } from './hand-model.ts';

const WORDS = '站点雨披在哪里领取';
const cape = (where: string) => fileOf({ title: '《雨披领取办法》' }, `# 站点雨披在哪里领取\n\n站点雨披在${where}领取。\n`);

let folder: string;
let logged: { level: string; fields: Record<string, unknown>; message: string }[];
const note = (level: string) => (fields: Record<string, unknown>, message: string) =>
  void logged.push({ level, fields, message });
/** What the operator is told was left out, with the cure. */
const leftOut = () => logged.filter(({ message }) => message === 'a document was left out').map(({ fields }) => fields);
const log = { info: note('info'), warn: note('warn'), error: note('error') };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'));
  logged = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (name: string, text: string) => writeFile(join(folder, name), text);
async function open(options: { folder?: string; withStarter?: boolean } = {}) {
  const knowledge = await openKnowledge({ folder, log, ...options });
  const said = (words = WORDS) => {
    const answer = knowledge.answer({ words, today: TODAY, asOf: null, place: null });
    return answer.kind === 'found' ? answer.said.join('') : answer.kind;
  };
  return { knowledge, said };
}

describe('what is opened', () => {
  it('is what the project ships and what the branch has', async () => {
    await write('cape.md', cape('仓库'));
    const { knowledge, said } = await open();
    expect(said()).toBe('站点雨披在仓库领取。');
    expect(said('工伤认定多久内申请')).toContain('30天');
    expect(knowledge.documents(TODAY)[0]).toMatchObject({ origin: 'local' });
    expect(knowledge.passage('F33')).toMatchObject({ document: { origin: 'starter' } });
    expect(leftOut()).toEqual([]);
  });

  it('is nothing but the folder where that is asked for', async () => {
    await write('cape.md', cape('仓库'));
    const { knowledge, said } = await open({ withStarter: false });
    expect(said()).toBe('站点雨披在仓库领取。');
    expect(said('工伤认定多久内申请')).toBe('unknown');
    expect(knowledge.documents(TODAY)).toHaveLength(1);
  });

  it('needs no folder', async () => {
    const { said } = await open({ folder: join(folder, 'missing') });
    expect(said('工伤认定多久内申请')).toContain('30天');
    expect(leftOut()).toEqual([]);
  });
});

describe('a change on disk', () => {
  it('is taken in, and one that is none is not', async () => {
    const { knowledge, said } = await open();
    await knowledge.reload();
    expect(logged).toEqual([]);
    await write('cape.md', cape('仓库'));
    expect(said()).toBe('unknown');
    await knowledge.reload();
    expect(said()).toBe('站点雨披在仓库领取。');
    await write('cape.md', cape('值班室门口'));
    await knowledge.reload();
    expect(said()).toBe('站点雨披在值班室门口领取。');
    await rm(join(folder, 'cape.md'));
    await knowledge.reload();
    expect(said()).toBe('unknown');
  });

  it('changes no answer half-way', async () => {
    await write('cape.md', cape('仓库'));
    const { knowledge, said } = await open();
    await write('cape.md', cape('值班室门口'));
    const reloads = [knowledge.reload(), knowledge.reload()];
    const heard = new Set<string>();
    let isDone = false;
    void Promise.all(reloads).then(() => {
      isDone = true;
    });
    while (!isDone) {
      heard.add(said());
      await new Promise((resolve) => setImmediate(resolve));
    }
    heard.add(said());
    expect([...heard]).toEqual(['站点雨披在仓库领取。', '站点雨披在值班室门口领取。']);
    expect(logged.filter(({ level }) => level === 'info')).toHaveLength(1);
  });

  it('leaves a bad file out, says so with the cure and without its words, and keeps the others', async () => {
    await write('cape.md', cape('仓库'));
    const { knowledge, said } = await open();
    await write('bad.md', fileOf({ inForce: '2026-13-45' }, '# 秘密事项\n\n秘密的内容。\n'));
    await knowledge.reload();
    expect(said()).toBe('站点雨披在仓库领取。');
    expect(leftOut()).toMatchObject([{ document: 'bad.md', problem: expect.stringContaining('inForce') }]);
    expect(JSON.stringify(logged)).not.toContain('秘密');
    logged = [];
    await write('bad.md', cape('仓库').replace('雨披领取', '雨披发放'));
    await knowledge.reload();
    expect(leftOut()).toEqual([]);
  });

  it('of a good file into a bad one takes its answers away', async () => {
    await write('cape.md', cape('仓库'));
    const { knowledge, said } = await open();
    await write('cape.md', '不再是文件了');
    await knowledge.reload();
    expect(said()).toBe('unknown');
    expect(leftOut()).toHaveLength(1);
  });

  it('that makes the folder unreadable leaves what was known', async () => {
    await write('cape.md', cape('仓库'));
    const { knowledge, said } = await open();
    await rm(folder, { recursive: true });
    await writeFile(folder, 'no folder any more');
    await knowledge.reload();
    expect(said()).toBe('站点雨披在仓库领取。');
    expect(logged).toMatchObject([{ level: 'warn' }]);
  });
});
