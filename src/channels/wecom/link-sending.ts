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
import { markdownParts, renderWelcome, streamIdOf } from './render.ts';
import { type Mouth, perform, type Script } from './speaking.ts';

export type FrameHandle = Extract<ReplyHandle, { kind: 'frame' }>;

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

/** The smart bot's long connection (developer.work.weixin.qq.com/document/path/101463). A repeat it cannot tell. */
export function createLinkSender({ link, clock, lanes, judge, pictures }: Parts) {
  async function request(command: LinkCommand, body: unknown, requestId?: string): Promise<Called> {
    const answer = await link.request(command, body, requestId);
    switch (answer.kind) {
      case 'acked':
        return { kind: 'answered', errcode: answer.errcode, fields: {} };
      case 'lost':
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
    return { name, isKeyed: false, room: (count) => lane.room(count), say };
  }

  const saying = (chatId: string, way: Way) => async (message: WholeMessage) =>
    judge(await request('aibot_send_msg', sendTo(chatId, message)), way);

  function scriptOf({ id }: Sending, outgoing: Outgoing, words: readonly WholeMessage[]): Script {
    const card = cardOf(outgoing, id, 'aibot');
    return {
      words,
      card: card && cardMessage(card),
      follow: pictures(outgoing.to.kind === 'direct' ? (outgoing.photos ?? []) : []),
    };
  }

  return {
    /** Of our own accord, where somebody has spoken before. */
    active(sending: Sending, chatId: string): Rung {
      const name = 'aibot';
      const lane = laneOf(sending);
      const mouth = mouthOf(name, lane, saying(chatId, wayOf(name, sending, lane)));
      const script = scriptOf(sending, sending.outgoing, markdownParts(sending.outgoing).map(markdown));
      return { name, attempt: (isRepeat) => perform(mouth, script, isRepeat) };
    },

    /** Under the message that is answered; what does not fit into one message follows of our own accord. */
    frame(sending: Sending, chatId: string, { requestId, to }: FrameHandle): Rung {
      const name = 'frame';
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
        let isFirst = true;
        const mouth = mouthOf(name, lane, async (message) => {
          if (!isFirst) return await sayMore(message);
          const body = message.msgtype === 'template_card' ? message : stream(streamIdOf(id), first, true);
          const attempt = judge(await request('aibot_respond_msg', body, requestId), way, isRepeat);
          isFirst = attempt.kind !== 'sent';
          return attempt;
        });
        return await perform(mouth, scriptOf(sending, shown, [first, ...more].map(markdown)), isRepeat);
      }

      return { name, attempt: (isRepeat) => (to === 'greeting' ? greet() : answer(isRepeat)) };
    },
  };
}
