// What `npm run match-lists` says: what is wrong with a list, line by line, and what the two have in common.
import type { MatchKind, MatchReason } from '../domain/registration/matching.ts';
import type { BrokenReason, RowFault } from '../tables/index.ts';

const kinds: Record<MatchKind, string> = { same: '两边一致', conflict: '要人核对', only_a: '只在甲表', only_b: '只在乙表' };

const reasons: Record<MatchReason, string> = {
  same_name: '同名',
  similar_name: '名字写法相近',
  other_name: '名字不同',
  same_phone: '电话相同',
  other_phone: '电话不同',
  same_id: '证件号对得上',
  other_id: '证件号对不上',
  name_only: '只有名字可比',
  several: '一边不止一行',
};

const header = [
  '组',
  '结果',
  '原因',
  '甲行',
  '甲姓名',
  '甲电话',
  '甲单位',
  '甲社区',
  '乙行',
  '乙姓名',
  '乙电话',
  '乙单位',
  '乙社区',
  '核对结果',
];

function sayBroken(reason: BrokenReason): string {
  switch (reason.kind) {
    case 'empty':
      return '里面是空的';
    case 'too_large':
      return '超过 10 MB，请拆成几份';
    case 'bomb':
      return '解压后大得不正常，不敢打开，请另存为新的 .xlsx';
    case 'locked':
      return '加了密码，请去掉密码另存一份';
    case 'foreign':
      return '不是 .xlsx 或 .csv 表格，请用表格软件另存一份';
    case 'no_sheet':
      return `没有这张工作表，有的是：${reason.sheets.join('、')}`;
    case 'too_many_rows':
      return '超过 20000 行，请拆成几份';
    case 'too_many_columns':
      return '超过 100 列，请删掉用不着的列';
    case 'quotes':
      return `第 ${reason.line} 行起有个引号没有收尾`;
    case 'too_slow':
    case 'too_much_memory':
      return '读起来太费力，请删掉图片和格式再试';
    case 'broken':
      return '已损坏或不是完整的文件，请重新下载或另存一份';
  }
}

function sayWhy(fault: RowFault): string {
  switch (fault.kind) {
    case 'missing':
      return '没有写';
    case 'merged':
      return '是合并单元格，请拆开，每行写上自己的内容';
    case 'uncalculated':
    case 'error':
      return '是公式，没有算出结果，请改成内容本身';
    case 'date':
      return '被表格软件变成了日期，请改回文字';
    case 'scientific':
      return '变成了科学计数法，请把这列设成文本再重填';
    case 'long_number':
      return '超过 15 位的数字后几位丢了，请把这列设成文本再重填';
    case 'not_a_phone':
      return '不像电话号码';
    case 'zero_lost':
      return '座机号开头的 0 丢了，请把这列设成文本再补上';
    case 'too_long':
      return `太长了，最多 ${fault.most} 个字`;
    case 'no_header':
      return '没找到表头，表头里要有“姓名”，还要有“电话”或别的一列';
    case 'column_twice':
      return `“${fault.titles[0]}”和“${fault.titles[1]}”说的是一样的，请留一列`;
    case 'no_rows':
      return '表头下面没有内容';
    default:
      return '写得不对';
  }
}

export const listsText = {
  usage: '用法：npm run match-lists -- 甲表.xlsx 乙表.xlsx [--out 结果.csv]',
  option: (option: string) => `不认识 ${option}。`,
  noValue: (option: string) => `${option} 后面要写文件名。`,
  noFile: (name: string) => `${name}：没有这个文件，请核对路径，文件名有空格时用引号括起来。`,
  unreadable: (name: string, code: string) => `${name}：读不了（${code}），请看看文件权限。`,
  broken: (name: string, reason: BrokenReason) => `${name}：${sayBroken(reason)}。`,
  fault: (name: string, fault: RowFault) =>
    `${name}${fault.line === null ? '' : ` 第 ${fault.line} 行`}${fault.column === null ? '' : `“${fault.column}”`}：${sayWhy(fault)}。`,
  moreFaults: (rest: number) => `还有 ${rest} 处。`,
  nothing: '改好再来，这次什么也没写。',
  exists: (file: string) => `${file} 已经有了，换个名字，免得盖掉别人核对过的。`,
  noFolder: (file: string) => `${file} 写不进去，那个文件夹还没有，请先建好。`,
  notWritten: (reason: string) => `结果写不进去（${reason}）。`,
  counts: (counts: Readonly<Record<MatchKind, number>>) =>
    `两边一致 ${counts.same} 人，要人核对 ${counts.conflict} 组，只在甲表 ${counts.only_a} 人，只在乙表 ${counts.only_b} 人。`,
  written: (file: string) => `逐人写在 ${file}，只有你自己能打开；谁是谁由人核对，我不替你合并。`,
  header,
  kind: (kind: MatchKind) => kinds[kind],
  reasons: (all: readonly MatchReason[]) => all.map((reason) => reasons[reason]).join('，'),
};
