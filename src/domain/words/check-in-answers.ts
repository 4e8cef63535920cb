// What people answer when they are asked for the list of a patrol or for hours.

const FILLER = '[\\s,，。.!！~～嗯哦好的是都也全这四样今天呀啊哈呢了吧挺很那]|小蜂|谢谢|一切|全部|算了|其实|应该|反正';
/** The whole of an answer that finds nothing wrong; a word more, and it is something else. */
export const heardFine = new RegExp(
  `^(?:${FILLER})*(?:正常|没(?:得|有|啥|什么)?(?:问题|毛病|事|异常|情况)?|[都挺很全]好|好着|都行|没异常|ok)(?:${FILLER}|正常|没问题)*$`,
  'i',
);

/** The whole of an answer that finds something, and does not say what. */
export const heardSome = /^(?:嗯|是|还真)?有(?:的|啊|呀|点|一点|一些|几个|个)*[\s,，。.!！~～]*$/;
/** Thanks, which answer nothing. */
export const heardThanks = /^(?:好的?|嗯|行|[\s,，])*(?:谢谢?|多谢|谢了|辛苦)[谢你您小蜂了啦啊哈的\s,，。.!！~～]*$/;
/** Nothing is to be recorded after all. */
export const heardNothing =
  /^(?:那|哦|就|还是)*(?:没事|不用|不记|别记|还?没(?:做|干|有|完|巡|去)?|算了)[了吧啦啊哈没事不用记\s,，。.!！~～]*$/;
/** Before hours that are given in: 那就 3 小时. */
export const heardSo = /^(?:那就|那|就|也就|算)(?=[\d零一二两俩三仨四五六七八九十半])/;
/** Hours, but not how many. */
export const heardVague =
  /[多来几][个]?(?:小时|钟头)|(?:小时|钟头)多|[\d一二两三四五六七八九十]\s?[-~到至、]\s?[\d一二两三四五六七八九十]/;

/** Hours of service are told of, not the coming to one. */
export const heardDone = /[做干忙搞弄]完|完[了成事]|结束|收工|小时|钟头|[半一]天/;
