// The parts of statements.py on stdin -> every statement that the adapter makes of them, with what xapi-validation
// has to say about each, on stdout; and about one that is spoilt, to see that it looks.

import validate from "xapi-validation";
import { readFileSync } from "node:fs";
import { activities, answer, course, load, snapshot } from "./harness.mjs";
import { browse, FakeLrs, query } from "./lrs.mjs";

const parts = JSON.parse(readFileSync(0, "utf8"));
const { connect } = await load("xapi/adapter.ts");

const play = async (ends) => {
  const lrs = new FakeLrs();
  browse(lrs, { search: query({ activity_platform: "LMS" }) });
  const lms = connect(parts, course({ assessment: 4 }));
  await lms.start();
  for (const number of [1, 2, 3]) lms.seen({ number });
  lms.record(answer(activities.choice, { chosen: [1, 2] }, { result: "partial", score: 0.5 }));
  lms.record(answer(activities.truth, { chosen: [2] }));
  lms.record(answer(activities.matching, { pairs: [[1, 1], [2, 2]] }));
  lms.record(answer(activities.sequence, { pairs: [[1, 3], [2, 1], [3, 2]] }, { result: "partial", score: 0.3333 }));
  lms.record(answer(activities.typed, { text: "à deux" }, { result: "incorrect", score: 0 }));
  lms.record(answer(activities.count, { text: "0.25" }));
  lms.record(answer(activities.scale, { chosen: [2] }, { result: "neutral", score: 0 }));
  lms.record(answer(activities.talk, { pairs: [[1, 2], [2, 3]] }, { result: "neutral", score: 0 }));
  lms.record(answer(activities.assessed, { chosen: [2] }));
  lms.record(answer(activities.note, {}));
  await lms.save(snapshot({ progress: 0.5 }));
  await lms.finish(snapshot(ends));
  lms.stop(snapshot(ends));
  await new Promise((resolve) => setImmediate(resolve));
  return lrs.statements;
};

const statements = [
  ...await play({ pagesDone: true, outcome: "passed", score: 83.33, progress: 1 }),
  ...await play({ pagesDone: true, outcome: "failed", score: 12.5, progress: 1 }),
  ...await play({ progress: 0.7 }),
];
const check = validate.default ?? validate;
const judged = statements.map((statement) => ({ statement, warnings: check(statement) }));
const spoilt = check({ ...statements[0], result: { duration: "12 s" } });
process.stdout.write(JSON.stringify({ judged, spoilt }));
