// What is said of a draft that waits for its yes, whatever it is of.
export const draftPhrases = {
  kept: '好，先放着，没发。要发回“发”，我再给您看一遍；不要了回 2。',
  /** Another draft is asked for while one waits. */
  firstThis: (what: string) => `先定上面这件：回 1 发，2 取消。${what}等会儿再说一遍。`,
  setAside: '上一份草稿没发，先放下了，要发再说一遍。',
  howToChange: '要改哪儿？把整句再发一遍，我给您看过再发。不要了回 2。',
};
