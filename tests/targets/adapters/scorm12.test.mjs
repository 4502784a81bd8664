// What an LMS sees of the SCORM 1.2 adapter: calls, their order, their number, and what follows a refusal.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { activities, answer, Clock, course, foreign, load, makeWindow, snapshot } from "./harness.mjs";

const { connect } = await load("scorm12/adapter.ts");
const { search, find } = await load("scorm12/discovery.ts");
const formats = await load("scorm12/formats.ts");

const NAMES = { interactions: { 1: "relationalwindowqrota", 2: "relationalwindowqtrue", 3: "relationalwindowpanes" } };

/** An LMS that keeps what it is told. `refuse`: element -> error code; `values`: what it answers. */
class FakeApi {
  log = [];
  error = "0";
  refuse = {};
  yes = "true";
  no = "false";
  initialize = true;
  commit = true;
  values = { "cmi.core.student_id": "n1", "cmi.core.student_name": "Nightingale, F", "cmi.core.score._children": "raw,min,max" };

  answer(good) { return good ? this.yes : this.no; }
  LMSInitialize(...given) { this.log.push(["Initialize", ...given]); return this.answer(this.initialize); }
  LMSFinish(...given) { this.log.push(["Finish", ...given]); return this.answer(true); }
  LMSCommit(...given) { this.log.push(["Commit", ...given]); return this.answer(this.commit); }
  LMSGetLastError(...given) { this.log.push(["LastError", ...given]); return this.error; }
  LMSGetValue(element) {
    this.log.push(["Get", element]);
    return this.values[element] ?? "";
  }
  LMSSetValue(element, value) {
    this.log.push(["Set", element, value]);
    this.error = this.refuse[element] ?? "0";
    if (this.error === "throw") throw new Error("The connection is gone");
    return this.answer(this.error === "0");
  }
  sets() { return this.log.filter(([name]) => name === "Set").map(([, ...rest]) => rest); }
  names() { return this.log.map(([name, element]) => (name === "Set" || name === "Get" ? `${name} ${element}` : name)); }
}

const open = async ({ completion, ...changes } = {}) => {
  const api = Object.assign(new FakeApi(), changes);
  api.values = { ...new FakeApi().values, ...changes.values };
  globalThis.window = makeWindow({ parent: makeWindow({ API: api }) });
  const lms = connect(NAMES, course(completion));
  const launch = await lms.start();
  const calls = api.log.length;
  return { api, lms, launch, calls, clear: () => { api.log.length = 0; } };
};

describe("finding the API", () => {
  const API = new FakeApi();

  test("in the window itself, above it, and far above it", () => {
    assert.equal(search(makeWindow({ API })), API);
    assert.equal(search(makeWindow({ parent: makeWindow({ API }) })), API);
    let deep = makeWindow({ API });
    for (let i = 0; i < 20; i += 1) deep = makeWindow({ parent: deep });
    assert.equal(search(deep), API);
  });

  test("the nearest one wins, and one without LMSInitialize is none", () => {
    const far = makeWindow({ API: new FakeApi() });
    assert.equal(search(makeWindow({ parent: makeWindow({ parent: far, API }) })), API);
    assert.equal(search(makeWindow({ parent: makeWindow({ parent: far, API: {} }) })), far.API);
  });

  test("behind a frame of another origin, whose every other property throws", () => {
    assert.equal(search(makeWindow({ parent: foreign({ parent: makeWindow({ API }) }) })), API);
  });

  test("parents are looked at before the opener, then the opener and its parents", () => {
    const opener = makeWindow({ parent: makeWindow({ API }) });
    assert.equal(search(makeWindow({ opener })), API);
    assert.equal(search(makeWindow({ parent: makeWindow({ opener }) })), API);
    assert.equal(search(makeWindow({ opener: foreign({ parent: makeWindow({ API }) }) })), API);
    const own = new FakeApi();
    assert.equal(search(makeWindow({ parent: makeWindow({ API: own }), opener })), own);
  });

  test("a chain that never ends, an opener that throws, and none at all come to null", () => {
    let count = 0;
    const grow = () => ({ opener: null, get parent() { count += 1; return grow(); } });
    assert.equal(search(grow()), null);
    assert.ok(count <= 500, `${count} parents`);
    const throwing = { get parent() { throw new Error(); }, get opener() { throw new Error(); }, get API() { throw new Error(); } };
    assert.equal(search(throwing), null);
    assert.equal(search(makeWindow()), null);
  });

  test("one that comes late is waited for, at most two seconds", async () => {
    const clock = new Clock();
    const late = makeWindow({ clock });
    clock.setTimeout = (run, after) => {
      clock.timers.push({ after });
      if (clock.timers.length === 7) late.API = API;
      queueMicrotask(run);
    };
    late.setTimeout = clock.setTimeout;
    assert.equal(await find(late), API);
    assert.equal(clock.timers.length, 7);

    const never = new Clock([100]);
    assert.equal(await find(makeWindow({ clock: never })), null);
    assert.equal(never.timers.reduce((sum, { after }) => sum + after, 0), 2000);
  });
});

