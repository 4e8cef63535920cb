// What people tell of themselves when they register: name, employer, outlet, community, membership, in any order and number. Heard,
// never said. Patterns are linear in the length of what they read.
import type { AskedPart, Details, Told } from '../registration/details.ts';
import { clearSurnames, middlingSurnames, moreDoubleSurnames, wordySurnames } from './people.ts';
import {
  isNoAnswer,
  isNoneOfIt,
  isRemark,
  marks,
  membershipSaid,
  nameInOne,
  placeInOne,
  saysPass,
  withoutKin,
} from './registration-answers.ts';
import { branchIn, looseIn, noKeeping } from './registration-branch.ts';
import {
  bare,
  behindAhead,
  CORRECTION,
  heardCorrecting,
  heardDenied,
  heardSpelt,
  heardWrongOnly,
  LABEL_LINK,
  LONGEST,
  labelledIn,
  labels,
  NOT_BUT,
  saysWrong,
  wrongLabel,
} from './registration-corrections.ts';

const VALUE_MAX = 30;

/** Longer names first: a shorter one is part of some. */
const KNOWN_BRANDS =
  '美团(?:众包|专送|外卖|跑腿|闪购|买菜)?|小象(?:超市)?|饿了[么吗嘛]|蜂鸟(?:众包|专送|即配)?|淘宝闪购|达达(?:快送)?|闪送|顺丰(?:同城|速运|快递)?|京东(?:物流|快递|到家|外卖|秒送)?|' +
  '中通(?:快递)?|圆通(?:速递|快递)?|申通(?:快递)?|韵达(?:快递)?|极兔(?:速递|快递)?|邮政(?:快递|速递)?|ems|菜鸟(?:裹裹|速递|驿站)?|丹鸟|德邦(?:快递|物流)?|丰巢|百世|天天快递|兔喜|' +
  '滴滴(?:出行|快车|货运)?|货拉拉|快狗(?:打车)?|运满满|满帮|t3(?:出行)?|曹操出行|高德(?:打车)?|首汽约车|花小猪|uu跑腿|盒马|叮咚(?:买菜)?|朴朴|多多买菜|山姆|肯德基|麦当劳|瑞幸|达美乐';
const BRANDS = `${KNOWN_BRANDS}|[\\p{Script=Han}]{2,8}(?:公司|快递|物流|速运|快运|货运)`;
const heardBrand = new RegExp(
  `^(?:我|俺|额)?(?:是|在|跑|干|送|做|给|跟着|现在|目前|就职于?)*(?<brand>${BRANDS})(?<rest>.*)$`,
  'iu',
);
/** Works for nobody in particular. */
const heardOwnBoss =
  /^(?:我|俺|额|是|就|现在|一直|都)*(?:自己(?:干|跑|单干|接单|做|送)|单干|自由(?:职业|接单)|个体(?:户)?|散单|跑散单|众包)(?:的|呢|了)?$/;

const OUTLET = '(?:站点?|网点|营业部|分部|点部|分拨(?:中心)?|中转场|前置仓|大?仓|门店|驿站|分公司)';
const heardOutlet = new RegExp(
  `^(?:我|俺|额|是|在|的|跑|那个|就|属于?|归|现在|目前|调[到去]了?|换[到去]了?|刚到)*(?<outlet>(?![到去来])[^,]{1,16}?${OUTLET}|[^,]{0,6}站[^,]{1,4})(?:的|上班|干活|这边|那边|里|跑单|送餐|取餐)*$`,
);
/** "我们站在长江路那个": what stands around the place. */
const OUTLET_FRONT =
  /^(?:我们|咱们?|俺们?|我)(?:的|那|这)?(?:个)?(?:站点?|网点|点)?(?:现在|目前)?(?:就|是|在|叫)+|^(?:我们|咱们?|俺们?)(?:的)?/;
