import { z } from 'zod';
import type { Doing } from '../src/core/doing.ts';
import { type Answer, defineAnswer, defineCommand, defineHandler, defineWork, type HandlerContext } from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import { draftPhrases } from '../src/core/phrases-drafts.ts';
import { hostOf, studyMinutes, studyName, studyPhrases } from '../src/core/phrases-study.ts';
import { sayAt } from '../src/core/phrases-times.ts';
import { asWritten } from '../src/core/text.ts';
import { timingOf } from '../src/domain/notices/request.ts';
import { stopNotice, stoppableNotice } from '../src/domain/notices/sending.ts';
import { asChoice, otherDraftWaits } from '../src/domain/open-drafts.ts';
import {
  BODY_MAX,
  confirmStudy,
  draftStudy,
  groupsNamed,
  requestOf,
  requestSchema,
  type StudyDraft,
  type StudyRequest,
} from '../src/domain/study/drafting.ts';
import { studyProgress } from '../src/domain/study/finishing.ts';
import { type StudyAudience, studyForgets } from '../src/domain/study/records.ts';
import { type NextWave, sendWave, unsentMaterials, withdrawNewest } from '../src/domain/study/sending.ts';
import { nextNotice } from '../src/domain/words/broadcast.ts';
import { additionIn, correctionIn, resembles } from '../src/domain/words/corrections.ts';
import { findsFault, withdrawnAlone, withdrawnIn } from '../src/domain/words/drafts.ts';
import { asksStatus, stopsSending, wantsWithdrawal } from '../src/domain/words/study.ts';
import {
  asksDraft,
  type Change,
  changesIn,
  contentIn,
  type Handing,
  handedIn,
  isDropping,
} from '../src/domain/words/study-material.ts';
import { planWork } from '../src/domain/works.ts';

const text = {
  comma: '、',
  askContent: '学习材料发什么？链接或文字直接发我。',
  draft: (name: string, minutes: string) => `学习材料${name}${minutes}。`,
  host: (host: string) => `链接在 ${host}，点开前我没看过。`,
  body: (beginning: string, length: number) => `内容（${length} 字）：${beginning}`,
  toPeople: (whom: string, people: number, when: string) => `一对一发给${whom} ${people} 人，${when}。`,
  toAbsent: (title: string, people: number, when: string) => `发给“${title}”没来的 ${people} 人，${when}。`,
  toComing: (title: string) => `“${title}”开始时发给想线上听的，散场后发给来不了的。`,
  askedFor: (people: number) => `眼下有 ${people} 人要。`,
  noActivity: '最近没有活动，不知道谁没来，就发给大家。',
  whom: { all: '大家', courier: '快递员', rider: '骑手', driver: '司机', office: '站里', members: '党员' } satisfies Record<
    StudyAudience,
    string
  >,
  now: '现在起',
  start: (when: string) => `${when} 起`,
  choose: '回 1 发，2 取消，要改直接说。',
  choices: ['发', '取消'],
  tooLong: (length: number, most: number) => `学习材料最多 ${most} 字，这份 ${length} 字，短一点或发链接。`,
  severalLinks: '一次发一个链接，分开发我。',
  noScheme: '链接要从头复制，带着前面的“://”那段。',
  linkBroken: '这个链接打不开，请重新复制一遍。',
  linkTooLong: '链接太长了，换个短的。',
  linkWithLogin: '链接里带着账号密码，不能发给大家，换一个。',
  linkNoPublicHost: '这个链接大家打不开（不是公开的网址），换一个。',
  nobody: '没有能发的人，先没发。',
  nobodyAbsent: (title: string) => `“${title}”没有来不了的人，不用发。`,
  tooMany: (most: number) => `超过 ${most} 人了，请分群、分工种发。`,
  past: '这个时间已经过了，换个时间。',
  tooFar: '只能排一个月以内的，换个近点的时间。',
  impossible: (words: string) => `没有“${words}”这个时间，换个说法。`,
  dropped: '好，不发了。',
  confirmed: (when: string) => `好，${when}一对一发，看“学习情况”就知道几个人学完。`,
  confirmedLater: '好，到时候我发，看“学习情况”就知道几个人学完。',
  confirmedBefore: '这份已经安排过了，不会再发一遍。',
  askStopNotice: (name: string) => `停发学习材料${name}吗？回 1 停学习，回 2 停通知。`,
  stopNoticeChoices: ['停学习', '停通知'],
  noticeStopped: '好，通知停了，没发出去的不发了。学习照发。',
  withdrawn: (name: string) => `好，${name}不再发了，收到的人还留着。`,
  nothingToWithdraw: '没有正在发的学习材料。',
  statusNone: '还没有发过学习材料。发我“学习材料：”加链接或文字就行。',
  status: (name: string, sent: number, finished: number) => `${name}：发了 ${sent} 人，${finished} 人说学完了。`,
  names: (names: string) => `学完的：${names}。`,
  more: (names: string, rest: number) => `${names}等，还有 ${rest} 人`,
  nameless: '没留名的',
};

