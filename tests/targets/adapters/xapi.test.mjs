// What an LRS sees of the xAPI adapter: requests, statements, and what becomes of them when something fails.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { activities, answer, course, load, snapshot } from "./harness.mjs";
import { ACTOR, blocked, browse, ENDPOINT, FakeLrs, FakeStorage, query, REGISTRATION } from "./lrs.mjs";

const { connect } = await load("xapi/adapter.ts");
const { parse, agent } = await load("xapi/launch.ts");
const uuid = await load("xapi/uuid.ts");

const ROOT = course().root;
const thing = (id) => ({ id, objectType: "Activity", definition: { name: { "en-GB": id } } });
const verbs = ["initialized", "experienced", "answered", "progressed", "passed", "failed", "completed", "suspended", "terminated"];
const PARTS = {
  verbs: Object.fromEntries(verbs.map((verb) => [verb, { id: `http://adlnet.gov/expapi/verbs/${verb}`, display: { en: verb } }])),
  course: ROOT, root: thing(ROOT), language: "en-GB", revision: "1.2.0",
  pages: { 1: thing(`${ROOT}/modules/relational-window/pages/start`), 3: thing(`${ROOT}/modules/final-check/pages/start`) },
  activities: {
    1: thing(`${ROOT}/modules/relational-window/q-rota`), 2: thing(`${ROOT}/q-true`), 3: thing(`${ROOT}/panes`),
    5: thing(`${ROOT}/modules/final-check/q-end`),
    ...Object.fromEntries([6, 7, 8, 9, 10].map((number) => [number, thing(`${ROOT}/${number}`)])),
  },
};
const PAGE = { number: 1, id: "relational-window--start", title: "", module: 3, minutes: 1, required: [] };
const DONE = { pagesDone: true, progress: 1 };

const open = async ({ lrs = new FakeLrs(), completion, ...browser } = {}) => {
  const around = browse(lrs, browser);
  const lms = connect(PARTS, course(completion));
  const launch = await lms.start();
  return { lrs, lms, launch, ...around };
};

describe("the launch address", () => {
  test("gives endpoint, credentials, learner and registration", () => {
    assert.deepEqual(parse(query({ endpoint: "https://l.org/x", activity_id: "https://a.org/b", grouping: "https://g.org" })), {
      endpoint: "https://l.org/x/", auth: "Basic c2VjcmV0", actor: ACTOR, registration: REGISTRATION,
      activity: "https://a.org/b", grouping: "https://g.org", platform: null,
    });
  });

  test("without endpoint or learner there is none", () => {
    for (const changes of [{ endpoint: null }, { endpoint: "javascript:alert(1)" }, { actor: null }, { actor: "{" }, { actor: "{}" }, { actor: "null" }]) {
      assert.equal(parse(query(changes)), null);
    }
  });

  test("Tin Can 0.9 lists become values, and one identifier stays", () => {
    const old = { objectType: ["Person"], name: ["Ada"], mbox: ["mailto:a@e.org"], account: [{ accountServiceHomePage: "https://e.org", accountName: "n1" }] };
    assert.deepEqual(agent(JSON.stringify(old)), ACTOR);
    assert.deepEqual(agent('{"mbox":["a@e.org"]}'), { objectType: "Agent", mbox: "mailto:a@e.org" });
    assert.deepEqual(agent('{"mbox_sha1sum":"ab","name":""}'), { objectType: "Agent", mbox_sha1sum: "ab" });
    assert.deepEqual(agent('[{"openid":"https://o.org"}]'), { objectType: "Agent", openid: "https://o.org" });
  });
});

