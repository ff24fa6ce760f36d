// The server's interface for the phone, one function for each request.
import { ask, change, whoAmI } from '/api.js';

const UPLOAD_MILLIS = 60000;

export function lists(position) {
  const near = position === null ? '' : `?${new URLSearchParams({ latitude: position.latitude.toFixed(4), longitude: position.longitude.toFixed(4) })}`;
  return ask(`/api/field/lists${near}`);
}

export const check = (device) => ask(`/api/field/devices/${encodeURIComponent(device)}/check`);
export const send = (task) => change('/api/field/tasks', task);
export const readLabel = (photo) => upload('/api/field/label', photo);

export function sendPhoto({ id, site, doneAt, photo }) {
  const about = new URLSearchParams({ site, doneAt, sentAt: new Date().toISOString() });
  return upload(`/api/field/photos/${id}?${about}`, photo);
}

async function upload(path, photo) {
  const { pageToken } = await whoAmI();
  const headers = { 'Content-Type': photo.type, ...(pageToken === null ? {} : { 'X-Page-Token': pageToken }) };
  return ask(path, { method: 'POST', headers, body: photo, signal: AbortSignal.timeout(UPLOAD_MILLIS) });
}