describe("launch", () => {
  test("takes fewer than ten calls to the first commit, and says incomplete at once", async () => {
    const { api, calls, launch } = await open({ values: { "cmi.suspend_data": "AQID", "cmi.core.lesson_status": "not attempted" } });
    assert.deepEqual(api.log, [
      ["Initialize", ""], ["Get", "cmi.core.lesson_status"], ["Get", "cmi.core.lesson_mode"],
      ["Get", "cmi.suspend_data"], ["Get", "cmi.core.student_id"], ["Set", "cmi.core.lesson_status", "incomplete"],
      ["Set", "cmi.core.session_time", "0000:00:01.00"], ["Commit", ""],
    ]);
    assert.ok(calls < 10);
    assert.deepEqual({ ...launch }, {
      tracked: true, learner: "n1", name: "Nightingale, F", state: "AQID", location: "", terminal: false,
      outcome: "unknown", score: null, mode: "normal", why: "",
    });
  });

  test("name, location and score are read once, when they are asked for", async () => {
    const { api, launch, clear } = await open({ values: { "cmi.core.lesson_location": "p", "cmi.core.score.raw": "66.5" } });
    clear();
    assert.deepEqual([launch.location, launch.location, launch.score, launch.score], ["p", "p", 66.5, 66.5]);
    assert.deepEqual(api.names(), ["Get cmi.core.lesson_location", "Get cmi.core.score.raw"]);
  });

  for (const [said, outcome] of [
    ["passed", "passed"], ["P", "passed"], ["completed", "completed"], ["Complete", "completed"],
    ["failed", "failed"], ["F", "failed"],
  ]) {
    test(`after "${said}" it opens for review and writes nothing`, async () => {
      const { api, launch } = await open({ values: { "cmi.core.lesson_status": said } });
      assert.deepEqual([launch.terminal, launch.outcome], [true, outcome]);
      assert.deepEqual(api.sets(), []);
    });
  }

  for (const said of ["", "i", "Incomplete", "not attempted", "browsed"]) {
    test(`after "${said}" it says incomplete`, async () => {
      const { api, launch } = await open({ values: { "cmi.core.lesson_status": said } });
      assert.equal(launch.terminal, false);
      assert.deepEqual(api.sets()[0], ["cmi.core.lesson_status", "incomplete"]);
    });
  }

  test("without an API it is untracked; when Initialize is refused it says so", async () => {
    globalThis.window = makeWindow();
    const alone = connect(NAMES, course());
    const launch = await alone.start();
    assert.deepEqual([launch.tracked, launch.why, launch.learner], [false, "no-api", null]);
    assert.equal(await alone.save(snapshot()), false);
    assert.equal(alone.stop(snapshot()), false);

    const { api, lms, launch: refused } = await open({ initialize: false });
    assert.deepEqual([refused.tracked, refused.why, refused.state], [false, "refused", ""]);
    assert.equal(await lms.save(snapshot()), false);
    assert.equal(lms.stop(snapshot()), false);
    assert.deepEqual(api.names(), ["Initialize"]);
  });

  test("an API that throws at every call is a refusal", async () => {
    globalThis.window = makeWindow({ API: { LMSInitialize() { throw new Error(); } } });
    assert.equal((await connect(NAMES, course()).start()).why, "refused");
  });

  for (const mode of ["review", "browse"]) {
    test(`in ${mode} mode nothing is written, and the session is ended`, async () => {
      const { api, lms, launch } = await open({ values: { "cmi.core.lesson_mode": mode } });
      assert.equal(launch.mode, mode);
      lms.record(answer(activities.choice, { chosen: [1] }));
      assert.equal(await lms.save(snapshot({ pagesDone: true })), true);
      assert.equal(lms.stop(snapshot({ pagesDone: true })), true);
      assert.deepEqual(api.sets(), []);
      assert.deepEqual(api.names().filter((name) => name === "Commit" || name === "Finish"), ["Finish"]);
    });
  }
});

