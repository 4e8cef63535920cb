import type { Clock } from '../../core/clock.ts';
import { MINUTE_MS } from '../../core/clock.ts';
import type { FaultCode, Faults } from '../../core/fault.ts';
import type { Attempt } from '../ladder.ts';
import type { Called } from './calls.ts';
import { addressIn, classify, STREAM_OVER } from './errors.ts';
import type { Lane } from './lanes.ts';

/** How a way out behaves, for whatever comes back from it. */
export interface Way {
  /** Of its rung. */
  name: string;
  /** The platform knows a repeat of the same body by itself. */
  isKeyed: boolean;
  /** What its yes means. */
  yes: 'sent' | 'accepted';
  lane: Lane;
  /** The group it leads to; null = a person, who is never named. */
  group: string | null;
  /** What its yes says is mended. */
  mends: readonly FaultCode[];
  /** Another way leads there: that nobody has spoken yet is no fault. */
  hasOther?: boolean;
}

/** The operator mends it in the platform's pages meanwhile; a new address is trusted about a minute after it was entered. */
const MENDED_MS = MINUTE_MS;
const OF_GROUPS = new Set<FaultCode>(['wecom_bot_not_in_group', 'wecom_nobody_spoke', 'wecom_webhook_gone']);

/** Says what is wrong by an error code, and nothing of its message but our own address. */
export function reportFault(faults: Faults, code: FaultCode | null, group: string | null, errmsg: unknown): void {
  if (code === null) return;
  const subject = code === 'wecom_ip_untrusted' ? addressIn(errmsg) : OF_GROUPS.has(code) ? group : null;
  faults.report(code, subject);
}

/** Turns what came back from a way into what it means for the message, and for the operator. */
export function createJudge(clock: Clock, faults: Faults) {
  return (called: Called, way: Way, isRepeat = false): Attempt => {
    switch (called.kind) {
      case 'shut':
        return { kind: 'wait', until: called.until, reason: called.reason };
      case 'failed':
        return { kind: 'retry', reason: `${way.name}_${called.reason}` };
      case 'uncertain':
        return { kind: 'uncertain', isKeyed: way.isKeyed, reason: called.reason };
      default:
        return judgeCode(called, way, isRepeat);
    }
  };

  function judgeCode({ errcode, fields }: Extract<Called, { kind: 'answered' }>, way: Way, isRepeat: boolean): Attempt {
    const verdict = classify(errcode);
    const reason = `${way.name}_errcode_${errcode}`;
    // What reaches a person says nothing of any group.
    const concerns = (code: FaultCode) => way.group !== null || !OF_GROUPS.has(code);
    const isHarmless = (code: FaultCode) => way.hasOther === true && code === 'wecom_nobody_spoke';
    if ('fault' in verdict && verdict.fault !== null && concerns(verdict.fault) && !isHarmless(verdict.fault))
      reportFault(faults, verdict.fault, way.group, fields.errmsg);
    switch (verdict.kind) {
      case 'ok':
        way.lane.flows();
        for (const code of way.mends.filter(concerns)) faults.clear(code, OF_GROUPS.has(code) ? way.group : undefined);
        return { kind: way.yes, via: way.name };
      case 'rate':
        return { kind: 'wait', until: way.lane.full(), reason };
      case 'token':
      case 'transient':
        return { kind: 'retry', reason };
      case 'over':
        // A stream that is over is one that was there: the first of the two arrived.
        if (isRepeat && errcode === STREAM_OVER) return { kind: 'sent', via: way.name };
        return isRepeat ? { kind: 'unknown', via: way.name, reason } : { kind: 'no_way', reason };
      case 'permanent_target':
        // Somebody may yet speak there, or take the bot in; a person out of reach stays that for this message.
        return { kind: way.group !== null || verdict.fault === 'wecom_nobody_spoke' ? 'no_way' : 'refused', reason };
      case 'permanent_config':
        return { kind: 'wait', until: clock.now() + MENDED_MS, reason };
      case 'permanent_content':
        return { kind: verdict.isForbidden ? 'barred' : 'refused', reason };
    }
  }
}
export type Judge = ReturnType<typeof createJudge>;
