// What people say of a part of their registration that was put down wrongly, and the parts by their names. Heard, never said. Patterns are
// linear in the length of what they read.
import type { AskedPart, Details } from '../registration/details.ts';
import { marks } from './registration-answers.ts';

/** Longer words tell a story. */
export const LONGEST = 200;

const heardWrong =
  /^(?:哦|噢|啊|哎|呀|等等|等下|等一下|那个|不好意思|抱歉|刚才|刚刚|上面|前面|[上前]一?[个条句项]|我|[\s,])*(?:写|说|打|填|报|记|弄|搞)?(?:错了?|反了|不对)(?:一个字)?|^(?:不对|不是(?!党员|个党员|中共)|更正|改一下|改成|改为|换成|应该是|重新说|修改)/;
export const CORRECTION =
  /^(?:(?:哦|噢|啊|哎|等等|等下|那个|不好意思|抱歉|刚才|刚刚|上面|前面|[上前]一?[个条句项]|我|[\s,])*(?:(?:写|说|打|填|报|记|弄|搞)?(?:错了?|反了)|不对|更正|改一下|改成|改为|换成|应该是|应该|修改))+(?:[\s,:]|是|了|的)*/;
/** A correction between two words for one thing: what was said before it does not count. */
export const heardCorrecting =
  /^(?:哦|噢|喔|啊|哎|呀|额|呃|诶|唉|等等|不好意思|抱歉|对不起|刚才|刚刚|我|又)*(?:不是|不对|不不|啊不|错了?|(?:写|说|打|填|报|记|弄|搞|讲)(?:错|反)了?|更正|应该是|口误|手滑)(?:了|啊|哈|啦|呀|呢)*$/;
/** "Not this one but that one": only the second counts. */
export const NOT_BUT = /不是(?!党员|个党员|中共|预备)[^,]{1,20}[,]?(?:而)?(?:应该|其实)?(?<!不)是/g;

const PUT = '(?:写|说|打|填|报|记|弄|搞|讲|输|登)';
/** What stands before a part that is named. */
const ahead =
  /^(?:哦|噢|啊|哎|呀|诶|等等|等一?下|不好意思|抱歉|刚才|刚刚|上面|前面|之前|原来|小蜂|麻烦|请|帮我|给我|帮忙|我(?:想|要)?|想|要|把|那个|的|[\s,，])+/;
/** The words without what stands ahead of a correction. */
export const behindAhead = (words: string): string => words.replace(ahead, '');

export const labels: readonly (readonly [RegExp, keyof Details])[] = [
  [/^(?:姓名|名字|我名字|我的名字)/, 'name'],
  [/^(?:公司|平台|单位|我公司)/, 'employer'],
  [/^(?:站点|网点|站(?=是|改|[:错不]))/, 'outlet'],
  [/^(?:上班的?|工作的?|单位的?|工作地)(?:社区|街道)/, 'workCommunity'],
  [
    /^(?:住的?|居住的?|家的?|家里的?)?(?:社区|小区|住址|地址)|^(?:住的?地方|住处|家)(?=改|换|写错|错|不对|删|去掉|空|不)/,
    'community',
  ],
  [/^(?:党)?(?:组织)?关系|^支部/, 'homeBranch'],
  [/^(?:党员|政治面貌|是不是党员)/, 'membership'],
];
export const LABEL_LINK = new RegExp(
  `^(?:那里|那个|这个)?(?:也)?(?:要|得|想)?(?:${PUT}?错了?|${PUT}?反了|不对)?(?:,)?(?:我|俺|现在|应该)*(?:改成|改为|换成|应该是|叫做?|是|为|在|[:])+`,
);
/** The part that stands first in the words by its name, and what follows. */
export function labelledIn(words: string): { part: keyof Details; behind: string } | null {
  for (const [label, part] of labels) {
    const found = label.exec(words)?.[0];
    if (found !== undefined) return { part, behind: words.slice(found.length) };
  }
  return null;
}

const heardWrongBehind = /(?:(?<![没不])错|反了|不对|改|变)(?:了|一下|下|吧|掉)*$/;

/** That something told before was wrong, with or without its name. */
export const saysWrong = (words: string): boolean =>
  heardWrong.test(words) ||
  heardWrongBehind.test(words) ||
  words.split(marks).some((clause) => {
    const found = labelledIn(behindAhead(clause));
    return found !== null && heardWrongLabel.test(found.behind);
  });
const heardWrongLabel = new RegExp(`^(?:那里|那个|那栏|这栏)?(?:原来|之前|刚才)?(?:那个)?(?:${PUT}(?:错|反)|错了|不对)`);

