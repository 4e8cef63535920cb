// Things people look for nearby that no column of the table is for: stations may have them in their notes. Matched against normalised words.
import type { OtherThing } from '../../core/phrases-stations.ts';

/** After a thing that is asked for, not a place somebody names his whereabouts by. */
const ASKED_END = '(?=$|[吗么没不呢啊呀伐的]|[\\s,，。?？!！]|在哪|怎么|咋)';
const noun = (names: string) =>
  `(?:有(?:没有|没得|得|啥|个)?|找个?|借[个把]?|哪(?:里|儿|家)?的?|最近的|附近的?)[^,，。\\s]{0,4}?(?:${names})${ASKED_END}`;
const NOT = '(?<!不能|不可|没有|禁止|不让|不准|[不没无勿])';
/** `places`: people say where they are by them. */
const other = (asked: { verbs: string; nouns?: string; places?: string }, noted: string) => ({
  done: new RegExp(asked.nouns === undefined ? asked.verbs : `${asked.verbs}|${noun(asked.nouns)}`),
  found: asked.places === undefined ? null : new RegExp(noun(asked.places)),
  there:
    asked.places === undefined
      ? null
      : new RegExp(`(?:的|那边|附近|边上|旁边)(?:${asked.places})(?:在哪|怎么走|咋走|有没有|[\\s?？]*$)`),
  noted: new RegExp(`${NOT}(?:${noted})`, 'i'),
});

/** `done` of what somebody wants of a station, `found` of a place he looks for, `there` of one at a place that is named, `noted` of what stands in a station's notes. The first that is heard. */
export const otherThingWords: Readonly<
  Record<OtherThing, { done: RegExp; found: RegExp | null; there: RegExp | null; noted: RegExp }>
> = {
  fuel: other({ verbs: '加(?:个|点|箱|次)?油(?!站)|加(?:个|点)?气(?!站)', places: '加油站|加气站' }, '加油'),
  pharmacy: other({ verbs: '买(?:点|个)?药', places: '药店|药房|卖药的' }, '药店|药房'),
  hospital: other({ verbs: '看(?:个)?病|挂号', places: '医院|诊所|卫生院|卫生所|急诊' }, '医院|急诊|诊所'),
  pump: other({ verbs: '打(?:个|点|下)?气|充(?:个|点)?气', nouns: '气筒|打气筒|打气的' }, '打气|气筒|充气'),
  repair: other(
    {
      verbs: '修(?:个|下|一下)?(?:车|电动车|电瓶车|轮胎|胎)|补(?:个|下)?(?:轮)?胎|换(?:个)?(?:轮|内)?胎',
      nouns: '修车的?铺?|修理铺|补胎的|维修点',
    },
    '修车|修理|补胎|维修工具|工具',
  ),
  car_wash: other({ verbs: '洗(?:个|下|一下)?车', places: '洗车店|洗车的' }, '洗车'),
  shower: other(
    { verbs: '洗(?:个|一?下)?(?:热水)?澡|冲(?:个|一?下)?凉|淋浴|冲(?:个)?澡', nouns: '澡堂子?|浴室|浴池' },
    '淋浴|洗澡|冲凉|浴室',
  ),
  laundry: other({ verbs: '洗(?:个|件|一?下)?衣服?', nouns: '洗衣店|洗衣机' }, '洗衣'),
  stay: other(
    { verbs: '过(?:个)?夜|住(?:一)?(?:宿|晚|店)|睡(?:一)?(?:晚|夜)', places: '宾馆|旅馆|旅店|酒店|招待所' },
    '过夜|住宿|床位',
  ),
  parking: other(
    { verbs: '停(?:个|一?下)?(?:电动|电瓶|摩托)?车', places: '停车位?场?|车位|车棚' },
    '停(?:电动|电瓶)?车|车位|车棚',
  ),
  meal: other(
    {
      verbs: '吃(?:个|口|点|碗|顿)?(?:饭|早饭|午饭|晚饭|早餐|早点|夜宵|面|东西|热乎的?)',
      places: '饭店|饭馆|饭堂|食堂|面馆|快餐店?|早餐店?|小吃店?|盒饭|夜宵',
    },
    '食堂|餐|供饭|盒饭',
  ),
  shop: other(
    { verbs: '买(?:个|点|瓶|包|盒)?(?:水|烟|东西|菜|饮料|吃的|充电线|雨衣)', places: '超市|便利店|小卖部|小店|商店|卖.{1,3}的' },
    '超市|便利店|小卖部|售货',
  ),
  cash: other(
    {
      verbs: '取(?:个|点)?(?:钱|款|现金)|存(?:个|点)?钱|换(?:点)?零钱',
      nouns: 'atm|取款机|提款机',
      places: '银行|储蓄所|信用社',
    },
    'atm|取款',
  ),
  print: other({ verbs: '打印|复印|打个单子', places: '打印店|打印机|复印店' }, '打印|复印'),
  wifi: other({ verbs: 'wi-?fi|上(?:个)?网|蹭(?:个)?网|连(?:个)?网', nouns: 'wi-?fi|无线网?|网络|网' }, 'wi-?fi|无线'),
  umbrella: other({ verbs: '借(?:个|把|件)?(?:雨)?(?:伞|衣)', nouns: '雨?伞|雨衣|雨披|雨具' }, '伞|雨衣|雨披|雨具'),
  fridge: other({ verbs: '冰(?:个|一?下)(?:水|饮料)', nouns: '冰箱|冰柜' }, '冰箱|冰柜'),
  child: other({ verbs: '带(?:个)?(?:孩子|娃)|托管|看(?:个)?(?:孩子|娃)', nouns: '托儿所|托管班' }, '儿童|孩子|托管'),
  nursing: other({ verbs: '喂(?:个)?奶', nouns: '母婴室|哺乳室' }, '母婴|哺乳'),
  sanitary: other({ verbs: '换(?:个|片)?卫生巾', nouns: '卫生巾|姨妈巾' }, '卫生巾'),
  smoke: other({ verbs: '抽(?:根|支|个|口)?烟', nouns: '吸烟室|吸烟区' }, '吸烟|抽烟'),
  haircut: other({ verbs: '[理剪](?:个|一?下)?头?发|剃(?:个)?头', places: '理发店?|理发的' }, '理发|剪发'),
};

/** Two things at one place. */
export const togetherSaid =
  /又[能有可]|[还也]能|也有|同时|既|带[^,，。]{1,6}的|(?:能|可以|有)[^能有,，。]{1,6}[\s,，、]*(?:和|跟|并且|而且|还|又|也)?(?:能|可以|有)(?!没)|(?<=[水电饭澡所脚息池书])[和跟、](?=[喝热充洗上换歇厕打看休])/;
