package report

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"strings"
)

//go:embed assets/style.css
var styleSource []byte

//go:embed assets/script.js
var scriptSource []byte

// asset is a file that pages share. Its name holds a hash of its content, so that a page never meets another version's.
type asset struct {
	name    string
	content []byte
}

var (
	styleAsset  = newAsset("style.css", styleSource)
	scriptAsset = newAsset("script.js", scriptSource)
	assets      = []asset{styleAsset, scriptAsset}
)

func newAsset(name string, content []byte) asset {
	sum := sha256.Sum256(content)
	stem, extension, _ := strings.Cut(name, ".")
	return asset{stem + "-" + hex.EncodeToString(sum[:6]) + "." + extension, content}
}
