package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov5"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// server answers what validate, plan and apply ask; what they do not ask is left to the embedded nil and would panic.
type server struct {
	tfprotov5.ProviderServer
	facts   map[string]map[string]fact
	schemas map[string]*tfprotov5.Schema
}

func newServer(facts map[string]map[string]fact) (*server, error) {
	schemas := map[string]*tfprotov5.Schema{}
	for name, known := range facts {
		block, err := blockOf(known, "")
		if err != nil {
			return nil, err
		}
		// Newer than any state, so that each comes through UpgradeResourceState.
		schemas[name] = &tfprotov5.Schema{Version: 1000, Block: block}
	}
	return &server{facts: facts, schemas: schemas}, nil
}

func (s *server) GetMetadata(context.Context, *tfprotov5.GetMetadataRequest) (*tfprotov5.GetMetadataResponse, error) {
	response := &tfprotov5.GetMetadataResponse{}
	for name := range s.schemas {
		response.Resources = append(response.Resources, tfprotov5.ResourceMetadata{TypeName: name})
	}
	return response, nil
}

func (s *server) GetProviderSchema(context.Context, *tfprotov5.GetProviderSchemaRequest) (*tfprotov5.GetProviderSchemaResponse, error) {
	return &tfprotov5.GetProviderSchemaResponse{Provider: providerSchema(), ResourceSchemas: s.schemas}, nil
}

func (s *server) GetResourceIdentitySchemas(context.Context, *tfprotov5.GetResourceIdentitySchemasRequest) (*tfprotov5.GetResourceIdentitySchemasResponse, error) {
	return &tfprotov5.GetResourceIdentitySchemasResponse{}, nil
}

func (s *server) PrepareProviderConfig(_ context.Context, request *tfprotov5.PrepareProviderConfigRequest) (*tfprotov5.PrepareProviderConfigResponse, error) {
	return &tfprotov5.PrepareProviderConfigResponse{PreparedConfig: request.Config}, nil
}

func (s *server) ConfigureProvider(context.Context, *tfprotov5.ConfigureProviderRequest) (*tfprotov5.ConfigureProviderResponse, error) {
	return &tfprotov5.ConfigureProviderResponse{}, nil
}

func (s *server) StopProvider(context.Context, *tfprotov5.StopProviderRequest) (*tfprotov5.StopProviderResponse, error) {
	return &tfprotov5.StopProviderResponse{}, nil
}

// UpgradeResourceState takes a state as it lies on disk; blocks that it leaves out are empty, as in one that was written.
func (s *server) UpgradeResourceState(_ context.Context, request *tfprotov5.UpgradeResourceStateRequest) (*tfprotov5.UpgradeResourceStateResponse, error) {
	schema := s.schemas[request.TypeName]
	options := tfprotov5.UnmarshalOpts{ValueFromJSONOpts: tftypes.ValueFromJSONOpts{IgnoreUndefinedAttributes: true}}
	state, err := request.RawState.UnmarshalWithOpts(schema.ValueType(), options)
	if err != nil {
		return nil, err
	}
	full, err := withEmptyBlocks(state, schema.Block)
	if err != nil {
		return nil, err
	}
	upgraded, err := tfprotov5.NewDynamicValue(schema.ValueType(), full)
	return &tfprotov5.UpgradeResourceStateResponse{UpgradedState: &upgraded}, err
}

func (s *server) ReadResource(_ context.Context, request *tfprotov5.ReadResourceRequest) (*tfprotov5.ReadResourceResponse, error) {
	return &tfprotov5.ReadResourceResponse{NewState: request.CurrentState}, nil
}

// ApplyResourceChange does as planned: nothing that the tests apply has values that only a cloud knows.
func (s *server) ApplyResourceChange(_ context.Context, request *tfprotov5.ApplyResourceChangeRequest) (*tfprotov5.ApplyResourceChangeResponse, error) {
	return &tfprotov5.ApplyResourceChangeResponse{NewState: request.PlannedState, UnsafeToUseLegacyTypeSystem: true}, nil
}
