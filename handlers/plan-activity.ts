import { z } from 'zod';
import type { Activity } from '../src/core/activity.ts';
import { defineAnswer, defineCommand, defineHandler, defineIntent, type HandlerContext } from '../src/core/handler.ts';
import { phrases } from '../src/core/phrases.ts';
import { kindTitles } from '../src/core/phrases-activities.ts';
import { draftPhrases } from '../src/core/phrases-drafts.ts';
import {
  isNow,
  noSuchTime,
  sayDraft,
  sayInstants,
  sayMove,
  sayPlanRefusal,
  sayRecurrence,
  saySessions,
} from '../src/core/phrases-planned.ts';
import { sayWhen } from '../src/core/phrases-times.ts';
import type { Wish, WishSaid } from '../src/core/planner.ts';
import { type PlanActivitySlots, planActivitySlots } from '../src/core/slots.ts';
import { change, rehearse } from '../src/domain/activities/changing.ts';
import { apartFromDeadline } from '../src/domain/activities/deadline.ts';
import { covers, saidOfDraft } from '../src/domain/activities/draft-reading.ts';
import { shownOf, titlesOf } from '../src/domain/activities/draft-shown.ts';
import { type DraftState, draftState } from '../src/domain/activities/draft-state.ts';
import {
  createDraft,
  type DraftChanges,
  type DraftOutcome,
  dropDraft,
  reviseDraft,
  withMonthHeld,
} from '../src/domain/activities/drafts.ts';
import { findActivities } from '../src/domain/activities/finding.ts';
import { formerLike } from '../src/domain/activities/former.ts';
import type { MoveOutcome } from '../src/domain/activities/moving.ts';
import {
  changeOf,
  type Move,
  moveAfresh,
  moveIn,
  moveSchema,
  nameSaid,
  requestIn,
  withoutRule,
} from '../src/domain/activities/plan-reading.ts';
import { apartFromRoster, placeIn, withoutTimes } from '../src/domain/activities/plan-words.ts';
import { publish } from '../src/domain/activities/publishing.ts';
import { createSeries, repeatDraft } from '../src/domain/activities/series.ts';
import { isRunning, sessionsAhead } from '../src/domain/activities/sessions.ts';
import { draftFromTemplate, findTemplate } from '../src/domain/activities/templates.ts';
import { asChoice, otherDraftWaits } from '../src/domain/open-drafts.ts';
import { leavesUnchanged } from '../src/domain/words/drafts.ts';
import { heardPlan, heardPlanCommand } from '../src/domain/words/planning.ts';

const text = {
  kept: '好，先放着，没发。要发回“发布”，我再给您看一遍；不要了回 2。',
  addition: (said: string) => `活动通知里我加不进“${said}”。要说就另发一条“通知大家：${said}”。`,
  howToChange: '要改哪儿？比如“改到周四晚上八点”“地点换到万达”。不办了回 2。',
  draftStays: '草稿还在。回 1 发布，2 取消，要改直接说。',
  sessionsByHours: '几场我按大家有空的时间排，合得到一起就一场。想定死就说“就要周三晚上八点”。',
  mixedGroups: '活动按群发，这几个群里都还有别人，没法单叫他们。',
  choices: ['发布', '取消'],
  published: (groups: number, when: string) => `已发布到 ${groups} 个群，${when} 发通知。谁报了，随时问我“谁报名了”。`,
  publishedNow: (groups: number) => `已发布到 ${groups} 个群，通知马上就到。谁报了，随时问我“谁报名了”。`,
  publishedUnsaid: (groups: string) => `发布了，但${groups}我发不出去，请您转一下。谁报了，随时问我“谁报名了”。`,
  goesOn: (rule: string) => `以后${rule}我照着办，不要了就说“以后不办了”。`,
  already: (title: string) => `${title}已经发布过了。`,
  gone: '这份草稿已经没了，请重新说一次。',
  dropped: '好，没有发。',
  noSuchActivity: (name: string) => `没找到能改的“${name}”，要新办就说“周三搞个${name}”。`,
  nothingToMove: '眼下没有能改的活动。',
  moveWhat: '改到什么时候、什么地方？比如“党日改到周四晚上八点”。',
  which: (title: string, choices: string) => `您说的“${title}”是哪个？${choices}。`,
  choice: (number: number, title: string, when: string) => `回 ${number} ${title} ${when}`,
  oneOf: (title: string, when: string) => `${title} ${when}`,
  moveChoices: ['改', '不改'],
  moved: (title: string, when: string) => `${title}改好了，${when}，已经安排通知。`,
  notMoved: '好，不改了。',
  same: (title: string, when: string) => `${title}排下来还是 ${when}，没有动。`,
  started: (title: string) => `${title}已经开始或办完了，改不了。`,
  planWhat: '要办什么活动？连时间一起说，比如“下周三搞个主题党日”。',
  rosterAlone: '这像是排巡查、排班，没当活动办。一天一个说，比如“明早老周巡”。',
  leftOut: (words: string) => `“${words}”没排，请单独再说一遍。`,
  noTemplate: (name: string) => `没有叫“${name}”的模板。办完一次后说“存成模板”就有了。`,
  noFormer: '还没办过这样的活动，请直接说时间和内容。',
  comma: '、',
  semicolon: '，',
};

