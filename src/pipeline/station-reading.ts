// What is said of stations that the reader takes for talk: where the table clearly has the one that is named, it is asked for, or reported.
import type { Frame, Intent } from '../core/intent.ts';
import type { Said } from '../core/message.ts';
import type { Station } from '../core/station.ts';
import {
  asksForStation,
  asksOfNamed,
  callsForThing,
  faultIn,
  faultOfThese,
  isBesideOnly,
  isSuggestion,
  namesStationAlone,
  openingOfStation,
  partsOf,
  readable,
  stationBlamed,
  tellsOfBeing,
  wantsThing,
  wishesOfNamed,
  wrongIn,
} from '../domain/stations/index.ts';
import { isReport, isUrgent, plain, SMALLTALK } from './frames.ts';

export const FIND_STATION: Frame = { intent: 'find_station', slots: {} };

interface Known {
  stations: readonly Station[];
  hasSkill(intent: Intent): boolean;
  /** Titles of what is open where it is said. */
  activities: readonly string[];
  /** Those that were spoken of a moment ago. */
  spoken?: readonly Station[];
}

/** May be meant for a station all the same. An activity that there is, is one. */
const isOpen = ({ intent, slots: { activity } }: Frame, activities: readonly string[]): boolean =>
  intent === 'smalltalk' ||
  (intent === 'query_activity' &&
    (typeof activity !== 'string' || !activities.some((title) => title.includes(activity) || activity.includes(title))));

/**
 * The frames as read, except that what is nothing but talk, or a question about no activity that there is, and clearly asks for a station
 * of the table, or for what stations have, is `find_station`; and something broken at one is a hazard there. Danger, and what may be
 * somebody's own trouble, is left as it was read.
 */
export function withStations(frames: readonly Frame[], said: Said, known: Known): Frame[] {
  const [only, another] = frames;
  if (!said.addressed || !only || !known.hasSkill('find_station')) return [...frames];
  if (another) {
    const shut = faultTwice(frames, said, known);
    if (shut) return shut;
    if (isBeside(frames, said, known) || isCalledFor(frames, said)) return [FIND_STATION];
    return withAsked(withoutSuggested(frames, said), said, known);
  }
  const fault = faultAt(only, said, known) ?? blamed(only, said, known);
  if (fault) return fault;
  return isAskedFor(only, said, known) ?? [...frames];
}

/** One thing at a station told of once, and read both as a hazard and as a matter of one's own. */
function faultTwice(frames: readonly Frame[], said: Said, known: Known): Frame[] | null {
  const isBoth = frames.length === 2 && frames.every((frame) => isReport(frame) && !isUrgent(frame));
  const appeal = frames.find(({ intent }) => intent === 'raise_appeal');
  return isBoth && appeal?.slots.topic === 'facilities' ? faultAt(appeal, said, known) : null;
}

/** No room there, and what else there is: asked of stations, not of what is held. */
const isBeside = (frames: readonly Frame[], { text }: Said, { stations }: Known): boolean =>
  frames.some(({ intent }) => intent === 'find_station') &&
  frames.every(({ intent }) => mayStandBeside.includes(intent)) &&
  isBesideOnly(stations, text);

const mayStandBeside: readonly Intent[] = ['find_station', 'query_activity', 'smalltalk'];

/** A call for what stations have is neither a matter to be registered nor an exchange. */
const isCalledFor = (frames: readonly Frame[], { text }: Said): boolean =>
  frames.some(({ intent }) => intent === 'find_station') &&
  frames.every(({ intent }) => mayBeCall.includes(intent)) &&
  callsForThing(readable(text));

const mayBeCall: readonly Intent[] = ['find_station', 'raise_appeal', 'redeem_points', 'smalltalk'];