const OUTLET_BEHIND = /(?:那个|那里|那边|那块|这个)$/;
const AREA = '(?:社区|小区|居委会?|村|街道|镇|乡|苑|家园|花园|花苑|公寓|新村|新城|嘉园|庄|里|巷|胡同|弄|坊|寨|屯|府|湾|城中村)';
const WORKS = '(?:上班|工作|干活|做事|跑单|接单|送餐|送外卖|送快递|送件|派件|派送)';
const heardWork = new RegExp(
  `^(?:我|俺|额|平时|白天|主要|一般|现在|是|在|搁|到|负责|跑)*(?<place>[^,]{2,20}?)(?:这边|那边|那块|这块|一带)?${WORKS}(?:的|呢|了)?$`,
);
const heardWorkBehind = new RegExp(
  `^(?:我|俺|平时|白天)*${WORKS}(?:的)?(?:社区|地方|地点|街道)?(?:是|在|搁|:)+(?<place>[^,]{2,20})$`,
);
const heardHome =
  /^(?:我|俺|额|屋头|屋里|人|家里|现在|目前|现|这会儿|的|暂时|就)*(?:居住|租住|合租|家住|暂住|住|租|搬家到|搬[到去]|家)(?:的)?(?:社区|小区|地方|地址|地|址)?(?:房子|房)?(?:是|为|在|到|着|勒|搁|于|:)*(?<place>[^,]{2,20})$/;
const heardHomeBehind = /^(?:我|俺|额|现在|目前|在|搁)*(?<place>[^,]{2,20}?)(?:那边|这边)?(?:住|租的?房子?)(?:着|的|呢)?$/;
/** "白天在江畔 晚上回南星桥", "上班江畔社区". */
const heardNight =
  /^(?:我|俺|一般|每天)*(?:晚上|夜里|下班|收工|晚间)(?:了|后|以后|就|才|都)*(?:回|住|睡|到|在)+(?<place>[^,]{2,20})$/;
const heardDay = /^(?:我|俺|一般|每天)*(?:白天|上班)(?:的?(?:地方|社区))?(?:都|就|是|在|跑|到|:)+(?<place>[^,]{2,20})$/;
const heardDayArea = /^(?:我|俺)*(?:上班|工作|干活)(?<place>[^,]{2,16}(?:社区|街道))$/;
const heardServes =
  /^(?:我|俺|但是|但|不过|就|只是|平时|白天|主要)*(?:在|跑)(?<place>[^,]{2,16}(?:社区|街道|镇|那片|片区))(?:送|跑|派|干)(?:的|着|呢|单|件|餐)*$/;
/** He is at work just now: no place. */
const noWork = /^(?:现在|目前|这会儿?|正|还|又|刚|在|要|去)+$/;
/** Of two names for one home the community counts. */
const heardBelongs = /^(?:属于?|归|算)(?:是)?(?<place>[^,]{2,16}(?:社区|街道|居委会|村))(?:管|的)*$/;
/** No home: he asks, or has none. */
const noPlace = /哪|什么|啥|^(?:没|无|不|还没|跟|和|社区|小区|地方|的|站|店|公司|宿舍)$|^(?:没|无|不|还没|跟|和)|^嘛/;
/** A home anywhere: where it is stands beside it. */
const anyHome = /^(?:我|俺|额|在|是)*(?:租房?|租的房子?|合租|出租[房屋]|自己家?|自己房子?)$/;
const heardBareArea = new RegExp(
  `^(?:是|在|就|那个|叫|我|俺|额)*(?<place>[^,]{1,18}${AREA}(?:\\d+[号栋幢弄])?)(?:的|那边|这边|里)?$`,
);
const heardMembershipKept =
  /^(?:我|俺|额|的|个|党员|组织|党|正式|材料|还|就)*(?:关系|组织|党籍|材料|档案)(?:还|仍|目前|现在|一直|都|是|就)*(?:没(?:有)?(?:转|迁)[过来出走]*)?(?:还|仍)?(?:呢|的)?(?:留|放|挂|搁|落|压|存|系|喺)?(?:在|于|着|上|是|到|:)*(?<place>[^,]{2,30})$/;
