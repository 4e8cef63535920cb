import type { Handler } from '../src/core/handler.ts';
import acknowledge from './acknowledge.ts';
import addToTicket from './add-to-ticket.ts';
import broadcastNotice from './broadcast-notice.ts';
import cancelSignUp from './cancel-sign-up.ts';
import chainList from './chain-list.ts';
import checkIn from './check-in.ts';
import commonAnswers from './common-answers.ts';
import doNotDisturb from './do-not-disturb.ts';
import duty from './duty.ts';
import handOver from './hand-over.ts';
import help from './help.ts';
import listAttendance from './list-attendance.ts';
import listDocuments from './list-documents.ts';
import manageActivity from './manage-activity.ts';
import ownAppeal from './own-appeal.ts';
import planActivity from './plan-activity.ts';
import policyQuestion from './policy-question.ts';
import queryActivity from './query-activity.ts';
import queryTicket from './query-ticket.ts';
import raiseAppeal from './raise-appeal.ts';
import rateTicket from './rate-ticket.ts';
import reportHazard from './report-hazard.ts';
import signUp from './sign-up.ts';
import smalltalk from './smalltalk.ts';
import ticketLists from './ticket-lists.ts';
import ticketPage from './ticket-page.ts';
import undo from './undo.ts';
import updateTicket from './update-ticket.ts';
import why from './why.ts';

/** Everything people can ask for, in the order of the help. A new skill is one line here. */
export const handlers: readonly Handler[] = [
  checkIn,
  reportHazard,
  raiseAppeal,
  ownAppeal,
  queryTicket,
  rateTicket,
  policyQuestion,
  listDocuments,
  signUp,
  cancelSignUp,
  queryActivity,
  acknowledge,
  planActivity,
  manageActivity,
  broadcastNotice,
  listAttendance,
  chainList,
  addToTicket,
  updateTicket,
  ticketLists,
  ticketPage,
  commonAnswers,
  duty,
  undo,
  doNotDisturb,
  why,
  handOver,
  help,
  smalltalk,
];
