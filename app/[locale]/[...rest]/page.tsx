import { notFound } from 'next/navigation';

/** Every address that no page claims gets the not-found page of its language. */
export default function Unclaimed() {
  notFound();
}
