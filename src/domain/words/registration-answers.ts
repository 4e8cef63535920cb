// Words that answer one question of a registration without a cue of their own: passed over, none of it, is he a member; and words that are
// no answer at all, because he is busy or only wonders. Heard, never said. Patterns are linear in the length of what they read.
import type { AskedPart, Membership } from '../registration/details.ts';

export const marks = /[,;、!?\n。,;!?~()\s]+/;

const UNKNOWN = '(?:不清楚|不知道|不晓得|说不清|记不清|记不得|忘了|没印象)';

/** Words for a part that say that it is not to be told, or that there is nothing to tell. */
const heardPass = new RegExp(
  '^(?:这个|那个|就|先|我|都|也|算了|[\\s,])*(?:跳过|略过?|下一个|下一项|过|免了|pass|不(?:太)?(?:想|愿意?|乐意|方?便)(?:说|讲|填|透露)?|不说|不填|不写|不讲|保密|隐私|懒得(?:说|填)|' +
    `没有|没得|冇|木有|无|没|${UNKNOWN}(?:在|是|叫|属于?)?(?:哪(?:里|儿|个)?|什么|啥)?(?:支部|社区|站点?|网点|公司|地方)?|不告诉你|空着|` +
    '(?:没有?|不)固定(?:的|地方|住处|住所|站点?)?|没个?准|(?:到处|哪都|哪儿都|全城|满城|四处|满世界)跑|居无定所|搬来搬去|不住(?:社区|小区|在社区)|没住社区)(?:了|吧|啊|呢|的|嘛|呀|行吗|可以吗|[\\s。.!~])*$',
  'i',
);
/** "自己跑 不是哪个公司的", "开网约车没站点": whatever little stands before it. */
const heardNoneOfIt =
  /^[^,\s]{0,6}?(?:没有?|无|不分|不属于?|不挂|不是)(?:在|挂|任何|某个|哪个|哪家|哪|个|固定|啥|什么)*的?(?:站点?|网点|公司|单位|平台|站长|东家|老板|工作)(?:的|啊|呢|了)?$/;
const heardNoWork = /^(?:我|现在|目前|暂时|刚|都|已经)*(?:待业|失业|辞职|离职|没上班|没工作|没活干)(?:了|呢|中|在家|着)*$/;

export const isNoneOfIt = (clause: string): boolean => heardNoneOfIt.test(clause) || heardNoWork.test(clause);

/** Employers and outlets that there are none of. */
export function noneOfIn(words: string): AskedPart[] {
  const none = words.split(marks).filter(isNoneOfIt);
  const isHomeKept = /住(?:的|哪|处|址|哪里|哪儿)?(?:地方)?(?:嘛|呢|就|我)?(?:不告诉|不说|不想说|保密|不方便)/.test(words);
  const kept: AskedPart[] = isHomeKept ? ['community'] : [];
  return kept.concat(none.map((clause) => (/站(?!长)|网点/.test(clause) ? 'outlet' : 'employer')));
}

export const saysPass = (words: string): boolean => heardPass.test(words) || isNoneOfIt(words);

const heardBusy =
  /^(?!.*[住租])(?:我|先|那|在|正|现在|这会儿?|刚|又|有|啊|哎|额|不好意思|好了?|你|[\s,，])*(?:等等|等[下会我]|等一[下会]|稍等|来(?:了)?个?(?:大)?单|来活|有单|来电话|接(?:个)?电话|忙|开会|送(?:餐|货|件|单)|派件|取餐|取货|骑车|骑着|开车|开着车|吃饭|路上|回头|待会|一会|晚点|下班|送完|跑完)[^,，]{0,8}(?:[,，][^,，]{0,8})?$/;
const heardNoise =
  /^(?:哈|呵|嘿|嘻|呃|嗯|哦|噢|啊|额|唉|哎|[?？.。!！~～,，\s])+$|^(?:下(?:大)?雨|下雪|太热|好热|好冷|累|困|烦|你猜|随便|关你|你管|管(?:这么|那么)|查户口|搞什么|看不懂|没看懂|听不懂|没听懂|[什啥]么?意思|不明白|你是谁|你是(?:机器|真)人|几点|(?:真|太|好|这么)(?:麻烦|啰嗦|多)|麻烦死|问这么|怎么这么|有完没完|无聊|滚|神经|有病)[^,，]{0,10}$/;

const heardRemark =
  /(?:[灭好完弄搞修走到]了|没事了?|没啥事|不要紧|谢谢|辛苦|哈哈|放心|知道了|晓得了|明白|收到|改天|回头|以后再|再说|差不多|就这样|行吧|好吧|随你|无所谓|都行|都可以|不告诉|告诉你|这么多|啰嗦|什么意思|啥意思|为啥|为什么|凭什么|怎么|咋|登录|搬家了?)(?:吧|啊|呢|了|的|哈|呀)*$|^(?:这边|那边|这里|那里|这儿|那儿|是的?|对的?|嗯+|好的?|行|yes|no|ok|okay)$|[?？吗]$/i;
/** Said by the way, and no value of anything. */
export const isRemark = (clause: string): boolean => clause.length <= 24 && heardRemark.test(clause);

/** He rides, and comes back to it. */
export const isBusy = (words: string): boolean => words.length <= 24 && heardBusy.test(words);
/** Neither tells nor refuses anything. */
export const isNoAnswer = (words: string): boolean => isBusy(words) || (words.length <= 24 && heardNoise.test(words));

