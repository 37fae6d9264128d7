// A stand-in for the AWS provider: it speaks the real plugin protocol with the real provider's schema, allowed values and
// replacements, as that provider itself was asked for them (../../aws.json), and has no cloud behind it.
package main

import (
	"encoding/json"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov5"
	"github.com/hashicorp/terraform-plugin-go/tfprotov5/tf5server"
)

func main() {
	facts, err := readFacts(os.Getenv("SCALEKIT_PROVIDER_FACTS"))
	if err != nil {
		log.Fatal(err)
	}
	server, err := newServer(facts)
	if err != nil {
		log.Fatal(err)
	}
	serve := func() tfprotov5.ProviderServer { return server }
	if err := tf5server.Serve("registry.terraform.io/hashicorp/aws", serve); err != nil {
		log.Fatal(err)
	}
}

// readFacts reads what the provider said, by resource type and dotted path.
func readFacts(path string) (map[string]map[string]fact, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var file struct {
		Types map[string]map[string]fact `json:"types"`
	}
	return file.Types, json.Unmarshal(text, &file)
}
