#!/usr/bin/env bash
# Builds the Kubernetes API server and etcd that `npm run test:kubernetes` asks, from the Go module proxy as pinned in
# test/real/kubernetes/module. Needs Go; 5 to 6 minutes on 2 cores the first time, nothing after that.
set -euo pipefail
cd "$(dirname "$0")/../test/real/kubernetes/module"

version=$(awk '$1 == "k8s.io/kubernetes" { print $2 }' go.mod)
target="${SCALEKIT_CACHE:-$HOME/.cache/scalekit}/kube/$version"
if [ -x "$target/kube-apiserver" ] && [ -x "$target/etcd" ]; then
  echo "already built: $target"
  exit 0
fi
command -v go >/dev/null || { echo "Go is not on PATH; it builds the API server" >&2; exit 2; }
mkdir -p "$target"
# To a name of its own first: a build that was interrupted leaves nothing that looks finished.
build() {
  echo "building $1 ($2)"
  go build -mod=readonly -trimpath -ldflags "-s -w" -o "$target/$1.part" "$2"
  mv "$target/$1.part" "$target/$1"
}
build etcd go.etcd.io/etcd/server/v3
build kube-apiserver k8s.io/kubernetes/cmd/kube-apiserver
echo "built: $target"
