// Documents as branches, companies and streets write them: thousands of sections about everything work and branch life have,
// each put together anew from what such papers say, with names, places and days, and with cases as people told them.
import { createRandom } from '../../src/learning/random.ts';

/** Matter: what it is about / what is done / what must not be / what it needs. */
const MATTERS: readonly string[] = [
  '车辆停放: 三轮车、货运面包车、共享车位、临时装卸点、减速带 / 停入划线区域、熄火落锁、驶离主通道、挂放通行牌 / 占用盲道、堵塞单元门、压占草坪、并排停三列 / 车位编号牌、驾驶人联系卡',
  '电池更换: 换电柜、动力电池、电池编码、充电仓门、过充保护器 / 扫码取仓、核对电量、登记编码、退回旧电池 / 私自拆解、混用型号、带电淋水、堆放过夜 / 电池档案、柜体巡检表',
  '分拣作业: 传送带、格口、异形件、笼车、大件区 / 面单朝上、轻拿轻放、先卸后装、分区码放 / 抛扔包裹、踩踏货物、跨越传送带、徒手清堵 / 防护手套、反光背心',
  '冷链配送: 生鲜箱、冰袋、温度记录仪、冷藏车厢、海鲜泡沫箱 / 预冷半小时、逐箱测温、先到先送、当面开箱验货 / 断冷超时、与化学品同车、二次冻融 / 温度曲线、验收单',
  '违禁物品: 打火机、酒精凝胶、烟花、活体宠物、不明粉末、压力罐 / 开箱查验、拒绝收寄、单独封存、上报值守人员 / 伪报品名、夹带寄递、擅自退回路边 / 查验记录、封存标签',
  '易碎包装: 玻璃器皿、花盆、显示屏、瓷砖、陶罐 / 六面裹护、填实空隙、贴红色标识、倾倒试验 / 单层纸箱、裸放角落、叠压重物 / 缓冲材料、加固胶带',
  '宿舍管理: 床位、空调遥控器、热水卡、公共厨房、晾衣杆 / 轮值打扫、按号入住、离宿清点、登记访客 / 私拉电线、使用电磁炉、留宿外人、饲养猫狗 / 入住协议、押物清单',
  '食堂就餐: 餐补卡、夜宵窗口、留样柜、素食档、爱心汤 / 刷卡取餐、分类回收、错时排队、反映口味 / 打包浪费、代刷他人卡、插队 / 健康档案、留样台账',
  '考勤请假: 打卡机、排班表、调休单、病假条、探亲假 / 提前两日申请、换班双方签名、补录缺卡、按序审批 / 代人打卡、先走后补、涂改班表 / 诊断材料、请假单',
  '岗前培训: 新人手册、带教师傅、实操考核、路线图册、晨会 / 跟车三日、背熟片区、模拟派送、闭卷测试 / 未训上岗、替考、跳过安全课 / 培训档案、结业单',
  '绩效奖励: 月度之星、零差错奖、全勤奖、旺季激励、推荐奖 / 公示三日、按量计提、分档核算、次月随薪发放 / 重复领取、虚报单量、私分集体奖 / 核算表、公示照片',
  '夜间值守: 值班室、巡更点、监控屏、应急灯、对讲机 / 每两小时巡查、交接签字、异常即报、保持清醒 / 脱岗睡觉、饮酒值班、关闭摄像头 / 值守日志、交接本',
  '女职工保护: 哺乳室、孕期调岗、经期休息、产检假、卫生用品柜 / 安排轻便路线、免排夜班、保障哺乳时间、单独更衣 / 因孕降薪、强令负重、拒批产检 / 医院证明、调岗申请',
  '防汛应对: 沙袋、挡水板、排水泵、低洼路段、涵洞 / 停送积水街区、货物上架垫高、切断底层电源、清点人员 / 涉水强行、私自抢货、冒雨登高 / 预警短信、物资清单',
  '冰雪天气: 防滑链、融雪剂、护膝、棉手套、桥面结冰 / 降速慢行、推行下坡、延长时限、备足热水 / 急刹急转、超载上桥、取消头盔 / 天气通报、延误说明',
  '消防演练: 灭火毯、疏散指示牌、消火栓箱、集合点、烟雾报警器 / 弯腰捂鼻、沿墙撤离、清点报数、试喷一次 / 乘坐电梯、返回取物、遮挡标志 / 演练签到、影像资料',
  '信息保密: 面单存根、客户住址、通话录音、后台账号、导出表格 / 粉碎销毁、隐去中间四位、专人专号、到期清除 / 拍照外传、借用账号、留存名单 / 保密承诺书、销毁记录',
  '投诉处理: 差评申诉、升级工单、回访电话、赔付凭证、监控截图 / 两小时内联系、先道歉后核实、留存证据、闭环回告 / 与客户争吵、威胁改评、推给别人 / 沟通录音、处理结果',
  '代收服务: 取件码、货架号、滞留件、退回件、到付款 / 短信告知、核验尾号、三日催取、按架上新 / 冒名取走、擅自收费、拆看内件 / 出库底单、滞留台账',
  '小区出入: 访客二维码、物业岗亭、门禁卡、接驳点、推车通道 / 出示工牌、登记去向、走货运门、限时离开 / 尾随进楼、高声喧哗、乱贴广告 / 通行备案、片区协议',
  '工装仪容: 冬季外套、工牌、雨披、护目镜、袖套 / 洗净更换、左胸佩戴、破损换新、离职交回 / 转借他人、改动标识、敞怀拖鞋 / 领用签名、尺码登记',
  '车辆保养: 刹车片、链条、轮胎花纹、喇叭、尾灯 / 每周自检、送指定店、更换留旧、试骑验收 / 带病上路、自行焊接、拆除后视镜 / 保养卡、维修发票',
  '商业保险: 意外险保单、第三者险、免赔额、伤残等级表、住院津贴 / 四十八小时内报案、拍下现场、保存票据、配合查勘 / 谎报事故、先修后报、隐瞒病史 / 理赔申请书、银行卡复印',
  '互助基金: 会员互助金、大病救助、困难慰问、应急借款、评审小组 / 本人申请、小组评议、张榜公示、专户支付 / 冒领套取、优亲厚友、挪作他用 / 困难情况表、医疗清单',
  '工会活动: 集体合同、会员卡、运动会、读书角、疗休养 / 民主推选、按期换届、公开账目、广泛征集 / 摊派门票、强制加入、克扣会费 / 会员名册、活动方案',
  '法律咨询: 值班律师、援助窗口、调解室、证据清单、委托书 / 周三坐班、预约登记、一案一档、告知权利 / 私下收案、泄露案情、拖延答复 / 身份材料、事实经过',
  '志愿服务: 时间银行、随手拍、敬老送餐、文明劝导、捐衣箱 / 线上认领、两人同行、服务留痕、按时归队 / 借机推销、收受礼品、半途离开 / 志愿者证、服务时长单',
  '先锋评选: 示范岗、红旗班组、候选材料、群众测评、风采墙 / 自荐互荐、差额推选、公示五日、授牌亮身份 / 拉票送礼、材料造假、轮流坐庄 / 推荐表、事迹简介',
  '支部会议: 支部大会、党小组会、会议记录本、列席人员、表决票 / 提前通知、过半到会、逐项表决、当场宣读 / 以干代会、补造记录、无故缺席 / 议程单、签到册',
  '发展党员: 思想汇报、培养联系人、政审材料、公示栏、转正申请 / 半年考察、座谈了解、集体讨论、上级预审 / 突击发展、带病入列、降低标准 / 自传、考察表',
  '党费收缴: 缴纳基数、收缴台账、专用账户、减免申请、自愿多交 / 按月主动、当面登记、季度公示、专款专用 / 垫交代交、拖欠半年、挪用结余 / 收据存根、核定表',
  '流动登记: 流入支部、双向联系、活动证、组织介绍函、线上报到 / 到岗一月内报到、定期通话、参加就近活动、离开前告知 / 长期失联、两头挂名、口袋党员 / 登记卡、联系记录',
  '住房保障: 公租房、床位租赁、租房补贴、蓝领公寓、配租排序 / 网上申报、联合审核、摇号选房、按季发放 / 转租牟利、隐瞒房产、逾期占用 / 收入证明、租赁备案',
  '子女托管: 暑期班、四点半课堂、接送卡、作业辅导、安全教育 / 家长报名、按龄分班、专人接送、意外投保 / 单独离园、超额招收、体罚训斥 / 监护人声明、体检合格单',
  '健康体检: 腰椎片、肺功能、血压监测、眼底检查、体检套餐 / 两年一次、空腹前往、集中预约、异常复查 / 替检、公开他人结果、以病辞人 / 体检预约码、复查通知',
  '心理关怀: 倾诉热线、减压室、团体辅导、谈心记录、睡眠讲座 / 保密接待、一周回访、及时转介、家属同行 / 当众议论、贴标签、强迫面谈 / 预约单、知情同意书',
  '技能竞赛: 分拣比武、图上作业、平衡骑行、理论抢答、大师工作室 / 层层选拔、统一命题、现场亮分、赛后复盘 / 冒名参赛、泄题、赛后不兑现 / 报名表、成绩单',
  '职业等级: 初级工、理论题库、实操站台、评价机构、证书编码 / 网上报考、持证晋级、年度复核、补贴直达 / 买卖证书、挂靠、跨级虚报 / 工作年限证明、照片底版',
  '旺季保障: 爆仓预案、临时工、加班车、错峰派送、应急分拨 / 滚动排班、增设网点、提前储备、逐日通报 / 强迫连续加班、停发餐补、压件不发 / 用工台账、运力表',
  '劳务用工: 众包协议、外包公司、实习生、临时用工单、小时工 / 先签后用、按日结算、购买保险、明确管理 / 扣押证件、收取中介费、口头约定 / 协议副本、结算清单',
  '反诈提醒: 刷单群、冒充客服、虚假贷款、验证码、可疑链接 / 先核实再转账、截图报案、立即冻结、提醒老人 / 出租银行卡、出借电话卡、代收包裹转寄 / 报案回执、聊天截图',
  '食品安全: 餐箱消毒、封签、保温袋、外卖食安封条、过敏提示 / 每日擦拭、冷热分放、当面交付、破封退换 / 偷吃偷拿、餐食落地续送、与脏物混放 / 消毒记录、健康证明',
  '电梯使用: 货梯时段、厢体护板、限载标识、应急按钮、维保单位 / 避让老人孩子、分批上下、保持安静、故障即报 / 超载硬挤、推车撞门、用物挡门 / 维保公示、故障登记',
  '绿色包装: 可循环箱、瘦身胶带、电子面单、回收筐、填充纸 / 优先复用、就地回收、称重统计、积分兑换 / 过度缠绕、焚烧废料、黑心填充物 / 回收台账、供应商证明',
  '无障碍服务: 听障骑手、文字派送、视障客户、坡道、代读短信 / 面对面书写、放慢语速、送至手边、预留时间 / 歧视拒绝、代签代收、随意触碰辅具 / 服务备注、紧急联系人',
  '站点巡检: 货架螺栓、插线板、漏水点、鼠患、门锁 / 每日一查、隐患拍照、限期整改、复查销号 / 走过场、代签、隐瞒不报 / 巡检表、整改通知',
];
const WHO =
  '快递员、配送员、站长、片区经理、新入职人员、带班组长、夜班人员、兼职人员、党员骨干、志愿者、加盟网点、承包区负责人、驿站店主、仓库管理员、客服专员、安全员、实习学徒、退役军人、单亲职工、外地务工人员'.split(
    '、',
  );
