// Photos are drawn anew on the phone: smaller, upright, and with nothing in them but the picture.

const QUALITY = 0.85;

/** Longest side in pixels: of a code, which must stay sharp, and of how a sensor is mounted. */
export const CODE_SIDE = 2000;
export const SITE_SIDE = 1600;

export async function drawn(file, side) {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return { canvas, blob: await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY)) };
}
