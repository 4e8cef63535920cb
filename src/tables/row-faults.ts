// What is wrong with a cell or a row; said in words by whoever shows it.

export type RowProblem =
  | { kind: 'missing' }
  /** Covered by a merged cell. */
  | { kind: 'merged' }
  /** A formula without a saved value. */
  | { kind: 'uncalculated' }
  /** `#REF!` and the like. */
  | { kind: 'error' }
  /** A program made a date of it. `isEpochDay`: of a small number or a time of day, so it shows 1900. */
  | { kind: 'date'; isEpochDay: boolean }
  /** 1.38E+10: what is missing cannot be found out. */
  | { kind: 'scientific' }
  /** Above fifteen figures programs fill up with noughts. */
  | { kind: 'long_number' }
  /** Text is wanted. */
  | { kind: 'number' }
  | { kind: 'yes_no' }
  | { kind: 'too_long'; most: number }
  /** A number in the place of a telephone, whose first nought is gone. */
  | { kind: 'zero_lost' }
  | { kind: 'not_a_phone' }
  | { kind: 'not_a_number' }
  /** Longitude and latitude come together. */
  | { kind: 'half_place' }
  | { kind: 'swapped' }
  /** Not in China. */
  | { kind: 'far_away' }
  /** A name, and nothing that says where it is. */
  | { kind: 'nowhere' }
  | { kind: 'same_id'; earlierLine: number }
  | { kind: 'same_station'; earlierLine: number }
  // Of the table as a whole:
  | { kind: 'no_header' }
  /** A header without the one that is needed. */
  | { kind: 'no_name_column' }
  | { kind: 'column_twice'; titles: [string, string] }
  | { kind: 'no_rows' }
  | { kind: 'too_many'; most: number }
  // Worth a word, no fault:
  | { kind: 'unknown_facility'; word: string }
  | { kind: 'unclear_free'; word: string }
  /** Nobody can tell by it when it is open. */
  | { kind: 'unclear_hours'; word: string }
  | { kind: 'unused_columns'; titles: string[] };

/** `line`: as people see it; null = the table as a whole. `column`: its title; null = the row as a whole. */
export type RowFault = { line: number | null; column: string | null } & RowProblem;