/** What is asked of a station beside something else that is done: it was taken for a question about activities. */
function withAsked(frames: readonly Frame[], { text }: Said, { stations, activities }: Known): Frame[] {
  const others = frames.filter((frame) => frame.intent !== 'query_activity' || !isOpen(frame, activities));
  if (others.length === frames.length || frames.some(({ intent }) => intent === 'find_station')) return [...frames];
  return partsOf(text).some((part) => asksOfNamed(stations, part)) ? [...others, FIND_STATION] : [...frames];
}

/** What is suggested for a station asks for none besides. */
const withoutSuggested = (frames: readonly Frame[], { text }: Said): Frame[] =>
  frames.some(isReport) && isSuggestion(text) ? frames.filter(({ intent }) => intent !== 'find_station') : [...frames];

/** Null = as it was read. */
function isAskedFor(only: Frame, { text }: Said, { stations, activities }: Known): Frame[] | null {
  const other = only.alternative;
  const isSure = only.intent === 'find_station' && other === undefined;
  if (isSure && tellsOfBeing(text)) return [SMALLTALK];
  const isDoubtful = only.intent === 'find_station' && other !== undefined;
  const isLikely = isDoubtful || other?.intent === 'find_station';
  const isPolicy = only.intent === 'ask_policy';
  if (!isDoubtful && !isPolicy && !isOpen(only, activities)) return null;
  if (other && (isUrgent(other) || other.intent === 'raise_appeal')) return null;
  const isWanted = stations.length > 0 && wantsThing(text);
  const isNamed = isPolicy
    ? namesStationAlone(stations, text) || asksOfNamed(stations, text, true)
    : asksForStation(stations, text, isLikely) || isBesideOnly(stations, text);
  if (!isWanted && !isNamed) return null;
  return [isDoubtful ? plain(only) : other?.intent === 'find_station' ? plain(other) : FIND_STATION];
}

/** Somebody complains of a station, or says what it should have, and it sounds like talk: whether it is to be told is asked. */
function blamed(only: Frame, { text }: Said, { stations, hasSkill }: Known): Frame[] | null {
  if (!mayBeTalk.includes(only.intent) || only.alternative || !hasSkill('raise_appeal')) return null;
  const station = stationBlamed(stations, text);
  if (!station && !wishesOfNamed(stations, text) && !(only.intent === 'find_station' && isSuggestion(text))) return null;
  const place = station && { place: station.name };
  return [{ intent: 'raise_appeal', slots: { topic: 'facilities', ...place }, alternative: SMALLTALK }];
}

const mayBeTalk: readonly Intent[] = ['smalltalk', 'find_station'];
const mayBeFault: readonly Intent[] = ['smalltalk', 'find_station', 'report_hazard', 'raise_appeal'];

/**
 * Something at a station does not work: whoever keeps it is to know, and nobody's own matter is told by that. What is asked besides is done
 * as well. Null = it is none, or sure.
 */
function faultAt(only: Frame, { text, sentAt }: Said, { stations, spoken = [], hasSkill }: Known): Frame[] | null {
  const both = [only, ...(only.alternative ? [only.alternative] : [])];
  const isOwn = only.intent === 'raise_appeal' && only.slots.topic !== 'facilities';
  const isSure = !only.alternative && (only.intent === 'report_hazard' || isOwn);
  if (isSure || !hasSkill('report_hazard') || both.some((frame) => isUrgent(frame) || !mayBeFault.includes(frame.intent)))
    return null;
  const these = faultOfThese(spoken, text);
  const wrong = wrongIn(stations, text);
  // Closed as the table says: when it opens is what he needs to know.
  if (wrong && openingOfStation(wrong, sentAt).kind === 'closed') return [FIND_STATION];
  const fault = faultIn(stations, text) ?? (these && { ...these, asked: null });
  if (!fault) return null;
  const read = both.find(({ intent }) => intent === 'report_hazard')?.slots;
  const hazard: Frame = {
    intent: 'report_hazard',
    slots: { ...read, category: 'facility', urgent: false, ...(fault.station && { place: fault.station.name }) },
  };
  return fault.asked === null ? [hazard] : [hazard, FIND_STATION];
}
