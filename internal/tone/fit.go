package tone

import (
	"encoding/json"
	"fmt"
	"strings"
)

// readFit reads the numbers that cmd/train/simple wrote.
func readFit(text string) (*fitted, error) {
	dec := json.NewDecoder(strings.NewReader(text))
	dec.DisallowUnknownFields()
	fit := new(fitted)
	if err := dec.Decode(fit); err != nil {
		return nil, fmt.Errorf("its fitted weights cannot be read: %w", err)
	}
	return fit, nil
}
