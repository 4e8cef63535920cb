// Tables that people hand in.
export type { Cell, Lost, TableRow } from './cells.ts';
export { type ColumnMatch, findHeader, matchColumns, titleOf } from './columns.ts';
export { facilityOf } from './lexicon-stations.ts';
export { planStations, type StationPlan } from './merge.ts';
export { numberOf, phoneOf, textOf } from './plain-cells.ts';
export { type BrokenReason, readTable, TABLE_LIMITS, type TableReading } from './read.ts';
export type { RowFault, RowProblem } from './row-faults.ts';
export { readStationRows, type StationReading } from './stations.ts';
