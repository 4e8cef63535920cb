import type { Doing } from '../core/doing.ts';
import type { Work } from '../core/store.ts';

/** Does one kind of scheduled work. What it writes and the end of the item are one transaction. */
export type Runner = (doing: Doing, payload: Work['payload']) => Promise<void>;
