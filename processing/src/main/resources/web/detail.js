// An opened site: its facts, and its charts of the last day or week.
import * as api from './api.js';
import { coalesced } from './coalesce.js';
import { arrange, element, notice, setText, skeleton } from './dom.js';
import { assetText, complaint, decimal, moment } from './format.js';
import { text } from './language.js';
import { chartGroups } from './series.js';
import { onTheme } from './theme.js';
import { remarksView } from './remarks.js';

const DAY_SECONDS = 86400;
const REFRESH_MILLIS = 3000;
const spans = { day: 1, week: 7 };
let chosen = 'day';

/** Opens a site's row and fills it (the chart library is loaded with the first one); `know` shows what the row knows, `load` asks for new readings, `close` ends it. */
export function detailView(site) {
  const ended = new AbortController();
  const facts = element('dl', { class: 'site-facts' });
  const charts = element('div', { class: 'charts' }, skeleton(4, text('loading')));
  const remarks = remarksView();
  const figures = new Map();
  const load = coalesced(refresh, REFRESH_MILLIS);
  let turn = 0;

  // The span may be switched while an answer is under way: only the newest question counts.
  async function refresh() {
    const mine = ++turn;
    const outdated = () => mine !== turn || ended.signal.aborted;
    const to = new Date();
    charts.setAttribute('aria-busy', 'true');
    remarks.load(site.site());
    const span = { from: to / 1000 - spans[chosen] * DAY_SECONDS, to: to / 1000 };
    try {
      const [{ figureView }, answer] = await Promise.all([import('./figure.js'), api.readings(site.site().id, new Date(span.from * 1000), to)]);
      if (!outdated()) {
        showCharts(chartGroups(answer.series), span, figureView);
      }
    } catch (error) {
      if (!outdated()) {
        fail(error);
      }
    }
    if (!outdated()) {
      charts.removeAttribute('aria-busy');
    }
  }

  function showCharts(groups, span, figureView) {
    const keys = new Set(groups.map((group) => group.key));
    [...figures.keys()].filter((key) => !keys.has(key)).forEach((key) => drop(key));
    const made = groups.map((group) => figures.get(group.key) ?? figures.set(group.key, figureView(group)).get(group.key));
    arrange(charts, made.length > 0 ? made.map((figure) => figure.element) : [notice('empty', text('noReadings'))]);
    groups.forEach((group, index) => made[index].show(group, span));
  }

  function drop(key) {
    figures.get(key).destroy();
    figures.delete(key);
  }

  function fail(error) {
    if (figures.size > 0) {
      return;
    }
    charts.replaceChildren(notice('error', text('readingsFailed'), element('p', {}, complaint(error)), element('button', { type: 'button', click: refresh }, text('retry'))));
  }

  const know = () => showFacts(facts, site.site());

  function close() {
    ended.abort();
    watcher.disconnect();
    [...figures.keys()].forEach(drop);
    site.open(false);
    site.panel.replaceChildren();
  }

  const redraw = (all) => figures.forEach((figure) => (all || !figure.fits()) && figure.redraw());
  const watcher = new ResizeObserver(() => redraw(false));
  site.panel.replaceChildren(spanChoice(refresh), remarks.element, charts, facts);
  site.open(true);
  watcher.observe(charts);
  onTheme(() => redraw(true), ended.signal);
  know();
  load();
  return { site, know, load, close };
}

function spanChoice(changed) {
  const choice = (span) => element('label', {}, element('input', { type: 'radio', name: 'span', value: span, checked: span === chosen, change: () => { chosen = span; changed(); } }), element('span', {}, text(span)));
  return element('fieldset', { class: 'spans' }, element('legend', { class: 'unseen' }, text('span')), ...Object.keys(spans).map(choice));
}

function showFacts(place, site) {
  const decibel = (value, unit) => `${decimal(value, 1)}\u00a0${unit}`;
  const known = [
    ['device', site.device], ['model', site.model], ['asset', assetText(site)],
    ['lastContact', site.lastUplink && moment(site.lastUplink)],
    ['spreadingFactor', site.spreadingFactor && `SF${site.spreadingFactor}`],
    ['signal', site.snrDecibel != null && site.rssiDbm != null && `${decibel(site.snrDecibel, 'dB')} / ${decimal(site.rssiDbm, 0)}\u00a0dBm`],
    ['linkMargin', site.linkMarginDecibel != null && decibel(site.linkMarginDecibel, 'dB')],
    ['gateways', site.spreadingFactor != null && site.gateways != null && String(site.gateways)],
    ['position', site.latitude != null && site.longitude != null && `${site.latitude.toFixed(5)}, ${site.longitude.toFixed(5)}`],
  ].filter(([, value]) => value);
  arrange(place, known.map(([key, value]) => fact(place, key, value)));
}

function fact(place, key, value) {
  const kept = place.querySelector(`[data-key="${key}"]`);
  if (kept) {
    setText(kept.lastElementChild, value);
    return kept;
  }
  return element('div', { 'data-key': key }, element('dt', {}, text(key)), element('dd', {}, value));
}
