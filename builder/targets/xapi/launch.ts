// The address that the LMS launched the course with -> where the LRS is, who learns, and which attempt this is.

import { isUuid } from "./uuid";

/** An agent of xAPI 1.0.3 (Data 2.4.2.1): exactly one of mbox, mbox_sha1sum, openid, account. */
export interface Agent {
  objectType: "Agent"; name?: string;
  mbox?: string; mbox_sha1sum?: string; openid?: string; account?: { homePage: string; name: string };
}

export interface Address {
  endpoint: string;             // ends with a slash
  auth: string;                 // the header's value as given; "" where there is none. Never stored anywhere.
  actor: Agent;
  registration: string | null;
  activity: string | null;      // the LMS's id for the course, where it says one
  grouping: string | null;
  platform: string | null;
}

type Loose = Record<string, unknown>;

/** Tin Can 0.9 wrote lists where 1.0 has values. */
const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);
const text = (value: unknown): string => (typeof value === "string" ? value.trim() : "");
const iri = (value: string | null): string | null => (value && /^[a-z][a-z0-9+.-]*:\S+$/i.test(value) ? value : null);

/** The agent, or null where nothing identifies anyone. An account is chosen before an e-mail address. */
export const agent = (json: string): Agent | null => {
  let given: Loose;
  try {
    given = Object(first(JSON.parse(json))) as Loose;
  } catch {
    return null;
  }
  const account = Object(first(given.account)) as Loose;
  const homePage = text(account.homePage) || text(account.accountServiceHomePage);
  const user = text(account.name) || text(account.accountName);
  const mbox = text(first(given.mbox));
  const hash = text(first(given.mbox_sha1sum));
  const openid = text(first(given.openid));
  const known = homePage && user ? { account: { homePage, name: user } }
    : mbox ? { mbox: /^mailto:/i.test(mbox) ? mbox : `mailto:${mbox}` }
      : hash ? { mbox_sha1sum: hash }
        : openid ? { openid } : null;
  const name = text(first(given.name));
  return known && { objectType: "Agent", ...(name ? { name } : {}), ...known };
};

/** One string for one learner, whatever name is displayed. */
export const identity = (who: Agent): string => (who.account
  ? `${who.account.homePage}|${who.account.name}`
  : who.mbox ?? who.mbox_sha1sum ?? who.openid ?? "");

/** Null without an endpoint or an actor: then nothing can be recorded. */
export const parse = (query: string): Address | null => {
  const given = new URLSearchParams(query);
  const endpoint = given.get("endpoint") ?? "";
  const actor = agent(given.get("actor") ?? "");
  const registration = given.get("registration") ?? "";
  if (!/^https?:\/\//i.test(endpoint) || !actor) return null;
  return {
    endpoint: endpoint.replace(/\/*$/, "/"),
    auth: given.get("auth") ?? "",
    actor,
    registration: isUuid(registration) ? registration : null,
    activity: iri(given.get("activity_id")),
    grouping: iri(given.get("grouping")),
    platform: given.get("activity_platform"),
  };
};
