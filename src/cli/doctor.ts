// `npm run doctor`: looks at this machine, says what it found and the cure; exit 1 when something that is on cannot work.
import { type Environment, inspectConfig } from '../config.ts';
import {
  checkBranch,
  checkClock,
  checkDocuments,
  checkFolder,
  checkParts,
  checkPort,
  checkSettings,
  checkStore,
  type Finding,
  report,
} from './checks.ts';
import { probeDocuments, probeFolder, probePort, probeStores } from './probes.ts';
import { doctorText } from './text.ts';

/** All findings, in the order in which they should be mended. */
export async function examine(env: Environment, now: number): Promise<Finding[]> {
  const inspection = inspectConfig(env);
  const first = [...checkSettings(inspection), checkClock(now)];
  const { config } = inspection;
  if (!config) return [...first, { mark: 'warn', say: doctorText.settingsFirst }];
  const folder = await probeFolder(config.server.dataDir);
  const { store, branch } = await probeStores(config);
  const port = await probePort(config);
  const documents = await probeDocuments(config.server.dataDir);
  return [
    ...first,
    ...checkParts(config),
    ...checkFolder(folder),
    checkStore(store),
    checkBranch(branch),
    ...checkDocuments(documents),
    checkPort(port),
  ];
}

if (import.meta.main) {
  const { lines, exitCode } = report(await examine(process.env, Date.now()));
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = exitCode;
}
