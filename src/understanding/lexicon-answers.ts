// How people answer a question of ours that offered choices.
export const answerWords = {
  around: /^[\s回选是第]+|[\s个吧啊呀哦的。.!！,，、]+$/g,
  yes: /^(好|好的|好呀|是|是的|对|对的|嗯|嗯嗯|行|可以|确认|要|ok|yes)$/i,
  no: /^(不|不是|不对|不要|没有|没|取消|算了|否|no)$/i,
};
