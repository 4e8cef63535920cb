// How people name stations and what they want there. Matched against normalised words.
import type { Facility } from '../../core/station.ts';

/** What a station is called besides its own name: tells none from another. */
export const stationKinds =
  /(?:户外劳动者|环卫工人|快递员|外卖员|快递|外卖|骑手|小哥|司机|职工|工会|党员|先锋|红色|爱心|暖心|暖蜂|便民|温馨|城市)*(?:党群服务中心|党群驿站|服务中心|服务站点|服务站|服务点|驿站|驿家|港湾|之家|爱心屋|歇脚点|歇脚屋|休息站|休息点|茶水站|加油站点)/g;

/** Behind a name: what sort of place it is. Two of different sorts are two places. */
export const placeEndings =
  /大道|大街|老街|路口|[东西南北][一二三四]?路|[一二三四五六七八九]路|路|街道|街|巷|弄|里弄|胡同|广场|购物中心|商场|商城|大厦|大楼|写字楼|小区|社区|花园|家园|雅苑|新村|公馆|华府|名邸|豪庭|水岸|公园|菜场|批发市场|市场|人民医院|医院|卫生院|小学|中学|大学|学院|学校|地铁站|地铁口|汽车站|火车站|高铁站|公交站|产业园|物流园|工业园|园区|体育中心|体育馆|文化宫|图书馆|银行|支行|酒店|宾馆|村委会|居委会|办事处/g;

/** Where at a place: of little weight, and never what it is called. */
export const placeSides =
  /(?:[东南西北前后正侧大左右](?:大门|门|边|侧|面|头|楼|口|角|出口|入口)|[a-z\d一二三四五六七八九十]+(?:出口|入口|口|门|库|座|区|排|通道)|斜?对面|旁边?|门口|门外|外头|外面|里头|停车场|候车厅|大厅|门厅|门岗|门卫|岗亭|地下[一二三四]层|[一二三四五六七八九十\d]+[楼层]|[a-z一二三四五六七八九十\d]+[号栋幢座](?:楼|库|门|线)?|商铺|内)+/g;

export const districtOf =
  /^(?:[\p{Script=Han}]{2,3}省)?(?:[\p{Script=Han}]{2,3}市)?([\p{Script=Han}]{1,4}?(?:区|县|新城|新区|开发区))?(.*)$/u;
export const roadOf =
  /^([\p{Script=Han}\p{L}]{1,9}?(?:大道|大街|[东西南北]路|[一二三四五六七八九十]路|路|街|巷|弄|胡同)[东西南北内外]*(?:大街|路|街)?)(?:与([\p{Script=Han}]{1,8}(?:路|街|大道))交叉口)?(\d+[号弄])?(.*)$/u;

/** Different words for one thing, in this order; both the table and what is said are put through it. */
export const sameWords: readonly (readonly [RegExp, string])[] = [
  [/農貿市場|菜市場/g, '菜场'],
  [/农贸(?:批发)?(?:市场|菜场)|菜市场|农贸/g, '菜场'],
  [/第一人民医院|一医院|一院/g, '一人民医院'],
  [/第二人民医院|二医院|二院/g, '二人民医院'],
  [/附属(小学|中学)/g, '附$1'],
  [/附小学?/g, '附小学'],
  [/附中学?/g, '附中学'],
  [/中国?工商银行|工行/g, '工商银行'],
  [/中国?农业银行|农行/g, '农业银行'],
  [/中国建设银行|建行/g, '建设银行'],
  [/中行/g, '中国银行'],
  [/交行/g, '交通银行'],
  [/招行/g, '招商银行'],
  [/邮储(?:银行)?|邮政储蓄(?:银行)?/g, '邮政储蓄银行'],
  [/邮电/g, '邮政'],
  [/麦当劳|麦记|m记/g, '金拱门'],
  [/政务(?:服务)?(?:中心|大厅)|办事大厅|行政中心/g, '政务中心'],
  [/对过/g, '对面'],
  [/地底下|地下头|地下室|负一[楼层]|b一层?(?![\da-z])/g, '地下一层'],
  [/([东西南北])(?:边|头|面|侧)/g, '$1侧'],
  [/(\d+|[一二三四五六七八九十]+)[栋幢](?!楼)/g, '$1号楼'],
  [/码头/g, '码头'],
  [/茅房|公厕|卫生间|洗手间/g, '厕所'],
  [/学生宿舍/g, '学生公寓'],
];

