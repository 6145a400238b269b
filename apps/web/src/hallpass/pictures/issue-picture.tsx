import type { ReactElement } from 'react';
import type { PictureKey } from '@firstbell/contracts/pictures';
import { accountPictures } from './account-pictures.js';
import { handsPictures } from './hands-pictures.js';
import { mishapPictures } from './mishap-pictures.js';
import { powerPictures } from './power-pictures.js';
import { questionPictures } from './question-pictures.js';
import { screenPictures } from './screen-pictures.js';
import { softwarePictures } from './software-pictures.js';
import { soundAndCameraPictures } from './sound-and-camera-pictures.js';

/** Every key of the contract has its drawing, or this does not compile. */
const drawings: Readonly<Record<PictureKey, ReactElement>> = {
  ...accountPictures,
  ...powerPictures,
  ...screenPictures,
  ...handsPictures,
  ...soundAndCameraPictures,
  ...softwarePictures,
  ...mishapPictures,
  ...questionPictures,
};

interface IssuePictureProps {
  readonly picture: PictureKey;
  /** Pixels; drawn for 56 and more. */
  readonly size?: number;
}

/** A drawn issue. Silent to screen readers, because its name always stands beside it. */
export function IssuePicture({ picture, size = 72 }: IssuePictureProps) {
  return (
    <svg
      viewBox="0 0 64 64"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="2.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {drawings[picture]}
    </svg>
  );
}
