// What must be on record at the end.

export const attendance: { member: string; kind: string; hours: number | null }[] = [
  { member: 'zhou', kind: 'patrol', hours: null },
  { member: 'liu', kind: 'volunteer', hours: 2.5 },
  { member: 'zhou', kind: 'double_report', hours: null },
  { member: 'wu', kind: 'patrol', hours: null },
  { member: 'zhou', kind: 'unspecified', hours: null },
  { member: 'zheng', kind: 'party_day', hours: null },
  { member: 'zhou', kind: 'patrol', hours: null },
  { member: 'liu', kind: 'patrol', hours: null },
];

export const tickets: Record<string, string> = {
  'H-0001': 'closed',
  'H-0002': 'closed',
  'H-0003': 'closed',
  'H-0004': 'open',
  'A-0001': 'open',
  'A-0002': 'closed',
};
