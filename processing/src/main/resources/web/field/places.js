// Where the phone is, and what is near.

const EARTH_METRES = 6371000;
const PATIENCE_MILLIS = 15000;
const FRESH_MILLIS = 60000;
const radians = (degrees) => (degrees * Math.PI) / 180;

/** Great-circle distance (haversine) in metres, null where one of them has no position. */
export function metres(one, other) {
  if (one === null || one.latitude == null || other.latitude == null) {
    return null;
  }
  const half = (from, to) => Math.sin(radians(to - from) / 2) ** 2;
  const square = half(one.latitude, other.latitude) + Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * half(one.longitude, other.longitude);
  return 2 * EARTH_METRES * Math.asin(Math.sqrt(square));
}

/** The nearest first; what has no position comes last, in its order. */
export function byDistance(things, position) {
  const far = (thing) => metres(position, thing) ?? Infinity;
  return things.map((thing) => ({ ...thing, metres: metres(position, thing) })).sort((one, other) => (far(one) === far(other) ? 0 : far(one) - far(other)));
}

/** Where the phone is by GPS; null if it does not know or may not say. */
export function whereAmI() {
  if (!('geolocation' in navigator)) {
    return Promise.resolve(null);
  }
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude: coords.latitude, longitude: coords.longitude, accuracy: coords.accuracy }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: PATIENCE_MILLIS, maximumAge: FRESH_MILLIS });
  });
}

const UMLAUTS = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** An id for a new site: readable, and unlike any other. */
export function siteId(name) {
  const plain = name.toLowerCase().replace(/[äöüß]/g, (letter) => UMLAUTS[letter]).normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
  const readable = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40).replace(/-+$/, '') || 'site';
  return `${readable}-${crypto.randomUUID().slice(0, 6)}`;
}
