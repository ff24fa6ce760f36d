// What needs a person's attention.

const FAIL = 4;
const SUSPECT = 3;
const MISSING = 9;

/** The state of a site, the gravest first: never heard, silent, failed, suspect, good. */
export function stateOf(site) {
  if (site.contact !== 'in contact') {
    return site.contact;
  }
  const flags = site.latest.map((latest) => latest.flag);
  if (flags.includes(FAIL) || flags.includes(MISSING)) {
    return 'failed';
  }
  return flags.includes(SUSPECT) ? 'suspect' : 'good';
}

/** How many sites of each kind; a silent site with suspect readings counts under both. */
export function countsOf(sites) {
  const has = (site, flag) => site.latest.some((latest) => latest.flag === flag);
  return {
    good: sites.filter((site) => site.contact === 'in contact').length,
    silent: sites.filter((site) => site.contact === 'silent').length,
    'never heard': sites.filter((site) => site.contact === 'never heard').length,
    suspect: sites.filter((site) => has(site, SUSPECT)).length,
    failed: sites.filter((site) => has(site, FAIL) || has(site, MISSING)).length,
  };
}

export const needsAttention = (site) => stateOf(site) !== 'good';
