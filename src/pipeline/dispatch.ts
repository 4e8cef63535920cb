import { createHash } from 'node:crypto';
import { MINUTE_MS } from '../core/clock.ts';
import type { Answer, AnswerDefinition, Handler, HandlerContext } from '../core/handler.ts';
import { allowances, type Frame, type Intent, intentNames, isAllowed } from '../core/intent.ts';
import type { Member } from '../core/member.ts';
import type { Message, Said } from '../core/message.ts';
import type { Button, Outgoing } from '../core/outgoing.ts';
import { phrases } from '../core/phrases.ts';
import type { Services } from '../core/services.ts';
import type { OpenQuestion, Transaction } from '../core/store.ts';
import { choiceIn, isDropped } from '../understanding/choices.ts';
import { readPatrol } from '../understanding/patrol.ts';
import { conversationKey, targetOf } from './conversation.ts';

/** A question of ours lives this long (product rule "How it speaks"). */
const QUESTION_MS = 10 * MINUTE_MS;

type AnyContext = HandlerContext<never>;

/** Finds who handles what; built once from the list. */
export function createRegistry(handlers: readonly Handler[]) {
  const byIntent = new Map<Intent, Handler>();
  for (const handler of handlers) {
    for (const intent of intentNames) if (handler.intents[intent]) byIntent.set(intent, handler);
  }
  const skills = handlers.flatMap(({ title, help }) => (help === null ? [] : [{ title, help }]));
  return { byIntent, byName: new Map(handlers.map((handler) => [handler.name, handler])), skills };
}

export type Registry = ReturnType<typeof createRegistry>;

/**
 * One message, from meaning to effect: who speaks, what is asked, may they, do it, say it. Everything is written through `tx`,
 * so the effect and its replies are one. Pure of network and clock.
 * @returns what the bot says where the person spoke, or null
 */
export async function dispatch(
  services: Services,
  registry: Registry,
  tx: Transaction,
  message: Message,
  now: number,
): Promise<Outgoing | null> {
  const member = await tx.members.recognise(message.sender, now);
  const conversation = conversationKey(message.channel, message.conversation);
  const lines: string[] = [];
  const buttons: Button[] = [];

  const contextFor = (handler: Handler, slots: unknown): AnyContext => ({
    tx,
    member,
    message,
    slots: slots as never,
    branch: services.branch.current(),
    skills: registry.skills,
    conversation,
    now,
    at: message.sentAt,
    reply: (text) => void lines.push(text),
    ask({ name, text, choices, state }) {
      lines.push(text);
      const asking = createHash('sha256').update(message.key).digest('base64url').slice(0, 12);
      buttons.push(...choices.map((label, index) => ({ id: `${asking}:${index + 1}`, label })));
      question = {
        memberId: member.id,
        conversation,
        handler: handler.name,
        question: name,
        state: state ?? {},
        asking,
        choices: [...choices],
        askedAt: now,
        expiresAt: now + QUESTION_MS,
      };
    },
  });
  let question: OpenQuestion | null = null;

  async function runFrames(frames: readonly Frame[]): Promise<void> {
    for (const { intent, slots } of frames) {
      const refusal = refuse(intent, member, message);
      const handler = registry.byIntent.get(intent);
      if (refusal !== null) {
        services.log.info({ intent, role: member.role, proof: message.proof }, 'refused');
        lines.push(refusal);
      } else if (handler) {
        const definition = handler.intents[intent]!;
        await definition.run(contextFor(handler, definition.slots.parse(slots)));
      } else {
        lines.push(...sayNotYet(intent, slots, member));
      }
    }
  }

  /** @returns null when the question has no taker any more, or these words were no answer */
  async function runAnswer(open: OpenQuestion, answer: Answer): Promise<Pick<AnswerDefinition<unknown>, 'covers'> | null> {
    const handler = registry.byName.get(open.handler);
    const definition = handler?.answers?.[open.question];
    if (!handler || !definition) return null;
    const refusal = refuseAnswer(handler, member, message);
    if (refusal !== null) lines.push(refusal);
    else if (!(await definition.run(contextFor(handler, definition.state.parse(open.state)), answer))) return null;
    if (question === null) await tx.openQuestions.clear(member.id, conversation);
    return definition;
  }

  /** The message is read first: a danger goes before any question of ours, and what else it asks for is done too. */
  async function hear(said: Said): Promise<void> {
    const frames = services.understand(said.text, understandingContext(member, said));
    const open = await tx.openQuestions.get(member.id, conversation, now);
    if (!said.addressed) return overhear(open, said, frames);
    if (!open && isLateChoice(said, frames)) lines.push(phrases.questionGone);
    else await runFrames(open && !frames.some(isUrgent) ? await answerFirst(open, said, frames) : frames);
  }

  /**
   * Words in a group that do not mention the bot; the platforms do not even deliver them, the simulator does. A danger, a plain choice
   * for our question and what is clearly asked of us are heard; talk between colleagues is none of the bot's business.
   */
  async function overhear(open: OpenQuestion | undefined, said: Said, frames: readonly Frame[]): Promise<void> {
    const choice = open && !isDropped(said.text) ? choiceIn(said.text, open.choices) : null;
    if (open && choice !== null && (await runAnswer(open, { kind: 'choice', choice }))) return;
    const isOurs = (frame: Frame) =>
      isUrgent(frame) || (frame.intent === 'check_in' && refuse(frame.intent, member, message) === null);
    await runFrames(frames.filter(isOurs));
  }

  /** @returns the frames that are still to be run */
  async function answerFirst(open: OpenQuestion, said: Said, frames: readonly Frame[]): Promise<readonly Frame[]> {
    // A quoted message is what they answer, not our question.
    if (said.quoted && frames.some(isRequest)) return frames;
    const choice = isDropped(said.text) ? null : choiceIn(said.text, open.choices);
    if (choice !== null && (await runAnswer(open, { kind: 'choice', choice }))) return [];
    const taker = isDropped(said.text) ? null : await runAnswer(open, wordsOf(said, frames));
    if (taker) return frames.filter((frame) => isRequest(frame) && frame.intent !== 'undo' && !taker.covers?.(frame));
    if (!isDropped(said.text) && !frames.some((frame) => frame.intent === 'undo')) return frames;
    await tx.openQuestions.clear(member.id, conversation);
    lines.push(phrases.questionDropped);
    return frames.filter((frame) => isRequest(frame) && frame.intent !== 'undo');
  }

  switch (message.kind) {
    case 'said':
      if (message.text !== '') await hear(message);
      else if (!message.addressed) break;
      else if (message.media.some((media) => media.kind === 'photo')) lines.push(phrases.photoAlone);
      else if (message.media.length > 0) lines.push(phrases.unreadable);
      else if (message.location) await runFrames([{ intent: 'find_station', slots: { near_me: true } }]);
      else await runFrames([{ intent: 'help', slots: {} }]);
      break;
    case 'clicked': {
      const open = await tx.openQuestions.get(member.id, conversation, now);
      const answer = open && clickIn(open, message.button);
      if (!open || !answer || !(await runAnswer(open, answer))) lines.push(phrases.questionGone);
      break;
    }
    case 'entered':
      await runFrames([{ intent: 'help', slots: {} }]);
      break;
    case 'unsupported':
      if (message.answerable) lines.push(phrases.unreadable);
      break;
  }

  if (question !== null) await tx.openQuestions.set(question);
  if (lines.length === 0) return null;
  return {
    channel: message.channel,
    to: targetOf(message.conversation),
    text: lines.join('\n'),
    mentions: message.conversation.kind === 'group' ? [mentionOf(member, message)] : [],
    buttons,
  };
}

