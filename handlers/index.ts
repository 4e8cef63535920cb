import type { Handler } from '../src/core/handler.ts';
import acknowledge from './acknowledge.ts';
import broadcastNotice from './broadcast-notice.ts';
import cancelSignUp from './cancel-sign-up.ts';
import chainList from './chain-list.ts';
import checkIn from './check-in.ts';
import doNotDisturb from './do-not-disturb.ts';
import handOver from './hand-over.ts';
import help from './help.ts';
import listAttendance from './list-attendance.ts';
import manageActivity from './manage-activity.ts';
import planActivity from './plan-activity.ts';
import queryActivity from './query-activity.ts';
import signUp from './sign-up.ts';
import smalltalk from './smalltalk.ts';
import undo from './undo.ts';
import why from './why.ts';

/** Everything people can ask for, in the order of the help. A new skill is one line here. */
export const handlers: readonly Handler[] = [
  checkIn,
  signUp,
  cancelSignUp,
  queryActivity,
  acknowledge,
  planActivity,
  manageActivity,
  broadcastNotice,
  listAttendance,
  chainList,
  undo,
  doNotDisturb,
  why,
  handOver,
  help,
  smalltalk,
];
