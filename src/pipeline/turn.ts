import { createHash } from 'node:crypto';
import { MINUTE_MS } from '../core/clock.ts';
import type { Answer, AnswerDefinition, Handler, HandlerContext } from '../core/handler.ts';
import type { Frame, Intent } from '../core/intent.ts';
import type { Message, Said } from '../core/message.ts';
import type { Button, Outgoing } from '../core/outgoing.ts';
import type { Services } from '../core/services.ts';
import type { OpenQuestion, Transaction } from '../core/store.ts';
import type { UnderstandingContext } from '../core/understanding.ts';
import { conversationKey, targetOf } from './conversation.ts';
import { framesSchema, isUrgent } from './frames.ts';
import type { Registry } from './registry.ts';
import { refuse, refuseAnswer } from './rights.ts';
import { sayJoined, sayNotYet } from './unskilled.ts';

/** A question of ours lives this long (product rule "How it speaks"). */
const QUESTION_MS = 10 * MINUTE_MS;

type AnyContext = HandlerContext<never>;
type Asked = Parameters<HandlerContext['ask']>[0];

/** A frame read anew with more words, and the frame it completes. */
export interface Addition {
  frame: Frame;
  earlier: Frame;
}

/**
 * Our turn to speak: one message being handled, with who said it, and all that is done, said and asked for it. Everything is written
 * through `tx`. What is run may rest on another message than the one at hand (an earlier one, or both together): the `source`.
 */
export async function openTurn(services: Services, registry: Registry, tx: Transaction, message: Message, now: number) {
  const member = await tx.members.recognise(message.sender, now);
  const conversation = conversationKey(message.channel, message.conversation);
  const lines: string[] = [];
  const buttons: Button[] = [];
  let question: OpenQuestion | null = null;

  const say = (line: string) => void lines.push(line);

  /** @param handler whose `answers` the answer comes to */
  function ask(handler: string, { name, text, choices, state }: Asked): void {
    say(text);
    const asking = createHash('sha256').update(message.key).digest('base64url').slice(0, 12);
    buttons.push(...choices.map((label, index) => ({ id: `${asking}:${index + 1}`, label })));
    question = {
      memberId: member.id,
      conversation,
      handler,
      question: name,
      state: state ?? {},
      asking,
      choices: [...choices],
      askedAt: now,
      expiresAt: now + QUESTION_MS,
    };
  }

  const contextFor = (handler: Handler, slots: unknown, source: Message, joins: string | null = null): AnyContext => ({
    tx,
    member,
    message: source,
    slots: slots as never,
    branch: services.branch.current(),
    skills: registry.skills,
    conversation,
    joins,
    now,
    at: source.sentAt,
    reply: say,
    ask: (asked) => ask(handler.name, asked),
  });

  /** An earlier message lends its words, not its proof. */
  const refusalOf = (intent: Intent, source: Message) => refuse(intent, member, source) ?? refuse(intent, member, message);

  /** @returns the frames that were not refused */
  async function run(frames: readonly Frame[], source: Message = message): Promise<Frame[]> {
    const allowed: Frame[] = [];
    for (const frame of frames) {
      const { intent } = frame;
      const refusal = refusalOf(intent, source);
      if (refusal !== null) {
        services.log.info({ intent, role: member.role, proof: message.proof }, 'refused');
        say(refusal);
        continue;
      }
      allowed.push(frame);
      const handler = registry.byIntent.get(intent);
      const definition = handler?.intents[intent];
      if (handler && definition) await definition.run(contextFor(handler, definition.slots.parse(frame.slots), source));
      else lines.push(...sayNotYet(frame, member));
    }
    return allowed;
  }

  /** @param joins key of the message that is completed */
  async function complete(additions: readonly Addition[], source: Said, joins: string): Promise<void> {
    for (const { frame, earlier } of additions) {
      if (refusalOf(frame.intent, source) !== null) continue;
      const handler = registry.byIntent.get(frame.intent);
      const definition = handler?.intents[frame.intent];
      if (handler && definition) await definition.run(contextFor(handler, definition.slots.parse(frame.slots), source, joins));
      else lines.push(...sayJoined(frame, earlier).filter((line) => !lines.includes(line)));
    }
  }

  /** @returns null when the question has no taker any more, or these words were no answer */
  async function answer(
    open: OpenQuestion,
    given: Answer,
    source: Message = message,
  ): Promise<Pick<AnswerDefinition<unknown>, 'covers'> | null> {
    const handler = registry.byName.get(open.handler);
    const definition = handler?.answers?.[open.question];
    if (!handler || !definition) return null;
    const refusal = refuseAnswer(handler, member, message);
    if (refusal !== null) say(refusal);
    else if (!(await definition.run(contextFor(handler, definition.state.parse(open.state), source), given))) return null;
    if (question === null) await forgetQuestion();
    return definition;
  }

  /** What comes from afar is checked like anything from outside, danger goes first; one part that does not fit spoils all. */
  function fitting(advised: readonly Frame[]): Frame[] | null {
    const checked = framesSchema.safeParse(advised);
    if (!checked.success) return null;
    const fits = ({ intent, slots }: Frame) => {
      const definition = registry.byIntent.get(intent)?.intents[intent];
      return !definition || definition.slots.safeParse(slots).success;
    };
    return checked.data.every(fits) ? checked.data.toSorted((a, b) => Number(isUrgent(b)) - Number(isUrgent(a))) : null;
  }

  const forgetQuestion = () => tx.openQuestions.clear(member.id, conversation);

  /** What the words are read against. */
  const contextOf = (said: Said): UnderstandingContext => ({
    now: said.sentAt,
    role: member.role,
    activities: [],
    quoted: said.quoted?.text ?? null,
    hasPhoto: said.media.some((media) => media.kind === 'photo'),
    tickets: [],
  });

  return {
    tx,
    member,
    message,
    conversation,
    people: services.branch.current().people,
    now,
    say,
    ask,
    run,
    complete,
    answer,
    contextOf,
    fitting,
    read: (said: Said): Frame[] => services.understand(said.text, contextOf(said)),
    mayUse: (intent: Intent): boolean => refuse(intent, member, message) === null,
    openQuestion: () => tx.openQuestions.get(member.id, conversation, now),
    forgetQuestion,
    /** Keeps what was asked. @returns what the bot says where the person spoke, or null */
    async close(): Promise<Outgoing | null> {
      if (question !== null) await tx.openQuestions.set(question);
      if (lines.length === 0) return null;
      const { account, userId } = message.sender;
      const mention = { account, userId: userId ?? '', name: member.name, memberId: member.id };
      return {
        channel: message.channel,
        to: targetOf(message.conversation),
        text: lines.join('\n'),
        mentions: message.conversation.kind === 'group' ? [mention] : [],
        buttons,
      };
    },
  };
}

export type Turn = Awaited<ReturnType<typeof openTurn>>;
