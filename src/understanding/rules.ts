// What a single clause gives evidence of, intent by intent.
import type { Intent } from '../core/intent.ts';
import type { Clause } from './clauses.ts';
import * as words from './lexicon.ts';
import { isStaff, type Reading, says } from './reading.ts';
import { isOnlyNumber } from './tickets.ts';
import { senseOf } from './undone.ts';

type Hears = (clause: Clause, reading: Reading, index: number) => boolean;

const told = (clause: Clause) => !clause.asks && !clause.unreal;
const near = ({ clauses }: Reading, index: number) => (clauses[index - 1]?.text ?? '') + (clauses[index]?.text ?? '');
const around = (reading: Reading, index: number) => near(reading, index) + (reading.clauses[index + 1]?.text ?? '');
const concerns = ({ quote, mentions }: Reading) => mentions || Boolean(quote?.signUp || quote?.notice);

/** Words that stand only inside the title of an open activity are its name; a deed reaches out of it. */
function reachesOut(deed: RegExp, { text, start }: Clause, { named }: Reading): boolean {
  const found = deed.exec(text);
  if (!found || !named) return found !== null;
  const at = start + found.index;
  if (at < named.start || at + found[0].length > named.end) return true;
  const behind = text.slice(named.end - start);
  return words.checkIn.doneBehind.test(behind) || deed.test(behind);
}

const hearsCheckIn: Hears = (clause, reading, index) => {
  const { checkIn, behalf, friends } = words;
  const { text } = clause;
  const does = (deed: RegExp) => reachesOut(deed, clause, reading);
  if (reading.quote?.rating || senseOf(clause, reading.clauses[index + 1], reading) === 'undone') return false;
  if (does(checkIn.doubleReport) && !checkIn.doubleReportUnless.test(text) && told(clause)) return true;
  if (!told(clause)) return false;
  if ((does(checkIn.said) && !checkIn.saidUnless.test(text)) || behalf.any.test(text)) return true;
  if (says(friends.others, friends.othersUnless, text) || friends.along.test(text)) return true;
  if (does(checkIn.patrol) && !checkIn.patrolUnless.test(text)) return true;
  // "Morning patrol, all fine": the verdict says that it is done.
  if (
    says(checkIn.patrolKind, checkIn.patrolUnless, text) &&
    words.items.fine.test(around(reading, index).replace(words.checkIn.greeting, ''))
  )
    return true;
  if (says(checkIn.looked, words.study.material, text) && checkIn.rounds.test(reading.spoken)) return true;
  if (checkIn.done.test(text)) return true;
  if (
    checkIn.volunteer.test(around(reading, index)) &&
    does(checkIn.volunteerDone) &&
    !checkIn.volunteerUnless.test(near(reading, index))
  )
    return true;
  if (reading.quote?.question || checkIn.arrivedUnless.test(text)) return false;
  return (
    checkIn.arrived.test(text) ||
    checkIn.saidShort.test(text) ||
    checkIn.arrivedAtEnd.test(text) ||
    checkIn.arrivedSomewhere.test(text)
  );
};

const hearsAcknowledgement: Hears = (clause, { quote }, index) => {
  const { acknowledge } = words;
  if (clause.asks || clause.unreal || quote?.rating || quote?.question || acknowledge.unless.test(clause.text)) return false;
  if (acknowledge.said.test(clause.text) || (index === 0 && acknowledge.opening.test(clause.text))) return true;
  return index === 0 && Boolean(quote?.notice) && acknowledge.reply.test(clause.text);
};

const hearsSignUp: Hears = (clause, reading) => {
  const { signUp } = words;
  if (!told(clause) || (signUp.oath.test(clause.text) && !reading.quote?.signUp) || signUp.unless.test(clause.text)) return false;
  return signUp.said.test(clause.text) || (signUp.weak.test(clause.text) && concerns(reading));
};

const hearsCancelling: Hears = (clause, reading) => {
  const { cancelSignUp } = words;
  if (!told(clause) || cancelSignUp.unless.test(clause.text) || cancelSignUp.trade.test(reading.spoken)) return false;
  if (cancelSignUp.said.test(clause.text)) return true;
  return cancelSignUp.weak.test(clause.text) && (concerns(reading) || reading.context.activities.length > 0);
};

const hearsActivityQuestion: Hears = (clause, reading) => {
  const { activity } = words;
  if (activity.query.test(clause.text)) return !words.help.how.test(clause.text);
  if (!activity.when.test(clause.text) || !(clause.asks || activity.tell.test(clause.text))) return false;
  return activity.mood.test(clause.text) || concerns(reading);
};