describe("opening", () => {
  test("without an endpoint nothing is asked and nothing is said", async () => {
    const { lrs, lms, launch } = await open({ search: "" });
    assert.deepEqual([launch.tracked, launch.why], [false, "no-endpoint"]);
    lms.seen(PAGE);
    lms.record(answer(activities.choice, { chosen: [1] }));
    assert.equal(await lms.save(snapshot()), false);
    assert.equal(lms.stop(snapshot()), false);
    assert.deepEqual(lrs.requests, []);
  });

  test("reads the state, says initialized, and every request carries version and credentials", async () => {
    const { lrs, lms, launch } = await open();
    assert.deepEqual(launch, {
      tracked: true, learner: "https://e.org|n1", name: "Ada", state: "", location: "", terminal: false,
      outcome: "unknown", score: null, mode: "normal", why: "",
    });
    await lms.save(snapshot());
    assert.deepEqual(lrs.verbs(), ["initialized"]);
    assert.deepEqual(lrs.requests.map(({ what }) => what), ["GET state", "POST statements", "PUT state"]);
    for (const { url, init } of lrs.requests) {
      assert.ok(url.href.startsWith(ENDPOINT));
      assert.equal(init.headers["X-Experience-API-Version"], "1.0.3");
      assert.equal(init.headers.Authorization, "Basic c2VjcmV0");
    }
    const asked = lrs.requests[0].url.searchParams;
    assert.deepEqual([asked.get("activityId"), asked.get("registration"), asked.get("stateId")], [ROOT, REGISTRATION, "coursewright"]);
    assert.deepEqual(JSON.parse(asked.get("agent")), ACTOR);
  });

  test("what was saved comes back with the next launch", async () => {
    const lrs = new FakeLrs();
    const first = await open({ lrs, completion: { assessment: 4 } });
    assert.equal(await first.lms.save(snapshot({ ...DONE, outcome: "passed", score: 90, state: "XYZ", location: "here" })), true);
    const { launch } = await open({ lrs, completion: { assessment: 4 } });
    assert.deepEqual([launch.state, launch.location, launch.score, launch.terminal, launch.outcome], ["XYZ", "here", 90, true, "passed"]);
  });

  test("a state that cannot be read is never written over", async () => {
    for (const failure of ["down", 500, 401, 403]) {
      const lrs = new FakeLrs();
      lrs.fail = { "GET state": failure };
      const { lms, launch } = await open({ lrs });
      assert.deepEqual([launch.tracked, launch.why], [false, "refused"]);
      assert.equal(await lms.save(snapshot()), false);
      assert.equal(lrs.requests.filter((each) => each.what.startsWith("GET")).length, typeof failure === "number" && failure < 500 ? 1 : 3);
      assert.ok(lrs.requests.every((each) => !each.what.startsWith("PUT")));
    }
    const lrs = new FakeLrs();
    lrs.fail = { "GET state": ["down", 503] };
    assert.equal((await open({ lrs })).launch.tracked, true);
  });

  test("a request that hangs is given up after ten seconds", async () => {
    const lrs = new FakeLrs();
    const { lms, clock } = await open({ lrs });
    await lms.save(snapshot());
    lrs.fail = { "PUT state": "hang" };
    const saved = lms.save(snapshot({ state: "NEW" }));
    await new Promise((resolve) => setImmediate(resolve));
    const waiting = clock.timers.filter(({ cleared }) => !cleared);
    assert.deepEqual(waiting.map(({ after }) => after), [10000]);
    waiting[0].run();
    assert.equal(await saved, false);
  });

  test("the LMS's own id for the course is used", async () => {
    const { lrs, lms } = await open({ search: query({ activity_id: "https://lms.org/a/7", grouping: "https://lms.org/g" }) });
    await lms.save(snapshot());
    assert.equal(lrs.statements[0].object.id, "https://lms.org/a/7");
    assert.deepEqual(lrs.statements[0].context.contextActivities.grouping.map(({ id }) => id), [ROOT, "https://lms.org/g"]);
    assert.equal(lrs.requests[0].url.searchParams.get("activityId"), "https://lms.org/a/7");
  });

  test("without a registration one is made, and it lasts as long as the state", async () => {
    const lrs = new FakeLrs();
    const search = query({ registration: null });
    const first = await open({ lrs, search });
    await first.lms.save(snapshot());
    const second = await open({ lrs, search });
    await second.lms.save(snapshot());
    const found = new Set(lrs.statements.map(({ context }) => context.registration));
    assert.equal(found.size, 1);
    assert.ok(uuid.isUuid([...found][0]));
    assert.ok(lrs.requests.every(({ url }) => !url.searchParams.has("registration")));
  });
});

