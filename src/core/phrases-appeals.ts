// What several handlers say of an appeal: who knows of whom it is from.
import type { Ticket } from './ticket.ts';

export const appealPhrases = {
  inGroup: '收到，我私信你，登记和进展都不在群里说。',
  tellMeAlone: '这件事请私聊我说，不在群里说。',
  privateMatter: '别人的想法、信仰和私事我不登记。你自己遇到的难处，尽管跟我说。',
  hidden: (number: string) => `${number} 已匿名，只有我知道是你，进展我私信你。`,
  hiddenNow: (number: string) => `${number} 已匿名，进展我私信你。`,
  inPublic: '群里那句大家看得见，介意就撤回。',
  wasSeen: '之前有人看过详情，可能知道是你。',
  cannotHide: (number: string) => `这会儿做不到匿名，${number} 还是实名的，对不住。`,
  inLedger: (number: string) => `${number} 的分记在你名下，台账改不了，这件匿名不了。别的事一开头就说“匿名”。`,
  othersNamed: (numbers: string) => `${numbers} 还是实名的，要匿名就带上编号说。`,
  isAnonymous: (number: string) => `${number} 是匿名的，书记看不到是谁，只有我知道。`,
  isNamed: (number: string) => `${number} 没匿名，办的人看得到是你。要匿名就说“匿名”。`,
};

/** Who may know all the same, because it was not hidden from the beginning. */
export type KnownBy = 'nobody' | 'group' | 'handlers';

/** As far as it is true: what others have read or seen before they keep knowing. @param others numbers of his that are not hidden */
export function sayHidden(number: string, knownBy: KnownBy, others: readonly string[]): string {
  const rest = others.length === 0 ? '' : appealPhrases.othersNamed(others.join('、'));
  if (knownBy === 'nobody') return appealPhrases.hidden(number) + rest;
  return appealPhrases.hiddenNow(number) + (knownBy === 'group' ? appealPhrases.inPublic : appealPhrases.wasSeen) + rest;
}

export const sayWhoKnows = ({ anonymous, number }: Ticket): string =>
  (anonymous ? appealPhrases.isAnonymous : appealPhrases.isNamed)(number);
