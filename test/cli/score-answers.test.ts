import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { saidFor, sayAnswerScores } from '../../src/cli/score-answers.ts';
import { scoreAnswers } from '../../src/knowledge/score.ts';
import { own } from '../knowledge/files.ts';
import { knowledgeOf, TODAY } from '../knowledge/hand-model.ts';
import { projectRoot } from '../support/source.ts';

describe('what becomes of a question', () => {
  const lines: Record<string, { said: string | null; first: string | null; confidence: number }> = {
    right: { said: 'F01', first: 'F01', confidence: 0.9 },
    wrong: { said: 'F02', first: 'F02', confidence: 0.8 },
    unsure: { said: null, first: 'F01', confidence: 0.3 },
    lost: { said: null, first: null, confidence: 0 },
  };
  const scores = scoreAnswers(
    [
      { q: 'right', fact: 'F01', voice: 'v' },
      { q: 'wrong', fact: 'F01', voice: 'v' },
      { q: 'unsure', fact: 'F01', voice: 'v' },
      { q: 'lost', fact: null, voice: 'v' },
      { q: 'wrong', fact: null, voice: 'v' },
    ],
    (q) => lines[q]!,
  );

  it('is counted once', () => {
    expect(scores).toMatchObject({
      questions: 5,
      rightAnswer: 1,
      wrongAnswer: 2,
      rightlyDeclined: 1,
      wronglyDeclined: 1,
      firstRight: 2,
      answerable: 3,
    });
    const { rightAnswer, wrongAnswer, rightlyDeclined, wronglyDeclined } = scores;
    expect(rightAnswer + wrongAnswer + rightlyDeclined + wronglyDeclined).toBe(scores.questions);
  });

  it('is kept where it went wrong', () => {
    expect(scores.faults).toEqual([
      { q: 'wrong', fact: 'F01', said: 'F02', confidence: 0.8 },
      { q: 'unsure', fact: 'F01', said: null, confidence: 0.3 },
      { q: 'wrong', fact: null, said: 'F02', confidence: 0.8 },
    ]);
  });

  it('is said in shares', () => {
    expect(sayAnswerScores(scores)).toBe(
      '5 questions, right fact first 66.7 %, right overall 40.0 %, right answer 20.0 %, wrong answer 40.0 %, rightly declined 20.0 %, wrongly declined 20.0 %',
    );
    expect(sayAnswerScores(scoreAnswers([], () => lines.lost!))).toContain('0 questions, right fact first n/a');
  });

  it('is what the documents say, or come nearest to', () => {
    const said = saidFor(knowledgeOf([own('cape.md', {}, '# 雨披在哪领\n\n雨披在仓库领取。\n')]).knowledge, TODAY);
    expect(said('雨披在哪领')).toMatchObject({ said: 'cape', first: 'cape' });
    expect(said('雨披多少钱一件，坏了能不能换新的，要押金不')).toMatchObject({ said: null, first: 'cape' });
    expect(said('党费')).toEqual({ said: null, first: null, confidence: 0 });
  });
});

describe('the program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xiaofeng-score-answers-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const score = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(projectRoot, 'src/cli/score-answers.ts'), ...args], {
      encoding: 'utf8',
      cwd: folder,
    });
    return { code: status, out: stdout, error: stderr };
  };
  const write = (name: string, ...lines: string[]) => {
    writeFileSync(join(folder, name), lines.join('\n'));
    return name;
  };

  it('prints what went wrong, the shares, and the counts for a script', () => {
    const list = write(
      'list.jsonl',
      '{"q":"工伤认定多久内申请","fact":"F33"}',
      '{"q":"早上好","fact":null}',
      '{"q":"早上好呀","fact":"F02"}',
    );
    const { code, out, error } = score(list);
    expect([code, error]).toEqual([0, '']);
    const lines = out.trim().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^0\.\d\d {2}F02 → declined {2}早上好呀$/);
    expect(lines[1]).toMatch(/^3 questions, right fact first 50\.0 %, right overall 66\.7 %/);
    expect(JSON.parse(lines[2]!)).toEqual({
      questions: 3,
      rightAnswer: 1,
      wrongAnswer: 0,
      rightlyDeclined: 1,
      wronglyDeclined: 1,
      firstRight: 1,
      answerable: 2,
    });
  });

  it.each([[[]], [['one.jsonl', 'two.jsonl']], [['nowhere.jsonl']]])('says what to give when it is given %j', (args) => {
    const { code, out, error } = score(...args);
    expect([code, out]).toEqual([1, '']);
    expect(error).toMatch(/^score-answers: .*npm run score-answers -- FILE\.jsonl\n$/);
  });

  it('names the line that is wrong, and what it should be', () => {
    const { code, out, error } = score(write('bad.jsonl', '{"q":"党费","fact":null}', '{"q":"党费"}'));
    expect([code, out]).toEqual([1, '']);
    expect(error).toBe(
      'score-answers: bad.jsonl, line 2: a question is {"q":"…","fact":"F01"}, with null where no fact answers it.\n',
    );
  });
});
