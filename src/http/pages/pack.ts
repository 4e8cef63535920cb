import { html } from 'hono/html';
import type { Branch } from '../../core/branch.ts';
import { actionTitles, pagePhrases as say, sayInFull } from '../../core/phrases-pages.ts';
import { categoryTitle, levelTitle, statusTitle } from '../../core/phrases-reports.ts';
import type { Pack } from '../../domain/tickets/hand-over-pack.ts';
import { facts, type Html, layout, printHint, table } from './layout.ts';

/** All of an appeal on paper. Who it is from is written by hand: an anonymous one stays so until its reporter decides otherwise. */
export function renderPack(pack: Pack, photos: Html | null, branch: Branch, now: number): string {
  const { ticket, words, added, steps } = pack;
  const { fields, person, history } = say;
  const title = say.packTitle(ticket.number);
  return layout(
    title,
    html`<h1>${title}</h1>
<p>${say.packPurpose}</p>
${printHint()}
<section><h2>${person.title}</h2>
<table class="facts blank">${[person.name, person.identity, person.phone].map(
      (name) => html`<tr><th scope="row">${name}</th><td></td></tr>`,
    )}</table></section>
<section>${facts([
      [fields.number, ticket.number],
      [fields.kind, categoryTitle(ticket.kind, ticket.category)],
      [fields.place, ticket.place],
      [fields.createdAt, sayInFull(ticket.createdAt)],
      [fields.level, levelTitle(branch, ticket.level)],
      [fields.status, statusTitle(ticket.status)],
      [fields.outcome, ticket.outcome ?? say.nothingYet],
      [fields.unsatisfied, ticket.unsatisfied > 0 ? say.times(ticket.unsatisfied) : null],
    ])}</section>
<section><h2>${say.ownWords}</h2><p class="words">${words}</p></section>
${
  added.length === 0
    ? ''
    : html`<section><h2>${say.added}</h2>
${table(
  [history.at, history.note],
  added.map((each) => [sayInFull(each.at), each.words]),
)}</section>`
}
<section><h2>${history.title}</h2>
${table(
  [history.at, history.step, history.level, history.note],
  steps.map(({ at, action, level, note }) => [sayInFull(at), actionTitles[action], levelTitle(branch, level), note ?? '']),
)}</section>
${photos ?? ''}
<section><table class="facts blank">${[person.signature, person.day].map(
      (name) => html`<tr><th scope="row">${name}</th><td></td></tr>`,
    )}</table></section>
<p class="hint">${say.madeAt(sayInFull(now))}</p>`,
  );
}
