package main

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov5"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// PlanResourceChange plans as the provider does: what the configuration does not say stays as it is, and a property that the
// provider cannot change in place asks for a replacement.
func (s *server) PlanResourceChange(_ context.Context, request *tfprotov5.PlanResourceChangeRequest) (*tfprotov5.PlanResourceChangeResponse, error) {
	typ := s.schemas[request.TypeName].ValueType()
	prior, err := request.PriorState.Unmarshal(typ)
	if err != nil {
		return nil, err
	}
	proposed, err := request.ProposedNewState.Unmarshal(typ)
	if err != nil {
		return nil, err
	}
	planned := proposed
	var replaces []*tftypes.AttributePath
	if !prior.IsNull() && !proposed.IsNull() {
		if planned, err = kept(proposed, prior); err != nil {
			return nil, err
		}
		if replaces, err = s.replacements(request.TypeName, prior, planned); err != nil {
			return nil, err
		}
	}
	value, err := tfprotov5.NewDynamicValue(typ, planned)
	return &tfprotov5.PlanResourceChangeResponse{
		PlannedState: &value, RequiresReplace: replaces, UnsafeToUseLegacyTypeSystem: true,
	}, err
}

// kept is a proposed value in which what it leaves out is what was there: a default, or what the cloud chose.
func kept(proposed, prior tftypes.Value) (tftypes.Value, error) {
	if !proposed.IsKnown() || !prior.IsKnown() {
		return proposed, nil
	}
	// None and nothing in it are the same to the provider.
	if proposed.IsNull() || isEmpty(proposed) {
		return prior, nil
	}
	if prior.IsNull() {
		return proposed, nil
	}
	switch proposed.Type().(type) {
	case tftypes.Object:
		return keptMembers(proposed, prior)
	case tftypes.List, tftypes.Set:
		return keptItems(proposed, prior)
	}
	return proposed, nil
}

func isEmpty(value tftypes.Value) bool {
	var items []tftypes.Value
	return (value.Type().Is(tftypes.List{}) || value.Type().Is(tftypes.Set{})) && value.As(&items) == nil && len(items) == 0
}

func keptMembers(proposed, prior tftypes.Value) (tftypes.Value, error) {
	var new, old map[string]tftypes.Value
	if err := proposed.As(&new); err != nil {
		return proposed, err
	}
	if err := prior.As(&old); err != nil {
		return proposed, err
	}
	for name, value := range new {
		both, err := kept(value, old[name])
		if err != nil {
			return proposed, err
		}
		new[name] = both
	}
	return tftypes.NewValue(proposed.Type(), new), nil
}

func keptItems(proposed, prior tftypes.Value) (tftypes.Value, error) {
	var new, old []tftypes.Value
	if err := proposed.As(&new); err != nil {
		return proposed, err
	}
	if err := prior.As(&old); err != nil {
		return proposed, err
	}
	if len(new) != len(old) {
		return proposed, nil
	}
	for index := range new {
		both, err := kept(new[index], old[index])
		if err != nil {
			return proposed, err
		}
		new[index] = both
	}
	return tftypes.NewValue(proposed.Type(), new), nil
}

// replacements are the paths that differ and that the provider cannot change in place.
func (s *server) replacements(typeName string, prior, planned tftypes.Value) ([]*tftypes.AttributePath, error) {
	differences, err := prior.Diff(planned)
	if err != nil {
		return nil, err
	}
	var paths []*tftypes.AttributePath
	for _, difference := range differences {
		if s.facts[typeName][dotted(difference.Path)].Replaces {
			paths = append(paths, difference.Path)
		}
	}
	return paths, nil
}

// dotted is a path without the places in lists, as facts are named.
func dotted(path *tftypes.AttributePath) string {
	var names []string
	for _, step := range path.Steps() {
		if name, ok := step.(tftypes.AttributeName); ok {
			names = append(names, string(name))
		}
	}
	return strings.Join(names, ".")
}

// withEmptyBlocks puts empty lists where a state says nothing of blocks.
func withEmptyBlocks(value tftypes.Value, block *tfprotov5.SchemaBlock) (tftypes.Value, error) {
	if value.IsNull() {
		return value, nil
	}
	var members map[string]tftypes.Value
	if err := value.As(&members); err != nil {
		return value, err
	}
	for _, nested := range block.BlockTypes {
		member := members[nested.TypeName]
		if nested.Nesting == tfprotov5.SchemaNestedBlockNestingModeSingle {
			continue
		}
		var items []tftypes.Value
		if !member.IsNull() {
			if err := member.As(&items); err != nil {
				return value, err
			}
		}
		for index, item := range items {
			full, err := withEmptyBlocks(item, nested.Block)
			if err != nil {
				return value, err
			}
			items[index] = full
		}
		if items == nil {
			items = []tftypes.Value{}
		}
		members[nested.TypeName] = tftypes.NewValue(member.Type(), items)
	}
	return tftypes.NewValue(value.Type(), members), nil
}
