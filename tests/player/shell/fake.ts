// A learning system that does as it is told -> the player's wall (Lms): the shell's tests look at what it was sent.

import exercise from "../../../builder/blocks/question/question";
import reflection from "../../../builder/blocks/reflection/reflection";
import { boot } from "../../../templates/player/main";
import type { Launch, Lms, Snapshot } from "../../../templates/player/types";

interface Fake { launch: Partial<Launch>; broken: boolean; hanging?: boolean; calls: [string, unknown][] }
const fake = ((window as unknown as { fake?: Fake }).fake ??= { launch: {}, broken: false, calls: [] });

const blank: Launch = {
  tracked: true, learner: "nurse-7", name: "Ada Example", state: "", location: "", terminal: false,
  outcome: "unknown", score: null, mode: "normal", why: "",
};

function connect(): Lms {
  const told = (name: string) => async (snapshot: Snapshot): Promise<boolean> => {
    fake.calls.push([name, snapshot]);
    return fake.hanging ? new Promise(() => undefined) : !fake.broken;
  };
  return {
    start: async () => ({ ...blank, ...fake.launch }),
    save: told("save"),
    finish: told("finish"),
    stop: (snapshot) => fake.calls.push(["stop", snapshot]) > 0,
    record: (answer) => void fake.calls.push(["record", { id: answer.activity.id, result: answer.result }]),
    seen: (page) => void fake.calls.push(["seen", page.id]),
  };
}

boot(connect, { question: exercise, reflection });
