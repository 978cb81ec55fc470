import { Art } from '@/components/ui/art';
import { artNames } from '@/components/ui/art-drawings';
import { Icon, iconNames } from '@/components/ui/icon';
import { Section } from './section';

export function Pictures() {
  return (
    <Section title="Pictures and icons">
      <ul className="grid grid-cols-2 gap-2 md:grid-cols-5">
        {artNames.map((name) => (
          <li key={name} className="small">
            <Art name={name} />
            {name}
          </li>
        ))}
      </ul>
      <ul className="cluster">
        {iconNames.map((name) => (
          <li key={name} className="smaller">
            <Icon name={name} />
            {name}
          </li>
        ))}
      </ul>
    </Section>
  );
}
