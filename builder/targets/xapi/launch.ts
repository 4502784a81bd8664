// The address that the LMS launched the course with -> where the LRS is, who learns, and which attempt this is.

import { tried } from "../../../templates/player/tried";
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
const object = (value: unknown): Loose => Object(first(value)) as Loose;
const text = (value: unknown): string => {
  const one = first(value);
  return typeof one === "string" ? one.trim() : "";
};

/** The agent, or null where nothing identifies anyone. An account is chosen before an e-mail address. */
export const agent = (json: string): Agent | null => {
  const given = object(tried(() => JSON.parse(json)));
  const account = object(given.account);
  const homePage = text(account.homePage) || text(account.accountServiceHomePage);
  const user = text(account.name) || text(account.accountName);
  const [mbox, hash, openid, name] = [given.mbox, given.mbox_sha1sum, given.openid, given.name].map(text);
  const known = homePage && user ? { account: { homePage, name: user } }
    : mbox ? { mbox: /^mailto:/i.test(mbox) ? mbox : `mailto:${mbox}` }
      : hash ? { mbox_sha1sum: hash }
        : openid && { openid };
  return known ? { objectType: "Agent", ...(name && { name }), ...known } : null;
};

/** One string for one learner, whatever name is displayed. */
export const identity = ({ account, mbox, mbox_sha1sum, openid }: Agent): string =>
  account ? `${account.homePage}|${account.name}` : mbox ?? mbox_sha1sum ?? openid ?? "";

/** Null without an endpoint or an actor: then nothing can be recorded. */
export const parse = (query: string): Address | null => {
  const given = new URLSearchParams(query);
  const get = (name: string): string => given.get(name) ?? "";
  const iri = (name: string): string | null => (/^[a-z][a-z\d+.-]*:\S+$/i.test(get(name)) ? get(name) : null);
  const actor = agent(get("actor"));
  if (!/^https?:\/\//i.test(get("endpoint")) || !actor) return null;
  return {
    endpoint: get("endpoint").replace(/\/*$/, "/"),
    auth: get("auth"),
    actor,
    registration: isUuid(get("registration")) ? get("registration") : null,
    activity: iri("activity_id"),
    grouping: iri("grouping"),
    platform: given.get("activity_platform"),
  };
};
