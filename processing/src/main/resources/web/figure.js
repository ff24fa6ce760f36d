// A chart with what belongs to it: its title, its legend that reads the cursor, and its facts in words.
import { drawChart, tableOf, walkable } from './chart.js';
import { element, setText } from './dom.js';
import { channelText, moment, quantityText, reading, seriesText, unitText } from './format.js';
import { icon, stroke } from './icons.js';
import { text } from './language.js';
import { extent, traceOf } from './series.js';

/** Builds the figure of one group. `show` takes in new readings, `redraw` draws the same anew (other width or colours). */
export function figureView(group) {
  const moments = element('span', { class: 'figure-time' });
  const legend = element('ul', { class: 'legend' });
  const facts = element('p', { class: 'facts' });
  const canvas = element('div', { class: 'canvas', tabindex: '0', role: 'img' });
  const root = element('figure', {}, element('figcaption', {}, element('h4', {}, titleOf(group)), moments, legend), canvas, facts);
  let chart = null;
  const shown = {};

  function show(group, span) {
    const same = shown.traces?.length === group.series.length;
    const traces = group.series.map((one) => traceOf(one.points));
    Object.assign(shown, { group, span, traces, table: tableOf(traces) });
    showFacts(facts, group, traces);
    canvas.setAttribute('aria-label', `${titleOf(group)}: ${facts.textContent}. ${text('chartKeys')}`);
    showLegend(legend, group);
    if (chart && same) {
      chart.setData(shown.table);
      point(chart.cursor.left < 0 ? null : chart.cursor.idxs);
    } else {
      redraw();
    }
  }

  function redraw() {
    chart?.destroy();
    chart = drawChart(canvas, shown, point);
    walkable(chart, canvas);
    point(null);
  }

  function point(indexes) {
    const at = indexes?.find((index) => index != null);
    setText(moments, at == null ? '' : moment(shown.table[0][at] * 1000));
    shown.group.series.forEach((one, index) => {
      const value = indexes ? shown.table[index + 1]?.[indexes[index + 1]] : one.points.at(-1)[1];
      setText(legend.children[index].lastElementChild, value == null ? '–' : reading(value, one.unit, one.quantity));
    });
  }
  return { element: root, show, redraw, fits: () => chart?.width === canvas.clientWidth, destroy: () => chart?.destroy() };
}

function titleOf(group) {
  const names = [...new Set(group.series.map((one) => quantityText(one.quantity)))].join(', ');
  return unitText(group.unit) === '' ? names : `${names} (${unitText(group.unit)})`;
}

function showLegend(legend, group) {
  if (legend.childElementCount !== group.series.length) {
    legend.replaceChildren(...group.series.map((one, index) => element('li', {}, stroke(index % 4), element('span', {}, nameIn(group, one)), element('b'))));
  }
}

// What the title says already is not said again.
function nameIn(group, one) {
  const alike = group.series.every((other) => other.quantity === one.quantity);
  if (group.series.length === 1) {
    return '';
  }
  if (alike && one.channel) {
    return channelText(one.quantity, one.channel);
  }
  const twin = group.series.some((other) => other !== one && seriesText(other) === seriesText(one));
  return twin && one.device ? `${seriesText(one)} (${one.device})` : seriesText(one);
}

function showFacts(place, group, traces) {
  const sum = (of) => traces.reduce((total, trace) => total + of(trace), 0);
  const limits = extent(traces.filter((trace) => trace.x.length > 0));
  const { unit, series: [first] } = group;
  const range = limits ? text('range', { min: reading(limits[0], unit, first.quantity), max: reading(limits[1], unit, first.quantity) }) : text('noGood');
  const kinds = [['suspect', sum((trace) => trace.suspect.length)], ['failed', sum((trace) => trace.failed.length)], ['gap', Math.max(...traces.map((trace) => trace.gaps))]];
  const noted = kinds.filter(([, n]) => n > 0).map(([kind, n]) => element('span', { class: kind }, icon(kind), text(`${kind}Count`, { n })));
  place.replaceChildren(element('span', {}, range), ...noted.flatMap((note) => [' ', note]));
}
