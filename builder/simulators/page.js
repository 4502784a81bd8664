/* window.LMS_PAGE (pages.py) -> the LMS's page at work: API in this window, messages to the server, two buttons.
 *
 * Messages are sent as each LMS sends them. Calls are recorded apart from that: at once by a synchronous
 * request; at unload, where the browser refuses those (facts §1.8), in one beacon after the content's handler
 * has run, so that it never takes room from the LMS's own beacon (both share 64 KiB).
 */
(function () {
  "use strict";
  const page = window.LMS_PAGE;
  const at = (what) => page.server + "/lms/" + page.launch + "/" + what;
  let faults = page.faults;
  let unrecorded = [];
  let number = 0;

  function request(method, url, body) {
    const http = new XMLHttpRequest();
    http.open(method, url, false);
    http.send(body);
    return http;
  }

  const atUnload = (error) => /dismissal/.test(error.message);

  // Only the server's own "true" counts: a log-in page with status 200 does not.
  const sync = (url, body) => request("POST", url, body).responseText.trim() === "true";

  const WAYS = {
    sync(url, body) {
      try {
        return sync(url, body);
      } catch {
        return false;
      }
    },
    beacon(url, body) {
      navigator.sendBeacon(url, body);
      return true;
    },
    "sync, beacon at unload"(url, body) {
      try {
        return sync(url, body);
      } catch (error) {
        return atUnload(error) && WAYS.beacon(url, body);
      }
    },
    fetch(url, body) {
      fetch(url, { method: "POST", body }).catch(() => {});
      return true;
    },
  };

  const cut = (text, length) => (text.length > length ? text.slice(0, length) + "…" : text);

  function flush() {
    // The LMS's beacon may have left little room: then shorter, rather than not at all.
    for (const length of [200, 20]) {
      for (const call of unrecorded) call.arguments = call.arguments.map((text) => cut(text, length));
      if (navigator.sendBeacon(at("calls"), JSON.stringify(unrecorded))) break;
    }
    unrecorded = [];
  }

  const host = {
    faults() {
      try {
        faults = JSON.parse(request("GET", at("faults")).responseText);
      } catch {
        // At unload, or offline: what was known last still holds.
      }
      return faults;
    },
    send: (kind, values, way) => WAYS[way](at(kind), new URLSearchParams(values)),
    record(call) {
      call.number = number++;
      try {
        request("POST", at("calls"), JSON.stringify([call]));
      } catch {
        if (unrecorded.push(call) === 1) queueMicrotask(flush);
      }
    },
    alert(text) {
      host.record({ function: "alert", arguments: [text], returned: null, error: "0", thrown: false });
      window.alert(text);
    },
  };

  if (page.profile) window.API = window.Scorm12(page.profile, page.values, host);

  let own = null; // the content's window, where it has one
  window.LmsPage = {
    open() {
      own = window.open(page.content, "content-window");
    },
    leave() {
      window.location.href = page.server + "/lms/left";
    },
    close() {
      if (own) own.close();
      else window.frames[page.frame].location.replace("about:blank");
    },
  };
})();
