/**
 * Runs `commit` on batches: one runs at a time, and all that is added meanwhile makes up the next one. The answer settles when
 * the batch the item was in has been committed, or rejects with its error.
 */
export function groupCommit<T>(commit: (batch: readonly T[]) => Promise<void>): (item: T) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  let waiting: { batch: T[]; done: Promise<void> } | null = null;
  return (item) => {
    if (waiting) {
      waiting.batch.push(item);
      return waiting.done;
    }
    const batch = [item];
    const done = last.then(() => {
      waiting = null;
      return commit(batch);
    });
    waiting = { batch, done };
    last = done.catch(() => {});
    return done;
  };
}
