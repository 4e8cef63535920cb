import type { Frame } from '../core/intent.ts';
import type { Said } from '../core/message.ts';
import { phrases } from '../core/phrases.ts';
import type { OpenQuestion } from '../core/store.ts';
import type { AdviceRequest, Advise } from '../core/understanding.ts';
import { withoutCall } from '../domain/words/broadcast.ts';
import { saidOfPicture } from '../domain/words/reports.ts';
import { askedAfterSlip } from '../domain/words/slips.ts';
import { isBareChoice } from '../understanding/choices.ts';
import { type Advice, AdviceNeeded } from './advice.ts';
import type { Answering } from './answer.ts';
import { askDoubt, doubtOf, isSameDoubt, mayBeNothing, sureOf } from './doubt.ts';
import { isReport, isRequest, isUrgent, plain, SMALLTALK } from './frames.ts';
import { ASK_POLICY } from './policy.ts';
import { additionsTo, asksNothing, hasPhoto, joined, type Recents, type Report, withPhotos, withQuotedPhotos } from './recent.ts';
import { FIND_STATION } from './station-reading.ts';
import type { Turn } from './turn.ts';

/** What few words say of a picture that came with them, or that they quote. */
const pictureSaid = (said: Said) => (hasPhoto(withQuotedPhotos(said)) ? saidOfPicture(said.text) : null);

