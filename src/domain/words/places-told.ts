// How people tell where something is, in answer or in a word of its own, and what else they say while we wait for it.

const SPOTS = [
  '[东南西北前后正大侧边院店校]门口?|门[口前外边]?',
  '[东南西北](?:口|侧|边|面|头|区|院|站|广场)',
  '[路街巷村道桥井洞地铁出入门隘岔闸\\dA-Za-z]口',
  '(?<![走赶半一上马线网思套])路|街道?|巷子?|弄堂?|胡同|大道|[人车行盲坡便匝]道|辅路|环线',
  '桥[上下头洞]?|(?<!高)楼[上下里]?|栋|幢|单元|[\\d一二三四五六七八九十A-Za-z](?:座|层|室|号|区|院|门|线|期|栋|楼|库|棚|馆|站)',
  '停?车场|服务区|高速口|楼顶|顶楼|(?:集散|接驳|取餐|集合)点|亭|(?:栋|幢|楼|单元|座|\\d-)\\d{1,4}室?|车?棚|仓库?|库房|车库|地库|车站|驿站|站点?|站台|[网站充换自投集热菜][点电取递合].{0,2}点|网点|[商饭酒旅书药菜分门]店|店[里外]?|[广市商工停操菜货农机卖][场贸]|场地|工厂|厂区?|医院|[大小中]?学校?|校区|大学|园区?|公园|小区|社区|片区|城区|苑|[凉岗书报]亭',
  '(?<!银)河|江|湖(?!涂)|海边|[江河湖海]?畔|[江河湖海]滨|岸|滩|码头|河?堤|[山斜陡缓]坡|坡上|大坝|隧道|涵洞|高架|大厦|大楼|中心|银行|超市|公寓|宿舍|食堂|餐厅|厕所|卫生间|电梯间?|货梯|楼梯间?|楼道|过道|走廊|通道|大[厅堂]|前台|天台|阳台|天桥|地下室?|充电[柜桩区]|快递柜|换电柜|摊位?|之家|港湾|工地|红绿灯|斑马线|[拐转]角|角落|拐弯|家园|花园|酒店|宾馆|派出所|居委会|物业|保安室|丰巢|菜鸟|球场|机场|渡口|路段|匝道|院子|[\\p{Script=Han}]{2}(?:村|镇|乡|屯|庄|坊|岛|山|塔|寺|庙|府|城|湾|里|馆|局|厂|校|院)',
].join('|');
const SIDES =
  '(?:的|那个?|这个?)?(?:里面?|里头|外面?|外头|旁边?|边上?|上面?|下面?|底下|前面?|后面?|对面|对过|附近|周围|中间|跟前|门前|门口|入口|出口|[东南西北](?:侧|边|面|头)|那(?:里|儿|边|块)?|这(?:里|儿|边|块)|一带|左右|[左右](?:边|侧|手边)|往[东南西北上下里外前后][^,，。]{0,8})';
const endsAtSpot = new RegExp(`(?:${SPOTS})(?:${SIDES}){0,3}$`, 'u');
const endsBeside = /^[^,，。]{2,16}(?:旁边?|边上|门口|路口|后面|前面|对面|外面|下面|附近|中间|拐角)$/;

/** On the way, at home, or time: no place, whatever it ends in. */
const NOWHERE =
  /(?:(?<!马|公)路上|[家心手嘴梦夜]里|[出上开关进]门|到[店站]|半路|一路|赶路|走路|问路|修路|让路|线路|公里|[早晚快慢一有差几两]点|专门|部门|热门)$|^[这那](?:里|儿|边|块)$|^里面$|[上这那几]次|^[一二三四五六七八九十两几\d]+[个辆人台件盏位次米]$|老地方|^地方$|^(?:等|晚|改天|回头|先|忙|送|取|吃|不|没|你|谁|怎|为|别|又|再|昨|今|明|刚才|马上|[后前大]天|[上下中]午|早上|周[一二三四五六日末]|星期|礼拜|我(?:要|先|还|正|刚|得|去|来)|快到|还在|有人)/;
/** Something happens there: then it is told, not where. */
const TELLS =
  /(?:坏|断|裂|破|漏|冒|烧|着火|堵|占|塌|翻|撞|倒|淹|松|晃|没)(?:了|着|的|住|光)?|一(?:直|下)|有(?:人|个|一)|怎么|啥|什么|哪|吗/;
/** Said while one waits, or of oneself. */
const TALK =
  /[了呢吧啊吗嘛呀哈哦哎]$|[不没]|知道|自己|[吃喝送等忙走猜说想看怎为啥谁你他她它冷热累困饿谢好行中嗯哦晚打报查叫喊救来快急赶火烟烧冒漏坏灯井盖车电人伤血疼痛真太今明昨现刚早算可要会能对是有我俺咱这那哪去回到拿给让被把再又都还就别请帮]|什么|会儿|改天|马上|收到|线|插|罐|瓶/;