const OFFICES =
  '街道党群服务中心、区邮政管理局、行业党委、片区联合工会、社区居委会、物业服务处、人社窗口、平安办、综合执法队、消防站、卫生服务中心、总部运营部、人力资源组、财务结算组、工会法援站、市场监管所、镇综治中心、园区管委会'.split(
    '、',
  );
const PLACES =
  '金鹭、白沙洲、莲塘、柳林、石井、望江、青溪、红旗渠、栖霞、桐梓、云峰、麻石巷、槐荫、渡口、兰陵、沙河、碧桂、东湖、梅关、仙桃、鹿泉、珠江里、铁佛寺、万松、龙津、马栏、凤鸣、杏花、枣园、陶然'.split(
    '、',
  );
const KINDS = '管理办法、实施细则、工作指引、操作规程、服务公约、暂行规定、若干措施、告知书、值班制度、考核方案'.split('、');
const CONDITIONS =
  '遇到特殊情况、旺季期间、天气预警发布后、首次发生的、三个月内再次发生的、经提醒仍不改正的、情节轻微并主动说明的、造成他人损失的、当事人有异议的、本人不在岗的、由他人代办的、材料不齐的、超过期限的、跨片区作业的、夜里十点以后、逢节假日、系统故障时、与其他制度不一致的'.split(
    '、',
  );

