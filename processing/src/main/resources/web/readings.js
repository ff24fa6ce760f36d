// The latest readings of a site, one cell for each column of its pilot.
import { columnText, inColumn } from './columns.js';
import { element, flash } from './dom.js';
import { channelText, moment, reading, unitText, valueText } from './format.js';
import { icon } from './icons.js';
import { text } from './language.js';

const signs = { 3: 'suspect', 4: 'failed', 9: 'failed' };

/** The cells of a site as a description list; `update` changes only the cells whose readings changed. */
export function readingsView(columns) {
  const cells = new Map(columns.map((column) => [column, element('dd')]));
  const rows = columns.map((column) => element('div', { class: 'reading' }, element('dt', {}, columnText(column)), cells.get(column)));
  const shown = new Map();

  function update(site) {
    columns.forEach((column) => {
      const latest = inColumn(site, column);
      const content = JSON.stringify(latest);
      if (shown.get(column) !== content) {
        fill(cells.get(column), latest, shown.has(column));
        shown.set(column, content);
      }
    });
  }
  return { element: element('dl', { class: 'readings' }, ...rows), update };
}

function fill(cell, latest, again) {
  cell.parentElement.classList.toggle('none', latest.length === 0);
  cell.replaceChildren(...(values(latest)));
  if (again) {
    flash(cell);
  }
}

// Channels of one unit say it once, behind the last.
function values(latest) {
  const together = latest.length > 1 && latest.every((series) => series.unit === latest[0].unit);
  const made = latest.map((series) => valueView(series, latest.length > 1, together));
  return together && unitText(latest[0].unit) !== '' ? [...made, element('span', { class: 'unit' }, unitText(latest[0].unit))] : made;
}

function valueView(series, several, bare) {
  const sign = signs[series.flag];
  return element('span', { class: `value ${sign ?? ''}`, title: `${moment(series.time)}${sign ? ` · ${text(`flag.${series.flag}`)}` : ''}` },
    several && series.channel ? element('span', { class: 'channel' }, channelText(series.quantity, series.channel)) : null,
    sign ? icon(sign) : null,
    element('span', { class: 'number' }, written(series, several, bare)),
    sign ? element('span', { class: 'unseen' }, ` (${text(`flag.${series.flag}`)})`) : null);
}

// Of several switches the words would not fit side by side: there 0 and 1 stand.
function written(series, several, bare) {
  if (series.value == null) {
    return text('noReading');
  }
  const quantity = several ? '' : series.quantity;
  return bare ? valueText(series.value, series.unit, quantity) : reading(series.value, series.unit, quantity);
}
