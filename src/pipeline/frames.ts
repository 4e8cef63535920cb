import { z } from 'zod';
import { type Frame, intentNames } from '../core/intent.ts';

/** A frame as it is kept: one reading, without the other. */
export const frameSchema: z.ZodType<Frame> = z.object({
  intent: z.enum(intentNames),
  slots: z.record(z.string(), z.unknown()),
});

/** As many as a message may ask for. */
export const framesSchema = z.array(frameSchema).min(1).max(4);

export const SMALLTALK: Frame = { intent: 'smalltalk', slots: {} };

export const plain = ({ intent, slots }: Frame): Frame => ({ intent, slots });

export const isRequest = ({ intent }: Frame) => intent !== 'smalltalk';

/** Makes a record that a place, a photo or another word may still be added to. */
export const isReport = ({ intent }: Frame) => intent === 'report_hazard' || intent === 'raise_appeal';

export const isUrgent = ({ intent, slots }: Frame) => intent === 'report_hazard' && slots.urgent === true;

/** Carried out only after a yes. */
export const asksFirst = ({ intent }: Frame) => intent === 'plan_activity' || intent === 'broadcast_notice';

/** What another answer of the same message says anyway is not said beside it. */
export function withoutCovered(frames: readonly Frame[]): readonly Frame[] {
  return withHelpLast(withoutBareOrder(withoutCoveredNotice(withoutCoveredQuery(frames))));
}

/** What was asked for is done first; the help asks only where nothing else was asked back. */
function withHelpLast(frames: readonly Frame[]): readonly Frame[] {
  return frames.toSorted((a, b) => Number(a.intent === 'help') - Number(b.intent === 'help'));
}

/** "Is there room? I am in": the answer to the sign-up tells. A question about some day is another. */
function withoutCoveredQuery(frames: readonly Frame[]): readonly Frame[] {
  if (!frames.some(({ intent }) => intent === 'sign_up')) return frames;
  return frames.filter(({ intent, slots }) => intent !== 'query_activity' || typeof slots.from === 'string');
}

/** A ticket's number alone asks how it stands; an order that says nothing to be done is none beside it. */
function withoutBareOrder(frames: readonly Frame[]): readonly Frame[] {
  const isAsked = (ticket: unknown) => frames.some(({ intent, slots }) => intent === 'query_ticket' && slots.ticket === ticket);
  return frames.filter(
    ({ intent, slots }) => intent !== 'update_ticket' || typeof slots.action === 'string' || !isAsked(slots.ticket),
  );
}

/** An activity that is planned is announced: a notice in the same message that says nothing but this is not sent beside it. */
function withoutCoveredNotice(frames: readonly Frame[]): readonly Frame[] {
  const plan = frames.find(({ intent }) => intent === 'plan_activity');
  if (!plan) return frames;
  const parts = [plan.slots.title, plan.slots.place].filter((part) => typeof part === 'string');
  const isCovered = ({ intent, slots: { body } }: Frame) =>
    intent === 'broadcast_notice' && (typeof body !== 'string' || parts.some((part) => body.includes(part)));
  return frames.filter((frame) => !isCovered(frame));
}
