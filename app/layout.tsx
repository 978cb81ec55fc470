import type { ReactNode } from 'react';

/** The document itself belongs to the language: see [locale]/layout.tsx. This lets addresses outside any language be answered. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return children;
}
