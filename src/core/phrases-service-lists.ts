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
