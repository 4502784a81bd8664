// State and statements -> requests to a Learning Record Store (xAPI 1.0.3, Communication 1.3, 2.1 and 2.3).

import type { Address } from "./launch";
import type { Outbox, Statement } from "./outbox";

const VERSION = "1.0.3";
const STATE_ID = "coursewright";
const PATIENCE = 10000;       // ms until a request counts as failed
const BATCH = 50;             // statements in a request
const KEEPALIVE = 60000;      // bytes that may be on their way when the page goes; browsers allow 64 KiB in all

export interface Reply { status: number; text: string }   // status 0: no answer

const stored = (status: number): boolean => status === 200 || status === 204;
/** 409: already there. 400 and 413: something in it will never be taken. */
const indigestible = (status: number): boolean => status === 400 || status === 409 || status === 413;

export class Lrs {
  constructor(private address: Address, private activity: string, private outbox: Outbox) {}

  read(): Promise<Reply> {
    return this.request("GET", this.state());
  }

  async keep(document: string): Promise<boolean> {
    return stored((await this.request("PUT", this.state(), document)).status);
  }

  /** Sends all that waits. A batch that is refused goes one by one, so that one bad statement holds up no other. */
  async deliver(): Promise<boolean> {
    for (;;) {
      const batch = this.outbox.all().slice(0, BATCH);
      if (!batch.length) return true;
      if (!(await this.post(batch))) return false;
    }
  }

  /** The page is going: state first, then as many of the oldest statements as the browser lets through. */
  depart(document: string): void {
    let room = KEEPALIVE - size(document);
    void this.request("PUT", this.state(), document, true);
    const batch: Statement[] = [];
    for (const each of this.outbox.all()) {
      room -= size(JSON.stringify(each)) + 1;
      if (room < 0) break;
      batch.push(each);
    }
    if (!batch.length) return;
    void this.request("POST", "statements", JSON.stringify(batch), true).then(({ status }) => {
      if (stored(status)) this.outbox.remove(batch.map((each) => each.id));
    });
  }

  private async post(batch: Statement[]): Promise<boolean> {
    const { status } = await this.request("POST", "statements", JSON.stringify(batch));
    if (indigestible(status) && batch.length > 1) {
      for (const each of batch) if (!(await this.post([each]))) return false;
      return true;
    }
    if (!stored(status) && !indigestible(status)) return false;
    this.outbox.remove(batch.map((each) => each.id));
    return true;
  }

  private state(): string {
    const { actor, registration } = this.address;
    const query = new URLSearchParams({ activityId: this.activity, agent: JSON.stringify(actor), stateId: STATE_ID });
    if (registration) query.set("registration", registration);
    return `activities/state?${query.toString()}`;
  }

  private async request(method: string, path: string, body?: string, keepalive = false): Promise<Reply> {
    const abort = new AbortController();
    const timer = window.setTimeout(() => abort.abort(), PATIENCE);
    try {
      const headers: Record<string, string> = { "X-Experience-API-Version": VERSION };
      if (this.address.auth) headers.Authorization = this.address.auth;
      if (body !== undefined) headers["Content-Type"] = "application/json";
      const init: RequestInit = { method, headers, keepalive, signal: abort.signal, credentials: "omit", cache: "no-store" };
      if (body !== undefined) init.body = body;
      const reply = await fetch(this.address.endpoint + path, init);
      return { status: reply.status, text: await reply.text() };
    } catch {
      return { status: 0, text: "" };
    } finally {
      window.clearTimeout(timer);
    }
  }
}

const size = (text: string): number => new TextEncoder().encode(text).length;
