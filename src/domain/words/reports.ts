// What is heard in reports: what is none of ours, what is said already, and a place given in answer.
import { placeTold } from './places-told.ts';

/** Somebody else, as people speak of each other; a report about oneself is no report about a person. */
const SOMEBODY =
  '(?:[他她]们?|人家|[那这](?:个|位)?(?:人|男的|女的|家伙|小子|哥们|姑娘|同事)|(?:有|某)(?:个|些)?人|谁家?|[那这](?:家[人子]|对)|两口子|夫妻|小伙子|小姑娘|同事|工友|队友|邻居|隔壁|房东|室友|老乡|对象|男朋友|女朋友|老公|老婆|爱人|站长|队长|组长|班长|老板|领导|书记|主管|经理|师傅|骑手|小哥|快递员|外卖员|司机|保安|保洁|业主|租户|新来的|党员|群众|[老小阿][\\p{Script=Han}]|\\p{Script=Han}{1,2}(?:师傅|哥|姐|叔|姨|大爷|大妈)|〔某人〕|@\\S{1,12})';

/** What a person suffers from. */
const HEALTH =
  '精神上?(?:有|出)|精神药|抗抑郁|吃安定|梅毒|淋病|性病|(?:是|像)个?(?:傻子|智障|弱智)|脑子有(?:病|问题|毛病)|[脚口]臭|狐臭|心脏病|哮喘|中风过|高血压|糖尿病|肝炎|(?:慢性|妇科|皮肤|遗传)病|癫痫|自闭|痴呆|病史|病历|体检报告|残疾|痔疮|月经|更年期|抑郁症?|躁郁|焦虑症|精神(?:病|分裂|不正常|有问题)|神经病|心理(?:有|不)(?:问题|正常|健康)|看(?:过)?(?:心理医生|精神科)|(?:得|患|有|查出)(?:了|过|的)?(?:肝炎|乙肝|糖尿病|高血压|癌症?|肿瘤|艾滋病?|性病|梅毒|癫痫|痔疮|肾病|绝症|病)|艾滋|不孕|阳痿|残疾证|在吃药|(?:做过|刚做)手术|化疗';

/** How a person lives. */
const WAYS =
  '酒(?:蒙子|疯子)|酗酒|赌[球债]|占小便宜|心眼(?:小|坏)|记仇|穿得(?:太|很|真)?(?:暴露|少|露|骚|土)|留长发|手脚不干净|不上进|(?:整天|天天|成天|光|老|就知道)打游戏|吃软饭|扔(?:在)?老家不管|长得(?:丑|胖|难看|矮)|刷(?:抖音|手机)|考不上|成绩(?:差|不好)|酒鬼|赖账|穷光蛋|欠(?:钱|债)|高利贷|啃老|小气|抠门|懒(?:得很|惰)|脾气(?:差|坏|暴|怪)|人品|隐私|家底|工资多少|挣多少|坐过牢|蹲过(?:监狱|号子|局子)|有(?:案底|前科)|劳改|(?:欠|借)(?:了)?(?:一屁股|很多|好多)?(?:网|高利|赌)?(?:债|贷)|网贷|信用卡(?:逾期|欠)|家(?:里|庭)(?:很|特别|太)?(?:穷|困难|背景|成分)|存款|(?:有|没)多少钱|(?:什么|哪里)户口|整(?:过)?容|纹身|邋遢|不洗澡|打呼噜|爱喝酒|爱打麻将|打麻将|彩票|追星|玩游戏|(?:民族|籍贯|学历)(?:是|造假)';

