import { createHash } from 'node:crypto';
import { MINUTE_MS } from '../core/clock.ts';
import { conversationKey, targetKey, targetOf } from '../core/conversation.ts';
import type { Answer, AnswerDefinition, Asking, Handler, HandlerContext } from '../core/handler.ts';
import { allowances, type Frame, type Intent, isAllowed } from '../core/intent.ts';
import type { Citation, Wording } from '../core/knowledge.ts';
import type { Member } from '../core/member.ts';
import type { Message, Said } from '../core/message.ts';
import type { Button, Outgoing } from '../core/outgoing.ts';
import { phrases } from '../core/phrases.ts';
import { unprovenIn } from '../core/phrases-second-factor.ts';
import type { WishSaid } from '../core/planner.ts';
import { URGENT } from '../core/queue.ts';
import { doingIn, type Services } from '../core/services.ts';
import type { OpenQuestion, Transaction } from '../core/store.ts';
import { isRunning } from '../core/ticket.ts';
import type { UnderstandingContext } from '../core/understanding.ts';
import { findCurated } from '../domain/knowledge/curated.ts';
import { canReach } from '../domain/opened.ts';
import { sealOutgoing } from '../domain/pushes/index.ts';
import { mentionsIn } from '../domain/pushes/way.ts';
import { type Advice, AdviceNeeded } from './advice.ts';
import { activitiesFor, isGroupPress, speakerOf, ticketsOf } from './context.ts';
import { asksFirst, framesSchema, isUrgent, withoutCovered } from './frames.ts';
import { isIdleOrDoubtful, withPolicy } from './policy.ts';
import { questionsOf } from './questions.ts';
import type { Registry } from './registry.ts';
import { refuse, refuseAllowance, refuseAnswer, refuseUnproven } from './rights.ts';
import { sayNotYet } from './unskilled.ts';

/** A question of ours lives this long (product rule "How it speaks"). */
const QUESTION_MS = 10 * MINUTE_MS;
/** After so long nobody means our question any more. */
const STALE_MS = 60 * MINUTE_MS;

/** Shorter words are no question, longer ones are more than one. */
const QUESTION_MIN = 4;
const QUESTION_MAX = 60;

type AnyContext = HandlerContext<never>;

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
 * Our turn to speak: one message being handled, with who said it, and all that is done, said and asked for it. Everything is written
 * through `tx`. What is run may rest on another message than the one at hand (an earlier one, or both together): the `source`.
 * @param isVouched the person confirmed it by a second factor, with the earlier words it rests on
 */
