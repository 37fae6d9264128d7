const { existsSync, readFileSync } = require("node:fs");

const MARKER = /^<!-- scalekit-check [a-z0-9-]* [a-z0-9-]* -->$/i;

/**
 * Creates the comment, or replaces the one that an earlier run wrote. Which pull request is meant is asked of GitHub by the
 * commit that was judged, never taken from the artifact. Without a comment to post (the commit could not be judged) those of
 * earlier commits say so.
 */
module.exports = async function post({ github, context, file }) {
  const body = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  const marker = body?.split("\n", 1)[0];
  if (marker !== undefined && !MARKER.test(marker)) throw new Error("the comment has no marker");
  const { owner, repo } = context.repo;
  const { head_sha: sha, head_repository: head, head_branch: branch } = context.payload.workflow_run;
  const open = await github.paginate(github.rest.pulls.list, {
    owner,
    repo,
    state: "open",
    head: `${head.owner.login}:${branch}`,
    per_page: 100,
  });
  const pull = open.find((candidate) => candidate.head.sha === sha && candidate.head.repo?.id === head.id);
  if (!pull) return undefined;
  const comments = await github.paginate(github.rest.issues.listComments, {
    owner,
    repo,
    issue_number: pull.number,
    per_page: 100,
  });
  // Its own only: anybody can write a comment that starts with the marker.
  const own = comments.filter(({ user, body: text }) => user?.type === "Bot" && MARKER.test(text?.split("\n", 1)[0] ?? ""));
  if (body === undefined) {
    for (const { id, body: text } of own)
      await github.rest.issues.updateComment({ owner, repo, comment_id: id, body: notJudged(text.split("\n", 1)[0], sha) });
    return pull.number;
  }
  const earlier = own.find((comment) => comment.body.startsWith(marker));
  if (earlier) await github.rest.issues.updateComment({ owner, repo, comment_id: earlier.id, body });
  else await github.rest.issues.createComment({ owner, repo, issue_number: pull.number, body });
  return pull.number;
};

const notJudged = (marker, sha) =>
  `${marker}\n\n### ⚠️ scalekit: ${sha.slice(0, 10)} could not be judged\n\nThe log of the check says why.\n`;