const heardKeptBare = /^(?:还|仍|目前|现在|一直|都|是|就)*(?:留|放|挂|搁|落|压|存|在)(?:在|于|着)?(?<place>[^,]{2,30})$/;
/** A place that is another one for everybody. */
const anyBranch = /^(?:老家|家里|家乡|外地|外省|老家那边)$/;
const heardNotMoved = /(?:还|一直|都)*没(?:有)?(?:转|迁)[过来出走]*(?:呢|的)?$/;

const heardNone =
  /不[是似系](?:个|中共|正式)?党员|非党员|^(?:我|俺|额|是|就|普通|一个)*群众|没(?:有)?入(?:上|过|成)?(?:党|呢|$)|还不是|团员|积极分子|入党申请|发展对象|无党派|民主党派|[脱退]了?党/;
const heardProbationary = /预备(?:期|党员)|预备的/;
const heardParty = /党员|(?<![想要请没怎咋能何])入(?:的|了|过)党|入党(?:都|有|已经|快)*[\d一二三四五六七八九十几]+(?:多)?年|党龄/;

const NAME_FORM = '[\\p{Script=Han}]{2,4}|[\\p{Script=Han}]{1,10}(?:[·•.・][\\p{Script=Han}]{1,10})+|[A-Za-z]{2,20}';
const heardNamed = new RegExp(
  `^(?:我|俺|额|本人|大家好|的|全名|真名|大名|本名)*(?:名字|姓名|叫|名叫)(?:叫|是|做|我|:)*(?<name>${NAME_FORM})(?:的|哈|啊|呀|嘞)?$`,
  'u',
);
const heardIAm = new RegExp(
  `^(?:我是|我系|俺是|额是|本人|我)(?:新来的|刚来的|骑手|快递员)*(?<name>${NAME_FORM})(?:的|哈|啊)?$`,
  'u',
);
const NAME_ALONE = new RegExp(`^(?:${NAME_FORM})$`, 'u');
const surnames = new Set([...clearSurnames, ...wordySurnames, ...middlingSurnames]);
/** Looks like a name and is none. */
const noName =
  /骑手|党员|快递|外卖|小哥|师傅|司机|新来|新人|报到|登记|谢|你好|您好|好的|可以|不是|跳过|没|知道|不想|社区|小区|站$|公司|网点|村$|街道|群众|签到|什么|怎么|干嘛|在吗|收到|明白|同意|确认|等等|等下|稍等|活动|积分|政策|工资|罚款|帮助|老家|学校|单位|自己|一个|就是|姓名|名字|入党|申请|^我?姓|忙|送餐|送货|派件|路上|来单|你猜|随便|[哥姐]$|[错改]|改天|回头|以后|差不多|这样|那样|算了|搬家|书记|灭|没事|还行|哈哈|早上|晚上|中午|下午|[你您爸妈爹爷奶]|老子|祖宗|女票|女友|男友|男票|对象|老婆|老公|媳妇|家人|父母|^(?:儿子|孙子|大哥|老大|帅哥|美女|傻[\p{Script=Han}]|yes|yeah|no|ok|okay|hi|hello|bye|test|好了?|行了?|对了?|嗯+|是的?|等会儿?)$/iu;

/** Where a new part begins although no mark was set. */
const CUES = new RegExp(
  '(?<![不没属])(?:我|俺|额|人|家|现在?|目前|屋头|屋里)?(?:居住|租住|合租|家住|暂住|住(?![院宅房址的]))|(?:我|俺|额|名字)?叫(?=[\\p{Script=Han}])|' +
    '(?:我|俺|额)?(?:的)?(?:党员|党组织|组织|党)?关系(?=[^,]{0,8}[在挂放留没搁压喺])|(?:不是|预备|非|是|老|正式|中共|流动)*党员(?!关系|驿站|活动室|群)|' +
    `(?:我|俺|额)?(?:在|跑|干|送)?(?:${KNOWN_BRANDS})`,
  'giu',
);

const shortened = (value: string): string | null => {
  const said = bare(value);
  return said === '' || said.length > VALUE_MAX ? null : said;
};

