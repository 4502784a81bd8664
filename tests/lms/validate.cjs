// Statements as a JSON list on standard input -> what the xapi-validation package has against each, as JSON.

const path = require("node:path");
const factory = require(path.join(process.argv[2], "node_modules/xapi-validation/dist/factory.js"));

let text = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (part) => (text += part));
process.stdin.on("end", () => {
  const found = JSON.parse(text).map((statement) => factory.statement(statement, ["statement"]));
  process.stdout.write(JSON.stringify(found.map((warnings) => warnings.map(String))));
});
