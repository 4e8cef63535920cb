// What `npm run import` says: what was found, what it asks, and why a file is not taken in.

import type { Foreign } from '../files/guard.ts';
import type { DayField, Fault } from '../knowledge/import/faults.ts';
import type { Lack, Preview } from '../knowledge/import/index.ts';

const PREVIEW_LIMIT = 12;
const BEGINNING = 40;

const foreign: Record<Foreign, string> = {
  doc: '是老式 Word（.doc）或 WPS 文件，请用 Word 或 WPS 打开，另存为 .docx 再导入',
  sheet: '是表格文件，导入驿站表请用 --stations；是文件就把内容复制到 Word，存成 .docx 再导入',
  numbers: '是 Numbers 表格，请把要用的内容复制到 Word，存成 .docx 再导入',
  slides: '是演示文稿，请把要用的文字复制到 Word，存成 .docx 再导入',
  archive: '是压缩包，请解压后把里面的文件直接导入',
  image: '是图片，认不了字，请用 Word 原件，或者把文字打出来存成 .txt 再导入',
  rtf: '是 RTF 文件，请用 Word 或 WPS 打开，另存为 .docx 再导入',
  web_page: '是网页文件，请把正文复制出来，存成 .txt 再导入',
  open_document: '是 ODT 文件，请打开后另存为 .docx 再导入',
  unknown: '认不出是什么文件，只收 .md、.txt、.docx 和 .pdf',
};

const options: Record<DayField, string> = { issued: '--issued', inForce: '--in-force', expires: '--expires' };

/** One sentence, which names the file and the cure. */
export function sayFault(fault: Fault): string {
  return `${fault.name}：${sayWhy(fault)}。`;
}

function sayWhy(fault: Fault): string {
  switch (fault.kind) {
    case 'no_file':
      return '没有这个文件，或者它是文件夹，请核对路径，文件名有空格时用引号括起来';
    case 'unreadable':
      return `读不了（${fault.code}），请看看文件权限`;
    case 'empty':
      return '里面没有文字，请检查是不是选错了文件';
    case 'too_large':
      return '超过 10 MB，请删掉图片或拆成几份再导入';
    case 'bomb':
      return '解压后大得不正常，不敢打开，请用 Word 打开原件，另存为新的 .docx 再导入';
    case 'locked':
      return '加了密码，请去掉密码另存一份再导入';
    case 'broken':
      return '已损坏或不是完整的文件，请重新下载，或用 Word 打开后另存为 .docx 再导入';
    case 'foreign':
      return foreign[fault.is];
    case 'scanned':
      return '是扫描件，里面没有能读的文字，请用 Word 原件，或者把文字打出来存成 .txt 再导入';
    case 'too_slow':
      return '10 秒还没读完，请拆成几份再导入';
    case 'too_much_memory':
      return '读起来太占内存，请删掉图片或拆成几份再导入';
    case 'too_much_text':
      return '文字太多，请拆成几份再导入';
    case 'orders':
      return `里面有${fault.count > 1 ? ` ${fault.count} 处` : ''}给机器下命令的话（“${fault.sentence}”），请删掉这${fault.count > 1 ? '些' : '一'}句再导入`;
    case 'no_number':
      return '没找到文号，请加 --number 文号，没有文号就加 --number none';
    case 'no_day':
      return '没找到日期，请加 --in-force 施行日期 或 --issued 公布日期，例如 --in-force 2026-03-01';
    case 'wrong_day':
      return `日历上没有“${fault.value}”这一天，请把 ${options[fault.field]} 写成 2026-03-01 这样`;
    case 'expires_first':
      return `失效日期 ${fault.expires} 早于起始日期 ${fault.first}，请用 --expires 或 --in-force 改正`;
    case 'same_number':
      return `文号“${fault.number}”和${sayOther(fault.other)}的一样，要用它换掉旧的就加 --replaces ${fault.other.id}，文号写错了就用 --number 改正`;
    case 'same_document':
      return `${sayOther(fault.other)}已经有了，日期也一样，要换掉旧的就加 --replaces ${fault.other.id}`;
    case 'nothing_to_replace':
      return `没有编号是“${fault.replaces}”的文件可以替换，请核对 --replaces`;
    case 'unfit':
      return `这份文件放不进去（${fault.reason.replace(/\.$/, '')}）`;
  }
}

const sayOther = ({ name, title }: { name: string; title: string }) =>
  `${title.startsWith('《') ? title : `《${title}》`}（${name}）`;

/** What is asked on a terminal for something a document does not say. */
export function sayQuestion({ name, title, what, isRepeated }: Lack): string {
  const about = title === '' ? name : sayOther({ name, title });
  if (what === 'number') return `${about}的文号是？没有文号就按回车：`;
  return isRepeated ? '日历上没有这一天，请写成 2026-03-01 这样：' : `${about}从哪天起施行（或哪天公布）？例如 2026-03-01：`;
}

/** What was found in a document and the beginning of its passages. */
export function sayPreview({ name, file, parsed: { document, passages, replaces } }: Preview): string[] {
  const facts: [string, string | null][] = [
    ['名称', document.title],
    ['文号', document.number ?? '没有'],
    ['发文', document.issuer],
    ['公布', document.issued],
    ['施行', document.inForce],
    ['失效', document.expires],
    ['地区', document.regions.length > 0 ? document.regions.join('、') : '不限'],
    ['替换', replaces],
  ];
  const shown = passages.slice(0, PREVIEW_LIMIT).map(({ heading, paragraphs }) => {
    const words = [...paragraphs.join(' ').replace(/\n/g, ' ')];
    return `    ${heading}｜${words.slice(0, BEGINNING).join('')}${words.length > BEGINNING ? '……' : ''}`;
  });
  const more = passages.length - shown.length;
  return [
    `${name} → ${file}`,
    ...facts.flatMap(([label, value]) => (value === null ? [] : [`  ${label}：${value}`])),
    `  共 ${passages.length} 段：`,
    ...shown,
    ...(more > 0 ? [`    ……还有 ${more} 段`] : []),
  ];
}

export const importText = {
  usage:
    '用法：npm run import -- 文件… [--title 名称] [--number 文号|none] [--issued 公布日期] [--in-force 施行日期] [--expires 失效日期] [--issuer 发文机关] [--region 地区] [--replaces 编号] [--documents 文件夹] [--yes]\n导入驿站表：npm run import -- --stations 表格 [--sheet 工作表] [--replace] [--yes]',
  option: (option: string) => `不认识 ${option}。`,
  noValue: (option: string) => `${option} 后面要写内容。`,
  oneOnly: (option: string) => `${option} 只能用在一份文件上，请一份一份导入。`,
  agree: '这样导入吗？回 y 导入，按回车不导入：',
  yes: /^(?:y|yes|是|好|好的|可以|导入|1)$/i,
  needsYes: '上面是预览，还没有导入；没问题就加上 --yes 再运行一次。',
  declined: '没有导入。',
  nothing: '一份也没有导入。',
  imported: (count: number, folder: string) => `导入了 ${count} 份，放在 ${folder}，一分钟内生效。`,
  notKept: (reason: string) => `写不进去（${reason}），一份也没有导入。`,
  failed: (reason: string) => `导入没成：${reason}`,
};
