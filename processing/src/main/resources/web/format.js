// How numbers, units, names and times are written.
import { locale, text, word } from './language.js';

const units = { Cel: '°C', '[ppm]': 'ppm', 'm3/m3': 'm³/m³', 'uS/cm': 'µS/cm', '1': '', '[degF]': '°F', Ohm: 'Ω', 'm3/h': 'm³/h', 'mm/h': 'mm/h' };
const digits = new Map([['Cel', 1], ['[ppm]', 0], ['m3/m3', 3], ['%', 1], ['mm', 0], ['V', 2], ['A', 1], ['lx', 0], ['uS/cm', 0], ['dB', 1]]);
const numbers = new Map();
const ageUnits = [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60]];
const ages = new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'short' });
const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const clocks = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const days = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric' });

/** A number with at most so many decimals, and always so many where `fixed`. */
export function decimal(value, places, fixed = false) {
  const key = `${places}${fixed}`;
  if (!numbers.has(key)) {
    numbers.set(key, new Intl.NumberFormat(locale, { maximumFractionDigits: places, minimumFractionDigits: fixed ? places : 0 }));
  }
  return numbers.get(key).format(value).replace('-', '−');
}

export const count = (value) => decimal(value, 0);

/** A UCUM code as people write it: Cel is °C, m3/m3 is m³/m³. */
export function unitText(code) {
  return Object.hasOwn(units, code) ? units[code] : code.replace(/[[\]]/g, '').replace(/^u(?=[A-Z])/, 'µ').replace(/2\b/g, '²').replace(/3\b/g, '³');
}

/** The value alone, as precise as its unit deserves; a state is said in its word. */
export function valueText(value, unit, quantity) {
  const state = unit === '1' ? word('words', quantity)?.[value] : undefined;
  const places = quantity.startsWith('battery') && unit === '%' ? 0 : digits.get(unit);
  return state ?? decimal(value, places ?? 2, places !== undefined);
}

/** The value with its unit, held together. */
export function reading(value, unit, quantity) {
  const sign = unitText(unit);
  return sign === '' ? valueText(value, unit, quantity) : `${valueText(value, unit, quantity)}\u00a0${sign}`;
}

/** A snake_case name from outside in words: known ones translated, others made readable. */
function humanly(list, name) {
  const plain = name.replaceAll('_', ' ');
  return word(list, name) ?? plain.charAt(0).toLocaleUpperCase(locale) + plain.slice(1);
}

export const quantityText = (quantity) => humanly('quantities', quantity);

/** Phases of a current are L1 to L3; other channels go by their own name. */
export function channelText(quantity, channel) {
  return quantity === 'current' && /^[1-3]$/.test(channel) ? `L${channel}` : channel;
}

/** What a series measures, with its channel where it has one. */
export function seriesText(series) {
  return `${quantityText(series.quantity)} ${channelText(series.quantity, series.channel ?? '')}`.trim();
}

/** How long ago, in the largest whole unit; the future (a clock ahead) counts as now. */
export function age(instant, now) {
  const seconds = Math.max(0, (now - Date.parse(instant)) / 1000);
  const [unit, size] = ageUnits.find(([, length]) => seconds >= length) ?? ['minute', 60];
  if (seconds < 60) {
    return text('justNow');
  }
  return ages.format(-Math.floor(seconds / size), unit);
}

export const moment = (instant) => moments.format(new Date(instant));
export const clock = (instant) => clocks.format(new Date(instant));
export const day = (instant) => days.format(new Date(instant));

/** An asset in words: its kind and its name, the name alone if it says the kind already. */
export function assetText(site) {
  if (!site.asset) {
    return '';
  }
  const kind = site.assetKind ? humanly('assetKind', site.assetKind) : '';
  return kind === '' || site.asset.toLowerCase().includes(kind.toLowerCase()) ? site.asset : `${kind} ${site.asset}`;
}

/** What a failed request says to the person in front of it. */
export function complaint(error) {
  return error.status ? text('failed', { reason: error.message }) : text('offline');
}
