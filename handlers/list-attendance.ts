import type { Activity, ActivityStatus, SignUp } from '../src/core/activity.ts';
import { HOUR_MS } from '../src/core/clock.ts';
import { defineHandler, defineIntent, type HandlerContext } from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import type { Member } from '../src/core/member.ts';
import { sayDay, sayWhen } from '../src/core/phrases-times.ts';
import { type List, listAttendanceSlots } from '../src/core/slots.ts';
import { findActivities } from '../src/domain/activities/finding.ts';
import { nextSession } from '../src/domain/activities/sessions.ts';
import { attendanceSheet, knownPeople, onSaidDay, peopleOf, signUpSheet } from '../src/domain/activities/sheets.ts';
import { acknowledgedBy, missingFrom, newestAsking } from '../src/domain/notices/index.ts';

const text = {
  noSuchActivity: (name: string) => `没找到“${name}”，说说是哪天的活动。`,
  noActivity: '眼下没有活动，也就没有名单。',
  noNotice: '最近没有要回“收到”的通知。',
  signedUp: (title: string, when: string, people: number) => `${title}（${when}）：报了 ${people} 人`,
  nobodySignedUp: (title: string, when: string) => `${title}（${when}）：还没人报名。`,
  waiting: (people: number) => `，候补 ${people} 人`,
  notSignedUp: (title: string, known: number, missing: number) => `${title}：群里我认识的 ${known} 人里，${missing} 人没报。`,
  allSignedUp: (title: string, known: number) => `${title}：群里我认识的 ${known} 人都报了。`,
  checkedIn: (title: string, people: number) => `${title}：签到 ${people} 人。`,
  nobodyCheckedIn: (title: string) => `${title}：还没人签到。`,
  notStarted: (title: string, when: string) => `${title}还没开始，${when} 开。`,
  notCheckedIn: (title: string, known: number, missing: number) => `${title}：群里我认识的 ${known} 人里，${missing} 人没签到。`,
  allCheckedIn: (title: string, known: number) => `${title}：群里我认识的 ${known} 人都签到了。`,
  acknowledged: (people: number) => `最近那条通知，${people} 人回了收到。`,
  notAcknowledged: (people: number) => `最近那条通知，我认识的人里 ${people} 人还没回。`,
  allAcknowledged: '最近那条通知，我认识的人都回了。',
  labelled: (label: string, list: string) => `${label}：${list}`,
  list: '名单',
  inWaiting: '候补',
  onSite: '现场',
  online: '线上',
  unsaid: '没说在哪',
  signedButAway: '报了名没签到',
  others: '没报也没签到',
  party: (name: string, people: number) => `${name}（${people}人）`,
  guest: (name: string) => `${name}（未登记）`,
  nameless: '没留名字的人',
  more: (list: string, rest: number) => `${list} 等 ${rest} 人`,
  whispered: '名单我私信你了。',
  askDirect: '名单不在群里说，请私聊我要。',
  comma: '、',
  stop: '。',
};

/** Longer lists are cut: nobody reads on, and the platforms cut messages themselves. */
const NAMES_MAX = 60;

const STATUSES: readonly ActivityStatus[] = ['open', 'closed', 'done'];

type Context = HandlerContext<unknown>;
type ListSlots = { what: List | null; activity: string | null };

/** A list in two parts: what may be said in front of everybody, and the lines with names. */
interface Roll {
  head: string;
  names: string[];
}

function nameOf(member: Member | undefined): string {
  const name = member?.name ?? text.nameless;
  return member?.role === 'guest' || member?.role === 'external' ? text.guest(name) : name;
}

/** A line of names under their label; none when nobody is on it. */
function line(label: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, NAMES_MAX).join(text.comma);
  return [text.labelled(label, names.length > NAMES_MAX ? text.more(shown, names.length - NAMES_MAX) : shown)];
}

const firstStart = ({ sessions }: Activity): number => sessions[0]?.start ?? 0;

async function signedUp({ tx, now }: Context, activity: Activity): Promise<Roll> {
  const { sessions, waiting, people, waitingPeople } = await signUpSheet(tx, activity);
  const { title } = activity;
  const when = (activity.sessions.length === 1 ? sayWhen : sayDay)(firstStart(activity), now);
  if (people + waitingPeople === 0) return { head: text.nobodySignedUp(title, when), names: [] };
  const members = await peopleOf(
    tx,
    [...sessions.flatMap(({ signUps }) => signUps), ...waiting].map(({ memberId }) => memberId),
  );
  const named = ({ memberId, partySize }: SignUp) => {
    const name = nameOf(members.get(memberId));
    return partySize > 1 ? text.party(name, partySize) : name;
  };
  const labelOf = (start: number) => (sessions.length === 1 ? text.list : sayWhen(start, now));
  return {
    head: text.signedUp(title, when, people) + (waitingPeople > 0 ? text.waiting(waitingPeople) : '') + text.stop,
    names: [
      ...sessions.flatMap(({ session, signUps }) => line(labelOf(session.start), signUps.map(named))),
      ...line(text.inWaiting, waiting.map(named)),
    ],
  };
}

async function notSignedUp(ctx: Context, activity: Activity): Promise<Roll> {
  const known = await expected(ctx, activity);
  const signUps = await ctx.tx.signUps.ofActivity(activity.id);
  const missing = known.filter(({ id }) => !signUps.some(({ memberId }) => memberId === id));
  const { title } = activity;
  if (missing.length === 0) return { head: text.allSignedUp(title, known.length), names: [] };
  return { head: text.notSignedUp(title, known.length, missing.length), names: line(text.list, missing.map(nameOf)) };
}