export async function openTurn(
  services: Services,
  registry: Registry,
  tx: Transaction,
  message: Message,
  now: number,
  advice: Advice = {},
  isVouched = false,
) {
  const branch = services.branch.current();
  const member = await speakerOf(tx, branch, message, now);
  const openActivities = message.kind === 'said' ? await activitiesFor(tx, member, message, now) : [];
  const conversation = conversationKey(message.channel, message.conversation);
  const { sealer } = services;
  const direct = directOf(message);
  const isHeard = message.kind === 'said' || message.kind === 'clicked';
  const ownTickets = isHeard ? await ticketsOf(tx, sealer, member, message, now) : [];
  const questions = questionsOf(tx, sealer);
  const here: Voice = silence();
  /** To the person alone; in a direct chat that is here. */
  const alone: Voice = message.conversation.kind === 'direct' ? here : silence();
  const called: Member[] = [];
  const asked = new Map<string, OpenQuestion>();
  let isSealed = false;
  let isEmergency = false;
  /** Something in the message is told in confidence: no language model hears it. */
  let isConfidential = false;
  const cited: Citation[] = [];

  const say = (line: string) => void here.lines.push(line);

  /** @param handler whose `answers` the answer comes to */
  function ask(handler: string, { name, text, choices, state }: Asking, voice = here, where = conversation): void {
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

  const doing = doingIn(services, tx, now);
  const wishIn = (source: Message, words = source.kind === 'said' ? source.text : ''): WishSaid =>
    words === '' ? { kind: 'none' } : services.readWish(words, source.sentAt);

  const isAloneReached =
    message.conversation.kind === 'direct' ||
    (await canReach(doing, message.channel, { kind: 'direct', account: message.sender.account }));
  const canWhisper = () => isAloneReached;

  function whisper(text: string): boolean {
    if (!canWhisper()) return false;
    alone.lines.push(text);
    return true;
  }

  function askAlone(handler: string, asking: Asking): boolean {
    if (!canWhisper()) return false;
    ask(handler, asking, alone, conversationKey(message.channel, direct));
    return true;
  }

  function inOtherWords(wording: Wording): string | null {
    // What follows in a group may be somebody in danger: nobody there waits for words that only read better.
    const isInGroup = message.conversation.kind === 'group';
    if (!services.word || isSealed || isConfidential || isInGroup) return null;
    const asker = { member: member.id, conversation };
    if (!advice.wording) throw new AdviceNeeded({ kind: 'wording', request: { ...wording, asker, people: branch.people } });
    // It speaks once for a message.
    return advice.wording.plain === wording.plain ? advice.wording.text : null;
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
    canWhisper,
    isShownOnCard: () => isGroupPress(message) && services.channels[message.channel]?.showsChoice === true,
    attach: (photos) => void alone.photos.push(...photos),
    ask: (asking) => ask(handler.name, asking),
    hasAsked: () => asked.has(conversation),
    askAlone: (asking) => askAlone(handler.name, asking),
    inOtherWords,
    isConfidential: () => isSealed || isConfidential,
    cite: (citations) => void cited.push(...citations),
    offer: (offered) => void here.buttons.push(...offered),
    call(people) {
      called.push(...people);
      isEmergency = true;
    },
    link(url) {
      alone.link = url;
    },
    keepSealed() {
      isSealed = sealer !== null;
    },
  });

  /** An earlier message lends its words, not its proof. */
  const refusalOf = (intent: Intent, source: Message) => refuse(intent, member, source) ?? refuse(intent, member, message);

  /** @returns the frames that were not refused */
  async function run(frames: readonly Frame[], from: Message = message): Promise<Frame[]> {
    const source: Message = isVouched ? { ...from, proof: 'message' } : from;
    const allowed: Frame[] = [];
    isConfidential ||= frames.some(({ intent }) => intent === 'raise_appeal');
    for (const frame of withoutCovered(frames)) {
      const { intent } = frame;
      const refusal = refusalOf(intent, source);
      if (refusal !== null) {
        services.log.info({ intent, role: member.role, proof: message.proof }, 'refused');
        say(refusal);
        continue;
      }
      allowed.push(frame);
      isEmergency ||= isUrgent(frame);
      const handler = registry.byIntent.get(intent);
      const definition = handler?.intents[intent];
      // One question at a time: of two, the first would be forgotten and its "1" would answer the other.
      if (asked.has(conversation) && asksFirst(frame)) say(phrases.oneAtATime(intent));
      else if (handler && definition) await definition.run(contextFor(handler, definition.slots.parse(frame.slots), source));
      else say(sayNotYet(frame, member));
    }
    return allowed;
  }

  /** @param joins key of the message that is completed */
  async function complete(additions: readonly Frame[], source: Said, joins: string): Promise<void> {
    for (const frame of additions) {
      if (refusalOf(frame.intent, source) !== null) continue;
      const handler = registry.byIntent.get(frame.intent);
      const definition = handler?.intents[frame.intent];
      if (handler && definition) await definition.run(contextFor(handler, definition.slots.parse(frame.slots), source, joins));
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
    const { allow } = definition;
    const refusal = allow ? refuseAllowance(allow, handler.title, member, message) : refuseAnswer(handler, member, message);
    if (refusal !== null) say(refusal);
    else if (!(await definition.run(contextFor(handler, definition.state.parse(open.state), source), given))) return null;
    if (!asked.has(conversation)) await forgetQuestion();
    return definition;
  }

  /** The first of the person's commands that hears the words. */
  function commandIn(words: string) {
    for (const { handler, definition } of registry.commands) {
      const slots: unknown = isAllowed(member.role, definition.allow) ? definition.hears(words) : null;
      if (slots !== null) return { handler, definition, slots };
    }
    return null;
  }

  /** Does what the words ask for beside the intents; false when they ask for none of it, or the person may not. */
  async function command(words: string): Promise<boolean> {
    const heard = commandIn(words);
    if (heard === null) return false;
    const { handler, definition, slots } = heard;
    const refusal = refuseUnproven(definition.allow, handler.title, message);
    if (refusal !== null) say(refusal);
    else await definition.run(contextFor(handler, slots, message));
    return true;
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

  /** What answers a question it asked by itself, or a bare choice hours later. @returns false when nobody takes it */
  async function stand(given: Answer, source: Said): Promise<boolean> {
    for (const handler of registry.standing) {
      if (await handler.standing?.(contextFor(handler, null, source), given)) return true;
    }
    return false;
  }

  const kept = (outgoing: Outgoing): Outgoing => (isSealed && sealer ? sealOutgoing(sealer, outgoing) : outgoing);

  /** Not caused by the message in the outbox's sense: a way to answer the group is no way to answer one person. */
  async function sendAlone(): Promise<void> {
    const to: Outgoing['to'] = { kind: 'direct', account: direct.id };
    const body = kept({ channel: message.channel, to, mentions: [], ...spokenBy(alone) });
    const orderingKey = answerKey(body, isEmergency);
    await tx.outbox.add([{ key: `whisper:${message.key}`, orderingKey, body, dueAt: now }], now);
  }

  const forgetQuestion = () => questions.clear(member.id, conversation);

  /** What the words are read against. */
  const contextOf = (said: Said): UnderstandingContext => ({
    now: said.sentAt,
    role: member.role,
    activities: openActivities,
    quoted: said.quoted?.text ?? null,
    hasPhoto: said.media.some((media) => media.kind === 'photo'),
    tickets: ownTickets.filter(isRunning).map(({ number }) => number),
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
    hearsCommand: (words: string): boolean => commandIn(words) !== null,
    press,
    wishIn,
    contextOf,
    fitting,
    read: (said: Said): Frame[] =>
      withPolicy(services.understand(said.text, contextOf(said)), said, {
        knowledge: services.knowledge,
        hasSkill: (intent) => registry.byIntent.has(intent),
      }),
    /** What sounds like talk, and is a question the branch itself has answered. */
    async isCommonQuestion(said: Said, frames: readonly Frame[]): Promise<boolean> {
      const hasSkill = (intent: Intent) => registry.byIntent.has(intent);
      const { length } = said.text;
      if (!said.addressed || length < QUESTION_MIN || length > QUESTION_MAX) return false;
      if (!hasSkill('ask_policy') || !isIdleOrDoubtful(frames, hasSkill)) return false;
      return (await findCurated(doing, said.text)) !== null;
    },
    /** By rights alone: whose words are not proved is asked for the proof, not taken for saying something else. */
    mayUse: (intent: Intent): boolean => isAllowed(member.role, allowances[intent]),
    /** What was left undone only for want of proof, as people call it; null = nothing. */
    unproven: (): string | null => [...here.lines, ...alone.lines].map(unprovenIn).find((title) => title !== null) ?? null,
    stand,
    /** A ticket of the person's waits for his word or has just ended, after our last question here. */
    async waitsForWord(): Promise<boolean> {
      const waiting = ownTickets.filter((ticket) => ticket.status === 'resolved' || !isRunning(ticket));
      if (waiting.length === 0) return false;
      const lastAskedAt = await questions.lastAskedAt(member.id, conversation);
      return lastAskedAt === null || waiting.some(({ statusAt }) => statusAt > lastAskedAt || now - lastAskedAt > STALE_MS);
    },
    openQuestion: () => questions.get(member.id, conversation, now),
    forgetQuestion,
    isRecorded: ({ handler, question }: OpenQuestion): boolean =>
      registry.byName.get(handler)?.answers?.[question]?.isRecorded === true,
    /** As handlers do: what may be somebody's own trouble is asked in confidence. */
    keepSealed(): void {
      isSealed = sealer !== null;
    },
    canWhisper,
    askAlone,
    isSealed: () => isSealed,
    sealer,
    /** Keeps what was asked; what is said to the person alone leaves by itself. */
    async close(): Promise<Spoken> {
      for (const question of asked.values()) await questions.set(question, isSealed);
      if (alone !== here && alone.lines.length > 0) await sendAlone();
      if (here.lines.length === 0) return { outgoing: null, isSealed, isEmergency };
      const { account, userId } = message.sender;
      const isInGroup = message.conversation.kind === 'group';
      const outgoing: Outgoing = {
        channel: message.channel,
        to: targetOf(message.conversation),
        // A confidence names nobody in the group, nor in the row of the answer.
        mentions: isInGroup && !isSealed ? [{ account, userId: userId ?? '', name: member.name, memberId: member.id }] : [],
        ...(isInGroup && called.length > 0 && { called: await mentionsIn(doing, message.channel, called) }),
        ...spokenBy(here),
        ...(cited.length > 0 && { citations: cited }),
      };
      return { outgoing, isSealed, isEmergency };
    },
  };
}

export type Turn = Awaited<ReturnType<typeof openTurn>>;

/** What answers an emergency goes before all that waits, also in its own conversation; else what goes to one place leaves in order. */
export const answerKey = (outgoing: Outgoing, isEmergency: boolean): string => (isEmergency ? URGENT : '') + targetKey(outgoing);

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
