// The conservation law: received = stored + duplicate + unregistered + quarantined + spooled.
import { element, flash, setText } from './dom.js';
import { count } from './format.js';
import { icon } from './icons.js';
import { text } from './language.js';

const terms = ['received', 'stored', 'duplicate', 'unregistered', 'quarantined', 'spooled'];
const parts = terms.slice(1);
const places = { unregistered: '#unregistered', quarantined: '#quarantine' };
const signs = ['', '=', '+', '+', '+', '+'];

/** What is missing (positive) or too much (negative) on the right side of the law. */
function difference(status) {
  return status.received - parts.reduce((sum, term) => sum + status[term], 0);
}

/** Builds the law into its place and returns the function that shows a status in it, or null where there is none. */
export function lawView(place) {
  const views = Object.fromEntries(terms.map((term, index) => [term, termView(term, signs[index], explain)]));
  const meaning = element('p', { class: 'law-meaning' }, text('lawMeaning'));
  const verdict = element('p', { class: 'law-verdict', role: 'status' });
  const aside = element('p', { class: 'law-aside', role: 'status', hidden: true });
  let standing = text('lawMeaning');
  place.replaceChildren(verdict, element('div', { class: 'law-terms' }, ...terms.map((term) => views[term].root)), meaning, aside);

  function explain(term) {
    setText(meaning, term === null ? standing : text(`${term}Meaning`));
  }

  return (status) => {
    terms.forEach((term) => views[term].show(status?.[term]));
    showVerdict(verdict, status);
    showAside(aside, status?.setAside ?? 0);
    standing = status && difference(status) !== 0 ? text('brokenMeaning', { n: difference(status) }) : text('lawMeaning');
    explain(place.querySelector('.explained')?.value ?? null);
  };
}

function termView(term, sign, explain) {
  const value = element('span', { class: 'law-value' }, '–');
  const button = element('button', { type: 'button', class: 'law-term', value: term, 'aria-description': text(`${term}Meaning`) }, element('span', { class: 'law-name' }, text(term)), value);
  const action = places[term] && element('a', { class: 'law-action', href: places[term], hidden: true, 'aria-label': `${text(term)}: ${text(`act.${term}`)}` }, text(`act.${term}`), icon('chevron'));
  const root = element('div', { class: `law-part ${term}` }, element('span', { class: 'law-sign', 'aria-hidden': 'true' }, sign), button, action);
  const open = (shown) => {
    button.classList.toggle('explained', shown);
    explain(shown ? term : null);
  };
  button.addEventListener('focus', () => open(true));
  button.addEventListener('blur', () => open(false));
  button.addEventListener('click', () => open(true));
  root.addEventListener('pointerenter', () => open(true));
  root.addEventListener('pointerleave', () => open(document.activeElement === button));
  return { root, show: (amount) => showTerm(root, value, action, amount) };
}

function showTerm(root, value, action, amount) {
  const before = value.textContent;
  if (setText(value, amount === undefined ? '–' : count(amount)) && before !== '–') {
    flash(value);
  }
  root.classList.toggle('zero', !amount);
  if (action) {
    action.hidden = !amount;
  }
}

// What left the law on both sides: received and spooled once, and now in no table.
function showAside(aside, amount) {
  aside.hidden = amount === 0;
  const words = text('setAside', { n: amount });
  if (!aside.hidden && aside.textContent !== words) {
    aside.replaceChildren(icon('suspect'), element('span', {}, words));
  }
}

function showVerdict(verdict, status) {
  const off = status ? difference(status) : 0;
  const kind = !status ? 'unknown' : off === 0 ? 'even' : 'odd';
  const words = !status ? text('lawUnknown') : off === 0 ? text('addsUp') : text(off > 0 ? 'missing' : 'surplus', { n: Math.abs(off) });
  if (verdict.dataset.kind === kind && verdict.textContent === words) {
    return;
  }
  verdict.dataset.kind = kind;
  verdict.replaceChildren(kind === 'unknown' ? '' : icon(kind === 'even' ? 'check' : 'cross'), words);
}
