// What `npm run import -- --stations` says: what is wrong with a table, line by line, and what it would change.
import type { Facility, Station } from '../core/station.ts';
import type { BrokenReason, RowFault, StationPlan } from '../tables/index.ts';

const SHOWN_FAULTS = 20;
const SHOWN_ROWS = 5;
const VALUE_SHOWN = 30;

const facilityNames: Record<Facility, string> = {
  water: '饮水',
  charging: '充电',
  rest: '休息',
  microwave: '微波炉',
  toilet: '厕所',
  medicine: '药箱',
  air_con: '空调',
  reading: '看书',
  battery_swap: '换电',
  other: '其他',
};

const fieldNames: Record<keyof Station, string> = {
  id: '编号',
  name: '名称',
  area: '片区',
  aliases: '别名',
  address: '地址',
  hours: '开放时间',
  phone: '电话',
  facilities: '设施',
  latitude: '纬度',
  longitude: '经度',
  free: '是否免费',
  notes: '备注',
};

const resave = '请用 Excel 或 WPS 打开，另存为 .xlsx 再导入';

type Foreign = Extract<BrokenReason, { kind: 'foreign' }>['is'];
const foreign: Record<Foreign, string> = {
  sheet: `是老式或别家的表格（.xls、.et），${resave}`,
  numbers: '是 Numbers 表格，请在 Numbers 里导出成 Excel（.xlsx）再导入',
  open_document: `是 ODF 文件（.ods、.odt），${resave}`,
  doc: `是老式的 Word 或表格文件（.doc、.et），${resave}`,
  docx: '是 Word 文件，请把里面的表格复制到 Excel，存成 .xlsx 再导入',
  pdf: '是 PDF，请找到原来的表格，存成 .xlsx 再导入',
  slides: '是演示文稿，请把表格复制到 Excel，存成 .xlsx 再导入',
  archive: '是压缩包，请解压后导入里面的表格',
  image: '是图片，认不了字，请把内容打进 Excel，存成 .xlsx 再导入',
  rtf: '是 RTF 文件，请把里面的表格复制到 Excel，存成 .xlsx 再导入',
  web_page: `是网页存成的表格，${resave}`,
  unknown: '认不出是什么文件，只收 .xlsx、.csv 和 .tsv',
};

/** Why there is no table: one sentence with the file and the cure. */
export function sayBroken(name: string, reason: BrokenReason): string {
  return `${name}：${sayReason(reason)}。`;
}

function sayReason(reason: BrokenReason): string {
  switch (reason.kind) {
    case 'empty':
      return '里面是空的，请检查是不是选错了文件或工作表，要别的工作表就加 --sheet 名称';
    case 'too_large':
      return '超过 10 MB，请删掉图片和用不着的工作表再导入';
    case 'bomb':
      return '解压后大得不正常，不敢打开，请把要用的内容复制到新表格里再导入';
    case 'locked':
      return '加了密码，请去掉密码另存一份再导入';
    case 'foreign':
      return foreign[reason.is];
    case 'no_sheet':
      return reason.sheets.length === 0
        ? '里面没有工作表，请检查是不是选错了文件'
        : `没有这个工作表，里面有：${reason.sheets.slice(0, 20).join('、')}`;
    case 'too_many_rows':
      return '超过 20000 行，请拆成几份，或者删掉用不着的行再导入';
    case 'too_many_columns':
      return '超过 100 列，请删掉用不着的列再导入';
    case 'quotes':
      return `第 ${reason.line} 行有个英文双引号没有收尾，请补上或删掉它`;
    case 'too_slow':
    case 'too_much_memory':
      return '表格太大，读不完，请拆成几份，或者把要用的内容复制到新表格里再导入';
    case 'broken':
      return `已损坏或不是完整的表格，${resave}`;
  }
}

/** The one that was read, and those that were not. */
export interface Sheets {
  sheet: string | null;
  others?: readonly string[];
}

/** At most twenty, and how many there are; where the wrong sheet may have been read, which others there are. */
export function sayFaults(name: string, faults: readonly RowFault[], sheets: Sheets = { sheet: null }): string[] {
  const rest = faults.length - SHOWN_FAULTS;
  const { sheet, others = [] } = sheets;
  const isNoTable = faults.some(({ kind }) => kind === 'no_header' || kind === 'no_name_column' || kind === 'no_rows');
  return [
    `${name}：有 ${faults.length} 处要先改好，一个也没有导入。`,
    ...faults.slice(0, SHOWN_FAULTS).map((fault) => `  ${sayRowFault(fault)}`),
    ...(rest > 0 ? [`  ……还有 ${rest} 处`] : []),
    ...(isNoTable && others.length > 0
      ? [`  读的是工作表“${sheet}”，另外还有：${others.slice(0, SHOWN_FAULTS).join('、')}；要读别的就加 --sheet 名称`]
      : []),
  ];
}

