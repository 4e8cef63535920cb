// `npm run doctor`: looks at this machine and asks the platforms, says what it found and the cure; exit 1 when something that is on cannot work.
import { type Environment, inspectConfig } from '../config.ts';
import {
  checkBranch,
  checkClock,
  checkDocuments,
  checkFolder,
  checkParts,
  checkPort,
  checkSettings,
  checkStations,
  checkStore,
  type Finding,
  report,
} from './checks.ts';
import { checkGroups, checkPlatforms, checkQuotas } from './platform-checks.ts';
import { probePlatforms } from './platform-probes.ts';
import { probeDocuments, probeFolder, probePort, probeStores } from './probes.ts';
import { doctorText } from './text.ts';

/** All findings, in the order in which they should be mended. */
export async function examine(env: Environment, now: number): Promise<Finding[]> {
  const inspection = inspectConfig(env);
  const first = [...checkSettings(inspection), checkClock(now)];
  const { config } = inspection;
  if (!config) return [...first, { mark: 'warn', say: doctorText.settingsFirst }];
  const folder = await probeFolder(config.server.dataDir);
  const { store, branch, stations, book } = await probeStores(config, now);
  const port = await probePort(config);
  const documents = await probeDocuments(config.server.dataDir);
  // A folder that nobody has open is not that of whoever answers on the port.
  const isRunning = store.kind === 'postgres' || store.outcome.kind === 'in_use';
  const isAlone = store.outcome.kind !== 'in_use' && book !== null && book.linkHolder === null;
  const platforms = await probePlatforms(config, isAlone);
  const settings = branch.outcome?.kind === 'good' ? branch.outcome.branch : null;
  return [
    ...first,
    ...checkParts(config),
    ...checkFolder(folder),
    checkStore(store),
    checkBranch(branch),
    checkStations(stations),
    ...checkDocuments(documents),
    checkPort(port, isRunning),
    ...checkPlatforms(platforms, { config, branch: settings, book, now }),
    ...(book ? checkQuotas(config, book.used) : []),
    ...(settings ? checkGroups(config, settings, book?.standing) : []),
  ];
}

if (import.meta.main) {
  const { lines, exitCode } = report(await examine(process.env, Date.now()));
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = exitCode;
}