/** Rights come from the roster alone; a message whose body nobody signed cannot carry a reserved command. */
function refuse(intent: Intent, member: Member, message: Message): string | null {
  const allowance = allowances[intent];
  if (!isAllowed(member.role, allowance)) {
    return allowance === 'staff' && member.role !== 'external' ? phrases.staffOnly(intent) : phrases.outsiderOnly(intent);
  }
  return allowance === 'staff' && message.proof === 'header' ? phrases.unproven(intent) : null;
}

/** The strictest right among what the handler can be asked for also guards its answers. */
function refuseAnswer(handler: Handler, member: Member, message: Message): string | null {
  const refusals = intentNames.filter((intent) => handler.intents[intent]).map((intent) => refuse(intent, member, message));
  return refusals.find((refusal) => refusal !== null) ?? null;
}

function sayNotYet(intent: Intent, slots: Frame['slots'], member: Member): string[] {
  if (intent === 'report_hazard') {
    if (slots.despair === true) return [phrases.despair];
    if (slots.urgent === true) return [phrases.emergency(slots.category), phrases.hazardNotYet];
    return [...(slots.category === 'public_order' ? [phrases.police] : []), phrases.hazardCalm];
  }
  const isOwnDuty = allowances[intent] === 'staff' && isAllowed(member.role, 'staff');
  return [isOwnDuty ? phrases.notYetForStaff(intent) : phrases.notYet(intent)];
}

const isUrgent = ({ intent, slots }: Frame) => intent === 'report_hazard' && slots.urgent === true;

const isRequest = ({ intent }: Frame) => intent !== 'smalltalk';

/** A bare 1 or 2 in a direct chat answers something we asked too long ago. */
function isLateChoice({ conversation, quoted, text }: Said, frames: readonly Frame[]): boolean {
  return conversation.kind === 'direct' && quoted === null && /^[12]$/.test(text) && !frames.some(isRequest);
}

function wordsOf({ text }: Said, frames: readonly Frame[]): Answer {
  return { kind: 'words', words: text, frames, patrol: readPatrol(text) };
}

/** A button answers only the asking it belongs to; its id is the platform's word, checked against ours. */
function clickIn(open: OpenQuestion, button: string): Answer | null {
  const [asking, choice] = button.split(':');
  const number = Number(choice);
  return asking === open.asking && open.choices[number - 1] !== undefined ? { kind: 'choice', choice: number } : null;
}

function understandingContext(member: Member, message: Said) {
  return {
    now: message.sentAt,
    role: member.role,
    activities: [],
    quoted: message.quoted?.text ?? null,
    hasPhoto: message.media.some((media) => media.kind === 'photo'),
    tickets: [],
  };
}

function mentionOf(member: Member, message: Message): Outgoing['mentions'][number] {
  const { account, userId } = message.sender;
  return { account, userId: userId ?? '', name: member.name, memberId: member.id };
}
