package main

import (
	"encoding/json"
	"sort"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov5"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// fact is what the provider says of one attribute or block.
type fact struct {
	Type      json.RawMessage `json:"type"`
	Block     string          `json:"block"`
	MinItems  int64           `json:"min_items"`
	MaxItems  int64           `json:"max_items"`
	Required  bool            `json:"required"`
	Optional  bool            `json:"optional"`
	Computed  bool            `json:"computed"`
	Sensitive bool            `json:"sensitive"`
	Replaces  bool            `json:"replaces"`
	Allowed   *allowed        `json:"allowed"`
}

type allowed struct {
	OneOf   []any     `json:"oneOf"`
	Range   []float64 `json:"range"`
	AtLeast *float64  `json:"atLeast"`
}

var nestings = map[string]tfprotov5.SchemaNestedBlockNestingMode{
	"list":   tfprotov5.SchemaNestedBlockNestingModeList,
	"set":    tfprotov5.SchemaNestedBlockNestingModeSet,
	"single": tfprotov5.SchemaNestedBlockNestingModeSingle,
}

// blockOf builds the schema of what lies directly below a prefix ("" or "ebs.").
func blockOf(facts map[string]fact, prefix string) (*tfprotov5.SchemaBlock, error) {
	block := &tfprotov5.SchemaBlock{}
	for _, path := range sortedPaths(facts) {
		name, below := strings.CutPrefix(path, prefix)
		if !below || name == "" || strings.Contains(name, ".") {
			continue
		}
		if err := add(block, facts, path, name); err != nil {
			return nil, err
		}
	}
	return block, nil
}

func add(block *tfprotov5.SchemaBlock, facts map[string]fact, path, name string) error {
	known := facts[path]
	if known.Block != "" {
		inner, err := blockOf(facts, path+".")
		if err != nil {
			return err
		}
		nested := &tfprotov5.SchemaNestedBlock{TypeName: name, Block: inner, Nesting: nestings[known.Block]}
		if known.Block != "single" {
			nested.MinItems, nested.MaxItems = known.MinItems, known.MaxItems
		}
		block.BlockTypes = append(block.BlockTypes, nested)
		return nil
	}
	// Deprecated upstream, and still the only reader of this notation.
	typ, err := tftypes.ParseJSONType(known.Type) //nolint:staticcheck
	if err != nil {
		return err
	}
	block.Attributes = append(block.Attributes, &tfprotov5.SchemaAttribute{
		Name: name, Type: typ, Required: known.Required, Optional: known.Optional, Computed: known.Computed, Sensitive: known.Sensitive,
	})
	return nil
}

func sortedPaths(facts map[string]fact) []string {
	paths := make([]string, 0, len(facts))
	for path := range facts {
		paths = append(paths, path)
	}
	sort.Strings(paths)
	return paths
}

// providerSchema has the one setting that the tests write.
func providerSchema() *tfprotov5.Schema {
	region := &tfprotov5.SchemaAttribute{Name: "region", Type: tftypes.String, Optional: true}
	return &tfprotov5.Schema{Block: &tfprotov5.SchemaBlock{Attributes: []*tfprotov5.SchemaAttribute{region}}}
}
