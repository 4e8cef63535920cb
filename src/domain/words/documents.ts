// How people ask what the bot has read. Whole sentences only: whatever says more asks for a rule. Linear.

const LONGEST = 30;
const FRONT = '^(?:小蜂|请问|请|麻烦|给我|帮我|我想(?:问|看|知道)一?下?|看看|看一?下|列一?下|查一?下|[\\s,，])*';
const BEHIND = '(?:可以(?:问|查)|能(?:问|查)|给我|看看|看一?下|一下|[吗么呢啊吧呀哈了的呗\\s,，。.!！?？~～])*$';
const YOU = '(?:你|你们|小蜂|支部|咱们?|我们)?(?:这|那|手)?(?:儿|里|边|头|上)?(?:现在|目前|到底|都|一共|总共)*';
const HAS =
  '(?:有|收了?|收录了?|存了?|装了?|知道|晓得|懂|会|掌握|学过?|看过|读过|能(?:查|答|回答|说)|查得到|答得上)(?:的)?(?:都有)?(?:着)?';
const WHICH = '(?:哪些|什么|啥|哪几[个份条]|几[个份条]|多少[个份条]?)(?:方面|类型?)?的?';
const PAPERS = '(?:政策|规定|法规|条例|制度)?(?:文件|资料|文档)|政策(?:法规|规定)?|法规|法律法规';
const heardAll = [
  new RegExp(`${FRONT}${YOU}(?:${HAS})${WHICH}(?:${PAPERS})${BEHIND}`),
  new RegExp(`${FRONT}${YOU}(?:的)?(?:${PAPERS})(?:清单|列表|目录|库|都有${WHICH}|有${WHICH})${BEHIND}`),
  new RegExp(`${FRONT}(?:${PAPERS}|政策问题)(?:方面)?${YOU}(?:能|可以|会)(?:问|答|回答|查)(?:你|到)?${WHICH}${BEHIND}`),
  new RegExp(`${FRONT}${YOU}(?:能|可以)(?:问|查)(?:你)?${WHICH}(?:${PAPERS})(?:问题)?${BEHIND}`),
];

/** What the documents that come along are about; a word of one's own stands behind a gap. */
const TOPICS =
  '工伤|职业伤害|社保|医保|养老|工资(?:报酬)?|报酬|罚款|合同|用工合同|工会|党费|入党|流动党员|党组织生活|快递业务|快递|交通|车辆|消防(?:充电)?|充电|高温(?:健康)?|休息工时|工时|法律援助|诉求办理|居住落户|落户|子女入学|入学|职称补贴|个税|驿站|积分岗位|求助电话';
const heardTopic = [
  new RegExp(`${FRONT}${YOU}(?:${HAS})${WHICH}(?:${PAPERS})[\\s,，:：]+(?<topic>[\\p{Script=Han}A-Za-z]{2,8})$`, 'u'),
  new RegExp(
    `${FRONT}(?:关于|有关)?(?<topic>${TOPICS})(?:这?方面|相关|类)?的?(?:文件|资料|文档)(?:清单|列表|目录|都?有${WHICH})${BEHIND}`,
  ),
  new RegExp(`${FRONT}${YOU}(?:有没有|有)(?:关于|有关)?(?<topic>${TOPICS})(?:这?方面|相关|有关)?的?(?:文件|资料|文档)${BEHIND}`),
  new RegExp(
    `${FRONT}${YOU}有${WHICH}(?:关于|有关|跟|和)?(?<topic>${TOPICS})(?:这?方面|相关|有关)?的?(?:文件|资料|文档)${BEHIND}`,
  ),
];

/** Which documents are asked for; null = something else is asked. */
export function documentsAsked(words: string): { topic: string | null } | null {
  if (words.length > LONGEST) return null;
  if (heardAll.some((pattern) => pattern.test(words))) return { topic: null };
  const topic = heardTopic.map((pattern) => pattern.exec(words)?.groups?.topic).find((found) => found !== undefined);
  return topic === undefined ? null : { topic };
}
