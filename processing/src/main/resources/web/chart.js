// One chart: the series of one unit over the time span, drawn by uPlot.
import uPlot from '/lib/uplot/uPlot.esm.js';
import { clock, day, decimal, valueText } from './format.js';
import { drawMarks } from './marks.js';
import { extent, scaleAround } from './series.js';
import { colours } from './theme.js';

const HEIGHT = 190;
const DAY_SECONDS = 86400;
const dashes = [[], [7, 4], [2, 3], [10, 3, 2, 3]];

/** uPlot's table of all traces: one column of times, and for each trace null in its gaps and undefined between its times. */
export function tableOf(traces) {
  return uPlot.join(traces.map((trace) => (trace.x.length > 0 ? [trace.x, trace.y] : [[], []])));
}

/**
 * Draws what `shown` holds ({group, traces, table, span}, changed in place before `setData`) into `place`. `pointed`
 * hears the index in the table under the cursor for each series, or null.
 */
export function drawChart(place, shown, pointed) {
  const paint = colours();
  const { group } = shown;
  const limits = () => extent(shown.traces) ?? [0, 1];
  const states = group.unit === '1' && limits()[0] >= 0 && limits()[1] <= 1;
  const span = () => [shown.span.from, shown.span.to];
  const options = {
    width: Math.max(place.clientWidth, 120), height: HEIGHT, padding: [10, 18, 0, 0], legend: { show: false },
    scales: { x: { time: true, range: span }, y: { range: () => (states ? [-0.15, 1.15] : scaleAround(limits())) } },
    cursor: { y: false, drag: { x: false, y: false }, sync: { key: 'site', setSeries: false, scales: ['x', null] }, points: { size: 7 } },
    axes: [timeAxis(paint, shown), valueAxis(paint, group, states)],
    series: [{}, ...shown.traces.map((_, index) => line(paint, index, group.unit === '1'))],
    hooks: { draw: [(chart) => drawMarks(chart, shown.traces, paint)], setCursor: [(chart) => pointed(chart.cursor.left < 0 ? null : chart.cursor.idxs)] },
  };
  return new uPlot(options, shown.table, place);
}

// States and counts hold until the next one: a slope between them would say what nobody measured.
function line(paint, index, stepped) {
  const shape = { stroke: paint.series[index % paint.series.length], dash: dashes[index % dashes.length], width: 1.6, points: { show: false } };
  return stepped ? { ...shape, paths: uPlot.paths.stepped({ align: 1 }) } : shape;
}

const ruled = (paint) => ({ stroke: paint.text, font: paint.font, grid: { stroke: paint.grid, width: 1 }, ticks: { show: false } });

function timeAxis(paint, shown) {
  const long = () => shown.span.to - shown.span.from > DAY_SECONDS;
  const hours = [1, 2, 3, 6, 12].map((hour) => hour * 3600);
  const written = (_, splits) => splits.map((split) => (long() ? day(split * 1000) : clock(split * 1000)));
  return { ...ruled(paint), size: 30, space: () => (long() ? 64 : 48), incrs: () => (long() ? [DAY_SECONDS, 2 * DAY_SECONDS] : hours), values: written };
}

function valueAxis(paint, group, states) {
  const written = (_, splits) => splits.map((split) => (states ? valueText(split, '1', group.series[0].quantity) : decimal(split, 3)));
  return { ...ruled(paint), size: 54, space: 34, values: written, ...(states ? { splits: () => [0, 1] } : {}) };
}

/** The cursor for those without a mouse: arrow keys step through the table, a finger drags. */
export function walkable(chart, place) {
  const stepBy = (steps) => {
    const table = chart.data[0];
    const at = Math.min(Math.max((chart.cursor.idx ?? (steps > 0 ? -1 : table.length)) + steps, 0), table.length - 1);
    chart.setCursor({ left: chart.valToPos(table[at], 'x'), top: 0 }, true, true);
  };
  const keys = { ArrowLeft: -1, ArrowRight: 1, PageUp: -12, PageDown: 12, Home: -Infinity, End: Infinity };
  place.onkeydown = (event) => {
    if (keys[event.key]) {
      event.preventDefault();
      stepBy(keys[event.key]);
    }
  };
  place.onblur = () => chart.setCursor({ left: -10, top: -10 }, true, true);
  chart.over.onpointermove = (event) => event.pointerType === 'touch' && chart.setCursor({ left: event.offsetX, top: 0 }, true, true);
}