const NAME = 'study-material';
const TITLE = '发学习';
/** So many materials the status tells of. */
const LISTED = 3;
const NAMES_MAX = 30;
/** Of a text, in its draft. */
const SHOWN = 60;

const draftState = z.object({
  request: requestSchema,
  key: z.string(),
  /** Put off, or found wrong: a bare yes shows it again, and sends nothing. */
  isHeld: z.boolean().default(false),
});
const waveSchema = z.object({ materialId: z.string(), after: z.string().nullable() });

const whereOf = (ctx: HandlerContext<unknown>) => ({ member: ctx.member, conversation: ctx.message.conversation });

const sayFrom = (at: number, now: number): string => (at <= now ? text.now : text.start(sayAt(at, now)));

async function planWave({ tx, now }: Doing, { at, ...wave }: NextWave): Promise<void> {
  const key = `${wave.materialId}:${at}:${wave.after ?? ''}`;
  await planWork(tx, { handler: NAME, work: 'wave', key, payload: { ...wave }, dueAt: at }, now);
}

function sayWhom({ material, activity, people, asked, at, lacksActivity }: StudyDraft, now: number): string {
  const { audience } = material;
  if (activity && people > asked) return text.toAbsent(activity.title, people, sayFrom(at ?? now, now));
  if (activity) return text.toComing(activity.title) + (asked > 0 ? text.askedFor(asked) : '');
  const who = audience.kind === 'people' ? audience.who : 'all';
  return (lacksActivity ? text.noActivity : '') + text.toPeople(text.whom[who], people, sayFrom(at ?? now, now));
}

function sayDraft(draft: StudyDraft, now: number): string {
  const { material } = draft;
  const { body, link } = material;
  const length = [...(body ?? '')].length;
  const beginning = [...(body ?? '')].slice(0, SHOWN).join('') + (length > SHOWN ? '…' : '');
  return [
    text.draft(studyName(material), studyMinutes(material)) + (link === null ? '' : text.host(hostOf(link))),
    sayWhom(draft, now),
    ...(body === null ? [] : [text.body(beginning, length)]),
    text.choose,
  ].join('\n');
}

/** The message that makes us ask names the asking: one yes, one material. */
function askDraft(ctx: HandlerContext<unknown>, said: string, request: StudyRequest, isHeld = false): void {
  ctx.ask({ name: 'draft', text: said, choices: text.choices, state: { request, key: ctx.message.key, isHeld } });
}

/** As it will be sent, for the secretary alone to try. */
function showLink(ctx: HandlerContext<unknown>, link: string | null): void {
  if (link !== null && ctx.message.conversation.kind === 'direct') ctx.link(link);
}

/** Shows what would happen and asks for a yes; or says why it cannot be, and keeps what stood before. */
async function preview(ctx: HandlerContext<unknown>, request: StudyRequest, before: StudyRequest | null = null): Promise<void> {
  const refuse = (why: string) => (before ? askDraft(ctx, why + text.choose, before) : ctx.reply(why));
  const outcome = await draftStudy(ctx, request, whereOf(ctx));
  switch (outcome.kind) {
    case 'drafted':
      askDraft(ctx, sayDraft(outcome.draft, ctx.now), request);
      // In a group the host tells enough.
      return showLink(ctx, outcome.draft.material.link);
    case 'empty':
      return ctx.ask({ name: 'content', text: text.askContent, choices: [], state: { request } });
    case 'too_long':
      return refuse(text.tooLong(outcome.length, BODY_MAX));
    case 'nobody':
      return refuse(outcome.activity ? text.nobodyAbsent(outcome.activity.title) : text.nobody);
    case 'too_many':
      return refuse(text.tooMany(outcome.most));
    default:
      return refuse(refusals[outcome.kind]);
  }
}

const refusals = {
  several_links: text.severalLinks,
  no_scheme: text.noScheme,
  link_broken: text.linkBroken,
  link_too_long: text.linkTooLong,
  link_with_login: text.linkWithLogin,
  link_no_public_host: text.linkNoPublicHost,
  past: text.past,
  too_far: text.tooFar,
};

