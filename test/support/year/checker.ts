// What must hold at the end of the year, read from the product's rules and not from the program.

/** One delivery, as somebody saw it arrive. */
export interface Delivery {
  /** The same for every attempt: platforms show one of them. */
  id: string;
  /** By the bot's own clock. */
  at: number;
  /** By a clock that was never set. */
  trueAt: number;
  to: { group: string } | { member: string };
  text: string;
  /** An answer to what somebody had just said. */
  isAsked: boolean;
}

/** As the simulator's API shows it. */
export interface State {
  activities: {
    id: string;
    title: string;
    kind: string;
    status: string;
    groups: string[];
    sessions: { id: string; start: string; end: string; mode: string; occupations: string[] }[];
  }[];
  signUps: { activity: string; session: string; member: string; status: string; at: string }[];
  notices: { id: string; body: string; urgent: boolean; sentAt: string | null; acknowledged: string[] }[];
  attendance: { activity: string | null; member: string }[];
  outbox: { status: string; text: string; dueAt: string; reason: string | null }[];
}

export interface Roll {
  occupationOf: Record<string, string>;
  /** Whose hours count in a group: every trade that makes up a fifth of it. */
  trades: Record<string, readonly string[]>;
}

/** Product rule "When these people are free": minutes of the day in which pushes may be sent. */
const WINDOWS: Record<string, readonly (readonly [from: string, to: string])[]> = {
  courier: [
    ['12:30', '13:30'],
    ['20:00', '21:30'],
  ],
  rider: [
    ['14:00', '17:00'],
    ['21:00', '22:00'],
  ],
  driver: [
    ['10:00', '11:30'],
    ['14:00', '16:00'],
  ],
  office: [['09:00', '17:30']],
};

const MINUTE = 60_000;
const DAY = 86_400_000;
const clock = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(11, 16);
const month = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 7);
const isFree = (trade: string, at: number) => WINDOWS[trade]!.some(([from, to]) => from <= clock(at) && clock(at) < to);

const targetOf = ({ to }: Delivery): string => ('group' in to ? `group ${to.group}` : `member ${to.member}`);
const show = (delivery: Delivery): string =>
  `${new Date(delivery.at + 8 * 3_600_000).toISOString().slice(0, 16)} → ${targetOf(delivery)}: ${delivery.text.slice(0, 60)}`;

/** Two deliveries with one id are one message: the first. */
export function oncePerId(deliveries: readonly Delivery[]): Delivery[] {
  return [...new Map([...deliveries].reverse().map((delivery) => [delivery.id, delivery])).values()].reverse();
}

export interface Findings {
  outsideWindows: string[];
  onTheMark: string[];
  duplicates: string[];
  unreminded: string[];
  waiting: string[];
  /** Months without exactly one party day that nobody was told of. */
  months: string[];
}

export interface Counts {
  deliveries: number;
  pushes: number;
  reminders: number;
  /** People who came to be reminded: in at the start, signed up a day before or longer. */
  attendees: number;
  /** Not counted among them: they had asked for a day without reminders. */
  quiet: number;
  partyDays: number;
  otherActivities: number;
  cancelled: number;
  notices: number;
  acknowledgements: number;
  checkIns: number;
  pointedOut: number;
}

