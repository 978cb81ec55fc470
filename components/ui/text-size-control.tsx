'use client';

import { useEffect } from 'react';
import { storageKeys, type TextSize, textSizes } from './appearance';
import { SegmentChoice } from './segments';
import { useStoredChoice } from './stored-choice';

export interface TextSizeControlProps {
  label: string;
  sizes: Record<TextSize, string>;
  scope: string;
}

/** Four sizes of text: 100, 115, 130 and 150 %. */
export function TextSizeControl({ label, sizes, scope }: TextSizeControlProps) {
  const [size, choose] = useStoredChoice(storageKeys.textSize, textSizes, '1');
  useEffect(() => {
    document.documentElement.dataset.textSize = size;
  }, [size]);
  return (
    <div className="needs-script">
      <SegmentChoice
        label={label}
        name={`${scope}-text-size`}
        options={textSizes.map((value) => ({ value, label: sizes[value] }))}
        value={size}
        onChange={choose}
      />
    </div>
  );
}
