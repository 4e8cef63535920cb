// What a door or a socket tells the operator of what it does not hand on.
import type { Parsed } from '../core/message.ts';
import type { Log, Meter } from '../core/services.ts';

interface Notebook {
  meter: Meter;
  log: Log;
}

/** Everything parsed that is no message: counted, told to the operator, never stored. */
export function noteOther(parsed: Exclude<Parsed, { kind: 'message' }>, { meter, log }: Notebook): void {
  if (parsed.kind !== 'alert') return;
  meter.count('platform_alerts', { code: parsed.code });
  log.warn({ code: parsed.code }, 'the platform tells the operator something');
}

/** A reply address in a payload that led elsewhere was left out: somebody tries, or the platform moved. */
export function noteSecurity({ meter, log }: Notebook): (code: string) => void {
  return (code) => {
    meter.count('security_events', { code });
    log.warn({ code }, 'a reply address led elsewhere and was left out');
  };
}
