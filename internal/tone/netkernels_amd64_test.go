package tone

import "testing"

// TestKernelsAgreeWithoutAVX512 is TestKernelsAgree for processors that only have the narrower instructions.
func TestKernelsAgreeWithoutAVX512(t *testing.T) {
	if !avx512 {
		t.Skip("skipped: TestKernelsAgree tested them already")
	}
	avx512 = false
	defer func() { avx512 = true }()
	TestKernelsAgree(t)
}