/** True when somebody works for no company: then there is no outlet to ask for. */
export const worksAlone = (employer: string | null): boolean => employer !== null && heardOwnBoss.test(employer);

/** Begins like one, and is no other word we know. */
export function looksLikeName(name: string): boolean {
  if (noName.test(name)) return false;
  if (!/^\p{Script=Han}+$/u.test(name)) return true;
  return surnames.has(name[0] ?? '') || moreDoubleSurnames.some((double) => name.startsWith(double));
}

/**
 * What the words tell of their speaker; empty where they tell nothing.
 * @param asked what we asked for: words without a cue of their own are the answer to it. Null = nothing
 */
export function toldIn(words: string, asked: AskedPart | null): Told {
  if (words.length > LONGEST) return {};
  if (asked === 'name' && /^[a-z]{2,15}(?:\s[a-z]{2,15}){1,3}$/i.test(words.trim())) return { name: words.trim() };
  const said = withoutKin(words.normalize('NFKC'))
    .replace(CORRECTION, '')
    .replace(NOT_BUT, '')
    .replace(FAMILY_AND_GIVEN, wholeName)
    .replace(GIVEN_AND_FAMILY, '叫$2$1');
  const loose = asked === 'homeBranch' ? looseIn(said) : null;
  if (loose !== null) return { homeBranch: loose };
  const branch = branchIn(said);
  const plain = inOne(branch?.rest ?? said, asked);
  const clauses = plain
    .replace(CUES, (cue, at: number) => (at === 0 || marks.test(plain[at - 1] ?? '') ? cue : `,${cue}`))
    .split(marks)
    .filter((clause) => clause !== '' && !heardDenied.test(clause) && !heardSpelt.test(clause));
  const told: Told = branch
    ? { homeBranch: branch.place, membership: heardProbationary.test(plain) ? 'probationary' : 'member' }
    : {};
  let pending: keyof Details | null = null;
  const left: string[] = [];
  let isPutRight = saysWrong(words) || /改|换/.test(words);
  let before = told.homeBranch;
  for (const clause of clauses) {
    const wrong = wrongLabel(clause);
    if (wrong !== null) pending = wrong;
    else if (heardCorrecting.test(clause) || heardWrongOnly.test(clause)) {
      isPutRight = true;
      left.length = 0;
    } else if (pending !== null && pending !== 'membership' && !isRemark(clause)) {
      if (heardExcused.test(clause)) continue;
      set(
        told,
        pending,
        clause.replace(/^(?:应该|现在|目前|我|俺|其实|全名)*(?:是|叫做?|改[成为]|换成|姓名|住|搬|在|跑|到|做)+/, ''),
      );
      pending = null;
    } else {
      const employer = isPutRight ? undefined : told.employer;
      const homeBranch = before === told.homeBranch ? undefined : told.homeBranch;
      before = told.homeBranch;
      if (!readClause(clause, asked, told)) {
        // "在老家 六安": where that is stands right behind it.
        if (homeBranch && anyBranch.test(homeBranch) && !noName.test(clause)) told.homeBranch = homeBranch + clause;
        else left.push(clause);
      }
      // Who works for two names both.
      else if (employer && told.employer && !told.employer.includes(employer)) told.employer = `${employer}、${told.employer}`;
    }
  }
  // "I do not know, at home I think": what he thinks.
  const [only] = left.length > 1 ? left.filter((clause) => !saysPass(clause) && !anyHome.test(clause) && clause !== '住') : left;
  // Among several parts told at once, what looks like a name and tells nothing else.
  const isAnswered = asked === null || told[asked] !== undefined;
  if (isAnswered && told.name === undefined && Object.keys(told).length >= TOLD_AT_ONCE) {
    const [name, another] = left.filter((clause) => /^\p{Script=Han}{2,3}$/u.test(clause) && looksLikeName(clause));
    if (name !== undefined && another === undefined) set(told, 'name', name);
  }
  if (asked !== null && told[asked] === undefined && only !== undefined && !isRemark(only) && !isOfOther(only, asked)) {
    const answer = asked === 'membership' || isNoAnswer(only) || isNoAnswer(words) ? null : answerIn(only, asked);
    // Beside other parts a word is no name because nothing else is left of it.
    const isStray = asked === 'name' && !isEmpty(told) && !looksLikeName(only);
    if (answer !== null && !isStray) set(told, asked, answer);
  }
  const membership = asked === 'membership' && told.membership === undefined ? membershipSaid(words) : null;
  return membership === null ? told : { ...told, membership };
}

