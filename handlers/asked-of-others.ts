import { defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import type { Member } from '../src/core/member.ts';
import { checkInTitle } from '../src/core/phrases.ts';
import { sayWhen } from '../src/core/phrases-times.ts';
import { shanghaiHourMinute } from '../src/core/shanghai.ts';
import { nextSession } from '../src/domain/activities/sessions.ts';
import { checkInsOfDay } from '../src/domain/check-in/index.ts';
import { peopleNamed } from '../src/domain/people-named.ts';
import { type AskedOfOther, askedOfOther } from '../src/domain/words/asked-of-others.ts';

const text = {
  notYours: (name: string) => `别人的记录我不说，问${name}本人就行。`,
  they: '他',
  whom: '问的是谁？带上名字再说一遍，我给您查。',
  today: (name: string, list: string) => `${name}今天记了：${list}。`,
  noneToday: (name: string) => `${name}今天还没有记录。`,
  entry: (what: string, at: string) => `${what} ${at}`,
  signedUp: (name: string, list: string) => `${name}报了：${list}。`,
  noneSignedUp: (name: string) => `${name}眼下没有报名。`,
  activity: (title: string, when: string | null) => (when === null ? title : `${title}（${when}）`),
  inWaiting: '候补',
  unknown: (name: string) => `名册里没有“${name}”。`,
  namesakes: (name: string, count: number) => `叫${name}的有 ${count} 位，说“谁到了”看名单吧。`,
  whispered: '我私信您了。',
  askDirect: '谁记了没记不在群里说，请私聊问我。',
  comma: '、',
};

type Context = HandlerContext<AskedOfOther>;

const PRONOUN = /^[他她]|^那谁|^人家/;

async function recordOf({ tx, at }: Context, person: Member, name: string): Promise<string> {
  const entries = await checkInsOfDay(tx, person, at);
  const said = entries.map((entry) => text.entry(checkInTitle(entry), shanghaiHourMinute(entry.at)));
  return said.length > 0 ? text.today(name, said.join(text.comma)) : text.noneToday(name);
}

async function signUpsOf({ tx, now }: Context, { id }: Member, name: string): Promise<string> {
  const said: string[] = [];
  for (const { activityId, sessionId, status } of await tx.signUps.ofMember(id)) {
    const activity = await tx.activities.byId(activityId);
    const session = activity?.sessions.find((one) => one.id === sessionId) ?? (activity && nextSession(activity, now));
    if (!activity || !session || session.end <= now) continue;
    const when = status === 'waiting' ? text.inWaiting : sayWhen(session.start, now);
    said.push(text.activity(activity.title, when));
  }
  return said.length > 0 ? text.signedUp(name, said.join(text.comma)) : text.noneSignedUp(name);
}

export default defineHandler({
  name: 'asked-of-others',
  title: '问一个人',
  help: null,
  staffHelp: '问一个人：“老周签到了没”“小吴报名没有”',
  staffTopic: 'lists',
  text,
  intents: {},
  commands: {
    asked: defineCommand({
      allow: 'anyone',
      examples: ['老周签到了没', '小吴报名没有'],
      hears: askedOfOther,
      async run(ctx) {
        const { name, asks, isPerson } = ctx.slots;
        const named = PRONOUN.test(name) ? null : await peopleNamed(ctx, [name]);
        const isListed = named !== null && named.kind !== 'unknown';
        const [person] = named?.kind === 'found' ? named.people : [];
        if ((!isListed && !isPerson) || person?.id === ctx.member.id) return ctx.pass();
        const isStaff = isAllowed(ctx.member.role, 'staff');
        if (!isStaff) return ctx.reply(text.notYours(named === null ? text.they : name));
        if (named === null) return ctx.reply(text.whom);
        if (named.kind === 'unknown') return ctx.reply(text.unknown(name));
        if (!person) return ctx.reply(text.namesakes(name, named.kind === 'several' ? named.count : 0));
        const said = await (asks === 'record' ? recordOf : signUpsOf)(ctx, person, name);
        if (ctx.message.conversation.kind === 'direct') return ctx.reply(said);
        ctx.reply(ctx.whisper(said) ? text.whispered : text.askDirect);
      },
    }),
  },
});
