import type { Handler } from '../src/core/handler.ts';
import acknowledge from './acknowledge.ts';
import addToTicket from './add-to-ticket.ts';
import allClear from './all-clear.ts';
import arrangePatrol from './arrange-patrol.ts';
import askedOfOthers from './asked-of-others.ts';
import broadcastNotice from './broadcast-notice.ts';
import callOffPatrol from './call-off-patrol.ts';
import cancelSignUp from './cancel-sign-up.ts';
import chainList from './chain-list.ts';
import checkIn from './check-in.ts';
import commonAnswers from './common-answers.ts';
import correctHours from './correct-hours.ts';
import correctPoints from './correct-points.ts';
import decideExchange from './decide-exchange.ts';
import decidePosts from './decide-posts.ts';
import doNotDisturb from './do-not-disturb.ts';
import duty from './duty.ts';
import exchange from './exchange.ts';
import findStation from './find-station.ts';
import goods from './goods.ts';
import handOver from './hand-over.ts';
import heldOrders from './held-orders.ts';
import help from './help.ts';
import listAttendance from './list-attendance.ts';
import listDocuments from './list-documents.ts';
import manageActivity from './manage-activity.ts';
import ownAppeal from './own-appeal.ts';
import ownData from './own-data.ts';
import ownExchanges from './own-exchanges.ts';
import ownRecords from './own-records.ts';
import ownRegistration from './own-registration.ts';
import patrolRoster from './patrol-roster.ts';
import planActivity from './plan-activity.ts';
import points from './points.ts';
import policyQuestion from './policy-question.ts';
import posts from './posts.ts';
import queryActivity from './query-activity.ts';
import queryTicket from './query-ticket.ts';
import raiseAppeal from './raise-appeal.ts';
import rateTicket from './rate-ticket.ts';
import register from './register.ts';
import registrationsLeft from './registrations-left.ts';
import reportHazard from './report-hazard.ts';
import sentNotices from './sent-notices.ts';
import serviceLists from './service-lists.ts';
import signUp from './sign-up.ts';
import smalltalk from './smalltalk.ts';
import study from './study.ts';
import studyMaterial from './study-material.ts';
import ticketLists from './ticket-lists.ts';
import ticketPage from './ticket-page.ts';
import undo from './undo.ts';
import updateTicket from './update-ticket.ts';
import verifyRegistration from './verify-registration.ts';
import volunteerHours from './volunteer-hours.ts';
import why from './why.ts';

/** Everything people can ask for, in the order of the help within each topic. A new skill is one line here. */
export const handlers: readonly Handler[] = [
  checkIn,
  reportHazard,
  raiseAppeal,
  ownAppeal,
  queryTicket,
  rateTicket,
  findStation,
  policyQuestion,
  listDocuments,
  signUp,
  cancelSignUp,
  queryActivity,
  study,
  acknowledge,
  planActivity,
  manageActivity,
  broadcastNotice,
  sentNotices,
  studyMaterial,
  listAttendance,
  askedOfOthers,
  ownRecords,
  heldOrders,
  points,
  exchange,
  ownExchanges,
  decideExchange,
  goods,
  correctPoints,
  correctHours,
  volunteerHours,
  decidePosts,
  chainList,
  addToTicket,
  allClear,
  updateTicket,
  ticketLists,
  ticketPage,
  commonAnswers,
  duty,
  patrolRoster,
  callOffPatrol,
  arrangePatrol,
  serviceLists,
  posts,
  register,
  ownRegistration,
  registrationsLeft,
  verifyRegistration,
  ownData,
  undo,
  doNotDisturb,
  why,
  handOver,
  help,
  smalltalk,
];
