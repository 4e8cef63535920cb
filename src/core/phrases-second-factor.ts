// What is said where a platform did not prove who wrote the words, and the person proves it himself.

export const secondFactorPhrases = {
  /** To the person alone. */
  ask: (code: string, title: string) =>
    `确认是你本人：在这儿回 ${code}，我就去办「${title}」。不是你发的就不用管。10 分钟内有效。`,
  /** Between the things one message asked for. */
  and: '、',
  /** Behind it, so that nobody confirms what another wrote in his name. */
  words: (words: string) => `你说的是：“${words}”`,
  /** Where it was said. */
  look: '要你本人确认一下，看我发你的私信。',
  /** A code that worked until it was said where everybody reads it; in front of a new one. */
  shown: '刚才那个数发在群里了，作废。换一个：',
  /** The same, where there is no new one. */
  shownAndOver: '刚才那个数发在群里了，作废。要办请再说一遍。',
  wrong: (left: number) => `这个数不对，还能试 ${left} 次。`,
  ended: '试错太多，这件不办了。要办请再说一遍。',
  expired: '这个数过时了，要办请再说一遍。',
};
