import { z } from 'zod';
import type { Activity } from '../src/core/activity.ts';
import { HOUR_MS, MINUTE_MS } from '../src/core/clock.ts';
import { defineAnswer, defineCommand, defineHandler, defineIntent, type HandlerContext } from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import { hostOf, studyMinutes, studyName, studyPhrases } from '../src/core/phrases-study.ts';
import { sayAt } from '../src/core/phrases-times.ts';
import { pushToMember } from '../src/domain/pushes/index.ts';
import { type FinishOutcome, finishStudy, ownStudy, unfinishStudy } from '../src/domain/study/finishing.ts';
import { type JoinOutcome, joinFromAfar } from '../src/domain/study/joining.ts';
import {
  countSent,
  forgetReceived,
  isStopped,
  type Material,
  materials,
  noteReceived,
  receivedBy,
  resumeStudy,
  stopStudy,
  visibleMaterials,
  wantedKey,
  wasJustSent,
} from '../src/domain/study/records.ts';
import { unsentMaterials, withdrawNewest } from '../src/domain/study/sending.ts';
import {
  asksMaterial,
  asksOnline,
  asksOwn,
  contentWish,
  hasListened,
  hasSeen,
  isNotFinished,
  isStopWord,
  namesStudy,
  saysBroken,
  saysLater,
  speaksOfSelf,
  tellingTitle,
  wantsNoStudy,
  wantsOnceMore,
  wantsStudyAgain,
} from '../src/domain/words/study.ts';
import { handedIn } from '../src/domain/words/study-material.ts';
import { throughSaid } from '../src/domain/words/study-through.ts';

const text = {
  wanted: (title: string) => `有人想线上听“${title}”。有材料就发我：“党日的学习材料：”加链接或文字。`,
  finished: (name: string) => `好，${name}学完，记下了。`,
  finishedHere: (name: string, title: string) => `好，${name}学完，“${title}”算你线上参加了。`,
  finishedLate: (name: string, title: string) => `好，${name}学完，记下了。“${title}”的签到过点了，要补跟书记说一声。`,
  attended: (title: string) => `好，“${title}”算你线上参加了。`,
  already: (name: string) => `${name}你说过学完了，不用再回。`,
  alreadyHere: (title: string) => `“${title}”已经算你参加了，不用再回。`,
  otherName: '没对上是哪份。直接回“学完了”，我记最近那份。',
  openName: (name: string) => `没对上是哪份。要是${name}，直接回“学完了”。`,
  allDone: '没对上是哪份，最近发你的都记着学完了。',
  none: '还没有发给你的学习材料，谢谢你惦记。有了我发你。',
  taken: (name: string) => `好，${name}不算学完，什么时候看都行。`,
  notTaken: '没关系，不急，不看也行。',
  stopped: '好，学习不再发你了。想看说“发学习”。',
  askStop: (name: string) => `${name}都不发了，还是只不发您？回 1 都不发，回 2 只不发我。`,
  stopChoices: ['都不发', '只不发我'],
  withdrawn: (name: string) => `好，${name}不再发了，收到的人还留着。`,
  wasStopped: '学习早就不发你了。想看说“发学习”。',
  resumed: '好，以后有学习就发你。',
  whenThrough: '学完回一句“学完了”，我就记下，别的不用做。',
  onlySelf: '学完要本人跟我说一声，我才好记。',
  later: '不急，什么时候看都行，不看也没关系。',
  broken: '好，我告诉书记看看，换好了再发。',
  brokenText: '那份是文字，没有链接。想再看说“发学习”。',
  tellBroken: (name: string) => `有人说${name}打不开，麻烦看看。要换就再发我一份学习材料。`,
  ownNone: '最近没有发过你学习材料。想看说“发学习”。',
  ownAll: (count: number) => `发你的 ${count} 份都学完了，记着呢。`,
  ownOne: (name: string) => `${name}还没说学完，不急。学完回“学完了”就行。`,
  ownOpen: (sent: number, done: number, name: string) => `发你 ${sent} 份，学完 ${done} 份。还有${name}，不学也没关系。`,
  nothingYet: '眼下还没有学习材料，有了就发你。',
  line: (number: number, name: string, minutes: string, host: string) => `${number}. ${name}${minutes}${host}`,
  onHost: (host: string) => `（${host}）`,
  which: '要哪份回数字。',
  whispered: '发你了，看私聊。',
  askAlone: '想看请私聊我说“发学习”。',
  atStart: (when: string) => `能。${when} 我把学习内容发你，听完回“学完了”就算参加。`,
  whenThere: '能。学习内容一到我就发你，听完回“学完了”就算参加。',
  joined: '能。学习内容这就发你，听完回“学完了”就算参加。',
  onSite: (title: string) => `“${title}”在现场办。有学习内容我发你，不算签到。`,
  noneToJoin: '眼下没有要办的活动。想看学习材料说“发学习”。',
  ownReceived: (count: number) => `学习材料：发过 ${count} 份`,
  ownStopped: '学习材料：你说过不要再发',
};

