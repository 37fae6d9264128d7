export { installShims, type ShimSettings, type Shims } from "./server/shims";
export { type CloudView, openCloud, whatIsLeft } from "./view";
