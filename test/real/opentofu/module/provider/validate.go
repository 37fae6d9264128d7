package main

import (
	"context"
	"fmt"
	"math/big"

	"github.com/hashicorp/terraform-plugin-go/tfprotov5"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// ValidateResourceTypeConfig refuses values that the provider refused when it was asked; core itself holds the schema.
func (s *server) ValidateResourceTypeConfig(_ context.Context, request *tfprotov5.ValidateResourceTypeConfigRequest) (*tfprotov5.ValidateResourceTypeConfigResponse, error) {
	response := &tfprotov5.ValidateResourceTypeConfigResponse{}
	config, err := request.Config.Unmarshal(s.schemas[request.TypeName].ValueType())
	if err != nil {
		return nil, err
	}
	err = tftypes.Walk(config, func(path *tftypes.AttributePath, value tftypes.Value) (bool, error) {
		limits := s.facts[request.TypeName][dotted(path)].Allowed
		if limits == nil || !value.IsKnown() || value.IsNull() {
			return true, nil
		}
		if why := refused(*limits, value); why != "" {
			response.Diagnostics = append(response.Diagnostics, &tfprotov5.Diagnostic{
				Severity: tfprotov5.DiagnosticSeverityError, Summary: dotted(path) + " " + why, Attribute: path,
			})
		}
		return true, nil
	})
	return response, err
}

func refused(limits allowed, value tftypes.Value) string {
	switch {
	case value.Type().Is(tftypes.String):
		var text string
		if value.As(&text) == nil && len(limits.OneOf) > 0 && !among(limits.OneOf, text) {
			return fmt.Sprintf("must be one of %v, not %q", limits.OneOf, text)
		}
	case value.Type().Is(tftypes.Number):
		var number big.Float
		if value.As(&number) == nil {
			amount, _ := number.Float64()
			return outside(limits, amount)
		}
	}
	return ""
}

func outside(limits allowed, amount float64) string {
	// 0 to 0 is what was heard of a property that takes 0 or a range that was not told.
	if bounds := limits.Range; len(bounds) == 2 && bounds[0] < bounds[1] && (amount < bounds[0] || amount > bounds[1]) {
		return fmt.Sprintf("must be from %v to %v, not %v", bounds[0], bounds[1], amount)
	}
	if limits.AtLeast != nil && amount < *limits.AtLeast {
		return fmt.Sprintf("must be at least %v, not %v", *limits.AtLeast, amount)
	}
	return ""
}

func among(all []any, text string) bool {
	for _, one := range all {
		if fmt.Sprint(one) == text {
			return true
		}
	}
	return false
}
