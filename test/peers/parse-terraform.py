"""Parses Terraform's language with Checkov's own parser: paths of folders on stdin, {folder: [blocks of each file]} on stdout."""
import glob
import json
import sys

import hcl2

parsed = {}
for folder in json.load(sys.stdin):
    blocks = []
    for path in sorted(glob.glob(f"{folder}/*.tf")):
        try:
            with open(path) as file:
                blocks.append(hcl2.load(file))
        except Exception:  # A file that its parser refuses is refused by Checkov too.
            pass
    parsed[folder] = blocks
json.dump(parsed, sys.stdout, default=str)
