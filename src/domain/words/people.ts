// What people's names are made of, and what only looks like one, for people who are in no roster. Heard, never said.
// Kept by hand from what is common knowledge; strings of single characters are sets.

const listed = (words: string): readonly string[] => words.split(' ');

/** Family names that begin few ordinary words. */
export const clearSurnames =
  '王李张刘陈杨赵吴徐孙胡朱郭罗郑梁谢宋唐许韩邓冯曹彭曾肖萧董潘袁蔡蒋吕苏魏杜丁沈姚卢傅钟姜崔谭廖汪范陆贾韦邹熊孟秦邱侯尹薛闫阎' +
  '黎陶贺郝龚邵赖覃莫孔俞翁葛柯聂岑涂庞靳欧阮鲍佟臧褚娄骆窦耿詹冼栾裴伍瞿蒲荆戚涂凌卞邢霍倪柴鞠祁樊殷迟喻辛闵隋戴顾' +
  '佘仝亓逄郗笪缪仇翟滕晏荀郜蔺郁巫戎荣屈宁邬敖冉甄桑桂胥苑卓匡蓝尤习芮芦麦阚寇鄢邝邸巩闾阙亢郦虞祝毕鲁蒙纪颜符苟丛储奚昝嵇雍姬茹谌茅屠狄庄乜佴麴撒萨昃仉亢邰綦郏鄞宓蓬隗璩咸阮麹郇茆郸禚偰逯衡滑糜訾呙';
/** Family names with which words begin, too; they need more around them. */
export const wordySurnames =
  '文平时路关易古华章左全花成甘尚解应童苗包柏米谷党云舒季商' +
  '计宫皮卜齐元史费连申柳兰支岳武洪向付施池焦明山水司简代巴楚冷原农国景危车单游管阳查麻闻乌席牟盛边池乔曲穆靖浦胜和区权展强敬宗邰满鱼鹿' +
  '粟乐艾梅盖吉惠索房揭植束居容廉卫燕薄井勾诸朴伊谈杭鲜尉宣伏贡帅沙封劳冀禹相';
/** Between the two. */
export const middlingSurnames = '黄周高林何马方石金任于余叶程夏雷龙段万钱严毛汤常温康安白江田牛项';
export const moreDoubleSurnames = listed(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 司徒 夏侯 端木 南宫 轩辕 呼延 独孤 ' +
    '万俟 闻人 赫连 澹台 公冶 濮阳 淳于 单于 太史 申屠 钟离 鲜于 拓跋 纳兰 完颜 百里 东郭 公羊 叶赫 ' +
    '爱新觉罗 那拉 贺兰 司空 左丘 耶律 范姜 亓官 第五 梁丘 仲孙 公西 巫马 漆雕 壤驷 颛孙',
);
/** In given names far more often than elsewhere. */
export const givenMostly =
  '伟芳娜敏静丽磊洋艳勇杰娟涛霞刚英秀鑫婷玲燕辉斌鹏琴萍莉晶莹雯倩琳璐瑶洁颖琪妮妍蕾薇岚嫣媛婧婕娴娥姗姣妤娇珊珍琼瑾瑜璇璟玥琦琛珂' +
  '珏玮琰瑛浩轩涵梓萱睿炜煜晟峻骏昊旭昕晨曦晓晗晖昱宸翰泽沛淑沁泓淇渊潇瀚博彬彪弘宏佳俊伦侠凯凤勋卓卿哲坤墨奎娅婉宪寅尧岩峰巍彤彦' +
  '彰志忠怡恒惠慧懿捷敬斐旻昌昭晏暄曙朋柯栋桐楠榕欣毅滨澄澜灿炳炯烨焕煊熙玛珉琨祥祯筠绍绮罡翔翠耀聪舒航芊芝芙芬芷芸茂茜茵莎莲菁菊菡' +
  '菲萌蓉蓓蔓蕊裕谊谦贞贤赫轶逸邦钧铎铭锋锐锦雁雄霄霆霏霓霖靖韬韵馨驰骁骥鸿鹃鹤鹭麒麟亮军帅琇瑗璞璨芃茹荷蕙藝钰钊锴铮鉴甜嘉诗雅兰梅' +
  '霜淳楷羡誉曼虹珠佩娣彩桃翊奕弈皓灏颢煦炫烁珺珈瑄妙妃婵嫱嫦婳姝娆娉姚沅沐汐洵浔淼湘溢滢漪濂濠沪沣汝泱泠芮苒苡莘菀萁蒽薏筱笙竺纭绚' +
  '绫缇蕴裳诚谨诠谕谡赟跃辰迪遥遵郁郡钦铄锟镕闻陆隽霁靓颐飒骅鲲鸣鹰黛勤恺恬悦憬愉惟惇桦樱槿柠楚权梵棣椿朔晔晁旸曜昀暻梁峥嵘崧嵩岱岐' +
  '屹崇崴巧帆廷弢彬彭徽恩惜慈懋戈扬拓揽敦旋昂晴朗杉柔柳栩梧棠榆毓沂泉渝湛濡焱琬瑀瑛瓒甫甯睦瞻磐祎祺禧禹稷穆竣筝篁绪綦';
