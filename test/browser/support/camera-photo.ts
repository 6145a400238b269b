import type { Page } from '@playwright/test';

/** Noise of small squares, since a plain colour would be a small file; in base64. */
const takePicture = `new Promise((resolve) => {
  const canvas = document.createElement('canvas');
  canvas.width = 4000;
  canvas.height = 3000;
  const context = canvas.getContext('2d');
  for (let at = 0; at < 60000; at += 1) {
    context.fillStyle = 'hsl(' + ((at * 137) % 360) + ' 60% ' + (30 + (at % 50)) + '%)';
    context.fillRect((at % 300) * 14, Math.floor(at / 300) * 15, 14, 15);
  }
  resolve(canvas.toDataURL('image/jpeg', 1).split(',')[1]);
})`;

/** A JPEG as a phone takes it: 12 megapixels, several MB, with a segment that says where it was taken. */
export async function cameraPhoto(page: Page): Promise<Buffer> {
  const [picture, where] = [Buffer.from(await page.evaluate<string>(takePicture), 'base64'), Buffer.from('Exif\0\0GPS 41.8781 N')];
  const segment = Buffer.from([0xff, 0xe1, 0, where.length + 2]);
  return Buffer.concat([picture.subarray(0, 2), segment, where, picture.subarray(2)]);
}
