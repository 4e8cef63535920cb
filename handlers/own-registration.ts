import { z } from 'zod';
import { DAY_MS } from '../src/core/clock.ts';
import { defineAnswer, defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import { registrationPhrases } from '../src/core/phrases-registration.ts';
import { findCurated } from '../src/domain/knowledge/curated.ts';
import { mayAnswer } from '../src/domain/registration/answering.ts';
import { ASKED, isAsked, isLeftAside, leaveAside } from '../src/domain/registration/records.ts';
import { saidOfReport } from '../src/domain/registration/reported.ts';
import { passOn } from '../src/domain/registration/verifying.ts';
import { addedTo } from '../src/domain/words/registration-desk.ts';
import { asksForSecretary, asksToNoteIt, asksWhatFor, passOnSaid } from '../src/domain/words/registration-talk.ts';

const text = {
  askPassOn: '这句是回书记报到那件事的吗？回 1 转给他，回 2 不转。',
  passOnChoices: ['转给书记', '不转'],
  notPassedOn: '好，没转。',
  howTo: '要登记就私聊我说“报到登记”。',
};

type Context = HandlerContext<unknown>;

/** After so long nobody takes a word for the answer to what the secretary asked. */
const ASKED_KEPT_MS = 30 * DAY_MS;

const isInGroup = ({ message }: Context): boolean => message.conversation.kind === 'group';

/** To the person alone and kept sealed. @param isSaid whether it reached him */
function closed(ctx: Context, isSaid: boolean): void {
  ctx.keepSealed();
  if (isInGroup(ctx)) ctx.reply(isSaid ? registrationPhrases.inGroup : registrationPhrases.tellMeAlone);
}

const offerToPassOn = (ctx: Context, words: string): void =>
  closed(ctx, ctx.askAlone({ name: 'pass_on', text: text.askPassOn, choices: text.passOnChoices, state: { words } }));

const tellDesk = async (ctx: Context, words: string): Promise<void> =>
  closed(ctx, ctx.whisper(await passOn(ctx, ctx.member, words)));

export default defineHandler({
  name: 'own-registration',
  title: '报到补充',
  help: null,
  text,
  intents: {},
  commands: {
    add: defineCommand({
      allow: 'insider',
      examples: ['补充报到：关系在李庄村支部'],
      hears(words) {
        const said = addedTo(words);
        return said === null ? null : { said };
      },
      run: (ctx) => tellDesk(ctx, ctx.slots.said),
    }),
    what_for: defineCommand({
      allow: 'insider',
      examples: ['为什么要登记', '登记有什么用', '必须登记吗'],
      hears(words) {
        const about = asksWhatFor(words);
        return about === null ? null : { about };
      },
      async run(ctx) {
        ctx.reply(registrationPhrases.about[ctx.slots.about] + text.howTo);
      },
    }),
    note_it: defineCommand({
      allow: 'insider',
      examples: ['请您登记一下', '这个麻烦登记'],
      hears: (words) => (asksToNoteIt(words) ? { words } : null),
      async run(ctx) {
        const said = await saidOfReport(ctx, ctx.member, ctx.slots.words);
        if (said) closed(ctx, ctx.whisper(said));
        else ctx.pass();
      },
    }),
    secretary: defineCommand({
      allow: 'insider',
      examples: ['书记电话多少', '怎么联系书记'],
      hears: (words) => (asksForSecretary(words) ? { words } : null),
      async run(ctx) {
        // A branch may have said how it is done there.
        if (ctx.member.role === 'secretary' || (await findCurated(ctx, ctx.slots.words))) ctx.pass();
        else ctx.reply(registrationPhrases.about.secretary);
      },
    }),
  },
  answers: {
    pass_on: defineAnswer({
      state: z.object({ words: z.string() }),
      async run(ctx, answer) {
        const before = ctx.slots.words;
        const isWanted = answer.kind === 'words' ? passOnSaid(answer.words) : answer.choice === 1;
        if (isWanted === null && answer.kind === 'words') {
          // Said again it is meant for us; said in two messages it is one answer.
          if (answer.words === before || !mayAnswer(answer)) return false;
          offerToPassOn(ctx, `${before}，${answer.words}`);
        } else if (isWanted) await tellDesk(ctx, before);
        else {
          await leaveAside(ctx, ctx.member, before);
          closed(ctx, ctx.whisper(text.notPassedOn));
        }
        return true;
      },
      covers: () => true,
    }),
  },
  // Hours after the secretary asked: perhaps his answer, and only he can tell.
  async standing(ctx, answer) {
    if (isInGroup(ctx) || answer.kind === 'choice' || !(await isAsked(ctx, ctx.member))) return false;
    if (!mayAnswer(answer) || (await isLeftAside(ctx, ctx.member, answer.words))) return false;
    offerToPassOn(ctx, answer.words);
    return true;
  },
  awaits: isAsked,
  forgets: { [ASKED]: ASKED_KEPT_MS },
});
