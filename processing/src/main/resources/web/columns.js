// Which quantities stand side by side in a pilot: one column for each, channels together, the battery last.
import { quantityText } from './format.js';
import { text } from './language.js';

const columnOf = (series) => (series.quantity.startsWith('battery') ? 'battery' : series.quantity);

/** The columns of all sites of a pilot, those that most sites have first, else in the order they come. */
export function columnsOf(sites) {
  const held = new Map();
  sites.forEach((site) => new Set(site.latest.map(columnOf)).forEach((column) => held.set(column, (held.get(column) ?? 0) + 1)));
  const rank = (column) => (column === 'battery' ? -1 : held.get(column));
  return [...held.keys()].sort((one, other) => rank(other) - rank(one));
}

/** The latest readings of a site in one column, in the order of their channels. */
export function inColumn(site, column) {
  const natural = (one, other) => (one.channel ?? '').localeCompare(other.channel ?? '', undefined, { numeric: true });
  return site.latest.filter((series) => columnOf(series) === column).sort(natural);
}

export const columnText = (column) => (column === 'battery' ? text('battery') : quantityText(column));
