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
  howToLink: '对上了说“N-1 对接 R-2”，办好了说“N-1 办好了”。',
};