describe("saving", () => {
  test("a terminal moment has its order: score, session_time, lesson_status, exit, commit", async () => {
    const { api, lms, clear } = await open({ completion: { assessment: 4 } });
    clear();
    assert.equal(await lms.finish(snapshot({ pagesDone: true, outcome: "passed", score: 83.333333 })), true);
    assert.deepEqual(api.log.filter(([name]) => name !== "Get"), [
      ["Set", "cmi.core.lesson_location", "relational-window--start"],
      ["Set", "cmi.suspend_data", "AAAA"],
      ["Set", "cmi.core.score.raw", "83.33"],
      ["Set", "cmi.core.score.min", "0"],
      ["Set", "cmi.core.score.max", "100"],
      ["Set", "cmi.core.session_time", "0000:01:01.00"],
      ["Set", "cmi.core.lesson_status", "passed"],
      ["Set", "cmi.core.exit", ""],
      ["Commit", ""],
    ]);
  });

  test("only what changed is written", async () => {
    const { api, lms, clear } = await open();
    await lms.save(snapshot());
    clear();
    await lms.save(snapshot());
    assert.deepEqual(api.names(), ["Commit"]);
    clear();
    await lms.save(snapshot({ seconds: 70, state: "BBBB" }));
    assert.deepEqual(api.names(), ["Set cmi.suspend_data", "Set cmi.core.session_time", "Commit"]);
  });

  test("the state that the LMS gave is not sent back to it", async () => {
    const { api, lms } = await open({ values: { "cmi.suspend_data": "AAAA" } });
    await lms.save(snapshot());
    assert.ok(!api.names().includes("Set cmi.suspend_data"));
  });

  test("booleans and strings mean the same", async () => {
    for (const [yes, no] of [["true", "false"], [true, false], ["True", "False"], [1, 0], ["1", ""]]) {
      const { launch, lms, api } = await open({ yes, no });
      assert.equal(launch.tracked, true);
      assert.equal(await lms.save(snapshot()), true);
      api.commit = false;
      assert.equal(await lms.save(snapshot({ state: "CCCC" })), false);
      assert.equal((await open({ yes, no, initialize: false })).launch.why, "refused");
    }
  });

  test("a commit that fails is a failure, and the next one tries again", async () => {
    const { api, lms } = await open();
    api.commit = false;
    assert.equal(await lms.save(snapshot()), false);
    api.commit = true;
    assert.equal(await lms.save(snapshot()), true);
  });

  for (const element of ["cmi.suspend_data", "cmi.core.lesson_status"]) {
    test(`${element} refused is a failure, whatever the code, and is tried again`, async () => {
      for (const code of ["401", "405", "101", "201", "throw"]) {
        const { api, lms, clear } = await open();
        api.refuse[element] = code;
        assert.equal(await lms.save(snapshot({ pagesDone: true })), false);
        api.refuse = {};
        clear();
        assert.equal(await lms.save(snapshot({ pagesDone: true })), true);
        assert.ok(api.names().includes(`Set ${element}`));
      }
    });
  }

  for (const code of ["401", "402", "403", "405"]) {
    test(`an optional element refused with ${code} is borne, and not tried again`, async () => {
      const { api, lms, clear } = await open();
      for (const element of ["score.max", "lesson_location", "exit", "session_time"]) api.refuse[`cmi.core.${element}`] = code;
      assert.equal(await lms.save(snapshot({ score: 50 })), true);
      clear();
      assert.equal(await lms.save(snapshot({ score: 60, location: "other", seconds: 99, pagesDone: true })), true);
      assert.deepEqual(api.names().filter((name) => name.startsWith("Set")), [
        "Set cmi.core.score.raw", "Set cmi.core.lesson_status",
      ]);
    });
  }

  test("a score that could not be sent for another reason is sent with the next save", async () => {
    const { api, lms, clear } = await open();
    for (const code of ["101", "throw"]) {
      api.refuse = { "cmi.core.score.raw": code };
      assert.equal(await lms.save(snapshot({ score: 50 })), false);
    }
    api.refuse = {};
    clear();
    assert.equal(await lms.save(snapshot({ score: 50 })), true);
    assert.ok(api.sets().some(([element, value]) => element === "cmi.core.score.raw" && value === "50"));
  });

  test("min and max only where the LMS lists them", async () => {
    for (const [children, wanted] of [["raw", []], ["", []], ["raw, max ,min", ["min", "max"]], ["raw,max", ["max"]]]) {
      const { api, lms } = await open({ values: { "cmi.core.score._children": children } });
      await lms.save(snapshot({ score: 10 }));
      assert.deepEqual(api.sets().map(([name]) => name).filter((name) => /m(in|ax)$/.test(name)),
        wanted.map((name) => `cmi.core.score.${name}`));
    }
  });

  test("the score never falls, also not below what the LMS has", async () => {
    const { api, lms } = await open({ values: { "cmi.core.score.raw": "70" } });
    for (const score of [50, 80, 60, 80]) await lms.save(snapshot({ score }));
    assert.deepEqual(api.sets().filter(([name]) => name === "cmi.core.score.raw"), [["cmi.core.score.raw", "80"]]);
  });

  test("the location is cut at 255 characters", async () => {
    const { api, lms } = await open();
    await lms.save(snapshot({ location: "x".repeat(300) }));
    assert.equal(api.sets().find(([name]) => name.endsWith("location"))[1].length, 255);
  });
});

