#!/usr/bin/env bash
# Builds OpenTofu and the stand-in provider that `npm run test:opentofu` holds patches against, from the Go module proxy as
# pinned in test/real/opentofu/module. Needs Go; 6 to 15 minutes on 2 cores the first time, a moment after that.
set -euo pipefail
cd "$(dirname "$0")/../test/real/opentofu/module"

version=$(awk '$1 == "github.com/opentofu/opentofu" { print $2 }' go.mod)
target="${SCALEKIT_CACHE:-$HOME/.cache/scalekit}/opentofu/$version"
command -v go >/dev/null || { echo "Go is not on PATH; it builds OpenTofu" >&2; exit 2; }
mkdir -p "$target"
# To a name of its own first: a build that was interrupted leaves nothing that looks finished.
build() {
  echo "building $1 ($2)"
  go build -mod=readonly -trimpath -ldflags "-s -w" -o "$target/$1.part" "$2"
  mv "$target/$1.part" "$target/$1"
}
[ -x "$target/tofu" ] || build tofu github.com/opentofu/opentofu/cmd/tofu
# Its sources are here, so that an earlier one may be stale.
build terraform-provider-aws ./provider
echo "built: $target"
