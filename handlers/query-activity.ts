import type { Activity, Session, SignUp } from '../src/core/activity.ts';
import { DAY_MS, MINUTE_MS } from '../src/core/clock.ts';
import { defineCommand, defineHandler, defineIntent, type HandlerContext } from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import { buttonId } from '../src/core/outgoing.ts';
import { occupationTitles, sayDay, saySpan, sayWhen } from '../src/core/phrases-times.ts';
import { shanghaiDate } from '../src/core/shanghai.ts';
import { queryActivitySlots } from '../src/core/slots.ts';
import { findActivities } from '../src/domain/activities/finding.ts';
import { lastEnd, nextSession } from '../src/domain/activities/sessions.ts';
import { signUpSheet } from '../src/domain/activities/sheets.ts';
import { placesLeft } from '../src/domain/sign-ups/index.ts';
import { asksForRank } from '../src/domain/words/sign-ups.ts';

const text = {
  none: '眼下没有安排活动。',
  noneOnDays: '那时候没有安排活动。',
  noneNamed: (name: string) => `没有找到“${name}”。`,
  next: (title: string, when: string) => `最近的是${title}，${when}。`,
  howToPlan: '要办就直接说，比如“下周三晚上搞个培训”。',
  line: (title: string, when: string, where: string) => `${title}：${when}${where}`,
  at: (place: string) => `，${place}`,
  online: '，线上',
  placeToCome: '，地点另行通知',
  span: (day: string, span: string) => `${day} ${span}`,
  head: (title: string, theme: string) => `${title}（${theme}）`,
  otherSession: (whose: string, when: string) => `${whose}另有一场：${when}。`,
  anotherSession: (when: string) => `另有一场：${when}。`,
  checkInFrom: (when: string) => `签到从 ${when} 开始。`,
  placesLeft: (places: number) => `还剩 ${places} 个名额，`,
  anyNumber: '名额不限，',
  full: (waiting: number) => `名额满了，候补 ${waiting} 人，想排队`,
  toSignUp: '回“报名”就行。',
  left: (places: number) => `还剩 ${places} 个名额。`,
  noneLeft: '名额满了。',
  join: '报名',
  closed: '报名截止了。',
  signedUp: '你报上了。',
  signedUpWith: (people: number) => `你报上了，${people} 人。`,
  waiting: (rank: number) => `你在候补第 ${rank}。`,
  more: (rest: number) => `另外还有 ${rest} 个，说名字我细讲。`,
  over: (title: string, when: string) => `${title}已经办完了，是 ${when} 的。`,
  cancelled: (title: string) => `${title}取消了。`,
  rank: (title: string, rank: number, ahead: number) => `“${title}”你排候补第 ${rank}，前面还有 ${ahead} 份报名。`,
  mine: '你报了这些：',
  mineNone: '你眼下没有报名。',
  mineWaiting: '（候补）',
  stop: '。',
};

const SHOWN_MAX = 5;
/** Whoever asks about something older means another one. */
const PAST_MS = 14 * DAY_MS;

type Context = HandlerContext<unknown>;

/** Whoever is to come has the session in his hours first. */
function sessionFor({ member, now }: Context, activity: Activity, signUp: SignUp | undefined): Session | null {
  const ahead = activity.sessions.filter(({ end }) => end > now);
  const chosen = ahead.find(({ id }) => id === signUp?.sessionId);
  const own = ahead.find(({ occupations }) => member.occupation !== null && occupations.includes(member.occupation));
  return chosen ?? own ?? ahead[0] ?? null;
}

const whereOf = ({ place }: Activity, { mode }: Session) =>
  mode === 'online' ? text.online : place === null ? text.placeToCome : text.at(place);

const hoursOf = ({ start, end }: Session, now: number) => text.span(sayDay(start, now), saySpan(start, end));

