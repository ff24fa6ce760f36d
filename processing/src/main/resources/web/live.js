// The server's events, and whether they still come.

const FIRST_WAIT_MILLIS = 1000;
const LONGEST_WAIT_MILLIS = 30000;
const FORGIVEN_MILLIS = 3000;

/**
 * Follows /api/live for as long as the page lives. `hear` has a function for each event (status, readings, progress);
 * `connection` hears 'connecting', 'live' and 'lost'. A short break is forgiven before it counts as lost.
 *
 * @returns a function that opens a new connection, for whoever knows that the old one is dead
 */
export function follow(hear, connection) {
  let source = null;
  let wait = FIRST_WAIT_MILLIS;
  let retry = null;
  let verdict = null;

  function open() {
    clearTimeout(retry);
    retry = null;
    source?.close();
    source = new EventSource('/api/live');
    source.onopen = opened;
    source.onerror = failed;
    Object.entries(hear).forEach(([name, heard]) => source.addEventListener(name, (event) => heard(JSON.parse(event.data))));
  }

  function opened() {
    wait = FIRST_WAIT_MILLIS;
    clearTimeout(verdict);
    verdict = null;
    connection('live');
  }

  // The browser tries again by itself after a broken connection, but gives up for good after an answer it does not like.
  function failed() {
    verdict ??= setTimeout(() => connection('lost'), FORGIVEN_MILLIS);
    if (source.readyState === EventSource.CLOSED && retry === null) {
      retry = setTimeout(open, wait);
      wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
    }
  }

  connection('connecting');
  open();
  addEventListener('online', open);
  return open;
}