/** What a person thinks and believes, and whom he loves. */
const HEART = [
  // Faith.
  '祷告|祈祷|圣经|信徒|教友|法轮功|邪教|(?:往|到)(?:教堂|寺庙|庙里|清真寺)里?[跑去](?!的)|不信(?:共产|马列|党)|拜关公|烧香|佛教|道教|洋教|基督|天主教?|伊斯兰|清真(?!餐|食|饭|的|寺)|迷信|[拜供求]了?(?:佛|菩萨|神|香)|(?:去|在|跑|往)庙里|教徒|出家|回民|少数民族|信(?:了|的|着|什么|个)?(?:教|佛|基督|耶稣|天主|真主|上帝|道教|菩萨|神)|信仰|宗教|(?:入|拜|传)(?:了|过)?(?:什么)?教|做礼拜|(?:去|上|跑)(?:了|过)?(?:教堂|寺庙|清真寺)|念经|吃斋|戴十字架|烧香拜佛|算命',
  // Opinions.
  '反动|骂(?:国家|政府|党|社会|公司|平台|领导|支部)|说(?:公司|平台|站里|党|党的|单位)的?(?:坏话|怪话|不是)|政治上?不(?:可靠|合格|过硬|正确)|没有?(?:入党|党员)的?(?:觉悟|资格|样子)|觉悟(?:太?低|不高|太?差)|上访户|老上访|不该(?:转|发|说)的|(?:背后|私下|到处|总是?|老是?)[^,，。]{0,3}(?:议论|抱怨|嘀咕|吐槽|编排)|抱怨(?:支部|组织|领导|公司|平台|书记|站长)|唱反调|不服(?:气|管)|政见|(?:政策|制度|规定)不好|是不是党员|不是党员|崇洋|愤青|消极|思想(?:有|不|很|太|落后|偏激|消极|动摇|反动|觉悟)|(?:政治|思想)(?:立场|态度|倾向|觉悟|观点)|立场(?:有|不)|言论(?:不|有|偏激|反动)|观点(?:不|有|偏激)|说(?:怪话|风凉话|牢骚话)|发牢骚|爱抱怨|三观|朋友圈(?:里)?(?:发|转|老发|总发|天天发|说)|(?:在|往)?(?:网上|微博|抖音)(?:发|转|说)(?:些|了|的|过){0,3}(?:评论|观点|怪话|牢骚|言论)|对(?:支部|组织|党|政府|国家|公司|领导|平台)(?:有|很|特别)?(?:意见|不满|看法|怨气)|(?:不|没)(?:支持|拥护|爱国|积极向组织靠拢)|说(?:政府|国家|领导|支部|组织|书记)的?(?:坏话|不好|不是)|(?:不想|不愿意?)入党|想退党|选(?:的|了)?谁|投(?:的|了)?谁',
  // Love and family.
  '养(?:了)?(?:个)?(?:女人|男人|小的|小三(?!轮)|二奶)|二奶|眉来眼去|打情骂俏|跟[^,，。]{0,5}过不下去|(?:两口子|夫妻|[他她]俩)[^,，。]{0,3}(?:离|散)了|那对[^,，。]{0,6}声音|没(?:有)?(?:对象|老婆|媳妇|成家|男人)|离了$|对象是[男女]|变性|断绝关系|不能生(?:孩子|育|养|的|$)|妈宝|[男女]朋友|冷战|跟人跑|婚外|前(?:夫|妻|男友|女友)|离过(?:婚|[一两二三几]次)|再婚|二婚|光棍|打光棍|剩女|未婚|分手|暗恋|追(?:了)?(?:个)?(?:女|男)|搞暧昧|约会|生了?(?:个)?(?:儿子|女儿|孩子)|谈(?:了)?(?:恋爱|朋友|对象)|[搞处找]了?(?:个)?(?:对象|女朋友|男朋友)|出轨|外遇|小三(?!轮)|婚外情|劈腿|偷情|好上了|有一腿|不清不楚|勾搭|暧昧|同居|(?:要|闹|在|刚|又|已经)?离(?:了)?婚|没结婚|未婚先孕|单身|相亲|同性恋|喜欢(?:男|女)的|开房|私生活|生活作风|作风(?:有|不)|不检点|怀(?:了)?(?:孕|孩子)|打胎|流产|生不出|(?:两口子|夫妻|家里)(?:老|总|天天)?(?:吵|闹|不和|冷战)|私生子|彩礼|嫖|一夜情',
].join('|');

