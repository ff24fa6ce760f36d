// What needs a person's attention.

const FAIL = 4;
const SUSPECT = 3;
const MISSING = 9;

const contacts = { 'in contact': 'good', silent: 'silent', 'never heard': 'never heard' };

/** Whether the device of a site is heard: good, silent, never heard, or no device at all. */
export const contactOf = (site) => contacts[site.contact] ?? 'no device';

/** Whether the device is heard, and what it last said became a reading. */
export const hearingOf = (site) => (contactOf(site) === 'good' && site.withoutReading ? 'without reading' : contactOf(site));

/** The state of a site, the gravest first: no device, never heard, silent, without reading, failed, suspect, good. */
export function stateOf(site) {
  const hearing = hearingOf(site);
  if (hearing !== 'good') {
    return hearing;
  }
  const flags = site.latest.map((latest) => latest.flag);
  if (flags.includes(FAIL) || flags.includes(MISSING)) {
    return 'failed';
  }
  return flags.includes(SUSPECT) ? 'suspect' : 'good';
}

const hears = (sites, contact) => sites.filter((site) => contactOf(site) === contact).length;

/** How many sites of each kind; a silent site with suspect readings counts under both. */
export function countsOf(sites) {
  const has = (site, flag) => site.latest.some((latest) => latest.flag === flag);
  return {
    good: hears(sites, 'good'),
    silent: hears(sites, 'silent'),
    'never heard': hears(sites, 'never heard'),
    'no device': hears(sites, 'no device'),
    'without reading': sites.filter((site) => hearingOf(site) === 'without reading').length,
    suspect: sites.filter((site) => has(site, SUSPECT)).length,
    failed: sites.filter((site) => has(site, FAIL) || has(site, MISSING)).length,
  };
}

export const needsAttention = (site) => stateOf(site) !== 'good';
