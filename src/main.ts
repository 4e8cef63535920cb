import { handlers } from '../handlers/index.ts';
import { createCalendar } from './calendar/index.ts';
import { createLog } from './cli/log.ts';
import { createPaper, createScreen } from './cli/screen.ts';
import { sayFailure, sayProblems } from './cli/text.ts';
import { inspectConfig } from './config.ts';
import { messageOf } from './core/errors.ts';
import { start } from './start.ts';
import { createCandidates, createReader } from './understanding/index.ts';

/** The first descriptor that a service manager hands over (systemd socket activation). */
const FIRST_HANDED_FD = 3;
/** Whoever told us to stop waits this long before he kills us. */
const STOP_WITHIN_MS = 5_000;

const { config, problems } = inspectConfig(process.env);
if (!config) giveUp(sayProblems(problems));

try {
  const calendar = createCalendar();
  const paper = createPaper((text) => void process.stdout.write(text));
  // To whoever collects it the log goes as it comes; before somebody who watches it stands below the first screen.
  const log = createLog(config.server.logLevel, process.stdout.isTTY ? paper.log : undefined);
  const screen = createScreen(config, paper.print, paper.release);
  process.once('exit', paper.release);
  const running = await start({
    config,
    clock: { now: Date.now },
    monotonicNow: () => performance.now(),
    log,
    handlers,
    understand: createReader({ calendar }),
    calendar,
    candidates: createCandidates({ calendar }),
    fd: process.env.LISTEN_FDS === '1' ? FIRST_HANDED_FD : undefined,
    onFault: screen.fault,
    onLinked: screen.linked,
  });
  screen.started(running.url);

  const stop = (signal: string) => {
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error: messageOf(error) }, 'stopped unclean');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  giveUp(sayFailure(error, config));
}

/** Whatever a half-made start left open must not keep the process. */
function giveUp(why: string): never {
  console.error(why);
  process.exit(1);
}
