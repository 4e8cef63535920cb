import { z } from 'zod';
import { defineAnswer, defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import { registrationPhrases } from '../src/core/phrases-registration.ts';
import { runningStatuses } from '../src/core/ticket.ts';
import { ownTickets } from '../src/domain/tickets/reporter.ts';
import {
  asksForOthersData,
  asksForOwnData,
  asksHowKept,
  asksWhatStays,
  asksWhoSees,
  wantsAllGone,
  wantsLedgerGone,
  wantsOthersGone,
  wantsOwnDataGone,
} from '../src/domain/words/own-data.ts';

const text = {
  head: '我这里记着你的：',
  attendance: (count: number) => `签到 ${count} 次`,
  signUps: (count: number) => `在报的活动 ${count} 个`,
  tickets: (count: number) => `在办的隐患、诉求 ${count} 件`,
  points: (points: number) => `积分 ${points} 分`,
  hours: (hours: string) => `志愿服务 ${hours} 小时`,
  nothing: '除了说过话，我这里没有记你什么。',
  howToDelete: '登记要删，说“删除我的数据”。',
  askDelete: '删掉你的登记和你自己选的设置吗？删了找不回来。回 1 删，回 2 不删。',
  deleteChoices: ['删掉', '不删'],
  deleted: '删好了。',
  stays: '签到、积分和工单是支部的台账，不能删；匿名的诉求我也认不出是谁的，删不到。',
  gone: '删了谁都看不到，书记也看不到。',
  kept: {
    how: '登记我存到你说删为止，只给书记看，删了就没了。',
    left: '退群不会自动删。要删就说“删除我的数据”。',
  },
  left: '好，没删。',
  nothingToDelete: '你没有登记，不用删。',
  ledger: '签到、积分和工单是支部的台账，删不了。刚记错的说“撤销”，能退。',
  others: '别人的数据我不给看，各人只看自己的：“我的数据”。',
  othersGone: '别人的我不能删，要本人私聊我说“删除我的数据”。',
  othersForSecretary: '各人的数据只给本人看；来报到的，说“报到名单”。',
  whispered: '你的数据我私信你了。',
  askAlone: '个人数据不在群里说，请私聊我说“我的数据”。',
};

type Context = HandlerContext<unknown>;

const isInGroup = ({ message }: Context): boolean => message.conversation.kind === 'group';

/** To the person alone; the group hears only that it was said. */
function closed(ctx: Context, isSaid: boolean): void {
  ctx.keepSealed();
  if (isInGroup(ctx)) ctx.reply(isSaid ? text.whispered : text.askAlone);
}

/** What the skills keep of him beside the common records. */
async function keptOf(ctx: Context): Promise<string[]> {
  const lines: string[] = [];
  for (const keeping of ctx.kept) lines.push(...(await keeping.of(ctx, ctx.member)));
  return lines;
}

/** The common records in counts: what they say is read where they are asked for. */
async function countsOf(ctx: Context): Promise<string[]> {
  const { tx, member, now } = ctx;
  const counts: [number, (count: number) => string][] = [
    [(await tx.attendance.between(member.id, 0, now + 1)).length, text.attendance],
    [(await tx.signUps.ofMember(member.id)).length, text.signUps],
    [(await ownTickets(ctx, member, runningStatuses)).length, text.tickets],
    [await tx.points.balance(member.id), text.points],
  ];
  const minutes = await tx.points.minutes(member.id);
  const hours = minutes === 0 ? [] : [text.hours(String(Math.round(minutes / 6) / 10))];
  return [...counts.flatMap(([count, say]) => (count === 0 ? [] : [say(count)])), ...hours];
}

async function show(ctx: Context): Promise<void> {
  const kept = await keptOf(ctx);
  const counts = await countsOf(ctx);
  if (kept.length + counts.length === 0) return closed(ctx, ctx.whisper(text.nothing));
  const lines = [text.head, ...kept, ...counts, ...(kept.length === 0 ? [] : [text.howToDelete])];
  closed(ctx, ctx.whisper(lines.join('\n')));
}

async function askDelete(ctx: Context): Promise<void> {
  if ((await keptOf(ctx)).length === 0) return closed(ctx, ctx.whisper(`${text.nothingToDelete}${text.stays}`));
  closed(ctx, ctx.askAlone({ name: 'delete', text: text.askDelete, choices: text.deleteChoices }));
}

export default defineHandler({
  name: 'own-data',
  title: '我的数据',
  help: '看我记了你什么，私聊说“我的数据”；要删说“删除我的数据”',
  topic: 'own',
  text,
  intents: {},
  commands: {
    show: defineCommand({
      allow: 'insider',
      examples: ['我的数据', '你都记了我什么', '看看我的资料'],
      hears: (words) => (asksForOwnData(words) ? {} : null),
      run: show,
    }),
    delete: defineCommand({
      allow: 'insider',
      examples: ['删除我的数据', '把我的登记删了', '别存我的信息了'],
      hears: (words) => (wantsOwnDataGone(words) ? {} : null),
      run: askDelete,
    }),
    all_gone: defineCommand({
      allow: 'insider',
      examples: ['都删掉吧，不想被记着了', '别再记我了'],
      hears: (words) => (wantsAllGone(words) ? {} : null),
      yields: true,
      async run(ctx) {
        const owed = await ctx.owed();
        const isForOther = owed !== null && owed.handler !== 'register';
        if (isForOther || isInGroup(ctx) || (await keptOf(ctx)).length === 0) ctx.pass();
        else await askDelete(ctx);
      },
    }),
    ledger: defineCommand({
      allow: 'insider',
      examples: ['删除我的签到', '把我的积分清空'],
      hears: (words) => (wantsLedgerGone(words) ? {} : null),
      run: async (ctx) => ctx.reply(text.ledger),
    }),
    who_sees: defineCommand({
      allow: 'insider',
      examples: ['谁能看到我的信息', '书记能看到我什么'],
      hears: (words) => (asksWhoSees(words) ? {} : null),
      run: async (ctx) => ctx.reply(registrationPhrases.about.who),
    }),
    how_kept: defineCommand({
      allow: 'insider',
      examples: ['数据保存多久', '我退群了数据还在吗'],
      hears(words) {
        const about = asksHowKept(words);
        return about === null ? null : { about };
      },
      run: async (ctx) => ctx.reply(text.kept[ctx.slots.about]),
    }),
    others_gone: defineCommand({
      allow: 'insider',
      examples: ['删除 3 号登记', '把小孙的登记删了'],
      hears: (words) => (wantsOthersGone(words) ? {} : null),
      run: async (ctx) => ctx.reply(text.othersGone),
    }),
    others: defineCommand({
      allow: 'insider',
      examples: ['看看老王的数据', '小孙是党员吗'],
      hears: (words) => (asksForOthersData(words) ? {} : null),
      run: async (ctx) => ctx.reply(ctx.member.role === 'secretary' ? text.othersForSecretary : text.others),
    }),
  },
  answers: {
    delete: defineAnswer({
      state: z.object({}),
      async run(ctx, answer) {
        if (answer.kind === 'words') {
          if (!asksWhatStays(answer.words)) return false;
          closed(ctx, ctx.askAlone({ name: 'delete', text: `${text.gone}${text.askDelete}`, choices: text.deleteChoices }));
          return true;
        }
        if (answer.choice !== 1) {
          closed(ctx, ctx.whisper(text.left));
          return true;
        }
        for (const keeping of ctx.kept) await keeping.forget?.(ctx, ctx.member);
        ctx.note('own data deleted');
        closed(ctx, ctx.whisper(text.deleted + text.stays));
        return true;
      },
      covers: () => true,
    }),
  },
});
