import { createCalendar } from '../../src/calendar/index.ts';

/** The calendar of China, made once for all tests of a file. */
export const calendar = createCalendar();