const FILLERS =
  /^(?:地点|位置|地址|谢谢|麻烦|小蜂|唔|哎|诶|我们?|俺们?|咱们?|就|也|都|是|系|喺|响|在|于|搁|应该|好像|大概|可能|那个|嗯+|呃+|哦+|啊|对|好|靠近|喏|人(?=[在搁喺])|[:：])+(?=\S)/;
const AFTER = /(?:那个|这个|那件|这件|的?地方|吧|呢|啊|呀|哦|哈|了|嘛|哩|嘞|谢谢|快来|赶紧|快点|麻烦|[\s~～.。!！])+$/;
const SAYS_AT = /^(?:就|我们?|人|应该|好像|可能|是)?(?:在|搁|喺)/;

/** Behind the name of a quarter, where people leave it out. */
export const areaSuffix = /(?:社区|街道|小区|片区|商圈)$/;

/** What is wished for stands before where. */
export const wishedBefore = /^(?:希望|建议|反映|举报|麻烦|请|能不能|可不可以|帮忙?|求|想)+(?=[^\s])/;
/** The first half of a thing's name, cut off from it: the lamp of a road. */
export const cutThing = /[路街桥](?=[灯面况])/;

/** What a place belongs to stands before it, what belongs to it behind it. */
export const around = {
  before: /(?:^|[\s,，。.;；:：!！?？在到])([\p{Script=Han}\dA-Za-z]{2,8})(?:的|那个|那边的?|这边的?)$/u,
  there: ['在', '到'],
  beside: /[边里外上下头侧旁对近口]$/,
  own: /[我你他她它这那谁家]|[了着过有是说被把]/,
  link: /^(?:的|那个|那间)/,
};

const LONGEST = 40;
const LONGEST_UNKNOWN = 8;
const SEGMENTS_MOST = 6;

export type PlaceTold =
  /** `isAll`: nothing else is said. */
  | { kind: 'place'; place: string; isAll: boolean }
  /** Perhaps the name of one; nobody here knows it. */
  | { kind: 'unknown'; place: string }
  | { kind: 'none' };

/**
 * Where something is, in words said for that alone.
 * @param names what places are called here: stations, areas
 */
export function placeTold(words: string, names: readonly string[]): PlaceTold {
  if ([...words].length > LONGEST || /[?？]/.test(words)) return { kind: 'none' };
  const segments = words
    .split(/[\s,，。.;；!！~～]+/)
    .filter((part) => part !== '')
    .slice(0, SEGMENTS_MOST);
  const found = segments.map((part) => ({ part, place: bare(part) })).filter(({ place }) => isPlace(place, names));
  if (found.length > 0) {
    const isAll = segments.every((part) => found.some((one) => one.part === part) || bareOfFillers(part));
    return { kind: 'place', place: found.map(({ place }) => place).join('，'), isAll };
  }
  const [only, more] = segments;
  if (only === undefined || more !== undefined) return { kind: 'none' };
  const place = bare(only);
  const { length } = [...place];
  const isName = length >= 2 && length <= LONGEST_UNKNOWN && /^\p{Script=Han}+$/u.test(place) && !NOWHERE.test(place);
  if (!isName || TALK.test(place) || /[了呢吧啊吗嘛呀哈]$/.test(only)) return { kind: 'none' };
  return SAYS_AT.test(only) ? { kind: 'place', place, isAll: true } : { kind: 'unknown', place };
}

const bareOfFillers = (part: string): boolean => `${part}.`.replace(FILLERS, '') === '.' || part.replace(AFTER, '') === '';

function bare(part: string): string {
  const place = part.replace(FILLERS, '');
  return place.replace(AFTER, '') || place;
}

/** Nothing but a place, by its look or by its name. */
function isPlace(place: string, names: readonly string[]): boolean {
  if (place.length < 2 || NOWHERE.test(place) || TELLS.test(place)) return false;
  if (names.some((name) => place.includes(name) && place.length - name.length <= LONGEST_UNKNOWN)) return true;
  return endsAtSpot.test(place) || endsBeside.test(place);
}

/** No answer will come now. */
export const heardLater =
  /^(?:我|俺|先|那|嗯|哦|[\s,，])*(?:等(?:会|下|一?会儿|一下)儿?|忙(?:着|死)?|晚点|回头|改天|待会儿?|一会儿|不想|懒得|没空|没时间|以后)(?:再)?(?:说|讲|告诉你|发|看|补)?[呢吧了啊呀哈\s,，。.!！~～]*$/;
