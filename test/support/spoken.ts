// What the house says by itself and of plans, each with something to say it of: the functions take records, not words.
import type { Activity, Session } from '../../src/core/activity.ts';
import { activityPhrases } from '../../src/core/phrases-activities.ts';
import { activityCheckInPhrases } from '../../src/core/phrases-check-in.ts';
import { noticePhrases } from '../../src/core/phrases-notices.ts';
import { sayPlanNote } from '../../src/core/phrases-plan-notes.ts';
import { sayDraft, sayMove, sayPlanRefusal } from '../../src/core/phrases-planned.ts';
import { pushPhrases } from '../../src/core/phrases-push.ts';
import { reminderPhrases } from '../../src/core/phrases-reminders.ts';
import { rightsPhrases } from '../../src/core/phrases-rights.ts';
import { waitingPhrases } from '../../src/core/phrases-waiting.ts';
import type { PlanNote } from '../../src/core/planner.ts';

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
  digest: pushPhrases.digest(['安全培训：周五 20:05', '【通知】今晚大风']),
  handedOver: rightsPhrases.handedOver('李书记', 3, 1),
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
};