describe("statements", () => {
  const said = async (completion, ...changes) => {
    const { lrs, lms } = await open({ completion });
    for (const each of changes) assert.equal(await lms.save(snapshot(each)), true);
    return lrs;
  };

  for (const [what, completion, changes, expected] of [
    ["pages open", {}, { progress: 0.5 }, ["progressed"]],
    ["pages done, no assessment", {}, DONE, ["completed"]],
    ["pages open, passed", { assessment: 4 }, { outcome: "passed", progress: 0.5 }, ["passed", "progressed"]],
    ["pages done, untried", { assessment: 4 }, { pagesDone: true, progress: 0.9 }, ["progressed"]],
    ["pages done, passed", { assessment: 4 }, { ...DONE, outcome: "passed" }, ["passed", "completed"]],
    ["exhausted, pages open", { assessment: 4 }, { outcome: "failed", progress: 0.5 }, ["failed", "progressed"]],
    ["exhausted, pages done", { assessment: 4 }, { ...DONE, outcome: "failed" }, ["failed", "completed"]],
  ]) {
    test(`${what}: ${expected.join(", ")}`, async () => {
      assert.deepEqual((await said(completion, changes)).verbs().slice(1), expected);
    });
  }

  test("nothing is said twice, in this session or the next", async () => {
    const passed = { ...DONE, outcome: "passed", score: 80 };
    const lrs = await said({ assessment: 4 }, passed, passed, { ...passed, score: 90 });
    const { lms } = await open({ lrs, completion: { assessment: 4 } });
    await lms.save(snapshot(passed));
    assert.deepEqual(lrs.verbs(), ["initialized", "passed", "completed", "initialized"]);
  });

  test("results carry score, success, completion, duration and progress", async () => {
    const lrs = await said({ assessment: 4 }, { progress: 0.3333 }, { ...DONE, outcome: "passed", score: 83.33, seconds: 61.234 });
    const result = Object.fromEntries(lrs.statements.map(({ verb, result: each }) => [verb.id.split("/").pop(), each]));
    const score = { scaled: 0.8333, raw: 83.33, min: 0, max: 100 };
    assert.deepEqual(result.passed, { success: true, score, duration: "PT61.23S" });
    assert.deepEqual(result.completed, { completion: true, success: true, score, duration: "PT61.23S" });
    assert.deepEqual(result.progressed, { extensions: { "https://w3id.org/xapi/cmi5/result/extensions/progress": 33 } });
    assert.ok(lrs.statements.every(({ object, verb }) => object.id === ROOT || verb.id.endsWith("answered")));
  });

  test("progress is said when it grows, by whole percents", async () => {
    const lrs = await said({}, { progress: 0.1 }, { progress: 0.104 }, { progress: 0.05 }, { progress: 0.2 });
    assert.deepEqual(lrs.verbs().filter((verb) => verb === "progressed").length, 2);
  });

  test("answers bring response, result, time and place", async () => {
    const { lrs, lms } = await open();
    const at = new Date("2026-11-21T09:00:00Z");
    lms.record(answer(activities.choice, { chosen: [3, 1] }, { at }));
    lms.record(answer(activities.truth, { chosen: [1] }, { result: "incorrect", score: 0 }));
    lms.record(answer(activities.matching, { pairs: [[2, 2], [1, 2]] }, { result: "partial", score: 0.5 }));
    lms.record(answer(activities.note, {}));
    await lms.save(snapshot());
    const [one, two, three, ...more] = lrs.statements.slice(1);
    assert.deepEqual(more, []);
    assert.deepEqual(one.result, { response: "ask[,]meet", success: true, score: { scaled: 1 }, duration: "PT12.35S" });
    assert.equal(one.timestamp, "2026-11-21T09:00:00.000Z");
    assert.deepEqual(one.context.contextActivities, {
      parent: [{ objectType: "Activity", id: PARTS.pages[1].id }], grouping: [{ objectType: "Activity", id: ROOT }],
    });
    assert.deepEqual([one.context.registration, one.context.language, one.context.revision], [REGISTRATION, "en-GB", "1.2.0"]);
    assert.deepEqual([two.result.response, two.result.success], ["true", false]);
    assert.deepEqual([three.result.response, three.result.score.scaled], ["rota[.]with[,]how[.]with", 0.5]);
  });

  for (const [name, response, text, patterns] of [
    ["choice", { chosen: [3, 1] }, "ask[,]meet", ["ask[,]meet"]],
    ["truth", { chosen: [2] }, "false", ["false"]],
    ["matching", { pairs: [[2, 1], [1, 2]] }, "rota[.]with[,]how[.]to", ["rota[.]to[,]how[.]with"]],
    ["sequence", { pairs: [[1, 3], [2, 1], [3, 2]] }, "ask[,]close[,]open", ["open[,]ask[,]close"]],
    ["typed", { text: "Dé-jà vu" }, "Dé-jà vu", ["relational", "à deux, really"]],
    ["count", { text: "1,250.50 people" }, "1250.5", ["0.2[:]0.4"]],
    ["scale", { chosen: [2] }, "often", undefined],
    ["talk", { pairs: [[2, 3], [1, 2], [2, 1]] }, "wall[.]leave[,]desk[.]tell[,]wall[.]ask", undefined],
  ]) {
    test(`${activities[name].kind}: response and patterns of the standard's form (Data, appendix C)`, async () => {
      const { lrs, lms } = await open();
      lms.record(answer(activities[name], response, { result: patterns ? "correct" : "neutral" }));
      await lms.save(snapshot());
      const { result, object } = lrs.statements[1];
      assert.equal(result.response, text);
      assert.deepEqual(object.definition.correctResponsesPattern, patterns);
      assert.equal(result.success, patterns ? true : undefined);
      assert.deepEqual(result.score, patterns ? { scaled: 1 } : undefined);
    });
  }

  test("an assessed answer brings its key with it", async () => {
    const { lrs, lms } = await open();
    lms.record(answer(activities.assessed, { chosen: [1] }, { result: "incorrect", score: 0 }));
    await lms.save(snapshot());
    assert.deepEqual(lrs.statements[1].object.definition.correctResponsesPattern, ["b"]);
    assert.equal(PARTS.activities[5].definition.correctResponsesPattern, undefined);
  });

  test("a page is experienced once a session", async () => {
    const { lrs, lms } = await open();
    lms.seen(PAGE);
    lms.seen(PAGE);
    await lms.save(snapshot());
    assert.deepEqual(lrs.verbs(), ["initialized", "experienced"]);
  });
});