const KIN =
  '女票|女朋友|女友|男票|男朋友|男友|对象|老婆|老公|媳妇|爱人|老伴|家人|家里人|爸妈|父母|爸爸|妈妈|老爸|老妈|老爹|老娘|儿子|女儿|闺女';
const heardKin = new RegExp(
  `^(?:是|和|跟|叫|让|给|问|等)?(?:(?:我|俺|咱|额)们?(?:家)?的?)?(?:${KIN})|^(?:我|俺|咱|额)们?(?:家)?的?(?:爸|妈|爹|娘|哥|姐|弟|妹|叔|舅|兄弟|朋友|同事|室友|老乡|徒弟|师傅|师父|邻居)`,
);
const heardTogether = new RegExp(`^(?:我|俺)?(?:和|跟)(?:我|俺)?(?:们?家?的?)(?:${KIN})(?:们|一起|一块儿?|都|现在)*(?=住|租)`);
const isOfKin = (clause: string): boolean => heardKin.test(clause) && !heardTogether.test(clause);
/** Something is told of somebody who belongs to him. */
export const tellsOfKin = (words: string): boolean => words.split(marks).some(isOfKin);
/** Nothing of that is his own; with whom he lives is left out. */
export const withoutKin = (words: string): string =>
  tellsOfKin(words)
    ? words
        .split(marks)
        .filter((clause) => !isOfKin(clause))
        .join(',')
    : words.replace(heardTogether, '');

const heardNoMember =
  /^(?:我|俺|额|也|还|暂时|目前|就|都|现在|[,，\s])*(?:不(?!知|晓|清|想|便|方|好说|记|确|太|告|说|讲|填|写|透|愿|乐)|没(?!转|交|印象|想好)|木有|冇|非|否|想入|no)/i;
const heardMember =
  /^(?:我|俺|额|早就?|已经|老早|算|当然|肯定|那|必须|也|就|[,，\s])*(?:是(?!不是|吗|群众|团员)|对|嗯|入了|入过|正式|算是|yes)[^?？吗么]{0,10}$|入的$|入的[,，\s]/i;

/** "Are you a member?", answered without the word; null = that is not what they say. */
export function membershipSaid(words: string): Membership | null {
  if (words.length > 24) return null;
  if (/党费.{0,6}交|刚转正|^(?:我|已经|早就?)*转正/.test(words) && !/[没不]/.test(words)) return 'member';
  return heardNoMember.test(words) ? 'none' : heardMember.test(words) ? 'member' : null;
}

const HAN = '\\p{Script=Han}';
const heardFamilyAndGiven = new RegExp(
  `^(?:我|俺|免贵)?姓(?<family>${HAN}{1,2})[,，\\s]*(?:名字?|叫)(?:叫|是|做)?(?<given>${HAN}{1,3})$`,
  'u',
);
const heardSpaced = new RegExp(`^(?:${HAN}(?:\\s+${HAN}{1,2}){1,3}|[a-z]{2,15}(?:\\s+[a-z]{2,15}){1,3})$`, 'iu');

/** A name told in pieces, in one: "姓孙，叫大海", "孙 大 海". Other words stay as they are. */
export function nameInOne(words: string): string {
  const said = words.trim().replace(/(?:就行|就好|就可以|就成)(?:了|吧|啦)?[\s。.!！]*$/, '');
  const { family, given } = heardFamilyAndGiven.exec(said)?.groups ?? {};
  if (family !== undefined && given !== undefined) return given.startsWith(family) ? given : family + given;
  if (!heardSpaced.test(said)) return said;
  return /^[a-z]/i.test(said) ? said : said.replace(/\s+/g, '');
}

const heardOtherPart = /晚上|白天|回|住|租|上班|工作|公司|站|党|叫|关系|不|没|忘|应该|可能|那个|是/;

/** A place told in pieces, in one: "老家 六安霍邱县", "幸福里 3栋". Other words stay as they are. */
export const placeInOne = (words: string): string =>
  words.length <= 30 && /^[\p{Script=Han}\d\s#号-]+$/u.test(words) && !heardOtherPart.test(words)
    ? words.replace(/\s+/g, '')
    : words;

/** Of a time that is over. */
export const tellsOfBefore = (words: string): boolean => /以前|过去|曾|退/.test(words);

/** The family name alone. */
export const saysFamilyOnly = (words: string): boolean => /^(?:我|俺|免贵)?姓\p{Script=Han}{1,2}[\s。.!]*$/u.test(words);

const heardNickname = /^[老小阿大](?<family>\p{Script=Han})$/u;
/** Listed as `老周`, he says his whole name, whatever is asked; of two signs it may as well be a town. */
export function isWholeName(listed: string | null, words: string): boolean {
  const family = heardNickname.exec(listed ?? '')?.groups?.family;
  return (
    family !== undefined && words.startsWith(family) && /^\p{Script=Han}{2}(?![站店点区路镇村县桥])\p{Script=Han}$/u.test(words)
  );
}

/** Whose hours he keeps, as far as the employer tells. */
export const occupationAt = (employer: string | null): 'courier' | 'rider' | 'driver' | null => {
  if (employer === null) return null;
  if (/美团|饿了|蜂鸟|达达|闪送|闪购|跑腿|同城|小象|外卖|肯德基|麦当劳|盒马|叮咚|朴朴/.test(employer)) return 'rider';
  return /滴滴|货拉拉|快狗|满满|满帮|t3|曹操|高德|首汽|花小猪|网约车/i.test(employer) ? 'driver' : null;
};
