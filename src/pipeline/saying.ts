// What is said and asked in one turn, and to whom: where the person spoke, or to the person alone.
import { createHash } from 'node:crypto';
import { MINUTE_MS } from '../core/clock.ts';
import { conversationKey, targetKey, targetOf } from '../core/conversation.ts';
import type { Doing } from '../core/doing.ts';
import type { Asking } from '../core/handler.ts';
import type { Citation } from '../core/knowledge.ts';
import type { Member } from '../core/member.ts';
import type { Message } from '../core/message.ts';
import type { Button, Outgoing } from '../core/outgoing.ts';
import { ANSWER, URGENT } from '../core/queue.ts';
import type { OpenQuestion } from '../core/store.ts';
import { canReach } from '../domain/opened.ts';
import { sealOutgoing } from '../domain/pushes/index.ts';
import { mentionsIn } from '../domain/pushes/way.ts';
import type { Questions } from './questions.ts';

/** A question of ours lives this long (product rule "How it speaks"). */
const QUESTION_MS = 10 * MINUTE_MS;

/** What a turn leaves to be stored and sent. */
export interface Spoken {
  /** What the bot says where the person spoke, or null. */
  outgoing: Outgoing | null;
  /** The message, and the answer to it, are kept so that the records do not tell whose they are. */
  isSealed: boolean;
  /** Somebody is in danger: what is said goes before all that waits. */
  isEmergency?: boolean;
}

/**
 * What somebody waits for goes before what nobody asked for, and what answers an emergency before all that waits, also in its own
 * conversation; else what goes to one place leaves in order.
 */
export const answerKey = (outgoing: Outgoing, isEmergency: boolean): string =>
  (isEmergency ? URGENT : ANSWER) + targetKey(outgoing);

export interface SayingParts {
  doing: Doing;
  message: Message;
  member: Member;
  /** `conversationKey` of where the message was said. */
  conversation: string;
  questions: Questions;
}

export async function createSaying({ doing, message, member, conversation, questions }: SayingParts) {
  const { tx, sealer, now } = doing;
  const isInGroup = message.conversation.kind === 'group';
  const here: Voice = silence();
  /** To the person alone; in a direct chat that is here. */
  const alone: Voice = isInGroup ? silence() : here;
  const direct = directOf(message);
  const called: Member[] = [];
  const cited: Citation[] = [];
  const asked = new Map<string, OpenQuestion>();
  let isSealed = false;
  let isEmergency = false;

  const canWhisper = !isInGroup || (await canReach(doing, message.channel, { kind: 'direct', account: message.sender.account }));

  function askBy(voice: Voice, where: string, handler: string, { name, text, choices, state }: Asking): void {
    voice.lines.push(text);
    const asking = createHash('sha256').update(message.key).digest('base64url').slice(0, 12);
    voice.buttons.push(...choices.map((label, index) => ({ id: `${asking}:${index + 1}`, label })));
    asked.set(where, {
      memberId: member.id,
      conversation: where,
      handler,
      question: name,
      state: state ?? {},
      asking,
      choices: [...choices],
      askedAt: now,
      expiresAt: now + QUESTION_MS,
    });
  }

  const kept = (outgoing: Outgoing): Outgoing => (isSealed && sealer ? sealOutgoing(sealer, outgoing) : outgoing);

  /** Not caused by the message in the outbox's sense: a way to answer the group is no way to answer one person. */
  async function sendAlone(): Promise<void> {
    const to: Outgoing['to'] = { kind: 'direct', account: direct.id };
    const body = kept({ channel: message.channel, to, mentions: [], ...spokenBy(alone) });
    const orderingKey = answerKey(body, isEmergency);
    await tx.outbox.add([{ key: `whisper:${message.key}`, orderingKey, body, dueAt: now }], now);
  }

  /** What is said where the person spoke. */
  async function spokenHere(): Promise<Outgoing> {
    const { account, userId } = message.sender;
    return {
      channel: message.channel,
      to: targetOf(message.conversation),
      // A confidence names nobody in the group, nor in the row of the answer.
      mentions: isInGroup && !isSealed ? [{ account, userId: userId ?? '', name: member.name, memberId: member.id }] : [],
      ...(isInGroup && called.length > 0 && { called: await mentionsIn(doing, message.channel, called) }),
      ...spokenBy(here),
      ...(cited.length > 0 && { citations: cited }),
    };
  }

  return {
    say: (line: string) => void here.lines.push(line),
    /** @param handler whose `answers` the answer comes to */
    ask: (handler: string, asking: Asking) => askBy(here, conversation, handler, asking),
    hasAsked: (): boolean => asked.has(conversation),
    canWhisper: (): boolean => canWhisper,
    whisper(text: string): boolean {
      if (canWhisper) alone.lines.push(text);
      return canWhisper;
    },
    askAlone(handler: string, asking: Asking): boolean {
      if (canWhisper) askBy(alone, conversationKey(message.channel, direct), handler, asking);
      return canWhisper;
    },
    attach: (photos: readonly string[]) => void alone.photos.push(...photos),
    link(url: string): void {
      alone.link = url;
    },
    offer: (buttons: readonly Button[]) => void here.buttons.push(...buttons),
    cite: (citations: readonly Citation[]) => void cited.push(...citations),
    call(people: readonly Member[]): void {
      called.push(...people);
      isEmergency = true;
    },
    noteEmergency(): void {
      isEmergency = true;
    },
    /** As handlers do: what may be somebody's own trouble is asked in confidence. */
    keepSealed(): void {
      isSealed = sealer !== null;
    },
    isSealed: (): boolean => isSealed,
    /** Keeps what was asked; what is said to the person alone leaves by itself. */
    async close(): Promise<Spoken> {
      for (const question of asked.values()) await questions.set(question, isSealed);
      if (alone !== here && alone.lines.length > 0) await sendAlone();
      return { outgoing: here.lines.length === 0 ? null : await spokenHere(), isSealed, isEmergency };
    },
  };
}

/** What is said in one place by one message. */
interface Voice {
  lines: string[];
  buttons: Button[];
  link: string | null;
  photos: string[];
}

const silence = (): Voice => ({ lines: [], buttons: [], link: null, photos: [] });

const spokenBy = ({ lines, buttons, link, photos }: Voice): Pick<Outgoing, 'text' | 'buttons' | 'link' | 'photos'> => ({
  text: lines.join('\n'),
  buttons,
  ...(link !== null && { link }),
  ...(photos.length > 0 && { photos }),
});

/** The direct chat with whoever sent the message. */
const directOf = ({ conversation, sender }: Message): Message['conversation'] =>
  conversation.kind === 'direct' ? conversation : { kind: 'direct', id: sender.account };
