// All pilots: patched in place when fresh data comes, sifted, and at most one site open.
import { arrange, element, notice, skeleton } from './dom.js';
import { complaint } from './format.js';
import { text } from './language.js';
import { detailView } from './detail.js';
import { pilotView } from './pilot.js';
import { DEVICE_ADD } from './unregistered.js';
import { clearSelection, onlyAttention, onSelection, selection, showCount } from './sift.js';

const AGE_TICK_MILLIS = 15000;

/** Builds the overview of all pilots into its places. `again` asks for the data anew. */
export function fleetView(place, links, again) {
  const views = new Map();
  const none = element('div', { class: 'no-match', hidden: true });
  const unknown = element('div', { class: 'no-match', role: 'status', hidden: true });
  let pilots = null;
  let opened = null;
  let detail = null;

  const findSite = (id) => [...views.values()].map((view) => view.sites.get(id)).find(Boolean);

  function show(fresh) {
    pilots = fresh;
    if (fresh.length === 0) {
      views.clear();
      links.replaceChildren();
      place.replaceChildren(notice('empty', text('noPilots'), element('p', {}, text('noPilotsHow')), element('code', { class: 'command' }, DEVICE_ADD)));
      return;
    }
    const sections = fresh.map((pilot) => {
      if (!views.has(pilot.id)) {
        views.set(pilot.id, pilotView(pilot));
      }
      views.get(pilot.id).show(pilot);
      return views.get(pilot.id);
    });
    arrange(place, [unknown, none, ...sections.map((view) => view.element)]);
    arrange(links, sections.map((view) => view.link));
    detail?.know();
    sift();
    open(opened);
  }

  function sift() {
    const chosen = selection(opened);
    let visible = 0;
    pilots.forEach((pilot) => {
      const kept = pilot.sites.filter((site) => chosen(site, pilot));
      const ids = new Set(kept.map((site) => site.id));
      const view = views.get(pilot.id);
      view.sites.forEach((site, id) => (site.element.hidden = !ids.has(id)));
      view.element.hidden = kept.length === 0 && pilot.sites.length > 0;
      visible += kept.length;
    });
    const sites = pilots.flatMap((pilot) => pilot.sites);
    showCount(visible, sites);
    none.hidden = visible > 0 || sites.length === 0;
    none.replaceChildren(notice('empty', text(onlyAttention() ? 'allCalm' : 'noMatch'), element('button', { type: 'button', class: 'plain', click: clearSelection }, text('clear'))));
  }

  /** Opens the site with that id, or none; the row that was tapped stays where it is on the screen. */
  function open(id) {
    const next = id === null ? null : findSite(id);
    showUnknown(id !== null && !next && pilots !== null ? id : null);
    if (detail && detail.site === next) {
      return;
    }
    opened = id;
    const anchor = (next ?? detail?.site)?.element;
    const before = anchor?.getBoundingClientRect().top;
    detail?.close();
    detail = next ? detailView(next) : null;
    if (anchor?.isConnected) {
      scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: 'instant' });
    }
    bringIntoView(next);
  }

  // Whoever came by a link did not tap on the row: it may be far away, or hidden by the selection.
  function bringIntoView(site) {
    if (site?.element.hidden) {
      sift();
    }
    const { top, height } = site?.row.getBoundingClientRect() ?? { top: 0, height: 0 };
    if (top < 0 || top + height > innerHeight) {
      site.element.scrollIntoView({ block: 'start', behavior: 'instant' });
    }
  }

  function showUnknown(id) {
    unknown.hidden = id === null;
    if (id !== null) {
      unknown.replaceChildren(notice('empty', text('noSuchSite', { site: id }), element('a', { href: '#' }, text('toOverview'))));
    }
  }

  /** Asks for the readings of the open site, if it is one of these; without any named, in any case. */
  function refresh(sites) {
    if (!sites || sites.includes(opened)) {
      detail?.load();
    }
  }

  function fail(error) {
    if (pilots === null) {
      place.replaceChildren(notice('error', text('pilotsFailed'), element('p', {}, complaint(error)), element('button', { type: 'button', click: again }, text('retry'))));
    }
  }

  place.replaceChildren(skeleton(8, text('loading')));
  onSelection(() => pilots && sift());
  setInterval(() => views.forEach((view) => view.sites.forEach((site) => site.tick())), AGE_TICK_MILLIS);
  return { show, fail, open, refresh };
}
