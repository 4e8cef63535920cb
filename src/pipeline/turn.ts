import { MINUTE_MS } from '../core/clock.ts';
import { conversationKey } from '../core/conversation.ts';
import type { Answer, AnswerDefinition, CommandDefinition, Handler, HandlerContext } from '../core/handler.ts';
import { allowances, type Frame, type Intent, isAllowed } from '../core/intent.ts';
import type { Wording } from '../core/knowledge.ts';
import type { Message, Said } from '../core/message.ts';
import { intentTitles, phrases } from '../core/phrases.ts';
import type { WishSaid } from '../core/planner.ts';
import { doingIn, type Services } from '../core/services.ts';
import type { OpenQuestion, Transaction } from '../core/store.ts';
import { isRunning } from '../core/ticket.ts';
import type { UnderstandingContext } from '../core/understanding.ts';
import { findCurated } from '../domain/knowledge/curated.ts';
import { placeAlone, stationsSpokenOf } from '../domain/stations/index.ts';
import { askedIn } from '../domain/tickets/follow-up.ts';
import { type Advice, AdviceNeeded } from './advice.ts';
import { activitiesFor, isGroupPress, speakerOf, ticketsOf } from './context.ts';
import { asksFirst, framesSchema, isUrgent, withoutCovered } from './frames.ts';
import { withHelp } from './help-reading.ts';
import { isIdleOrDoubtful, withPolicy } from './policy.ts';
import { questionsOf } from './questions.ts';
import type { Registry } from './registry.ts';
import { type Ruling, rule, ruleAllowance, ruleAnswer, ruleProof, strictest } from './rights.ts';
import { createSaying, type Spoken } from './saying.ts';
import { withStations } from './station-reading.ts';
import { sayNotYet } from './unskilled.ts';

/** After so long nobody means our question any more. */
const STALE_MS = 60 * MINUTE_MS;

/** Shorter words are no question, longer ones are more than one. */
const QUESTION_MIN = 4;
const QUESTION_MAX = 60;

type AnyContext = HandlerContext<never>;

/**
 * - `plain`: as it was said · `vouched`: the person confirmed it by a second factor, with the earlier words it rests on
 * - `aside`: nothing reserved is meant by it: it is no answer to a question that only proof may answer
 */
export type Manner = 'plain' | 'vouched' | 'aside';

/** What a turn came to. */
export interface Taken extends Spoken {
  /** What was left undone only for want of proof, as people call it. */
  lacking: readonly string[];
  /** What was done that wants proof; and, where nothing was, all that was done. */
  did: readonly string[];
  hasReserved: boolean;
  /** Somebody is in danger: what was done for that is not undone. */
  isUrgent: boolean;
}

/**
 * Our turn to speak: one message being handled, with who said it, and all that is done for it; what is said and asked is `saying.ts`.
 * Everything is written through `tx`. What is run may rest on another message than the one at hand (an earlier one, or both together):
 * the `source`.
 */