/** At home in given names and in words alike. */
export const givenAlso =
  '凡均爽参冲恭操国建明文海平红春华永成玉金林龙超飞强东生学光荣庆德福贵宝新兴家立子小大天云风雨月星冰青水山川江河波清源润涌洪洲流' +
  '正义仁礼智信孝良善美爱心意如思念想梦希望可乐欢喜笑安康健寿长久远达通顺利胜功业才财富有余丰盛旺发万千百双全团圆满和' +
  '中南西北阳秋夏冬晚朝夕年映照灵香花草木树森松柏竹枝叶果景世代祖宗先少老民人英武威虎豹牛凤鸾' +
  '石岩银铁钢守继传道理言语音乐歌书画墨章典史士师儒卫军安邦治政法' +
  '虹露雪震宇启开展放扬奔征越飘升腾羽素真纯白丹紫蓝绿黄玄一来友君臣侯仲叔季之亦若同相自从在存本初始元原向齐尚容宽厚重实励奋力' +
  '尔斯特妹姐弟兄男怀情缘会芽葵茶桑米田园亭溪禾壮七八二三四五六九冠杨桂多寒乔合奇宜宣寻居岭帝庭延必愿振政既易显普暖最期加助吉' +
  '温港湖湾满漫然牧犇理瑞用益盈知示禄科程精红经维航艺苑融行西训评词贝赐运进逸邓重铃首骄鱼鸟鹿黎黑' +
  '斗根池泰济汉土州宾寅伍任保修俐健吾昆效浪浮炳甲申盘秦秩稳策绪耕胤能致良芹虞衍观让赞迁逊道钟闯集静鸥勉劲勤劳化升卉叔召含和喆圣坚垚垒堂增声备复奉妞守官寒展屏巨干幸广廉弟彻律忆志快思恋成战拥攀旗旦晖服桥梨棉楼欧深添游牛犁狮现班琅瑰生疆皓盟眉社祝积章端竞笛简素绵耐联聚肃育舜舟苹茗莺营葆蓬藏蜜融衣誉豆贺赋越达迈逢遂野锁镜阁阔队隐雄非顶颗香驹魁鲁麦宁畅雷兵亚锡剑培秉献城兆柱豪炎纲隆乾标鼎庚定豫基镇龄鑫攸谋添渔拾伯公其儿仙见洛时陵令塔纳诺图克登赛';
/** Stand in no given name. */
export const givenNever =
  '的了在是有不没就也都个这那们把被给让跟到去吗呢吧啊哦呀么什怎为上下里着过要会很太又再还得地对但而因所它其他她你我您谁哪几多少每各另点号' +
  '楼栋室层块次只条辆张件嘛喽哈呗咧嘞唔喺嗰噻哒哟哎唉嗯嘿喂咋啥咱俺侬够挡停修坏漏掉摔撞堵';
export const standIns = listed('张三 李四 王五 赵六 王二 王二麻子 张三丰 李四光 孙二娘 牛二');
/** Brands and shops named like people. */
export const brands = listed(
  '李宁 张亮 杨国福 周黑鸭 周大福 周大生 周六福 王老吉 陈麻花 刘一手 李先生 沈大成 康师傅 马应龙 王守义 ' +
    '张小泉 张一元 吴裕泰 曹操出行 王致和 李锦记 乔丹 方太 白象 金龙鱼 鲁花 马可波罗 江小白 毛豆新车 王小卤 ' +
    '钟薛高 叶罗丽 柳宗元 王者荣耀 范思哲 安德玛 古茗 麦当劳 元祖 华莱士 华为 万达 万科 张家口 张家界 ' +
    '石家庄 李子坝 黄飞红 邵万生 陆稿荐 王兴记 陆羽 徐福记 蒋记 万家乐 ' +
    '邓小平',
);
/** Stand in study texts and in names of things; everybody may read them. */
export const publicNames = listed(
  '习近平 毛泽东 邓小平 周恩来 江泽民 胡锦涛 马克思 恩格斯 列宁 雷锋 焦裕禄 孔繁森 杨善洲 张桂梅 黄文秀 王进喜 ' +
    '钱学森 袁隆平 孙中山 鲁迅 岳飞 孔子 诸葛亮 孙悟空 关羽 穆桂英',
);
/** Parts of names of other peoples; two in a row, or one with a cue, are a name. */
export const foreignParts = listed(
  '阿卜杜 阿不都 阿布都 买买提 麦麦提 买提 木合塔尔 艾合买提 艾买提 吐尔逊 吐尔洪 热合曼 古丽 努尔 阿依 迪丽 娜尔 热巴 帕提 ' +
    '木拉提 艾力 艾尼 阿力木 玉素甫 哈力 萨迪 肉孜 克里木 巴特尔 其其格 格日勒 乌日 娜仁 托娅 苏日 乌云 那顺 宝音 阿拉坦 斯琴 ' +
    '扎西 卓玛 次仁 旺堆 旺姆 平措 多吉 央金 央宗 拉姆 丹增 格桑 洛桑 尼玛 达瓦 巴桑 索朗 贡布 仁青 白玛 德吉 曲珍 罗布 加措 顿珠 才让 措姆 ' +
    '吉克 曲比 吉木 阿苦 阿英 木呷 日木 克古 赛力克 叶尔 别克 米娜 额尔 吾守尔 买合',
);
/** Written for the sounds of other languages. */
export const soundCharacters =
  '阿艾爱安奥巴白班邦保贝本比毕别宾伯勃博布卜查达大丹当道德登迪蒂丁东都杜敦多顿恩尔法凡菲费芬夫弗福盖甘冈高戈格哥根贡古哈海汉荷赫亨华怀霍' +
  '基吉加贾江杰金卡凯坎康科克肯库夸拉莱兰郎朗劳勒雷里力利丽莉连列林琳隆卢鲁伦罗洛马玛迈麦曼梅门蒙孟米明莫姆木穆那纳娜南内尼努诺欧帕潘佩彭皮珀' +
  '平坡普奇齐其恰钱乔切琼热仁日茹瑞若撒萨塞赛森沙莎桑尚舍申圣施史斯丝思苏孙索塔泰坦汤唐特提蒂托图吐瓦万旺威维温翁沃乌吾伍武西希锡夏香肖谢辛休许雅' +
  '亚延扬耶叶伊依易英尤于约泽扎詹哲珍朱卓兹宗措次仁顿才让央金衣木买甫合呷逊拜';
