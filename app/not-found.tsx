import './globals.css';
import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import { Document } from '@/components/shell/document';
import { NotFoundPage } from '@/components/shell/not-found-page';

export const metadata: Metadata = { title: 'Largo' };

/** Any address that no page claims. The language is the one that the proxy read from the address, else the default. */
export default async function RootNotFound() {
  return (
    <Document locale={await getLocale()}>
      <NotFoundPage />
    </Document>
  );
}