/** What begins as soon as this is what people speak of. */
const SOON_MS = 12 * HOUR_MS;
/** So long after "I am through" a word takes it back. */
const LATELY_MS = 30 * MINUTE_MS;
/** Materials somebody can choose from. */
const LISTED = 3;

const wordsOf = ({ message }: HandlerContext<unknown>): string => (message.kind === 'said' ? message.text : '');
const isInGroup = ({ message }: HandlerContext<unknown>) => message.conversation.kind === 'group';
const whereOf = (ctx: HandlerContext<unknown>) => ({ member: ctx.member, conversation: ctx.message.conversation });

/** Gives it to the person alone, because it was asked for. */
async function give(ctx: HandlerContext<unknown>, material: Material, ahead: readonly string[] = []): Promise<void> {
  const isGiven = ctx.whisper([...ahead, studyPhrases.toMember(material, false)].join('\n'));
  if (isInGroup(ctx)) ctx.reply(isGiven ? text.whispered : text.askAlone);
  if (!isGiven) return;
  if (material.link !== null) ctx.link(material.link);
  if (await noteReceived(ctx, material.id, ctx.member.id)) await countSent(ctx, material.id, 1);
}

/** @param ahead what is said first */
async function giveNewest(ctx: HandlerContext<unknown>, ahead: readonly string[] = []): Promise<void> {
  const [newest, ...older] = (await visibleMaterials(ctx)).slice(0, LISTED);
  if (!newest) return ctx.reply([...ahead, ...(ahead.length > 0 ? [] : [text.nothingYet])].join(''));
  if (older.length === 0) return await give(ctx, newest, ahead);
  const shown = [newest, ...older];
  const lines = shown.map((each, index) => {
    const host = each.link === null ? '' : text.onHost(hostOf(each.link));
    return text.line(index + 1, studyName(each), studyMinutes(each), host);
  });
  const choices = shown.map((each) => studyName(each));
  const state = { ids: shown.map(({ id }) => id) };
  ctx.ask({ name: 'pick', text: [...ahead, ...lines, text.which].join('\n'), choices, state });
}

async function join(ctx: HandlerContext<unknown>, said: string): Promise<void> {
  const outcome = await joinFromAfar(ctx, whereOf(ctx), said);
  if (outcome.kind === 'none') return ctx.reply(text.noneToJoin);
  await sayJoined(ctx, outcome);
}

/** Where there is nothing to learn yet, he gets what the next activity brings. @returns false where there is, or nothing is ahead */
async function awaitNext(ctx: HandlerContext<unknown>): Promise<boolean> {
  if ((await visibleMaterials(ctx)).length > 0) return false;
  const next = await joinFromAfar(ctx, whereOf(ctx), null);
  if (next.kind === 'noted') await sayJoined(ctx, next);
  return next.kind === 'noted';
}

async function sayJoined(ctx: HandlerContext<unknown>, outcome: Extract<JoinOutcome, { kind: 'noted' }>): Promise<void> {
  const { activity, material, sendsAt, isOnline, isFirst } = outcome;
  if (!material && isFirst) await tellWanted(ctx, activity);
  if (!isOnline) return ctx.reply(text.onSite(activity.title));
  if (!material) return ctx.reply(text.whenThere);
  if (sendsAt > ctx.now) return ctx.reply(text.atStart(sayAt(sendsAt, ctx.now)));
  await give(ctx, material, [text.joined]);
}

/** Somebody waits for a material that nobody has handed in. */
async function tellWanted(ctx: HandlerContext<unknown>, activity: Activity): Promise<void> {
  const secretary = await ctx.tx.members.byId(activity.createdBy);
  if (!secretary) return;
  const usefulUntil = Math.max(ctx.now, ...activity.sessions.map(({ end }) => end));
  const push = { key: wantedKey(activity.id), text: text.wanted(activity.title), kind: 'notice', usefulUntil } as const;
  await pushToMember(ctx, secretary, push);
}

function sayFinished(outcome: FinishOutcome): string {
  switch (outcome.kind) {
    case 'finished':
      return outcome.attended
        ? text.finishedHere(studyName(outcome.material), outcome.attended.title)
        : text.finished(studyName(outcome.material));
    case 'finished_late':
      return text.finishedLate(studyName(outcome.material), outcome.missed.title);
    case 'already':
      return text.already(studyName(outcome.material));
    case 'attended':
      return outcome.isNew ? text.attended(outcome.attended.title) : text.alreadyHere(outcome.attended.title);
    case 'other_name':
      return outcome.newest ? text.openName(studyName(outcome.newest)) : text.allDone;
    case 'none':
      return text.none;
  }
}