export const englishNames = listed(
  'tom jack jerry mike peter john david kevin jason eric tony andy bob ben leo alex max sam allen alan frank gary henry james joe ' +
    'ken mark martin nick paul richard robert ryan scott steven steve tim vincent william amy anna alice angela cindy daisy ella emily emma ' +
    'eva fiona grace helen iris ivy jane jenny jessica jessie judy julia kate katie kelly kitty lily linda lisa lucy mary may mia nancy ' +
    'nina olivia rose sally sara sarah sophia sophie susan tina vicky vivian wendy winnie yuki zoe lee chris daniel george michael johnson',
);
export const pinyinSurnames = listed(
  'wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang han feng deng cao peng ' +
    'zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu lv ding ren shen yao zhong cui tan fan liao shi jin jia xia fu fang zou ' +
    'xiong bai meng qin qiu hou yin xue yan duan lei long shao tao he mao hao gu gong qian dai mo kong ouyang shangguan',
);
/** Alone they are something else. */
export const halfForeign = listed(
  '尼玛 达瓦 罗布 白玛 德吉 努尔 阿依 乌云 宝音 斯琴 曲比 日木 叶尔 别克 迪丽 米娜 多吉 阿英 克古 阿苦 额尔 买合 热巴 萨迪 次仁',
);
/** Begin like names; places, companies and words that the dictionary lacks. */
export const notNames = listed(
  '许久 金科 华强北 屈臣氏 高峰 古树 古木 王阁 段子 高山 江山 江河 荆州 江汉 安陆 水运 黄陂 墨西哥 穆斯林 严峻 温柔 芦花 时光 卫国 苏北 苏南 国美 伊利 武大 水军 全队 江东 陆军 ' +
    '高一 农行 支行 常言道 诸州 满心 鲜红 朴实 顾家 关东 关外 商朝 万向 万年 万元 万美元 万余 车程 景观 凌晨 云集 高端 单人 单行 支队 车子 石桥 林中 江中 水陆 丛书 应声 敬业 植树 云盘 时任 少爷 代主任 成年人 ' +
    '管理权 黄鳝 黄花 龙泉 余年 石墨 区长 司长 白天 凌乱 申通 安能 安踏 韦德 邵伯 萧山 余姚 孟河 尹山 傅厚岗 黄桥 姚江 常州 常熟 江阴 江宁 江都 沙洲 金坛 金湖 高邮 高淳 高新 和平 平湖 ' +
    '东台 东海 安徽 安庆 陆家嘴 徐家汇 张江 金山 金华 温州 温岭 黄石 黄山 黄冈 康复 康桥 方正 明珠 华东 华西 华南 全国 全民',
);
/** In the dictionary, and yet nearly always somebody when the context is that of a person. */
export const wordNames = listed(
  '方圆 安然 雷鸣 路遥 马超 石磊 龙飞 金鑫 郑爽 常乐 江涛 田甜 程前 时迁 任重 白雪 白露 黎明 夏雨 夏雪 高翔 高歌 高鹏 高山 陶然 施展 许诺 许可 ' +
    '张扬 张望 张弛 周全 周正 方舟 金星 江河 石岩 成龙 马骏 安宁 安康 凌云 关山 向阳 秦风 秦川 钟情 文静 温馨 于飞 何苗 尤物 吕梁 万里 江山 时光',
);
