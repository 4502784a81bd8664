/* A profile (profile.py), the values of a launch and a host -> the object `API` of a SCORM 1.2 run-time.
 *
 *   Scorm12(profile, values, host) -> {LMSInitialize, LMSFinish, LMSGetValue, LMSSetValue, LMSCommit,
 *                                      LMSGetLastError, LMSGetErrorString, LMSGetDiagnostic}
 *   values  element -> text: what the LMS knows at launch (attempt.py, launch_values)
 *   host    faults() -> Faults (faults.py)
 *           send(kind, values, way) -> boolean; kind "set" | "commit" | "finish"; may take no answer as true
 *           record({function, arguments, returned, error, thrown}): after every call, in order
 *           alert(text)
 * Standard: SCORM 1.2 run-time environment as in the facts, §1.2 to §1.4.
 */
(function () {
  "use strict";

  const ERRORS = {
    0: "No error",
    101: "General exception",
    201: "Invalid argument error",
    202: "Element cannot have children",
    203: "Element not an array - cannot have count",
    301: "Not initialized",
    401: "Not implemented error",
    402: "Invalid set value, element is a keyword",
    403: "Element is read only",
    404: "Element is write only",
    405: "Incorrect data type",
  };

  // ---- Data types (§1.2): a function (value, run, element) -> fits
  const pattern = (source) => (value) => source.test(value);
  const words = (...list) => (value) => list.includes(value);
  const between = (type, low, high) => (value) => type(value) && Number(value) >= low && Number(value) <= high;
  const decimal = pattern(/^-?\d+(\.\d+)?$/);
  const integer = pattern(/^[-+]?\d+$/);
  const timespan = pattern(/^\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?$/);
  const time = pattern(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/);
  // A score may be blank: CMIDecimal or CMIBlank.
  const score = (value) => value === "" || between(decimal, 0, 100)(value);
  const status = words("passed", "completed", "failed", "incomplete", "browsed");
  const text = (value, run, element) => value.length <= run.profile.limits[element];
  const identifier = (value, run) => new RegExp(run.profile.identifier).test(value);
  const result = (value) => words("correct", "wrong", "unanticipated", "neutral")(value) || decimal(value);
  const interactionType = words(
    "true-false", "choice", "fill-in", "matching", "performance", "likert", "sequencing", "numeric"
  );
  const response = (value, run, element, name) => {
    const type = run.values[name.split(".").slice(0, 3).join(".") + ".type"];
    const source = run.profile.responses[type];
    return text(value, run, element) && (source === undefined || new RegExp(source).test(value));
  };

  // ---- Elements (§1.3, §1.4): name -> [access, type, value before anything is set]
  const ELEMENTS = {
    "cmi.core.student_id": ["r"],
    "cmi.core.student_name": ["r"],
    "cmi.core.lesson_location": ["rw", text],
    "cmi.core.credit": ["r"],
    "cmi.core.lesson_status": ["rw", status],
    "cmi.core.entry": ["r"],
    "cmi.core.exit": ["w", words("time-out", "suspend", "logout", "")],
    "cmi.core.score.raw": ["rw", score],
    "cmi.core.score.min": ["rw", score],
    "cmi.core.score.max": ["rw", score],
    "cmi.core.total_time": ["r"],
    "cmi.core.session_time": ["w", timespan],
    "cmi.core.lesson_mode": ["r"],
    "cmi.suspend_data": ["rw", text],
    "cmi.launch_data": ["r"],
    "cmi.comments": ["rw", text],
    "cmi.comments_from_lms": ["r"],
    "cmi.student_data.mastery_score": ["r"],
    "cmi.student_data.max_time_allowed": ["r"],
    "cmi.student_data.time_limit_action": ["r"],
    "cmi.student_preference.audio": ["rw", between(integer, -1, 100), "0"],
    "cmi.student_preference.language": ["rw", text],
    "cmi.student_preference.speed": ["rw", between(integer, -100, 100), "0"],
    "cmi.student_preference.text": ["rw", between(integer, -1, 1), "0"],
    "cmi.objectives.n.id": ["rw", identifier],
    "cmi.objectives.n.score.raw": ["rw", score],
    "cmi.objectives.n.score.min": ["rw", score],
    "cmi.objectives.n.score.max": ["rw", score],
    "cmi.objectives.n.status": ["rw", (value) => value === "not attempted" || status(value), "not attempted"],
    "cmi.interactions.n.id": ["w", identifier],
    "cmi.interactions.n.objectives.n.id": ["w", identifier],
    "cmi.interactions.n.time": ["w", time],
    "cmi.interactions.n.type": ["w", interactionType],
    "cmi.interactions.n.correct_responses.n.pattern": ["w", response],
    "cmi.interactions.n.weighting": ["w", between(decimal, -100, 100)],
    "cmi.interactions.n.student_response": ["w", response],
    "cmi.interactions.n.result": ["w", result],
    "cmi.interactions.n.latency": ["w", timespan],
  };
  const CHILDREN = {
    "cmi.core":
      "student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time",
    "cmi.core.score": "raw,min,max",
    "cmi.student_data": "mastery_score,max_time_allowed,time_limit_action",
    "cmi.student_preference": "audio,language,speed,text",
    "cmi.objectives": "id,score,status",
    "cmi.objectives.n.score": "raw,min,max",
    "cmi.interactions":
      "id,objectives,time,type,correct_responses,weighting,student_response,result,latency",
  };
  const ARRAYS = [
    "cmi.objectives",
    "cmi.interactions",
    "cmi.interactions.n.objectives",
    "cmi.interactions.n.correct_responses",
  ];

  const STATUS = "cmi.core.lesson_status";
  const TIME = "cmi.core.session_time";

  const general = (name) => name.replace(/\.\d+(?=\.|$)/g, ".n");
  const below = (name, top) => name === top || name.startsWith(top + ".");

  class Run {
    constructor(profile, values, host) {
      this.profile = profile;
      this.host = host;
      this.values = Object.assign({}, values);
      this.written = new Set(); // in this launch
      this.unsent = new Set();
      this.state = "before"; // before | running | finished
      this.error = "0";
    }

    fail(code) {
      this.error = String(code);
      return false;
    }

    // The error code that keeps an element from being read or written at all; "" if there is none.
    barred(name, table) {
      for (const top in table) if (below(name, top)) return table[top];
      return "";
    }

    count(array) {
      const depth = array.split(".").length;
      const indexes = Object.keys(this.values)
        .filter((name) => name.startsWith(array + "."))
        .map((name) => Number(name.split(".")[depth]));
      return indexes.length ? Math.max(...indexes) + 1 : 0;
    }

    // An index is at most the number of members there are (§1.4).
    indexesFit(name) {
      const parts = name.split(".");
      return parts.every(
        (part, at) => !/^\d+$/.test(part) || Number(part) <= this.count(parts.slice(0, at).join("."))
      );
    }

    // {code} of what stands in the way of any access to an element, or "" and its definition.
    find(name) {
      const element = general(name);
      const missing = this.profile.implemented && !this.profile.implemented.includes(element);
      const code = missing ? "401" : this.barred(element, this.profile.refused);
      return { element, code, definition: Object.hasOwn(ELEMENTS, element) ? ELEMENTS[element] : undefined };
    }

    keyword(element) {
      const [, parent, word] = /^(.*)\.(_children|_count|_version)$/.exec(element) || [];
      return { parent, word };
    }

    initialize(faults, argument) {
      if (faults.initialize === "refuse" || !faults.student_data) return this.fail(101);
      if (argument !== "") return this.fail(201);
      const again = this.state === "finished" && this.profile.initialise_again;
      if (this.state !== "before" && !again) return this.fail(101);
      this.state = "running";
      return true;
    }

    get(name) {
      const { element, code, definition } = this.find(name);
      const { parent, word } = this.keyword(element);
      if (code) return this.fail(code), "";
      if (word) return this.getKeyword(name, parent, word);
      if (!definition) return this.fail(201), "";
      if (definition[0] === "w") return this.fail(404), "";
      if (/\.n\./.test(element) && !this.exists(name)) return this.fail(201), "";
      return name in this.values ? this.values[name] : definition[2] || "";
    }

    exists(name) {
      const [, array, index] = /^(cmi\.[a-z]+)\.(\d+)\./.exec(name);
      return Number(index) < this.count(array);
    }

    getKeyword(name, parent, word) {
      const array = name.slice(0, name.lastIndexOf("."));
      if (word === "_version") return parent === "cmi" ? "3.4" : (this.fail(201), "");
      if (word === "_children") {
        const children = this.profile.children[parent] || CHILDREN[parent];
        return children || (this.fail(Object.hasOwn(ELEMENTS, parent) ? 202 : 201), "");
      }
      if (!ARRAYS.includes(parent)) return this.fail(parent in ELEMENTS || parent in CHILDREN ? 203 : 201), "";
      const count = this.count(array);
      return this.profile.numbers ? count : String(count);
    }

    set(faults, name, value) {
      const { element, code, definition } = this.find(name);
      if (code) return this.fail(code);
      if (this.keyword(element).word) return this.fail(402);
      if (!definition) return this.fail(element in CHILDREN ? 402 : 201);
      if (definition[0] === "r") return this.fail(403);
      if (!this.indexesFit(name)) return this.fail(201);
      if (!this.idComesFirst(element, name)) return this.fail(201);
      const refused = this.barred(element, faults.refuse);
      if (refused) return this.fail(refused);
      if (element === "cmi.comments") value = (this.values[name] || "") + value;
      if (this.profile.checks_types && !definition[1](value, this, element, name)) return this.refuse(name);
      return this.store(name, value);
    }

    refuse(name) {
      if (this.profile.alerts && name.startsWith("cmi.interactions.")) this.host.alert("Invalid value: " + name);
      return this.fail(405);
    }

    idComesFirst(element, name) {
      const own = /^cmi\.interactions\.n\.(?!id$)(.*)$/.exec(element);
      if (!own || !this.profile.id_before_fields) return true;
      const base = name.split(".").slice(0, 3).join(".");
      return base + ".id" in this.values && (own[1] === "type" || base + ".type" in this.values);
    }

    store(name, value) {
      const before = this.values[name];
      this.values[name] = value;
      this.written.add(name);
      if (before === value) return true;
      this.unsent.add(name);
      return this.profile.set_way ? this.send("set", this.profile.set_way) : true;
    }

    send(kind, way) {
      const names = this.profile.sends_all ? this.written : this.unsent;
      const message = {};
      for (const name of names) message[name] = this.values[name];
      if (this.profile.dollars_mangled && "cmi.suspend_data" in message)
        message["cmi.suspend_data"] = "{data}".replace("{data}", message["cmi.suspend_data"]);
      if (this.host.send(kind, message, way)) return this.unsent.clear(), true;
      if (this.profile.alerts) this.host.alert("Your learning system could not be reached.");
      return this.fail(101);
    }

    commit(faults, argument) {
      if (faults.commit === "throw") throw new Error("LMSCommit failed");
      if (faults.commit === "false") return this.fail(101);
      return argument === "" ? this.send("commit", this.profile.commit_way) : this.fail(201);
    }

    finish(argument) {
      if (argument !== "") return this.fail(201);
      this.state = "finished";
      this.settle();
      if (this.written.has(TIME)) this.unsent.add(TIME);
      return this.send("finish", this.profile.finish_way);
    }

    // The LMS's own say in the status. It is said here, as Moodle does, and not by the server: at unload the
    // messages of Commit and Finish may arrive in either order.
    settle() {
      const [score, mastery] = [this.values["cmi.core.score.raw"], this.values["cmi.student_data.mastery_score"]];
      let status = this.values[STATUS];
      if (status === "not attempted") status = this.profile.status_when_unset || status;
      const judged = this.profile.mastery_forces_status && this.values["cmi.core.credit"] === "credit";
      if (judged && mastery && score) status = Number(score) >= Number(mastery) ? "passed" : "failed";
      if (status === this.values[STATUS]) return;
      this.values[STATUS] = status;
      this.written.add(STATUS);
      this.unsent.add(STATUS);
    }
  }

  function shaped(value, kind) {
    if (typeof value !== "boolean") return value;
    return kind === "boolean" ? value : kind === "number" ? Number(value) : String(value);
  }

  window.Scorm12 = function (profile, values, host) {
    const run = new Run(profile, values, host);

    function call(name, reads, act) {
      return function (...given) {
        const faults = host.faults();
        const record = { function: name, arguments: given.map(String), returned: null, error: "0", thrown: false };
        if (!reads) run.error = "0";
        try {
          const answer = act(faults, ...given.map(String));
          record.returned = shaped(answer, faults.returns || profile.returns);
          return record.returned;
        } catch (error) {
          record.thrown = true;
          throw error;
        } finally {
          record.error = profile.tells_errors ? run.error : "0";
          host.record(record);
        }
      };
    }

    // Calls that need a session: 301 before Initialize, after Finish, and when the LMS has ended it.
    const inSession = (empty, act) => (faults, ...given) => {
      if (run.state === "running" && !faults.ended) return act(faults, ...given);
      run.fail(301);
      return empty;
    };
    const lastError = () => (profile.tells_errors ? run.error : "0");

    return {
      LMSInitialize: call("LMSInitialize", false, (faults, argument = "") => {
        if (faults.initialize === "throw") throw new Error("LMSInitialize failed");
        return faults.ended ? run.fail(301) : run.initialize(faults, argument);
      }),
      LMSFinish: call("LMSFinish", false, inSession(false, (faults, argument = "") => run.finish(argument))),
      LMSGetValue: call("LMSGetValue", false, inSession("", (faults, name = "") => run.get(name))),
      LMSSetValue: call(
        "LMSSetValue", false, inSession(false, (faults, name = "", value = "") => run.set(faults, name, value))
      ),
      LMSCommit: call("LMSCommit", false, inSession(false, (faults, argument = "") => run.commit(faults, argument))),
      LMSGetLastError: call("LMSGetLastError", true, () => (profile.numbers ? Number(lastError()) : lastError())),
      LMSGetErrorString: call("LMSGetErrorString", true, (faults, code = "") => ERRORS[code] || ""),
      LMSGetDiagnostic: call("LMSGetDiagnostic", true, (faults, code = "") => ERRORS[code || run.error] || ""),
    };
  };
})();
