import type { World } from "../../world/world";

/** What every part of the inference looks at. */
export interface Where {
  readonly world: World;
  /** Primary first. */
  readonly regions: readonly string[];
  /** Words that say nothing in a name: the project's and the environment's. */
  readonly words: readonly string[];
}

/** An image of the right form that is nobody's own; it stands in until somebody answers. */
export const ANY_IMAGE = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";
export const ANY_CONTAINER = "public.ecr.aws/nginx/nginx:1.27";
