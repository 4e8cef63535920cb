// The doctor's judgement: what was seen on this machine becomes a sentence, and a cure where one is needed. Pure.
import type { Config, inspectConfig } from '../config.ts';
import { shanghaiIso, shanghaiTime } from '../core/shanghai.ts';
import type { Station } from '../core/station.ts';
import type { BranchReading } from '../store/settings/branch-document.ts';
import type { Reading } from '../store/settings/index.ts';
import { describeConfig, type Part } from './parts.ts';
import { sayPart, sayProblem, sayWarning, doctorText as text } from './text.ts';

/** `fail`: something that is switched on cannot work. */
export interface Finding {
  mark: 'ok' | 'off' | 'warn' | 'fail';
  say: string;
  cure?: string;
  /** It shows that the server is running. */
  isRunning?: true;
}

export const ok = (say: string): Finding => ({ mark: 'ok', say });
export const warn = (say: string, cure: string): Finding => ({ mark: 'warn', say, cure });
export const fail = (say: string, cure: string): Finding => ({ mark: 'fail', say, cure });

export function checkSettings({ config, problems, warnings }: ReturnType<typeof inspectConfig>): Finding[] {
  return [
    ...problems.map((problem) => fail(sayProblem(problem), text.settingsCure)),
    ...warnings.map((warning) => warn(sayWarning(warning), text.settingsCure)),
    ...(config ? [ok(text.settingsGood)] : []),
  ];
}

/** Ways in by which a platform must find us. */
const CALLED_FROM_OUTSIDE: readonly Part['detail'][] = ['callback', 'http'];

/** What is on and what is off; and whether the platforms that call us know where. */
export function checkParts(config: Config): Finding[] {
  return describeConfig(config).flatMap((part) => [
    { mark: part.on ? 'ok' : 'off', say: sayPart(part) } as const,
    ...(part.detail === 'callbackAndLongConnection' ? [warn(text.bothWays, text.bothWaysCure)] : []),
    ...(CALLED_FROM_OUTSIDE.includes(part.detail) && config.server.publicUrl === null
      ? [warn(text.noPublicUrl(part.name), text.noPublicUrlCure)]
      : []),
  ]);
}

export interface DocumentsSeen {
  starter: number;
  own: number;
  /** A sentence for each file that is left out. */
  problems: readonly string[];
}

/** @param seen null = they could not be read at all */
export function checkDocuments(seen: DocumentsSeen | null): Finding[] {
  if (!seen) return [fail(text.documentsUnread, text.documentsUnreadCure)];
  return [
    ok(text.documentsGood(seen.starter, seen.own)),
    ...seen.problems.map((problem) => warn(text.documentBad(problem), text.documentBadCure)),
  ];
}

/** A machine without a clock battery wakes in 1970 or in the year it was made; nothing this program does lies before 2026. */
export function checkClock(now: number): Finding {
  const { year } = shanghaiTime(now);
  const time = shanghaiIso(now).slice(0, 19).replace('T', ' ');
  return year >= 2026 && year < 2100 ? ok(text.clockGood(time)) : fail(text.clockBad(time), text.clockCure);
}

export interface FolderSeen {
  path: string;
  kind: 'folder' | 'missing' | 'file';
  /** Of the folder, or of the nearest one above it that exists. */
  writable: boolean;
  /** Share of the disk that is free; null = unknown. */
  free: number | null;
}

const LOW = 0.15;
const FULL = 0.05;

export function checkFolder({ path, kind, writable, free }: FolderSeen): Finding[] {
  if (kind === 'file') return [fail(text.folderNoFolder(path), text.folderNoFolderCure)];
  if (!writable) return [fail(text.folderReadOnly(path), text.folderReadOnlyCure)];
  const folder = ok(kind === 'missing' ? text.folderNew(path) : text.folderGood(path, free));
  if (free === null || free >= LOW) return [folder];
  return [folder, free < FULL ? fail(text.diskFull(free), text.diskCure) : warn(text.diskLow(free), text.diskCure)];
}

export interface StoreSeen {
  kind: 'sqlite' | 'postgres';
  outcome: { kind: 'new' } | { kind: 'opened' } | { kind: 'in_use' } | { kind: 'failed'; reason: string };
}

