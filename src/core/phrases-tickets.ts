// What is said of tickets by itself: to who reported one, to who found the same, to who settles it. Read later than said: days by date.
import type { Branch } from './branch.ts';
import { categoryTitle, levelTitle } from './phrases-reports.ts';
import { sayDate } from './phrases-times.ts';
import { shanghaiHourMinute } from './shanghai.ts';
import { asWritten, cutText } from './text.ts';
import type { HandlingAction, Ticket, TicketLevel } from './ticket.ts';

/** More is read in the ticket itself. */
const WORDS_MAX = 200;

const rate = '满意回 1，不满意回 2，还没好回 3';

/** Notes become parts of sentences that end by themselves. */
const unended = (note: string) => asWritten(note.replace(/[。．.!！;；,，\s]+$/, ''));
const because = (note: string | null) => (note === null ? '' : `：${unended(note)}`);
const short = (words: string) => asWritten(words.length > WORDS_MAX ? `${cutText(words, WORDS_MAX)}……` : words);

const sayBy = (at: number): string => `${sayDate(at)}${shanghaiHourMinute(at)}`;

/** `，12月3日（周四）18:00前给你回音` */
const answerBy = ({ dueAt }: Ticket): string => (dueAt === null ? '' : `，${sayBy(dueAt)}前给你回音`);

/** Of several at once, each in a line. */
const BRIEF_MAX = 24;

/** Of more steps in a morning nobody wants to read. */
const BRIEFS_MAX = 3;
const withoutNumber = (number: string, said: string): string =>
  said.startsWith(number) ? said.slice(number.length).trim() : said;

/** What the clock of its state asks for. */
function asked(branch: Branch, { level, status, urgent }: Ticket): string {
  const isToAccept = status === 'open' && (urgent || branch.tickets.levels[level].acceptHours !== null);
  return isToAccept ? '受理' : '办好';
}

/** `隐患 H-0031（路面）北门` */
const named = ({ kind, category, number, place }: Omit<Ticket, 'words'>): string =>
  `${kind === 'hazard' ? '隐患' : '诉求'} ${number}（${categoryTitle(kind, category)}）${place ?? ''}`;

const next: Record<TicketLevel, TicketLevel | null> = { branch: 'street', street: 'county', county: null };

