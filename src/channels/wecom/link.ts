// What the rest of the channel sees of the smart bot's long connection (developer.work.weixin.qq.com/document/path/101463).

/** What became of one frame. */
export type LinkAnswer =
  /** The platform's word on it: 0 = done. */
  | { kind: 'acked'; errcode: number; body: unknown }
  /** It left, and no word came back in time. */
  | { kind: 'lost' }
  /** There is no connection here: it never left. */
  | { kind: 'down' };

export type LinkCommand =
  | 'aibot_respond_msg'
  | 'aibot_respond_welcome_msg'
  | 'aibot_respond_update_msg'
  | 'aibot_send_msg'
  | 'aibot_upload_media_init'
  | 'aibot_upload_media_chunk'
  | 'aibot_upload_media_finish';

/** The one live connection of the bot, if it is ours. */
export interface WecomLink {
  /** Our own name of the subscribed connection; null while there is none here. */
  connection(): string | null;
  /**
   * Sends one frame and waits for its ack. Frames of one request id go one after the other.
   * @param requestId of the frame that is answered; left out for what is sent of our own accord
   */
  request(command: LinkCommand, body: unknown, requestId?: string): Promise<LinkAnswer>;
  /** How much has come in by it, ever: more than before = it carries. */
  framesHeard(): number;
  /** Another instance of ours holds the connection. */
  isElsewhere(): boolean;
}