type Context = HandlerContext<unknown>;

const wordsOf = ({ message }: Context) => (message.kind === 'said' ? message.text : '');
const whereOf = ({ member, message }: Context) => ({ member, conversation: message.conversation });

const NAME = 'plan-activity';
const TITLE = '组织活动';
const CHOICES_MAX = 4;

async function startDraft(
  ctx: Context,
  slots: PlanActivitySlots,
  said: WishSaid,
  { words, until }: { words: string; until: number | null },
): Promise<void> {
  const { request, every, isMonthTitle, isProposed, isAnything } = requestIn(ctx, slots, said, { words, until });
  if (!isAnything) return ctx.reply(text.planWhat);
  const outcome = every
    ? await createSeries(ctx, ctx.member, { ...request, rule: every })
    : await createDraft(ctx, ctx.member, request);
  if (outcome.kind !== 'drafted') return ctx.reply(sayPlanRefusal(outcome, request.capacity));
  await showDraft(ctx, outcome, { isMonthTitle, every, isProposed });
}

/** The plan as it stands, again and again by another rule. */
async function startSeries(ctx: Context, draft: Activity, { every, ...wish }: Wish, state: DraftState): Promise<void> {
  if (!every) return;
  const title = state.isMonthTitle ? kindTitles[draft.kind] : draft.title;
  const outcome = await repeatDraft(ctx, ctx.member, { ...draft, title }, wish, every);
  if (outcome.kind !== 'drafted') return ctx.reply(sayPlanRefusal(outcome, draft.capacity));
  await showDraft(ctx, outcome, { isMonthTitle: false, every, isProposed: false });
}

/** The plan with what it costs, and the question whether to publish it. */
async function showDraft(ctx: Context, drafted: Extract<DraftOutcome, { kind: 'drafted' }>, state: DraftState): Promise<void> {
  const shown = state.isMonthTitle ? await withMonthHeld(ctx, drafted) : drafted;
  const preview = sayDraft(shownOf(ctx, shown, state), ctx.now);
  ctx.ask({ name: 'draft', text: preview, choices: text.choices, state: { ...state, activityId: shown.activity.id } });
}

/** @param refuse says why it cannot be, with the draft as it was; without it that is all that is said */
async function showChanged(
  ctx: Context,
  activityId: string,
  changes: DraftChanges,
  state: DraftState,
  refuse: (why: string) => void = ctx.reply,
): Promise<void> {
  const outcome = await reviseDraft(ctx, activityId, changes);
  if (outcome.kind === 'gone') return ctx.reply(text.gone);
  if (outcome.kind !== 'drafted') return refuse(sayPlanRefusal(outcome, changes.capacity));
  const isMonthTitle = state.isMonthTitle && changes.title === undefined;
  const isProposed = state.isProposed && changes.wish === undefined && changes.insist !== true;
  await showDraft(ctx, outcome, { ...state, isMonthTitle, isProposed });
}

async function publishDraft(ctx: Context, activityId: string, every: DraftState['every']): Promise<void> {
  const outcome = await publish(ctx, activityId);
  switch (outcome.kind) {
    case 'gone':
      return ctx.reply(text.gone);
    case 'already':
      return ctx.reply(text.already(outcome.activity.title));
    case 'published': {
      const { announcements } = outcome;
      const unsaid = announcements.filter(({ at }) => at === null).map(({ group }) => group);
      const titles = titlesOf(ctx, unsaid);
      const instants = announcements.flatMap(({ at }) => at ?? []);
      ctx.reply(
        titles.length > 0
          ? text.publishedUnsaid(titles.join(text.comma))
          : instants.every((at) => isNow(at, ctx.now))
            ? text.publishedNow(announcements.length)
            : text.published(announcements.length, sayInstants(instants, ctx.now)),
      );
      if (every) ctx.reply(text.goesOn(sayRecurrence(every)));
    }
  }
}