async function sayOne(ctx: Context, activity: Activity): Promise<string> {
  const { tx, now, branch, member } = ctx;
  const { title, theme } = activity;
  const signUp = await tx.signUps.standing(activity.id, member.id);
  const session = sessionFor(ctx, activity, signUp);
  if (!session) return text.over(title, sayWhen(activity.sessions.at(-1)?.start ?? now, now));
  const others = activity.sessions.filter(({ id, end }) => id !== session.id && end > now);
  const opensAt = session.start - branch.activities.checkInMinutes.before * MINUTE_MS;
  const lines = [
    text.line(theme === null ? title : text.head(title, theme), hoursOf(session, now), whereOf(activity, session)) + text.stop,
    ...others.map(({ start, occupations }) => {
      const whose = occupations.map((occupation) => occupationTitles[occupation]).join('、');
      return whose === '' ? text.anotherSession(sayWhen(start, now)) : text.otherSession(whose, sayWhen(start, now));
    }),
    ...(heardCheckIn.test(wordsOf(ctx)) ? [text.checkInFrom(sayWhen(opensAt, now))] : []),
    await sayPlaces(ctx, activity, signUp),
  ];
  return lines.join('\n');
}

async function sayPlaces(ctx: Context, activity: Activity, signUp: SignUp | undefined): Promise<string> {
  const left = await placesLeft(ctx.tx, activity);
  if (signUp) return (await saySignUp(ctx, activity, signUp)) + (left === null ? '' : left > 0 ? text.left(left) : text.noneLeft);
  if (activity.status === 'closed') return text.closed;
  ctx.offer([{ id: buttonId('sign-up', 'join', activity.id), label: text.join }]);
  if (left === null) return text.anyNumber + text.toSignUp;
  const { waitingPeople } = await signUpSheet(ctx.tx, activity);
  return (left > 0 ? text.placesLeft(left) : text.full(waitingPeople)) + text.toSignUp;
}

async function saySignUp({ tx }: Context, activity: Activity, { id, status, partySize }: SignUp): Promise<string> {
  if (status === 'in') return partySize > 1 ? text.signedUpWith(partySize) : text.signedUp;
  const { waiting } = await signUpSheet(tx, activity);
  return text.waiting(waiting.findIndex((entry) => entry.id === id) + 1);
}

const wordsOf = ({ message }: Context) => (message.kind === 'said' ? message.text : '');

function sayList(ctx: Context, activities: readonly Activity[]): string {
  const lines = activities.slice(0, SHOWN_MAX).flatMap((activity) => {
    const session = sessionFor(ctx, activity, undefined);
    return session ? [text.line(activity.title, sayWhen(session.start, ctx.now), whereOf(activity, session))] : [];
  });
  return [...lines, ...(activities.length > SHOWN_MAX ? [text.more(activities.length - SHOWN_MAX)] : [])].join('\n');
}

/** What there is instead of nothing: the one that was named and is over, or the next of all. */
async function sayNone(ctx: Context, said: string | null, ahead: readonly Activity[]): Promise<string> {
  const { member, message, now } = ctx;
  const [next] = ahead;
  const session = next && sessionFor(ctx, next, undefined);
  if (next && session) return text.noneOnDays + text.next(next.title, sayWhen(session.start, now));
  const where = { member, conversation: message.conversation };
  const [past] = said === null ? [] : await findActivities(ctx, where, said, ['done', 'cancelled', 'open', 'closed']);
  if (past && lastEnd(past) > now - PAST_MS) {
    const start = past.sessions[0]?.start ?? now;
    return past.status === 'cancelled' ? text.cancelled(past.title) : text.over(past.title, sayWhen(start, now));
  }
  const isPlanner = isAllowed(member.role, 'staff');
  return (said === null ? text.none : text.noneNamed(said)) + (isPlanner ? text.howToPlan : '');
}

/** The days asked for; a name in the words keeps them out of the slots, the wish has them still. */
function daysMeant(ctx: HandlerContext<{ from: string | null; to: string | null }>) {
  const { slots, wish } = ctx;
  if (heardSoon.test(wordsOf(ctx))) return { from: null, to: null };
  const said = wish();
  if (slots.from !== null || slots.to !== null || said.kind !== 'said') return slots;
  const { date = null, from = date, to = date } = said.wish;
  return { from, to };
}

/** Held, at least in part, on one of the days. */
function isWithin({ sessions }: Activity, from: string | null, to: string | null): boolean {
  return sessions.some(({ start }) => {
    const day = shanghaiDate(start);
    return (from === null || day >= from) && (to === null || day <= to);
  });
}

/** Asks which ones there are, not about one of them. */
const heardWhich =
  /哪些|几个活动|(?:什么|啥|别的|其他)(?:活动|安排|培训|课)|有(?:没有?|没得)?(?:活动|安排)|活动(?:有|安排|吗|没|列)|安排(?:吗|没|么)/;
