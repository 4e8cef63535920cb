// Whether somebody plainly says that he himself does not come to what he has signed up for. Heard, never said.

/** Nothing longer is plain. */
const LONGEST = 60;

const REFUSAL =
  /(?:取消|退(?:掉|出)?)(?:了)?(?:我的)?(?:报名|名额)?|(?:不|没法|没办法|没空|没时间)(?:过)?(?:来|去|参加|报)|(?:来|去|到|参加|赶|走)不(?:了|成|过[来去])|没空/;
/** Who, when, what and why, before and behind it. */
const BESIDE =
  /(?:和|跟|与)[^\s,，。都]{1,4}|小蜂|书记|不好意思|抱歉|对不起|哎呀?|唉|嗯|[我俺咱额](?:自己|本人)?|这[次回场个]|那[次回场个天]|报(?:了|过)?(?:名)?的?|活动|主题|党日|义务|志愿服务|志愿|培训|体检|会议?|今[天晚]|明[天晚]|大?后天|(?:下|这)?(?:周|星期|礼拜)[一二三四五六日天末]|上午|下午|晚上|早上|中午|[\d一二三四五六七八九十]{1,3}[点号](?:半)?|临时|突然|有[事单活]|加班|上班|夜班|实在|真的?|确实|恐怕|可能|估计|只好|家里|老人|孩子|身体|不舒服|不得劲|生?病了?|发烧|肚子疼|走不开|爆[单仓]|单[子]?太?多|忙|排班|[就也都又还是那得要先太了吧啦啊呀哈呢哦的，,。!！~～\s]/g;
/** Something else than that he does not come, or not for certain. */
const ELSE =
  /[能要得会可以还](?:去|来|参加)(?!不)|去得了|来得了|要是|如果|万一|假如|的话|除非|不是|说的是|等[下等哈会]|先别|先留|留着|再说|再看|看[下看]|[他她它]|们|驿站|商城|会员|巡查|值班|医院|聚餐|单位|改[到成]|换[到成个]/;

/** Another time has nothing to do with this one. */
const NEXT_TIME = /^(?:下[次回]|以后|改天|有机会)/;

/**
 * True when nothing but one's own absence is said, with what it is from and why: `周四的党日来不了了，家里有事`. Anything more is worth a
 * question.
 * @param titles of what he has signed up for
 */
export function isPlainAbsence(words: string, titles: readonly string[]): boolean {
  const clauses = words.split(/[\s,，。.;；!！~～]+/).filter((clause) => clause !== '' && !NEXT_TIME.test(clause));
  if (words.length > LONGEST || clauses.some((clause) => ELSE.test(clause.replace(REFUSAL, '')))) return false;
  return clauses.every(
    (clause) => !REFUSAL.test(clause) || withoutTitles(clause.replace(REFUSAL, ''), titles).replace(BESIDE, '') === '',
  );
}

/** Two signs of a title are enough to name it. */
function withoutTitles(clause: string, titles: readonly string[]): string {
  let rest = clause;
  for (const title of titles) {
    for (let length = title.length; length >= 2; length -= 1) {
      for (let at = 0; at + length <= title.length; at += 1) rest = rest.replaceAll(title.slice(at, at + length), '');
    }
  }
  return rest;
}
