// What is read in documents themselves: words of their front matter, how they number their parts, how titles vary.
import type { Grade } from '../core/knowledge.ts';

/** Values of `status` and what they say of a text; spaces and the kind of dot do not matter. */
export const GRADE_WORDS: Readonly<Record<Grade, readonly string[]>> = {
  original: ['已核实·原文'],
  reprint: ['已核实·转载'],
  practice: ['种子材料', '外地做法'],
  unverified: ['UNVERIFIED', '未核实'],
  own: ['本支部', '有效', '现行有效', '现行', '试行'],
};

/** Values of `status` of a document that never answers. */
export const WITHDRAWN_WORDS: readonly string[] = ['已废止', '废止', '停用', '已停用', '作废', '已作废', '失效', '已失效'];

/** A value that says there is none. */
export const NONE = /^(?:|~|null|none|无|没有|无文号)$/i;

/** `2026-03-01`, `2026/3/1`, `2026年3月1日`, `2026年3月`, `2026`. */
export const DAY = /^(\d{4})(?:年?$|[-/.年](\d{1,2})(?:月?$|[-/.月](\d{1,2})日?$))/;

/** The year in a 文号: `〔2021〕56号`, `2023年第22号`. */
export const NUMBER_YEAR = /[〔[【（(]((?:19|20)\d{2})[〕\]】）)]|((?:19|20)\d{2})年第/;

/** What a title may have at its end without being another document's. */
export const EDITION =
  /[（(〔[](?:(?:19|20)\d{2}(?:[-年]\d{0,2}[-月]?\d{0,2}日?)?)?(?:第[一二三四五六七八九十\d]{1,3}次)?(?:修订|修正|修改)?[版本稿]?[）)〕\]]$|(?:19|20)\d{2}年?(?:修订|修正)?[版本]$/;

/** The same law with and without it. */
export const STATE = /^中华人民共和国/;

/** A region that is none: it holds everywhere, or wherever the branch is. */
export const EVERYWHERE =
  /^(?:全国|全国各地|各地|各省|各省市|因地而异|不限|本地|本省|本市|本区|本县|本街道|本镇|本社区|本支部)$|外地做法/;
export const AND_OTHERS = /等(?:地|省|市|省市)?$/;

const FIGURES = '[零〇一二两三四五六七八九十百千\\d]{1,8}';

/** 第五条, 第五条之一, with its caption; not the beginning of a sentence that refers to it (第五条规定的……). */
export const ARTICLE = new RegExp(
  `^(第${FIGURES}条(?:之[一二三四五六七八九十]{1,3})?)(?!规定|所|的|第|和|至|到|、第|或|中|款|以[上下])[\\s、:：.．]{0,4}(【[^】\\n]{1,30}】|（[^）\\n]{1,20}）)?[\\s:：]{0,4}`,
);
/** 第二章 报酬: a line of its own. The earlier of these holds the later. */
export const PARTS: readonly RegExp[] = [
  new RegExp(`^第${FIGURES}编(?=\\s|\\p{Script=Han}|$)`, 'u'),
  new RegExp(`^第${FIGURES}章(?=\\s|\\p{Script=Han}|$)`, 'u'),
  new RegExp(`^第${FIGURES}节(?=\\s|\\p{Script=Han}|$)`, 'u'),
  /^[一二三四五六七八九十]{1,3}、/,
];
/** `（一）`, `1、`, `①` at the beginning of a line; Markdown's own `1. ` and `- ` are elsewhere. */
export const ITEM = /^(?:（[一二三四五六七八九十\d]{1,3}）|\([一二三四五六七八九十\d]{1,3}\)|\d{1,3}[、．]|[①-⑳])/;
/** The same inside a line, after the mark that ends what stands before. */
export const ITEM_WITHIN = /(?<=[：:；;。])(?=（[一二三四五六七八九十]{1,3}）|[①-⑳])/;

/** Titles that say nothing of what the paper is about. */
export const GENERIC_TITLE =
  /^(?:重要|紧急|补充|有关|最新)?(?:通知|公告|通告|通报|制度|规定|办法|细则|纪要|会议纪要|方案|须知|说明|意见|要求|规则|附件)$/;
