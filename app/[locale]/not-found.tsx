import { NotFoundPage } from '@/components/shell/not-found-page';

/** For what a page looked up and did not find. Addresses that no page claims are answered by app/not-found.tsx. */
export default function NotFound() {
  return <NotFoundPage />;
}