/** Danger, harm, a grievance: then it is a report, whoever is in it. */
const OURS =
  /火|烟(?!酒)|烧|炸|漏|煤气|燃气|[触漏]电|电(?:瓶|线|动车|梯|箱)|充电|砸|塌|掉下|坠|摔|撞|逆行|闯红灯|超速|酒[驾后]|醉|疲劳|堵|占[道用着]|乱停|井盖|刀|(?<!光)棍|打(?:人|架|我|他|她|起来|了|伤|骂|孩子|老婆)|动手|斗殴|血(?!压|糖|脂)|犯了|发作|急救|欠[^,，。]{0,4}(?:不还|我)|不还|被占|坡道|盲道|伤|救|晕|昏|倒(?:地|下|在)|困(?:在|住)|自杀|轻生|不想活|跳(?:楼|河)|割腕|偷(?!情|懒)|抢|骗|诈|冒充|赌(?![球债])|(?<!梅)毒|传染|发着?(?:高)?烧|肺结核|带病|威胁|骚扰|跟踪|偷拍|猥亵|非礼|摸|强奸|家暴|虐待|骂(?!国家|政府|党|社会|公司|平台|领导|支部|俏)|侮辱|歧视|扣|罚|工资|工钱|提成|欠薪|欠我|拖欠|不给|不让|不发|不批|不报|不签|不缴|克扣|辞退|开除|赶(?:我|走)|逼|强迫|工伤|社保|保险|赔|合同|派单|封号|投诉|泄露|违禁|易燃|危险|隐患|安全|出事|丢了|失踪|走失|能不能|求求|[我俺咱][^。]{0,20}(?:可以|想|申请|帮|请假|补助|怎么办)/;

const of = (matters: string) =>
  new RegExp(`${SOMEBODY}[^。!！?？]{0,24}?(?:${matters})|(?:${matters})[^。!！?？]{0,4}的?(?:人|是${SOMEBODY})`, 'u');
const heardHeart = of(HEART);
const heardElse = of(`${WAYS}|${HEALTH}`);

/** Nothing longer is told of a person without telling of something else. */
const LONGEST_PRIVATE = 200;

/**
 * Words that tell what somebody else thinks, believes, or how he lives and fares, and of no danger or wrong (product.md, lines not to
 * cross). What is dangerous or a grievance is never taken for it.
 * @param isUrgent they were read as a danger to life: then an illness may be one, and habits may hide one
 */
export function isPrivateMatter(words: string, isUrgent = false): boolean {
  if (words.length > LONGEST_PRIVATE || OURS.test(words)) return false;
  return heardHeart.test(words) || (!isUrgent && heardElse.test(words));
}

/** The words tell what the extra question would ask. */
export const saidAlready = {
  hurt: /伤|血|没事|120|救护|人(?:都)?好|晕|昏|压|骨折/,
  wire: /够(?:得)?[着到]|碰|垂|吊|耷拉|拖|掉|落|挂|高|地上|头顶|人(?:能|会|过)/,
  smell: /味|臭|闻/,
  leak: /漏|渗|流|味|呛|难受|吐|咳|晕|没(?:破|洒)/,
  trapped: /困|关|出不来|里(?:面|头)(?:有|没)|没人|空的|有人/,
};
/** A collision or a fall, not a light that is out. */
export const heardCrash = /撞|碰|刮|蹭|摔|翻|倒|追尾|车祸|事故/;
/** A person is gone: nobody has to get out of anybody's way. */
export const heardMissing = /走丢|走失|跑丢|失踪|不见了?|丢了|找不[到着]|抱走|拐走|带走/;
/** Lifts among the facilities. */
export const heardLift = /电梯|货梯|升降/;

/** Few words beside a picture: something is wrong with what it shows, or it is to be looked at. */
const heardWrong =
  /坏|断|裂|破|漏|掉|倒|塌|松|歪|堵|占|挡|脏|乱|滑|没了|不亮|冒|烧|危险|隐患|挡路|堆|停(?:了|着|满)|(?:管管|修修?|处理|清(?:一?下|理|走|了)|没人[管修清]|报(?:一?下|个|了))/;
