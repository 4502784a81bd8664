// True and False as radios -> a checked question.
export { default } from "../question/question";