export const heardWrongOnly = new RegExp(
  `^(?:原来|以前|之前|刚才|那个|上面|前面|的|我)*${PUT}?(?:错了?|反了|不对)(?:了|啊|哈|呀|啦)*$`,
);
const heardEmptied =
  /^(?:那里|那个|那栏|那条|这个|这栏)?(?:帮我|给我|就|先|也|我|都)*(?:删掉?|去掉|拿掉|清空|空着|空白|改成空(?:着|白|的)?|改空|(?:不要|不填|不写|不留|不记|不说)(?!错)|不想(?:写|说|填|留|要)|不方便(?:写|说|填)|别(?:写|填|记|留))(?:了|吧|的|啊|行吗|可以吗|[\s。.!])*$/;
const heardEmptiedAhead =
  /^(?:删掉?|去掉|拿掉|清空|别写|不写|别填|不填|不要|别记)(?:了|我的?|那个)*(?<label>.{2,8}?)(?:了|吧|那栏|那个|[\s。.!])*$/;

/** "站点删掉": a part that he does not want to stand there; null = that is not what he says. */
export function emptiedIn(words: string): keyof Details | null {
  if (words.length > 24) return null;
  const plain = words.normalize('NFKC').replace(/^(?:我的?|把|的|那个|算了|[\s,])+/, '');
  const found = labelledIn(plain);
  if (found && heardEmptied.test(found.behind.replace(/^[\s,]+/, ''))) return found.part;
  const label = heardEmptiedAhead.exec(plain)?.groups?.label;
  const ahead = label === undefined ? null : labelledIn(label);
  return ahead && ahead.behind === '' ? ahead.part : null;
}

const heardToBePutRight = new RegExp(
  `^(?:那里|那个|那栏)?(?:我|也|都|要|得|想|需要|帮我|给我)*${PUT}?(?:错|反|不对|改|变|重新|重填|换)(?:了|一下|下|说|填|写|吧|个|掉|啊|哈|[\\s。.!])*$`,
);
const heardPutRight = /^(?:改|修改|更正|换|重填|重新[说填写])(?:一下|下|个)?(.{2,10}?)(?:吧|呗|哈|行吗|可以吗|[\s。.!?])*$/;

/** "The outlet is wrong", without the right one: the part that is to be asked again. */
export function wrongPartIn(words: string): AskedPart | null {
  const said = behindAhead(words.normalize('NFKC'));
  const [first = '', ...others] = said.split(marks).filter((clause) => clause !== '');
  const alone = wrongLabel(first);
  if (alone !== null && alone !== 'workCommunity' && others.length > 0 && others.every((clause) => heardWrongOnly.test(clause)))
    return alone;
  for (const [label, part] of labels) {
    const found = label.exec(said);
    if (found && part !== 'workCommunity' && heardToBePutRight.test(said.slice(found[0].length))) {
      return part;
    }
  }
  const behind = heardPutRight.exec(said)?.[1];
  const named = behind === undefined ? undefined : behindAhead(behind);
  const part = named === undefined ? undefined : labels.find(([label]) => label.exec(named)?.[0] === named)?.[1];
  return part === undefined || part === 'workCommunity' ? null : part;
}

/** "名字写错了", "住的社区": the right one stands behind it. */
export function wrongLabel(clause: string): keyof Details | null {
  const found = labelledIn(behindAhead(clause));
  return found && heardLabelAlone.test(found.behind) ? found.part : null;
}
const heardLabelAlone = new RegExp(
  `^(?:那里|那个|那栏|这栏)?(?:原来|之前|刚才)?(?:那个|我)?${PUT}?(?:错了?|反了|不对|要改|改一?下|改了|变了)?(?:了|啊|哈|呀|啦)*$`,
);
/** "不是江畔社区", "不住南星桥了" beside what it is instead. */
export const heardDenied =
  /^(?:我|俺)?(?:已经|早就?|现在)?(?:不(?:再)?(?:是|住|在|叫|跑)|没住)(?!党员|个党员|中共|预备|团员|群众|哪|社区)[^,]{2,20}$/;
/** "晓是春晓的晓" */
export const heardSpelt = /^(\p{Script=Han})(?:是|就是)[^,]{1,8}的\1$/u;

/** Without the words around it that tell nothing. */
export const bare = (value: string) =>
  value
    .replace(/^(?:是|叫|就是|就在|应该|可能|大概|好像|那个|的|(?:现在|目前|眼下|如今|这会儿|暂时)(?=.{2})|在|于|:)+/, '')
    .replace(/(?:的|了|吧|哈|呢|啊|嘛|呀|哦|嘞|这边|那边|那儿|嗰边|[挂留放]着){1,8}$/, '')
    .trim();

/** What is told instead, without the words that say that something was wrong; empty = nothing is. */
export const correctionIn = (words: string): string => {
  if (words.length > LONGEST) return '';
  const plain = words.normalize('NFKC').replace(CORRECTION, '').replace(NOT_BUT, '');
  const told = plain.split(marks).filter((clause) => clause !== '' && !heardCorrecting.test(clause));
  return bare(told.at(-1) ?? '');
};