/** `第 7 行“电话”：…`: where it is, what is wrong, and the cure. */
export function sayRowFault(fault: RowFault): string {
  const where = [
    ...(fault.line === null ? [] : [`第 ${fault.line} 行`]),
    ...(fault.column === null ? [] : [`“${fault.column}”`]),
  ].join('');
  return `${where}${where === '' ? '' : '：'}${sayProblem(fault)}`;
}

function sayProblem(fault: RowFault): string {
  switch (fault.kind) {
    case 'missing':
      return '空的，请填上（合并的单元格请先拆开）';
    case 'merged':
      return '是合并的单元格，请先拆开，每一格都填上';
    case 'uncalculated':
      return '公式没有算出结果，请用 Excel 或 WPS 打开存一次，或者直接填上内容';
    case 'error':
      return '公式出错了（像 #REF! 这样），请直接填上内容';
    case 'date':
      return fault.isEpochDay
        ? '写成了日期格式（变成了 1900 年），请把这一格设成文本再填'
        : '写成了日期格式，请把这一格设成文本再填';
    case 'scientific':
      return '变成了 1.38E+10 这样，号码不全了，请设成文本再填';
    case 'long_number':
      return '数字太长，后几位会变成 0，请设成文本再填';
    case 'number':
      return '写成了数字，请设成文本再填';
    case 'yes_no':
      return '写成了“是/否”，请设成文本再填';
    case 'too_long':
      return `太长了，请改短些，最多 ${fault.most} 个字（或个）`;
    case 'zero_lost':
      return '少了前面的 0，请设成文本再填';
    case 'not_a_phone':
      return '不像电话，请核对；座机要带区号，设成文本再填';
    case 'not_a_number':
      return '不是数字，请写成 120.1551、31.5602 这样，单位是度';
    case 'half_place':
      return '空的，经度和纬度要么都填，要么都不填';
    case 'swapped':
      return '经度和纬度写反了，请换过来';
    case 'far_away':
      return '不在中国，请核对；不知道经纬度就两格都空着';
    case 'nowhere':
      return '只有名称，没有地址、片区，也没有经纬度；不是驿站就删掉这一行';
    case 'same_id':
      return `和第 ${fault.earlierLine} 行的编号一样，请改成不同的，或者删掉一行`;
    case 'same_station':
      return `和第 ${fault.earlierLine} 行的名称、地址都一样，请删掉一行`;
    case 'no_header':
      return '没找到表头：前 10 行里要有一行写着“名称”“地址”“开放时间”这样的列名';
    case 'no_name_column':
      return '表头里没有“名称”这一列，请加上';
    case 'column_twice':
      return `“${fault.titles[0]}”和“${fault.titles[1]}”说的是同一样，请留一列`;
    case 'no_rows':
      return '表头下面没有内容，请把驿站填在表头下面';
    case 'too_many':
      return `超过 ${fault.most} 个驿站，请删掉用不着的`;
    case 'unknown_facility':
      return `不认识“${fault.word}”这样设施，记在备注里`;
    case 'unclear_free':
      return `“${fault.word}”看不出免不免费，记在备注里`;
    case 'unclear_hours':
      return `“${fault.word}”看不懂几点开，照原话答；要能答“现在开着吗”，请写成 8:00-20:00 这样`;
    case 'unused_columns':
      return `这些列没用上：${fault.titles.join('、')}`;
  }
}

const some = (stations: readonly Station[]) =>
  stations
    .slice(0, SHOWN_ROWS)
    .map(({ name }) => name)
    .join('、') + (stations.length > SHOWN_ROWS ? ' ……' : '');

const sayStation = (station: Station) =>
  [
    station.name,
    station.area,
    station.address,
    station.hours,
    station.phone,
    station.facilities.map((facility) => facilityNames[facility]).join('、'),
  ]
    .filter((part) => part !== '')
    .join('｜');

/** What stands in a cell, short; an empty one is said to be empty. */
function sayValue(value: Station[keyof Station]): string {
  const words = Array.isArray(value)
    ? value.map((one) => facilityNames[one as Facility] ?? one).join('、')
    : typeof value === 'boolean'
      ? value
        ? '免费'
        : '收费'
      : String(value ?? '');
  if (words === '') return '（空）';
  return words.length > VALUE_SHOWN ? `${words.slice(0, VALUE_SHOWN)}……` : words;
}

