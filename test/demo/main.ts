// npm run demo: a month of a branch on both platforms, start to end, in the terminal. Exit 1 when anything differs from the story.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shanghaiIso } from '../../src/core/shanghai.ts';
import type { Attendance } from '../../src/core/store.ts';
import { openStore } from '../../src/store/index.ts';
import * as expected from './expected.ts';
import { branchFile, titleOf } from './people.ts';
import { openStage, type Stage } from './stage.ts';
import { connectedStory } from './story-connected.ts';
import { monthStory } from './story-month.ts';
import { noticeStory } from './story-notice.ts';
import { partyDayEnd, partyDayStory } from './story-party-day.ts';
import { policyStory } from './story-policy.ts';
import { ticketStory } from './story-tickets.ts';
import { words } from './words.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'xiaofeng-demo-'));
await writeFile(join(dataDir, 'branch.json'), JSON.stringify(branchFile()));
const stage = await openStage(dataDir, monthStory[0]!.at!);

/** What the records hold, read after the server has stopped. */
async function checkRecords({ complain, seen }: Stage): Promise<void> {
  const store = await openStore({ file: join(dataDir, 'records.sqlite') });
  const { attendance, tickets, inbox, outbox } = await store.transaction(async (tx) => ({
    attendance: await tx.attendance.list(),
    tickets: await tx.tickets.list({}, 'oldest', 100),
    inbox: await tx.inbox.count(),
    outbox: await tx.outbox.count(),
  }));
  await store.close();

  console.log(`\n${words.stored}`);
  console.table(attendance.map(showRow));
  const found = attendance.map(({ memberId, kind, hours }) => JSON.stringify({ member: memberId, kind, hours })).sort();
  const wanted = expected.attendance.map((row) => JSON.stringify(row)).sort();
  if (JSON.stringify(found) !== JSON.stringify(wanted)) complain(wanted.join(' '));

  const stand = Object.fromEntries(tickets.map(({ number, status }) => [number, status]));
  console.log(`\n${words.storedTickets}`);
  console.table(stand);
  for (const [number, status] of Object.entries(expected.tickets)) if (stand[number] !== status) complain(`${number} ${status}`);

  // Everything that came is worked, everything that was said has arrived.
  if (inbox.ready + inbox.leased + inbox.dead > 0) complain('inbox');
  if (outbox.dead + outbox.parked + outbox.leased > 0) complain('outbox');
  console.log(words.counts(seen()));
}

function showRow({ memberId, kind, at, hours, items }: Attendance) {
  const { who, what, at: when, hours: service, items: list } = words.columns;
  return {
    [who]: titleOf(memberId),
    [what]: words.kinds[kind],
    [when]: shanghaiIso(at).slice(0, 16).replace('T', ' '),
    [service]: hours ?? '',
    [list]: items ? Object.values(items).join(' ') : '',
  };
}

try {
  console.log(words.title);
  await stage.open('callbacks');
  for (const story of [monthStory, partyDayStory, noticeStory, partyDayEnd, ticketStory, policyStory]) await stage.play(story);
  await stage.open('connected');
  await stage.play(connectedStory);
  await stage.close();
  await checkRecords(stage);
} finally {
  await stage.close();
  await rm(dataDir, { recursive: true, force: true });
}
const wrong = stage.wrong();
console.log(wrong === 0 ? words.good : words.bad(wrong));
process.exitCode = wrong === 0 ? 0 : 1;
