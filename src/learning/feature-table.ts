/** Feature → row, as an open table of numbers: a `Map` of 32-bit hashes costs five times as much to ask. */
export interface FeatureTable {
  /** The features, in the order of their rows. */
  keys: Uint32Array;
  /** The row, or −1. */
  rowOf(feature: number): number;
}

const EMPTY = -1;

export function createFeatureTable(keys: Uint32Array): FeatureTable {
  // At most half full, so that a search ends after a step or two.
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, keys.length) * 2));
  const mask = size - 1;
  const rows = new Int32Array(size).fill(EMPTY);
  for (let row = 0; row < keys.length; row += 1) {
    let at = spread(keys[row]!) & mask;
    while (rows[at] !== EMPTY) at = (at + 1) & mask;
    rows[at] = row;
  }
  return {
    keys,
    rowOf(feature) {
      for (let at = spread(feature) & mask; ; at = (at + 1) & mask) {
        const row = rows[at]!;
        if (row === EMPTY || keys[row] === feature) return row;
      }
    },
  };
}

/** The low bits of FNV are the weak ones. */
const spread = (feature: number) => Math.imul(feature ^ (feature >>> 15), 0x2c1b3c6d) >>> 7;
