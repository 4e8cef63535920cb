// What the server prints for whoever started it: how it stands at the start, then what turns up. Everything else is in the log.
import type { Config } from '../config.ts';
import type { Branch } from '../core/branch.ts';
import type { Fault } from '../core/fault.ts';
import { sayStarted } from './text.ts';
import { sayFault } from './text-faults.ts';
import { faultBlock, linkedText } from './text-platforms.ts';

export type LinkName = keyof typeof linkedText;

export interface Screen {
  started(url: string): void;
  /** A fault that is new; whoever knows the branch's groups names them by their titles. */
  fault(fault: Fault, branch?: Branch): void;
  /** A connection to a platform stands; as often as it does. */
  linked(name: LinkName): void;
}

/** @param print one block of lines */
export function createScreen(config: Config, print: (block: string) => void): Screen {
  /** Connections come and go every day; said again only after something was wrong. */
  const known = new Set<LinkName>();
  /** What comes while the house is still put together stands below its first screen. */
  let early: string[] | null = [];
  const show = (block: string) => (early ? early.push(block) : print(block));

  return {
    started(url) {
      for (const block of [sayStarted(config, url), ...(early ?? [])]) print(block);
      early = null;
    },
    fault(fault, branch) {
      for (const name of known) if (fault.code.startsWith(name)) known.delete(name);
      const { say, cure } = sayFault(fault, branch);
      show(faultBlock(say, cure));
    },
    linked(name) {
      if (known.has(name)) return;
      known.add(name);
      show(linkedText[name]);
    },
  };
}
