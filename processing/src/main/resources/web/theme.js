// The colours of the style sheet, for what is drawn on a canvas.

const dark = matchMedia('(prefers-color-scheme: dark)');

/** The colours that apply now. */
export function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    surface: of('surface'), text: of('quiet'), grid: of('hair'), suspect: of('amber'), failed: of('red'),
    series: [of('series-0'), of('series-1'), of('series-2'), of('series-3')],
    font: `12px ${style.fontFamily}`,
  };
}

/** Calls back when the colours change, until `signal` aborts. */
export function onTheme(changed, signal) {
  dark.addEventListener('change', changed, { signal });
}
