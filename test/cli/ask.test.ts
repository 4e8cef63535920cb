import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answerQuestions } from '../../src/cli/ask.ts';
import { citationSchema, type Knowledge } from '../../src/core/knowledge.ts';
import { knowledgePhrases } from '../../src/core/phrases-knowledge.ts';
import { openKnowledge } from '../../src/knowledge/open.ts';
import { fileOf, own } from '../knowledge/files.ts';
import { knowledgeOf, TODAY } from '../knowledge/hand-model.ts';
import { projectRoot } from '../support/source.ts';

/** What the contract promises of each line, and nothing that it does not name. */
const answerSchema = z.strictObject({
  id: z.union([z.string(), z.number()]).optional(),
  q: z.string(),
  answered: z.boolean(),
  answer: z.string().min(1),
  citations: z.array(citationSchema.strict()),
  confidence: z.number().min(0).max(1),
});

let shipped: Knowledge;
beforeAll(async () => {
  shipped = await openKnowledge({ folder: '', log: { info() {}, warn() {}, error() {} } });
});

async function* linesOf(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

async function ask(lines: readonly unknown[], knowledge: Pick<Knowledge, 'answer'> = shipped) {
  const out: string[] = [];
  const written = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  const error = await answerQuestions(linesOf(written), knowledge, TODAY, (line) => out.push(line)).then(
    () => null,
    (reason: Error) => reason.message,
  );
  return { out: out.map((line) => answerSchema.parse(JSON.parse(line))), raw: out, error };
}

describe('a line', () => {
  it('is answered by one line, in order, with its id and its words', async () => {
    const { out, raw, error } = await ask([
      { id: 'a', q: '工伤认定多久内申请' },
      '',
      { id: 7, q: '早上好' },
      { q: '党费怎么交' },
    ]);
    expect(error).toBeNull();
    expect(out.map(({ id, q }) => [id, q])).toEqual([
      ['a', '工伤认定多久内申请'],
      [7, '早上好'],
      [undefined, '党费怎么交'],
    ]);
    for (const line of raw) expect(line.match(/\n/g)).toHaveLength(1);
  });

  it('that a document answers has the answer, the basis and the passage it stands in', async () => {
    const { out } = await ask([{ q: '单位不报，工伤认定我自己多久内能申请' }]);
    const [{ answered, answer, citations, confidence }] = out as [(typeof out)[0]];
    expect(answered).toBe(true);
    expect(confidence).toBeGreaterThan(0.4);
    const [said] = answer.split('\n');
    expect(answer).toContain('依据：《工伤保险条例》第十七条（国务院令第375号），2004年1月1日起施行。');
    expect(citations).toMatchObject([
      { document: '《工伤保险条例》', number: '国务院令第375号', inForce: '2004-01-01', id: 'F33' },
    ]);
    for (const { passage } of citations) expect(passage.split('\n')).toContain(said);
  });

  it.each(['早上好', '1', '驿站在哪', '签到', '月球上怎么交社保卡的利息', '', '？', '😀'])(
    'that no document answers says so and cites nothing: "%s"',
    async (q) => {
      const { out } = await ask([{ q }]);
      expect(out).toMatchObject([{ q, answered: false, answer: knowledgePhrases.unknown, citations: [] }]);
    },
  );

  it('may hold nulls, and keys nobody knows', async () => {
    const { out, error } = await ask([{ id: null, q: '党费怎么交', asOf: null, place: null, more: 1 }]);
    expect(error).toBeNull();
    expect(out).toHaveLength(1);
    expect(out[0]).not.toHaveProperty('id');
  });

  it('is answered the same way however it is written', async () => {
    const { out } = await ask([{ q: '工伤认定多久内申请' }, { q: '　工伤\u200b认定多久内申请  ' }]);
    expect(out[0]!.answer).toBe(out[1]!.answer);
    expect(out[1]!.q).toBe('　工伤\u200b认定多久内申请  ');
  });
});

describe('day and place', () => {
  const older = own('v1.md', { title: '《补助办法》', inForce: '2023-01-01' }, '# 夜班补助怎么发\n\n夜班补助每晚20元。\n');
  const newer = own('v2.md', { title: '《补助办法》', inForce: '2025-01-01' }, '# 夜班补助怎么发\n\n夜班补助每晚30元。\n');
  const heat = ['浙江', '广东'].map((region) =>
    own(`${region}.md`, { title: `《${region}高温办法》`, region }, `# 高温津贴一个月多少\n\n${region}每月发高温津贴。\n`),
  );
  const { knowledge } = knowledgeOf([older, newer, ...heat]);

  it('of the past get what held then, and say so', async () => {
    const q = '夜班补助怎么发';
    const { out } = await ask([{ q }, { q, asOf: '2024-06-01' }, { q, asOf: '2020-01-01' }], knowledge);
    expect(out.map(({ answer }) => answer.split('\n')[0])).toEqual([
      '夜班补助每晚30元。',
      '按2024年6月1日的规定：夜班补助每晚20元。',
      knowledgePhrases.unknown,
    ]);
    expect(out[1]!.citations).toMatchObject([{ inForce: '2023-01-01', passage: expect.stringContaining('夜班补助每晚20元。') }]);
  });

  it('are asked for where places differ', async () => {
    const q = '高温津贴一个月多少';
    const { out } = await ask([{ q }, { q, place: '广州' }, { q, place: '四川' }], knowledge);
    expect(out[0]).toMatchObject({ answered: false, citations: [] });
    expect(out[0]!.answer).toMatch(/浙江|广东/);
    expect(out[1]).toMatchObject({ answered: true, citations: [{ document: '《广东高温办法》', number: null }] });
    expect(out[2]).toMatchObject({ answered: false, answer: knowledgePhrases.unknown });
  });
});

describe('a line that cannot be read', () => {
  it.each<[unknown, string]>([
    ['not JSON', 'Line 2 is not JSON; give one question {"q":"…"} per line.'],
    [{}, 'Line 2: q is missing or wrong'],
    [[], 'Line 2: the line is missing or wrong'],
    [{ q: 7 }, 'Line 2: q is missing or wrong'],
    [{ q: '党费', asOf: 'yesterday' }, 'Line 2: asOf is missing or wrong'],
    [{ q: '党费', asOf: '2026-02-30' }, 'Line 2: asOf is missing or wrong'],
    [{ q: '党费', place: '远'.repeat(61) }, 'Line 2: place is missing or wrong'],
  ])('stops there with its number and what it should be: %j', async (line, message) => {
    const { out, error } = await ask([{ id: 'a', q: '党费怎么交' }, line, { id: 'z', q: '党费怎么交' }]);
    expect(out.map(({ id }) => id)).toEqual(['a']);
    expect(error).toContain(message);
  });
});

describe('a slow reader', () => {
  it('is never more than one answer behind', async () => {
    let [running, most] = [0, 0];
    const write = async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
    };
    await answerQuestions(linesOf(Array.from({ length: 20 }, () => '{"q":"党费"}')), shipped, TODAY, write);
    expect(most).toBe(1);
  });
});

