// What sounds like a danger and is none: read before anybody is called.

const THING = '(?:插座|插排|插线板|充电[桩柜]|电瓶|电池|开关|电箱|灭火器|消防栓|煤气罐|气罐|井盖|路灯|灯|钥匙|头盔|车|药箱)';
const EVENT =
  '(?:着(?:了|过)?火|起(?:了|过)?火|失火|冒(?:了|过)?烟|漏(?:了|过)?电|爆炸|打架|打(?:起来|人)|撞车|出(?:车祸|事)|车祸|触电|漏(?:了|过)?气)';
const TYRE = '(?:[车轮内外前后]{0,2}胎|车带|[前后车]轮|轮子|(?:电动|电瓶|自行|三轮|摩托)车子?|车子|篮?足?球|打火机|气筒|气垫)';
const PAST =
  '(?:昨(?:[天晚日儿夜个]|天晚上|天夜里)|前[天晚](?!面)|大前天|上(?:个?(?:周|月|星期|礼拜))|去年|前年|以前|那[天次回])';

/** Stretches that tell of no danger, whatever single words in them do. What stands around them is read by itself. */
export const harmless: readonly RegExp[] = [
  // A tyre, not a person, has no air.
  new RegExp(
    `${TYRE}(?:又|也|都|全|好像|是|突然|半路|怎么|子|已经|快|里){0,3}(?:没(?:有)?气|跑气|漏气|慢撒气|瘪)[了嘞咧啦哒的]*`,
    'g',
  ),
  // A bottle that is empty; what leaks from one is another matter.
  /(?:(?:煤气|液化气?|燃气|气)(?:罐|瓶|灶)|灶)(?:又|也|都|好像|里|已经|快){0,3}没(?:有)?气[了嘞咧啦哒的]*/g,
  // Not that, but something else: what it is stands behind.
  new RegExp(`不是${EVENT}[了的]*(?=[\\s,，。]*(?:是|只是|就是|而是))`, 'g'),
  // Too much to do is nobody's death.
  /救命[啊呀哪哦!！,，~ ]{0,4}(?:[^,，。救火人血伤倒晕撞打]{0,8}(?:单(?![元车])|件|货|活儿?|订单|快递|包裹|作业|材料|班|会)[^,，。]{0,3}(?:多|爆(?!炸)|满|忙|送不完|干不完|做不完)[了啊吧哈]*|[我俺]?(?:太|好|真|要|快)?(?:困|累|冷|热|饿|忙|烦|无聊|好笑|笑)(?:死|坏)?[了啊吧哈]*)(?=$|[\s,，。!！~])/g,
  // Where a thing stands, and nothing of what is wrong with it.
  new RegExp(
    `^(?:那个|这个)?${THING}(?:就|都|是)?在[^,，。冒烧着漏响滋炸燃裂断掉倒堵河江湖塘沟坑井水火轨崖]{1,8}(?:棚|门|口|里|边|旁|上|楼|库|站|那儿?|下面?|层)[呢啊吧了]?$`,
    'g',
  ),
  // Help is there, or was called.
  /(?<=^|[,，。!！ ])(?:小蜂|已经|都|我们?|刚|人|现在|[啊呀 ,，]){0,6}(?:(?:救护车|120|119|110|122|消防(?:队|车|员)?|警察|民警|交警|急救车?|医生)的?人?(?:就|已经|也|都|刚)*(?:来|到|到场|拉走|接走|抬走|送走)了?|(?:打|拨|叫|喊)(?:过|了)(?:120|119|110|122|救护车)|(?:打|拨|叫)(?:120|119|110|122|救护车)了|报(?:过|了)警|报警了)[了啊呀啦吧]*(?=$|[,，。!！ ])/g,
  // How it is there, asked.
  /^[^,，。]{0,14}([多堵挤满忙滑黑乱])[不没]\1(?:人|的)?[啊呀呢]*[?？]*$/g,
];

/** Perhaps a danger: somebody asks whether or where, or it was long ago. Nobody is called before he is asked. */
export const unsure: readonly RegExp[] = [
  new RegExp(`^(?:哪[儿里边]|哪个?[^,，。]{0,3}|谁家?)(?:又|在)?${EVENT}[了的]*[呀啊呢哦]*[?？]*$`),
  new RegExp(`^[^,，。?？]{0,8}${EVENT}了?(?:吗|嘛|没有|没|么|不)[?？]*$`),
  // Nothing of it goes on.
  new RegExp(
    `^[^,，。]{0,10}${PAST}(?!.{0,16}(?:还|现在|开始|一直|今|又|刚|快))[^,，。]{0,8}${EVENT}[了的过]*(?:一次|一回|一场)?[啊呀呢]?$`,
  ),
  new RegExp(`^[^,，。]{0,8}(?:是不是|该不会|不会是)[^,，。]{0,6}${EVENT}了?[啊呀吧]*[?？]*$`),
];

/** What something is called, or means. */
export const meaning = /^[^,，。的味烟声响光火]{1,8}(?:是啥|是什么|什么意思|啥意思|啥是|是个啥)(?:意思|东西)?[啊呀呢]?[?？]*$/;

/** A hazard, and nobody in it. */
export const pit = /^[^,，。人掉摔栽进困陷]{0,10}有(?:一?个|好几个|好多)?[大小深土水泥很好的]{0,3}坑[啊呀呢了]*$/;

/** Where electricity is had, and that none comes: out of order, and no more. */
export const powerless =
  /(?:充电(?!宝|器|线|头|盒)|充的|(?<![木打])桩|换电|插座|插排)[^,，。]{0,12}(?:坏|不来电|没电了|不出电|没反应|充不[上进了]|换不了|不显示|不通电|用不了|不好使|插不上|不亮)/;
export const powerful =
  /烟|火|烫|焦|糊|味|炸|爆|[漏触]电|[被会让]电|电[人着到麻]|麻|鼓|热|滋|响|[电裸]线|裂|掉[下了]|倒|砸|伤|晕|困|水|[我俺咱家](?:的|车|电|手机|充)/;

/** A small cut or scald, with what one wants for it. */
export const smallCut =
  /烫(?:着|到|了)(?:一下|手|脚|点皮)?|(?:划|割|擦|蹭|磕|刮|磨|摔|扎|切)(?:[破伤]|了(?:一|个|道)|出?个?口)|破了?(?:点|一点)?(?:皮|口)|小口子|破皮|摔了一[下跤]/;
export const plaster =
  /创[可口]贴|创伤贴|邦迪|碘[伏酒]|酒精棉|红药水|紫药水|纱布|包扎|药箱|(?:哪|有|拿|买|要|找|擦|抹|涂)[^,，。]{0,4}药/;
/** More than a small one, or something else beside it. */
export const graveCut =
  /一大片|大面积|皮都|血流|流血|血[止直喷]|止不住|一直流|好多血|全是血|满[手头脸]|很深|骨|断|晕|昏|恶心|头[破晕]|眼|动不了|起不来|站不|爬不|疼得|撞|车祸|被|120|救|人[^,，。]{0,3}(?:伤|倒)|缝|火|烟|[漏触带]电|电[线箱]|[煤燃]气|漏|塌|困|打[人架起]|砍|抢|爆|炸|砸|压|掉[下进]|[咬捅]|中毒/;