/** Of his name, where something else is asked. */
const isOfOther = (clause: string, asked: AskedPart): boolean =>
  asked !== 'name' && labelledIn(behindAhead(clause))?.part === 'name';

/** Between what was wrong and what is right. */
const heardExcused = /^(?:不好意思|抱歉|对不起|手滑|打字快|手误|口误|sorry|啊|哈|哎|了|我|刚才)+$/i;

/** "姓孙叫大海", among other parts. */
const FAMILY_AND_GIVEN = /姓(\p{Script=Han})[,\s]?(?:名字?)?叫做?(\p{Script=Han}{1,2})(?![\p{Script=Han}])/gu;
/** "我叫小磊 姓郑" */
const GIVEN_AND_FAMILY = /(?:名字?)?叫做?(\p{Script=Han}{1,2})[,，\s]{1,3}姓(\p{Script=Han})(?![\p{Script=Han}])/gu;
const wholeName = (_: string, family: string, given: string): string => `叫${given.startsWith(family) ? '' : family}${given}`;

function inOne(words: string, asked: AskedPart | null): string {
  if (asked === 'name') return nameInOne(words);
  return asked === 'community' || asked === 'homeBranch' ? placeInOne(words) : words;
}

/** So many parts tell that somebody introduces himself. */
const TOLD_AT_ONCE = 2;

const isEmpty = (told: Told): boolean => Object.keys(told).length === 0;

function set(told: Told, part: keyof Details, value: string | null): boolean {
  const said = value === null ? null : shortened(value);
  if (said !== null) Object.assign(told, { [part]: said });
  return said !== null;
}

/** @returns false when the clause has no cue that says what it tells */
function readClause(clause: string, asked: AskedPart | null, told: Told): boolean {
  if (readLabelled(clause, told)) return true;
  if (readMembership(clause, told)) return true;
  const name = heardNamed.exec(clause)?.groups?.name ?? heardIAm.exec(clause)?.groups?.name;
  if (name !== undefined && (looksLikeName(name) || (heardNamed.test(clause) && /[叫是:]/.test(clause) && !noName.test(name))))
    return set(told, 'name', name);
  if (asked === 'name' && NAME_ALONE.test(clause) && looksLikeName(clause)) return set(told, 'name', clause);
  if (asked === 'homeBranch') return false;
  if (isNoneOfIt(clause)) return true;
  if (heardOwnBoss.test(clause))
    return set(told, 'employer', clause.replace(/^(?:我|俺|额|是|就|现在|一直|都)+|(?:的|呢|了)$/g, ''));
  const day = (heardDay.exec(clause) ?? heardDayArea.exec(clause) ?? heardServes.exec(clause))?.groups?.place;
  if (day !== undefined && !new RegExp(`${OUTLET}$`).test(day) && !heardBrand.test(day)) return set(told, 'workCommunity', day);
  const lived = heardNight.exec(clause)?.groups?.place ?? heardBelongs.exec(clause)?.groups?.place;
  if (lived !== undefined && !noPlace.test(lived)) return set(told, 'community', lived);
  const home = heardHome.exec(clause)?.groups?.place ?? heardHomeBehind.exec(clause)?.groups?.place;
  if (home !== undefined) return anyHome.test(home) || noPlace.test(home) || set(told, 'community', home);
  const work = heardWorkBehind.exec(clause)?.groups?.place ?? heardWork.exec(clause)?.groups?.place;
  if (work !== undefined && !noWork.test(work) && !new RegExp(`${OUTLET}$`).test(work) && !heardBrand.test(work))
    return set(told, 'workCommunity', work);
  const brand = /党费/.test(clause) ? undefined : heardBrand.exec(clause)?.groups;
  if (brand) return readEmployer(brand.brand ?? '', brand.rest ?? '', told);
  const outlet = heardOutlet.exec(asked === 'outlet' ? clause.replace(OUTLET_FRONT, '') : clause)?.groups?.outlet;
  if (outlet !== undefined && asked !== 'community') return set(told, 'outlet', outlet);
  const area = heardBareArea.exec(clause)?.groups?.place;
  return area !== undefined && asked !== 'name' && asked !== 'outlet' && asked !== 'employer' && set(told, 'community', area);
}

