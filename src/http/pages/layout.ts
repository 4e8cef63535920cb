import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { html, raw } from 'hono/html';
import { pagePhrases as say } from '../../core/phrases-pages.ts';

export type Html = ReturnType<typeof html>;

const style = readFileSync(new URL('pages.css', import.meta.url), 'utf8');

/** The one style sheet stands in each page, so that a saved page keeps its looks; the content policy knows it by its digest. */
export const styleSource = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/** A whole page; whatever is put into `body` was escaped by `html`. */
export function layout(title: string, body: Html): string {
  return String(html`<!doctype html>
<html lang="${say.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>`);
}

/** What is behind the door is not said: it may be a link preview that looks. The form has no target, so it goes to the page's own address. */
export function renderDoor(): string {
  const { title, hint, open } = say.door;
  return layout(
    title,
    html`<h1>${title}</h1>
<p>${hint}</p>
<form method="post"><button type="submit">${open}</button></form>`,
  );
}

/** One and the same page for every link that leads nowhere: unknown, used, too old. */
export function renderGone(): string {
  const { title, hint } = say.gone;
  return layout(
    title,
    html`<h1>${title}</h1>
<p>${hint}</p>`,
  );
}

export const printHint = () => html`<p class="screen">${say.print}</p>`;

/** Names and values, in two columns; what has no value is left out. */
export function facts(lines: readonly (readonly [string, string | null])[]): Html {
  return html`<table class="facts">${lines.map(([name, value]) =>
    value === null ? '' : html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`,
  )}</table>`;
}

/** Rows under their heads; every cell is text. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): Html {
  return html`<table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table>`;
}
