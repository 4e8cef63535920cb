import { defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import type { AccessKind } from '../src/core/phrases-pages.ts';
import { categoryTitle } from '../src/core/phrases-reports.ts';
import { type Ticket, ticketStatuses } from '../src/core/ticket.ts';
import { openPageLink, type PageKind } from '../src/domain/page-links.ts';
import { type Standing, ticketFor } from '../src/domain/tickets/finding.ts';
import { ownWords } from '../src/domain/tickets/hand-over-pack.ts';
import { ownTickets } from '../src/domain/tickets/reporter.ts';
import { originalAsked, packAsked, sheetAsked } from '../src/domain/words/ticket-pages.ts';

const text = {
  sheet: (number: string) => `${number} 的详情和照片在下面，10 分钟内点开，只能开一次。`,
  sheetAlone: (number: string) => `${number} 没有照片，详情在下面，10 分钟内点开，只能开一次。`,
  noPhotos: (number: string) => `${number} 没有照片。`,
  pack: (number: string) => `${number} 的材料整理好了，在下面。10 分钟内点开，只能开一次，打印出来就能用。`,
  pictures: (number: string, count: number) => `${number} 的照片（${count} 张）在下面。`,
  sent: '发给你了，看私聊。',
  askAlone: '这个请私聊我说。',
  noPages: '这里发不了网页链接，请找书记打印。',
  noPagesForStaff: '这里发不了网页链接，请管电脑的人设好网址。',
  unknown: (number: string) => `没有你能看的 ${number}。`,
  notYourPhotos: (number: string) => `${number} 的照片只有报的人和办的人能看。`,
  original: (number: string, words: string) => `${number} 原话：${words}\n看过已记下，请别转发。`,
  nothingMasked: (number: string, words: string) => `${number} 没有隐去的话：${words}`,
  closedSeal: (number: string) => `${number} 的原话这会儿打不开，先看登记的那句。`,
  handlersOnly: '原话只有办这件事的人能看。',
  noAppeal: '你还没有登记过诉求，先跟我说是什么事。',
  whichAppeal: (listed: string) => `是哪一件？${listed}。说“打印”加编号就行。`,
  listed: (number: string, what: string) => `${number}（${what}）`,
};

const isGroup = ({ message }: HandlerContext<unknown>) => message.conversation.kind === 'group';

/** To the person alone; the group hears at most that there is something in the direct chat. */
function tell(ctx: HandlerContext<unknown>, line: string): void {
  const isSaid = ctx.whisper(line);
  if (isGroup(ctx)) ctx.reply(isSaid ? text.sent : text.askAlone);
}

/** Digests of those that are kept. */
async function photosOf({ tx }: HandlerContext<unknown>, { id }: Ticket): Promise<string[]> {
  return (await tx.photos.ofTicket(id)).flatMap(({ state, digest }) => (state === 'kept' && digest !== null ? [digest] : []));
}

/** Also such as are still on their way. */
const hasPhotos = async ({ tx }: HandlerContext<unknown>, { id }: Ticket): Promise<boolean> =>
  (await tx.photos.ofTicket(id)).some(({ state }) => state !== 'failed');

/**
 * Links go to one person: where none can be reached alone, none is made. Where browsers do not reach our pages, the pictures go by
 * themselves.
 */
async function sendLink(ctx: HandlerContext<unknown>, ticket: Ticket, page: PageKind, line: string): Promise<void> {
  if (!ctx.canWhisper()) return ctx.reply(text.askAlone);
  // The address is the right: it stands in no record that is read.
  ctx.keepSealed();
  const url = await openPageLink(ctx, ticket, page);
  const photos = url === null && page !== 'pack' ? await photosOf(ctx, ticket) : [];
  if (url === null && photos.length === 0) {
    // Nothing comes to the person alone: none is promised.
    const why = page === 'handler' ? text.noPagesForStaff : text.noPages;
    return ctx.reply(page === 'pack' || (await hasPhotos(ctx, ticket)) ? why : text.noPhotos(ticket.number) + why);
  }
  if (page === 'handler') await note(ctx, ticket, 'page');
  if (url === null) {
    tell(ctx, text.pictures(ticket.number, photos.length));
    return ctx.attach(photos);
  }
  tell(ctx, line);
  ctx.link(url);
}

const note = ({ tx, member, now }: HandlerContext<unknown>, { id }: Ticket, what: AccessKind): Promise<void> =>
  tx.tickets.addAccess({ ticketId: id, memberId: member.id, at: now, what });

/** Whoever speaks of an appeal of his own does so in confidence. @returns null: there is none he may know of */
async function find(ctx: HandlerContext<unknown>, number: string): Promise<{ ticket: Ticket; standing: Standing } | null> {
  const found = await ticketFor(ctx, ctx.member, number);
  if (found.kind !== 'found') {
    tell(ctx, text.unknown(number));
    return null;
  }
  if (found.ticket.kind === 'appeal' && found.standing === 'reporter') ctx.keepSealed();
  return found.standing === 'handler' && !ctx.isProven(title) ? null : found;
}

const title = '看详情';

const pageFor: Partial<Record<Standing, PageKind>> = { handler: 'handler', reporter: 'reporter' };

export default defineHandler({
  name: 'ticket-page',
  title,
  help: '打印诉求材料，说“帮我整理一份给法律援助的材料”',
  topic: 'reports',
  staffHelp: '看照片和经过：“打开 H-0031”；看原话：“看原话 H-0031”',
  staffTopic: 'handling',
  text,
  intents: {},
  commands: {
    sheet: defineCommand({
      allow: 'insider',
      examples: ['看 H-0031 的照片', '打开 H-0031', 'H-0031 详情页'],
      hears: sheetAsked,
      async run(ctx) {
        const found = await find(ctx, ctx.slots.number);
        if (!found) return;
        const { ticket, standing } = found;
        const page = pageFor[standing];
        if (page === undefined) return tell(ctx, text.notYourPhotos(ticket.number));
        await sendLink(ctx, ticket, page, ((await hasPhotos(ctx, ticket)) ? text.sheet : text.sheetAlone)(ticket.number));
      },
    }),
    original: defineCommand({
      allow: 'insider',
      examples: ['看原话 H-0031', 'A-0012 的原话'],
      hears: originalAsked,
      async run(ctx) {
        if (isGroup(ctx)) return ctx.reply(text.askAlone);
        const found = await find(ctx, ctx.slots.number);
        if (!found) return;
        const { ticket, standing } = found;
        if (standing !== 'handler' && standing !== 'reporter') return ctx.reply(text.handlersOnly);
        // What was masked does not stand in the records anew because somebody looked at it.
        ctx.keepSealed();
        if (standing === 'handler') await note(ctx, ticket, 'original');
        const words = ownWords(ctx.sealer, ticket);
        if (ticket.original === null) ctx.reply(text.nothingMasked(ticket.number, words));
        else if (ctx.sealer?.open(ticket.original) == null) ctx.reply(text.closedSeal(ticket.number));
        else ctx.reply(text.original(ticket.number, words));
      },
    }),
    pack: defineCommand({
      allow: 'insider',
      examples: ['帮我整理一份给法律援助的材料', '打印我的诉求材料', '打印 A-0012'],
      hears: packAsked,
      async run(ctx) {
        ctx.keepSealed();
        const { number } = ctx.slots;
        const own = (await ownTickets(ctx, ctx.member, ticketStatuses)).filter(({ kind }) => kind === 'appeal');
        const meant = number === null ? own : own.filter((ticket) => ticket.number === number);
        const [only, ...others] = meant;
        if (!only) return tell(ctx, number === null ? text.noAppeal : text.unknown(number));
        if (others.length > 0) {
          const lines = meant.map((ticket) => text.listed(ticket.number, categoryTitle(ticket.kind, ticket.category)));
          return tell(ctx, text.whichAppeal(lines.slice(0, 5).join('、')));
        }
        await sendLink(ctx, only, 'pack', text.pack(only.number));
      },
    }),
  },
});
