// How those who settle tickets take a step back that they took by mistake. Heard, never said.
import type { HandlingAction } from '../../core/ticket.ts';
import { verdictIn, withdrawnIn } from './rating.ts';
import { actionIn } from './settling.ts';
import { ticketNumberIn } from './ticket-numbers.ts';

/** Nothing longer only takes something back. */
const LONGEST = 32;

export interface StepTakenBack {
  number: string | null;
  /** Null: whatever came last. */
  step: 'reject' | 'resolve' | 'escalate' | null;
  /** What is done instead. */
  instead: HandlingAction | null;
}

const FILL =
  '(?:小蜂|哎呀?|哎哟|唉|啊|哦|呃|不好意思|抱歉|对不起|不对|不是|不行|等等|等一?[下哈]|刚才|刚刚|刚|方才|上面|前面|那个|那件|那条|这个|这件|这条|我|是|又|的|好像|算了|[\\s,，。.!！~～])*';
const END = '[了的吧啊呀哈嘛呢哦\\s,，。.!！~～]*$';
const SLIP = '(?:搞|弄|点|按|说|发|打|写|看|选|记|手滑点)错(?:了|啦|咯)?';
const BACK = '(?:收回来?|撤回来?|撤销|撤了|撤掉|取消|作废|不算数?|恢复)';

const heardRejected = new RegExp(
  `^${FILL}(?:${SLIP}${FILL})?(?:(?:应该|还是|其实|这|就|得)*(?:(?:归|由|该|是|得)*(?:我们|咱们?|支部)(?:来|该)?管|(?:归|是|该是)(?:我们|咱们?|支部)的事|能管)|不(?:该|应该|要|用|能)?驳回?|[别莫](?:给我)?驳回?|(?:驳|拒|退)错|(?:驳回|不予?办理?|不予?受理)(?:那个|的|要|先|给我|我)*${BACK}|${BACK}(?:那个|的|刚才)*(?:驳回|不予?办理?|不予?受理))${END}`,
);
const heardSettled = new RegExp(
  `^${FILL}(?:${SLIP}${FILL})?(?:(?:其实|还|都|根本|压根|,)*(?:没有?|未)(?:给|全|完全)?(?:办|修|弄|搞|处理|清|整)(?:好|完|妥|利索)?|(?:其实|还)*没(?:好|完)|还没解决|(?:还|就)(?:差|剩)(?:下|最后)?[一两二三四五几\\d]{1,2}[个处件盏根只台点](?:没[办修弄换]好?)?|(?:说|报|回|点)(?:早|快)|${BACK}(?:那个|的|刚才)*(?:办好|办结)|(?:办好|办结)(?:那个|的)*${BACK})${END}`,
);
const UP = '(?:街道|区县|县里?|区里?|上去|上级)';
const SOFTLY = '(?:往上|再|用|忙|急着|给|向|我|先)*';
const MISREPORT = `(?:先|还是|那|就|[\\s,，])*(?:(?:别|莫|甭|先不|先别)${SOFTLY}上?报(?:(?:给|到)?${UP})?|(?:不|不要|不用|不必)${SOFTLY}上?报(?:给|到)?${UP})[了啊呀吧]*`;
const heardEscalated = new RegExp(
  `^${FILL}(?:${SLIP}${FILL})?(?:${MISREPORT}){1,3}(?:[\\s,，]*(?:我们|咱们?)自己(?:来)?(?:办|处理|弄|管))?${END}`,
);
const heardOwnHands = new RegExp(`^${FILL}(?:还是)?(?:我们|咱们?)自己(?:来)?(?:办|处理|弄|管|解决)${END}`);
const heardSlip = new RegExp(`^${FILL}${SLIP}${END}`);
const heardBack = new RegExp(`^${FILL}${BACK}(?:刚才|那[个条步]|上一?步|这[个条步]|的|操作|一步)*${END}`);
const SEPARATOR = /[,，。;；!！\s]+/;

/** A step that its speaker wants undone: `搞错了 归我们管`, `H-0001 还没办好`, `莫报莫报`; null when the words say anything else. */
export function takenBackIn(words: string): StepTakenBack | null {
  if (words.length > LONGEST || /[?？吗么]\s*$|没有?没|没\s*$/.test(words)) return null;
  const said = ticketNumberIn(words);
  if (said && ticketNumberIn(said.rest)) return null;
  const number = said?.number ?? null;
  const rest = (said?.rest ?? words).trim();
  // What its reporter may say as well is heard there.
  if (said && (withdrawnIn(words) || verdictIn(said.rest) !== null)) return null;
  const step = stepIn(rest);
  // "Wrong" alone may be about anything.
  if (step === null && number === null) return null;
  if (step !== undefined) return { number, step, instead: null };
  // "Wrong", and what is right behind it.
  const clauses = rest.split(SEPARATOR).filter((clause) => clause !== '');
  const last = clauses.at(-1) ?? '';
  const instead = clauses.length > 1 ? actionIn(last) : null;
  if (instead === null) return null;
  const before = stepIn(clauses.slice(0, -1).join(','));
  return before === undefined || before === 'escalate' ? null : { number, step: before, instead };
}

/** Undefined: none is taken back. */
function stepIn(words: string): StepTakenBack['step'] | undefined {
  if (heardRejected.test(words)) return 'reject';
  if (heardSettled.test(words)) return 'resolve';
  if (heardEscalated.test(words) || heardOwnHands.test(words)) return 'escalate';
  return heardSlip.test(words) || heardBack.test(words) ? null : undefined;
}
