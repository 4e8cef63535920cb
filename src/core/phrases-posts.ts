// What is said of posts (党员岗) by itself: to the secretaries who decide, and to the person alone.
export const postPhrases = {
  somebody: '有人',
  asked: (who: string, post: string, number: number) => `${who}想认领“${post}”，岗 ${number}。${postPhrases.howToDecide(number)}`,
  howToDecide: (number: number): string => `回“岗 ${number} 同意”或“岗 ${number} 不同意”。`,
  agree: '同意',
  disagree: '不同意',
  granted: (post: string, who: string) => `“${post}”是你的了，${who}同意的。谢谢你。不想干了说“交岗”。`,
  declined: (post: string, reason: string | null) =>
    `“${post}”这次没批${reason === null ? '' : `（${reason}）`}。想了解跟书记说一声。`,
  handedBack: (who: string, post: string) => `${who}交回了“${post}”。`,
  withdrawn: (post: string, reason: string) => `书记把你的“${post}”撤了：${reason}。有想法跟书记说。`,
};
