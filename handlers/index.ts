import type { Handler } from '../src/core/handler.ts';
import acknowledge from './acknowledge.ts';
import checkIn from './check-in.ts';
import help from './help.ts';
import smalltalk from './smalltalk.ts';
import undo from './undo.ts';

/** Everything people can ask for, in the order of the help. A new skill is one line here. */
export const handlers: readonly Handler[] = [checkIn, acknowledge, undo, help, smalltalk];