async function stop(ctx: HandlerContext<unknown>): Promise<void> {
  ctx.reply((await stopStudy(ctx, ctx.member.id)) ? text.stopped : text.wasStopped);
}

/** Who sends them may mean what is on its way to the others. @returns false when he can only mean himself */
async function askStop(ctx: HandlerContext<unknown>): Promise<boolean> {
  if (!isAllowed(ctx.member.role, 'staff') || speaksOfSelf(wordsOf(ctx))) return false;
  const [newest] = (await unsentMaterials(ctx)).sort((a, b) => b.createdAt - a.createdAt);
  if (newest) ctx.ask({ name: 'stop', text: text.askStop(studyName(newest)), choices: text.stopChoices, state: {} });
  return newest !== undefined;
}

async function finish(ctx: HandlerContext<unknown>, title: string | null): Promise<void> {
  const said = throughSaid(title === null ? wordsOf(ctx) : wordsOf(ctx).replace(title, ''), [ctx.member.name ?? '']);
  if (said !== 'done') return ctx.reply({ planned: text.later, asked: text.whenThrough, other: text.onlySelf }[said]);
  ctx.reply(sayFinished(await finishStudy(ctx, ctx, tellingTitle(title))));
}

async function tellOwn(ctx: HandlerContext<unknown>): Promise<void> {
  const { sent, open } = await ownStudy(ctx, ctx.member.id);
  const [newest] = open;
  if (sent.length === 0) return ctx.reply(text.ownNone);
  if (newest && sent.length === 1) return ctx.reply(text.ownOne(studyName(newest)));
  ctx.reply(newest ? text.ownOpen(sent.length, sent.length - open.length, studyName(newest)) : text.ownAll(sent.length));
}

/** The link leads nowhere: whoever handed it in hears it once. */
async function tellBroken(ctx: HandlerContext<unknown>): Promise<void> {
  const [newest] = (await wasJustSent(ctx, ctx.member.id)) ? (await ownStudy(ctx, ctx.member.id)).sent : [];
  if (!newest) return ctx.pass();
  if (newest.link === null) return ctx.reply(text.brokenText);
  const by = await ctx.tx.members.byId(newest.createdBy);
  const push = { key: `study-broken:${newest.id}`, text: text.tellBroken(studyName(newest)), kind: 'notice' } as const;
  if (by) await pushToMember(ctx, by, { ...push, usefulUntil: newest.usefulUntil });
  ctx.reply(text.broken);
}

const heard = (hears: (said: string) => boolean) => (said: string) => (hears(said) ? {} : null);