/** Wanted by these words; the first that is heard. */
export const facilityWords: readonly (readonly [Exclude<Facility, 'other'>, RegExp])[] = [
  ['battery_swap', /换电|换个?电池|换块|换个?电瓶/],
  ['microwave', /微波炉|(?:热|叮)(?:个|下|一下|口|点|一哈)?饭|[热叮](?:个|一)?下?(?:饭|菜|盒饭)|加热/],
  [
    'charging',
    /充(?:个|下|一下|会儿?|哈|点|上)?电|充手机|手机[快要都]?没电|充电瓶|叉电|能充|快没电|(?:电瓶车?|电动车|车子?|路上|半路上?|一半)[快要都]{0,2}没电|插座/,
  ],
  ['toilet', /厕所|公厕|卫生间|洗手间|茅房|茅厕|解个?手|方便一下|屙|拉屎|撒尿|尿急|憋不住/],
  ['medicine', /(?<!医|农|火|弹|制)药(?![园港业企厂材店房])|创可贴|创口贴|纱布|碘伏|绷带|急救包/],
  ['reading', /看(?:个|点|会儿?)?书|读书|阅读|图书角|书看|有书/],
  ['air_con', /空调|凉快|纳凉|避暑|吹(?:个|会儿?)?风|冷气|暖和|取暖/],
  [
    'water',
    /水喝|热水|开水|凉水|喝(?:口|点|个|啖|一口)?水|接(?:点|口|个|杯|一杯)?热?水|打水|饮水|水饮|灌水|有水|茶水|口渴|渴死|好渴/,
  ],
  ['rest', /歇|休息|睡(?:一?觉|个觉|一?会)|坐(?:会|一会|下|坐|一哈|得)|能坐|边度坐|躺|躲雨|避雨|躲躲|眯|猫一?会|瘫/],
];

/** Asked beside the place, and no part of its name. Longest first. */
export const fillers =
  /麻烦您?|请问|问一?下|想问|师傅|您好|你好|小蜂|谢谢|急急急|我想|我要|想要|听说|不知道|是不是|有没有|有没得|有莫得|有冇得|有冇|有得没|莫得|没得|阿有|有么有|哪里有|哪儿有|哪有|哪里能|哪儿能|哪能|哪里可以|哪里|哪儿|哪个|哪家|哪点儿|哪点|哪块|哪搭|哪达|哪嘎达|哪嘎|搁哪|边度|喺边度|喺边|在哪条路|在哪|怎么走|咋走|附近|旁边|边上|周边|周围|一带|这边|那边|这儿|那儿|这里|那里|这块|那块|那旮沓|那疙瘩|那旮|这旮沓|那片儿?|那头|这头|那哈儿|那个|这个|那家|这家|离我最近|离我近|最近的|最近|能不能|可不可以|可以|要得不|巴适不|现在|这会儿|今天|明天|晚上|夜里头|夜里|半夜|中午|早上|周末|平时|还开着|开着|开门|关门|开不开|上不上班|上班|下班|营业|开放时间|几点钟|几点|什么时候|啥时候|多少|电话|地址|位置|定位|具体|开放|时间|是否|提供|能|吗|呢|吧|嘛|噻|不啊|没啊|我在|我到|热饭|微波炉|充电|厕所|热水|开水|喝水|接水|水喝|空调|休息|歇脚|歇歇|歇一?会儿?|坐一坐|坐会儿?|坐坐|换电池|换电柜|换电|创可贴|药箱|看书|凉快|的地方|地方|地儿|驿站|服务站|小哥之家|快递员|骑手|小哥|电动车|手机|车子|能用|给我|发我|推荐/g;

/** Points of the compass, numbers, sides: where they differ, so does the place. */
export const tellsApart = /^(?:[东南西北上下前后左右中高新老旧大小一二三四五六七八九十甲乙丙丁]|\d+|[a-z])$/;

/** A number or a point of the compass in front of these belongs to the name (`三路`, `四期`, `第三医院`). */
export const namedApart = /^(?:路|街|巷|弄|里|期|村|院|大道|人民|中学?|小学?|医院|环|桥|站)/;

/** In front of a place that was read, and no part of it. */
export const beforeArea = /^(?:离|距离|顺路|顺便|顺道|路过|经过|靠近|挨着|我?(?:要|想)?去|往|从)+(?=\p{Script=Han}{2})/u;

/** What an area is, behind what it is called by. */
export const areaKinds = /社区|街道|小区|片区|一带|新村|村|镇|乡/;
/** Signs that say nothing behind a place. */
export const ownPlace = /[\s,，。.!！~?？]+$/;

/** Nothing of a place in it. */
export const emptyArea =
  /^(?:这|那|我|咱|们|家|里|边|块|儿|片|附近|旁边|周围|门口|楼下|公司|站点|站|店|单位|街道|社区|小区|驿站|服务站|歇脚点|路上|路边|外面|哪|\s)*$/;

/** They may be found closed whatever the hours say. */
export const closedForNow = /(?:暂停|停止|停)(?:开放|营业|使用|服务)|装修|维修中|闭馆|搬迁|搬走|撤了|已关|不再开放|停用/;
export const isChinese = /^\p{Script=Han}$/u;

/** Numbers up to ten as people say them, and how larger ones are spoken. */
export const smallNumbers = [...'零一二三四五六七八九十'];
export const spokenNumber = /[一二三四五六七八九]?[百十][零一二三四五六七八九十百]*/g;
export const spokenHundred = '百';
export const spokenTen = '十';
