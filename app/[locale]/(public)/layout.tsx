import type { ReactNode } from 'react';
import { CityShell } from '../city-shell';

export default function PublicLayout({ children }: { children: ReactNode }) {
  return <CityShell>{children}</CityShell>;
}
