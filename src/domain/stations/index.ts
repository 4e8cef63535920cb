// Stations (小哥驿站): found by whatever people call them, by what they need there, by how near they are.
export {
  areaAlone,
  asksForStation,
  goesForThing,
  namesStationAlone,
  narrowsSearch,
  placeAlone,
  placeSaid,
  readable,
  tellsOfBeing,
  wantsThing,
} from './asking.ts';
export { dayOffMeant, daysMeant, instantMeant } from './days-meant.ts';
export { metresBetween, type Position } from './distance.ts';
export { findStations, searchFrom, searchStations } from './finding.ts';
export { chosen, type FollowUp, followUpIn, placeRead, stationIds, stationsByArea, stationsByIds } from './following.ts';
export { pickOf, sayOpen } from './hours-asked.ts';
export { type StationQuery, type StationSearch, stationsAnywhere, stationsNear } from './nearby.ts';
export { isReadableHours, type Opening, openingOf, openingOnDaysOff } from './opening-hours.ts';
export { foundAlone, isShutForNow, openingOfStation, openingOn, type StationFound } from './openness.ts';
export { preparedStations } from './prepared.ts';
export { type About, aboutSchema, stationsSpokenOf, type Where, whereSchema } from './remembered.ts';
export {
  askedNow,
  asking,
  askWhere,
  call,
  FOUND_MOST,
  isMany,
  isPlaceAlone,
  mayNamePlace,
  NAME,
  plainly,
  sayFaults,
  sayFound,
  sayNear,
  sayOthers,
  search,
  searchOn,
  talkOf,
  tell,
  type Wanted,
} from './replying.ts';
export {
  type Asked,
  sayAbout,
  sayAreas,
  sayAway,
  sayBetween,
  sayDistance,
  sayFully,
  sayList,
  sayNames,
  sayOnly,
} from './saying.ts';
export { asksOfNamed, callsForThing, partsOf, stationMeant, wishesOfNamed } from './shapes.ts';
export { prepareStations } from './station-index.ts';
export { besideSearch, faultIn, faultOfThese, isBesideOnly, isSuggestion, stationBlamed, wrongIn } from './told.ts';
export { facilityIn, isOtherThing, type OpenOnly, offers, openOnlyIn, type Want, wantIn, wants } from './wants.ts';
