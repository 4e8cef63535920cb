export { type FindOptions, findTimes, settingOf } from './find.ts';
export { futureInstant, futureRange, type InstantReading, pastInstant, type RangeReading } from './instants.ts';
export type { Part } from './phrase.ts';
export { shift } from './shift.ts';
export { type LengthShift, readLengthShift } from './shift-length.ts';
export { type DateSpan, dateSpan, monthPeriod } from './spans.ts';
export type { Doubt, FoundTime, TimeValue } from './value.ts';
export { readWanted } from './wanted.ts';
