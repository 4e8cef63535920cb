// What the house says by itself and of plans, each with something to say it of: the functions take records, not words.
import type { Activity, Session } from '../../src/core/activity.ts';
import { branchSchema } from '../../src/core/branch.ts';
import { activityPhrases } from '../../src/core/phrases-activities.ts';
import { appealPhrases, sayHidden } from '../../src/core/phrases-appeals.ts';
import { activityCheckInPhrases } from '../../src/core/phrases-check-in.ts';
import { sayHandled, sayRaised, sayStep } from '../../src/core/phrases-lists.ts';
import { noticePhrases } from '../../src/core/phrases-notices.ts';
import { pagePhrases, sayInFull } from '../../src/core/phrases-pages.ts';
import { photoPhrases } from '../../src/core/phrases-photos.ts';
import { sayPlanNote } from '../../src/core/phrases-plan-notes.ts';
import { sayDraft, sayMove, sayPlanRefusal } from '../../src/core/phrases-planned.ts';
import { pushPhrases } from '../../src/core/phrases-push.ts';
import { reminderPhrases } from '../../src/core/phrases-reminders.ts';
import { extraQuestionTexts, reportPhrases } from '../../src/core/phrases-reports.ts';
import { rightsPhrases } from '../../src/core/phrases-rights.ts';
import { sayStatus } from '../../src/core/phrases-status.ts';
import { ticketPhrases } from '../../src/core/phrases-tickets.ts';
import { waitingPhrases } from '../../src/core/phrases-waiting.ts';
import type { PlanNote } from '../../src/core/planner.ts';
import { handlingActions, type Ticket, type TicketEvent } from '../../src/core/ticket.ts';
import { ticketDraft } from './tickets.ts';

const at = (when: string) => Date.parse(`${when}:00+08:00`);
const now = at('2026-11-23T10:00');

const evening: Session = {
  id: '2',
  start: at('2026-12-02T20:05'),
  end: at('2026-12-02T21:05'),
  mode: 'onsite',
  occupations: ['courier'],
};
const afternoon: Session = {
  ...evening,
  id: '1',
  start: at('2026-12-02T14:05'),
  end: at('2026-12-02T15:05'),
  occupations: ['rider'],
};

const activity: Activity = {
  id: '1',
  title: '12月主题党日',
  kind: 'party_day',
  theme: '学习防诈骗',
  groups: ['g1'],
  place: '长江路小哥驿站',
  capacity: 40,
  mode: 'onsite',
  status: 'open',
  sessions: [afternoon, evening],
  signUpUntil: null,
  notes: ['快递员、骑手空的时间凑不到一起，分2场开', '10:00快递员都在派件，改到20:05'],
  insisted: false,
  createdBy: 'li',
  seriesId: null,
  revision: 0,
  createdAt: now,
};

const reminded = { title: activity.title, start: evening.start, place: activity.place, mode: 'onsite', dated: false } as const;

const notes: PlanNote[] = [
  { kind: 'moved_to_window', occupation: 'courier', wished: '10:00', start: '20:05' },
  { kind: 'moved_earlier', occupation: 'rider', wished: '16:45', start: '16:00' },
  { kind: 'separate_sessions', occupations: ['courier', 'rider', 'driver'] },
  { kind: 'joint_session', occupations: ['rider', 'driver'] },
  { kind: 'moved_from_season', season: '双12', wished: '2026-12-10', date: '2026-12-07' },
  { kind: 'moved_from_holiday', wished: '2027-01-01', date: '2027-01-04' },
  { kind: 'moved_from_rest_day', wished: '2026-12-05', date: '2026-12-04' },
  { kind: 'moved_from_pause', reason: 'storm', wished: '2026-12-03', date: '2026-12-04' },
  { kind: 'day_too_short', wished: '2026-11-23', date: '2026-11-24' },
  { kind: 'online_instead', season: '双11', date: '2026-11-10' },
  { kind: 'shortened', occupation: 'courier', minutes: 90 },
  { kind: 'insisted', occupations: ['courier', 'rider'] },
  { kind: 'calendar_unknown', year: 2028 },
];

