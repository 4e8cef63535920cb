// What is said of a draft that waits for its yes, whatever it is of.
export const draftPhrases = {
  kept: '好，先放着，没发。要发回“发”，我再给您看一遍；不要了回 2。',
  howToChange: '要改哪儿？把整句再发一遍，我给您看过再发。不要了回 2。',
};