async function startMove(ctx: Context, name: string | null, move: Move): Promise<void> {
  const found = (await findActivities(ctx, whereOf(ctx), name)).filter((each) => isRunning(each, ctx.now));
  const [first, another] = found;
  if (!first) return ctx.reply(name === null ? text.nothingToMove : text.noSuchActivity(name));
  if (!another || name === null) return await showMove(ctx, first, move);
  const shown = found.slice(0, CHOICES_MAX);
  const whens = shown.map((each) => sayWhen(each.sessions[0]?.start ?? 0, ctx.now));
  ctx.ask({
    name: 'which',
    text: text.which(
      name,
      shown.map(({ title }, index) => text.choice(index + 1, title, whens[index] ?? '')).join(text.semicolon),
    ),
    choices: shown.map(({ title }, index) => text.oneOf(title, whens[index] ?? '')),
    state: { ids: shown.map(({ id }) => id), move },
  });
}

/** What the move comes to, and the question whether to make it. */
async function showMove(ctx: Context, activity: Activity, move: Move): Promise<void> {
  const wanted = changeOf(move, activity, ctx.now);
  if (wanted.wish === null && wanted.place === undefined && wanted.mode === undefined) return ctx.reply(text.moveWhat);
  const outcome = await rehearse(ctx, activity, wanted);
  if (outcome.kind !== 'moved') return ctx.reply(sayNotMoved(activity, outcome, ctx.now));
  const signedUp = (await ctx.tx.signUps.ofActivity(activity.id)).length;
  const shown = {
    before: activity,
    after: outcome.activity,
    sessions: wanted.wish === null ? null : sessionsAhead(outcome.activity, ctx.now),
    place: wanted.place ?? null,
    isOnline: move.mode === 'online' && activity.mode !== 'online',
    signedUp,
  };
  ctx.ask({
    name: 'move',
    text: sayMove(shown, ctx.now),
    choices: text.moveChoices,
    state: { activityId: activity.id, move },
  });
}

function sayNotMoved(activity: Activity, outcome: Exclude<MoveOutcome, { kind: 'moved' }>, now: number): string {
  const { title, sessions } = activity;
  switch (outcome.kind) {
    case 'already':
      return text.same(title, saySessions(sessions, now));
    case 'over':
    case 'gone':
      return text.started(title);
    default:
      return sayPlanRefusal(outcome);
  }
}

async function makeMove(ctx: Context, activityId: string, move: Move): Promise<void> {
  const activity = await ctx.tx.activities.byId(activityId);
  if (!activity) return ctx.reply(text.nothingToMove);
  const outcome = await change(ctx, activity, changeOf(move, activity, ctx.now));
  if (outcome.kind !== 'moved') return ctx.reply(sayNotMoved(activity, outcome, ctx.now));
  ctx.reply(text.moved(activity.title, saySessions(sessionsAhead(outcome.activity, ctx.now), ctx.now)));
}