function sayChange({ from, to }: StationPlan['changed'][number]): string[] {
  const fields = (Object.keys(fieldNames) as (keyof Station)[]).filter(
    (field) => JSON.stringify(from[field]) !== JSON.stringify(to[field]),
  );
  const changes = fields.map((field) => `${fieldNames[field]} ${sayValue(from[field])} → ${sayValue(to[field])}`);
  return [`    ${to.name}：${changes.join('；')}`];
}

/** Another table may have counted from 1 as well: then a station would turn into another one. */
const isOther = ({ from, to }: StationPlan['changed'][number]): boolean => from.name !== to.name && from.address !== to.address;

function sayOthers(changed: StationPlan['changed']): string[] {
  const others = changed.filter(isOther);
  return [
    ...others
      .slice(0, SHOWN_ROWS)
      .map(({ from, to }) => `  注意：编号 ${to.id} 现在是“${from.name}”，表里是“${to.name}”；不是同一个驿站就换个编号`),
    ...(others.length > SHOWN_ROWS ? [`  ……这样的还有 ${others.length - SHOWN_ROWS} 个，请核对编号是不是另一张表的`] : []),
  ];
}

/** What people will ask for in vain. */
function sayLacking(stations: readonly Station[]): string[] {
  const lacking = [
    ['坐标', stations.filter(({ latitude }) => latitude === null).length],
    ['开放时间', stations.filter(({ hours }) => hours === '').length],
    ['电话', stations.filter(({ phone }) => phone === '').length],
    ['设施', stations.filter(({ facilities }) => facilities.length === 0).length],
  ] as const;
  const said = lacking.filter(([, count]) => count > 0).map(([what, count]) => `${what} ${count} 个`);
  return said.length > 0 ? [`  其中没写的：${said.join('、')}（照样能导入，问到时答不出）`] : [];
}

export interface StationPreview {
  name: string;
  sheet: string | null;
  given: readonly Station[];
  warnings: readonly RowFault[];
  plan: StationPlan;
  /** How many there are now. */
  before: number;
  isWhole: boolean;
}

/** What was read and what it would change. */
export function sayPreview({ name, sheet, given, warnings, plan, before, isWhole }: StationPreview): string[] {
  const { added, changed, removed, unchanged, next } = plan;
  const untouched = before - changed.length - removed.length - unchanged;
  const moreWarnings = warnings.length - SHOWN_FAULTS;
  return [
    `${name}${sheet === null ? '' : `（工作表“${sheet}”）`}：${given.length} 个驿站`,
    ...given.slice(0, SHOWN_ROWS).map((station) => `  ${sayStation(station)}`),
    ...(given.length > SHOWN_ROWS ? [`  ……还有 ${given.length - SHOWN_ROWS} 个`] : []),
    ...warnings.slice(0, SHOWN_FAULTS).map((warning) => `  注意：${sayRowFault(warning)}`),
    ...(moreWarnings > 0 ? [`  ……还有 ${moreWarnings} 处要留意`] : []),
    ...(added.length > 0 ? [`  新增 ${added.length} 个：${some(added)}`] : []),
    ...(changed.length > 0 ? [`  改动 ${changed.length} 个：`, ...changed.slice(0, SHOWN_ROWS).flatMap(sayChange)] : []),
    ...(changed.length > SHOWN_ROWS ? [`    ……还有 ${changed.length - SHOWN_ROWS} 个`] : []),
    ...(isWhole ? [] : sayOthers(changed)),
    ...(removed.length > 0 ? [`  去掉 ${removed.length} 个：${some(removed)}`] : []),
    ...(unchanged > 0 ? [`  不变 ${unchanged} 个`] : []),
    ...(untouched > 0 && !isWhole ? [`  文件里没有的 ${untouched} 个照旧留着；要让驿站表和文件一模一样，加 --replace`] : []),
    `  导入后一共 ${next.length} 个`,
    ...sayLacking(next),
  ];
}

export const stationsText = {
  usage: '用法：npm run import -- --stations 表格 [--sheet 工作表] [--replace] [--yes]',
  tooMany: '合起来超过 10000 个驿站，请删掉用不着的；要整个换掉就加 --replace。',
  same: '和现在的驿站表一样，没有要改的。',
  agree: '这样导入吗？回 y 导入，按回车不导入：',
  needsYes: '上面是预览，还没有导入；没问题就加上 --yes 再运行一次。',
  declined: '没有导入。',
  imported: (count: number, place: string) => `导入好了，驿站表现在有 ${count} 个驿站，放在 ${place}，一分钟内生效。`,
  changedMeanwhile: '驿站表刚刚被别人改过，没有导入；请再运行一次，看过新的预览再定。',
  gone: (place: string) => `驿站表 ${place} 不见了，没有导入。`,
  failed: (reason: string) => `导入没成：${reason}`,
};
