import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STARTER } from '../../src/understanding/index.ts';
import { projectRoot } from '../support/source.ts';

const program = join(projectRoot, 'src', 'cli', 'train.ts');
const model = join(STARTER, 'reader.model');

describe('training', () => {
  it('is what `npm run train` does', () => {
    const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
    expect(scripts.train).toBe('node src/cli/train.ts');
    expect(scripts.score).toBe('node src/cli/score.ts');
  });

  it.each(['--help', '--drY', 'again', '--curve=2'])(
    'refuses %s before anything is read or written, naming what there is',
    (option) => {
      const before = statSync(model).mtimeMs;
      const { status, stdout, stderr } = spawnSync('node', [program, '--dry', option], { encoding: 'utf8' });
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toContain(`train: Unknown option ${option}`);
      expect(stderr).toContain('--curve');
      expect(stderr).toContain('--dry');
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(statSync(model).mtimeMs).toBe(before);
    },
  );

  it('does not begin when the program is only looked at', async () => {
    const before = statSync(model).mtimeMs;
    expect(Object.keys(await import('../../src/cli/train.ts'))).toEqual([]);
    expect(statSync(model).mtimeMs).toBe(before);
  });
});