const hearsPolicyQuestion: Hears = (clause, reading, index) => {
  const { policy } = words;
  if (!clause.asks || policy.unless.test(clause.text)) return false;
  return policy.rule.test(clause.text) || policy.noun.test(near(reading, index));
};

const hearsTicketUpdate: Hears = (clause, { ticket }) => {
  if (ticket === null || !told(clause)) return false;
  const { ticketTalk } = words;
  return [ticketTalk.accept, ticketTalk.branch, ticketTalk.street, ticketTalk.county, ticketTalk.resolve, ticketTalk.reject].some(
    (action) => action.test(clause.text),
  );
};

const hearsTicketQuestion: Hears = (clause, reading) => {
  const { ticketTalk } = words;
  if (isOnlyNumber(clause.text)) return reading.clauses.length === 1;
  if (!ticketTalk.progress.test(clause.text)) return false;
  return reading.ticket !== null || ticketTalk.own.test(reading.spoken);
};

const hearsRating: Hears = (clause, reading) => {
  const { satisfied, dissatisfied, rated } = words.ticketTalk;
  if (clause.asks) return false;
  if (reading.quote?.rating) return satisfied.test(clause.text) || dissatisfied.test(clause.text);
  if (rated.test(clause.text)) return reading.ticket !== null || reading.context.tickets.length > 0 || reading.spoken.length <= 6;
  return reading.ticket !== null && !isStaff(reading) && dissatisfied.test(clause.text);
};

const hearsStudy: Hears = (clause, { quote }) =>
  told(clause) &&
  says(words.study.said, words.study.unless, clause.text) &&
  (words.study.material.test(clause.text) || Boolean(quote?.study));

const hearsRegistration: Hears = (clause, reading) =>
  told(clause) &&
  !words.registration.unless.test(clause.text) &&
  ((words.registration.said.test(clause.text) && words.registration.self.test(reading.spoken)) ||
    (words.registration.reports.test(clause.text) && words.registration.newcomer.test(reading.spoken)));

const hearsStation: Hears = (clause, reading, index) => {
  const { station } = words;
  if (station.unless.test(clause.text) || !station.where.test(clause.text)) return false;
  const wanted = clause.asks || station.wish.test(clause.text);
  return (
    wanted &&
    station.facilities.some(
      ([, facility]) => facility.test(clause.text) || (index > 0 && clause.text.length < 8 && facility.test(reading.spoken)),
    )
  );
};

const hearsPoints: Hears = ({ text }) => {
  const { points } = words;
  return (
    points.about.test(text) &&
    (points.ask.test(text) || points.rank.test(text) || points.rules.test(text)) &&
    !points.redeemed.test(text)
  );
};

const hearsRedeeming: Hears = (clause, { spoken }) =>
  !clause.unreal &&
  !clause.asks &&
  says(words.points.redeem, words.points.redeemUnless, clause.text) &&
  words.points.currency.test(spoken);

const hearsBroadcast: Hears = ({ text, asks }, reading) =>
  (!asks && says(words.broadcast.said, words.broadcast.unless, text)) ||
  (isStaff(reading) && reading.quote === null && words.broadcast.requireAck.test(text) && !words.attendance.said.test(text));

/** In no particular order: `settle.ts` decides between them. */
export const clauseRules: readonly (readonly [Intent, Hears])[] = [
  ['check_in', hearsCheckIn],
  ['acknowledge', hearsAcknowledgement],
  [
    'help',
    ({ text }, { spoken }) =>
      (words.help.how.test(text) || words.help.what.test(text)) &&
      !words.help.unless.test(text) &&
      !words.help.absent.test(spoken),
  ],
  ['undo', (clause) => told(clause) && says(words.undo.said, words.undo.unless, clause.text)],
  ['sign_up', hearsSignUp],
  ['cancel_sign_up', hearsCancelling],
  ['query_activity', hearsActivityQuestion],
  ['ask_policy', hearsPolicyQuestion],
  ['find_station', hearsStation],
  ['query_points', hearsPoints],
  ['redeem_points', hearsRedeeming],
  ['update_ticket', hearsTicketUpdate],
  ['query_ticket', hearsTicketQuestion],
  ['rate_ticket', hearsRating],
  ['finish_study', hearsStudy],
  ['register', hearsRegistration],
  ['broadcast_notice', hearsBroadcast],
  ['list_attendance', ({ text }) => says(words.attendance.said, words.attendance.unless, text)],
  ['export_report', ({ text }) => says(words.exporting.said, words.exporting.unless, text)],
];