export default defineHandler({
  name: NAME,
  title: TITLE,
  help: null,
  staffHelp: '办活动：“下周三搞个主题党日，在江畔驿站”',
  staffTopic: 'announcing',
  text,
  intents: {
    plan_activity: defineIntent({
      keywords: ['搞个活动', '主题党日', '组织', '安排', '改到', '推迟'],
      examples: [
        '下周三搞个主题党日，学习防诈骗，在江畔驿站，四十个人',
        '周五晚上八点半开个冬防安全会，线上',
        '每月25号搞主题党日',
      ],
      slots: planActivitySlots,
      async run(ctx) {
        const { words: all, until } = apartFromDeadline(ctx, wordsOf(ctx));
        const { words, roster } = apartFromRoster(all);
        if (words.trim() === '') return ctx.reply(text.rosterAlone);
        if (roster.length > 0) ctx.reply(text.leftOut(roster.join(text.semicolon)));
        const said = ctx.wish(words);
        if (said.kind === 'impossible') return ctx.reply(noSuchTime(said.words));
        const isMove = heardPlan.moves.test(words) && !heardPlan.makes.test(words);
        if (isMove) await startMove(ctx, nameSaid(ctx.slots, words), moveIn(words, said, ctx.slots));
        else if (await otherDraftWaits(ctx, NAME)) ctx.reply(draftPhrases.firstThis(TITLE));
        else await startDraft(ctx, ctx.slots, said, { words, until });
      },
    }),
  },
  commands: {
    move: defineCommand({
      allow: 'staff',
      examples: ['党日推迟一天', '培训提前一小时', '党日换到长江路驿站'],
      hears(words) {
        if (words.length > 60) return null;
        const shift = heardPlanCommand.shift.exec(words);
        if (shift) return { name: shift.groups?.name ?? null };
        const place = heardPlanCommand.place.exec(words);
        if (place && placeIn(words) !== null) return { name: place.groups?.name ?? place.groups?.held ?? null };
        const mode = heardPlanCommand.mode.exec(words);
        return mode ? { name: mode.groups?.name ?? null } : null;
      },
      async run(ctx) {
        const said = ctx.wish();
        if (said.kind === 'impossible') return ctx.reply(noSuchTime(said.words));
        const { name } = ctx.slots;
        const bare = name === null ? '' : withoutTimes(name).replace(heardPlan.nameless, '');
        await startMove(ctx, bare === '' ? null : bare, moveIn(wordsOf(ctx), said, null));
      },
    }),
    again: defineCommand({
      allow: 'staff',
      examples: ['用防诈骗模板再办一次', '照上次的党日再办一次'],
      hears(words) {
        if (words.length > 60) return null;
        const bare = withoutTimes(words);
        const template = heardPlanCommand.template.exec(bare)?.groups?.name;
        if (template !== undefined) return { template, former: null };
        const former = heardPlanCommand.again.exec(bare);
        return former ? { template: null, former: former.groups?.name ?? '' } : null;
      },
      async run(ctx) {
        const said = ctx.wish();
        if (said.kind === 'impossible') return ctx.reply(noSuchTime(said.words));
        const { template: name, former } = ctx.slots;
        const model = name !== null ? await findTemplate(ctx, name) : await formerLike(ctx, whereOf(ctx), former ?? '');
        if (!model) return ctx.reply(name === null ? text.noFormer : text.noTemplate(name));
        const wish = said.kind === 'said' ? withoutRule(said.wish) : {};
        const outcome = await draftFromTemplate(ctx, ctx.member, model, wish);
        if (outcome.kind !== 'drafted') return ctx.reply(sayPlanRefusal(outcome, model.capacity));
        const isMonthTitle = heardPlan.monthBefore.test(model.title);
        await showDraft(ctx, outcome, { isMonthTitle, every: null, isProposed: said.kind === 'none' });
      },
    }),
  },
  answers: {
    draft: defineAnswer({
      state: draftState,
      covers,
      async run(ctx, given) {
        const { activityId, isHeld, ...state } = ctx.slots;
        const answer = asChoice(given);
        const giveUp = async () => {
          await dropDraft(ctx, activityId);
          ctx.reply(text.dropped);
        };
        if (answer.kind === 'choice') {
          if (answer.choice !== 1) await giveUp();
          else if (isHeld) await showChanged(ctx, activityId, {}, state);
          else await publishDraft(ctx, activityId, state.every);
          return true;
        }
        const hold = (why: string) =>
          ctx.ask({ name: 'draft', text: why, choices: text.choices, state: { ...ctx.slots, isHeld: true } });
        const stays = (why: string) =>
          ctx.ask({ name: 'draft', text: `${why}\n${text.draftStays}`, choices: text.choices, state: ctx.slots });
        const draft = (await ctx.tx.activities.byId(activityId)) ?? null;
        const said = saidOfDraft(ctx, draft, answer, ctx.wish);
        switch (said.kind) {
          case 'drop':
            await giveUp();
            break;
          case 'keep':
          case 'fault':
            hold(said.kind === 'keep' ? text.kept : text.howToChange);
            break;
          case 'addition':
            stays(text.addition(said.words));
            break;
          case 'notice':
            if (said.isUrgent) return false;
            stays(phrases.oneAtATime('broadcast_notice'));
            break;
          case 'impossible':
            stays(noSuchTime(said.words));
            break;
          case 'series':
            if (draft) await startSeries(ctx, draft, said.wish, state);
            break;
          case 'sessions':
          case 'mixed':
            stays(said.kind === 'mixed' ? text.mixedGroups : text.sessionsByHours);
            break;
          case 'changes':
            await showChanged(ctx, activityId, said.changes, state, stays);
            break;
          case 'none':
            return false;
        }
        return true;
      },
    }),
    which: defineAnswer({
      state: z.object({ ids: z.array(z.string()), move: moveSchema }),
      async run(ctx, answer) {
        const id = answer.kind === 'choice' ? ctx.slots.ids[answer.choice - 1] : undefined;
        const activity = id === undefined ? undefined : await ctx.tx.activities.byId(id);
        if (activity) await showMove(ctx, activity, ctx.slots.move);
        return activity !== undefined;
      },
    }),
    move: defineAnswer({
      state: z.object({ activityId: z.string(), move: moveSchema }),
      covers,
      async run(ctx, answer) {
        const { activityId, move } = ctx.slots;
        if (answer.kind === 'choice' ? answer.choice !== 1 : leavesUnchanged(answer.words)) {
          ctx.reply(text.notMoved);
          return true;
        }
        const activity = await ctx.tx.activities.byId(activityId);
        const moved = activity && answer.kind === 'words' ? moveAfresh(move, activity, answer) : null;
        if (answer.kind === 'choice') await makeMove(ctx, activityId, move);
        else if (activity && moved) await showMove(ctx, activity, moved);
        else return false;
        return true;
      },
    }),
  },
});
