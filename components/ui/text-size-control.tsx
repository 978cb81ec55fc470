'use client';

import { useEffect } from 'react';
import { storageKeys, type TextSize, textSizes } from './appearance';
import { ChoiceCard } from './choice-card';
import { useStoredChoice } from './stored-choice';

export interface TextSizeControlProps {
  label: string;
  sizes: Record<TextSize, string>;
  /** Prefix of the radio group's name, where the control stands twice on a page. */
  scope: string;
}

/** Four sizes of text: 100, 115, 130 and 150 %. */
export function TextSizeControl({ label, sizes, scope }: TextSizeControlProps) {
  const [size, choose] = useStoredChoice(storageKeys.textSize, textSizes, '1');
  useEffect(() => {
    document.documentElement.dataset.textSize = size;
  }, [size]);
  return (
    <fieldset className="needs-script">
      <legend className="field-label">{label}</legend>
      <div className="choices-even">
        {textSizes.map((value) => (
          <ChoiceCard
            key={value}
            plain
            type="radio"
            name={`${scope}-text-size`}
            value={value}
            label={sizes[value]}
            checked={size === value}
            onChange={() => choose(value)}
          />
        ))}
      </div>
    </fieldset>
  );
}