describe('the program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xiaofeng-ask-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (input: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(projectRoot, 'src/cli/ask.ts'), ...args], {
      encoding: 'utf8',
      input,
      cwd: projectRoot,
      env: { PATH: process.env.PATH, DATA_DIR: join(folder, 'data') },
    });
    return { code: status, out: stdout.split('\n').filter(Boolean), error: stderr };
  };
  const cape = fileOf({ title: '《雨披办法》' }, '# 站点雨披在哪里领取\n\n站点雨披在仓库领取。\n');
  const question = `${JSON.stringify({ q: '站点雨披在哪里领取' })}\n`;

  it('answers from what is shipped and what the branch has', () => {
    mkdirSync(join(folder, 'data', 'documents'), { recursive: true });
    writeFileSync(join(folder, 'data', 'documents', 'cape.md'), cape);
    const { code, out, error } = run(`${question}{"q":"工伤认定多久内申请"}`);
    expect([code, error]).toEqual([0, '']);
    expect(out.map((line) => answerSchema.parse(JSON.parse(line)).answered)).toEqual([true, true]);
  });

  it('answers from a folder alone, and names on stderr what it leaves out', () => {
    const documents = join(folder, 'some');
    mkdirSync(documents);
    writeFileSync(join(documents, 'cape.md'), cape);
    writeFileSync(join(documents, 'bad.md'), 'no front matter');
    const { code, out, error } = run(`${question}{"q":"工伤认定多久内申请"}\n`, '--documents', documents);
    expect(code).toBe(0);
    expect(out.map((line) => answerSchema.parse(JSON.parse(line)).answered)).toEqual([true, false]);
    expect(error).toMatch(/^ask: bad\.md: .*\n$/);
  });

  it.each([
    [['--documents', 'nowhere'], 'There is no folder nowhere'],
    [['--nonsense'], 'nonsense'],
  ])('ends with one sentence when it is started with %j', (args, message) => {
    const { code, out, error } = run(question, ...args);
    expect([code, out]).toEqual([1, []]);
    expect(error).toContain('ask: ');
    expect(error).toContain(message);
    expect(error).not.toMatch(/\n\s+at /);
  });

  it('ends with the number of the line that is wrong', () => {
    const { code, out, error } = run(`${question}{"q":\n`);
    expect([code, out.length]).toEqual([1, 1]);
    expect(error).toMatch(/^ask: Line 2 is not JSON/);
  });
});
