// The address behind the # says which view is shown and which site is open.

const views = ['overview', 'quarantine', 'unregistered', 'export', 'nowhere'];
// Of the link that skips the head: it is a place in every view.
const MAIN = '#main';

/** {view, site} of an address; what there is not is nowhere. */
function routeOf(hash) {
  const [first, ...rest] = hash.replace(/^#/, '').split('/');
  if (first === 'site' && rest.length > 0) {
    return { view: 'overview', site: decoded(rest.join('/')) };
  }
  const view = ['', 'main'].includes(first) ? 'overview' : first;
  return { view: views.includes(view) ? view : 'nowhere', site: null };
}

// An address typed by hand may hold a stray %.
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Shows the view of the address now and whenever it changes; `shown` hears the route and whether the view is another one. */
export function followRoute(shown) {
  let current = null;
  const follow = () => {
    if (location.hash === MAIN && current !== null) {
      return;
    }
    const route = routeOf(location.hash);
    const changed = route.view !== current;
    current = route.view;
    views.forEach((view) => (document.getElementById(`view-${view}`).hidden = view !== route.view));
    document.querySelectorAll('[data-view]').forEach((link) => markCurrent(link, link.dataset.view === route.view));
    shown(route, changed);
  };
  addEventListener('hashchange', follow);
  follow();
}

function markCurrent(link, current) {
  if (current) {
    link.setAttribute('aria-current', 'page');
  } else {
    link.removeAttribute('aria-current');
  }
}
