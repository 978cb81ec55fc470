import type { ReactNode } from 'react';

/** Says politely what changed elsewhere on the page. Keep it mounted and change its text; debounce by 500 ms where it may flicker. */
export function LiveRegion({ children }: { children: ReactNode }) {
  return (
    <p className="vh" role="status">
      {children}
    </p>
  );
}
