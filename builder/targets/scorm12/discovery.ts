// A window -> the SCORM 1.2 API object that the LMS put beside or above it (Run-Time Environment 3.3.6.1).

// A frame of another origin throws at every touch: each is tried.
import { tried } from "../../../templates/player/tried";

export interface Api {
  LMSInitialize(empty: ""): unknown;
  LMSFinish(empty: ""): unknown;
  LMSGetValue(element: string): unknown;
  LMSSetValue(element: string, value: string): unknown;
  LMSCommit(empty: ""): unknown;
  LMSGetLastError(): unknown;
}

// The specification says 7; LMSs that nest frames deeper exist, and a chain that never ends must.
const DEPTH = 500;
const LATE = 2000;   // ms: an LMS may put its API there after the course has loaded
const STEP = 100;    // ms

const withParents = (start: Window | null | undefined): Window[] => {
  const found: Window[] = [];
  let each = start;
  while (each && !found.includes(each) && found.length < DEPTH) {
    const current: Window = each;
    found.push(current);
    each = tried(() => current.parent);
  }
  return found;
};

/** The API in this window or above it, else in or above a window that opened one of them. */
export const search = (start: Window): Api | null => {
  const above = withParents(start);
  const openers = above.flatMap((each) => withParents(tried(() => each.opener as Window | null)));
  for (const each of [...above, ...openers]) {
    const api = tried(() => (each as unknown as { API?: Api }).API);
    if (tried(() => api?.LMSInitialize)) return api!;
  }
  return null;
};

/** The API, also one that comes up to two seconds late. */
export const find = async (start: Window): Promise<Api | null> => {
  for (let waited = 0; ; waited += STEP) {
    const api = search(start);
    if (api || waited >= LATE) return api;
    await new Promise((resolve) => start.setTimeout(resolve, STEP));
  }
};
