// What the server prints for whoever started it: how it stands at the start, then what turns up. Everything else is in the log.
import type { Config } from '../config.ts';
import type { Branch } from '../core/branch.ts';
import { SECOND_MS } from '../core/clock.ts';
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

/** The first screen is whole when the connections stand; a start that takes longer is looked for in the log. */
const WHOLE_WITHIN_MS = 8 * SECOND_MS;

/**
 * @param print one block of lines
 * @param onWhole when the first screen is, or takes too long; harmless when said twice
 */
export function createScreen(config: Config, print: (block: string) => void, onWhole: () => void = () => {}): Screen {
  const awaited = new Set<LinkName>([
    ...(config.wecom.aibot?.longConnection ? (['wecom'] as const) : []),
    ...(config.dingtalk?.mode === 'stream' ? (['dingtalk'] as const) : []),
  ]);
  /** Connections come and go every day; said again only after something was wrong. */
  const known = new Set<LinkName>();
  /** What comes while the house is still put together stands below its first screen. */
  let early: string[] | null = [];
  setTimeout(onWhole, WHOLE_WITHIN_MS).unref();
  const show = (block: string) => (early ? early.push(block) : print(block));

  return {
    started(url) {
      for (const block of [sayStarted(config, url), ...(early ?? [])]) print(block);
      early = null;
      if (awaited.size === 0) onWhole();
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
      awaited.delete(name);
      if (awaited.size === 0 && !early) onWhole();
    },
  };
}

export interface Paper {
  /** One block of the screen. */
  print(block: string): void;
  /** One line of the log, with its end. */
  log(line: string): void;
  /** What was held back follows, and from now on every line at once. */
  release(): void;
}

/**
 * Screen and log on one paper. Before somebody who watches the log is held back until the first screen is whole.
 * @param write to the terminal, at once
 */
export function createPaper(write: (text: string) => void): Paper {
  let held: string[] | null = [];
  return {
    print: (block) => write(`${block}\n`),
    log(line) {
      if (held) held.push(line);
      else write(line);
    },
    release() {
      const lines = held ?? [];
      held = null;
      if (lines.length > 0) write(lines.join(''));
    },
  };
}
