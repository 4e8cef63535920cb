// The messages we send, as the platform documents them: one small constructor each, and nothing the product does not send.

/** @see https://developer.work.weixin.qq.com/document/path/101031 */
export interface StreamMessage {
  msgtype: 'stream';
  stream: { id: string; finish: boolean; content: string };
}
export interface TextMessage {
  msgtype: 'text';
  text: { content: string };
}
export interface MarkdownMessage {
  msgtype: 'markdown';
  markdown: { content: string };
}
export interface ImageMessage {
  msgtype: 'image';
  image: { media_id: string };
}
export interface CardMessage {
  msgtype: 'template_card';
  template_card: ButtonCard;
}
/** What stands by itself: it can be sent of our own accord. */
export type WholeMessage = TextMessage | MarkdownMessage | ImageMessage | CardMessage;

/** @see https://developer.work.weixin.qq.com/document/path/101032 */
export interface ButtonCard {
  card_type: 'button_interaction';
  main_title: { title: string };
  sub_title_text?: string;
  button_list: { text: string; style: number; key: string }[];
  task_id: string;
}

export const stream = (id: string, content: string, finish: boolean): StreamMessage => ({
  msgtype: 'stream',
  stream: { id, finish, content },
});

export const text = (content: string): TextMessage => ({ msgtype: 'text', text: { content } });
export const markdown = (content: string): MarkdownMessage => ({ msgtype: 'markdown', markdown: { content } });
export const image = (mediaId: string): ImageMessage => ({ msgtype: 'image', image: { media_id: mediaId } });
export const cardMessage = (card: ButtonCard): CardMessage => ({ msgtype: 'template_card', template_card: card });

export function buttonCard(
  card: { title: string; words: string; taskId: string },
  buttons: readonly { text: string; key: string }[],
): ButtonCard {
  return {
    card_type: 'button_interaction',
    main_title: { title: card.title },
    ...(card.words !== '' && { sub_title_text: card.words }),
    // The first stands out, the others are outlined.
    button_list: buttons.map(({ text, key }, index) => ({ text, style: index === 0 ? 1 : 2, key })),
    task_id: card.taskId,
  };
}

/** The answer to a click: another card in its place, for these people. */
export const cardUpdate = (userIds: readonly string[], card: ButtonCard) => ({
  response_type: 'update_template_card' as const,
  userids: [...userIds],
  template_card: card,
});
export type CardUpdate = ReturnType<typeof cardUpdate>;

/**
 * Of the bot's own accord, over its long connection (document/path/101463). Without `chat_type`: what its numbers mean is not
 * settled, and the platform finds out by itself.
 */
export const sendTo = (chatId: string, message: WholeMessage) => ({ chatid: chatId, ...message });

/**
 * By the self-built application, to people (document/path/90236). The same request twice within the interval is delivered once: what
 * is another message needs another interval.
 */
export function appMessage(userIds: readonly string[], agentId: number, message: WholeMessage, duplicateIntervalS: number) {
  return {
    touser: userIds.join('|'),
    agentid: agentId,
    ...message,
    safe: 0,
    enable_id_trans: 0,
    enable_duplicate_check: 1,
    duplicate_check_interval: duplicateIntervalS,
  };
}

/** The three steps of an upload over the long connection (document/path/101463). */
export const uploadInit = (file: { type: 'image' | 'file'; name: string; size: number; chunks: number; md5: string }) => ({
  type: file.type,
  filename: file.name,
  total_size: file.size,
  total_chunks: file.chunks,
  md5: file.md5,
});
export const uploadChunk = (uploadId: string, index: number, bytes: Uint8Array) => ({
  upload_id: uploadId,
  chunk_index: index,
  base64_data: Buffer.from(bytes).toString('base64'),
});
export const uploadFinish = (uploadId: string) => ({ upload_id: uploadId });
