// What a report is about, as far as its words name a thing: two that name different things are not the same, wherever they are.

/** Each line is one thing by its names; things that are told of in one breath stand in one. */
const THINGS: readonly RegExp[] = [
  /井盖|窨井|沙井|沟盖|盖板|下水道|坑|塌陷|路面|地砖|沥青/,
  /垃圾|废品|废纸|泔水/,
  /(?<!红绿|信号)灯/,
  /红绿灯|信号灯|箭头灯/,
  /通道|出口|防火门|三轮|乱停|违停|占道|停车|停满|堵/,
  /灭火器|消防栓|消火栓/,
  /树/,
  /积水|水管|漏水|内涝|淹|结冰|暗冰|积雪/,
  /电线|电缆|线缆|配电|电箱|电表箱|插座|插排/,
  /充电|电瓶|电池|换电|飞线/,
  /电梯|货梯/,
  /玻璃|墙皮|外墙|瓷砖|广告牌|招牌|雨棚/,
  /护栏|栏杆|围挡|隔离墩/,
  /狗|马蜂|蛇/,
  /偷|盗|骗/,
];

const thingsIn = (words: string): number[] => THINGS.flatMap((names, at) => (names.test(words) ? [at] : []));

/** True when the words name a thing a report may be about. */
export const namesThing = (words: string): boolean => thingsIn(words).length > 0;

/** Both name things, and none that is the same. */
export function areOtherThings(words: string, others: string): boolean {
  const [some, other] = [thingsIn(words), thingsIn(others)];
  return some.length > 0 && other.length > 0 && !some.some((thing) => other.includes(thing));
}
