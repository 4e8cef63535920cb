// Plays in a process of its own, to be killed at any instant. Tells how far it is after each commit; ends with whoever started it.
import { writeSync } from 'node:fs';
import { openStore } from '../../../src/store/index.ts';
import { play } from './player.ts';

const [where, lane, until, together] = process.argv.slice(2) as [string, string, string, string];
process.stdin.on('close', () => process.exit(1)).resume();

const store = await openStore(where.startsWith('postgres:') ? { url: where } : { file: where });
await play(store, { lane, until: Number(until), together: Number(together) }, (done) => void writeSync(1, `${done}\n`));
await store.close();
process.exit(0);