export async function openTurn(
  services: Services,
  registry: Registry,
  tx: Transaction,
  message: Message,
  now: number,
  advice: Advice = {},
  manner: Manner = 'plain',
) {
  const branch = services.branch.current();
  const member = await speakerOf(tx, branch, message, now);
  const openActivities = message.kind === 'said' ? await activitiesFor(tx, member, message, now) : [];
  const conversation = conversationKey(message.channel, message.conversation);
  const { sealer } = services;
  const isHeard = message.kind === 'said' || message.kind === 'clicked';
  const ownTickets = isHeard ? await ticketsOf(tx, sealer, member, message, now) : [];
  const questions = questionsOf(tx, sealer);
  const lastAsked = isHeard ? await questions.get(member.id, conversation, now) : undefined;
  const skills = registry.skills.filter(({ isForStaff }) => !isForStaff || isAllowed(member.role, 'staff'));
  const doing = doingIn(services, tx, now);
  const spoken = stationsSpokenOf(doing.stations, { state: lastAsked?.state, tickets: ownTickets, now });
  const saying = await createSaying({ doing, message, member, conversation, questions });
  const { say, ask, hasAsked, whisper, canWhisper, askAlone, keepSealed, isSealed } = saying;
  /** Something in the message is told in confidence: no language model hears it. */
  let isConfidential = false;
  /** As people call it: left undone only for want of proof, done with proof, and all that was done. */
  const lacking: string[] = [];
  const reserved: string[] = [];
  const done: string[] = [];

  /** Says what is to be said instead. @returns whether it may be done */
  function mayDo(ruling: Ruling): boolean {
    if (ruling.refusal === null) return true;
    if (ruling.reserved !== null) lacking.push(ruling.reserved);
    say(ruling.refusal);
    return false;
  }

  function noteDone(title: string, ruling: Ruling): void {
    done.push(title);
    if (ruling.reserved !== null) reserved.push(ruling.reserved);
  }

  const wishIn = (source: Message, words = source.kind === 'said' ? source.text : ''): WishSaid =>
    words === '' ? { kind: 'none' } : services.readWish(words, source.sentAt);

  function inOtherWords(wording: Wording): string | null {
    // What follows in a group may be somebody in danger: nobody there waits for words that only read better.
    const isInGroup = message.conversation.kind === 'group';
    if (!services.word || isSealed() || isConfidential || isInGroup) return null;
    const asker = { member: member.id, conversation };
    if (!advice.wording) throw new AdviceNeeded({ kind: 'wording', request: { ...wording, asker, people: branch.people } });
    // It speaks once for a message.
    return advice.wording.plain === wording.plain ? advice.wording.text : null;
  }

  const isShownOnCard = () => isGroupPress(message) && services.channels[message.channel]?.showsChoice === true;

  const contextFor = (handler: Handler, slots: unknown, source: Message, joins: string | null = null): AnyContext => ({
    ...doing,
    member,
    message: source,
    slots: slots as never,
    skills,
    conversation,
    joins,
    at: source.sentAt,
    wish: (words) => wishIn(source, words),
    isProven(title) {
      const ruling = proofOf(title, source);
      if (ruling.refusal === null) noteDone(title, ruling);
      return mayDo(ruling);
    },
    reply: say,
    whisper,
    canWhisper,
    isShownOnCard,
    attach: saying.attach,
    ask: (asking) => ask(handler.name, asking),
    hasAsked,
    owed,
    askAlone: (asking) => askAlone(handler.name, asking),
    inOtherWords,
    isConfidential: () => isSealed() || isConfidential,
    pass() {},
    kept: registry.kept,
    note: (what) => services.log.info({ handler: handler.name, what }, 'done'),
    cite: saying.cite,
    offer: saying.offer,
    call: saying.call,
    link: saying.link,
    keepSealed,
  });

  /** An earlier message lends its words, not its proof. */
  const rulingOf = (intent: Intent, source: Message) => strictest([rule(intent, member, source), rule(intent, member, message)]);
  const proofOf = (title: string, source: Message) => strictest([ruleProof(title, source), ruleProof(title, message)]);

  /** @returns the frames that were not refused */
  async function run(frames: readonly Frame[], from: Message = message): Promise<Frame[]> {
    const source: Message = manner === 'vouched' ? { ...from, proof: 'message' } : from;
    const allowed: Frame[] = [];
    isConfidential ||= frames.some(({ intent }) => intent === 'raise_appeal');
    for (const frame of withoutCovered(frames)) {
      const { intent } = frame;
      const ruling = rulingOf(intent, source);
      if (!mayDo(ruling)) {
        services.log.info({ intent, role: member.role, proof: message.proof }, 'refused');
        continue;
      }
      noteDone(intentTitles[intent], ruling);
      allowed.push(frame);
      if (isUrgent(frame)) saying.noteEmergency();
      const handler = registry.byIntent.get(intent);
      const definition = handler?.intents[intent];
      // One question at a time: of two, the first would be forgotten and its "1" would answer the other.
      if (hasAsked() && asksFirst(frame)) say(phrases.oneAtATime(intent));
      else if (handler && definition) await definition.run(contextFor(handler, definition.slots.parse(frame.slots), source));
      else say(sayNotYet(frame, member));
    }
    return allowed;
  }

  /** @param joins key of the message that is completed */
  async function complete(additions: readonly Frame[], source: Said, joins: string): Promise<void> {
    for (const frame of additions) {
      const ruling = rulingOf(frame.intent, source);
      if (ruling.refusal !== null) continue;
      noteDone(intentTitles[frame.intent], ruling);
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
    const ruling = allow ? ruleAllowance(allow, handler.title, member, message) : ruleAnswer(handler, member, message);
    if (manner === 'aside' && ruling.refusal !== null && ruling.reserved !== null) return null;
    if (mayDo(ruling)) {
      if (!(await definition.run(contextFor(handler, definition.state.parse(open.state), source), given))) return null;
      noteDone(handler.title, ruling);
    }
    if (!hasAsked()) await forgetQuestion();
    return definition;
  }

  /** Does what the words ask for beside the intents; false when they ask for none of it, or the person may not. */
  async function command(words: string): Promise<boolean> {
    for (const { handler, definition } of registry.hearing(words, member.role)) {
      if (await perform(handler, definition, definition.hears(words))) return true;
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
    await perform(handler, definition, rest.join('/'));
    return true;
  }

  /** What has no intent: a command, or what a button does. @returns false when it is none of its own after all */
  async function perform(
    handler: Handler,
    definition: Pick<CommandDefinition<never>, 'allow' | 'run'>,
    slots: unknown,
  ): Promise<boolean> {
    const ruling = ruleAllowance(definition.allow, handler.title, member, message);
    if (!mayDo(ruling)) return true;
    let isPassed = false;
    await definition.run({
      ...contextFor(handler, slots, message),
      pass() {
        isPassed = true;
      },
    });
    if (!isPassed) noteDone(handler.title, ruling);
    return !isPassed;
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

  const forgetQuestion = () => questions.clear(member.id, conversation);

  /** What was said before a question of ours was asked is no answer to it, though it is carried out only now. */
  async function openQuestion(): Promise<OpenQuestion | undefined> {
    const open = await questions.get(member.id, conversation, now);
    return manner === 'vouched' && open && open.askedAt > message.receivedAt ? undefined : open;
  }

  const isOffer = ({ handler, question }: OpenQuestion): boolean =>
    registry.byName.get(handler)?.answers?.[question]?.isOffer === true;

  async function owed(): Promise<OpenQuestion | null> {
    const open = await openQuestion();
    return open && !isOffer(open) ? open : null;
  }

  /** What the words are read against. */
  const contextOf = (said: Said): UnderstandingContext => ({
    now: said.sentAt,
    role: member.role,
    activities: openActivities,
    quoted: said.quoted?.text ?? null,
    hasPhoto: said.media.some((media) => media.kind === 'photo'),
    tickets: ownTickets.filter(isRunning).map(({ number }) => number),
  });

  /** A place of the table alone, where nothing waits for one, wants its stations. */
  const isPlace = ({ text, addressed }: Said): boolean =>
    addressed && hasSkill('find_station') && placeAlone(doing.stations, text) !== null;

  const hasSkill = (intent: Intent): boolean => registry.byIntent.has(intent);

  function read(said: Said): Frame[] {
    const { knowledge } = services;
    const frames = withPolicy(services.understand(said.text, contextOf(said)), said, { knowledge, hasSkill });
    const found = withStations(frames, said, {
      stations: doing.stations,
      hasSkill,
      activities: openActivities.map(({ title }) => title),
      spoken,
    });
    return hasSkill('help') ? withHelp(found, said, skills) : found;
  }

  async function isAwaited(): Promise<boolean> {
    if (message.conversation.kind === 'group') return false;
    for (const handler of registry.standing) if (await handler.awaits?.(doing, member)) return true;
    return false;
  }

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
    hearsCommand: (words: string): boolean => registry.hearing(words, member.role).length > 0,
    /** Heard by a command that no answer goes before. */
    isCommand: (words: string): boolean => registry.hearing(words, member.role).some(({ definition }) => !definition.yields),
    press,
    wishIn,
    isPlace,
    contextOf,
    fitting,
    read,
    /** What sounds like talk, and is a question the branch itself has answered. */
    async isCommonQuestion(said: Said, frames: readonly Frame[]): Promise<boolean> {
      const { length } = said.text;
      if (!said.addressed || length < QUESTION_MIN || length > QUESTION_MAX) return false;
      if (!hasSkill('ask_policy') || !isIdleOrDoubtful(frames, hasSkill)) return false;
      return (await findCurated(doing, said.text)) !== null;
    },
    /** By rights alone: whose words are not proved is asked for the proof, not taken for saying something else. */
    mayUse: (intent: Intent): boolean => isAllowed(member.role, allowances[intent]),
    stand,
    /** Something waits for the person's word, or a ticket of his has just ended, after our last question here. */
    async waitsForWord(): Promise<boolean> {
      if (await isAwaited()) return true;
      const waiting = ownTickets.filter((ticket) => ticket.status === 'resolved' || !isRunning(ticket));
      if (waiting.length === 0) return false;
      const lastAskedAt = await questions.lastAskedAt(member.id, conversation);
      if (lastAskedAt === null || waiting.some(({ statusAt }) => statusAt > lastAskedAt || now - lastAskedAt > STALE_MS))
        return true;
      // The question how it turned out leaves later than the ticket was settled.
      for (const ticket of waiting) if (((await askedIn(doing, ticket))?.at ?? 0) > lastAskedAt) return true;
      return false;
    },
    openQuestion,
    forgetQuestion,
    /** Something of the person's was recorded after the question, or (`isGuess`: it was none about a deed) in the same instant. */
    async hasDoneSince({ askedAt }: OpenQuestion, isGuess: boolean): Promise<boolean> {
      const act = await tx.acts.latest(member.id, askedAt);
      return act !== undefined && (isGuess || act.at > askedAt);
    },
    noteAnswered: (open: OpenQuestion): Promise<void> => questions.noteAnswered(open, now),
    /** What is to be said of a press that answers nothing any more; null = the card itself says it. */
    async stalePress(button: string): Promise<string | null> {
      const [asking = ''] = button.split(':');
      if (await questions.wasAnswered(asking)) return isShownOnCard() ? null : phrases.answeredBefore;
      return phrases.questionGone;
    },
    isRecorded: ({ handler, question }: OpenQuestion): boolean =>
      registry.byName.get(handler)?.answers?.[question]?.isRecorded === true,
    takesDrop: ({ handler, question }: OpenQuestion): boolean =>
      registry.byName.get(handler)?.answers?.[question]?.takesDrop === true,
    isOffer,
    keepSealed,
    whisper,
    canWhisper,
    askAlone,
    isSealed,
    sealer,
    /** Keeps what was asked. */
    async close(): Promise<Taken> {
      const did = reserved.length > 0 ? reserved : done;
      const isDanger = lacking.length > 0 && message.kind === 'said' && read(message).some(isUrgent);
      return { ...(await saying.close()), lacking, did, hasReserved: reserved.length > 0, isUrgent: isDanger };
    },
  };
}

export type Turn = Awaited<ReturnType<typeof openTurn>>;
