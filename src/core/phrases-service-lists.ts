// What is said of the three lists (需求、资源、服务) by itself and in more than one place.
interface Key {
  kind: 'need' | 'resource' | 'service';
  number: number;
}

const letters: Record<Key['kind'], string> = { need: 'N', resource: 'R', service: 'S' };
export const serviceTitles: Record<Key['kind'], string> = { need: '需求', resource: '资源', service: '服务' };

/** `N-3` */
export const sayKey = ({ kind, number }: Key): string => `${letters[kind]}-${number}`;

export const serviceListPhrases = {
  /** In place of a home. */
  home: '〔住处〕',
  added: {
    need: (key: string) => `${key} 记进需求清单了。有人能办，说“${key} 对接”加编号。`,
    resource: (key: string) => `${key} 记进资源清单了。问“有什么资源”的人都看得到。`,
    service: (key: string) => `${key} 记进服务清单了。问“有什么服务”的人都看得到。`,
  } satisfies Record<Key['kind'], (key: string) => string>,
  changed: {
    open: (key: string) => `${key} 恢复了，还在清单上。`,
    done: (key: string) => `${key} 办好了，从清单上撤下。`,
    cancelled: (key: string) => `${key} 取消了，从清单上撤下。`,
  } satisfies Record<'open' | 'done' | 'cancelled', (key: string) => string>,
  addedSeveral: (lines: readonly string[], kind: string, first: string) =>
    `记进${kind}清单 ${lines.length} 条：\n${lines.join('\n')}\n写错了说“${first} 改成……”。`,
  addedAs: (key: string, kind: string, text: string) => `${key} 记进${kind}清单了：${text}。要分开就一条一条说。`,
  line: (key: string, text: string) => `${key} ${text}`,
  more: (rest: number) => `还有 ${rest} 条，说“需求清单”看全部。`,
  unmatched: (count: number) => `还有 ${count} 条需求没对接：`,
  perhaps: (line: string, key: string, text: string) => `${line}（${key} ${text}，看看对不对得上）`,
  howToLink: (need: string, other: string) => `对得上就说“${need} 对接 ${other}”，办好了说“${need} 办好了”。`,
  howToSettle: (need: string) => `有人能办就说“${need} 对接”加编号，办好了说“${need} 办好了”。`,
  linked: (count: number) => `上个月对接的 ${count} 条，不知办好没有：`,
  linkedLine: (line: string, keys: string) => `${line}（对接 ${keys}）`,
  askDone: (need: string) => `办好了说“${need} 办好了”，没成说“${need} 不对接了”。`,
};