const draft = {
  activity,
  counts: [12, 28],
  announcedAt: [at('2026-11-23T12:36'), at('2026-11-23T14:05')],
  reminderRounds: 3,
  pushesLeft: 12,
  clashes: [{ title: '安全培训', start: evening.start }],
  onlyFor: ['江畔快递群'],
  every: { kind: 'monthly_weekday', nth: 3, weekday: 3 },
  isProposed: true,
} as const;

const attended = { people: 28, waiting: 3, onSite: 20, online: 5, unsaid: 1, guests: 4 };

const settings = branchSchema.parse({});
const stands: Ticket = {
  ...ticketDraft({ createdAt: now, levelAt: now, statusAt: now, dueAt: at('2026-11-24T10:00'), outcome: '清走三轮，划了线。' }),
  id: '1',
  number: 'H-0031',
};
const stood = {
  open: {},
  street: { level: 'street', dueAt: at('2026-12-02T18:00') },
  accepted: { status: 'accepted', dueAt: at('2026-11-27T10:00') },
  overdue: { status: 'accepted', dueAt: at('2026-11-20T10:00') },
  resolved: { status: 'resolved' },
  satisfied: { status: 'closed', end: 'satisfied' },
  unreached: { status: 'closed', end: 'unreached' },
  withdrawn: { status: 'closed', end: 'withdrawn' },
  duplicate: { status: 'rejected', end: 'duplicate', outcome: '和 H-0003 是同一件事' },
  rejected: { status: 'rejected', outcome: '不归我们管' },
} satisfies Record<string, Partial<Ticket>>;
const step: TicketEvent = { id: 1, ticketId: '1', at: now, by: null, isReporter: false, action: 'accept', note: null };