describe("status", () => {
  const last = (api) => api.sets().filter(([name]) => name === "cmi.core.lesson_status").pop()?.[1];

  for (const [what, completion, changes, status, exit] of [
    ["pages open, no assessment", {}, {}, "incomplete", "suspend"],
    ["pages done, no assessment", {}, { pagesDone: true }, "completed", ""],
    ["pages open, passed", { assessment: 4 }, { outcome: "passed", score: 90 }, "incomplete", "suspend"],
    ["pages done, untried", { assessment: 4 }, { pagesDone: true }, "incomplete", "suspend"],
    ["pages done, failed with attempts left", { assessment: 4 }, { pagesDone: true, score: 40 }, "incomplete", "suspend"],
    ["pages done, passed", { assessment: 4 }, { pagesDone: true, outcome: "passed", score: 90 }, "passed", ""],
    ["the same, reported as completed", { assessment: 4, report: "completed" },
      { pagesDone: true, outcome: "passed", score: 90 }, "completed", ""],
    ["exhausted, pages open", { assessment: 4 }, { outcome: "failed", score: 40 }, "failed", ""],
    ["exhausted, pages done", { assessment: 4 }, { pagesDone: true, outcome: "failed", score: 40 }, "failed", ""],
  ]) {
    test(`${what}: ${status}`, async () => {
      const { api, lms } = await open({ completion });
      await lms.save(snapshot(changes));
      assert.equal(last(api), status);
      assert.equal(api.sets().filter(([name]) => name === "cmi.core.exit").pop()[1], exit);
      assert.equal(api.sets().some(([name]) => name === "cmi.core.score.raw"), "score" in changes);
    });
  }

  test("never lower than what was told, in this session or an earlier one", async () => {
    const { api, lms } = await open();
    for (const pagesDone of [true, false]) await lms.save(snapshot({ pagesDone }));
    assert.equal(last(api), "completed");
    for (const said of ["passed", "completed", "failed", "P"]) {
      const again = await open({ values: { "cmi.core.lesson_status": said } });
      await again.lms.save(snapshot({ state: "new" }));
      assert.equal(last(again.api), undefined);
      assert.ok(again.api.names().includes("Set cmi.suspend_data"));
    }
  });

  test("failed can become passed, passed never failed", async () => {
    const failed = await open({ completion: { assessment: 4 }, values: { "cmi.core.lesson_status": "failed" } });
    await failed.lms.save(snapshot({ pagesDone: true, outcome: "passed" }));
    assert.equal(last(failed.api), "passed");
    const passed = await open({ completion: { assessment: 4 }, values: { "cmi.core.lesson_status": "passed" } });
    await passed.lms.save(snapshot({ outcome: "failed" }));
    assert.equal(last(passed.api), undefined);
  });
});

