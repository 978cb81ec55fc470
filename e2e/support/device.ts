import type { Page } from '@playwright/test';

export type Stored = {
  /** Database → store → values. */
  databases: Record<string, Record<string, unknown[]>>;
  local: Record<string, string>;
  session: Record<string, string>;
  /** Addresses in the cache storage. */
  caches: string[];
};

/** Everything that this page's origin keeps in the browser. */
export function storedOnDevice(page: Page): Promise<Stored> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const databases: Stored['databases'] = {};
    for (const { name } of await indexedDB.databases()) {
      if (!name) continue;
      const db = await done(indexedDB.open(name));
      const stores: Record<string, unknown[]> = {};
      for (const store of db.objectStoreNames) {
        stores[store] = await done(db.transaction(store).objectStore(store).getAll());
      }
      databases[name] = stores;
      db.close();
    }
    const cached = await Promise.all(
      (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
    );
    return { databases, local: { ...localStorage }, session: { ...sessionStorage }, caches: cached.flat() };
  });
}
