// The address behind the # says which view is shown and which site is open.

const views = ['overview', 'quarantine', 'unregistered', 'export'];

/** {view, site} of an address; whatever is unknown is the overview. */
function routeOf(hash) {
  const [first, ...rest] = hash.replace(/^#/, '').split('/');
  if (first === 'site' && rest.length > 0) {
    return { view: 'overview', site: decoded(rest.join('/')) };
  }
  return { view: views.includes(first) ? first : 'overview', site: null };
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
