// Statements made -> statements waiting, in this browser, until the LRS has them.
//
// No credentials are in it. It is kept per endpoint, learner and registration, so that what could not be sent is
// sent with the next launch of the same attempt; where storage is blocked it lasts as long as the page.

export type Statement = Record<string, unknown> & { id: string };

const usable = (find: () => Storage, key: string): Storage | null => {
  try {
    const storage = find();
    storage.setItem(`${key}?`, "");
    storage.removeItem(`${key}?`);
    return storage;
  } catch {
    return null;
  }
};

export class Outbox {
  private storage: Storage | null;
  private memory: Statement[] = [];

  constructor(private key: string) {
    this.storage = usable(() => window.localStorage, key) ?? usable(() => window.sessionStorage, key);
  }

  /** Oldest first, also what another tab of the same attempt put there. */
  all(): Statement[] {
    try {
      const kept: unknown = this.storage && JSON.parse(this.storage.getItem(this.key) ?? "[]");
      return Array.isArray(kept) ? (kept as Statement[]) : this.memory;
    } catch {
      return this.memory;
    }
  }

  /** Twice the same id in one batch makes an LRS refuse it whole (Communication 2.1.2): the older one stays. */
  add(statement: Statement): void {
    const waiting = this.all();
    if (!waiting.some((each) => each.id === statement.id)) this.write([...waiting, statement]);
  }

  remove(ids: string[]): void {
    this.write(this.all().filter((each) => !ids.includes(each.id)));
  }

  private write(waiting: Statement[]): void {
    this.memory = waiting;
    try {
      if (waiting.length) this.storage?.setItem(this.key, JSON.stringify(waiting));
      else this.storage?.removeItem(this.key);
    } catch {
      this.storage = null;   // full: what is there now is known in memory
    }
  }
}
