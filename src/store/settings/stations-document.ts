// The branch's table of stations, `stations.json`.
import { STATIONS_MAX, type Station, stationSchema, stationsSchema } from '../../core/station.ts';
import { onceEach, type SettingsDocument } from './document.ts';

export const stationsDocument: SettingsDocument<Station[]> = {
  name: 'stations',
  schema: stationsSchema,
  defaults: () => [],
  isEssential: false,
  row: { schema: stationSchema, most: STATIONS_MAX },
  faultsOf(stations, lineOf) {
    const check = onceEach(lineOf);
    return stations.flatMap(({ id }, index) => check('station', id, `[${index}].id`));
  },
};
