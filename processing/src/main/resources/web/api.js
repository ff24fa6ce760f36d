// The server's HTTP interface, one function for each request.

const PATIENCE_MILLIS = 20000;

/** The server answered, but not with what was asked for; `status` is HTTP's, `retrySeconds` its Retry-After. */
class Refused extends Error {
  constructor(response, message) {
    super(message);
    this.status = response.status;
    this.retrySeconds = Number(response.headers.get('Retry-After') ?? 0);
  }
}

/** Sends a request; what is answered, or null where nothing is. Throws with `status` where the server refuses, without where it does not answer. */
export async function ask(path, options = {}) {
  const response = await fetch(path, { signal: AbortSignal.timeout(PATIENCE_MILLIS), credentials: 'same-origin', ...options });
  if (!response.ok) {
    throw new Refused(response, await reason(response));
  }
  return response.status === 204 ? null : response.json();
}

// RFC 9457: `detail` is about this request, `title` about its kind.
async function reason(response) {
  const problem = await response.json().catch(() => ({}));
  return problem.detail ?? problem.title ?? `HTTP ${response.status}`;
}

const json = (body) => ({ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

// With whatever changes something goes a token that only pages of ours can read. It is asked for each time: another tab may have signed in anew.
export async function change(path, body, options = {}) {
  const { pageToken } = await whoAmI();
  const { headers, ...rest } = json(body);
  return ask(path, { ...rest, headers: pageToken === null ? headers : { ...headers, 'X-Page-Token': pageToken }, ...options });
}

export const status = () => ask('/api/status');
export const pilots = () => ask('/api/pilots');
export const quarantineCauses = () => ask('/api/quarantine/causes');
export const replay = (cause) => change('/api/quarantine/replay', { cause }, { signal: null });
export const unregistered = () => ask('/api/unregistered');
export const logIn = (name, password) => ask('/api/login', json({ name, password }));
export const logOut = () => change('/api/logout', {});

/** Who is signed in, and what they may do; `name` is null if nobody is. */
export const whoAmI = () => ask('/api/login');

export function readings(site, from, to) {
  const span = new URLSearchParams({ from: from.toISOString(), to: to.toISOString() });
  return ask(`/api/sites/${encodeURIComponent(site)}/readings?${span}`);
}

/** What was remarked on messages of a site's device lately; only for those who are signed in. */
export const remarks = (site) => ask(`/api/sites/${encodeURIComponent(site)}/remarks`);

/** Where the CSV of a selection is; what is left empty is not restricted. */
export function exportAddress(selection) {
  const chosen = Object.entries(selection).filter(([, value]) => value !== '');
  return `/export.csv?${new URLSearchParams(chosen)}`;
}

/** The newest messages in quarantine; `cause` null stands for any. */
export function quarantine(limit, cause) {
  return ask(`/api/quarantine?${new URLSearchParams(cause === null ? { limit } : { limit, cause })}`);
}
