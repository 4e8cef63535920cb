const ROW_ID = /^[1-9]\d{0,14}$/;

/**
 * The row behind an id. Ids leave the store as text and come back as whatever a card or a payload held: what cannot be one of ours
 * answers 0, which no row has.
 */
export function rowId(id: string): number {
  return ROW_ID.test(id) ? Number(id) : 0;
}
