// How Chinese documents say what they are: title, number, issuer, days.
const FIGURE = '[〇零一二三四五六七八九十]';
/** Three groups: year, month, day. */
export const DAY = `((?:19|20)\\d{2}|[〇零一二三四五六七八九]{4})年(\\d{1,2}|${FIGURE}{1,3})月(\\d{1,2}|${FIGURE}{1,3})日`;
const KIND =
  '条例|办法|规定|规则|细则|通知|通告|通报|公告|公报|意见|决定|方案|指引|指南|标准|规范|制度|公约|守则|须知|章程|纲要|规划|函|批复|答复|解释|要求|协议|法|法典|手册|措施|清单|说明|预案|准则';
const ORGANISATION =
  '部|委|局|厅|署|院|会|社|行|公司|中心|办公室|办公厅|委员会|政府|支部|党委|党组|总支|法院|检察院|工会|协会|站|所|处|科|街道|办事处|联合会|联盟|集团|企业|大学';

/** What a title ends with. */
export const titleEnd = new RegExp(`(?:${KIND})(?:[（(][^（()）]{1,12}[)）])?$`, 'u');
export const quotedTitle = /^《([^《》]{2,80})》$/u;
export const aboutSomething = /关于.{2,}/u;

/** 人社部发〔2021〕56号; the words before it are cut at the last word that ends a title or a letterhead. */
export const bracketNumber = /([\p{Script=Han}A-Za-z]{1,24})\s*[〔[［【（(](?:19|20)\d{2}[〕\]］】）)]\s*第?(\d{1,5})\s*号/u;
export const beforeNumber = new RegExp(
  `^.*(?:文件|文号|字号|${KIND.split('|')
    .filter((kind) => kind.length > 1)
    .join('|')})(?=\\p{Script=Han}{2})`,
  'u',
);
/** 国务院令第375号 */
export const orderNumber = /(?:中华人民共和国)?((?:(?!日)\p{Script=Han}){2,16})令\s*[（(]?\s*第?\s*(\d{1,4})\s*号/u;
export const orderSaid = (issuer: string, count: string): string => `${issuer}令第${count}号`;
/** 2023年第22号 */
export const noticeNumber = /((?:[\p{Script=Han}]{2,16})?(?:公告|通告))?\s*[（(]?\s*((?:19|20)\d{2}年第\s*\d{1,4}\s*号)/u;
export const refersToOthers = /^(?:根据|依据|依照|按照|为贯彻|为落实|为了|现将|经)/u;

export const letterhead = new RegExp(`^([\\p{Script=Han}]{2,30}(?:${ORGANISATION}))文件`, 'u');
export const organisation = new RegExp(`^[\\p{Script=Han}（）()“”]{2,40}(?:${ORGANISATION})$`, 'u');
export const titleIssuer = new RegExp(`^([\\p{Script=Han}、]{2,30}(?:${ORGANISATION}))关于`, 'u');
export const labelledIssuer = /^(?:发布机构|发文机关|发布单位|发文单位|制定机关|印发机关)\s*[:：]\s*(.{2,40})$/u;

/** A line that is a day, perhaps with who signs it: 江畔区总工会 2026年2月10日, 2026年2月10日印发. */
export const signedDay = new RegExp(`^(?:([\\p{Script=Han}（）]{2,40}?)\\s*)?${DAY}\\s*(?:印发|发布|公布)?$`, 'u');
export const labelledDay = new RegExp(
  `^(?:成文日期|发布日期|印发日期|发文日期|公布日期|发布时间)\\s*[:：]\\s*(?:${DAY}|(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2}))$`,
  'u',
);
/** The history below a law's title: （2003年4月27日国务院令第375号公布 根据2010年12月20日……修订） */
export const history = /^[（(].*(?:公布|发布|通过|修订|修正|颁布|印发).*[)）]$/su;

const BEGINS = '(?:正式|开始)?(?:施行|实施|执行|生效|试行)(?!以来|之前|前|后)';
export const inForceOn = new RegExp(`(?:自|从)?${DAY}(?:零时)?(?:起|开始)${BEGINS}`, 'gu');
export const inForceWhenIssued = new RegExp(`自(?:印发|发布|公布|颁布|下发|通过|签发|公告)之?日(?:起)?${BEGINS}`, 'u');
/** A sentence that speaks of this document: the words before the day name no other. */
export const ofItself =
  /(?:本|该|此)(?:条例|办法|规定|规则|细则|通知|意见|决定|方案|指引|标准|制度|公约|公告|文件|章程|法|实施)|施行|实施|试行|有效期/u;
export const ofAnother = /[《原]/u;

export const validUntil = new RegExp(
  `(?:有效期|有效期限|施行|执行|实施|试行)(?:为|自[^，。；]{4,20})?(?:至|到|截止|截至)${DAY}`,
  'u',
);
export const validYears = new RegExp(
  `(?:有效期|有效期限|试行期|试行期限|试行|暂行)(?:限)?(?:为|是)?(\\d{1,2}|${FIGURE}{1,3}|两)个?年`,
  'u',
);
/** A sentence about nothing but that. */
export const validAlone = /^(?:本[\p{Script=Han}]{1,6})?(?:的)?(?:有效期限?|试行期限?)/u;
export const TWO = '两';

/** What a title is called by. */
export const quoted = (title: string): string => `《${title.replaceAll('《', '〈').replaceAll('》', '〉')}》`;