const heardPointing =
  /^(?:小蜂|麻烦|请|你|您|帮(?:我|忙)?|来?看(?:一?下)?|瞧|瞅|[这那](?:个|里|儿|边|张|是)?|图|照片|怎么(?:办|弄)|咋(?:办|弄|整)|是啥|[的了吧呀啊呢\s,，。.!！?？~～])+$/;
const LONGEST_BESIDE_PICTURE = 16;

/** What few words say of a picture they stand beside; null = it is not spoken of. */
export function saidOfPicture(words: string): 'wrong' | 'look' | null {
  if (words.length > LONGEST_BESIDE_PICTURE) return null;
  if (heardPointing.test(words)) return 'look';
  return heardWrong.test(words) && !heardCalm.test(words) ? 'wrong' : null;
}

/** Said while one waits; no place. */
const CHAT =
  /^(?:谢|多谢|辛苦|麻烦|好|[嘞哒]|嗯|行|可以|ok|收到|知道|明白|晓得|哈|嘿|在[吗嘛不]?|早|再见|拜|快点?|赶紧|赶快|马上|等下?|一下|来人|师傅|小蜂|[了啦吧呀啊呢哦的您你们\s,，。.!！~～])+$/i;
/** Thanks, waiting, a mere sign of life. */
export const isChat = (words: string): boolean => [...words].length < 3 || CHAT.test(words);
const MISTAKEN = '(?:看|搞|弄|报|听|认)(?:错|岔)了?|看花眼了?|误会(?:一场)?|误报了?|虚惊一场|(?:是)?假的';
const CALM = `没(?:啥|什么)?事(?:儿)?(?:了|啦)|(?:扑|浇)?[灭熄](?:掉)?了|不(?:冒烟?|冒火|烧|着|漏)了|没(?:有)?(?:着火?|起火|冒烟|漏电|漏气|打架|出事)|没(?:有)?(?:味|烟|火)(?:了|啦)|不是(?:着火|起火|冒烟|漏电|真的|烟|火)|(?:不用|别)(?:来|喊|叫)(?:人|了)+|${MISTAKEN}`;
const AROUND_CALM =
  '(?:小蜂|报告|好[了的]|嗯|哦|哎|现在|已经|刚才|都|自己|火|烟|人|大家|没有|没|不是|对不起|不好意思|抱歉|原来|其实|放心|[我俺是了啦啊呀吧的\\s,，。.!！~～])*';
/** The danger is over, and nothing else is said. */
export const heardCalm = new RegExp(
  `^${AROUND_CALM}(?:(?:${CALM})${AROUND_CALM}){1,3}(?:(?:原来|其实|就)?是[^\\s,，。火炸伤血电漏死]{1,8}[\\s,，。.!！~～]*)?$`,
);
/** Nobody has to come, in answer to whether somebody should. */
export const heardNotNeeded = /^(?:不用|不要|不必|不|没有?|别)(?:再)?(?:来|喊|叫|人)*[了啊吧呀的\s,，。.!！~～]*$/;
export const LONGEST_CALM = 24;
/** It never was one. */
export const heardMistaken = new RegExp(MISTAKEN);

const AROUND_NUMBER = '(?:小蜂|快点?|帮[我忙]?|给我|我?要|赶紧|赶快|马上|请|麻烦|[\\s,，])*';
const heardNumber = new RegExp(
  `^${AROUND_NUMBER}(?:(?:打|拨|叫|喊)?(?:(110|119|120|122)|(报警|警察|民警)|(火警|消防队?|报火警)|(救护车|急救车?)))(?:电话)?[吧呀啊!！。\\s]*$`,
);
/** Of the numbers that are called alone, which is named; null when anything else is said. */
export function numberAlone(words: string): string | null {
  const [, number, police, fire] = (words.length <= LONGEST_CALM && heardNumber.exec(words)) || [];
  if (number !== undefined) return number;
  if (police !== undefined) return '110';
  if (fire !== undefined) return '119';
  return words.length <= LONGEST_CALM && heardNumber.test(words) ? '120' : null;
}