async function checkedIn({ tx, now }: Context, activity: Activity): Promise<Roll> {
  const { onSite, online, unsaid } = await attendanceSheet(tx, activity);
  const all = [...onSite, ...online, ...unsaid];
  const { title } = activity;
  if (all.length === 0)
    return { head: isAhead(activity, now) ? notStarted(activity, now) : text.nobodyCheckedIn(title), names: [] };
  const members = await peopleOf(tx, all);
  const namesOf = (ids: readonly string[]) => ids.map((id) => nameOf(members.get(id)));
  return {
    head: text.checkedIn(title, all.length),
    names: [...line(text.onSite, namesOf(onSite)), ...line(text.online, namesOf(online)), ...line(text.unsaid, namesOf(unsaid))],
  };
}

async function notCheckedIn(ctx: Context, activity: Activity): Promise<Roll> {
  if (isAhead(activity, ctx.now)) return { head: notStarted(activity, ctx.now), names: [] };
  const { title } = activity;
  const known = await expected(ctx, activity);
  const { onSite, online, unsaid } = await attendanceSheet(ctx.tx, activity);
  const present = new Set([...onSite, ...online, ...unsaid]);
  const missing = known.filter(({ id }) => !present.has(id));
  if (missing.length === 0) return { head: text.allCheckedIn(title, known.length), names: [] };
  const signUps = await ctx.tx.signUps.ofActivity(activity.id);
  const hadSignedUp = ({ id }: Member) => signUps.some(({ memberId, status }) => memberId === id && status === 'in');
  return {
    head: text.notCheckedIn(title, known.length, missing.length),
    names: [
      ...line(text.signedButAway, missing.filter(hadSignedUp).map(nameOf)),
      ...line(text.others, missing.filter((member) => !hadSignedUp(member)).map(nameOf)),
    ],
  };
}

const isAhead = (activity: Activity, now: number) => firstStart(activity) > now;
const notStarted = (activity: Activity, now: number) => text.notStarted(activity.title, sayWhen(firstStart(activity), now));

/** Those the activity is for, as far as the bot knows them, and whoever signed up from elsewhere; not those who run it. */
async function expected({ tx }: Context, { id, groups }: Activity): Promise<Member[]> {
  const known = new Map((await knownPeople(tx, groups)).map((member) => [member.id, member]));
  const signedUpIds = (await tx.signUps.ofActivity(id)).map(({ memberId }) => memberId);
  for (const [memberId, member] of await peopleOf(tx, signedUpIds)) known.set(memberId, member);
  return [...known.values()].filter(({ role }) => !isAllowed(role, 'staff'));
}

async function read(ctx: Context, isMissing: boolean): Promise<Roll> {
  const { conversation } = ctx.message;
  const notice = await newestAsking(ctx, conversation.kind === 'group' ? conversation.id : null);
  if (!notice) return { head: text.noNotice, names: [] };
  const people = isMissing ? await missingFrom(ctx, notice) : await acknowledgedBy(ctx, notice);
  if (isMissing && people.length === 0) return { head: text.allAcknowledged, names: [] };
  const head = isMissing ? text.notAcknowledged(people.length) : text.acknowledged(people.length);
  return { head, names: line(text.list, people.map(nameOf)) };
}

/** Who signed up is asked of what is ahead, who was there of what has begun; the nearest of these. */
async function activityFor(ctx: HandlerContext<ListSlots>): Promise<Activity | null> {
  const { what, activity: said } = ctx.slots;
  const where = { member: ctx.member, conversation: ctx.message.conversation };
  const found = onSaidDay(await findActivities(ctx, where, said, STATUSES), ctx.wish());
  const isAsked = what === 'checked_in' || what === 'not_checked_in' ? hasBegun : isToCome;
  return (what === null ? undefined : found.find((activity) => isAsked(activity, ctx.now))) ?? found[0] ?? null;
}

/** From the hour before on people are expected. */
const hasBegun = (activity: Activity, now: number) => firstStart(activity) - HOUR_MS <= now;
const isToCome = (activity: Activity, now: number) => nextSession(activity, now) !== null;

async function rollOf(ctx: HandlerContext<ListSlots>): Promise<Roll> {
  const { what, activity: said } = ctx.slots;
  if (what === 'acknowledged' || what === 'not_acknowledged') return await read(ctx, what === 'not_acknowledged');
  const activity = await activityFor(ctx);
  if (!activity) return { head: said === null ? text.noActivity : text.noSuchActivity(said), names: [] };
  switch (what ?? (isAhead(activity, ctx.now) ? 'signed_up' : 'checked_in')) {
    case 'signed_up':
      return await signedUp(ctx, activity);
    case 'not_signed_up':
      return await notSignedUp(ctx, activity);
    case 'checked_in':
      return await checkedIn(ctx, activity);
    case 'not_checked_in':
      return await notCheckedIn(ctx, activity);
  }
}

export default defineHandler({
  name: 'list-attendance',
  title: '看名单',
  help: null,
  staffHelp: '看名单：“谁报名了”“谁到了”“谁没收到”',
  staffTopic: 'lists',
  text,
  intents: {
    list_attendance: defineIntent({
      keywords: ['名单', '谁报名', '谁没报', '谁来了', '谁没来', '谁没回'],
      examples: ['谁报名了', '党日谁没报名', '签到名单', '谁没来', '谁没收到'],
      slots: listAttendanceSlots,
      async run(ctx) {
        const { head, names } = await rollOf(ctx);
        const isDirect = ctx.message.conversation.kind === 'direct';
        if (isDirect || names.length === 0) return ctx.reply([head, ...names].join('\n'));
        // Who is on a list and who is not is nobody else's business.
        ctx.reply(head + (ctx.whisper([head, ...names].join('\n')) ? text.whispered : text.askDirect));
      },
    }),
  },
});
