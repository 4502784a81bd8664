// The boxes of a plan -> one private note with a field for each (PLAYER 28-30).
export { notebox as default } from "../../../templates/player/notebox";
