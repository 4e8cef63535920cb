import { z } from 'zod';
import { type Answer, defineAnswer, defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import { shanghaiTime } from '../src/core/shanghai.ts';
import { asWritten } from '../src/core/text.ts';
import { curatedAnswers, findCurated, keepCurated, maskedPair, removeCurated } from '../src/domain/knowledge/curated.ts';
import { unansweredTopics } from '../src/domain/knowledge/unanswered.ts';
import {
  ANSWER_MAX,
  answerTo,
  asksForCommon,
  asksForUnanswered,
  droppedNumberIn,
  keepIn,
  removedIn,
  taughtIn,
} from '../src/domain/words/common-answers.ts';

const text = {
  unanswered: (count: number) => `没答上的问题 ${count} 个，新的在前：`,
  noneUnanswered: '没有没答上的问题。',
  asked: (position: number, question: string, count: number, month: number) =>
    `${position}. ${question}（${month}月，${count} 次）`,
  howToAnswer: '知道答案就回“答 1 ……”，以后就这么答。',
  common: (count: number) => `常见问答 ${count} 条：`,
  noneCommon: '还没有常见问答。要存就说“以后有人问……，就答……”。',
  answered: (position: number, question: string, answer: string) => `${position}. ${question} → ${answer}`,
  howToRemove: '不要哪条就回“删 1”。',
  more: (rest: number) => `还有 ${rest} 条。`,
  preview: (question: string, answer: string) => `以后有人问“${question}”，就答：\n${answer}`,
  isMasked: '人名、电话我隐去了，不合适就换个说法再发一遍。',
  replaces: '原来那条答复会换掉。',
  askKeep: '回 1 存，回 2 不存。',
  keepChoices: ['存下来', '不存'],
  kept: {
    kept: '存好了。看全部说“常见问答”。',
    replaced: '存好了，换掉了原来那条。',
    full: '常见问答存满了，先删几条。这条没存。',
  },
  notKept: '好，不存。',
  tooLong: (length: number) => `答复有 ${length} 字，太长了，请压到 ${ANSWER_MAX} 字以内。`,
  askAnswer: (question: string) => `“${question}”怎么答？直接说。`,
  noSuchQuestion: (number: number) => `没有第 ${number} 个没答上的问题。说“没答上的问题”看看。`,
  noSuchAnswer: (number: number) => `没有第 ${number} 条。说“常见问答”看看。`,
  askRemove: (question: string) => `删掉“${question}”这条吗？回 1 删，回 2 留着。`,
  removeChoices: ['删掉', '留着'],
  removed: '删了，以后按文件答。',
  left: '好，留着。',
  gone: '这条已经不在了。',
  whispered: '清单我私信你了。',
  askDirect: '清单不在群里说，请私聊我要。',
};

const LISTED_MAX = 10;
const SHORT_ANSWER = 40;

const pairSchema = z.object({ question: z.string(), answer: z.string() });
const listSchema = z.object({ questions: z.array(z.string()) });
const listedSchema = z.object({ ids: z.array(z.string()) });

/** Lists are read by the secretary alone; in a group it is only said that they came. */
function listAlone(
  ctx: HandlerContext,
  lines: readonly string[],
  question?: { name: string; state: Record<string, unknown> },
): void {
  const said = lines.join('\n');
  const isSaid = question ? ctx.askAlone({ ...question, text: said, choices: [] }) : ctx.whisper(said);
  if (ctx.message.conversation.kind === 'group') ctx.reply(isSaid ? text.whispered : text.askDirect);
}

const moreOf = (total: number): string[] => (total > LISTED_MAX ? [text.more(total - LISTED_MAX)] : []);

async function listUnanswered(ctx: HandlerContext): Promise<void> {
  const topics = await unansweredTopics(ctx);
  if (topics.length === 0) return listAlone(ctx, [text.noneUnanswered]);
  const shown = topics.slice(0, LISTED_MAX);
  const lines = shown.map(({ question, count, lastAt }, index) =>
    text.asked(index + 1, question, count, shanghaiTime(lastAt).month),
  );
  listAlone(ctx, [text.unanswered(topics.length), ...lines, ...moreOf(topics.length), text.howToAnswer], {
    name: 'unanswered',
    state: { questions: shown.map(({ question }) => question) },
  });
}

async function listCommon(ctx: HandlerContext): Promise<void> {
  const answers = await curatedAnswers(ctx);
  if (answers.length === 0) return listAlone(ctx, [text.noneCommon]);
  const lines = answers.map(({ question, answer }, index) => text.answered(index + 1, question, shortened(answer)));
  // The newest are looked for most often; numbers stay those of the whole list.
  const shown = lines.slice(-LISTED_MAX);
  listAlone(ctx, [text.common(answers.length), ...shown, ...moreOf(answers.length), text.howToRemove], {
    name: 'common',
    state: { ids: answers.map(({ id }) => id) },
  });
}

const shortened = (answer: string): string =>
  [...answer].length > SHORT_ANSWER ? `${[...answer].slice(0, SHORT_ANSWER).join('')}……` : answer;

/** Reads it back as it would be kept; a yes keeps it. */
async function preview(ctx: HandlerContext, said: { question: string; answer: string }): Promise<void> {
  const length = [...said.answer].length;
  if (length > ANSWER_MAX) return ctx.reply(text.tooLong(length));
  const pair = await maskedPair(ctx, said);
  const lines = [
    text.preview(pair.question, pair.answer),
    ...(pair.answer === asWritten(said.answer.trim()) ? [] : [text.isMasked]),
    ...((await findCurated(ctx, pair.question)) ? [text.replaces] : []),
    text.askKeep,
  ];
  ctx.ask({ name: 'keep', text: lines.join('\n'), choices: text.keepChoices, state: pair });
}

/** @param questions as they were listed; null = as they stand now */
async function answerListed(
  ctx: HandlerContext,
  number: number,
  answer: string,
  questions: readonly string[] | null,
): Promise<void> {
  const all = questions ?? (await unansweredTopics(ctx)).map(({ question }) => question);
  const question = all[number - 1];
  if (question === undefined) ctx.reply(text.noSuchQuestion(number));
  else await preview(ctx, { question, answer });
}

/** @param ids as they were listed; null = as they stand now */
async function askRemove(ctx: HandlerContext, number: number, ids: readonly string[] | null): Promise<void> {
  const answers = await curatedAnswers(ctx);
  const id = (ids ?? answers.map((answer) => answer.id))[number - 1];
  const found = answers.find((answer) => answer.id === id);
  if (!found) return ctx.reply(text.noSuchAnswer(number));
  ctx.ask({ name: 'remove', text: text.askRemove(found.question), choices: text.removeChoices, state: { id: found.id } });
}

/** A bare number means that one of the list. */
function numberAlone(answer: Answer): number | null {
  const figures = answer.kind === 'words' ? /^\s*(?:第|答)?\s*(\d{1,3})\s*(?:条|个|号)?\s*$/.exec(answer.words)?.[1] : undefined;
  return figures === undefined ? null : Number(figures);
}

export default defineHandler({
  name: 'common-answers',
  title: '常见问答',
  help: null,
  staffHelp: '教我答：“以后有人问食堂归谁管，就答……”；“没答上的问题”',
  staffTopic: 'people',
  text,
  intents: {},
  commands: {
    unanswered: defineCommand({
      allow: 'staff',
      examples: ['没答上的问题', '没答上来的有哪些', '大家问了啥你不会的'],
      hears: (words) => (asksForUnanswered(words) ? {} : null),
      run: listUnanswered,
    }),
    answer: defineCommand({
      allow: 'staff',
      examples: ['答 2 归后勤部门管', '第2条 答：归后勤部门管'],
      hears: answerTo,
      run: async (ctx) => await answerListed(ctx, ctx.slots.number, ctx.slots.answer, null),
    }),
    teach: defineCommand({
      allow: 'staff',
      examples: ['以后有人问食堂归谁管，就答归后勤部门管', '记住：有人问驿站几点关门就说晚上十点'],
      hears: taughtIn,
      run: async (ctx) => await preview(ctx, ctx.slots),
    }),
    common: defineCommand({
      allow: 'staff',
      examples: ['常见问答', '标准答复有哪些'],
      hears: (words) => (asksForCommon(words) ? {} : null),
      run: listCommon,
    }),
    remove: defineCommand({
      allow: 'staff',
      examples: ['删掉常见问答 3', '常见问答第2条不要了'],
      hears(words) {
        const number = removedIn(words);
        return number === null ? null : { number };
      },
      run: async (ctx) => await askRemove(ctx, ctx.slots.number, null),
    }),
  },
  answers: {
    unanswered: defineAnswer({
      state: listSchema,
      async run(ctx, answer) {
        const { questions } = ctx.slots;
        const given = answer.kind === 'words' ? answerTo(answer.words) : null;
        if (given) {
          await answerListed(ctx, given.number, given.answer, questions);
          return true;
        }
        const question = questions[(numberAlone(answer) ?? 0) - 1];
        if (question === undefined) return false;
        ctx.ask({ name: 'words', text: text.askAnswer(question), choices: [], state: { question } });
        return true;
      },
      covers: () => true,
    }),
    words: defineAnswer({
      state: z.object({ question: z.string() }),
      async run(ctx, answer) {
        if (answer.kind === 'choice' || answer.isCommand || [...answer.words].length < 2) return false;
        await preview(ctx, { question: ctx.slots.question, answer: answer.words });
        return true;
      },
      covers: () => true,
    }),
    common: defineAnswer({
      state: listedSchema,
      async run(ctx, answer) {
        const number = answer.kind === 'words' ? (removedIn(answer.words) ?? droppedNumberIn(answer.words)) : null;
        if (number === null) return false;
        await askRemove(ctx, number, ctx.slots.ids);
        return true;
      },
      covers: () => true,
    }),
    keep: defineAnswer({
      state: pairSchema,
      async run(ctx, answer) {
        const isKept = answer.kind === 'choice' ? answer.choice === 1 : keepIn(answer.words);
        if (isKept === null) return false;
        ctx.reply(isKept ? text.kept[(await keepCurated(ctx, ctx.slots, ctx.member.id)).kind] : text.notKept);
        return true;
      },
    }),
    remove: defineAnswer({
      state: z.object({ id: z.string() }),
      async run(ctx, answer) {
        if (answer.kind === 'words') return false;
        if (answer.choice !== 1) ctx.reply(text.left);
        else ctx.reply((await removeCurated(ctx, ctx.slots.id)) ? text.removed : text.gone);
        return true;
      },
    }),
  },
});
