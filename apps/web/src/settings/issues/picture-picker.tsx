import { type PictureKey, pictureKeys } from '@firstbell/contracts/pictures';
import { useTranslation } from 'react-i18next';
import { IssuePicture } from '../../hallpass/pictures/issue-picture.js';

interface PicturePickerProps {
  readonly value: PictureKey;
  readonly onChange: (picture: PictureKey) => void;
}

/** One radio button a drawing: arrow keys move through them like through any group. */
export function PicturePicker({ value, onChange }: PicturePickerProps) {
  const { t } = useTranslation('settings');
  return (
    <fieldset className="settings-pictures">
      <legend>{t('issues.picture')}</legend>
      <div>
        {pictureKeys.map((key) => (
          <label key={key} title={t(`pictures.${key}`)} data-chosen={key === value || undefined}>
            <input type="radio" name="picture" className="fb-hidden" value={key} checked={key === value} onChange={() => onChange(key)} />
            <IssuePicture picture={key} size={44} />
            <span className="fb-hidden">{t(`pictures.${key}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
