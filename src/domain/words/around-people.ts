// What stands around people's names, how people are called, and what makes a place or a shop of a name. Heard, never said.

const listed = (words: string): readonly string[] => words.split(' ');

/** A name follows them, whatever it is made of. */
export const namingCues = listed(
  '叫 名叫 叫做 姓名 名字 名字叫 收件人 寄件人 收货人 联系人 户主 户名 失主 车主 机主 大名 本名 真名 ' +
    '负责人 当事人 申请人 反映人 投诉人 报告人 伤者 我是 他是 她是 人是 姓',
);
/** Whom one asks, names or blames often has a name. */
export const personCues = listed(
  '找 被 让 跟 @ 请 给 帮 替 向 问 喊 催 骂 告诉 联系 转告 转给 投诉 举报 感谢 谢谢 麻烦 认识 ' +
    '通知 带 由 把 打给 交给 发给 留给 陪 送 碰到 遇到 看到 看见 遇见 找到 听 听说 撞了 撞到 那个 ' +
    '这个 有个 嗰个 保安 司机 骑手 快递员 站长 经理 队长 组长 楼长 班长 主任 书记 老板 房东 邻居 业主 租户 住户 ' +
    '租客 客户 同事 老乡 保洁 门卫 师傅 物业 驾驶员 网格员 工友 朋友 兄弟 小哥 配送员 分拣员 调度 店长 ' +
    '站点 老婆 老公 爱人 儿子 女儿 爸 妈 同学 徒弟 党员 会计 医生 护士 民警 辅警 志愿者 站员 本人 老头 ' +
    '老太 主管 领导 工人 客服 老师 负责 单元 号楼 栋 室 幢 号 楼上 楼下 隔壁 对门 经办 顾客 电工 男的 ' +
    '女的 新来的',
);
/** A name may begin behind them as at the beginning of a sentence. */
export const looseCues = listed(
  '是 和 与 及 今天 昨天 刚才 刚刚 上次 昨晚 以前 还有 但是 因为 结果 现在 然后 就是 前天 去年 有 ' +
    '的 了 说 说是 早上 晚上 下午 中午 当时 最近 经常 又 都 连 比 等 对 替 村 家 组 站 店 队',
);
/** What people do, have or are, one character behind a name. */
export const personVerbs =
  '说讲家把被也就又还刚没不去来他她让叫跟和及给骂骑住帮喊拿放负摔受先女师同欠推总老天昨今从替找问要想报反提发的在、搁勒噶正老常总偷抢堵停守看接挨借倒';
/** Behind a family name or a name. Longer ones first. */
export const titlesBehind = listed(
  '工程师 老师傅 师傅 师父 大哥 大姐 大叔 大妈 大爷 大嫂 大娘 大伯 大婶 阿姨 阿婆 阿公 阿伯 叔叔 伯伯 ' +
    '爷爷 奶奶 婆婆 公公 嬢嬢 孃孃 娘娘 爹爹 姥姥 姥爷 嫂子 嫂嫂 婶子 婶婶 兄弟 老弟 小弟 站长 经理 ' +
    '书记 支书 主任 老师 队长 班长 组长 楼长 主管 店长 老板娘 老板 医生 大夫 护士 警官 律师 同志 先生 ' +
    '女士 小姐 太太 夫人 委员 会计 同学 老头 老太太 老太 老汉 大侠 校长 院长 局长 科长 ' +
    '处长 厂长 村长 镇长 区长 所长 社长 总监 教授 教练 连长 区域经理 副站 副总 副书记 ' +
    '片警 哥 姐 叔 姨 嫂 伯 婶 爷 妈 总 工 队 导 妹 某 氏',
);
/** What one character of a title begins that is no title: `高工资`. */
export const titleTails: Readonly<Record<string, string>> = {
  总: '结是共体之数算部站不量会有要在价额计觉得',
  工: '资作地具程人伤会业厂序种单商钱龄期友棚头休时',
  队: '伍员友列形',
  妈: '的呀',
  导: '致航向航购电',
  姐: '弟姐',
  某: '个些天次种家处',
  爷: '们',
};
/** Before a title and not a family name there: `向师傅问路`. */
export const notSurnamesBeforeTitle = '向和由对让都过要能从同经应连双区水管时';
/** The same, unless a sentence or a name may begin there. */
export const seldomBeforeTitle = '全单成明任关展强满千相车计行新党常华';
/** Words of one character and `哥` or `姐` that name nobody. */
export const commonKin =
  '大小表堂二三四五六七八九十老帅的胖瘦亲学师空房外妹哥姐店众各位些个快递美男女好一两几这那嫂姨姑舅干后我他你她富猫狗';
