import * as pulumi from "@pulumi/pulumi";
import type { Program } from "../session";

/**
 * A program whose errors stay its own. Stacks that run at the same time share one process, and the Automation API
 * blames an error that leaves a program on all of them (its handlers for unhandled rejections are the process's). So
 * the error is logged to its own engine, which fails that one stack, and nothing is thrown.
 */
export const contained =
  (program: Program): Program =>
  async () => {
    try {
      return await program();
    } catch (error) {
      await pulumi.log.error(error instanceof Error ? error.message : String(error));
      return {};
    }
  };
