// Provinces and cities as people call them, and how a place is told from a street, a shop or half a word that sounds like it.

/** Cities of each province; behind `/` the counties below a city that people name without it. The municipalities are their own city. */
export const CITIES: Readonly<Record<string, string>> = {
  北京: '',
  天津: '',
  上海: '',
  重庆: '',
  香港: '',
  澳门: '',
  台湾: '台北 高雄 台中',
  河北: '石家庄 唐山 秦皇岛 邯郸 邢台 保定/白沟 张家口 承德 沧州 廊坊/三河/燕郊 衡水 雄安',
  山西: '太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁',
  内蒙古: '呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔/满洲里 巴彦淖尔 乌兰察布 兴安盟 锡林郭勒 阿拉善',
  辽宁: '沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛',
  吉林: '长春 四平 辽源 通化 白山 松原 白城 延边/延吉',
  黑龙江: '哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭',
  江苏: '南京 无锡/江阴/宜兴 徐州 常州/溧阳 苏州/昆山/常熟/张家港/太仓 南通/启东/如皋 连云港 淮安 盐城 扬州 镇江/丹阳 泰州/靖江 宿迁',
  浙江: '杭州/余杭/桐庐/临安/富阳 宁波/慈溪/余姚 温州/乐清/瑞安 嘉兴/海宁/桐乡 湖州/安吉 绍兴/诸暨 金华/义乌/永康/东阳 衢州 舟山 台州/温岭 丽水',
  安徽: '合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城',
  福建: '福州/福清 厦门 莆田 三明 泉州/晋江/石狮/南安 漳州 南平 龙岩 宁德',
  江西: '南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶',
  山东: '济南 青岛/胶州 淄博 枣庄 东营 烟台 潍坊/寿光 济宁/嘉祥/曲阜 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽',
  河南: '郑州/巩义 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源',
  湖北: '武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施/鹤峰 仙桃 潜江 天门 神农架',
  湖南: '长沙/浏阳 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西',
  广东: '广州 韶关 深圳 珠海 汕头 佛山/顺德 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳/普宁 云浮',
  广西: '南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左',
  海南: '海口 三亚 三沙 儋州 琼海 文昌 万宁',
  四川: '成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山/西昌',
  贵州: '贵阳 六盘水 遵义/仁怀 安顺 毕节 铜仁 黔西南 黔东南/凯里 黔南/都匀',
  云南: '昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆',
  西藏: '拉萨 日喀则 昌都 林芝 山南 那曲 阿里',
  陕西: '西安 铜川 宝鸡/千阳/扶风 咸阳 渭南 延安 汉中 榆林 安康 商洛',
  甘肃: '兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南',
  青海: '西宁 海东 海北 黄南 果洛 玉树 海西',
  宁夏: '银川 石嘴山 吴忠 固原 中卫',
  新疆: '乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞/库尔勒 阿克苏 克孜勒苏 喀什 和田 伊犁/伊宁 塔城 阿勒泰/哈巴河 石河子 五家渠',
};

/** Other names of a place above. */
export const ALSO_CALLED: Readonly<Record<string, string>> = {
  内蒙: '内蒙古',
  魔都: '上海',
  帝都: '北京',
  鹏城: '深圳',
  羊城: '广州',
  呼市: '呼和浩特',
  乌市: '乌鲁木齐',
  巴州: '巴音郭楞',
  博州: '博尔塔拉',
};

/** Half of other words as often as a city (周六安排, 投保定点, 今天水淹, 三明治): a city only where something says so. */
export const AMBIGUOUS: ReadonlySet<string> = new Set(
  '保定 大同 长治 朝阳 四平 通化 白山 白城 大庆 南通 启东 瑞安 永康 安吉 安庆 黄山 六安 三明 南平 新余 东营 日照 新乡 天门 仙桃 中山 北海 来宾 河源 东阳 富阳 海宁 文昌 万宁 巴中 广安 安顺 大理 普洱 红河 文山 山南 阿里 安康 白银 天水 平凉 定西 海东 海北 海西 玉树 中卫 固原 和田 南安 石狮 丹阳 宜兴 三河 太仓 兴安盟 台中'.split(
    ' ',
  ),
);
/** Before an ambiguous name: somebody is there. */
export const THERE_BEFORE = /(?:在|我们|咱们|咱|俺们|俺|人在)$/;
/** Behind an ambiguous name. */
export const THERE_BEHIND =
  /^(?:[市州县]|地区|这边|那边|这里|那里|这儿|那儿|当地|本地|交警|人社|社保|医保|公积金|工会|骑手|的|$)/;

/** Other words that hold a name: 大厦门口, 完成都算, 钱包头盔. */
export const OTHER_WORDS =
  /[大广商]厦门|厦门口(?!岸)|[完达形组造变]成都|西安[全装排检置]|(?<=[南北])京东(?=[仓站快物小秒到外员的送配家商]|$)|包头盔|[运经]营口|长春节|大连[续锁接]|[打拆]开封|开封[条箱口]|哈密瓜|青岛啤酒/g;

/** Behind a name: a street, a dish, a shop, people from there. */
export const NOT_THERE =
  /^(?:[东西南北中]?[一二三四五六]?(?:路|街(?!道)|大道|大街|巷|胡同|桥|高架)|拉面|牛肉面|烤鸭|小面|火锅|炒饭|米线|米粉|热干面|凉皮|小吃|菜|话|户口|户籍|人(?!社|民|力|才|事|大|口|防|行))/;
/** Before a name: where somebody comes from, not where it is asked about. */
export const HOME_BEFORE = /(?:老家|户口|户籍|籍贯|来自|原籍)(?:是|在|于)?$/;

/** Endings of a place's name that people leave out. */
export const ENDINGS = /(?:壮族|回族|维吾尔)?自治[区州县]|特别行政区|地区|[省市]/g;
/** What is left of an ending where the name before it is known: 余杭`区`. */
export const LEVEL = /^[区县旗盟州]/;
/** Behind a city's name: it is a district of another city that is called the same. */
export const DISTRICT = /^区/;
/** Somebody was there, and is there no more. */
export const LEFT_BEFORE = /(?:从|不在|离开|离了|以前在|之前在|原来在|早先在)$/;
/** Somebody has come there. */
export const ARRIVED_BEFORE = /(?:(?<!不)在|来|到|来到|去了|搬到|调到)$/;