/** How words and photos are taken: what they add to, which question they answer, what they ask for. */
export function createHearing(
  turn: Turn,
  parts: { recents: Recents; answering: Answering; advise: Advise | undefined; advice: Advice['reading'] },
) {
  const { recents, answering, advise, advice } = parts;

  /** A call to everybody is no notice from who cannot send one: what he says to them is what he says. */
  const read = (said: Said): Frame[] =>
    turn.read(turn.mayUse('broadcast_notice') ? said : { ...said, text: withoutCall(said.text) });

  /** The message is read first: a danger goes before any question of ours, and what else it asks for is done too. */
  async function hear(words: Said): Promise<void> {
    const open = await turn.openQuestion();
    // With a question of ours open, what is put right behind "wrong" is its answer.
    const wanted = open ? null : askedAfterSlip(words.text);
    let said = wanted === null ? words : { ...words, text: wanted };
    let frames = read(said);
    const recent = await recents.findFor(turn, said, frames);
    if (recent?.kind === 'photos' && (said.addressed || frames.some(isUrgent))) {
      said = withPhotos(said, recent);
      frames = read(said);
      // Spent when the words answer; what is asked forgets them below, and words that say nothing leave them to the next.
      if (open) await recents.remove(turn);
    }
    const report = recent?.kind === 'report' ? recent : null;
    if (!said.addressed) return await overhear(open, said, frames, report);
    if (frames.some(isUrgent)) return await act(said, frames, open, report);
    // A quoted message is what they answer, not our question.
    const asked = said.quoted && (frames.some(isRequest) || pictureSaid(said) !== null) ? undefined : open;
    if (asked && (await answering.takeChoice(asked, said))) return;
    const isFree = asked === undefined || asked.choices.length === 0;
    // A figure is for whatever offered figures last; and an offer of ours is no reason to miss what we asked for.
    const isForOther = asked !== undefined && (turn.isOffer(asked) || (isFree && isBareChoice(said.text)));
    if (isForOther && (await answering.stand(said, frames))) return;
    const left = asked ? await answering.takeWords(asked, said, frames) : null;
    // What was no answer to a question for words may be one to what was asked days ago; one that offers choices still waits for them.
    if (!left && isFree && (await answering.stand(said, frames))) return;
    if (!open && isLateChoice(said, frames)) return turn.say(phrases.nothingAsked);
    if (left) await runAll(said, sureOf(left, turn.mayUse));
    else if (!(await turn.command(said.text))) await act(said, frames, open, report);
  }

  /** Does what is asked, or asks what is meant. */
  async function act(said: Said, read: readonly Frame[], open: OpenQuestion | undefined, report: Report | null): Promise<void> {
    const frames = (await turn.isCommonQuestion(said, read)) ? [ASK_POLICY] : read;
    if (report && asksNothing(said, frames) && (await addTo(report, said))) return;
    if (!frames.some(isRequest) && (await show(said))) return;
    const doubt = doubtOf(frames, turn.mayUse);
    if (doubt && open && isSameDoubt(open, said)) {
      // Said again instead of answered: then it is meant.
      await turn.forgetQuestion();
      return await runAll(said, frames.map(plain));
    }
    if (!doubt) {
      const sure = sureOf(frames, turn.mayUse);
      const isTalk = !sure.some(isRequest);
      if (isTalk && (open === undefined || turn.isOffer(open)) && turn.isPlace(said)) return await runAll(said, [FIND_STATION]);
      return await runAll(said, sure.length > 0 ? sure : [SMALLTALK]);
    }
    if (advise && advice === undefined) throw new AdviceNeeded({ kind: 'reading', request: requestOf(said, frames) });
    const advised = advice ? turn.fitting(advice) : null;
    if (advised) return await act(said, advised, open, report);
    askDoubt(turn, said, doubt);
    await recents.leave(turn, doubt);
  }

  async function runAll(said: Said, frames: readonly Frame[]): Promise<void> {
    const allowed = await turn.run(frames, said);
    if (allowed.some(isReport)) await recents.keepReport(turn, said, frames, said.sentAt);
    else if (frames.some(isRequest)) await recents.leave(turn, frames);
  }

  /**
   * Words in a group that do not mention the bot; the platforms do not even deliver them, the simulator does. A danger and what is
   * added to it, a plain choice for our question and what is clearly asked of us are heard; talk between colleagues is none of the
   * bot's business.
   */
  async function overhear(
    open: OpenQuestion | undefined,
    said: Said,
    frames: readonly Frame[],
    report: Report | null,
  ): Promise<void> {
    if (open && (await answering.takeChoice(open, said))) return;
    if (report?.frames.some(isUrgent) && asksNothing(said, frames) && (await addTo(report, said))) return;
    const isOurs = (frame: Frame) => isUrgent(frame) || (frame.intent === 'check_in' && turn.mayUse(frame.intent));
    await runAll(said, frames.filter((frame) => isOurs(frame) && !mayBeNothing(frame)).map(plain));
  }

  /** @returns false when it adds nothing */
  async function addTo(report: Report, said: Said): Promise<boolean> {
    const both = joined(report, said);
    const frames = said.text === '' ? report.frames : read(both);
    const additions = additionsTo(report, frames, hasPhoto(said));
    if (additions.length === 0) return false;
    await turn.complete(additions, both, report.key);
    await recents.keepReport(turn, { ...both, key: report.key }, frames, report.at);
    return true;
  }

  /** A picture and hardly a word: what is wrong there is a report, else it is asked for. @returns false when they say something else */
  async function show(said: Said): Promise<boolean> {
    const told = pictureSaid(said);
    if (told === 'look' && turn.message.kind === 'said') await see(withQuotedPhotos(turn.message));
    if (told === 'wrong') await runAll(said, [{ intent: 'report_hazard', slots: { category: 'other', urgent: false } }]);
    return told !== null;
  }

  /** Photos without a word: part of what was just reported, or kept for the words to come. */
  async function see(said: Said): Promise<void> {
    const recent = await recents.find(turn, said);
    if (recent?.kind === 'report' && (said.addressed || recent.frames.some(isUrgent)) && (await addTo(recent, said))) return;
    if (!said.addressed) return;
    await recents.keepPhotos(turn, said, recent?.kind === 'photos' ? recent : null);
    turn.say(phrases.photoAlone);
  }

  function requestOf(said: Said, frames: readonly Frame[]): AdviceRequest {
    const asker = { member: turn.member.id, conversation: turn.conversation };
    return { text: said.text, context: turn.contextOf(said), frames, asker, people: turn.people };
  }

  /** A place on the map without a word: the answer to where it is; else somebody looks for a station near him. */
  async function locate(said: Said): Promise<void> {
    const open = await turn.openQuestion();
    if (open && (await answering.takeWords(open, said, [])) !== null) return;
    await runAll(said, [{ intent: 'find_station', slots: { near_me: true } }]);
  }

  return { hear, see, locate, runAll };
}

/** A bare 1 or "go ahead" in a direct chat answers something we asked too long ago. */
function isLateChoice({ conversation, quoted, text }: Said, frames: readonly Frame[]): boolean {
  return conversation.kind === 'direct' && quoted === null && isBareChoice(text) && !frames.some(isRequest);
}