/** Name → what is said. Where something is listed, in lines of their own. */
export const spoken: Record<string, string> = {
  announcement: activityPhrases.announcement(activity, true),
  why: activityPhrases.why(activity.notes),
  moved: activityPhrases.moved(activity),
  placeChanged: activityPhrases.placeChanged(activity),
  movedYours: activityPhrases.movedYours(activity, evening),
  movedWaiting: activityPhrases.movedWaiting(activity, evening),
  cancelled: activityPhrases.cancelled(activity),
  summary: activityPhrases.summary(activity, attended),
  noPartyDay: activityPhrases.noPartyDay(12, null),
  noPartyDayOn: activityPhrases.noPartyDay(12, at('2026-12-25T00:00')),
  reminder: reminderPhrases.remind([reminded], now),
  reminders: reminderPhrases.remind([reminded, { ...reminded, title: '安全培训', dated: true }], now),
  movedUp: waitingPhrases.movedUp(activity, evening),
  whyMovedUp: waitingPhrases.whyMovedUp(activity.title),
  notice: noticePhrases.toGroup('今晚大风，收好东西。', true),
  noticeAlone: noticePhrases.toMember('今晚大风，收好东西。', true),
  noticeReminder: noticePhrases.remindMember('今晚大风，收好东西。'),
  noticeReminderInGroup: noticePhrases.remindInGroup('今晚大风，收好东西。'),
  second: noticePhrases.second('李书记', 1_200, '今晚大风。', true),
  secondInWords: noticePhrases.second('李书记', 1_200, '今晚大风。', false),
  agreed: noticePhrases.agreed('王姐', evening.start, now),
  declined: noticePhrases.declined('王姐'),
  expired: noticePhrases.expired,
  budgetNearlySpent: pushPhrases.budgetNearlySpent('江畔快递群', 96, 120),
  budgetSpent: pushPhrases.budgetSpent('江畔快递群'),
  callsNear: pushPhrases.quotaNear.dingtalk_calls(80),
  callsSpent: pushPhrases.quotaSpent.dingtalk_calls,
  messagesNear: pushPhrases.quotaNear.dingtalk_messages(80),
  messagesSpent: pushPhrases.quotaSpent.dingtalk_messages,
  digest: pushPhrases.digest(['安全培训：周五 20:05', '【通知】今晚大风']),
  ...Object.fromEntries(
    (['too_large', 'unreadable', 'gone', 'forbidden', 'not_stored'] as const).map((reason) => [
      `photoNotKept.${reason}`,
      photoPhrases.notKept('H-0031', reason),
    ]),
  ),
  photosUnsent: photoPhrases.unsent(2),
  handedOver: rightsPhrases.handedOver('李书记', 3, 1, 2),
  checkInEarly: activityCheckInPhrases.early(activity.title, evening.start, now),
  checkInLate: activityCheckInPhrases.late(activity.title, evening.end, now),
  checkInElsewhere: activityCheckInPhrases.elsewhere,
  checkInNotYours: activityCheckInPhrases.notYours,
  checkInWindow: activityCheckInPhrases.window(activity.title, 30, 30),
  draft: sayDraft(draft, now),
  move: sayMove(
    { before: activity, after: activity, sessions: activity.sessions, place: '江畔驿站', isOnline: false, signedUp: 12 },
    now,
  ),
  ...Object.fromEntries(notes.map((note) => [`note.${note.kind}`, sayPlanNote(note)])),
  ...Object.fromEntries(
    (['past', 'end_before_start', 'too_far', 'nobody', 'no_group'] as const).map((kind) => [
      `refusal.${kind}`,
      sayPlanRefusal({ kind }, null),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(stood).map(([name, over]) => [
      `status.${name}`,
      sayStatus(settings, { ...stands, ...over }, { handler: '李书记', hasOutcome: true }, now),
    ]),
  ),
  listRaised: sayRaised({ ...stands, handler: null }, now),
  listHandled: sayHandled(settings, { ...stands, ...stood.accepted, handler: '李书记' }, now),
  listUrgent: sayHandled(settings, { ...stands, urgent: true, handler: null }, now),
  step: sayStep(settings, { ...step, by: 'li', note: '先找物业' }, '李书记', now),
  stepByItself: sayStep(settings, { ...step, action: 'escalate_street' }, null, now),
  ticketNew: ticketPhrases.newOne(settings, stands, '老周'),
  ticketNewUrgent: ticketPhrases.newOne(settings, { ...stands, level: 'street', urgent: true }, null),
  ticketNewOnes: ticketPhrases.newOnes([ticketPhrases.newInBrief(stands), ticketPhrases.newInBrief(stands)]),
  ticketNobodyThere: ticketPhrases.nobodyThere(settings, 'street'),
  ticketWarn: ticketPhrases.warn(settings, stands),
  ticketWarnAtTop: ticketPhrases.warn(settings, { ...stands, level: 'county', status: 'accepted' }),
  ticketWentUp: ticketPhrases.wentUp(settings, { ...stands, level: 'street' }, 'branch'),
  ticketPassedAtTop: ticketPhrases.passedAtTop(settings, { ...stands, level: 'county' }),
  ticketTakenOver: handlingActions.map((action) => ticketPhrases.takenOver(settings, stands, '王姐', action)).join('\n'),
  ticketAskedForAgain: ticketPhrases.supplemented(stands, null),
  ticketSupplemented: ticketPhrases.supplemented(stands, '西门也有'),
  ticketOnTheWay: ticketPhrases.onTheWay(stands, '王姐'),
  ticketWithdrawn: ticketPhrases.withdrawn(stands),
  ticketSatisfied: ticketPhrases.satisfied(stands),
  ticketUnsatisfied: ticketPhrases.reopened(stands, 'unsatisfied', '车还在那'),
  ticketNotYet: ticketPhrases.reopened(stands, 'not_yet', null),
  ticketSameAs: ticketPhrases.sameAs('H-0009'),
  reporterAccepted: ticketPhrases.toReporter.accepted(settings, stands, '李书记'),
  reporterTakenOver: ticketPhrases.toReporter.takenOver(stands, '王姐'),
  reporterSentDown: ticketPhrases.toReporter.sentDown(settings, stands),
  reporterEscalated: ticketPhrases.toReporter.escalated(settings, { ...stands, level: 'street' }),
  reporterWentUp: ticketPhrases.toReporter.wentUp(settings, { ...stands, level: 'street' }, 'branch', true),
  reporterWentUpToNobody: ticketPhrases.toReporter.wentUp(settings, { ...stands, level: 'street' }, 'branch', false),
  reporterTold: ticketPhrases.toReporter.told(settings, stands),
  reporterPassedAtTop: ticketPhrases.toReporter.passedAtTop(settings, { ...stands, level: 'county' }),
  reporterOnTheWay: ticketPhrases.toReporter.onTheWay(stands, '王姐'),
  reporterSettled: ticketPhrases.toReporter.settled(settings, stands),
  reporterAskedAgain: ticketPhrases.toReporter.askedAgain(stands),
  reporterMerged: ticketPhrases.toReporter.merged(stands, 'H-0009'),
  reporterAfterAll: ticketPhrases.toReporter.afterAll(
    stands,
    [
      ticketPhrases.toReporter.briefly.accepted(settings, stands),
      ticketPhrases.toReporter.briefly.takenOver('王姐'),
      ticketPhrases.toReporter.briefly.wentUp(settings, 'branch'),
    ],
    ticketPhrases.toReporter.passedAtTop(settings, { ...stands, level: 'county' }),
  ),
  reporterBriefly: [
    ticketPhrases.toReporter.briefly.sentDown(settings, stands),
    ticketPhrases.toReporter.briefly.escalated(settings, { ...stands, level: 'street' }),
  ].join('\n'),
  ticketNewQuestion: ticketPhrases.newOne(settings, { ...stands, kind: 'appeal', number: 'A-0012' }, null, [], true),
  ticketNewAdded: ticketPhrases.newOne(settings, stands, '老周', ['西门也有']),
  ticketWentUpUnsatisfied: ticketPhrases.wentUpUnsatisfied(settings, { ...stands, level: 'street' }, '车还在那'),
  reporterRejected: ticketPhrases.toReporter.rejected({ ...stands, outcome: '不归我们管' }),
  followerSettled: ticketPhrases.toFollower.settled(stands),
  followerRejected: ticketPhrases.toFollower.rejected({ ...stands, outcome: null }),
  appealHidden: [
    sayHidden('A-0012', 'nobody', []),
    sayHidden('A-0012', 'group', []),
    sayHidden('A-0012', 'handlers', ['A-0009', 'A-0010']),
    appealPhrases.cannotHide('A-0012'),
  ].join('\n'),
  appealWhoKnows: [appealPhrases.isAnonymous('A-0012'), appealPhrases.isNamed('A-0012')].join('\n'),
  appealElsewhere: [appealPhrases.inGroup, appealPhrases.tellMeAlone, appealPhrases.privateMatter].join('\n'),
  pageDoor: Object.values(pagePhrases.door).join('\n'),
  pageGone: Object.values(pagePhrases.gone).join('\n'),
  pagePrint: pagePhrases.print,
  pagePack: [pagePhrases.packTitle('A-0012'), pagePhrases.packPurpose, pagePhrases.madeAt(sayInFull(now))].join('\n'),
  pagePhotos: [pagePhrases.photos.waiting(1), pagePhrases.photos.failed(2), pagePhrases.photos.gone(3)].join('\n'),
  reportRegistered: reportPhrases.registered(stands, '李书记', now),
  reportRegisteredLater: reportPhrases.registeredLater(stands, '支部'),
  reportCome: reportPhrases.come(stands),
  reportComeByUs: reportPhrases.comeByUs(stands, '先打 119，人离远点！'),
  reportComeAgain: reportPhrases.comeAgain(settings, stands, null),
  reportComeAgainNobody: reportPhrases.comeAgain(settings, { ...stands, level: 'street' }, '先打 119，人离远点！'),
  reportNobodyAnswered: reportPhrases.nobodyAnswered(stands, '先打 119，人离远点！'),
  reportComeAlone: reportPhrases.comeAlone(stands, []),
  reportComeAloneAgain: reportPhrases.comeAloneAgain(settings, stands, ['门也烧着了'], null),
  reportLastCall: reportPhrases.lastCall,
  reportPlaceCame: reportPhrases.placeCame(stands),
  reportSameAsked: reportPhrases.sameAsked(stands, now),
  reportDuplicateOf: reportPhrases.duplicateOf('H-0009'),
  reportPhotosAt: reportPhrases.photosAt('H-0009'),
  reportPosition: reportPhrases.position('32.06000', '118.79000'),
  reportPhotosAdded: reportPhrases.photosAdded(2),
  reportRegisteredBriefly: reportPhrases.registeredBriefly,
  dutyTakenOff: reportPhrases.offDuty([{ name: '小吴' }], evening.start),
  reportMerged: reportPhrases.merged(stands, 'H-0009'),
  dutyGiven: reportPhrases.onDuty('李书记', evening.start),
  ...Object.fromEntries(Object.entries(extraQuestionTexts).map(([name, question]) => [`extra.${name}`, question])),
};