export const ticketPhrases = {
  buttons: {
    accept: '受理',
    escalateStreet: '报街道',
    escalateCounty: '报区县',
    rejectNotOurs: '不归我们管',
    satisfied: '满意',
    unsatisfied: '不满意',
    notYet: '还没好',
  },
  /**
   * To those who are to settle it.
   * @param reporter null where nobody is named
   * @param added what came after its first words
   * @param isQuestion somebody waits for an answer in words
   */
  newOne(branch: Branch, ticket: Ticket, reporter: string | null, added: readonly string[] = [], isQuestion = false): string {
    const { number, words, dueAt, urgent, level } = ticket;
    const where = level === 'branch' ? '' : `，报到${levelTitle(branch, level)}了`;
    return [
      `${urgent ? '【紧急】' : ''}${named(ticket)}${where}`,
      `${reporter === null ? '' : `${reporter}：`}${short(words)}`,
      ...(added.length === 0 ? [] : [`补充：${short(added.join('；'))}`]),
      ...(dueAt === null ? [] : [`${sayBy(dueAt)}前要${asked(branch, ticket)}。`]),
      isQuestion
        ? `直接回“${number} 答复：……”，我转告问的人。“受理 ${number}”“${number} 不归我们管”也行。`
        : `回“受理 ${number}”“${number} 办好了”“${number} 不归我们管”都行。`,
    ].join('\n');
  },
  /** Of one in a list of new ones. */
  newInBrief: ({ words, ...ticket }: Ticket): string => `${named(ticket)}：${cutText(asWritten(words), BRIEF_MAX)}`,
  newOnes: (lines: readonly string[]): string =>
    [`又有 ${lines.length} 件：`, ...lines, '回“受理”加编号就接下。要办的都在“我今天的”。'].join('\n'),
  nobodyThere: (branch: Branch, level: TicketLevel): string => `${levelTitle(branch, level)}没有登记协调员，请您联系。`,
  warn(branch: Branch, ticket: Ticket): string {
    const { level, dueAt } = ticket;
    const up = next[level];
    const then = up === null ? '请催一催。' : `到期会自动报${levelTitle(branch, up)}。`;
    return `${named(ticket)}快到期了，${dueAt === null ? '' : `${sayBy(dueAt)}前要`}${asked(branch, ticket)}。\n${then}`;
  },
  /** To those who let it pass. */
  wentUp: (branch: Branch, { number, level }: Ticket, from: TicketLevel): string =>
    `${number} ${levelTitle(branch, from)}到期没办完，自动报到${levelTitle(branch, level)}了。`,
  /** To who settled it before. */
  wentUpUnsatisfied: (branch: Branch, { number, level }: Ticket, note: string | null): string =>
    `${number} 报的人又不满意${because(note)}。报到${levelTitle(branch, level)}了。`,
  /** Nobody is above. */
  passedAtTop: (branch: Branch, ticket: Ticket): string =>
    `${named(ticket)}在${levelTitle(branch, ticket.level)}到期了还没办好，请盯住它。`,
  /** To whoever had it. @param after what somebody else has done */
  takenOver: (branch: Branch, { number, level }: Ticket, name: string | null, after: HandlingAction): string => {
    const title = levelTitle(branch, level);
    const done: Record<HandlingAction, string> = {
      accept: '接着处理了',
      assign_branch: `转给${title}了`,
      escalate_street: `报到${title}了`,
      escalate_county: `报到${title}了`,
      resolve: '办好了',
      reject: '定了不予办理',
    };
    return `${number} ${name ?? '别人'}${done[after]}，您不用管了。`;
  },
  /** @param note null: the same once more */
  supplemented: ({ number }: Ticket, note: string | null): string =>
    note === null ? `${number} 报的人又催了一次。` : `${number} 有补充${because(short(note))}。`,
  /** To all who were called out. */
  onTheWay: ({ number }: Ticket, name: string | null): string => `${number} ${name ?? '值班的人'}在赶过去了。`,
  withdrawn: ({ number }: Ticket): string => `${number} 报的人自己撤了，不用办了。`,
  satisfied: ({ number }: Ticket): string => `${number} 报的人满意，办结了。辛苦了。`,
  reopened: ({ number }: Ticket, verdict: 'unsatisfied' | 'not_yet', note: string | null): string =>
    `${number} 报的人${verdict === 'not_yet' ? '说还没好' : '不满意'}${because(note)}。又打开了，请再去看看。`,
  toReporter: {
    /** Steps that were not told yet, in front of the one that has just been taken. */
    afterAll: ({ number }: Ticket, briefs: readonly string[], said: string): string =>
      briefs.length === 0 ? said : `${number} ${[...briefs.slice(-BRIEFS_MAX), withoutNumber(number, said)].join('；')}`,
    /** What was said, as part of a sentence. */
    inBrief: ({ number }: Ticket, said: string): string => unended(withoutNumber(number, said)),
    briefly: {
      accepted: (branch: Branch, { level }: Ticket): string => `${levelTitle(branch, level)}受理了`,
      takenOver: (name: string | null): string => `换${name ?? '别人'}来办了`,
      sentDown: (branch: Branch, { level }: Ticket): string => `转回${levelTitle(branch, level)}了`,
      escalated: (branch: Branch, { level }: Ticket): string => `报到${levelTitle(branch, level)}了`,
      wentUp: (branch: Branch, from: TicketLevel): string => `${levelTitle(branch, from)}没按时办`,
    },
    accepted: (branch: Branch, ticket: Ticket, name: string | null): string =>
      `${ticket.number} ${levelTitle(branch, ticket.level)}受理了${name === null ? '' : `，${name}在办`}${answerBy(ticket)}。`,
    takenOver: ({ number }: Ticket, name: string | null): string => `${number} 换${name ?? '别人'}来办了，不用再报。`,
    sentDown: (branch: Branch, ticket: Ticket): string =>
      `${ticket.number} 转回${levelTitle(branch, ticket.level)}办了${answerBy(ticket)}。`,
    escalated: (branch: Branch, ticket: Ticket): string =>
      `${ticket.number} 报到${levelTitle(branch, ticket.level)}了${answerBy(ticket)}。`,
    /** @param isReached the level has people who were told */
    wentUp: (branch: Branch, ticket: Ticket, from: TicketLevel, isReached: boolean): string => {
      const title = levelTitle(branch, ticket.level);
      const late = `${ticket.number} ${levelTitle(branch, from)}没按时办`;
      return isReached
        ? `${late}，自动报到${title}了${answerBy(ticket)}。`
        : `${late}，该${title}办了；${title}还没登记人，我请书记去联系。`;
    },
    passedAtTop: (branch: Branch, { number, level }: Ticket): string =>
      `${number} ${levelTitle(branch, level)}还没办好，我在催，没有放下。`,
    onTheWay: ({ number }: Ticket, name: string | null): string => `${number} ${name ?? '值班的人'}在赶过去。你先离远点。`,
    settled: (branch: Branch, { number, level, outcome }: Ticket): string =>
      `${number} ${levelTitle(branch, level)}办好了${because(outcome)}。${rate}。`,
    /** The same to whoever has said already how it turned out. */
    told: (branch: Branch, { number, level, outcome }: Ticket): string =>
      `${number} ${levelTitle(branch, level)}办好了${because(outcome)}。`,
    askedAgain: ({ number, outcome }: Ticket): string =>
      `${number} 办好了${because(outcome)}，还没等到你的话。\n${rate}；两天不回就先办结。`,
    rejected: ({ number, outcome }: Ticket): string => `${number} 不予办理${because(outcome)}。不对就回“不满意 ${number}”。`,
    /** He has heard how it ended, and it has not. */
    takenBack: (ticket: Ticket): string => `${ticket.number} 刚才那条说错了，还在办${answerBy(ticket)}。`,
    /** The reporter hears how the other one ends. */
    merged: ({ number }: Ticket, other: string): string =>
      `${number} 和 ${other} 是同一件事，一起办，办好告诉你。不是就回“不满意 ${number}”。`,
  },
  toFollower: {
    takenBack: ({ number }: Ticket): string => `你跟着的 ${number} 刚才说错了，还在办。`,
    settled: ({ number, outcome }: Ticket): string => `你跟着的 ${number} 办好了${because(outcome)}。`,
    rejected: ({ number, outcome }: Ticket): string => `你跟着的 ${number} 不予办理${because(outcome)}。`,
  },
  /** Why it was rejected, where it is the same as another one. */
  sameAs: (other: string): string => `和 ${other} 是同一件事`,
};
