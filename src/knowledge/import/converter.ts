// The child process: one document's bytes in, its blocks out. It may read the program and nothing else.
import { answerApart } from '../../files/child.ts';

await answerApart(async (bytes, [kind]) => {
  if (kind === 'pdf') {
    const { readPdf } = await import('./pdf.ts');
    return await readPdf(bytes);
  }
  const { blocksOfWord } = await import('./word.ts');
  const blocks = await blocksOfWord(bytes);
  return blocks ? { kind: 'read', blocks } : { kind: 'broken' };
});
