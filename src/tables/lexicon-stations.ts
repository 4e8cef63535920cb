// Words in tables of stations: what people call the columns, and what they write in them.
import type { Facility } from '../core/station.ts';

export type StationColumn =
  | 'id'
  | 'name'
  | 'address'
  | 'district'
  | 'street'
  | 'community'
  | 'area'
  | 'aliases'
  | 'hours'
  | 'phone'
  | 'mobile'
  | 'facilities'
  | 'longitude'
  | 'latitude'
  | 'place'
  | 'free'
  | 'notes';

export const stationColumns: Record<StationColumn, readonly string[]> = {
  id: ['编号', '编码', '驿站编号', '站点编号', 'id'],
  name: ['名称', '站点', '驿站', '驿站名', '站名', '站点名', '网点', '阵地', '服务站', '服务点', 'name'],
  address: ['地址', '详细地址', '位置', '地点', '所在地', '站址', 'address'],
  district: ['区县', '县区', '市区', '所属区', '所在区', '行政区', '县市区', '区市县'],
  street: ['街道', '镇街', '街镇', '乡镇', '乡镇街道', '镇街道', '所属街道', '所属镇街'],
  community: ['社区', '村社区', '社区村', '所属社区'],
  area: ['片区', '区域', '商圈', '地段', '所属片区', 'area'],
  aliases: ['别名', '俗称', '又名', '也叫', '简称', '曾用名', '大家叫它', 'aliases'],
  hours: ['开放时间', '营业时间', '服务时间', '开门时间', '时间', '时段', '开放时段', 'hours'],
  phone: ['电话', '联系电话', '固定电话', '座机', '联系方式', '电话号码', 'phone'],
  mobile: ['手机', '手机号', '手机号码', '移动电话'],
  facilities: ['设施', '服务', '服务设施', '设备', '服务内容', '服务项目', '功能', '配套', '提供什么', 'facilities'],
  longitude: ['经度', 'lng', 'lon', 'longitude'],
  latitude: ['纬度', 'lat', 'latitude'],
  place: ['经纬度', '坐标', '定位'],
  free: ['是否免费', '免费', '收费情况', '是否收费', '收费', 'free'],
  notes: ['备注', '说明', '注', '其他说明', 'notes'],
};

/** Columns that say the opposite of what `free` asks. */
export const saysCharged = /收费$/;

/** Numbers the rows of a list and nothing else; it changes with every new row. */
export const rowNumbers = /^(?:序号?|序列|no|#)$/i;

/** What stands between several words in one cell. */
export const between = /[、，,;；。|/\n+＋&]+|(?<=\p{Script=Han})\s+(?=\p{Script=Han})|以及|还有/u;

/** First match counts: 换电 is no 充电, 加热饭菜 no 热水. */
const facilityWords: readonly [Facility, RegExp][] = [
  ['battery_swap', /换电/],
  ['microwave', /微波|热饭|热菜|加热|热餐|饭菜/],
  ['charging', /充电|快充|电源|插座|插排|充电宝/],
  ['water', /饮水|热水|开水|冷水|凉水|冰水|直饮|喝水|茶水|温水|接水|饮用水|纯净水|^水$/],
  ['toilet', /厕|卫生间|洗手间|如厕|方便间/],
  ['medicine', /药|急救|医疗|医护|创可贴|绷带|血压|AED/i],
  ['air_con', /空调|冷暖|暖气|取暖|纳凉|避暑|制冷|降温|风扇|电扇|暖风/],
  ['reading', /书|报刊|报纸|阅读|阅览|杂志/],
  ['rest', /休息|座椅|桌椅|沙发|歇脚|歇|椅|座位|午休|躺|床|避雨|遮阳/],
  ['other', /^(?:其他|其它)$/],
];

/** The code for somebody's word; null = none of ours. */
export function facilityOf(word: string): Facility | null {
  const plain = word.normalize('NFKC').trim();
  return facilityWords.find(([code, pattern]) => code === plain.toLowerCase() || pattern.test(plain))?.[0] ?? null;
}

export const saysYes = /^(?:是|有|√|✓|✔|☑|对|y|yes|true|1|○|●|免费|免|免费开放|全免费|全部免费|不收费|无偿)$/i;
export const saysNo = /^(?:否|无|没有|没|不|×|✗|✘|x|n|no|false|0|不提供|暂无|收费|有偿|不免费)$/i;
/** A word for a facility that is not there. */
export const isLacking = /^(?:无|没有|暂无|不提供|不含|没)/;
/** Written where there is nothing to write. */
export const isNothing = /^(?:无|暂无|没有|不详|未知|\/|\\|-+|—+|／|n\/?a)$/i;