/** Family names that are called 大… or 胖…. */
export const calledBig = '刘李赵孙徐郭陈吴朱郑韩邓冯曹彭曾肖董潘袁蔡蒋魏杜丁沈姚卢姜崔谭';
export const nicknameCues = listed('外号 绰号 人称 都叫 叫他 叫她 喊他 喊她 网名 昵称 微信名 群名 备注 叫 那个 这个 姓名 名字');
export const nicknameEnds = '哥姐爷叔嫂姨娃仔妹弟婶伯头子总';
export const nicknames = listed('胖子 瘦子 光头 大头 黑皮 眼镜 麻子 二狗 大壮 狗蛋 铁蛋 黑子 疯子 哑巴 刀疤 黄毛');
/** Behind what looks like a name, these make it a place. */
export const placesBehind = listed(
  '社区 安置房 庄 屯 岗 球场 路口 大街 街道 大道 大桥 小区 花园 广场 大厦 公园 商场 村 镇 乡 县 街 巷 弄 桥 浜 港 湖 湾 庙 ' +
    '寺 塘 新村 新城 公寓 家园 苑 学校 小学 中学 医院 祠 故居 纪念馆 墩 坝 渡 沟 泾 荡 圩 埭 码头 ' +
    '驿站 工业园 路',
);
/** `路` and the like as the beginning of what a person does. */
export const placeTails: Readonly<Record<string, string>> = { 路: '过上边滑', 桥: '洞', 村: '里', 港: '', 弄: '坏丢错得不了' };
/** Ends of places as of given names. */
export const ground = '山江河湖桥村港岭溪洲塘海城庄山园林水口田石';
/** End places, and no names unless announced. */
export const placeEnds = '镇村乡县路街巷弄浜桥港湖湾庙塘庄屯岗墩区市省';
/** Family name + 家 + one of these is a village. */
export const villageEnds = '港浜巷弄村庄桥边沟坝渡堡集铺屯营寨坡岭坟汇塘滩圩埭角湖湾界峪园墩荡泾窑窝圈坪山冲大';
export const shopsBehind = listed(
  '火锅 面馆 烧烤 麻辣烫 超市 便利店 饭店 餐馆 餐厅 酒楼 小吃 早点 早餐 包子 馒头 烧饼 生煎 煎饼 卤菜 ' +
    '卤味 熟食 烤鸭 鸭脖 炸鸡 鸡排 凉皮 拉面 米线 米粉 牛肉面 牛肉汤 羊肉 龙虾 水果店 水果 炒货 炒饭 ' +
    '奶茶 豆浆 豆腐 药房 药店 大药房 诊所 理发 美发 修车铺 修车店 五金 服装 眼镜店 烟酒 茶楼 茶馆 粥铺 ' +
    '粥店 馄饨 饺子 黄焖鸡 酸菜鱼 串串 专卖店 旗舰店 店门 铺子 浴室 宾馆 旅馆 酒店 网吧 快餐 麻花 粽子 ' +
    '糕点 蛋糕 汤包 家常菜 土菜 私房菜 菜馆 酒家 食府 火烧 凉粉 螺蛳粉',
);
/** Behind these a stretch that looks like a name is one. */
export const surelyPeople = listed(
  '说 讲 骂 跟我 欠我 夫妻 两口子 一家 家门口 家的 家阳台 家里 家孩子 的孩子 的老婆 的老公 的儿子 的女儿 的车 的电动车 的电瓶 的电话 ' +
    '他 她 不在家 负责 受伤 中暑 摔了 摔倒 晕倒 没拿 没接 不接 被撞 被狗 也没 也看见 反映 投诉 的微信 住 身份证 电话 手机 微信',
);
/** End no name when somebody does what they mean. */
export const notLast = '家想代说讲让叫来去要报提受住找替推欠打骂放开会能可看喊拿接停拉搬骑进用做买卖';
/** Fields of a form; what stands behind them is a name. */
export const formCues = listed(
  '姓名 名字 收件人 寄件人 收货人 联系人 户主 户名 失主 车主 机主 负责人 当事人 申请人 反映人 投诉人 报告人 昵称 微信名 网名',
);
export const tellingCues = listed(
  '个叫 位叫 名叫 人叫 户叫 他叫 她叫 我叫 大名叫 外号叫 绰号叫 网名叫 昵称叫 微信名叫 名字叫 男的叫 女的叫 小伙叫 家叫 人称',
);
/** `叫金鸡湖的地方` */
export const toldThings = listed(
  '的地方 的小区 的店 的公司 的路 的村 的平台 的软件 的东西 的站 的群 的活动 的牌子 的品牌 的园区 的楼',
);
/** One character behind a given name: 强哥, 晓燕姐. */
export const kin = '哥姐叔姨嫂婶妹弟爷伯';
/** Behind a nickname: 老魏头, 小陶子. */
export const nickTails = '头子儿';
/** Before a family name, beside 老 and 小. */
export const bigPrefixes = '大胖瘦';
/** Before a given name: 阿强; 小芳 with some more care. */
export const dearPrefix = '阿';
export const smallPrefix = '小';
/** `姓张`, `张姓男子`; 姓名 is a word. */
export const surnameWord = '姓';
export const nameWord = '名';
/** `张伟家`: whose home it is. */
export const homeWord = '家';
/** Ends what is told of somebody: `有个叫大头的`. */
export const ofWord = '的';
export const copulas = '是为';
export const latinCue = '叫做?|名字是?|英文名是?|name is|@';
