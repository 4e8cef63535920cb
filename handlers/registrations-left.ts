import { defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import { registrationPhrases } from '../src/core/phrases-registration.ts';
import { mayDecide } from '../src/domain/registration/desk.ts';
import { unverified, verified } from '../src/domain/registration/records.ts';
import { asksForVerified } from '../src/domain/words/registration-desk.ts';
import { leavesUnverified } from '../src/domain/words/registration-waiting.ts';

const TITLE = '报到核实';

const text = {
  listedVerified: (count: number) => `核实过的 ${count} 位：`,
  noneVerified: '还没有核实过的。',
  line: (number: number, name: string) => `${number} 号 ${name}`,
  leftInList: '好，先不核实，还在“报到名单”里。',
};

type Context = HandlerContext<unknown>;

const LISTED_MAX = 20;

async function listVerified(ctx: Context): Promise<void> {
  const done = (await verified(ctx)).slice(-LISTED_MAX);
  const lines = done.map(({ registration: { number, details } }) =>
    text.line(number, details.name ?? registrationPhrases.unnamed),
  );
  ctx.note('registrations listed');
  ctx.reply(done.length === 0 ? text.noneVerified : [text.listedVerified(done.length), ...lines].join('\n'));
}

// Beside deciding: those that are decided already, and those that are left waiting.
export default defineHandler({
  name: 'registrations-left',
  title: '报到留待',
  help: null,
  text,
  intents: {},
  commands: {
    verified: defineCommand({
      allow: 'staff',
      examples: ['已核实的有哪些'],
      hears: (words) => (asksForVerified(words) ? {} : null),
      async run(ctx) {
        if (ctx.member.role !== 'secretary') ctx.pass();
        else if (mayDecide(ctx, TITLE)) await listVerified(ctx);
      },
    }),
    later: defineCommand({
      allow: 'staff',
      examples: ['张三丰先别核实', '等他支部回话再核实'],
      hears: (words) => (leavesUnverified(words) ? {} : null),
      async run(ctx) {
        if (ctx.member.role !== 'secretary' || (await unverified(ctx)).length === 0) return ctx.pass();
        if (mayDecide(ctx, TITLE)) ctx.reply(text.leftInList);
      },
    }),
  },
});
