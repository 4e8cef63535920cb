// A guest is found to be somebody of the roster: what he had asked for, stopped and agreed to goes with him.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { branchSchema } from '../../src/core/branch.ts';
import type { Doing } from '../../src/core/doing.ts';
import { earnForAttendance } from '../../src/domain/points/index.ts';
import { isRanked, joinRanking, leaveRanking, rankingFor } from '../../src/domain/points/ranking.ts';
import { hoursOf } from '../../src/domain/points/statement.ts';
import { rosterOf } from '../../src/domain/roster.ts';
import {
  isStopped,
  noteReceived,
  noteWanted,
  receivedBy,
  resumeStudy,
  stopStudy,
  wantedBy,
  wasJustSent,
} from '../../src/domain/study/records.ts';
import { people, type TicketBench, ticketBench } from '../support/ticket-bench.ts';

let bench: TicketBench;
let guest: string;
beforeEach(async () => {
  bench = await ticketBench();
  const sender = { account: 'simulator:newguy', userId: 'newguy', name: '小新', isExternal: false } as const;
  guest = (await bench.run(({ tx, now }) => tx.members.recognise(sender, now))).id;
});
afterEach(() => bench.close());

/** The guest is listed as `xin` from here on. */
async function isListed(): Promise<void> {
  const xin = { ...people.find(({ id }) => id === 'zhou')!, id: 'xin', name: '小新', simulator: 'newguy' };
  const branch = branchSchema.parse({ people: [...people, xin] });
  await bench.run(({ tx, now }) => tx.members.syncRoster(rosterOf(branch, []), now));
}
const run = <T>(work: (doing: Doing) => Promise<T>) => bench.run(work);

test('who wants no materials wants none, until he wants them again', async () => {
  await run((doing) => stopStudy(doing, guest));
  await isListed();
  expect(await run((doing) => isStopped(doing, 'xin'))).toBe(true);
  expect(await run((doing) => stopStudy(doing, 'xin'))).toBe(false);
  expect(await run((doing) => resumeStudy(doing, 'xin'))).toBe(true);
  expect(await run((doing) => isStopped(doing, 'xin'))).toBe(false);
});

test('what he was sent is not sent again, and what he asked to hear is', async () => {
  await run((doing) => noteReceived(doing, 'one', guest));
  await run((doing) => noteWanted(doing, '7', guest));
  await isListed();
  expect(await run((doing) => noteReceived(doing, 'one', 'xin'))).toBe(false);
  expect(await run((doing) => noteReceived(doing, 'two', 'xin'))).toBe(true);
  expect((await run((doing) => receivedBy(doing, 'xin'))).map(({ id }) => id).sort()).toEqual(['one', 'two']);
  expect(await run((doing) => wasJustSent(doing, 'xin'))).toBe(true);
  expect(await run((doing) => wantedBy(doing, '7'))).toEqual(['xin']);
});

test('his place in the list by points stays, and is given up once', async () => {
  await run((doing) => joinRanking(doing, guest));
  for (const id of ['zhou', 'wu']) await run((doing) => joinRanking(doing, id));
  await isListed();
  expect(await run((doing) => joinRanking(doing, 'xin'))).toBe(false);
  const seen = await run(async (doing) => await rankingFor(doing, (await doing.tx.members.byId('xin'))!));
  expect(seen.kind === 'ranking' && seen.ranked.map(({ member }) => member.id).sort()).toEqual(['wu', 'xin', 'zhou']);
  expect(await run((doing) => leaveRanking(doing, 'xin'))).toBe(true);
  expect(await run((doing) => isRanked(doing, 'xin'))).toBe(false);
});

test('his hours that wait are his', async () => {
  await run(async (doing) => {
    const none = { activityId: null, mode: null, place: null, half: null, items: null } as const;
    const when = { at: doing.now, recordedAt: doing.now, source: 'm1' };
    const entry = { ...none, ...when, memberId: guest, kind: 'volunteer', hours: 6 } as const;
    await earnForAttendance(doing, { id: await doing.tx.attendance.add(entry), ...entry });
  });
  await isListed();
  expect(await run((doing) => hoursOf(doing, 'xin', 1))).toMatchObject({ minutes: 240, waitingMinutes: 120 });
});
