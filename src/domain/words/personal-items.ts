// What announces numbers, accounts and mentions to those whom a group text must not show them. Heard, but for `ordinals`.

/** Behind `@`, and nobody: the bot, everybody, offices, stations and groups. */
export const mentionsOfMany = '小蜂|所有人|全体|大家|全员|管理员|群主';
export const mentionsOfPlaces = '站店群部组队区心司网点业';
/** Between a messenger and the account: 微信上搜一下. */
export const accountGap = '号上搜索加的是同她他我你您添查找一下备注为账名叫就';
export const otherAccounts = '微信号|微信|抖音号?|快手号?|小红书号?|支付宝|钉钉号?|飞书|微博|陌陌|账号|帐号|用户名';
export const waybillCue = '运单号?|快递单号?|单号|物流号|包裹号|面单号?|快递号';
export const phoneCue = '拨|拨打|致电|手机|手机号|号码|tel|座机号|分机';
export const passportCue = '护照|证件|通行证|驾驶证|档案编号|健康证';
export const plateCues = '牌照?号?|车号|电动车|电瓶车|三轮车?|摩托车?|面包车|货车|轿车|小车|车辆|那辆|一辆|有辆|这辆';
/** Characters of cities before the letter of a plate for electric bicycles. */
export const plateCities =
  '无锡|江阴|宜兴|苏州|南京|常州|南通|扬州|镇江|泰州|徐州|盐城|淮安|连云港|宿迁|上海|杭州|宁波|嘉兴|湖州|锡|宁|苏|常|通';
/** Names of one text, told apart. */
export const ordinals = '甲乙丙丁戊己庚辛壬癸';
/** Between what announces a number and the number. */
export const numberGap = '号码牌是为了下';
/** Before 单号: an order of the day is no parcel. */
export const orderWord = '订';
/** Short names of messengers; no part of a longer word in letters. */
export const shortMessengers = 'v信|vx|v|wx|wechat|qq|ID|telegram|tg';
