'use client';

import { useEffect } from 'react';
import { storageKeys, systemTheme, type ThemeChoice, themeChoices } from './appearance';
import { ChoiceCard } from './choice-card';
import { useStoredChoice } from './stored-choice';

export interface ThemeSwitchProps {
  label: string;
  choices: Record<ThemeChoice, string>;
  /** Prefix of the radio group's name, where the switch stands twice on a page. */
  scope: string;
}

const queries = ['(prefers-contrast: more)', '(prefers-color-scheme: dark)'];

function apply(choice: ThemeChoice) {
  const root = document.documentElement;
  root.dataset.theme = choice === 'system' ? systemTheme((query) => matchMedia(query).matches) : choice;
  root.dataset.script = ''; // pages that are built in the browser (errors) have not run the script in the head
}

/** Light, dark, strong contrast, or as the device asks. */
export function ThemeSwitch({ label, choices, scope }: ThemeSwitchProps) {
  const [choice, choose] = useStoredChoice(storageKeys.theme, themeChoices, 'system');
  useEffect(() => {
    apply(choice);
    const follow = () => apply(choice);
    const lists = queries.map((query) => matchMedia(query));
    for (const list of lists) list.addEventListener('change', follow);
    return () => {
      for (const list of lists) list.removeEventListener('change', follow);
    };
  }, [choice]);
  return (
    <fieldset className="needs-script">
      <legend className="field-label">{label}</legend>
      {themeChoices.map((value) => (
        <ChoiceCard
          key={value}
          plain
          type="radio"
          name={`${scope}-theme`}
          value={value}
          label={choices[value]}
          checked={choice === value}
          onChange={() => choose(value)}
        />
      ))}
    </fieldset>
  );
}
