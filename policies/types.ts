export { TYPES } from "../blueprints/graph/types";
