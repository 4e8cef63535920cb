// What is quoted under a "received".

/** What platforms put for what they cannot quote: `[图片]`, `[卡片消息]`; then marks, mentions and receipts of others. */
const heardEmpty = /\[[^[\]]{1,12}\]|@[^\s@]{1,20}|收到|已阅|知道了|明白了?|好的|\+?1|[\s\p{P}\p{S}]/gu;
/** Said in scorn. */
export const heardScorn = /收到(?:个|你个?)(?:屁|鬼|锤子|毛线|毛|头|啥|什么)|收到(?:个)?啥了?[?？]/;
const heardOfNotice = /通知|公告/;
/** Fewer signs tell of nothing. */
const TELLING_SIGNS = 4;

/** True when a quote does not tell what it is about, or only that it is about a notice. */
export const tellsNothing = (quoted: string): boolean =>
  heardOfNotice.test(quoted) || quoted.replace(heardEmpty, '').length < TELLING_SIGNS;
