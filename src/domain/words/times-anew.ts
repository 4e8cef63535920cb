// A day or an hour said anew of a text that names one already: how the text then reads.

const DAY =
  '(?:大?[前昨今明后]天|[今明后][早晚]|[下这本]{0,2}个?(?:周|星期|礼拜)[一二三四五六日天]|\\d{1,2}月\\d{1,2}[日号]|\\d{1,2}[日号](?![楼栋院门]))';
const PART = '(?:上午|中午|下午|晚上|早上|傍晚)';
const HOUR = '(?:\\d{1,2}[:：]\\d{2}|(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})点(?:半|整|钟|一刻|三刻|\\d{1,2}分?)?)';
const TILL = '(?:到|至|[-—~～])';
const CLOCK = `(?:${PART}?(?:${HOUR}${TILL}${PART}?(?:${HOUR}|\\d{1,2})|\\d{1,2}${TILL}\\d{1,2}点|${HOUR}))`;

const days = new RegExp(DAY, 'g');
const clocks = new RegExp(CLOCK, 'g');
const heardTold = new RegExp(
  `^(?:还是|就|是|在|定|那|改|换|到|成|为|时间|日期|日子|[\\s,，])*(?<day>${DAY})?的?(?:(?<clock>${CLOCK})|(?<part>${PART}))?(?:开始|吧|了|啊|呀|哈|嘛|哦|[\\s。.!！])*$`,
);
const heardRange = new RegExp(`${HOUR}${TILL}|\\d${TILL}\\d`);
const heardPart = new RegExp(`^${PART}`);
/** "Tomorrow morning" in one word: the day that takes its place keeps the morning. */
const PARTS_WITHIN: Record<string, string> = { 早: '早上', 晚: '晚上' };

export interface Anew {
  body: string;
  /** From one hour to another: that is no instant of sending. */
  isRange: boolean;
}

/**
 * The text with its day or its hour as they are told now.
 * @returns null when something else is told, or the text names no time; `unclear` when it names several that may be meant
 */
export function timesAnew(told: string, body: string): Anew | 'unclear' | null {
  if (told.length > 40) return null;
  const { day, clock, part } = heardTold.exec(told)?.groups ?? {};
  if (day === undefined && clock === undefined && part === undefined) return null;
  const [onDays, atClocks] = [[...new Set(body.match(days))], [...new Set(body.match(clocks))]];
  if (onDays.length === 0 && atClocks.length === 0) return null;
  const hour = clock ?? part;
  if ((day !== undefined && onDays.length > 1) || (hour !== undefined && atClocks.length > 1)) return 'unclear';
  const [onDay, atClock] = [onDays[0], atClocks[0]];
  const isRange = heardRange.test(clock ?? '');
  let text = body;
  if (hour !== undefined) {
    if (atClock !== undefined) text = text.replaceAll(atClock, inPart(hour, atClock));
    else if (onDay !== undefined) text = text.replace(onDay, `${onDay}${hour}`);
  }
  if (day !== undefined) {
    if (onDay !== undefined) text = text.replaceAll(onDay, hour === undefined ? withPart(day, onDay) : day);
    else if (atClock !== undefined) text = text.replace(inPart(hour ?? atClock, atClock), (at) => `${day}${at}`);
  }
  return { body: text, isRange };
}

/** An hour said anew without its part of the day keeps the one it had. */
const inPart = (said: string, stood: string): string =>
  heardPart.test(said) || !heardPart.test(stood) ? said : `${heardPart.exec(stood)?.[0]}${said}`;

const withPart = (day: string, stood: string): string =>
  day.at(-1) !== undefined && PARTS_WITHIN[day.at(-1) ?? ''] === undefined ? day + (PARTS_WITHIN[stood.at(-1) ?? ''] ?? '') : day;

const heardWrong =
  /^(?:小蜂|哎呀?|诶|哦|噢|哟|啊|[遭糟坏完]了|等[下等]|等一下|不好意思|刚才|刚刚|我|那个?|时间|日期|日子|通知|[\s,，])*(?:(?:说|写|打|弄|搞|发|记|看)错(?:了|啦)?|不对|错了|口误|更正(?:一下)?)[\s,，:：!！。]*(?:应该)?(?<told>[^?？]{1,30})$/;
/** "Wrong, it is Friday": a day or an hour and nothing else is put right. */
export function rightsTime(words: string): boolean {
  const told = words.length > 60 ? undefined : heardWrong.exec(words)?.groups?.told;
  const { day, clock, part } = heardTold.exec(told ?? '')?.groups ?? {};
  return (day ?? clock ?? part) !== undefined;
}
