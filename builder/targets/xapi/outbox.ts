// Statements made -> statements waiting, in this browser, until the LRS has them.
//
// No credentials are in it. It is kept per endpoint, learner and registration, so that what could not be sent is
// sent with the next launch of the same attempt; where storage is blocked it lasts as long as the page.

import { tried } from "../../../templates/player/tried";

export type Statement = Record<string, unknown> & { id: string };

export interface Outbox {
  /** Oldest first, also what another tab of the same attempt put there. */
  all(): Statement[];
  add(statement: Statement): void;
  remove(sent: Statement[]): void;
}

const usable = (find: () => Storage, key: string): Storage | undefined => tried(() => {
  const storage = find();
  storage.setItem(`${key}?`, "");
  storage.removeItem(`${key}?`);
  return storage;
});

export function outboxOf(key: string): Outbox {
  let storage = usable(() => window.localStorage, key) ?? usable(() => window.sessionStorage, key);
  let memory: Statement[] = [];

  function all(): Statement[] {
    const kept: unknown = tried(() => storage && JSON.parse(storage.getItem(key) ?? "[]"));
    return Array.isArray(kept) ? kept : memory;
  }

  function write(waiting: Statement[]): void {
    memory = waiting;
    try {
      if (waiting.length) storage?.setItem(key, JSON.stringify(waiting));
      else storage?.removeItem(key);
    } catch {
      storage = undefined;   // full: what is there now is known in memory
    }
  }

  const among = (list: Statement[], { id }: Statement): boolean => list.some((each) => each.id === id);
  return {
    all,
    // Twice the same id in one batch makes an LRS refuse it whole (Communication 2.1.2): the older one stays.
    add(statement) {
      const waiting = all();
      if (!among(waiting, statement)) write([...waiting, statement]);
    },
    remove: (sent) => write(all().filter((each) => !among(sent, each))),
  };
}
