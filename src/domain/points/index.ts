// Points and volunteer hours (product rule 9): what earns them, what takes them back.
export { earnForAttendance, earnForHazard, takeBackForAttendance, takeBackForHazard, ticketSource } from './deeds.ts';
export { type Correction, type Deed, earn, takeBack } from './earning.ts';
export {
  confirmHours,
  creditHours,
  declineHours,
  HOURS_WAIT_MS,
  type HoursDecided,
  hoursSources,
  type PendingHours,
  pendingHours,
  pendingHoursSchema,
  type Service,
  takeBackHours,
} from './hours.ts';
export { rulesInForce } from './rules.ts';