export function check(
  state: State,
  delivered: readonly Delivery[],
  { occupationOf, trades }: Roll,
  quietDays: readonly { member: string; at: number }[],
): { findings: Findings; counts: Counts } {
  const all = oncePerId(delivered);
  const pushes = all.filter(({ isAsked }) => !isAsked);
  const urgentBodies = state.notices.filter(({ urgent }) => urgent).map(({ body }) => body);
  const planned = pushes.filter(({ text }) => !urgentBodies.some((body) => text.includes(body)));
  const listeners = ({ to }: Delivery) => ('group' in to ? trades[to.group]! : [occupationOf[to.member]!]);

  const held = state.activities.filter(({ status }) => status === 'done');
  const sessions = new Map(
    held.flatMap((activity) => activity.sessions.map(({ id, start }) => [id, { activity, start: Date.parse(start) }] as const)),
  );
  const reminders = Map.groupBy(
    pushes.filter(({ text }) => text.startsWith('提醒')),
    targetOf,
  );
  let quiet = 0;
  const attendees = state.signUps.filter(({ session, status, at, member }) => {
    const start = sessions.get(session)?.start;
    if (start === undefined || status !== 'in' || Date.parse(at) > start - DAY) return false;
    const asked = quietDays.some((day) => day.member === member && day.at > Date.parse(at) - DAY && day.at < start);
    if (asked) quiet += 1;
    return !asked;
  });
  const unreminded = attendees.filter(({ session, member, at }) => {
    const { activity, start } = sessions.get(session)!;
    return !(reminders.get(`member ${member}`) ?? []).some(
      (delivery) =>
        delivery.text.includes(activity.title) &&
        speaksOf(delivery, start) &&
        delivery.trueAt > Date.parse(at) &&
        delivery.trueAt < start,
    );
  });

  const partyDays = held.filter(({ kind }) => kind === 'party_day');
  const missing = pushes.filter(({ text }) => text.includes('还没安排主题党日'));
  const months = Array.from({ length: 12 }, (_, index) => index + 1).filter((number) => {
    const name = `2026-${String(number).padStart(2, '0')}`;
    const count = partyDays.filter((activity) => activity.sessions.some(({ start }) => month(Date.parse(start)) === name)).length;
    return count !== 1 && !missing.some(({ text }) => text.startsWith(`${number}月`));
  });
  return {
    findings: {
      outsideWindows: planned.filter((delivery) => !listeners(delivery).every((trade) => isFree(trade, delivery.at))).map(show),
      onTheMark: planned.filter(({ at }) => Math.floor(at / MINUTE) % 30 === 0).map(show),
      duplicates: duplicatesIn(pushes).map(show),
      unreminded: unreminded.map(({ session, member, at }) => {
        const { activity, start } = sessions.get(session)!;
        return `${activity.title} ${new Date(start + 8 * 3_600_000).toISOString().slice(0, 16)}: ${member}, signed up ${at}`;
      }),
      waiting: state.outbox
        .filter(({ status }) => status === 'waiting')
        .map(({ text, dueAt }) => `${dueAt} ${text.slice(0, 60)}`),
      months: months.map(String),
    },
    counts: {
      deliveries: all.length,
      pushes: pushes.length,
      reminders: [...reminders.values()].flat().length,
      attendees: attendees.length,
      quiet,
      partyDays: partyDays.length,
      otherActivities: state.activities.filter(({ kind, status }) => kind !== 'party_day' && status !== 'draft').length,
      cancelled: state.activities.filter(({ status }) => status === 'cancelled').length,
      notices: state.notices.filter(({ sentAt }) => sentAt !== null).length,
      acknowledgements: state.notices.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0),
      checkIns: state.attendance.filter(({ activity }) => activity !== null).length,
      pointedOut: missing.length,
    },
  };
}

/** Days since 1 January 1970 in Shanghai, which was a Thursday; weeks begin on Mondays. */
const dayNumber = (at: number): number => Math.floor((at + 8 * 3_600_000) / DAY);
const weekNumber = (day: number): number => Math.floor((day + 3) / 7);

/** True when the words name this instant, as people do who speak when they were delivered: a reminder of the old hour is none of the new. */
function speaksOf({ at, text }: Delivery, start: number): boolean {
  const [day, today] = [dayNumber(start), dayNumber(at)];
  const [, , month, date] = /^(\d+)-0?(\d+)-0?(\d+)/.exec(new Date(start + 8 * 3_600_000).toISOString())!.map(Number);
  const weekday = `周${'一二三四五六日'[(day + 3) % 7]}`;
  const near = ['今天', '明天', '后天'][day - today];
  const week = ['', '下'][weekNumber(day) - weekNumber(today)];
  const words = [near, week === undefined ? undefined : week + weekday, `${month}月${date}日`].filter(
    (word) => word !== undefined,
  );
  return [...words.map((word) => `${word} ${clock(start)}`), `${month}月${date}日（${weekday}）${clock(start)}`].some((when) =>
    text.includes(when),
  );
}

/** Words without a day of their own, such as a notice's, are not said again for so long. */
const SAME_MATTER_MS = 20 * DAY;

/** "Tomorrow" speaks of another day each time it is said on another day, "Wednesday" in another week. */
function daySpokenOf({ at, text }: Delivery): number | null {
  const today = dayNumber(at);
  if (/[今明后]天 \d/.test(text)) return today;
  return /周[一二三四五六日] \d/.test(text) ? weekNumber(today) : null;
}

function duplicatesIn(pushes: readonly Delivery[]): Delivery[] {
  const said = new Map<string, number>();
  return pushes.filter((delivery) => {
    const name = `${targetOf(delivery)}\n${delivery.text}\n${daySpokenOf(delivery)}`;
    const before = said.get(name);
    said.set(name, delivery.at);
    return before !== undefined && Math.abs(delivery.at - before) < SAME_MATTER_MS;
  });
}
