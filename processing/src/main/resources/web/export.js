// The form for the CSV of a pilot.
import { exportAddress } from './api.js';
import { element, setText } from './dom.js';
import { quantityText } from './format.js';
import { icon } from './icons.js';
import { text } from './language.js';
import { recallSession, signedIn, signIn } from './login.js';

const presets = [1, 7, 30];

/** Builds the form into its place and returns the function that offers the pilots in it. */
export function exportView(place) {
  const pilot = element('select', { name: 'pilot', required: true });
  const quantity = element('select', { name: 'quantity' });
  const from = element('input', { name: 'from', type: 'date', required: true });
  const to = element('input', { name: 'to', type: 'date', required: true });
  const error = element('p', { class: 'form-error', role: 'alert' });
  const hint = element('p', { class: 'quiet' });
  const command = element('code', { class: 'command' });
  const form = element('form', { class: 'export' },
    labelled('pilot', pilot), labelled('quantity', quantity), labelled('from', from), labelled('to', to),
    element('p', { class: 'presets' }, ...presets.map((days) => element('button', { type: 'button', class: 'small', click: () => choose(days) }, text(`spans.${days}`)))),
    error, element('div', { class: 'form-end' }, hint, element('button', { type: 'submit' }, icon('download'), text('download'))));
  let pilots = [];

  function address() {
    const [start, end] = [from.valueAsDate && startOfDay(from.value), to.valueAsDate && startOfDay(to.value)];
    end?.setDate(end.getDate() + 1);
    return exportAddress({ pilot: pilot.value, from: start?.toISOString() ?? '', to: end?.toISOString() ?? '', quantity: quantity.value });
  }

  function choose(days) {
    from.value = dateText(new Date(Date.now() - (days - 1) * 86400000));
    to.value = dateText(new Date());
    changed();
  }

  function changed() {
    setText(error, from.value > to.value ? text('fromAfterTo') : '');
    setText(command, `curl -u NAME -o readings.csv '${location.origin}${address()}'`);
    setText(hint, signedIn() ? '' : text('exportLogin'));
  }

  function offer(fresh) {
    pilots = fresh;
    options(pilot, fresh.map((one) => [one.id, one.title]));
    offerQuantities();
    changed();
  }

  function offerQuantities() {
    const sites = pilots.filter((one) => one.id === pilot.value).flatMap((one) => one.sites);
    const names = [...new Set(sites.flatMap((site) => site.latest.map((latest) => latest.quantity)))].map((name) => [name, quantityText(name)]);
    options(quantity, [['', text('all')], ...names.sort(([, one], [, other]) => one.localeCompare(other))]);
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    await recallSession();
    if (from.value <= to.value && (signedIn() || await signIn())) {
      element('a', { href: address(), download: '' }).click();
    }
  });
  pilot.addEventListener('change', offerQuantities);
  form.addEventListener('input', changed);
  place.replaceChildren(element('header', { class: 'view-head' }, element('div', {}, element('h1', {}, text('export')), element('p', { class: 'quiet' }, text('exportLead')))), form, element('h2', {}, text('byCommand')), command);
  choose(7);
  return { offer, changed };
}

const labelled = (key, field) => element('label', { class: 'labelled' }, element('span', {}, text(key)), field);

// A date field knows no time zone; a day begins where the person sits.
const startOfDay = (date) => new Date(`${date}T00:00:00`);

const dateText = (date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;

// Leaves the list alone unless it changed: it may be open under somebody's finger. What is no longer offered gives way to the first.
function options(select, wanted) {
  const content = JSON.stringify(wanted);
  if (select.dataset.content === content) {
    return;
  }
  const chosen = select.value;
  select.dataset.content = content;
  select.replaceChildren(...wanted.map(([value, words]) => element('option', { value }, words)));
  select.value = (wanted.find(([value]) => value === chosen) ?? wanted[0])?.[0] ?? '';
}
