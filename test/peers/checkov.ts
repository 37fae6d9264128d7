import { spawnSync } from "node:child_process";
import { dirname, relative } from "node:path";
import { type Said, worstOf } from "./peer";

export type Framework = "cloudformation" | "kubernetes" | "terraform" | "terraform_plan";

interface Check {
  readonly check_id: string;
  readonly file_abs_path: string;
  readonly resource: string;
}
interface Report {
  readonly results?: { readonly passed_checks: readonly Check[]; readonly failed_checks: readonly Check[] };
}

export interface CheckovRun {
  readonly checkov: string;
  readonly root: string;
  readonly framework: Framework;
  readonly ids: readonly string[];
}

/**
 * Runs Checkov itself on files. Some broken templates end its whole run: then each half runs by itself, until that
 * template is left out.
 */
export function checkovSays(run: CheckovRun, files: readonly string[]): readonly Said[] {
  if (files.length === 0) return [];
  const said = ranOn(
    run,
    files.flatMap((path) => ["-f", path]),
  );
  if (said) return said;
  if (files.length === 1) return [];
  const middle = Math.ceil(files.length / 2);
  return [...checkovSays(run, files.slice(0, middle)), ...checkovSays(run, files.slice(middle))];
}

/** Runs Checkov on all that is below a folder. */
export function checkovSaysBelow(run: CheckovRun, folder: string): readonly Said[] {
  const said = ranOn(run, ["-d", folder]);
  if (!said) throw new Error(`Checkov did not end well on ${folder}`);
  return said;
}

/** undefined where Checkov broke off. */
function ranOn(run: CheckovRun, where: readonly string[]): readonly Said[] | undefined {
  const options = ["--framework", run.framework, "--check", run.ids.join(), "-o", "json", "--skip-download"];
  const { stdout } = spawnSync(run.checkov, [...where, ...options], { encoding: "utf8", maxBuffer: 2 ** 30 });
  const reports = parsed(stdout);
  return reports && worstOf(reports.flatMap((report) => saidIn(report, run)));
}

function parsed(printed: string): readonly Report[] | undefined {
  try {
    return [JSON.parse(printed) as Report | Report[]].flat();
  } catch {
    return undefined;
  }
}

function saidIn({ results }: Report, { root, framework }: CheckovRun): Said[] {
  const said = (checks: readonly Check[] = [], verdict: Said["verdict"]): Said[] =>
    checks.map(({ check_id: id, file_abs_path: file, resource }) => ({
      id,
      fixture: relative(root, framework === "terraform" ? dirname(file) : file),
      resource: ourName(resource, framework),
      verdict,
    }));
  return [...said(results?.passed_checks, "pass"), ...said(results?.failed_checks, "fail")];
}

/** `AWS::S3::Bucket.Files` is Files, `Deployment.default.web` is Deployment web; Terraform's addresses are alike. */
function ourName(resource: string, framework: Framework): string {
  if (framework === "cloudformation") return resource.slice(resource.indexOf(".") + 1);
  if (framework !== "kubernetes") return resource;
  const [kind, namespace, ...name] = resource.split(".");
  return `${kind} ${namespace === "default" ? "" : `${namespace}/`}${name.join(".")}`;
}
