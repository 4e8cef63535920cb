// What bad weather on the platforms costs: how much arrives, how often people are told twice, how many calls a message takes; and how
// fast the outbox delivers on a clear day, beside bare requests to the same fake.
import { performance } from 'node:perf_hooks';
import { MINUTE_MS, SECOND_MS } from '../../src/core/clock.ts';
import type { OutageMode } from '../support/platforms/door.ts';
import { openStorm, type Storm, type Wanted } from '../support/storm.ts';
import { type Reckoning, reckon } from '../support/storm-reckoning.ts';
import { alone, ask, burst, together } from '../support/storm-traffic.ts';

const town = { people: 100, groups: 6 };
const all = [...alone(town, 100), ...together(town)];
const LANES = 32;

export interface StormMeasured extends Reckoning {
  name: string;
  /** From the end of the bad weather until nothing waits; moved time. Null: never. */
  drainSeconds: number | null;
}

interface Weather {
  name: string;
  wanted: readonly Wanted[];
  rage(storm: Storm): Promise<void> | void;
  calm?(storm: Storm): Promise<void>;
}

const outage = (mode: OutageMode) => (storm: Storm) => storm.outage(true, mode);
async function endOutage(storm: Storm): Promise<void> {
  await storm.pass(10 * MINUTE_MS);
  await storm.outage(false);
}

const weathers: readonly Weather[] = [
  { name: 'a clear day', wanted: all, rage() {} },
  { name: 'ten minutes of nobody there', wanted: all, rage: outage('refuse'), calm: endOutage },
  { name: 'ten minutes of 503', wanted: all, rage: outage('busy'), calm: endOutage },
  { name: 'ten minutes of dropped packets', wanted: all, rage: outage('drop'), calm: endOutage },
  { name: 'ten minutes of silence', wanted: all, rage: outage('silent'), calm: endOutage },
  { name: '30 % errors', wanted: all, rage: (storm) => storm.fail(0.3) },
  { name: '30 % errors, each call for one', wanted: alone(town, 100), rage: (storm) => storm.fail(0.3) },
  { name: '30 % cut answers', wanted: all, rage: (storm) => storm.fail(0.3, ['cut']) },
  { name: 'bursts over the limits', wanted: burst(town, 360), rage() {} },
];

async function measure({ name, wanted, rage, calm }: Weather): Promise<StormMeasured> {
  const storm = await openStorm(town);
  await ask(storm, town);
  await rage(storm);
  await storm.push(wanted);
  await calm?.(storm);
  const tookMs = await storm.drain();
  const reckoning = await reckon(storm);
  await storm.close();
  return { name, ...reckoning, drainSeconds: tookMs === null ? null : tookMs / SECOND_MS };
}

/** One message and one call each, nothing to wait for. */
async function measureSpeed(count: number): Promise<{ perSecond: number; barePerSecond: number }> {
  const storm = await openStorm({ people: count / 2, groups: 1 });
  const wanted = Array.from({ length: count }, (_, index): Wanted => {
    return { platform: 'wecom', person: index % (count / 2), mark: `s${index}` };
  });
  await storm.push(wanted);
  const startedAt = performance.now();
  await storm.drain();
  const seconds = (performance.now() - startedAt) / 1_000;
  const { access_token: token } = (await (
    await fetch(`${storm.wecom.url}/cgi-bin/gettoken?corpid=wwfake00000000001&corpsecret=fake-app-secret-not-real`)
  ).json()) as { access_token: string };
  const url = `${storm.wecom.url}/cgi-bin/message/send?access_token=${token}`;
  const bareAt = performance.now();
  let left = count;
  const lane = async () => {
    while (left > 0) {
      const content = `bare ${left--}`;
      const message = { touser: `w${left % (count / 2)}`, agentid: 1_000_007, msgtype: 'text', text: { content } };
      await (await fetch(url, { method: 'POST', body: JSON.stringify(message) })).text();
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const bareSeconds = (performance.now() - bareAt) / 1_000;
  await storm.close();
  return { perSecond: count / seconds, barePerSecond: count / bareSeconds };
}

/** Every weather once, then the speed on a clear day. */
export async function measurePlatforms(): Promise<{ storms: StormMeasured[]; perSecond: number; barePerSecond: number }> {
  const storms: StormMeasured[] = [];
  for (const weather of weathers) storms.push(await measure(weather));
  return { storms, ...(await measureSpeed(4_000)) };
}
