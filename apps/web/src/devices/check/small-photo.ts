/** The longer side in pixels: scratches can still be seen. */
const longest = 1_600;
const quality = 0.85;

/**
 * A camera's photo made small enough to send, upright, and without what the camera wrote into it: where, when and with which
 * phone it was taken. What the browser cannot read is sent as it is, for the server to say what is wrong with it.
 */
export async function smallPhoto(file: File): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined);
  if (picture === undefined) return file;
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve) => {
    canvas.toBlob((blob) => resolve(blob ?? file), 'image/jpeg', quality);
  });
}