/** What people, shops and estates are called. */
const CHARACTERS = [
  ...'安邦彬博才灿昌超晨诚春达丹德东恩芳飞枫福刚高光桂国海涵航浩和恒宏虹洪华惠吉佳建杰锦晶静军凯康坤兰磊立丽良林玲龙露璐满茂梅美敏明宁鹏平萍祺琪谦强钦清庆琼秋泉仁荣瑞润森珊尚胜世淑顺松素泰涛婷伟文雯武夕希贤祥晓欣兴雄秀旭轩雪雅妍艳阳耀怡毅英颖勇优宇玉裕源远悦云泽兆哲真正志忠舟卓子梓祖',
];

interface Writer {
  pick: <Item>(items: readonly Item[]) => Item;
  below(limit: number): number;
  /** Two or three characters that nothing else is called. */
  called(): string;
  /** How somebody told of it. */
  told(): string;
}

const SENTENCES: readonly ((matter: Matter, writer: Writer) => string)[] = [
  ({ things, acts }, { pick }) => `${pick(WHO)}在使用${pick(things)}前，应当${pick(acts)}，并${pick(acts)}。`,
  ({ bans }, { pick, below }) => `严禁${pick(bans)}；一经查实，第一次约谈提醒，第二次停岗${1 + below(7)}天学习。`,
  ({ needs }, { pick, below }) => `办理时带上${pick(needs)}，${pick(OFFICES)}收齐后${2 + below(28)}个工作日内答复。`,
  ({ things }, { pick, below }) =>
    `${pick(things)}每人限领${1 + below(5)}份，遗失补办收工本费${5 + below(90)}元，从次月结算中说明后扣除。`,
  ({ acts, name }, { pick }) => `${pick(CONDITIONS)}，由${pick(WHO)}先行${pick(acts)}，事后到${pick(OFFICES)}补办${name}手续。`,
  ({ things, bans }, { pick }) => `${pick(things)}由${pick(WHO)}专人负责，不得${pick(bans)}，也不得${pick(bans)}。`,
  ({ name }, { pick, below }) =>
    `${pick(OFFICES)}每年${1 + below(12)}月对${name}情况抽查一次，抽查不少于${3 + below(40)}户，结果张贴在公示栏。`,
  ({ needs }, { pick }) => `${pick(CONDITIONS)}，可凭${pick(needs)}申请复核；复核期间原处理暂缓执行。`,
  ({ things, acts }, { pick, below }) =>
    `发现${pick(things)}有问题的，${5 + below(50)}分钟内报告${pick(WHO)}，同时${pick(acts)}，不要自己硬扛。`,
  ({ name }, { pick, below }) =>
    `在${name}中表现突出的${pick(WHO)}，给予${50 * (1 + below(30))}元奖励，记先锋积分${1 + below(20)}分。`,
  ({ acts, needs }, { pick }) => `流程是：先${pick(acts)}，再${pick(acts)}，最后交${pick(needs)}，三步缺一不可。`,
  ({ things }, { pick, below }) =>
    `${pick(PLACES)}片区的${pick(things)}设在${pick(PLACES)}路${1 + below(400)}号，开放时间为${6 + below(4)}:00至${18 + below(6)}:30，咨询找${pick(OFFICES)}。`,
  ({ bans }, { pick }) => `因${pick(bans)}引发纠纷的，先由${pick(OFFICES)}调解，调解不成的按法定渠道处理。`,
  ({ things, acts }, { pick, told }) => `案例：有人反映“${told()}”，属于${pick(things)}管理不到位，处理办法是${pick(acts)}。`,
  ({ name }, { pick, told }) => `群里常问“${told()}”，这类事归${pick(OFFICES)}管，按${name}的要求登记后转办。`,
  ({ acts }, { pick, called, told }) => `${called()}班组的经验：碰上“${told()}”这样的情况，先${pick(acts)}，再慢慢解释。`,
  ({ things }, { pick, called, below }) =>
    `${called()}花园、${called()}大厦、${called()}商贸城${below(30) + 1}号门的${pick(things)}，统一由${called()}物业的${called()}师傅联系，电话见门岗。`,
  ({ needs }, { pick, called }) =>
    `合作单位${called()}${called()}物流有限公司须向${pick(OFFICES)}提交${pick(needs)}，联系人${called()}，备用联系人${called()}。`,
  ({ name, acts }, { pick, below }) =>
    `${name}所需费用由${pick(OFFICES)}按年度预算列支，单次超过${(1 + below(20)) * 500}元的须集体研究，并${pick(acts)}。`,
  ({ things, needs }, { pick }) => `交接${pick(things)}时，双方逐项清点，在${pick(needs)}上签名，一式两份各自留存。`,
  ({ name }, { pick, below }) =>
    `本项自${2022 + below(5)}年${1 + below(12)}月${1 + below(28)}日起试行${1 + below(3)}年，${pick(OFFICES)}负责解释；以前的${name}要求与此不同的，按这里的办。`,
];