/** Somebody fell or crashed, and nothing else is said. */
const heardFall =
  /^(?:小蜂|我们?|俺|刚才?|刚刚|骑车|送餐|送件|路上|在路上|不小心|又|[\s,，])*(?:摔(?:了|倒|跤)(?:了|一?[跤下]|个跟头)*|撞(?:车|上|树|墙)?了(?:车|一下)?|出车祸了?|追尾了?|(?:跟|和)[^,，。]{1,8}撞(?:上|车|一起)?了|翻车了)[啊呀呢哎!！。\s]*$/;
/** Where, if that is told as well: `我摔了 东门`; null = that is not what is said. */
export function fallIn(words: string): { words: string; place: string | null } | null {
  if (words.length > LONGEST_CALM) return null;
  if (heardFall.test(words)) return { words, place: null };
  const parts = words.split(/[\s,，。.!！~～]+/).filter((part) => part !== '');
  const others = parts.filter((part) => !heardFall.test(part));
  const told = placeTold(others.join(' '), []);
  return others.length < parts.length && told.kind === 'place' && told.isAll ? { words, place: told.place } : null;
}
/** A collision, as against a lamp that is out. */
export const isCrash = (words: string): boolean => /撞(?:车|了|上|到|倒)|追尾|车祸|翻车|相撞/.test(words);

/** The report itself is taken back, in answer to what we ask about it. */
export const heardDropped =
  /^(?:那|哦|嗯|小蜂|[\s,，])*(?:算了|不报|不用(?:管|报)|别(?:管|报)|取消|撤(?:了|销|回))(?:算了|不报|不用(?:管|报)|[了吧啊呀的\s,，。.!！~～])*$/;

/** An answer that names no place. */
export const heardNoPlace =
  /^(?:在?(?:哪儿?|哪里))?(?:我?(?:也)?(?:不知道|不清楚|说不(?:准|清|上来)|不好说|忘了|没看清|不记得))(?:[了啊呀吧呢\s,，。.!！~～]|在哪儿?|哪里)*$/;

/** Short answers to "is it the same?" and to what decides whether it is a danger. */
export const heardSame =
  /^(?:是|就是|对|应该是|没错)?(?:的|啊|呢)?[,，\s]*(?:就是)?(?:它|那个|一回事|一件事|一个地方|同一[个件处])/;
export const heardOther = /^不(?:是|一样)|另外|别的|两码事|不同/;
export const heardYes =
  /^(?:对|是|嗯|还|都|就|现在|人)*(?:有|在漏|伤了|伤着了?|流血|破了|疼|难受|够得着|碰得到|能碰到|困着|受伤)(?!没)/;
export const heardNo = /没|不|无/;
/** Nothing happened to anybody. */
export const heardUnhurt =
  /^(?:我们?|人|他们?|她|都|还好|好在|幸好|就|也|[\s,，])*(?:没(?:有|啥|什么)?人?(?:流血|出血|破皮?|骨折|断|受?伤[到着]?|事儿?|大碍|大事|问题|怎么样)?|不(?:严重|要紧|疼|碍事|用)|无(?:大碍|碍|人受伤)|还?好|好的?很|车坏了?)(?:人|一下|[了的啊呢吧呀,，。.!！~～\s])*$/;
/** Skin, and no more. */
export const heardScratch =
  /^[^血骨断晕昏]{0,8}(?:破(?:了)?(?:点|一点|层|一层)?皮|擦(?:破|伤)|蹭(?:破|伤)|刮(?:破|伤)|小伤|轻伤)[^血骨断晕昏]{0,8}$/;
/** Somebody is hurt, or nobody knows. */
export const heardHurt =
  /^(?:有|嗯|对|是)[的了啊呀,，。!！\s]*$|(?<!没|没有|没受|没人|人受)伤(?!不)|有人受伤|人伤|血|疼|痛|破|肿|断|晕|动不了|起不来|站不|躺着|不(?:知道|清楚|确定|好说|行|省|醒)|说不(?:准|清)|没看|昏|120|救护/;
