// Where it is, as somebody says it when we have asked, or shares it.
import type { Answer } from '../../core/handler.ts';
import type { Frame } from '../../core/intent.ts';
import type { Message } from '../../core/message.ts';
import { heardQuestion } from '../../core/phrases.ts';
import { reportPhrases } from '../../core/phrases-reports.ts';
import { cutText } from '../../core/text.ts';
import type { Ticket } from '../../core/ticket.ts';
import { endsLikePlace, placeInAnswer } from '../words/reports.ts';

const PLACE_MAX = 60;

/** Its name; where the platform gives none, the figures lead there as well. */
export function locationOf(message: Message): string | null {
  const location = message.kind === 'said' ? message.location : null;
  return (
    location &&
    (cutText(location.label.trim(), PLACE_MAX) ||
      reportPhrases.position(location.latitude.toFixed(5), location.longitude.toFixed(5)))
  );
}

const HARDLY_MORE = 3;

/** The place in an answer; null when it is none, or tells of something else. */
export function placeSaid(
  { frames, words }: Extract<Answer, { kind: 'words' }>,
  message: Message,
  ticket: Ticket,
): string | null {
  if (heardQuestion.test(words) || !frames.every(saysWhere)) return locationOf(message);
  const whole = placeInAnswer(words);
  const named = frames.map(({ slots }) => slots.place ?? slots.area).find((place) => typeof place === 'string' && place !== '');
  if (typeof named !== 'string') return locationOf(message) ?? whole;
  // What is more than a place may tell of another danger; what is hardly more is a place, whatever it was read as.
  if (isBarePlace(whole, named)) return whole;
  return frames.some((frame) => isOther(frame, ticket)) ? null : named;
}

/** Nothing but the place that was named, or hardly more. */
export const isBarePlace = (whole: string | null, named: string): whole is string =>
  whole !== null && (whole.length - named.length <= HARDLY_MORE || endsLikePlace.test(whole));

const isOther = ({ intent, slots }: Frame, { category }: Ticket) =>
  intent === 'report_hazard' && slots.category !== 'other' && slots.category !== category;

/** A place alone may be read as any of these. */
export const saysWhere = ({ intent }: Frame) => intent === 'smalltalk' || intent === 'report_hazard' || intent === 'find_station';
