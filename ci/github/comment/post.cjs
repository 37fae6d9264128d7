const { readFileSync } = require("node:fs");

/**
 * Creates the comment, or replaces the one that an earlier run wrote. Which pull request is meant is asked of GitHub by the
 * commit that was judged, never taken from the artifact.
 */
module.exports = async function post({ github, context, file }) {
  const body = readFileSync(file, "utf8");
  const marker = body.split("\n", 1)[0];
  if (!/^<!-- scalekit-check [a-z0-9-]* [a-z0-9-]* -->$/i.test(marker)) throw new Error("the comment has no marker");
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
  const earlier = comments.find((comment) => comment.user?.type === "Bot" && comment.body?.startsWith(marker));
  if (earlier) await github.rest.issues.updateComment({ owner, repo, comment_id: earlier.id, body });
  else await github.rest.issues.createComment({ owner, repo, issue_number: pull.number, body });
  return pull.number;
};
