// The starter facts as passages, read as plainly as a test may.
import { parse } from 'yaml';
import type { Basis, Grade, Passage } from '../../src/core/knowledge.ts';
import { filesUnder, readProjectFile } from '../support/source.ts';

const grades: Record<string, Grade> = {
  已核实·原文: 'original',
  已核实·转载: 'reprint',
  种子材料: 'practice',
  UNVERIFIED: 'unverified',
};

interface Front extends Basis {
  id: string;
  issuer: string | null;
  topics: string[];
  status: string;
  office: string | null;
  also: Basis[];
}

function passageOf(path: string): Passage {
  const [, front = '', body = ''] = readProjectFile(path).split(/^---$/m);
  const { status, ...fields } = parse(front) as Front;
  const [heading = '', ...blocks] = body.trim().split(/\n{2,}/);
  const document: Passage['document'] = {
    ...fields,
    expires: null,
    regions: [],
    grade: grades[status] ?? 'own',
    checkedAt: null,
    sources: [],
    origin: 'starter',
    replacedOn: null,
  };
  const caution = blocks.find((block) => block.startsWith('> '))?.slice(2) ?? null;
  const paragraphs = blocks.filter((block) => !block.startsWith('> '));
  return { id: document.id, heading: heading.replace(/^# /, ''), paragraphs, caution, document };
}

export const passages: readonly Passage[] = filesUnder('data/starter/knowledge')
  .filter((path) => path.endsWith('.md') && !path.endsWith('README.md'))
  .map(passageOf);

export function passage(id: string): Passage {
  const found = passages.find((one) => one.id === id);
  if (!found) throw new Error(`There is no passage ${id}.`);
  return found;
}

/** All of it may be said: for sentences of whatever paragraph. */
export const plainOf = ({ paragraphs, caution }: Passage): string => [...paragraphs, caution].join('\n');
