// Marks on a chart: a triangle for a suspect value, a cross for a failed one, a dot for one that stands alone.

const RADIUS = 4.5;

/** uPlot's hook `draw`: puts the marks of all traces on top of their lines. */
export function drawMarks(chart, traces, colours) {
  const context = chart.ctx;
  const size = RADIUS * devicePixelRatio;
  const inside = ([time]) => time >= chart.scales.x.min && time <= chart.scales.x.max;
  context.save();
  context.setLineDash([]);
  context.lineJoin = 'round';
  traces.forEach((trace, index) => {
    each(chart, trace.lone.filter(inside), (x, y) => dot(context, x, y, size * 0.5, colours.series[index % colours.series.length]));
    each(chart, trace.suspect.filter(inside), (x, y) => triangle(context, x, y, size, colours));
    each(chart, trace.failed.filter(inside), (x, y) => cross(context, x, y, size, colours));
  });
  context.restore();
}

// A value outside the scale is marked at the edge, so that one failed sample does not flatten the day.
function each(chart, points, draw) {
  const { top, height } = chart.bbox;
  const edge = RADIUS * devicePixelRatio;
  const within = (y) => Math.min(Math.max(y, top + edge), top + height - edge);
  points.forEach(([time, value]) => draw(chart.valToPos(time, 'x', true), within(chart.valToPos(value, 'y', true))));
}

function dot(context, x, y, radius, colour) {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

function triangle(context, x, y, size, colours) {
  context.beginPath();
  context.moveTo(x, y - size);
  context.lineTo(x + size, y + size * 0.8);
  context.lineTo(x - size, y + size * 0.8);
  context.closePath();
  context.fillStyle = colours.surface;
  context.strokeStyle = colours.suspect;
  context.lineWidth = 1.75 * devicePixelRatio;
  context.fill();
  context.stroke();
}

function cross(context, x, y, size, colours) {
  const arm = size * 0.8;
  for (const [colour, width] of [[colours.surface, 5], [colours.failed, 2]]) {
    context.strokeStyle = colour;
    context.lineWidth = width * devicePixelRatio;
    context.beginPath();
    context.moveTo(x - arm, y - arm);
    context.lineTo(x + arm, y + arm);
    context.moveTo(x + arm, y - arm);
    context.lineTo(x - arm, y + arm);
    context.stroke();
  }
}