export default defineHandler({
  name: 'study',
  title: '学习',
  help: '学习材料看完，回“学完了”',
  topic: 'activities',
  text,
  intents: {
    finish_study: defineIntent({
      keywords: ['学完了', '看完了', '听完了'],
      examples: ['学完了', '看完了', '防诈骗那个看完了', '《雨天骑行手册》看完了'],
      slots: z.object({ title: z.string().nullish().catch(null) }),
      run: (ctx) => finish(ctx, ctx.slots.title ?? null),
    }),
  },
  commands: {
    online: defineCommand({
      allow: 'insider',
      examples: ['能线上听吗', '路上能参加吗', '今晚爆仓回不去 能线上听吗'],
      hears: (said) => (asksOnline(said) ? { said } : null),
      run: (ctx) => join(ctx, ctx.slots.said),
    }),
    content: defineCommand({
      allow: 'insider',
      examples: ['学习内容发我', '有哪些学习', '最近的学习材料'],
      hears(said) {
        const wish = contentWish(said);
        return wish && { wish };
      },
      async run(ctx) {
        // Who hands them in wants to hand one in.
        if (isAllowed(ctx.member.role, 'staff') && handedIn(wordsOf(ctx))) return ctx.pass();
        // "Send it to me" before an activity means what is heard there.
        const { wish } = ctx.slots;
        const soon = wish === 'sent' ? await joinFromAfar(ctx, whereOf(ctx), null, SOON_MS) : null;
        if (soon?.kind === 'noted') return await sayJoined(ctx, soon);
        if (wish === 'listed' || !(await awaitNext(ctx))) await giveNewest(ctx);
      },
    }),
    asked: defineCommand({
      allow: 'insider',
      examples: ['材料发我', '把资料发我一份'],
      hears: heard(asksMaterial),
      async run(ctx) {
        const soon = await joinFromAfar(ctx, whereOf(ctx), null, SOON_MS);
        if (soon.kind === 'noted') return await sayJoined(ctx, soon);
        if (await awaitNext(ctx)) return;
        await ((await visibleMaterials(ctx)).length === 0 ? ctx.pass() : giveNewest(ctx));
      },
    }),
    once_more: defineCommand({
      allow: 'insider',
      examples: ['再发一遍', '链接找不到了'],
      hears: heard(wantsOnceMore),
      async run(ctx) {
        const [newest] = (await wasJustSent(ctx, ctx.member.id)) ? (await ownStudy(ctx, ctx.member.id)).sent : [];
        if (!newest) return ctx.pass();
        await give(ctx, newest);
      },
    }),
    later: defineCommand({
      allow: 'insider',
      examples: ['晚点看', '没空学'],
      hears: heard(saysLater),
      run: async (ctx) => ((await wasJustSent(ctx, ctx.member.id)) ? ctx.reply(text.later) : ctx.pass()),
    }),
    broken: defineCommand({
      allow: 'insider',
      examples: ['链接打不开'],
      hears: heard(saysBroken),
      run: tellBroken,
    }),
    own: defineCommand({ allow: 'insider', examples: ['我学完了哪些', '学完了没有'], hears: heard(asksOwn), run: tellOwn }),
    stop: defineCommand({
      allow: 'insider',
      examples: ['别发学习了', '不学'],
      hears: heard(wantsNoStudy),
      async run(ctx) {
        if (!(await askStop(ctx))) await stop(ctx);
      },
    }),
    again: defineCommand({
      allow: 'insider',
      examples: ['给我发学习吧', '恢复学习'],
      hears: heard(wantsStudyAgain),
      async run(ctx) {
        const isResumed = await resumeStudy(ctx, ctx.member.id);
        if (!isResumed && isAllowed(ctx.member.role, 'staff') && handedIn(wordsOf(ctx))) return ctx.pass();
        await giveNewest(ctx, isResumed ? [text.resumed] : []);
      },
    }),
    listened: defineCommand({
      allow: 'insider',
      examples: ['听完了', '课听完了'],
      hears: heard(hasListened),
      run: (ctx) => finish(ctx, null),
    }),
    not_finished: defineCommand({
      allow: 'insider',
      examples: ['没学完', '刚才学完了是点错了'],
      hears: heard(isNotFinished),
      async run(ctx) {
        // "没看完", about anything: of a material only while one is spoken of.
        const isNamed = namesStudy(wordsOf(ctx));
        const material = await unfinishStudy(ctx, ctx.member.id, isNamed ? undefined : LATELY_MS);
        if (!material && !isNamed && !(await wasJustSent(ctx, ctx.member.id))) return ctx.pass();
        ctx.reply(material ? text.taken(studyName(material)) : text.notTaken);
      },
    }),
  },
  answers: {
    stop: defineAnswer({
      state: z.object({}),
      allow: 'staff',
      async run(ctx, answer) {
        if (answer.kind !== 'choice') return false;
        const outcome = answer.choice === 1 ? await withdrawNewest(ctx) : null;
        if (outcome?.kind === 'withdrawn') ctx.reply(text.withdrawn(studyName(outcome.material)));
        else await stop(ctx);
        return true;
      },
    }),
    pick: defineAnswer({
      state: z.object({ ids: z.array(z.string()) }),
      allow: 'insider',
      async run(ctx, answer) {
        const id = answer.kind === 'choice' ? ctx.slots.ids[answer.choice - 1] : undefined;
        const material = id === undefined ? undefined : await materials(ctx.tx).get(id);
        if (!material) return false;
        await give(ctx, material);
        return true;
      },
    }),
  },
  // "停" or "看了" under a material, hours later: of all that is sent only this stops, and only this is through.
  async standing(ctx, answer) {
    if (answer.kind === 'choice' || isInGroup(ctx)) return false;
    const isStop = isStopWord(answer.words);
    if (!(isStop || hasSeen(answer.words)) || !(await wasJustSent(ctx, ctx.member.id))) return false;
    if (isStop && (await askStop(ctx))) return true;
    if (isStop) await stop(ctx);
    else if ((await ownStudy(ctx, ctx.member.id)).open.length === 0) return false;
    else await finish(ctx, null);
    return true;
  },
  awaits: (doing, member) => wasJustSent(doing, member.id),
  keeps: {
    async of(doing, { id }) {
      const count = (await receivedBy(doing, id)).length;
      return [...(count > 0 ? [text.ownReceived(count)] : []), ...((await isStopped(doing, id)) ? [text.ownStopped] : [])];
    },
    async forget(doing, { id }) {
      await forgetReceived(doing, id);
      await resumeStudy(doing, id);
    },
  },
});
