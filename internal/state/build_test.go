package state

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

func TestBuildIsTheLinkersID(t *testing.T) {
	got, err := Build()
	if err != nil {
		t.Fatal(err)
	}
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	want, err := exec.Command("go", "tool", "buildid", path).Output()
	if err != nil {
		t.Skipf("go tool buildid: %v", err)
	}
	if got != strings.TrimSpace(string(want)) {
		t.Errorf("Build() = %q, go tool buildid says %q", got, want)
	}
}

func TestBuildIDOfOtherSystems(t *testing.T) {
	head := append(make([]byte, 100), "\xff Go build ID: \"abc/def\"\n \xff rest"...)
	if got := buildID(head); got != "abc/def" {
		t.Errorf("buildID = %q", got)
	}
	if got := buildID(make([]byte, 100)); got != "" {
		t.Errorf("buildID of zeros = %q, want none", got)
	}
}
