// How people ask for a ticket's page, for the words as they were, and for a paper to hand over.
import { ticketNumberIn } from './ticket-numbers.ts';

const SHORT = 50;
const START = '^(?:小蜂|请|麻烦|帮|给我|我|想|要|再|[\\s,，])*';
const END = '(?:吧|呗|一下|看看|发我|给我|谢谢|[\\s。.!！])*$';
/** Around the number, which is taken out before. */
const SHEET = new RegExp(
  `${START}(?:(?:打开|点开)(?:的|详情页?|网页|页面|照片|图片?|\\s)*|(?:看看?|查看|瞧瞧|发|要)?(?:一下)?\\s*(?:的|这个|那个|\\s)*(?:照片|图片|图|详情页|网页|页面)(?:打开)?)${END}`,
);
const ORIGINAL = new RegExp(`${START}(?:看看?|查看|调|要)?(?:一下)?\\s*(?:的|\\s)*(?:原话|原文|原来说的话)${END}`);

const PAPER = /材料|打印|整理成|证据/;
const PURPOSE = /法律援助|法援|仲裁|律师|起诉|打官司|劳动(?:监察|局|部门)|诉求/;
const WISH = /整理|打印|导出|准备|弄|做|写|出(?!租)|要|给我|生成/;
const OTHER = /什么|啥|怎么|咋|哪[些里儿个]|多少|吗|\?|通知|大家|活动/;

/** Nothing else is called the papers without a word more. */
const PAPER_ALONE = new RegExp(
  `${START}(?:把)?(?:我的?)?(?:整理|准备|打印|导出|生成)(?:一份|一下|出来|个|份|好|我的|\\s)*(?:材料|资料)${END}|${START}(?:把)?(?:我的)?(?:材料|资料)(?:整理|打印)(?:一下|出来|好)*${END}`,
);

const numberedBy = (pattern: RegExp) => (words: string) => {
  const named = words.length > SHORT ? null : ticketNumberIn(words);
  return named && pattern.test(named.rest) ? { number: named.number } : null;
};

/** The number of the ticket whose page is asked for; null when none is. */
export const sheetAsked = numberedBy(SHEET);
export const originalAsked = numberedBy(ORIGINAL);

/** A paper of an appeal is asked for; `number` is null where none is said. */
export function packAsked(words: string): { number: string | null } | null {
  if (words.length > SHORT || OTHER.test(words)) return null;
  const named = ticketNumberIn(words);
  if (named) return named.number.startsWith('A') && PAPER.test(words) ? { number: named.number } : null;
  const isAsked = PAPER_ALONE.test(words) || (PAPER.test(words) && PURPOSE.test(words) && WISH.test(words));
  return isAsked ? { number: null } : null;
}
