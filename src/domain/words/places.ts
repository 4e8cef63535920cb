// How people name one and the same place. A branch's places are named by those who pass them every day: short, and never twice alike.

/** Numbers as they are said, down to a common writing. `十字` is a shape, not a ten. */
export const placeNumbers = {
  said: /(?!十字)[零〇一二两三四五六七八九十百]+/g,
  digits: { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 } as Readonly<
    Record<string, number>
  >,
  ten: '十',
  hundred: '百',
};

/** Words that say no more than that it is there; off wherever they stand, or only in front or behind. */
export const emptyPlaceWords = {
  anywhere: /那个|这个|那边|这边|那儿|这儿|那里|这里|那块|这块|附近|旁边|周围|周边|边上|跟前|一带|左右|靠近|的/g,
  front: /^(?:我们|咱们|你们|他们|咱|就|是|在|位于|到|从|哦|嗯|呃|啊)+(?=.{2})/,
  behind: /(?<=.{2})(?:里面|里头|里|内|上面|上头|上|处|吧|呢|啊|呀|哦|了)+$/,
};

/** One word for each thing, applied in this order. */
export const placeSynonyms: readonly (readonly [RegExp, string])[] = [
  [/(?:号|#)楼|[栋幢座](?:楼|号)?|号院楼/g, '栋'],
  [/([东西南北])(?:侧|边|面|头|端|方向|向)(?!商|馆)/g, '$1'],
  [/(?:大门|正门|门)(?:口|前|外边|外头|边)?/g, '门'],
  [/(?:十字|丁字|三岔|三叉)路口|交叉路?口|岔路口|岔口/g, '路口'],
  [/充电(?:车棚|棚|桩|柜|区|点|口|座|处|位|那排|排)|(?:电动车|电瓶车|单车|自行车|停车|车)棚/g, '棚'],
  [/(?:小哥|骑手|快递员?|司机|暖心|爱心)驿站|服务驿站/g, '驿站'],
  [/(?:消防|安全|疏散|逃生|应急)通道/g, '通道'],
  [/过道|走道|走廊|楼道/g, '楼道'],
  [/地下(?:车库|停车场|停车库)|地下室|负1[楼层]|b1[楼层]?/g, '地库'],
  [/停车(?:场|位|区|点|处)/g, '停车'],
  [/分拣(?:中心|场|区)|分拨(?:中心|场)|转运(?:中心|场)/g, '分拣'],
  [/卫生间|洗手间|公厕/g, '厕所'],
  [/电梯(?:间|口|门|厅)|货梯|客梯/g, '电梯'],
  [/楼梯(?:间|口)|步梯/g, '楼梯'],
  [/楼?(?:楼下|楼底下|楼底|底下|下面|下边|下头)$/g, '下'],
  [/(\d)(?:楼|层楼?)/g, '$1层'],
];

/** Two that never are one: who stands at one of them does not stand at the other. */
export const oppositePlaces: readonly (readonly [RegExp, RegExp])[] = [
  [/上/, /下/],
  [/左/, /右/],
  [/前/, /后/],
  [/内|里/, /外/],
  [/入口|进口/, /出口/],
];

export const compassPoints = /[东西南北]/g;

/** Found at every other corner: alone they do not name a place. A number or a point of the compass in front makes them one. */
export const commonPlaces =
  /(?<![东西南北\d])(?:路口|驿站|通道|楼道|地库|停车|分拣|厕所|电梯|楼梯|小区|社区|广场|大厅|超市|商场|饭店|食堂|仓库|站点|网点|店|门|棚|栋|层|单元|楼|站|路|街|桥|下|旁|边|对面|后面|前面)/g;
