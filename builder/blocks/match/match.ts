// A native select for each item -> a checked match.
import { selects } from "../../../templates/player/pairs";

export default selects("match.moved", "match.belongs");
