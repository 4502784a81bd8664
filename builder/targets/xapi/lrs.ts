// State and statements -> requests to a Learning Record Store (xAPI 1.0.3, Communication 1.3, 2.1 and 2.3).

import type { Address } from "./launch";
import type { Outbox, Statement } from "./outbox";

const VERSION = "1.0.3";
const STATE_ID = "coursewright";
const PATIENCE = 10000;       // ms until a request counts as failed
const BATCH = 50;             // statements in a request
const KEEPALIVE = 60000;      // bytes that may be on their way when the page goes; browsers allow 64 KiB in all

export interface Reply { status: number; text: string }   // status 0: no answer

export interface Lrs {
  read(): Promise<Reply>;
  keep(document: string): Promise<boolean>;
  /** Sends all that waits. */
  deliver(): Promise<boolean>;
  /** The page is going: state first, then as many of the oldest statements as the browser lets through. */
  depart(document: string): void;
}

const stored = (status: number): boolean => [200, 204].includes(status);
/** 409: already there. 400 and 413: something in it will never be taken. */
const indigestible = (status: number): boolean => [400, 409, 413].includes(status);
/** What the learner came to. Without it the rest may not be called sent, so it is never given up. */
const final = ({ verb }: Statement): boolean => /(passed|failed|completed)"/.test(JSON.stringify(verb));
const size = (text: string): number => new TextEncoder().encode(text).length;

export function lrsAt({ endpoint, auth, actor, registration }: Address, activity: string, outbox: Outbox): Lrs {
  const query = new URLSearchParams({ activityId: activity, agent: JSON.stringify(actor), stateId: STATE_ID });
  if (registration) query.set("registration", registration);
  const state = `activities/state?${query}`;

  async function request(method: string, path: string, body?: string, keepalive = false): Promise<Reply> {
    const abort = new AbortController();
    const timer = window.setTimeout(() => abort.abort(), PATIENCE);
    const headers: Record<string, string> = { "X-Experience-API-Version": VERSION };
    if (auth) headers.Authorization = auth;
    if (body) headers["Content-Type"] = "application/json";
    try {
      const reply = await fetch(endpoint + path, {
        method, headers, keepalive, signal: abort.signal, credentials: "omit", cache: "no-store", body,
      } as RequestInit);
      return { status: reply.status, text: await reply.text() };
    } catch {
      return { status: 0, text: "" };
    } finally {
      window.clearTimeout(timer);
    }
  }
  const send = (batch: Statement[], leaving?: boolean): Promise<Reply> =>
    request("POST", "statements", JSON.stringify(batch), leaving);

  /** A batch that is refused goes one by one, so that one bad statement holds up no other. */
  async function post(batch: Statement[]): Promise<boolean> {
    const { status } = await send(batch);
    if (indigestible(status) && batch.length > 1) {
      let good = true;
      for (const each of batch) good = (await post([each])) && good;
      return good;
    }
    const over = stored(status) || status === 409 || (indigestible(status) && !batch.some(final));
    if (over) outbox.remove(batch);
    return over;
  }

  return {
    read: () => request("GET", state),
    keep: async (document) => stored((await request("PUT", state, document)).status),
    async deliver() {
      for (let batch; (batch = outbox.all().slice(0, BATCH)).length; ) if (!(await post(batch))) return false;
      return true;
    },
    depart(document) {
      let room = KEEPALIVE - size(document);
      void request("PUT", state, document, true);
      const waiting = outbox.all();
      const most = waiting.findIndex((each) => (room -= size(JSON.stringify(each)) + 1) < 0);
      const batch = most < 0 ? waiting : waiting.slice(0, most);
      if (batch.length) void send(batch, true).then(({ status }) => stored(status) && outbox.remove(batch));
    },
  };
}