export function checkStore({ kind, outcome }: StoreSeen): Finding {
  switch (outcome.kind) {
    case 'new':
      return ok(text.storeNew);
    case 'opened':
      return ok(text.storeGood[kind]);
    case 'in_use':
      return { ...ok(text.storeInUse), isRunning: true };
    case 'failed':
      return fail(text.storeBad(outcome.reason), text.storeCure[kind]);
  }
}

export interface BranchSeen {
  /** The file's path, or the place in the store. */
  place: string;
  /** Null = nothing is there. */
  outcome: BranchReading | { kind: 'failed'; reason: string } | { kind: 'skipped' } | null;
  newestGood: string | null;
}

export function checkBranch({ place, outcome, newestGood }: BranchSeen): Finding {
  if (outcome === null)
    return newestGood === null ? ok(text.branchNew) : fail(text.branchGone(place), text.branchCure(newestGood, place));
  switch (outcome.kind) {
    case 'good':
      return ok(text.branchGood(outcome.branch.name, outcome.branch.groups.length, outcome.branch.people.length));
    case 'broken':
      return fail(text.branchBroken(place, outcome.faults), text.branchCure(newestGood, place));
    case 'failed':
      return fail(text.branchBad(outcome.reason), text.branchBadCure);
    case 'skipped':
      return { mark: 'warn', say: text.branchSkipped };
  }
}

export interface StationsSeen {
  place: string;
  /** Null = nothing is there. */
  outcome: Reading<Station[]> | { kind: 'failed'; reason: string } | { kind: 'skipped' } | null;
  newestGood: string | null;
}

export function checkStations({ place, outcome, newestGood }: StationsSeen): Finding {
  const cure = text.branchCure(newestGood, place);
  if (outcome === null)
    return newestGood === null ? { mark: 'off', say: text.stationsNone } : fail(text.stationsGone(place), cure);
  switch (outcome.kind) {
    case 'good':
      return ok(text.stationsGood(outcome.value.length));
    case 'broken':
      return fail(text.stationsBroken(place, outcome.faults), cure);
    case 'failed':
      return fail(text.stationsBad(outcome.reason), text.branchBadCure);
    case 'skipped':
      return { mark: 'warn', say: text.stationsSkipped };
  }
}

export interface PortSeen {
  host: string;
  port: number;
  outcome: { kind: 'free' | 'ours' | 'taken' | 'forbidden' | 'no_host' } | { kind: 'failed'; reason: string };
}

/** @param mayRun whether the server that answers there may be the one of these records */
export function checkPort({ host, port, outcome }: PortSeen, mayRun = true): Finding {
  switch (outcome.kind) {
    case 'free':
      return ok(port === 0 ? text.portAny : text.portFree(port));
    case 'ours':
      return mayRun ? { ...ok(text.portOurs(port)), isRunning: true } : fail(text.portOther(port), text.portTakenCure);
    case 'taken':
      return fail(text.portTaken(port), text.portTakenCure);
    case 'forbidden':
      return fail(text.portForbidden(port), text.portForbiddenCure);
    case 'no_host':
      return fail(text.portNoHost(host), text.portNoHostCure);
    case 'failed':
      return fail(text.portBad(outcome.reason), text.portBadCure);
  }
}

const MARKS = { ok: '✓', off: '·', warn: '!', fail: '✗' } as const;

function verdictOf(findings: readonly Finding[], failing: number, doubtful: number): string {
  const isRunning = findings.some((finding) => finding.isRunning);
  if (failing > 0) return text.someBad(failing, isRunning);
  if (isRunning) return doubtful > 0 ? text.runningFine(doubtful) : text.runningGood;
  return doubtful > 0 ? text.allFine(doubtful) : text.allGood;
}

/** All findings as lines, the verdict last. */
export function report(findings: readonly Finding[]): { lines: string[]; exitCode: 0 | 1 } {
  const count = (mark: Finding['mark']) => findings.filter((finding) => finding.mark === mark).length;
  const lines = findings.flatMap(({ mark, say, cure }) => [`${MARKS[mark]} ${say}`, ...(cure ? [`    ${text.cure(cure)}`] : [])]);
  return { lines: [...lines, '', verdictOf(findings, count('fail'), count('warn'))], exitCode: count('fail') > 0 ? 1 : 0 };
}
