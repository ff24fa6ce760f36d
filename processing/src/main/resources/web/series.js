// What a chart needs of the readings, without drawing: groups, gaps, marks, ranges.

const SUSPECT = 3;
const FAIL = 4;
const MISSING = 9;
const GAP_MEDIANS = 2.5;

/** The series in groups of one chart each: by unit; what has no unit stands by its quantity. */
export function chartGroups(series) {
  const groups = new Map();
  series.filter((one) => one.points.length > 0).forEach((one) => {
    const key = one.unit === '1' ? `1 ${one.quantity}` : one.unit;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  });
  return [...groups.entries()].map(([key, members]) => ({ key, unit: members[0].unit, series: members }));
}

/** The middle of the spacings of points in seconds, or null of fewer than two. */
function medianSpacing(points) {
  const spacings = points.slice(1).map((point, index) => point[0] - points[index][0]).sort((one, other) => one - other);
  return spacings.length === 0 ? null : spacings[spacings.length >> 1];
}

/**
 * One series as {x, y} with a null in every gap, and its marks. Failed values are no part of the line: they are marked
 * only. A point alone between two gaps would leave no line, so it is marked as well.
 */
export function traceOf(points) {
  const present = points.filter(([, value, flag]) => value !== null && flag !== MISSING);
  const longest = GAP_MEDIANS * (medianSpacing(present) ?? Infinity);
  const trace = { x: [], y: [], suspect: [], failed: [], lone: [], gaps: 0 };
  let run = [];
  let last = null;
  const close = () => run.length === 1 && trace.lone.push(run[0]);
  for (const [time, value, flag] of present) {
    if (last !== null && time - last > longest) {
      trace.gaps++;
      trace.x.push((last + time) / 2);
      trace.y.push(null);
      close();
      run = [];
    }
    last = time;
    if (flag === FAIL) {
      trace.failed.push([time, value]);
      continue;
    }
    run.push([time, value]);
    trace.x.push(time);
    trace.y.push(value);
    if (flag === SUSPECT) {
      trace.suspect.push([time, value]);
    }
  }
  close();
  return trace;
}

/** The smallest and largest value that did not fail, or of all where nothing else is there; null without any. */
export function extent(traces) {
  const valid = traces.flatMap((trace) => trace.y.filter((value) => value !== null));
  const values = valid.length > 0 ? valid : traces.flatMap((trace) => trace.failed.map(([, value]) => value));
  return values.length === 0 ? null : [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}

/** A scale with some air around an extent. */
export function scaleAround([least, most]) {
  const air = least === most ? Math.max(Math.abs(least) * 0.05, 0.5) : (most - least) * 0.08;
  return [least - air, most + air];
}
