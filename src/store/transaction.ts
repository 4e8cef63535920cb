import { CompiledQuery } from 'kysely';
import type { Message } from '../core/message.ts';
import type { Outgoing } from '../core/outgoing.ts';
import type { PhotoFetch } from '../core/photo.ts';
import type { Transaction, Work } from '../core/store.ts';
import type { KnownNames } from './known-names.ts';
import { acknowledgementRecords } from './queries/acknowledgements.ts';
import { activityRecords } from './queries/activities.ts';
import { actRecords } from './queries/acts.ts';
import { attendanceRecords } from './queries/attendance.ts';
import { collection } from './queries/collections.ts';
import { exchangeRecords } from './queries/exchanges.ts';
import { leaseRecords } from './queries/leases.ts';
import { memberRecords } from './queries/members.ts';
import { noticeRecords } from './queries/notices.ts';
import { openQuestionRecords } from './queries/open-questions.ts';
import { pointRecords } from './queries/points.ts';
import { createQueue } from './queries/queue.ts';
import { reminderRecords } from './queries/reminders.ts';
import { signUpRecords } from './queries/sign-ups.ts';
import { tallyRecords } from './queries/tallies.ts';
import { ticketPhotoRecords } from './queries/ticket-photos.ts';
import { ticketRecords } from './queries/tickets.ts';
import type { Session } from './statement.ts';

/** What a handler, the inbox and the outbox may do within one transaction. */
export function createTransaction(session: Session, names: KnownNames): Transaction {
  const members = memberRecords(session, names);
  return {
    inbox: createQueue<Message>(session, 'inbox'),
    outbox: createQueue<Outgoing>(session, 'outbox'),
    scheduled: createQueue<Work>(session, 'scheduled'),
    fetches: createQueue<PhotoFetch>(session, 'fetches'),
    members: members.records,
    attendance: attendanceRecords(session),
    acknowledgements: acknowledgementRecords(session),
    acts: actRecords(session),
    activities: activityRecords(session),
    signUps: signUpRecords(session),
    reminders: reminderRecords(session),
    notices: noticeRecords(session),
    tickets: ticketRecords(session),
    photos: ticketPhotoRecords(session),
    points: pointRecords(session),
    exchanges: exchangeRecords(session),
    openQuestions: openQuestionRecords(session),
    collection: (name, schema) => collection(session, name, schema),
    leases: leaseRecords(session),
    tallies: tallyRecords(session),
    savepoint: savepoints(session, members.forget),
  };
}

/** Savepoints nest, they do not run side by side. */
function savepoints({ db }: Session, onUndone: () => void): Transaction['savepoint'] {
  let depth = 0;
  const run = (command: string) => db.executeQuery(CompiledQuery.raw(command));
  return async (work) => {
    const name = `nested_${depth}`;
    await run(`savepoint ${name}`);
    depth += 1;
    try {
      const result = await work();
      await run(`release savepoint ${name}`);
      return result;
    } catch (error) {
      onUndone();
      // When this fails the whole transaction is lost, and its error is the one to tell.
      await run(`rollback to savepoint ${name}`);
      await run(`release savepoint ${name}`);
      throw error;
    } finally {
      depth -= 1;
    }
  };
}