describe("ending", () => {
  test("opening and closing at once leaves incomplete and no score", async () => {
    const { api, lms } = await open();
    assert.equal(lms.stop(snapshot({ seconds: 0, location: "" })), true);
    const told = Object.fromEntries(api.sets());
    assert.equal(told["cmi.core.lesson_status"], "incomplete");
    assert.equal(told["cmi.core.exit"], "suspend");
    assert.equal(told["cmi.core.session_time"], "0000:00:01.00");
    assert.ok(!Object.keys(told).some((name) => name.includes("score")));
  });

  test("writes what is unsent, commits, then finishes, once", async () => {
    const { api, lms, clear } = await open();
    clear();
    assert.equal(lms.stop(snapshot({ state: "LAST" })), true);
    assert.deepEqual(api.names(), [
      "Set cmi.core.lesson_location", "Set cmi.suspend_data", "Set cmi.core.session_time", "Set cmi.core.exit",
      "Commit", "Finish",
    ]);
    clear();
    assert.equal(lms.stop(snapshot()), false);
    assert.equal(await lms.save(snapshot()), false);
    assert.deepEqual(api.log, []);
  });

  test("an LMS whose calls throw in pagehide is finished all the same", async () => {
    const { api, lms } = await open();
    api.LMSSetValue = () => { throw new DOMException("Synchronous XHR in page dismissal"); };
    assert.equal(lms.stop(snapshot()), false);
    assert.equal(api.names().pop(), "Finish");
  });
});