/** No days in particular. */
const heardSoon = /最近|近期|近来|这阵子|这段时间/;
const heardCheckIn = /签到|打卡/;
const heardMine =
  /^(?:小蜂|那|看看|查查|查一?下|帮我?查一?下|[\s,，])*(?:我|俺)(?:都|已经|到底|现在)?(?:(?:报|参加)(?:了|过|名了?|上了?)(?:啥|什么|哪些|哪几个|几个|哪个)(?:活动)?|的报名|报的(?:活动|名)|报名的活动)(?:有哪些|有啥|是啥|是什么|呢|呀|啊|来着|了|吗|[\s?!。.？！])*$/;
const heardAmIIn =
  /^(?:小蜂|那|请问|帮我?查一?下|[\s,，])*(?:我|俺)(?:是不是)?(?:报|报名)(?:上名?|成功|上了|名)?(?:了|上)?(?:吗|没有?|嘛|么|不|没报(?:名|上)?)(?:[呀啊\s?!。.？！])*$|^(?:小蜂|那|[\s,，])*报(?:上)?名?(?:上|成功)?了?(?:吗|没有?|嘛|么)[,，\s]?(?:我|俺)[呀啊\s?!。.？！]*$/;

export default defineHandler({
  name: 'query-activity',
  title: '查活动',
  help: '问“有什么活动”“几点开始”“在哪开”“还有名额吗”',
  topic: 'activities',
  text,
  intents: {
    query_activity: defineIntent({
      keywords: ['什么活动', '啥活动', '几点开始', '在哪开', '还有名额', '还能报名'],
      examples: ['最近有什么活动', '党日几点开始', '还有名额吗', '这周末有啥活动'],
      slots: queryActivitySlots,
      async run(ctx) {
        const { activity: said } = ctx.slots;
        const days = daysMeant(ctx);
        const where = { member: ctx.member, conversation: ctx.message.conversation };
        const found = await findActivities(ctx, where, said);
        const ahead = found.filter((activity) => nextSession(activity, ctx.now) !== null);
        const meant = ahead.filter((activity) => isWithin(activity, days.from, days.to));
        const [first, another] = meant;
        if (!first) return ctx.reply(await sayNone(ctx, said, ahead));
        ctx.reply(another && heardWhich.test(wordsOf(ctx)) ? sayList(ctx, meant) : await sayOne(ctx, first));
      },
    }),
  },
  commands: {
    rank: defineCommand({
      allow: 'insider',
      examples: ['我排第几', '我前面还有几个'],
      hears: (words) => (asksForRank(words) ? {} : null),
      async run(ctx) {
        const lines: string[] = [];
        for (const { id, activityId, status } of await ctx.tx.signUps.ofMember(ctx.member.id)) {
          const activity = status === 'waiting' ? await ctx.tx.activities.byId(activityId) : undefined;
          if (!activity || nextSession(activity, ctx.now) === null) continue;
          const { waiting } = await signUpSheet(ctx.tx, activity);
          const ahead = waiting.findIndex((entry) => entry.id === id);
          lines.push(text.rank(activity.title, ahead + 1, ahead));
        }
        // Whoever waits for nothing asks of something else.
        if (lines.length === 0) ctx.pass();
        else ctx.reply(lines.join('\n'));
      },
    }),
    mine: defineCommand({
      allow: 'insider',
      examples: ['我报了啥', '我报名了吗', '我报了哪些活动'],
      hears: (words) => (words.length <= 30 && (heardMine.test(words) || heardAmIIn.test(words)) ? {} : null),
      async run(ctx) {
        const lines: string[] = [];
        for (const { activityId, sessionId, status } of await ctx.tx.signUps.ofMember(ctx.member.id)) {
          const activity = await ctx.tx.activities.byId(activityId);
          const session = activity?.sessions.find(({ id }) => id === sessionId);
          if (!activity || !session || session.end <= ctx.now) continue;
          const line = text.line(activity.title, sayWhen(session.start, ctx.now), whereOf(activity, session));
          lines.push(line + (status === 'waiting' ? text.mineWaiting : ''));
        }
        ctx.reply(lines.length === 0 ? text.mineNone : [text.mine, ...lines].join('\n'));
      },
    }),
  },
});
