// "Wait, don't send it": what was told to go out is to stay, in whatever words.
import { heardQuestion } from '../../core/phrases.ts';

const FRONT =
  '^(?:小蜂|哎呀?|诶|唉|哦|噢|嗯|啊|哟|喂|遭了|糟了|坏了|完了|对了|不好意思|算了算?了?|等[下等会]儿?|等一下|慢着|那个?|这个?|[条份]|通知|消息|活动|刚才|刚刚|的|就|先|还是|要不|都|也|可|千万|暂时|你|咱们?|我们?|快|赶紧|麻烦|请|给我)*';
const NOT = '(?:别|不要|不用|不必|不|甭|莫要|莫|停止|勿)(?:再|先|忙着?|急着?|忙|慌|着急|给我|往外|往群里)*';
const SEND = '(?:发(?:布|送|出去|出|到群里|群里|通知|消息|了)?|推送?|群发|通知(?:大家|他们)?)';
const BEHIND = '(?:那个?|这个?|[条份]|了|啦|吧|呀|啊|哈|哦|嘛|先|再说|[。.!！~～])*$';
const heardNotSent = new RegExp(`${FRONT}${NOT}${SEND}${BEHIND}`);
const heardTakenBack = new RegExp(
  `${FRONT}(?:(?:取消|撤回|撤销|撤掉|撤|停掉|停一?下|停|打住|收回|作废|拉倒|叫停|不[搞办弄整开要](?!紧))(?:那个?|这个?|[条份]|通知|消息|活动|它|掉|来)*)+${BEHIND}`,
);
const heardWait = new RegExp(`${FRONT.replace(')*', ')+')}${BEHIND}`);
const heardWaitWord = /等[下等会]|等一下|慢着/;
/** Alone it is the reader's word for whatever was recorded. */
const heardUndo = /^撤销[了吧\s。.!！]*$/;
const LONGEST = 30;
const REASON_MAX = 10;
/** Something else is spoken of. */
const heardElse =
  /报名|签到|打卡|巡|隐患|诉求|工单|兑换|积分|志愿|排班|值班|清单|需求|资源|提醒|学习|单子|订单|快递|外卖|件|电话|红包|朋友圈|火|烧|脾气|[HANRShanrs]-?\d/;

/**
 * Words that stop what is going out: `plain` when they name the sending, `perhaps` when they may be about many other things as well.
 * Null = they say something else.
 */
export function haltsSending(words: string): 'plain' | 'perhaps' | null {
  if (words.length > LONGEST || heardUndo.test(words) || heardQuestion.test(words) || heardElse.test(words)) return null;
  const pieces = words.split(/[\s,，。;；!！~～]+/).filter((piece) => piece !== '');
  const isOf = (piece: string) => heardNotSent.test(piece) || heardTakenBack.test(piece) || isWait(piece);
  // Beside it stands a reason, and no more than one.
  const others = pieces.filter((piece) => !isOf(piece));
  if (others.length > 1 || others.some((piece) => piece.length > REASON_MAX)) return null;
  if (pieces.some((piece) => heardNotSent.test(piece))) return 'plain';
  if (pieces.some((piece) => heardTakenBack.test(piece))) return 'perhaps';
  return others.length === 0 && pieces.some(isWait) ? 'perhaps' : null;
}

const isWait = (piece: string): boolean => heardWaitWord.test(piece) && heardWait.test(piece);

const STOP = '(?:停(?:了|掉|下来?)?|别发|不发|莫发|不要发?|撤(?:了|掉|回)?|取消|不要了)';
const heardNamed = new RegExp(
  `^(?:小蜂|把|那|就|先|只|[\\s])*(?<name>[^,，。;；!！?？停别不莫撤取]{1,12}?)(?:的)?(?:那个?|这个?)(?:[条份])?(?:通知|消息)?(?:就|先|给我|也|都)*${STOP}[了吧啊\\s。.!！]*$`,
);
/** Which of several is to stop, by what it says: "the one with the meeting"; empty = none is named. */
export function haltedByName(words: string): string[] {
  if (words.length > LONGEST * 2) return [];
  return words.split(/[,，。;；!！]+/).flatMap((piece) => heardNamed.exec(piece.trim())?.groups?.name?.trim() ?? []);
}

const heardSent =
  /^(?:小蜂|那|刚才|刚刚|那个|这个|[条份]|通知|消息|到底|都|现在|已经|是|的|[\s,，])*(?:发(?:出去|布|送|出|完|到群里)?|推(?:送|出去)?)(?:了|完)?(?:没得|没有|没|吗|么|不|不得|否)(?:哦|噢|啊|呀|呢|嘛|喔|安|[\s?？。.!！])*$/;
/** Asks whether it has gone out. */
export const asksWhetherSent = (words: string): boolean =>
  words.length <= 16 && (heardSent.test(words) || /^发没发[了啊呀哦\s?？]*$/.test(words));
