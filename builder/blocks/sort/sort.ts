// A native select for each item -> a checked sort.
import { selects } from "../../../templates/player/pairs";

export default selects("sort.moved", "sort.belongs");
