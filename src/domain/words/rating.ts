// How people say whether something was settled; the whole answer, so that a sentence about anything else is left to the reader.
import type { Verdict } from '../tickets/rating.ts';
import { ticketNumberIn } from './ticket-numbers.ts';

const FILLER = '(?:谢谢|多谢|感谢|辛苦|嗯|哦|好的|可以|小蜂|书记|您|你|们|了|的|啦|呀|啊|哈|吧|呢|[\\s,，。.!！~～])';
const DONE = '(?:又|给|终于|总算|可算|真|是)*(?:弄|修|办|搞|清|处理|整)?(?:好|完|妥)了|(?:已经|都)?解决了|没问题';
const heardSatisfied = new RegExp(
  `^${FILLER}*(?:很|挺|非常|比较|特别|十分|都)?(?:满意|不错|挺好|很好|好得很|可以了|${DONE})(?:${FILLER}|满意|${DONE})*$`,
);

const UNHAPPY = '不(?:太|大|怎么|是很|是太)?满意|不满';
/** "Fine", which may be said of anything: an answer only to whoever was asked. */
const heardFine =
  /^(?:[嗯哦哎唉那就小蜂\s,，])*(?:中|好|好的|好了|行|成|还行|还好|还可以|可以|凑合|过得去|将就|挺好|不错)[吧了啊呀嘞的哈\s,，。.!！~～]*$/;
/** It is gone: put right, or gone from where it should be. */
const heardGone =
  /^(?:我|俺|刚才?|去|过去|今天|路过|[\s,，])*(?:看(?:过|了|到|了一?眼)*|确认过?)?[了\s,，]*(?:已经|都|真|确实|现在|东西|车|纸箱|垃圾|[\s,，])*(?:没了|没有了|不见了|不在了|清走了|搬走了|挪走了|拉走了|干净了|亮了|通了|修了|好了)[哈吧啊呀\s,，。.!！~]*$/;
const heardGoneOnly = /没了|没有了|不见了|不在了/;

/** Said by whoever was asked how it turned out: fine; or that it is gone, which is worth a question. */
export function fineIn(words: string): 'fine' | 'gone' | null {
  const said = words.trim();
  if (said.length > LONGEST || heardAsked.test(said)) return null;
  if (heardFine.test(said)) return 'fine';
  if (!heardGone.test(said)) return null;
  return heardGoneOnly.test(said) ? 'gone' : 'fine';
}

const heardUnsatisfied = new RegExp(
  `^(?:我|很|太|非常|还是|就是|根本|一点都?|[\\s,，])*(?:${UNHAPPY}|糊弄|敷衍|应付了?事|走过场|白报了|没人管)`,
);

/** What it is about, in a word or two before. */
const SUBJECT = '[\\p{Script=Han}A-Za-z0-9]{0,5}?';
const REPAIR = '(?:好|完|修|弄|办|清|搬|动(?!静)|处理|解决|挪|拆|换|补|来人|人来|人管|人修)';
const AGAIN = '(?:停上|停满|停|堵上|堵住|堵|坏|漏|占上|占|摆上|摆|积水|松|掉|断|黑|不亮|乱|满|塌|裂|有人停)';
const heardNotYet = new RegExp(
  `^(?:根本|压根|${SUBJECT})(?:还(?:是)?(?:没|不)(?:有|给)?${REPAIR}|还在(?:那|堵|漏)|没(?:有|给)?${REPAIR})`,
  'u',
);
/** Denied outright, or seen there still. */
const heardDenied =
  /^(?:好|修|办|弄|清)(?:什么|啥|个屁|个鬼|个啥|毛)|^(?:哪|那)(?:里|儿)?(?:好|修|办|弄|清)(?:好)?了|(?:^|[\s,，。])(?:还|仍|依然|照样|又)(?:是)?在(?:那|这|原地|老地方|门口)|(?:^|[\s,，。])(?:还|仍)(?:是)?(?:那样|老样子|堆着|停着|堵着|黑着|漏着)|^纹丝(?:没|不)动|^[修弄办清搞]是[修弄办清搞]了[\s,，]*(?:可|但是?|不过)?(?:又|还)|^(?:根本|压根)(?:就)?没/;
/** It was settled, and did not last. */
const heardAgain = new RegExp(`^${SUBJECT}(?:又(?:被)?${AGAIN}|还是(?:老样子|那样|${AGAIN}))`, 'u');
/** Asked, or told of others. */
const heardAsked = /谁|哪|几个|[吗么?？]|(\p{Script=Han})没\1/u;

/** Longer answers say more than this. */
const LONGEST = 40;

/**
 * What an answer to "how did it turn out" says; null when it says anything else.
 * @param words without a ticket's number
 */
export function verdictIn(words: string): Verdict | null {
  const said = words.trim().replace(/^[,，。:：\s]+/, '');
  if (said.length > LONGEST) return null;
  if (heardUnsatisfied.test(said)) return 'unsatisfied';
  if (heardSatisfied.test(said)) return 'satisfied';
  if (heardDenied.test(said) && !/[吗?？]/.test(said)) return 'not_yet';
  if (heardAsked.test(said)) return null;
  if (heardAgain.test(said)) return 'unsatisfied';
  return heardNotYet.test(said) ? 'not_yet' : null;
}

/** It was settled, and did not last; whatever else the words say. */
export const saysAgain = (words: string): boolean => verdictIn(words) === 'unsatisfied' && heardAgain.test(words.trim());

const heardPlainly = /满意|不满|[弄修办搞清处理整](?:好|完|妥)|解决/;

/** A verdict that can be about nothing but what was to be settled; "very good" may be about anything. */
export function saysPlainly(words: string): boolean {
  const verdict = verdictIn(words);
  return verdict !== null && (verdict !== 'satisfied' || heardPlainly.test(words));
}

const complaintFront = new RegExp(`^[\\s,，。:：]*(?:很|非常|还是)?(?:${UNHAPPY})`);

/** What the dissatisfied person says of it besides the verdict itself; null = nothing more. */
export function complaintIn(words: string): string | null {
  const rest = (ticketNumberIn(words)?.rest ?? words)
    .replace(complaintFront, '')
    .replace(/^[\s,，。.:：!！了]+|[\s,，。.]+$/g, '');
  return rest.length < 2 || /^(?:还没好|没好|没有好|不行)$/.test(rest) ? null : rest;
}

const heardWithdrawn =
  /^(?:小蜂|麻烦|[请把那这件个条单事我的报的,，\s])*(?:不用(?:管|办|处理|弄|修|报)了?|不(?:报|管|办)了|撤(?:销|回|掉|了)?|作废|算了)[吧了啊。.!！\s]*$/;

/** The reporter takes a ticket back: `H-0031 不用管了`; null when the words say anything else. */
export function withdrawnIn(words: string): { number: string } | null {
  const said = words.length > LONGEST ? null : ticketNumberIn(words);
  return said && heardWithdrawn.test(said.rest) ? { number: said.number } : null;
}