describe("interactions", () => {
  const told = (api, index) => Object.fromEntries(api.sets()
    .filter(([name]) => name.startsWith(`cmi.interactions.${index}.`))
    .map(([name, value]) => [name.slice(`cmi.interactions.${index}.`.length), value]));

  test("go on from the LMS's count, id first, then type", async () => {
    const { api, lms } = await open({ values: { "cmi.interactions._count": "4" } });
    lms.record(answer(activities.choice, { chosen: [3, 1] }));
    lms.record(answer(activities.truth, { chosen: [1] }, { result: "incorrect", score: 0 }));
    lms.record(answer(activities.matching, { pairs: [[2, 2], [1, 2]] }, { result: "partial", score: 0.5 }));
    assert.equal(await lms.save(snapshot()), true);
    const order = api.sets().map(([name]) => name).filter((name) => name.startsWith("cmi.interactions.4."));
    assert.deepEqual(order.slice(0, 2), ["cmi.interactions.4.id", "cmi.interactions.4.type"]);
    assert.deepEqual(told(api, 4), {
      id: "relationalwindowqrota", type: "choice", time: "09:05:07", "correct_responses.0.pattern": "a,c",
      weighting: "2", student_response: "a,c", result: "correct", latency: "0000:00:12.35",
    });
    assert.deepEqual(told(api, 5), {
      id: "relationalwindowqtrue", type: "true-false", time: "09:05:07", "correct_responses.0.pattern": "f",
      weighting: "1", student_response: "t", result: "wrong", latency: "0000:00:12.35",
    });
    assert.deepEqual(told(api, 6), {
      id: "relationalwindowpanes", type: "matching", time: "09:05:07", "correct_responses.0.pattern": "1.a,2.b",
      weighting: "1", student_response: "1.b,2.b", result: "wrong", latency: "0000:00:12.35",
    });
  });

  test("are not written where the LMS has no count, and not asked for without an answer", async () => {
    for (const count of ["", "null", "undefined"]) {
      const { api, lms } = await open({ values: { "cmi.interactions._count": count } });
      await lms.save(snapshot());
      assert.ok(!api.names().some((name) => name.includes("interactions")));
      lms.record(answer(activities.choice, { chosen: [1] }));
      assert.equal(await lms.save(snapshot()), true);
      assert.deepEqual(api.names().filter((name) => name.includes("interactions")), ["Get cmi.interactions._count"]);
    }
  });

  test("an answer whose form one LMS does not know takes nothing from the next", async () => {
    const { api, lms } = await open({ values: { "cmi.interactions._count": 0 } });
    api.refuse = { "cmi.interactions.0.student_response": "405" };
    lms.record(answer(activities.choice, { chosen: [1] }));
    lms.record(answer(activities.truth, { chosen: [2] }));
    assert.equal(await lms.save(snapshot()), true);
    assert.equal(told(api, 1).student_response, "f");
  });

  test("leave no gap, and no part of one is tried again once refused", async () => {
    const { api, lms } = await open({ values: { "cmi.interactions._count": 0 } });
    api.refuse = { "cmi.interactions.0.latency": "401", "cmi.interactions.1.latency": "401" };
    lms.record(answer(activities.choice, { chosen: [1] }));
    lms.record(answer(activities.truth, { chosen: [2] }));
    assert.equal(await lms.save(snapshot()), true);
    assert.ok(told(api, 0).latency && !told(api, 1).latency);
    assert.equal(told(api, 1).id, "relationalwindowqtrue");
  });

  test("an LMS that refuses their ids is not told of any more", async () => {
    const { api, lms, clear } = await open({ values: { "cmi.interactions._count": "0" } });
    api.refuse = { "cmi.interactions.0.id": "401" };
    lms.record(answer(activities.choice, { chosen: [1] }));
    assert.equal(await lms.save(snapshot()), true);
    clear();
    lms.record(answer(activities.truth, { chosen: [1] }));
    assert.equal(await lms.save(snapshot()), true);
    assert.ok(!api.names().some((name) => name.includes("interactions")));
  });

  test("wait for the connection to come back", async () => {
    const { api, lms } = await open({ values: { "cmi.interactions._count": "0" } });
    lms.record(answer(activities.choice, { chosen: [1] }));
    api.refuse = { "cmi.interactions.0.result": "throw" };
    assert.equal(await lms.save(snapshot()), false);
    api.refuse = {};
    assert.equal(await lms.save(snapshot()), true);
    assert.equal(told(api, 0).result, "correct");
    assert.equal(api.sets().filter(([name]) => name === "cmi.interactions.0.id").length, 1);
  });

  test("free text is never one", async () => {
    const { api, lms } = await open({ values: { "cmi.interactions._count": "0" } });
    lms.record(answer(activities.note, {}));
    await lms.save(snapshot());
    assert.ok(!api.names().some((name) => name.includes("interactions")));
  });
});

