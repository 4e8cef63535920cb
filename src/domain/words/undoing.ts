// How people take back a check-in by its name; all else that is to be undone is for the reader. Heard, never said.

const SHORT = 20;
const heard =
  /^(?:小蜂|麻烦|请|帮|把|要|想|[\s,，])*(?:(?:取消|撤[销回掉]?)(?:掉|了|一下)?我(?:的|刚才|刚刚|今天|早上|晚上)*(?:报到|签到|打卡)|我(?:的|刚才|刚刚|今天|早上|晚上)*(?:报到|签到|打卡)(?:取消|撤[销回掉]?)(?:掉|一下)?)[了吧呗啦哈\s,，。.!！~～]*$/;

/** `取消我的报到`, which the reader takes for an activity's sign-up. */
export const takesBackCheckIn = (words: string): boolean => words.length <= SHORT && heard.test(words);
