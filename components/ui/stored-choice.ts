'use client';

import { useCallback, useSyncExternalStore } from 'react';

const changed = 'largo:stored-choice';

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage is forbidden: the choice lasts as long as the page
  }
}

function subscribe(notify: () => void): () => void {
  addEventListener('storage', notify);
  addEventListener(changed, notify);
  return () => {
    removeEventListener('storage', notify);
    removeEventListener(changed, notify);
  };
}

/** A setting kept in this browser's localStorage and shared by all tabs. `fallback` on the server and when unset. */
export function useStoredChoice<Value extends string>(
  key: string,
  values: readonly Value[],
  fallback: Value,
): [Value, (value: Value) => void] {
  const stored = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  );
  const choose = useCallback(
    (value: Value) => {
      try {
        localStorage.setItem(key, value);
      } catch {
        // as above
      }
      dispatchEvent(new Event(changed));
    },
    [key],
  );
  return [values.find((value) => value === stored) ?? fallback, choose];
}
