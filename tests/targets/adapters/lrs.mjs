// What the xAPI adapter meets in a browser: an address, storage, and an LRS that can be told to fail.

import { Clock } from "./harness.mjs";

export const ENDPOINT = "https://lrs.example.org/xapi/";
export const REGISTRATION = "0ccf5ba2-3cd1-4c9e-9b2b-1f3c3d9f0a11";
export const ACTOR = { objectType: "Agent", name: "Ada", account: { homePage: "https://e.org", name: "n1" } };

export const query = (changes = {}) => {
  const given = {
    endpoint: ENDPOINT, auth: "Basic c2VjcmV0", actor: JSON.stringify(ACTOR), registration: REGISTRATION, ...changes,
  };
  return `?${new URLSearchParams(Object.entries(given).filter(([, value]) => value !== null))}`;
};

export class FakeStorage {
  items = new Map();
  getItem(key) { return this.items.get(key) ?? null; }
  setItem(key, value) { this.items.set(key, String(value)); }
  removeItem(key) { this.items.delete(key); }
}

const reply = (status, text = "") => ({ status, text: async () => text });

/** `fail`: "POST statements" or "GET state" … -> a status, a list of them, "down" or "hang". */
export class FakeLrs {
  requests = [];
  states = new Map();
  statements = [];
  fail = {};

  fetch = (address, init) => {
    const url = new URL(address);
    const what = `${init.method} ${url.pathname.endsWith("/statements") ? "statements" : "state"}`;
    const request = { what, url, init, body: init.body === undefined ? undefined : JSON.parse(init.body) };
    this.requests.push(request);
    const failure = Array.isArray(this.fail[what]) ? this.fail[what].shift() : this.fail[what];
    if (failure === "down") return Promise.reject(new TypeError("Failed to fetch"));
    if (failure === "hang") {
      return new Promise((_, reject) => init.signal.addEventListener("abort", () => reject(new DOMException("", "AbortError"))));
    }
    if (failure) return Promise.resolve(reply(failure));
    return Promise.resolve(this.answer(what, url, init, request.body));
  };

  answer(what, url, init, body) {
    const key = url.search;
    if (what === "GET state") return this.states.has(key) ? reply(200, this.states.get(key)) : reply(404);
    if (what === "PUT state") {
      this.states.set(key, init.body);
      return reply(204);
    }
    const known = new Map(this.statements.map((each) => [each.id, each]));
    if (body.some((each) => known.has(each.id) && JSON.stringify(known.get(each.id)) !== JSON.stringify(each))) return reply(409);
    for (const each of body) if (!known.has(each.id)) this.statements.push(each);
    return reply(200, JSON.stringify(body.map(({ id }) => id)));
  }

  verbs() { return this.statements.map(({ verb }) => verb.id.split("/").pop()); }
  state() { return JSON.parse([...this.states.values()].pop() ?? "null"); }
}

/** Puts the pieces where a script in a page would find them. */
export const browse = (lrs, { search = query(), local = new FakeStorage(), session = new FakeStorage() } = {}) => {
  const clock = new Clock([1000]);
  globalThis.fetch = lrs.fetch;
  globalThis.window = {
    location: { search }, localStorage: local, sessionStorage: session,
    setTimeout: clock.setTimeout, clearTimeout: clock.clearTimeout,
  };
  return { clock, local, session };
};

export const blocked = new Proxy({}, { get() { throw new DOMException("Access denied", "SecurityError"); } });
