// The signs of the page, drawn as SVG: each differs by shape, not by colour alone.

const SVG = 'http://www.w3.org/2000/svg';

const shapes = {
  good: [['circle', { cx: 8, cy: 8, r: 4.5, class: 'fill' }]],
  silent: [['circle', { cx: 8, cy: 8, r: 5.75 }], ['path', { d: 'M8 4.8V8l2.2 1.6' }]],
  'never heard': [['circle', { cx: 8, cy: 8, r: 5.75, 'stroke-dasharray': '2.4 2.1' }]],
  'no device': [['circle', { cx: 8, cy: 8, r: 5.75 }], ['path', { d: 'm4 12 8-8' }]],
  'without reading': [['path', { d: 'M3 2.6h10v8.2H8.6L5.6 13.6v-2.8H3Z' }], ['path', { d: 'M6 6.7h4' }]],
  suspect: [['path', { d: 'M8 2.2 14.3 13.4H1.7Z' }], ['path', { d: 'M8 6.4v3.1M8 11.4v.1' }]],
  failed: [['path', { d: 'M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4Z', class: 'fill' }], ['path', { d: 'm5.7 5.7 4.6 4.6m0-4.6-4.6 4.6', class: 'cut' }]],
  check: [['path', { d: 'm3 8.6 3.4 3.4L13.2 4.6' }]],
  cross: [['path', { d: 'm4 4 8 8m0-8-8 8' }]],
  chevron: [['path', { d: 'm5.8 3.4 4.6 4.6-4.6 4.6' }]],
  gap: [['path', { d: 'M1.5 8h3.6M10.9 8h3.6M7 11.5 9 4.5' }]],
  download: [['path', { d: 'M8 2.2v8M4.6 7 8 10.4 11.4 7M2.6 13.4h10.8' }]],
};

function draw([name, attributes]) {
  const shape = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => shape.setAttribute(key, value));
  return shape;
}

function drawing(kind, parts, width = 16) {
  const svg = draw(['svg', { viewBox: `0 0 ${width} 16`, width, height: 16, class: `icon ${kind}`, 'aria-hidden': 'true', focusable: 'false' }]);
  svg.append(...parts.map(draw));
  return svg;
}

/** One sign; the text beside it says the same in words. */
export function icon(kind) {
  return drawing(kind.replace(' ', '-'), shapes[kind]);
}

/** Four bars of reception, `lit` of them filled. */
export function bars(lit) {
  const parts = [0, 1, 2, 3].map((bar) => ['rect', { x: 1 + bar * 4, y: 11 - bar * 3, width: 2.6, height: 3.5 + bar * 3, rx: 0.6, class: bar < lit ? 'fill' : 'empty' }]);
  return drawing('bars', parts);
}

/** A short piece of a chart's line, for its legend. */
export function stroke(index) {
  return drawing(`stroke stroke-${index}`, [['path', { d: 'M1 8h22' }]], 24);
}
