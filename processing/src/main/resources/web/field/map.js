// The sites and assets on a map. Without tiles, and so without a network, the points are there all the same.

const TOWN = [52.279, 8.047];
const CLOSE = 17;
const FAR = 13;
const NEAR_SITES = 500;

/** Draws into a box; called again, it draws anew. */
export async function mapOf(box, sites, assets, position, choose) {
  const leaflet = await import('/lib/leaflet/leaflet-src.esm.js');
  box.map?.remove();
  const map = leaflet.map(box, { attributionControl: false, renderer: leaflet.canvas({ tolerance: 14 }) });
  box.map = map;
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  assets.forEach((asset) => leaflet.circleMarker([asset.latitude, asset.longitude], { radius: 5, color: colour('quiet'), weight: 1, fillOpacity: 0.3 }).bindTooltip(asset.name).addTo(map));
  const placed = sites.filter((site) => site.latitude !== null).slice(0, NEAR_SITES);
  placed.forEach((site) => leaflet.circleMarker([site.latitude, site.longitude], { radius: 13, color: colour('surface'), weight: 2, fillColor: colour(site.taken ? 'green' : 'accent'), fillOpacity: 1 })
    .bindTooltip(site.name, { permanent: placed.length < 30, direction: 'right', offset: [12, 0] }).on('click', () => choose(site)).addTo(map));
  if (position !== null) {
    leaflet.circleMarker([position.latitude, position.longitude], { radius: 9, color: colour('surface'), weight: 3, fillColor: colour('red'), fillOpacity: 1 }).addTo(map);
    map.setView([position.latitude, position.longitude], CLOSE);
  } else if (placed.length > 0) {
    map.fitBounds(placed.map((site) => [site.latitude, site.longitude]), { padding: [30, 30], maxZoom: CLOSE });
  } else {
    map.setView(TOWN, FAR);
  }
}
