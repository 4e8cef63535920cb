import { html, raw } from 'hono/html';
import { starterWorld, text } from './text.ts';

const SHEETS = ['style.css', 'panels.css', 'chat.css', 'composer.css'];
const SCRIPTS = [
  'client.js',
  'client/api.js',
  'client/chat.js',
  'client/clock.js',
  'client/composer.js',
  'client/dom.js',
  'client/notice.js',
  'client/people.js',
  'client/photos.js',
  'client/records.js',
  'client/sheets.js',
  'client/texts.js',
  'client/time.js',
  'client/world.js',
];

/** What the page loads, by URL path; its types are those the browser insists on. */
export const simulatorAssets: Record<string, { file: URL; type: string }> = Object.fromEntries([
  ...SHEETS.map((name) => asset(name, 'text/css; charset=utf-8')),
  asset('bee.svg', 'image/svg+xml'),
  ...SCRIPTS.map((name) => asset(name, 'text/javascript; charset=utf-8')),
]);

function asset(name: string, type: string): [string, { file: URL; type: string }] {
  return [`/simulator/${name}`, { file: new URL(name, import.meta.url), type }];
}

const { page } = text;

/**
 * The simulator's one page. It holds no data of the world: the client fetches it. Nothing in it runs or styles inline, so
 * it stands under `script-src 'self'; style-src 'self'; img-src 'self' data: blob:`.
 */
export function renderSimulatorPage(): string {
  return String(html`<!doctype html>
<html lang="${page.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<title>${page.title}</title>
<link rel="icon" href="/simulator/bee.svg" type="image/svg+xml">
${SHEETS.map(
  (name) => html`<link rel="stylesheet" href="/simulator/${name}">
`,
)}<script type="application/json" id="texts">${json({ ...text.client, starterWorld })}</script>
<script type="module" src="/simulator/client.js"></script>
</head>
<body>
<noscript><p class="no-script">${page.needsScript}</p></noscript>
<div id="stage">${people()}${phone()}${clockAndRecords()}</div>
<div id="backdrop" hidden></div>
<p id="announcer" class="unseen" aria-live="polite"></p>
${resetDialog()}
</body>
</html>`);
}

/** JSON that cannot end its script block. */
function json(value: unknown) {
  return raw(JSON.stringify(value).replace(/</g, '\\u003c'));
}

function people() {
  return html`
<div class="column">
<header class="brand"><img src="/simulator/bee.svg" alt="" width="48" height="48"><div><h1>${page.title}</h1><p>${page.slogan}</p></div></header>
<section id="people-sheet" class="panel" aria-labelledby="people-title">
${sheetHead('people', page.people)}
<ul id="people"></ul>
</section>
</div>`;
}

function clockAndRecords() {
  const { clock, reset } = page;
  return html`
<div class="column">
<section id="clock-sheet" class="panel" aria-labelledby="clock-title">
${sheetHead('clock', clock)}
<p class="now"><time id="now-day"></time> <time id="now-time"></time></p>
<div class="quick">
<button type="button" data-minutes="10">${clock.tenMinutes}</button>
<button type="button" data-minutes="60">${clock.hour}</button>
<button type="button" data-hour="8"></button>
<button type="button" data-hour="20"></button>
</div>
<form id="clock-form" novalidate>
<label for="clock-field">${clock.field}</label>
<div class="pair"><input id="clock-field" type="datetime-local"><button type="submit">${clock.go}</button></div>
</form>
<button type="button" id="reset" class="quiet">${reset.open}</button>
</section>
<section id="records-sheet" class="panel" aria-labelledby="records-title">
${sheetHead('records', page.records)}
<div id="records"></div>
<p id="records-empty" class="hint">${page.records.empty}</p>
</section>
</div>`;
}

function sheetHead(name: string, words: { title: string; hint: string }) {
  return html`<div class="panel-head"><h2 id="${name}-title">${words.title}</h2>
<button type="button" class="close" data-close aria-label="${page.close}">${icon('close')}</button></div>
<p class="hint">${words.hint}</p>`;
}

function phone() {
  const { bar } = page;
  return html`
<main id="phone">
<div class="bar">
<button type="button" data-sheet="people-sheet" aria-haspopup="dialog" aria-label="${bar.people}"><span id="bar-speaker"></span>${icon('down')}</button>
<button type="button" data-sheet="clock-sheet" aria-haspopup="dialog" aria-label="${bar.clock}"><span id="bar-clock"></span>${icon('down')}</button>
<button type="button" data-sheet="records-sheet" aria-haspopup="dialog">${icon('list')}<span>${bar.records}</span></button>
</div>
<h2 id="conversation-title"></h2>
<nav id="tabs" aria-label="${page.conversations}"></nav>
<div id="log" role="log" aria-live="off" aria-label="${page.messages}" tabindex="0">
<div id="intro"><img src="/simulator/bee.svg" alt="" width="72" height="72"><h3>${page.intro.title}</h3>
<ol>${page.intro.steps.map((step) => html`<li>${step}</li>`)}</ol></div>
<ol id="messages"></ol>
<p id="thinking" hidden><img src="/simulator/bee.svg" alt="" width="24" height="24"><span>${page.thinking}</span></p>
</div>
<div id="notice" aria-live="polite" hidden></div>
${composer()}
</main>`;
}

function composer() {
  const words = page.composer;
  return html`
<form id="composer" autocomplete="off">
<div class="say">
<button type="button" id="mention" class="toggle" aria-pressed="true" title="${words.mentionHint}">${words.mention}</button>
<ul id="suggestions" aria-label="${words.suggestions}"></ul>
</div>
<div id="quote" hidden><span></span><button type="button" aria-label="${words.unquote}">${icon('close')}</button></div>
<div id="thumbs" hidden></div>
<div class="write">
<button type="button" id="voice" class="toggle round" aria-pressed="false" aria-label="${words.voice}" title="${words.voice}">${icon('voice')}</button>
<textarea id="words" rows="1" maxlength="4000" enterkeyhint="send" aria-label="${words.input}"></textarea>
<label class="round" title="${words.photo}">${icon('photo')}<input id="photo" type="file" accept="image/*" multiple class="unseen" aria-label="${words.photo}"></label>
<button type="submit" id="send">${words.send}</button>
</div>
</form>`;
}

function resetDialog() {
  const { reset } = page;
  return html`<dialog id="reset-dialog" aria-labelledby="reset-title" aria-describedby="reset-body">
<form method="dialog"><h2 id="reset-title">${reset.title}</h2><p id="reset-body">${reset.body}</p>
<div class="pair"><button value="no">${reset.no}</button><button value="yes" class="strong">${reset.yes}</button></div></form>
</dialog>`;
}

const ICONS = {
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M7 10l5 5 5-5',
  list: 'M5 7h14M5 12h14M5 17h9',
  voice: 'M12 4a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V7a3 3 0 0 0-3-3zM6 11v1a6 6 0 0 0 12 0v-1M12 18v3',
  photo: 'M4 8h3l2-3h6l2 3h3v11H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
} as const;

function icon(name: keyof typeof ICONS) {
  return html`<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;
}
