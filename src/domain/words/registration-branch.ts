// Where a party membership is kept, in people's words: a branch may be a company's own, so it is taken out whole before anything else is
// heard in it. Heard, never said. Patterns are linear in the length of what they read.

const BRANCH = '(?:党支部|党总支|党委|党工委|党组织|流动党员(?:党)?支部|总支|支部)';
const KEPT_IN = '(?:留|放|挂|搁|落|压|存|转|迁|编)?(?:在|到|进|于|去|着|了|是|归|属于?)+';
/** "组织关系在顺丰党委", wherever the words before it end. */
const heardWithRelation = new RegExp(
  `(?:我的?|俺的?|的)?(?:党员|党组织|组织|党)?关系(?:还|仍|目前|现在|一直|都|就|已经|早就?)*${KEPT_IN}(?<place>[^,;、!?\\n。，；！？~()\\s]{1,24}?${BRANCH})(?:委员会)?(?:那边|那儿|里|的|了|呢|啊)*(?=[,;、!?\\n。，；！？~()\\s]|$)`,
);
const heardAlone = new RegExp(
  `(?<=^|[,;、!?\\n。，；！？~()\\s])(?:我|俺|就|是|还|现在|目前|应该|挂|放|落|转|属于?|归|在|到|的)*(?<place>[^,;、!?\\n。，；！？~()\\s]{1,24}?${BRANCH})(?:委员会)?(?:那边|那儿|里|的|了|呢|啊|管)*(?=[,;、!?\\n。，；！？~()\\s]|$)`,
);
const noBranch =
  /哪|什么|啥|没|不(?![锈夜])|吗|怎么|咋|书记|报到|登记|^(?:一个|个|这个|那个|你们?|我?们|咱们?|有|入|是)?(?:党|党员)?(?:支部|党支部|党委|组织|党组织)$/;

/** The branch that is named, and the other words without it; null = none is. */
export function branchIn(words: string): { place: string; rest: string } | null {
  for (const pattern of [heardWithRelation, heardAlone]) {
    const found = pattern.exec(words);
    const place = found?.groups?.place?.replace(/^(?:这边|那边|这儿|那儿|的|在|我们|咱们)+/, '');
    if (!found || !place || noBranch.test(place)) continue;
    return { place, rest: `${words.slice(0, found.index)},${words.slice(found.index + found[0].length)}` };
  }
  return null;
}

/** A membership that lies with nobody: told as it is, the secretary knows what it means. */
const heardLoose =
  /^(?:我|俺|还|现在|目前|就|是|个|一直|[\s,，])*(?<said>口袋党员|(?:退伍|退役|转业|毕业|下岗|离职|辞职|搬家|出来)(?:以后|之后|后|了)?(?:[,，\s])*(?:就|还|一直|都)*没(?:有)?(?:转|迁|落)(?:过|出来|过来|走)?)(?:的|了|呢|啊|[\s。.!])*$/;

/** How his membership hangs in the air; null = that is not what he says. */
export const looseIn = (words: string): string | null =>
  words.length > 24 ? null : (heardLoose.exec(words)?.groups?.said ?? null);

/** No place: he tells when, or speaks of something else. */
export const noKeeping =
  /^(?:\d{2,4}年|[一二三四五六七八九零〇]{2,4}年|去年|前年|今年).*(?:入|转)|电话|手机|意思|什么|啥|哪|要紧|怎么|咋|吗$|不$|^(?:这边|那边|这里|那里|这儿|那儿)$/;
