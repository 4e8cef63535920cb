// Why a file is not taken in. Each is said in one sentence that names the file and the cure, by whoever shows it.
import type { Foreign } from '../../files/guard.ts';

export type DayField = 'issued' | 'inForce' | 'expires';

export interface Known {
  /** The file it stands in. */
  name: string;
  id: string;
  title: string;
}

export type FaultKind =
  | { kind: 'no_file' }
  | { kind: 'unreadable'; code: string }
  | { kind: 'empty' }
  | { kind: 'too_large' }
  | { kind: 'bomb' }
  | { kind: 'locked' }
  | { kind: 'broken' }
  | { kind: 'foreign'; is: Foreign }
  | { kind: 'scanned' }
  | { kind: 'too_slow' }
  | { kind: 'too_much_memory' }
  | { kind: 'too_much_text' }
  /** It gives a machine orders; `sentence` is the beginning of the first such one. */
  | { kind: 'orders'; sentence: string; count: number }
  | { kind: 'no_number' }
  | { kind: 'no_day' }
  | { kind: 'wrong_day'; field: DayField; value: string }
  | { kind: 'expires_first'; expires: string; first: string }
  | { kind: 'same_number'; number: string; other: Known }
  | { kind: 'same_document'; other: Known }
  | { kind: 'nothing_to_replace'; replaces: string }
  /** Whatever else the reader of documents has against it, in its own words. */
  | { kind: 'unfit'; reason: string };

/** `name`: the file, as the person who gave it calls it. */
export type Fault = { name: string } & FaultKind;
