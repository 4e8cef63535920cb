// The child process: one table's bytes in, its cells out. It may read the program and nothing else.
import { answerApart } from '../files/child.ts';

await answerApart(async (bytes, [kind, sheet]) => {
  if (kind === 'xlsx') {
    const { readWorkbook } = await import('./workbook.ts');
    return await readWorkbook(bytes, sheet ?? null);
  }
  const { readSeparated } = await import('./separated.ts');
  return readSeparated(bytes, kind === 'tabbed');
});