describe("formats", () => {
  test("timespans have four digits of hours and two decimals", () => {
    for (const [seconds, text] of [
      [0, "0000:00:00.00"], [-5, "0000:00:00.00"], [59.999, "0000:01:00.00"], [3661.5, "0001:01:01.50"],
      [45000, "0012:30:00.00"], [36e6, "9999:59:59.99"],
    ]) assert.equal(formats.timespan(seconds), text);
  });

  test("scores are decimals from 0 to 100", () => {
    for (const [value, text] of [[0, "0"], [100, "100"], [66.666666, "66.67"], [101, "100"], [-1, "0"], [12.5, "12.5"]]) {
      assert.equal(formats.score(value), text);
    }
  });

  const none = { chosen: [], pairs: [] };
  for (const [name, response, type, patterns, text] of [
    ["choice", { chosen: [1, 3] }, "choice", ["a,c"], "a,c"],
    ["truth", { chosen: [1] }, "true-false", ["f"], "t"],
    ["matching", { pairs: [[2, 1], [1, 2]] }, "matching", ["1.a,2.b"], "1.b,2.a"],
    ["sequence", { pairs: [[1, 3], [2, 1], [3, 2]] }, "sequencing", ["a,b,c"], "b,c,a"],
    ["typed", { text: "“Dé-jà vu”_1!" }, "fill-in", ["relational", "a deux really"], "Deja vu1"],
    ["count", { text: "1,250.50 people" }, "numeric", ["0.3"], "1250.5"],
    ["scale", { chosen: [2] }, "likert", [], "2"],
    ["talk", { pairs: [[2, 3], [1, 2], [2, 1]] }, "performance", [], "2c1b2a"],
  ]) {
    test(`${type}: response and patterns in the form that every checker takes`, () => {
      const neutral = !patterns.length;
      const told = formats.interaction(answer(activities[name], { ...none, ...response }, { result: neutral ? "neutral" : "correct" }));
      const field = (wanted) => told.filter(([each]) => each === wanted).map(([, value]) => value);
      assert.deepEqual(field("type"), [type]);
      assert.deepEqual(told.filter(([each]) => each.startsWith("correct_responses")),
        patterns.map((each, index) => [`correct_responses.${index}.pattern`, each]));
      assert.deepEqual(field("student_response"), [text]);
      assert.deepEqual(field("result"), [neutral ? "neutral" : "correct"]);
    });
  }

  test("what is partly right or wrong is wrong; a long text is cut, one without a letter is left out", () => {
    const told = (changes, response = {}) =>
      Object.fromEntries(formats.interaction(answer(activities.typed, { ...none, ...response }, changes)));
    assert.equal(told({ result: "partial" }).result, "wrong");
    assert.equal(told({ result: "incorrect" }).result, "wrong");
    assert.equal(told({}, { text: "a".repeat(300) }).student_response.length, formats.FEEDBACK_LIMIT);
    assert.ok(!("student_response" in told({}, { text: "???" })));
    assert.equal(formats.feedback(activities.count, { ...none, text: "many" }), "");
  });

  test("an option keeps its character when the author adds or moves others, up to 36 of them", () => {
    const option = (number) => ({ number, id: `o${number}`, text: "" });
    const many = (numbers) => ({ ...activities.choice, choices: numbers.map(option) });
    assert.equal(formats.feedback(many([5, 2]), { chosen: [5, 2], pairs: [] }), "b,e");
    const all = Array.from({ length: 36 }, (_, place) => place + 1);
    const every = formats.feedback(many(all), { chosen: all, pairs: [] });
    assert.match(every, /^[0-9a-z](,[0-9a-z]){35}$/);
    assert.equal(new Set(every.split(",")).size, 36);
    assert.equal(formats.feedback(many([40, 41, 2]), { chosen: [41, 2], pairs: [] }), "b,c");
    const wide = { ...activities.matching, choices: all.map(option), targets: all.map(option) };
    const pairs = formats.feedback(wide, { chosen: [], pairs: all.map((each) => [each, 37 - each]) });
    assert.match(pairs, /^[0-9a-z]\.[0-9a-z](,[0-9a-z]\.[0-9a-z]){35}$/);
    assert.ok(pairs.length <= 255);
  });
});
