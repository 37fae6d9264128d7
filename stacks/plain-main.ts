import { plainProgram } from "./plain";

// The Node language host awaits a function that a program exports and takes its result as the stack's outputs.
module.exports = plainProgram;
