// One pilot: its question, its counts and its sites.
import { countsOf, stateOf } from './attention.js';
import { columnsOf, columnText } from './columns.js';
import { arrange, element, setText } from './dom.js';
import { icon } from './icons.js';
import { text } from './language.js';
import { siteView } from './site.js';

const COLUMNS_AT_MOST = 7;
const always = ['good', 'silent', 'suspect'];

/** Builds the section of a pilot and its link; `show` patches both. */
export function pilotView(pilot) {
  const title = element('h2', { id: `pilot-${pilot.id}`, tabindex: '-1' });
  const question = element('p', { class: 'question' });
  const counts = element('ul', { class: 'counts' });
  const heads = element('div', { class: 'heads', 'aria-hidden': 'true' });
  const list = element('ol', { class: 'sites' });
  const empty = element('p', { class: 'quiet', hidden: true }, text('noSites'));
  const root = element('section', { class: 'pilot', 'aria-labelledby': title.id }, element('header', {}, element('div', {}, title, question), counts), element('div', { class: 'table' }, heads, list), empty);
  const link = linkView(title);
  const views = new Map();

  function show(fresh) {
    const columns = columnsOf(fresh.sites);
    setText(title, fresh.title);
    setText(question, fresh.question ?? '');
    showCounts(counts, countsOf(fresh.sites));
    showHeads(heads, columns);
    root.style.setProperty('--columns', String(Math.max(columns.length, 1)));
    root.classList.toggle('many', columns.length > COLUMNS_AT_MOST);
    empty.hidden = fresh.sites.length > 0;
    showSites(fresh.sites, columns);
    link.show(fresh);
  }

  function showSites(sites, columns) {
    const known = new Set(sites.map((site) => site.id));
    [...views.keys()].filter((id) => !known.has(id)).forEach((id) => views.delete(id));
    arrange(list, sites.map((site) => {
      if (!views.has(site.id)) {
        views.set(site.id, siteView(site));
      }
      views.get(site.id).show(site, columns);
      return views.get(site.id).element;
    }));
  }
  return { element: root, link: link.element, show, sites: views };
}

function showHeads(heads, columns) {
  const words = [text('site'), ...columns.map(columnText), text('lastContact'), text('radio')];
  if (heads.childElementCount !== words.length || words.some((word, index) => heads.children[index].textContent !== word)) {
    heads.replaceChildren(...words.map((word) => element('span', {}, word)));
  }
}

function showCounts(place, counts) {
  const kinds = Object.keys(counts).filter((kind) => always.includes(kind) || counts[kind] > 0);
  const content = kinds.map((kind) => `${kind} ${counts[kind]}`).join();
  if (place.dataset.content !== content) {
    place.dataset.content = content;
    place.replaceChildren(...kinds.map((kind) => element('li', { 'data-state': kind, class: counts[kind] === 0 ? 'zero' : null }, icon(kind), element('b', {}, String(counts[kind])), ` ${text(`state.${kind}`)}`)));
  }
}

// The way to the pilot, with one mark for each of its sites.
function linkView(title) {
  const name = element('span', { class: 'pilot-name' });
  const marks = element('span', { class: 'marks', 'aria-hidden': 'true' });
  const amount = element('span', { class: 'pilot-amount' });
  const root = element('button', { type: 'button', class: 'pilot-link' }, name, marks, amount);
  root.addEventListener('click', () => {
    title.focus({ preventScroll: true });
    title.closest('section').scrollIntoView();
  });

  function show(pilot) {
    const states = pilot.sites.map(stateOf);
    setText(name, pilot.title);
    setText(amount, text('inContactOf', { n: countsOf(pilot.sites).good, total: states.length }));
    if (marks.dataset.content !== states.join()) {
      marks.dataset.content = states.join();
      marks.replaceChildren(...states.map((state) => element('i', { 'data-state': state })));
    }
  }
  return { element: root, show };
}
