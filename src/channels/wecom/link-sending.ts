import type { Sending } from '../../core/channel.ts';
import { type Clock, SECOND_MS } from '../../core/clock.ts';
import type { ReplyHandle } from '../../core/message.ts';
import type { Outgoing } from '../../core/outgoing.ts';
import type { Attempt, Rung } from '../ladder.ts';
import type { Called } from './calls.ts';
import { cardOf } from './cards.ts';
import type { Judge, Way } from './judge.ts';
import { isOrdinary, type Lane, type Lanes, LIMITS, laneName } from './lanes.ts';
import type { LinkCommand, WecomLink } from './link.ts';
import { cardMessage, markdown, sendTo, stream, type WholeMessage } from './messages.ts';
import type { Pictures } from './pictures.ts';
import { markdownParts, renderMarkdown, renderWelcome, streamIdOf } from './render.ts';
import { isBehind, type Mouth, perform, type Script } from './speaking.ts';

export type FrameHandle = Extract<ReplyHandle, { kind: 'frame' }>;

const FRAME = 'frame';
/** The connection is made anew within seconds, here or by another instance. */
const UP_AGAIN_MS = 5 * SECOND_MS;

interface Parts {
  link: WecomLink;
  clock: Clock;
  lanes: Lanes;
  judge: Judge;
  pictures: Pictures;
}
export type LinkSender = ReturnType<typeof createLinkSender>;

/** An answer whose end is open: `climb` begins again at the rung of this name. */
const hasOpenFrame = ({ lastReason }: Sending): boolean => lastReason?.startsWith(`${FRAME}?`) ?? false;

/** The smart bot's long connection (developer.work.weixin.qq.com/document/path/101463). A repeat it cannot tell. */
export function createLinkSender({ link, clock, lanes, judge, pictures }: Parts) {
  /** A connection that owed us an ack, and what it had carried by then. */
  let silent: { connection: string | null; heard: number } | null = null;
  /** On a line that may be dead a repeat would be lost as well, and there is one only: a sign of life, or another line, is waited for. */
  const isSilent = () => silent !== null && link.connection() === silent.connection && link.framesHeard() === silent.heard;

  async function request(command: LinkCommand, body: unknown, requestId?: string): Promise<Called> {
    if (isSilent()) return { kind: 'shut', until: clock.now() + UP_AGAIN_MS, reason: 'link_silent' };
    const connection = link.connection();
    const answer = await link.request(command, body, requestId);
    switch (answer.kind) {
      case 'acked':
        return { kind: 'answered', errcode: answer.errcode, fields: {} };
      case 'lost':
        silent = { connection, heard: link.framesHeard() };
        return { kind: 'uncertain', reason: 'lost' };
      case 'down':
        return { kind: 'shut', until: clock.now() + UP_AGAIN_MS, reason: 'link_down' };
    }
  }

  function wayOf(name: string, { outgoing: { to } }: Sending, lane: Lane): Way {
    const group = to.kind === 'group' ? to.id : null;
    return { name, isKeyed: false, yes: 'sent', lane, group, mends: ['wecom_bot_not_in_group', 'wecom_nobody_spoke'] };
  }

  /** Replies and pushes of one conversation are counted together. */
  function laneOf(sending: Sending): Lane {
    const { to } = sending.outgoing;
    const name = laneName('conversation', to.kind === 'group' ? to.id : to.account);
    return lanes(name, LIMITS.conversation, 'hour', isOrdinary(sending));
  }

  function mouthOf(name: string, lane: Lane, say: Mouth['say']): Mouth {
    return { name, isKeyed: false, yes: 'sent', room: (count) => lane.room(count), say };
  }

  const saying = (chatId: string, way: Way) => async (message: WholeMessage) =>
    judge(await request('aibot_send_msg', sendTo(chatId, message)), way);

  function scriptOf({ id }: Sending, outgoing: Outgoing, words: readonly WholeMessage[]): Script {
    const card = cardOf(outgoing, id, 'aibot');
    return {
      words,
      card: card && cardMessage(card),
      follow: outgoing.to.kind === 'direct' ? pictures(outgoing, (said) => markdown(renderMarkdown(said))) : undefined,
    };
  }

  return {
    /**
     * Of our own accord, where somebody has spoken before. It also ends what began as an answer under a message, once the connection
     * is gone by which that could be answered: such an answer may be heard twice, and is not left unsaid.
     * @param hasOther another way leads there as well
     */
    active(sending: Sending, chatId: string, hasOther = false): Rung {
      const name = 'aibot';
      const lane = laneOf(sending);
      const mouth = mouthOf(name, lane, saying(chatId, { ...wayOf(name, sending, lane), hasOther }));
      const script = scriptOf(sending, sending.outgoing, markdownParts(sending.outgoing).map(markdown));
      return {
        name: hasOpenFrame(sending) ? FRAME : name,
        attempt: (isRepeat) => perform(mouth, script, isRepeat ? sending.lastReason : null),
      };
    },

    /** Under the message that is answered; what does not fit into one message follows of our own accord. */
    frame(sending: Sending, chatId: string, { requestId, to }: FrameHandle): Rung {
      const name = FRAME;
      const { outgoing, id } = sending;
      const lane = laneOf(sending);
      const way = wayOf(name, sending, lane);
      const sayMore = saying(chatId, way);

      async function greet(): Promise<Attempt> {
        const until = await lane.room(1);
        if (until !== null) return { kind: 'wait', until, reason: `${name}_limit` };
        return judge(await request('aibot_respond_welcome_msg', renderWelcome(outgoing), requestId), way);
      }

      async function answer(isRepeat: boolean): Promise<Attempt> {
        // Shown under the asker's words, so that nobody is mentioned who asked.
        const shown = { ...outgoing, mentions: [] };
        const [first = '', ...more] = markdownParts(shown);
        let isFirst = !isBehind(sending.lastReason);
        const mouth = mouthOf(name, lane, async (message) => {
          if (!isFirst) return await sayMore(message);
          const body = message.msgtype === 'template_card' ? message : stream(streamIdOf(id), first, true);
          const attempt = judge(await request('aibot_respond_msg', body, requestId), way, isRepeat);
          isFirst = attempt.kind !== 'sent';
          return attempt;
        });
        return await perform(
          mouth,
          scriptOf(sending, shown, [first, ...more].map(markdown)),
          isRepeat ? sending.lastReason : null,
        );
      }

      return { name, attempt: (isRepeat) => (to === 'greeting' ? greet() : answer(isRepeat)) };
    },
  };
}
