import { createHash } from 'node:crypto';
import { MINUTE_MS } from '../core/clock.ts';
import { conversationKey, targetKey, targetOf } from '../core/conversation.ts';
import { type Doing, reachOf } from '../core/doing.ts';
import type { Answer, AnswerDefinition, Handler, HandlerContext } from '../core/handler.ts';
import { type Frame, type Intent, isAllowed } from '../core/intent.ts';
import type { Message, Said } from '../core/message.ts';
import type { Button, Outgoing } from '../core/outgoing.ts';
import { phrases } from '../core/phrases.ts';
import type { WishSaid } from '../core/planner.ts';
import type { Services } from '../core/services.ts';
import type { OpenQuestion, Transaction } from '../core/store.ts';
import type { UnderstandingContext } from '../core/understanding.ts';
import { activitiesFor, speakerOf } from './context.ts';
import { asksFirst, framesSchema, isUrgent, withoutCovered } from './frames.ts';
import type { Registry } from './registry.ts';
import { refuse, refuseAllowance, refuseAnswer, refuseUnproven } from './rights.ts';
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
  const branch = services.branch.current();
  const member = await speakerOf(tx, branch, message, now);
  const openActivities = message.kind === 'said' ? await activitiesFor(tx, member, message, now) : [];
  const conversation = conversationKey(message.channel, message.conversation);
  const lines: string[] = [];
  const whispered: string[] = [];
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

  const doing: Doing = {
    tx,
    branch,
    planner: services.planner,
    reach: reachOf(services.channels),
    now,
  };
  const wishIn = (source: Message, words = source.kind === 'said' ? source.text : ''): WishSaid =>
    words === '' ? { kind: 'none' } : services.readWish(words, source.sentAt);

  function whisper(text: string): boolean {
    if (message.conversation.kind === 'direct') say(text);
    else if (!doing.reach(message.channel).direct) return false;
    else whispered.push(text);
    return true;
  }

  const contextFor = (handler: Handler, slots: unknown, source: Message, joins: string | null = null): AnyContext => ({
    ...doing,
    member,
    message: source,
    slots: slots as never,
    skills: registry.skills,
    conversation,
    joins,
    at: source.sentAt,
    wish: (words) => wishIn(source, words),
    reply: say,
    whisper,
    ask: (asked) => ask(handler.name, asked),
    offer: (offered) => void buttons.push(...offered),
  });

  /** An earlier message lends its words, not its proof. */
  const refusalOf = (intent: Intent, source: Message) => refuse(intent, member, source) ?? refuse(intent, member, message);

  /** @returns the frames that were not refused */
  async function run(frames: readonly Frame[], source: Message = message): Promise<Frame[]> {
    const allowed: Frame[] = [];
    for (const frame of withoutCovered(frames)) {
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
      // One question at a time: of two, the first would be forgotten and its "1" would answer the other.
      if (question !== null && asksFirst(frame)) say(phrases.oneAtATime(intent));
      else if (handler && definition) await definition.run(contextFor(handler, definition.slots.parse(frame.slots), source));
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

  /** Does what the words ask for beside the intents; false when they ask for none of it, or the person may not. */
  async function command(words: string): Promise<boolean> {
    for (const { handler, definition } of registry.commands) {
      if (!isAllowed(member.role, definition.allow)) continue;
      const slots: unknown = definition.hears(words);
      if (slots === null) continue;
      const refusal = refuseUnproven(definition.allow, handler.title, message);
      if (refusal !== null) say(refusal);
      else await definition.run(contextFor(handler, slots, message));
      return true;
    }
    return false;
  }

  /** A button that anybody who sees it may press. @returns false when it is none of ours */
  async function press(id: string): Promise<boolean> {
    const [handlerName = '', name = '', ...rest] = id.split('/');
    const handler = registry.byName.get(handlerName);
    // Only own names: the id comes from outside.
    const definition = handler?.buttons && Object.hasOwn(handler.buttons, name) ? handler.buttons[name] : undefined;
    if (!handler || !definition) return false;
    const refusal = refuseAllowance(definition.allow, handler.title, member, message);
    if (refusal !== null) say(refusal);
    else await definition.run(contextFor(handler, rest.join('/'), message));
    return true;
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

  /** Not caused by the message in the outbox's sense: a way to answer the group is no way to answer one person. */
  async function sendAlone(text: string): Promise<void> {
    const { channel, sender } = message;
    const body: Outgoing = { channel, to: { kind: 'direct', account: sender.account }, text, mentions: [], buttons: [] };
    await tx.outbox.add([{ key: `whisper:${message.key}`, orderingKey: targetKey(body), body, dueAt: now }], now);
  }

  const forgetQuestion = () => tx.openQuestions.clear(member.id, conversation);

  /** What the words are read against. */
  const contextOf = (said: Said): UnderstandingContext => ({
    now: said.sentAt,
    role: member.role,
    activities: openActivities,
    quoted: said.quoted?.text ?? null,
    hasPhoto: said.media.some((media) => media.kind === 'photo'),
    tickets: [],
  });

  return {
    tx,
    member,
    message,
    conversation,
    people: branch.people,
    now,
    say,
    ask,
    run,
    complete,
    answer,
    command,
    press,
    wishIn,
    contextOf,
    fitting,
    read: (said: Said): Frame[] => services.understand(said.text, contextOf(said)),
    mayUse: (intent: Intent): boolean => refuse(intent, member, message) === null,
    openQuestion: () => tx.openQuestions.get(member.id, conversation, now),
    forgetQuestion,
    /** Keeps what was asked. @returns what the bot says where the person spoke, or null */
    async close(): Promise<Outgoing | null> {
      if (question !== null) await tx.openQuestions.set(question);
      const { account, userId } = message.sender;
      if (whispered.length > 0) await sendAlone(whispered.join('\n'));
      if (lines.length === 0) return null;
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