interface Matter {
  name: string;
  things: readonly string[];
  acts: readonly string[];
  bans: readonly string[];
  needs: readonly string[];
}

const matters: readonly Matter[] = MATTERS.map((line) => {
  const [name = '', rest = ''] = line.split(': ');
  const [things, acts, bans, needs] = rest.split(' / ').map((part) => part.split('、')) as [
    string[],
    string[],
    string[],
    string[],
  ];
  return { name, things, acts, bans, needs };
});

/**
 * Markdown files of a branch with so many sections in all: two to four paragraphs each, about as long as those of real papers.
 * @param heard what people say, to be quoted
 */
export function writePolicies(sections: number, heard: readonly string[], seed = 1): { name: string; text: string }[] {
  const random = createRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const pick: Writer['pick'] = (items) => items[below(items.length)]!;
  const called = () => Array.from({ length: 2 + below(2) }, () => pick(CHARACTERS)).join('');
  const writer: Writer = { below, pick, called, told: () => pick(heard) };
  const files: { name: string; text: string }[] = [];
  for (let left = sections; left > 0; ) {
    const count = Math.min(left, 4 + below(20));
    files.push(writePolicy(files.length, count, writer));
    left -= count;
  }
  return files;
}

function writePolicy(at: number, count: number, writer: Writer): { name: string; text: string } {
  const { pick, below } = writer;
  const main = pick(matters);
  const day = `${2021 + below(5)}-0${1 + below(9)}-1${below(9)}`;
  const title = `《${pick(PLACES)}片区第${at + 1}号${main.name}${pick(KINDS)}》`;
  const head = ['---', `title: ${title}`, `number: ${pick(PLACES)}发〔${day.slice(0, 4)}〕${at + 1}号`, `inForce: ${day}`, '---'];
  const body = Array.from({ length: count }, (_, section) => {
    const matter = below(3) === 0 ? pick(matters) : main;
    const paragraphs = Array.from({ length: 2 + below(3) }, () =>
      Array.from({ length: 1 + below(3) }, () => pick(SENTENCES)(matter, writer)).join(''),
    );
    return [`## 第${section + 1}条 ${matter.name}：${pick(matter.things)}`, ...paragraphs].join('\n\n');
  });
  return { name: `policy-${at + 1}.md`, text: [...head, ...body].join('\n') };
}
