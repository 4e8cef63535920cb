/** Between two requests said in one breath. */
export const JOINTS: readonly string[] = [' ', '，', '。', ' 另外', '，顺便', '，还有', ' 对了', '，', ' ', '  '];

/** Said to the bot before anything else. */
export const GREETING = /^@?小蜂[ ,，]?/;

/** Stops at the end of a message. */
export const LAST_STOP = /[。！!，, ]+$/;

/** Stops within a message. */
export const STOPS = /[，,。 ]+/g;

/** Numbers, compass points and letters: two places are the same only when these agree. */
export const MARKS = /[0-9零〇一二两三四五六七八九十百东西南北a-z]/g;

/** What does not count when spans are compared. */
export const UNHEARD = /[\s，。、！!？?,.:：;；“”"'（）()【】《》〈〉「」]/g;