/** The first sight of a material; what is only pointed at stands in the quoted message. */
async function handIn(ctx: HandlerContext<Handing>): Promise<void> {
  const { slots, message, now } = ctx;
  if (await otherDraftWaits(ctx, NAME)) return ctx.reply(draftPhrases.firstThis(TITLE));
  const quoted = message.kind === 'said' ? (message.quoted?.text ?? '') : '';
  const content = slots.pointsAtQuote && quoted !== '' ? contentIn(quoted) : null;
  const handing = content ? { ...slots, ...content, ...onlySaid(slots) } : slots;
  const timing = timingOf(handing.sendWords === null ? { kind: 'none' } : ctx.wish(handing.sendWords), now);
  if (timing.kind === 'impossible') return ctx.reply(text.impossible(timing.words));
  await preview(ctx, { ...requestOf(handing), groups: groupsNamed(ctx, handing), sendAt: timing.at });
}

/** Of whom it is for and when it leaves the secretary's own words decide, not those that are quoted. */
const onlySaid = ({ audience, isForAbsent, groupWords, sendWords }: Handing) => ({
  audience,
  isForAbsent,
  groupWords,
  sendWords,
});

async function revise(
  ctx: HandlerContext<unknown>,
  request: StudyRequest,
  { words: said, isCommand }: Extract<Answer, { kind: 'words' }>,
): Promise<boolean> {
  const isWhole = request.body !== null && !isCommand && resembles(said, request.body);
  const right =
    request.body === null ? null : isWhole ? ({ kind: 'body', body: said } as const) : correctionIn(said, request.body);
  const changes = right === null || right.kind === 'unclear' ? changesIn(said) : [];
  if (right !== null && right.kind !== 'unclear') {
    await preview(ctx, { ...request, body: asWritten(right.body) }, request);
    return true;
  }
  if (changes.length === 0) {
    const isFault = additionIn(said) !== null || right !== null || (!isCommand && findsFault(said));
    if (isFault) askDraft(ctx, draftPhrases.howToChange, request, true);
    return isFault;
  }
  let changed = request;
  for (const change of changes) {
    const next = revised(ctx, changed, change);
    if (typeof next !== 'string') changed = next;
    else {
      askDraft(ctx, text.impossible(next) + text.choose, request);
      return true;
    }
  }
  await preview(ctx, changed, request);
  return true;
}

/** @returns words of a time that there is not */
function revised(ctx: HandlerContext<unknown>, request: StudyRequest, change: Change): StudyRequest | string {
  switch (change.kind) {
    case 'whom': {
      const { audience, isForAbsent } = change;
      const about = isForAbsent ? request.about : null;
      return { ...request, who: audience ?? 'all', isForAbsent, about, groups: groupsNamed(ctx, change) };
    }
    case 'title':
      return { ...request, title: change.title };
    case 'minutes':
      return { ...request, minutes: change.minutes };
    case 'content': {
      const { links, body, title } = contentIn(change.words);
      return { ...request, links, body: links.length > 0 ? (body ?? request.body) : (body ?? title) };
    }
    case 'send': {
      const timing = timingOf(change.words === null ? { kind: 'none' } : ctx.wish(change.words), ctx.now);
      return timing.kind === 'impossible' ? timing.words : { ...request, sendAt: timing.at };
    }
  }
}

async function carryOut(ctx: HandlerContext<unknown>, asked: StudyRequest, key: string): Promise<void> {
  // An instant that has passed since the draft was shown means now.
  const request = { ...asked, sendAt: asked.sendAt !== null && asked.sendAt <= ctx.now ? null : asked.sendAt };
  const outcome = await draftStudy(ctx, request, whereOf(ctx));
  if (outcome.kind !== 'drafted') return await preview(ctx, request);
  const material = await confirmStudy(ctx, outcome.draft, key);
  if (!material) return ctx.reply(text.confirmedBefore);
  await planWave(ctx, { materialId: material.id, after: null, at: ctx.now });
  const { at } = outcome.draft;
  ctx.reply(at === null ? text.confirmedLater : text.confirmed(sayFrom(at, ctx.now)));
}

/** Counts; who is through by name only to the secretary alone, and only who said so. */
async function tellStatus(ctx: HandlerContext<unknown>): Promise<void> {
  const all = await studyProgress(ctx, LISTED);
  if (all.length === 0) return ctx.reply(text.statusNone);
  const lines = all.flatMap(({ material, finished }) => {
    const line = text.status(studyName(material), material.sent, finished.length);
    if (ctx.message.conversation.kind === 'group' || finished.length === 0) return [line];
    const names = finished.slice(0, NAMES_MAX).map(({ name }) => name ?? text.nameless);
    const rest = finished.length - names.length;
    const list = names.join(text.comma);
    return [line, text.names(rest > 0 ? text.more(list, rest) : list)];
  });
  ctx.reply(lines.join('\n'));
}

async function withdraw(ctx: HandlerContext<unknown>): Promise<void> {
  const outcome = await withdrawNewest(ctx);
  ctx.reply(outcome.kind === 'nothing' ? text.nothingToWithdraw : text.withdrawn(studyName(outcome.material)));
}