describe("when something fails", () => {
  const waiting = (storage) => [...storage.items.values()].flatMap((text) => JSON.parse(text));

  test("statements wait in this browser, without credentials, and go with the next save", async () => {
    const { lrs, lms, local } = await open();
    lrs.fail = { "POST statements": "down" };
    lms.record(answer(activities.choice, { chosen: [1] }));
    assert.equal(await lms.save(snapshot(DONE)), false);
    assert.equal(waiting(local).length, 2);
    assert.ok(![...local.items].flat().join().includes("c2VjcmV0"));
    lrs.fail = {};
    assert.equal(await lms.save(snapshot(DONE)), true);
    assert.deepEqual(lrs.verbs(), ["initialized", "answered", "completed"]);
    assert.equal(local.items.size, 0);
  });

  test("they wait for the next launch of the same attempt, not for anyone else's", async () => {
    const lrs = new FakeLrs();
    lrs.fail = { "POST statements": "down" };
    const { lms, local } = await open({ lrs });
    await lms.save(snapshot(DONE));
    lrs.fail = {};
    const other = JSON.stringify({ ...ACTOR, account: { homePage: "https://e.org", name: "n2" } });
    const stranger = await open({ lrs, local, search: query({ actor: other }) });
    await stranger.lms.save(snapshot());
    assert.deepEqual(lrs.verbs(), ["initialized"]);
    const again = await open({ lrs, local });
    await again.lms.save(snapshot(DONE));
    assert.deepEqual(lrs.verbs().slice(1), ["initialized", "completed", "initialized"]);
  });

  test("what is said once keeps its id when it is said again", async () => {
    const lrs = new FakeLrs();
    const first = await open({ lrs });
    lrs.fail = { "PUT state": "down" };
    assert.equal(await first.lms.save(snapshot(DONE)), false);
    lrs.fail = {};
    // Another browser: neither the outbox nor the state knows that "completed" arrived.
    const second = await open({ lrs });
    assert.equal(await second.lms.save(snapshot(DONE)), true);
    assert.equal(lrs.verbs().filter((verb) => verb === "completed").length, 1);
    assert.equal(lrs.verbs().filter((verb) => verb === "initialized").length, 2);
  });

  test("a bad statement is left behind and holds up no other", async () => {
    const { lrs, lms } = await open();
    await lms.save(snapshot());
    lms.record(answer(activities.choice, { chosen: [1] }));
    lms.record(answer(activities.truth, { chosen: [1] }));
    const take = lrs.answer.bind(lrs);
    lrs.answer = (what, url, init, body) => (what === "POST statements" && body.some(({ object }) => object.id.endsWith("q-rota"))
      ? { status: 400, text: async () => "" } : take(what, url, init, body));
    assert.equal(await lms.save(snapshot()), true);
    assert.deepEqual(lrs.statements.slice(1).map(({ object }) => object.id), [PARTS.activities[2].id]);
    const before = lrs.requests.length;
    assert.equal(await lms.save(snapshot()), true);
    assert.equal(lrs.requests.length, before);
  });

  for (const status of [401, 403, 404, 500, 503]) {
    test(`after ${status} statements are kept`, async () => {
      const { lrs, lms, local } = await open();
      await lms.save(snapshot());
      lrs.fail = { "POST statements": status };
      lms.seen(PAGE);
      assert.equal(await lms.save(snapshot()), false);
      assert.equal(waiting(local).length, 1);
    });
  }

  test("without storage they wait in memory", async () => {
    for (const around of [{ local: blocked, session: blocked }, { local: blocked, session: new FakeStorage() }]) {
      const { lrs, lms } = await open(around);
      lrs.fail = { "POST statements": "down" };
      lms.seen(PAGE);
      await lms.save(snapshot());
      lrs.fail = {};
      assert.equal(await lms.save(snapshot()), true);
      assert.deepEqual(lrs.verbs().sort(), ["experienced", "initialized"]);
    }
  });

  test("a full storage loses nothing in this session", async () => {
    const local = new FakeStorage();
    const { lrs, lms } = await open({ local });
    await lms.save(snapshot());
    local.setItem = () => { throw new DOMException("", "QuotaExceededError"); };
    lms.seen(PAGE);
    assert.equal(await lms.save(snapshot()), true);
    assert.deepEqual(lrs.verbs(), ["initialized", "experienced"]);
  });

  test("a state that was not taken is a failure", async () => {
    const { lrs, lms } = await open();
    lrs.fail = { "PUT state": 500 };
    assert.equal(await lms.save(snapshot()), false);
    lrs.fail = {};
    assert.equal(await lms.save(snapshot()), true);
    assert.equal(lrs.state().state, "AAAA");
  });

  test("an unchanged snapshot asks nothing of the LRS", async () => {
    const { lrs, lms } = await open();
    await lms.save(snapshot());
    const before = lrs.requests.length;
    assert.equal(await lms.save(snapshot()), true);
    assert.equal(lrs.requests.length, before);
  });
});

