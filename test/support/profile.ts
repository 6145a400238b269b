/** `FIRSTBELL_PROFILE=scaled`: a second time, on the scaled installation. */
export const isScaled = process.env['FIRSTBELL_PROFILE'] === 'scaled';