/** What is on its way and would be meant by a stop, newest first. */
const newestUnsent = async (ctx: Doing) => (await unsentMaterials(ctx)).sort((a, b) => b.createdAt - a.createdAt)[0];

const heard = (hears: (said: string) => boolean) => (said: string) => (hears(said) ? {} : null);

export default defineHandler({
  name: NAME,
  title: TITLE,
  help: null,
  staffHelp: '发学习：“学习材料：链接或文字”，发之前给您看',
  staffTopic: 'announcing',
  text,
  intents: {},
  commands: {
    hand_in: defineCommand({
      allow: 'staff',
      examples: [
        '学习材料：《防诈骗十条》 https://a.cn/x 10分钟 给骑手',
        '发个学习：雨天骑行慢一点',
        '把这个链接发给没来的人学一下',
      ],
      hears: handedIn,
      run: handIn,
    }),
    withdraw: defineCommand({
      allow: 'staff',
      examples: ['撤回学习材料'],
      hears: heard(wantsWithdrawal),
      run: withdraw,
    }),
    status: defineCommand({ allow: 'staff', examples: ['学习情况', '多少人学完了'], hears: heard(asksStatus), run: tellStatus }),
  },
  answers: {
    draft: defineAnswer({
      state: draftState,
      allow: 'staff',
      async run(ctx, given) {
        const { request, key, isHeld } = ctx.slots;
        const answer = asChoice(given);
        const withdrawn =
          answer.kind === 'words' ? (withdrawnIn(answer.words) ?? (isDropping(answer.words) ? 'drop' : null)) : null;
        if (answer.kind === 'choice' && answer.choice === 1 && isHeld) await preview(ctx, request);
        else if (answer.kind === 'choice' && answer.choice === 1) await carryOut(ctx, request, key);
        else if (answer.kind === 'choice' || withdrawn === 'drop') ctx.reply(text.dropped);
        else if (withdrawn === 'keep') askDraft(ctx, draftPhrases.kept, request, true);
        else if (asksDraft(answer.words)) await preview(ctx, request, request);
        else return await revise(ctx, request, answer);
        return true;
      },
      // What changes a draft may sound like a request of its own.
      covers: () => true,
    }),
    stop_notice: defineAnswer({
      state: z.object({}),
      allow: 'staff',
      async run(ctx, answer) {
        if (answer.kind !== 'choice') return false;
        if (answer.choice === 1) await withdraw(ctx);
        else {
          const notice = await stoppableNotice(ctx);
          if (notice) await stopNotice(ctx, notice);
          ctx.reply(text.noticeStopped);
        }
        return true;
      },
    }),
    content: defineAnswer({
      state: z.object({ request: requestSchema }),
      allow: 'staff',
      async run(ctx, answer) {
        if (answer.kind !== 'words' || answer.isCommand || nextNotice(answer.words) !== null) return false;
        if (withdrawnAlone(answer.words)) {
          ctx.reply(text.dropped);
          return true;
        }
        const { request } = ctx.slots;
        // Somebody who still looks for it.
        if (answer.words.length <= 12 && withdrawnIn(answer.words) === 'keep') {
          ctx.ask({ name: 'content', text: text.askContent, choices: [], state: { request } });
          return true;
        }
        const { title, body, links, minutes } = contentIn(answer.words);
        const known = { title: title ?? request.title, minutes: minutes ?? request.minutes };
        await preview(ctx, { ...request, ...known, links, body: body ?? (links.length > 0 ? null : title) });
        return true;
      },
      covers: () => true,
    }),
  },
  // "Stop" in a word, from who has just had one sent; what was announced since is rather meant.
  async standing(ctx, answer) {
    const isHere = ctx.message.conversation.kind === 'direct' && isAllowed(ctx.member.role, 'staff');
    if (!isHere || answer.kind === 'choice' || !stopsSending(answer.words)) return false;
    const newest = await newestUnsent(ctx);
    const notice = newest ? await stoppableNotice(ctx) : null;
    if (!newest || (notice && notice.createdAt >= newest.createdAt)) return false;
    if (!notice) await withdraw(ctx);
    else {
      const asked = text.askStopNotice(studyName(newest));
      ctx.ask({ name: 'stop_notice', text: asked, choices: text.stopNoticeChoices, state: {} });
    }
    return true;
  },
  awaits: async (doing, member) => isAllowed(member.role, 'staff') && (await newestUnsent(doing)) !== undefined,
  works: {
    wave: defineWork({
      payload: waveSchema,
      async run(doing, wave) {
        for (const next of await sendWave(doing, wave, studyPhrases)) await planWave(doing, next);
      },
    }),
  },
  async nightly(doing) {
    for (const { id } of await unsentMaterials(doing)) await planWave(doing, { materialId: id, after: null, at: doing.now });
  },
  forgets: studyForgets,
});
