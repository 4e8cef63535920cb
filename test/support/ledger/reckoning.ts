// An eye that shares nothing with the store: reads the tables with plain SQL and reckons each line of the ledgers anew.
import { createHash } from 'node:crypto';
import { shanghaiDate } from '../../../src/core/shanghai.ts';

type Row = Record<string, string | number | null>;
/** Rows of a query, as they come. */
export type Read = (sql: string) => AsyncIterable<Row> | Iterable<Row>;

export interface Reckoned {
  /** What is wrong; the first few. */
  faults: string[];
  /** Members' sums, of points and of minutes. */
  balances: Map<string, number>;
  minutes: Map<string, number>;
  entries: number;
}

const FAULTS_TOLD = 20;

interface Seen {
  member: string;
  kind: string;
  points: number;
  source: string;
  turn: number;
  at: number;
  isOpposed: boolean;
}

/** Walks the ledgers in the order they were written and explains each line by what stood before it. */
export async function reckon(read: Read): Promise<Reckoned> {
  const faults: string[] = [];
  const must = (holds: boolean, fault: () => string) => void (holds || faults.length >= FAULTS_TOLD || faults.push(fault()));

  const rules = new Map<number, { rules: Record<string, number>; cap: number }>();
  for await (const row of read('select * from point_rules order by version')) {
    must(Number(row.version) === rules.size + 1, () => `rules: version ${row.version} comes after ${rules.size}`);
    rules.set(Number(row.version), { rules: JSON.parse(String(row.rules)), cap: Number(row.monthly_cap) });
  }
  const exchanges = new Map<string, { status: string; cost: number; member: string; goods: number; left: Set<string> }>();
  for await (const row of read('select * from exchanges order by id')) {
    const left = new Set(row.status === 'asked' || row.status === 'granted' ? ['exchanged'] : ['exchanged', 'returned']);
    const { status, cost, member_id: member, goods_id: goods } = row;
    exchanges.set(`exchange:${row.id}`, {
      status: String(status),
      cost: Number(cost),
      member: String(member),
      goods: Number(goods),
      left,
    });
  }

  const seen = new Map<number, Seen>();
  const balances = new Map<string, number>();
  const months = new Map<string, number>();
  const standing = new Map<string, number>();
  for await (const row of read('select * from point_entries order by id')) {
    const id = Number(row.id);
    const points = Number(row.points);
    const entry = { member: String(row.member_id), kind: String(row.kind), points, source: String(row.source) };
    const { member, kind, source } = entry;
    const [turn, at, full] = [Number(row.turn), Number(row.at), Number(row.full_points)];
    const wrong = (what: string) => `point entry ${id} (${kind} of ${source}): ${what}`;
    const month = `${member} ${shanghaiDate(at).slice(0, 7)}`;
    const inMonth = months.get(month) ?? 0;
    if (kind === 'earned') {
      const made = rules.get(Number(row.rule_version));
      const gives = made?.rules[String(row.rule)] ?? 0;
      must(gives > 0 && (row.rule === 'volunteer_hour' ? full > 0 : full === gives), () =>
        wrong(`the rule gives ${gives}, not ${full}`),
      );
      const left = Math.max(0, (made?.cap ?? 0) - inMonth);
      must(points === Math.min(full, left), () => wrong(`${points} points where the cap leaves ${left} of ${full}`));
      must(!standing.has(source), () => wrong('its source stands already'));
      standing.set(source, id);
      months.set(month, inMonth + points);
    } else if (kind === 'reversed') {
      months.set(month, inMonth + points);
      must(standing.get(source) === Number(row.reverses), () => wrong('nothing of its source stands'));
      standing.delete(source);
    } else {
      const exchange = exchanges.get(source);
      must(exchange?.member === member && exchange.cost === Math.abs(points), () => wrong('no such exchange'));
      must(exchange?.left.delete(kind) === true, () => wrong(`an exchange that is ${exchange?.status}`));
      if (kind === 'exchanged') must((balances.get(member) ?? 0) + points >= 0, () => wrong('more than there was'));
    }
    if (row.reverses !== null) {
      const opposed = seen.get(Number(row.reverses));
      const fits =
        opposed?.points === 0 - points && opposed.member === member && opposed.source === source && opposed.turn === turn;
      must(fits && !opposed.isOpposed && (kind === 'returned' || opposed.at === at), () =>
        wrong('no opposite of what it takes back'),
      );
      if (opposed) opposed.isOpposed = true;
    }
    seen.set(id, { ...entry, turn, at, isOpposed: false });
    balances.set(member, (balances.get(member) ?? 0) + points);
  }
  for (const [source, { left }] of exchanges) must(left.size === 0, () => `${source}: no entry says it was ${[...left]}`);

  const minutes = new Map<string, number>();
  const served = new Map<string, { id: number; minutes: number } | null>();
  for await (const row of read('select * from hour_entries order by id')) {
    const member = String(row.member_id);
    const source = String(row.source);
    const given = served.get(source) ?? null;
    const amount = Number(row.minutes);
    const fits = amount > 0 ? given === null : given?.minutes === -amount && given.id === Number(row.reverses);
    must(fits, () => `hour entry ${row.id} (${source}): ${amount} minutes where ${given?.minutes ?? 'none'} stand`);
    served.set(source, amount > 0 ? { id: Number(row.id), minutes: amount } : null);
    minutes.set(member, (minutes.get(member) ?? 0) + amount);
  }
  return { faults, balances, minutes, entries: seen.size };
}

const LEDGERS = ['point_entries', 'hour_entries'];

/** What stood at an instant: of each ledger the entries there were, and a digest of all they say. */
export type Standing = { table: string; ids: Set<number> | number; digest: string }[];

/** @param of what stood earlier: digested as it stands now; else all there is */
export async function digestOf(read: Read, isGapless: boolean, of?: Standing): Promise<Standing> {
  const standing: Standing = [];
  for (const table of LEDGERS) {
    const known = of?.find((one) => one.table === table)?.ids;
    const hash = createHash('sha256');
    const ids = new Set<number>();
    let last = 0;
    const upTo = typeof known === 'number' ? ` where id <= ${known}` : '';
    for await (const row of read(`select * from ${table}${upTo} order by id`)) {
      const id = Number(row.id);
      if (known instanceof Set && !known.has(id)) continue;
      hash.update(JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))));
      last = id;
      if (!isGapless) ids.add(id);
    }
    standing.push({ table, ids: isGapless ? last : ids, digest: hash.digest('hex') });
  }
  return standing;
}