function readLabelled(clause: string, told: Told): boolean {
  const said = behindAhead(clause);
  for (const [label, part] of labels) {
    const found = label.exec(said)?.[0];
    if (found === undefined) continue;
    const behind = said.slice(found.length);
    const link = LABEL_LINK.exec(behind)?.[0];
    const value = link === undefined ? '' : behind.slice(link.length);
    if (value === '' || /哪|什么|啥|^空(?:着|的|白)?|怎么|咋/.test(value)) continue;
    if (part === 'membership') return readMembership(value, told);
    if (part === 'homeBranch' && /没/.test(link ?? '')) continue;
    // "单位在城南" tells where it is.
    if (part === 'employer' && link?.endsWith('在') && !heardBrand.test(value)) return set(told, 'workCommunity', value);
    return set(told, part, value);
  }
  return false;
}

function readMembership(clause: string, told: Told): boolean {
  if (/关系|组织|党籍|(?:材料|档案)(?=[还在仍一都])/.test(clause) && !/哪|怎么|咋/.test(clause)) {
    const settled = clause.replace(heardNotMoved, '');
    const place = heardMembershipKept.exec(settled)?.groups?.place;
    const kept = place === undefined || noKeeping.test(place) || /^(?:还)?没|转过来|^关系$/.test(place) ? undefined : place;
    if (place !== undefined && kept === undefined) return /没|转/.test(place);
    // Not moved, and nothing said of where it was: that is still to be asked.
    if (kept === undefined && settled === clause) return false;
    told.membership ??= heardProbationary.test(clause) ? 'probationary' : 'member';
    return kept === undefined || set(told, 'homeBranch', kept);
  }
  if (heardNone.test(clause)) told.membership = 'none';
  else if (heardProbationary.test(clause)) told.membership = 'probationary';
  else if (heardParty.test(clause) && !/[吗么]$|怎么|咋/.test(clause)) told.membership = 'member';
  else return false;
  return true;
}

function readEmployer(brand: string, rest: string, told: Told): boolean {
  set(told, 'employer', brand);
  const outlet = heardOutlet.exec(bare(rest.replace(/^的/, '')))?.groups?.outlet;
  if (outlet !== undefined) set(told, 'outlet', outlet);
  return true;
}

/** Words without a cue, as the answer to what was asked. */
function answerIn(clause: string, asked: Exclude<AskedPart, 'membership'>): string | null {
  if (asked === 'name') return NAME_ALONE.test(clause) && !noName.test(clause) && clause.length <= 20 ? clause : null;
  if (asked === 'homeBranch') {
    if (noKeeping.test(clause)) return null;
    const settled = clause.replace(heardNotMoved, '').replace(/^(?:档案|材料|党籍|组织)(?=[在留放挂])/, '');
    if (settled.length < 2 || /^(?:已经?)?(?:转|迁)[过来进到]*了?$/.test(settled)) return null;
    return heardKeptBare.exec(settled)?.groups?.place ?? settled.replace(/^(?:已经?|都)*(?:转|迁)(?:到|去|进)/, '');
  }
  if (asked === 'community' && noPlace.test(clause)) return null;
  if (asked === 'outlet') return clause.replace(OUTLET_FRONT, '').replace(OUTLET_BEHIND, '') || clause;
  return clause;
}
