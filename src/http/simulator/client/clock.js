import { byId } from './dom.js';
import { showNotice } from './notice.js';
import { fill, texts } from './texts.js';
import { dayAndTime, dayWords, fieldOf, fromField, hourMinute, isoOf, nextHour } from './time.js';
import { world } from './world.js';

const MINUTE_MS = 60_000;

const field = byId('clock-field', HTMLInputElement);
const quick = () => byId('clock-sheet').querySelectorAll('button');

/** Brings the clock's buttons to life. @param {(target: number) => Promise<void>} move */
export function startClock(move) {
  /** @param {number} target */
  const go = async (target) => {
    if (Number.isNaN(target)) return showNotice(texts.clock.missing);
    if (target <= world.now) return sayBack();
    for (const button of quick()) button.disabled = true;
    await move(target);
    for (const button of quick()) button.disabled = false;
  };
  for (const button of quick()) {
    const { minutes, hour } = button.dataset;
    if (minutes) button.addEventListener('click', () => go(world.now + Number(minutes) * MINUTE_MS));
    if (hour) button.addEventListener('click', () => go(nextHour(world.now, Number(hour)).at));
  }
  byId('clock-form').addEventListener('submit', (event) => {
    event.preventDefault();
    go(fromField(field.value));
  });
}

/** The calm word on a clock that was to go back. */
export function sayBack() {
  showNotice(fill(texts.clock.back, { now: dayAndTime(world.now) }));
}

export function showClock() {
  const { now } = world;
  for (const [id, words] of /** @type {const} */ ([
    ['now-day', dayWords(now)],
    ['now-time', hourMinute(now)],
  ])) {
    byId(id).textContent = words;
    byId(id).setAttribute('datetime', isoOf(now));
  }
  byId('bar-clock').textContent = `${texts.clock.weekdays[new Date(now + 8 * 60 * MINUTE_MS).getUTCDay()]} ${hourMinute(now)}`;
  field.min = fieldOf(now);
  if (!field.value || fromField(field.value) < now) field.value = fieldOf(now);
  for (const button of quick()) {
    const { hour } = button.dataset;
    if (hour) button.textContent = (hour === '8' ? texts.clock.morning : texts.clock.evening)[nextHour(now, Number(hour)).day];
  }
}
