// The page as a whole: what is asked for, what the server tells, and who shows it.
import * as api from './api.js';
import { coalesced } from './coalesce.js';
import { showConnection } from './connection.js';
import { setText } from './dom.js';
import { exportView } from './export.js';
import { fleetView } from './fleet.js';
import { count } from './format.js';
import { speak, text } from './language.js';
import { lawView } from './law.js';
import { follow } from './live.js';
import { onSession, recallSession, tellSignOn } from './login.js';
import { progressView } from './progress.js';
import { quarantineView } from './quarantine.js';
import { followRoute } from './routes.js';
import { unregisteredView } from './unregistered.js';

const FLEET_MILLIS = 2500;
const WATCH_MILLIS = 60000;
const RETRY_MILLIS = 5000;
const place = (id) => document.getElementById(id);

speak(document);
const showLaw = lawView(place('law'));
const showProgress = progressView(place('progress'));
const showQuarantine = quarantineView(place('view-quarantine'));
const showUnregistered = unregisteredView(place('view-unregistered'));
const exporting = exportView(place('view-export'));
const loadFleet = coalesced(refreshFleet, FLEET_MILLIS);
const fleet = fleetView(place('pilots'), place('pilot-links'), loadFleet);
const reloadQuarantine = coalesced(showQuarantine, FLEET_MILLIS);

let route = null;
let law = null;
let connection = 'connecting';
let answering = true;
let asOf = new Date();

function showStatus(status) {
  const more = law !== null && law.quarantined !== status.quarantined;
  law = status;
  asOf = new Date();
  showLaw(status);
  showUnregistered(status);
  place('quarantine-badge').hidden = status.quarantined === 0;
  setText(place('quarantine-badge'), count(status.quarantined));
  if (more && route.view === 'quarantine') {
    reloadQuarantine();
  }
}

async function refreshFleet() {
  try {
    const pilots = await api.pilots();
    asOf = new Date();
    hearAnswer(true);
    fleet.show(pilots);
    exporting.offer(pilots);
  } catch (error) {
    fleet.fail(error);
    hearAnswer(false);
    setTimeout(loadFleet, RETRY_MILLIS);
  }
}

async function refreshStatus() {
  try {
    showStatus(await api.status());
    return true;
  } catch {
    if (law === null) {
      showLaw(null);
    }
    return false;
  }
}

// The stream may be open while the server has nothing to say, its database being away: that is no live page either.
function showLive() {
  showConnection(connection === 'live' && !answering ? 'lost' : connection, asOf);
}

function hearAnswer(answered) {
  const back = answered && !answering;
  answering = answered;
  showLive();
  if (back) {
    refreshStatus();
    fleet.refresh();
  }
}

function hearConnection(state) {
  const back = state === 'live' && connection === 'lost';
  connection = state;
  showLive();
  if (back) {
    refreshStatus();
    loadFleet();
    fleet.refresh();
  }
}

function hearReadings({ sites }) {
  asOf = new Date();
  loadFleet();
  fleet.refresh(sites);
}

// Silence makes no event, and a dead connection may look alive: so look for oneself now and then.
async function watch(reopen) {
  if (document.hidden) {
    return;
  }
  loadFleet();
  fleet.refresh();
  const answered = await refreshStatus();
  if (!answered || connection !== 'live') {
    reopen();
  }
}

function showRoute(next, changed) {
  const first = route === null;
  route = next;
  document.title = next.view === 'overview' ? 'Pilotfeld' : `${text(next.view === 'unregistered' ? 'unregisteredTitle' : next.view)} · Pilotfeld`;
  if (next.view === 'quarantine' && changed) {
    showQuarantine();
  }
  if (changed && !first) {
    scrollTo(0, 0);
    place('main').focus({ preventScroll: true });
  }
  fleet.open(next.site);
}

onSession(() => {
  exporting.changed();
  fleet.refresh();
  if (route?.view === 'quarantine') {
    showQuarantine();
  }
});
followRoute(showRoute);
recallSession().then(tellSignOn);
refreshStatus();
loadFleet();
const reopen = follow({ status: showStatus, readings: hearReadings, progress: showProgress }, hearConnection);
setInterval(watch, WATCH_MILLIS, reopen);
document.addEventListener('visibilitychange', () => watch(reopen));