describe("ending", () => {
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  for (const [changes, verb] of [[{}, "suspended"], [DONE, "terminated"]]) {
    test(`${verb}: sent with keepalive before stop returns`, async () => {
      const { lrs, lms } = await open();
      await lms.save(snapshot(changes));
      const before = lrs.requests.length;
      assert.equal(lms.stop(snapshot(changes)), true);
      const sent = lrs.requests.slice(before);
      assert.deepEqual(sent.map(({ what }) => what), ["PUT state", "POST statements"]);
      assert.ok(sent.every(({ init }) => init.keepalive === true && init.headers.Authorization));
      assert.equal(lms.stop(snapshot(changes)), false);
      await settled();
      assert.equal(lrs.verbs().pop(), verb);
    });
  }

  test("says that something was unsent", async () => {
    const { lms } = await open();
    await lms.save(snapshot());
    assert.equal(lms.stop(snapshot({ state: "NEWER" })), false);
  });

  test("never sends more than the browser lets through; the rest waits", async () => {
    const { lrs, lms, local } = await open();
    await lms.save(snapshot());
    for (let count = 0; count < 200; count += 1) lms.record(answer(activities.choice, { chosen: [1] }));
    lms.stop(snapshot());
    const bodies = lrs.requests.filter(({ init }) => init.keepalive).map(({ init }) => Buffer.byteLength(init.body));
    assert.ok(bodies.reduce((sum, each) => sum + each, 0) <= 60000, String(bodies));
    await settled();
    const kept = [...local.items.values()].flatMap((text) => JSON.parse(text)).length;
    assert.ok(kept > 0);
    assert.equal(lrs.statements.length + kept, 202);
  });
});

describe("UUIDs", () => {
  test("of chance: version 4", () => {
    const made = new Set(Array.from({ length: 100 }, uuid.random));
    assert.equal(made.size, 100);
    for (const each of made) assert.match(each, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test("of an event: the same each time, of the attempt's kind, and no two alike", () => {
    const attempts = [REGISTRATION, ...Array.from({ length: 50 }, uuid.random),
      ...Array.from({ length: 50 }, (_, number) => `00000000-0000-4000-8000-0000000000${10 + number}`)];
    const learners = Array.from({ length: 100 }, (_, number) => `https://e.org|${number}`);
    const made = new Set();
    for (const attempt of attempts) {
      for (const verb of ["passed", "completed", "failed"]) {
        for (const who of learners) {
          const event = `${ROOT} ${verb} ${who}`;
          const id = uuid.named(attempt, event);
          assert.equal(id, uuid.named(attempt, event));
          assert.ok(uuid.isUuid(id));
          assert.equal(id.slice(0, 24), attempt.slice(0, 24));
          made.add(id);
        }
      }
    }
    assert.equal(made.size, attempts.length * 300);
  });
});
