import { PageLink } from './page-link';

export interface Language {
  code: string;
  /** Its own name for itself. */
  name: string;
  dir: 'ltr' | 'rtl';
}

export interface LanguageSwitchProps {
  label: string;
  languages: Language[];
  current: string;
  /** This page's path without its language: the switch leads to the same page. */
  path: string;
}

/** One other language: a link. More: a list that opens without scripts. */
export function LanguageSwitch({ label, languages, current, path }: LanguageSwitchProps) {
  const others = languages.filter(({ code }) => code !== current);
  const link = ({ code, name, dir }: Language, className?: string) => (
    <PageLink
      key={code}
      href={path}
      locale={code}
      lang={code}
      hrefLang={code}
      dir={dir}
      prefetch={false}
      className={className}
    >
      {name}
    </PageLink>
  );
  if (others.length <= 1) return others.map((language) => link(language, 'tool'));
  return (
    <details name="tools">
      <summary className="tool">
        <span className="vh">{label}: </span>
        {languages.find(({ code }) => code === current)?.name}
      </summary>
      <ul className="panel panel-list">
        {others.map((language) => (
          <li key={language.code}>{link(language)}</li>
        ))}
      </ul>
    </details>
  );
}
