import { DAY_MS } from '../src/core/clock.ts';
import { defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import { appealPhrases, sayWhoKnows } from '../src/core/phrases-appeals.ts';
import { hideAsWished, NAMED, newestAppeal } from '../src/domain/tickets/appealing.ts';
import { ticketFor } from '../src/domain/tickets/finding.ts';
import { withdraw } from '../src/domain/tickets/steps.ts';
import { saysUnmeant } from '../src/domain/words/appeal-talk.ts';
import { heardHide, heardTakeBack, heardWhoKnows, tellsPrivateMatter } from '../src/domain/words/appeals.ts';
import { askedBeforeSpeaking } from '../src/domain/words/speaking-up.ts';
import { ticketNumberIn } from '../src/domain/words/ticket-numbers.ts';

const text = {
  notYours: (number: string) => `你名下没有 ${number}。`,
  noneToHide: '你没有在办的诉求。想匿名反映，直接说是什么事。',
  howToSay: '直接私聊跟我说什么事。登记了有编号和时限，办得怎样我告诉你。想匿名就带上“匿名”。',
  howAnonymous: '想匿名，说“匿名”再说是什么事，书记也看不到是谁。',
  withdrawn: (number: string) => `好，${number} 撤回了，不办了。`,
  isOver: (number: string) => `${number} 已经有结果了，撤不了。`,
  noneToWithdraw: '你没有在办的诉求。',
};

/** Longer words say more than this. */
const SHORT = 30;

/** To the person alone, and kept sealed; the group hears that it was heard, and nothing else. */
function tell(ctx: HandlerContext<unknown>, said: string): void {
  ctx.keepSealed();
  const isSaid = ctx.whisper(said);
  if (ctx.message.conversation.kind === 'group') ctx.reply(isSaid ? appealPhrases.inGroup : appealPhrases.tellMeAlone);
}

async function hideOne(ctx: HandlerContext<{ number: string | null }>): Promise<string> {
  const { number } = ctx.slots;
  const found = number === null ? null : await ticketFor(ctx, ctx.member, number);
  if (number !== null && !(found?.kind === 'found' && found.standing === 'reporter')) return text.notYours(number);
  const ticket = found?.kind === 'found' ? found.ticket : await newestAppeal(ctx, ctx.member);
  if (!ticket) return text.noneToHide;
  const { member, message } = ctx;
  return (await hideAsWished(ctx, { member, channel: message.channel, sender: message.sender }, ticket)).said;
}

async function takeBack(ctx: HandlerContext<unknown>): Promise<string> {
  const ticket = await newestAppeal(ctx, ctx.member);
  if (!ticket) return text.noneToWithdraw;
  const { kind } = await withdraw(ctx, ctx.member, ticket);
  return (kind === 'withdrawn' ? text.withdrawn : text.isOver)(ticket.number);
}

export default defineHandler({
  name: 'own-appeal',
  title: '自己的诉求',
  help: null,
  text,
  intents: {},
  commands: {
    hide: defineCommand({
      allow: 'insider',
      examples: ['匿名', '刚才那件改成匿名', 'A-0012 匿名'],
      hears(words) {
        if (words.length > SHORT) return null;
        const named = ticketNumberIn(words);
        if (named && !named.number.startsWith('A')) return null;
        return heardHide.test(named?.rest ?? words) ? { number: named?.number ?? null } : null;
      },
      run: async (ctx) => tell(ctx, await hideOne(ctx)),
    }),
    who_knows: defineCommand({
      allow: 'insider',
      examples: ['书记会知道是我吗', '匿名安全吗', '反映了会不会被站长知道', '想反映个问题 可以私聊吗'],
      hears: (words) =>
        words.length <= SHORT && heardWhoKnows.test(words) && !saysUnmeant(words) ? 'who' : askedBeforeSpeaking(words),
      async run(ctx) {
        if (ctx.slots === 'how') return tell(ctx, text.howToSay);
        const ticket = await newestAppeal(ctx, ctx.member);
        tell(ctx, ticket ? sayWhoKnows(ticket) : text.howAnonymous);
      },
    }),
    withdraw: defineCommand({
      allow: 'insider',
      examples: ['撤回我的诉求', '诉求撤了吧', '我不投诉了'],
      hears: (words) => (words.length <= SHORT && heardTakeBack.test(words) ? {} : null),
      run: async (ctx) => tell(ctx, await takeBack(ctx)),
    }),
    // The reader takes most of it for chatter.
    private_matter: defineCommand({
      allow: 'insider',
      examples: ['举报小王信教', '反映一下，老李思想落后'],
      hears: (words) => (tellsPrivateMatter(words) ? {} : null),
      run: async (ctx) => tell(ctx, appealPhrases.privateMatter),
    }),
  },
  forgets: { [NAMED]: DAY_MS },
});
