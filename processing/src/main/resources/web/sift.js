// The filter box, and 'only what needs attention'.
import { needsAttention } from './attention.js';
import { text } from './language.js';
import { setText } from './dom.js';

const box = document.getElementById('filter');
const toggle = document.getElementById('attention');
const badge = document.getElementById('attention-count');
const shown = document.getElementById('shown');

/** Lower case without accents, so that 'Strasse' and 'straße', 'Gluck' and 'Glück' meet. */
function plain(words) {
  return words.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase();
}

function matches(site, pilot, terms) {
  const words = plain([site.name, site.asset, site.device, site.model, site.id, pilot.title].filter(Boolean).join(' '));
  return terms.every((term) => words.includes(term));
}

/** The test that the selection means now. An open site stays visible however its state changes. */
export function selection(openSite) {
  const terms = plain(box.value).split(/\s+/).filter(Boolean);
  return (site, pilot) => site.id === openSite || (matches(site, pilot, terms) && (!toggle.checked || needsAttention(site)));
}

const isSelecting = () => box.value.trim() !== '' || toggle.checked;
export const onlyAttention = () => toggle.checked && box.value.trim() === '';

export function clearSelection() {
  box.value = '';
  toggle.checked = false;
  box.dispatchEvent(new Event('input'));
}

/** Says how much is shown, aloud only while something is selected. */
export function showCount(visible, sites) {
  const waiting = sites.filter(needsAttention).length;
  badge.hidden = waiting === 0;
  setText(badge, String(waiting));
  setText(shown, isSelecting() ? text('shownOf', { n: visible, total: sites.length }) : '');
}

/** Calls back whenever the selection changes. */
export function onSelection(changed) {
  box.addEventListener('input', changed);
  toggle.addEventListener('change', changed);
}
