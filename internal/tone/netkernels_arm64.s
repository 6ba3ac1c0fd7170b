#include "textflag.h"

// What Go's assembler does not know: products of four numbers of 16 bits (SMLAL2: of the upper four), added to four of 32;
// and, of eight numbers of 16 bits, the larger, whether n is greater than m, and the product in steps of 1/32768, rounded.
#define SMLAL(m, n, d) WORD $(0x0E608000 | (m)<<16 | (n)<<5 | (d))
#define SMLAL2(m, n, d) WORD $(0x4E608000 | (m)<<16 | (n)<<5 | (d))
#define SMULL(m, n, d) WORD $(0x0E60C000 | (m)<<16 | (n)<<5 | (d))
#define SMULL2(m, n, d) WORD $(0x4E60C000 | (m)<<16 | (n)<<5 | (d))
#define SMAX(m, n, d) WORD $(0x4E606400 | (m)<<16 | (n)<<5 | (d))
#define CMGT(m, n, d) WORD $(0x4E603400 | (m)<<16 | (n)<<5 | (d))
#define SQRDMULH(m, n, d) WORD $(0x6E60B400 | (m)<<16 | (n)<<5 | (d))

// The numbers in register w times those in x, added to registers low and high.
#define PRODUCTS(w, x, low, high) \
	SMLAL(x, w, low) \
	SMLAL2(x, w, high)

// Sixty-four numbers in V16 to V23 times those in V24, added to V0 to V15.
#define PRODUCTS64 \
	PRODUCTS(16, 24, 0, 1) \
	PRODUCTS(17, 24, 2, 3) \
	PRODUCTS(18, 24, 4, 5) \
	PRODUCTS(19, 24, 6, 7) \
	PRODUCTS(20, 24, 8, 9) \
	PRODUCTS(21, 24, 10, 11) \
	PRODUCTS(22, 24, 12, 13) \
	PRODUCTS(23, 24, 14, 15)

#define ZERO4(a, b, c, d) \
	VEOR a.B16, a.B16, a.B16 \
	VEOR b.B16, b.B16, b.B16 \
	VEOR c.B16, c.B16, c.B16 \
	VEOR d.B16, d.B16, d.B16

#define ZERO16 \
	ZERO4(V0, V1, V2, V3) \
	ZERO4(V4, V5, V6, V7) \
	ZERO4(V8, V9, V10, V11) \
	ZERO4(V12, V13, V14, V15)

// func respondNEON(sums *[netRowLen]int32, vectors *[netDim]int16, weights *int16, blocks, pairs, length, dim int)
// Four words at once, two and two; their sums are length numbers apart, their vectors dim. Sixteen answers to two words stay
// in V0 to V15, the parts of a pair apart until the end.
TEXT ·respondNEON(SB), NOSPLIT, $0-56
	MOVD sums+0(FP), R0
	MOVD vectors+8(FP), R1
	MOVD weights+16(FP), R2
	MOVD blocks+24(FP), R3
	MOVD pairs+32(FP), R4
	MOVD length+40(FP), R5
	MOVD dim+48(FP), R6
	LSL  $2, R5            // bytes from sums to sums
	LSL  $1, R6            // bytes from vector to vector

rblock:
	MOVD R1, R7            // vectors of two words
	MOVD R0, R8            // their sums
	MOVD $2, R9

rwords:
	ZERO16
	MOVD R2, R10
	MOVD R7, R11
	ADD  R6, R7, R12
	MOVD R4, R13

rpair:
	VLD1.P 64(R10), [V16.H8, V17.H8, V18.H8, V19.H8]
	VLD1R.P 4(R11), [V20.S4]
	VLD1R.P 4(R12), [V21.S4]
	PRODUCTS(16, 20, 0, 1)
	PRODUCTS(17, 20, 2, 3)
	PRODUCTS(18, 20, 4, 5)
	PRODUCTS(19, 20, 6, 7)
	PRODUCTS(16, 21, 8, 9)
	PRODUCTS(17, 21, 10, 11)
	PRODUCTS(18, 21, 12, 13)
	PRODUCTS(19, 21, 14, 15)
	SUBS $1, R13
	BNE  rpair
	VADDP V1.S4, V0.S4, V0.S4
	VADDP V3.S4, V2.S4, V1.S4
	VADDP V5.S4, V4.S4, V2.S4
	VADDP V7.S4, V6.S4, V3.S4
	VST1 [V0.S4, V1.S4, V2.S4, V3.S4], (R8)
	ADD  R5, R8
	VADDP V9.S4, V8.S4, V8.S4
	VADDP V11.S4, V10.S4, V9.S4
	VADDP V13.S4, V12.S4, V10.S4
	VADDP V15.S4, V14.S4, V11.S4
	VST1 [V8.S4, V9.S4, V10.S4, V11.S4], (R8)
	ADD  R5, R8
	ADD  R6<<1, R7
	SUBS $1, R9
	BNE  rwords
	MOVD R10, R2
	ADD  $64, R0
	SUBS $1, R3
	BNE  rblock
	RET

// func sparseNEON(sum *int32, at, x, w *int16, n, out int)
// out is a multiple of 16. Blocks of 64 and 16 sums are kept in registers.
TEXT ·sparseNEON(SB), NOSPLIT, $0-48
	MOVD sum+0(FP), R0
	MOVD at+8(FP), R1
	MOVD x+16(FP), R2
	MOVD w+24(FP), R3
	MOVD n+32(FP), R4
	MOVD out+40(FP), R5
	LSL  $1, R5, R6        // bytes of a row

sparse64:
	CMP  $64, R5
	BLT  sparse16
	MOVD R0, R7
	VLD1.P 64(R7), [V0.S4, V1.S4, V2.S4, V3.S4]
	VLD1.P 64(R7), [V4.S4, V5.S4, V6.S4, V7.S4]
	VLD1.P 64(R7), [V8.S4, V9.S4, V10.S4, V11.S4]
	VLD1.P 64(R7), [V12.S4, V13.S4, V14.S4, V15.S4]
	MOVD R1, R8
	MOVD R2, R9
	MOVD R4, R10

input64:
	MOVH.P 2(R8), R11
	VLD1R.P 2(R9), [V24.H8]
	MADD R6, R3, R11, R11
	VLD1.P 64(R11), [V16.H8, V17.H8, V18.H8, V19.H8]
	VLD1 (R11), [V20.H8, V21.H8, V22.H8, V23.H8]
	PRODUCTS64
	SUBS $1, R10
	BNE  input64
	VST1.P [V0.S4, V1.S4, V2.S4, V3.S4], 64(R0)
	VST1.P [V4.S4, V5.S4, V6.S4, V7.S4], 64(R0)
	VST1.P [V8.S4, V9.S4, V10.S4, V11.S4], 64(R0)
	VST1.P [V12.S4, V13.S4, V14.S4, V15.S4], 64(R0)
	ADD  $128, R3
	SUB  $64, R5
	B    sparse64

sparse16:
	CMP  $16, R5
	BLT  sparsedone
	VLD1 (R0), [V0.S4, V1.S4, V2.S4, V3.S4]
	MOVD R1, R8
	MOVD R2, R9
	MOVD R4, R10

input16:
	MOVH.P 2(R8), R11
	VLD1R.P 2(R9), [V24.H8]
	MADD R6, R3, R11, R11
	VLD1 (R11), [V16.H8, V17.H8]
	PRODUCTS(16, 24, 0, 1)
	PRODUCTS(17, 24, 2, 3)
	SUBS $1, R10
	BNE  input16
	VST1.P [V0.S4, V1.S4, V2.S4, V3.S4], 64(R0)
	ADD  $32, R3
	SUB  $16, R5
	B    sparse16

sparsedone:
	RET

// func multiplyNEON(sum *int32, x, w *int16, pairs, blocks int)
// The parts of a pair stay apart in V0 to V15 until the end of a block of 32 outputs.
TEXT ·multiplyNEON(SB), NOSPLIT, $0-40
	MOVD sum+0(FP), R0
	MOVD x+8(FP), R1
	MOVD w+16(FP), R2
	MOVD pairs+24(FP), R3
	MOVD blocks+32(FP), R4

mblock:
	ZERO16
	MOVD R1, R5
	MOVD R3, R6

mpair:
	VLD1.P 64(R2), [V16.H8, V17.H8, V18.H8, V19.H8]
	VLD1.P 64(R2), [V20.H8, V21.H8, V22.H8, V23.H8]
	VLD1R.P 4(R5), [V24.S4]
	PRODUCTS64
	SUBS $1, R6
	BNE  mpair
	VADDP V1.S4, V0.S4, V0.S4
	VADDP V3.S4, V2.S4, V1.S4
	VADDP V5.S4, V4.S4, V2.S4
	VADDP V7.S4, V6.S4, V3.S4
	VADDP V9.S4, V8.S4, V4.S4
	VADDP V11.S4, V10.S4, V5.S4
	VADDP V13.S4, V12.S4, V6.S4
	VADDP V15.S4, V14.S4, V7.S4
	MOVD R0, R7
	VLD1.P 64(R7), [V16.S4, V17.S4, V18.S4, V19.S4]
	VLD1 (R7), [V20.S4, V21.S4, V22.S4, V23.S4]
	VADD V16.S4, V0.S4, V0.S4
	VADD V17.S4, V1.S4, V1.S4
	VADD V18.S4, V2.S4, V2.S4
	VADD V19.S4, V3.S4, V3.S4
	VADD V20.S4, V4.S4, V4.S4
	VADD V21.S4, V5.S4, V5.S4
	VADD V22.S4, V6.S4, V6.S4
	VADD V23.S4, V7.S4, V7.S4
	VST1.P [V0.S4, V1.S4, V2.S4, V3.S4], 64(R0)
	VST1.P [V4.S4, V5.S4, V6.S4, V7.S4], 64(R0)
	SUBS $1, R4
	BNE  mblock
	RET

// func dotsNEON(y *int32, at, x, w *int16, n int)
// x is of 128 numbers, which stay in V0 to V15.
TEXT ·dotsNEON(SB), NOSPLIT, $0-40
	MOVD y+0(FP), R0
	MOVD at+8(FP), R1
	MOVD x+16(FP), R2
	MOVD w+24(FP), R3
	MOVD n+32(FP), R4
	VLD1.P 64(R2), [V0.H8, V1.H8, V2.H8, V3.H8]
	VLD1.P 64(R2), [V4.H8, V5.H8, V6.H8, V7.H8]
	VLD1.P 64(R2), [V8.H8, V9.H8, V10.H8, V11.H8]
	VLD1 (R2), [V12.H8, V13.H8, V14.H8, V15.H8]

dot:
	MOVH.P 2(R1), R5
	ADD  R5<<8, R3, R5
	VLD1.P 64(R5), [V16.H8, V17.H8, V18.H8, V19.H8]
	VLD1.P 64(R5), [V20.H8, V21.H8, V22.H8, V23.H8]
	SMULL(0, 16, 24)
	SMULL2(0, 16, 25)
	SMULL(1, 17, 26)
	SMULL2(1, 17, 27)
	PRODUCTS(18, 2, 24, 25)
	PRODUCTS(19, 3, 26, 27)
	PRODUCTS(20, 4, 24, 25)
	PRODUCTS(21, 5, 26, 27)
	PRODUCTS(22, 6, 24, 25)
	PRODUCTS(23, 7, 26, 27)
	VLD1.P 64(R5), [V16.H8, V17.H8, V18.H8, V19.H8]
	VLD1 (R5), [V20.H8, V21.H8, V22.H8, V23.H8]
	PRODUCTS(16, 8, 24, 25)
	PRODUCTS(17, 9, 26, 27)
	PRODUCTS(18, 10, 24, 25)
	PRODUCTS(19, 11, 26, 27)
	PRODUCTS(20, 12, 24, 25)
	PRODUCTS(21, 13, 26, 27)
	PRODUCTS(22, 14, 24, 25)
	PRODUCTS(23, 15, 26, 27)
	VADD V24.S4, V25.S4, V24.S4
	VADD V26.S4, V27.S4, V26.S4
	VADD V24.S4, V26.S4, V24.S4
	VADDV V24.S4, V24
	VMOV V24.S[0], R6
	MOVW.P R6, 4(R0)
	SUBS $1, R4
	BNE  dot
	RET

// Eight filters with answers h: what is larger than the best takes its place, at its index in V20; spoils V21.
#define BETTER(h, best, at) \
	CMGT(best, h, 21) \
	SMAX(h, best, best) \
	VBIT V21.B16, V20.B16, at

// func windowsNEON(rows **netRow, n, index, width, filters, slot int, top, where *int16, sum *int32)
// rows points at the first word of the first window, of n, which begins at this index; filters is a multiple of 32; where and
// sum may be nil. Thirty-two filters at a time: V0 to V3 are their answers, V4 to V7 the best of them,
// V8 to V11 where these begin, V12 to V19 the sums.
TEXT ·windowsNEON(SB), NOSPLIT, $0-72
	MOVD rows+0(FP), R0
	MOVD index+16(FP), R2
	MOVD filters+32(FP), R4
	MOVD slot+40(FP), R5
	MOVD top+48(FP), R6
	MOVD where+56(FP), R7
	MOVD sum+64(FP), R8
	LSL  $1, R5            // byte offset of this block of filters
	LSL  $1, R4, R9        // bytes of a run of filters
	VEOR V22.B16, V22.B16, V22.B16

wblock:
	ZERO4(V4, V5, V6, V7)
	ZERO4(V8, V9, V10, V11)
	ZERO4(V12, V13, V14, V15)
	ZERO4(V16, V17, V18, V19)
	MOVD R0, R10           // the window's first row
	MOVD R2, R11           // its index
	MOVD n+8(FP), R12

wwindow:
	ZERO4(V0, V1, V2, V3)
	MOVD R10, R13
	MOVD R5, R14
	MOVD width+24(FP), R15

wplace:
	MOVD.P 8(R13), R16
	ADD  R14, R16
	VLD1 (R16), [V24.H8, V25.H8, V26.H8, V27.H8]
	VADD V24.H8, V0.H8, V0.H8
	VADD V25.H8, V1.H8, V1.H8
	VADD V26.H8, V2.H8, V2.H8
	VADD V27.H8, V3.H8, V3.H8
	ADD  R9, R14
	SUBS $1, R15
	BNE  wplace
	VDUP R11, V20.H8
	BETTER(0, 4, V8.B16)
	BETTER(1, 5, V9.B16)
	BETTER(2, 6, V10.B16)
	BETTER(3, 7, V11.B16)
	SMAX(22, 0, 0)
	SMAX(22, 1, 1)
	SMAX(22, 2, 2)
	SMAX(22, 3, 3)
	VUADDW V0.H4, V12.S4, V12.S4
	VUADDW2 V0.H8, V13.S4, V13.S4
	VUADDW V1.H4, V14.S4, V14.S4
	VUADDW2 V1.H8, V15.S4, V15.S4
	VUADDW V2.H4, V16.S4, V16.S4
	VUADDW2 V2.H8, V17.S4, V17.S4
	VUADDW V3.H4, V18.S4, V18.S4
	VUADDW2 V3.H8, V19.S4, V19.S4
	ADD  $8, R10
	ADD  $1, R11
	SUBS $1, R12
	BNE  wwindow
	VST1.P [V4.H8, V5.H8, V6.H8, V7.H8], 64(R6)
	CBZ  R7, wsums
	VST1.P [V8.H8, V9.H8, V10.H8, V11.H8], 64(R7)

wsums:
	CBZ  R8, wnext
	VST1.P [V12.S4, V13.S4, V14.S4, V15.S4], 64(R8)
	VST1.P [V16.S4, V17.S4, V18.S4, V19.S4], 64(R8)

wnext:
	ADD  $64, R5
	SUBS $32, R4
	BNE  wblock
	RET

// func rememberNEON(rows **netRow, n, step, slot, filters, index int, top, where *int16)
// rows points at the first word to read, of n; the next one is step bytes further, and index counts in the same direction.
// filters is a multiple of 32, which are read together: V0 to V3 are what is remembered, V4 to V7 the best answers, V8 to V11
// where they were given.
TEXT ·rememberNEON(SB), NOSPLIT, $0-64
	MOVD rows+0(FP), R0
	MOVD step+16(FP), R2
	MOVD slot+24(FP), R3
	MOVD filters+32(FP), R4
	MOVD index+40(FP), R5
	MOVD top+48(FP), R6
	MOVD where+56(FP), R7
	LSL  $1, R3            // byte offset of this block's gates
	LSL  $1, R4, R8        // bytes of a run of filters
	ASR  $3, R2, R9        // what the index grows by

block:
	ZERO4(V0, V1, V2, V3)
	ZERO4(V4, V5, V6, V7)
	ZERO4(V8, V9, V10, V11)
	MOVD R0, R10
	MOVD R5, R11
	MOVD n+8(FP), R12

word:
	MOVD (R10), R13
	ADD  R3, R13
	ADD  R8, R13, R14      // what the word leaves
	ADD  R8, R14, R15      // what it answers by itself
	VLD1 (R15), [V24.H8, V25.H8, V26.H8, V27.H8]
	VDUP R11, V20.H8
	VADD V0.H8, V24.H8, V24.H8
	VADD V1.H8, V25.H8, V25.H8
	VADD V2.H8, V26.H8, V26.H8
	VADD V3.H8, V27.H8, V27.H8
	BETTER(24, 4, V8.B16)
	BETTER(25, 5, V9.B16)
	BETTER(26, 6, V10.B16)
	BETTER(27, 7, V11.B16)
	VLD1 (R13), [V16.H8, V17.H8, V18.H8, V19.H8]
	VLD1 (R14), [V24.H8, V25.H8, V26.H8, V27.H8]
	SQRDMULH(16, 0, 0)
	SQRDMULH(17, 1, 1)
	SQRDMULH(18, 2, 2)
	SQRDMULH(19, 3, 3)
	VADD V24.H8, V0.H8, V0.H8
	VADD V25.H8, V1.H8, V1.H8
	VADD V26.H8, V2.H8, V2.H8
	VADD V27.H8, V3.H8, V3.H8
	ADD  R2, R10
	ADD  R9, R11
	SUBS $1, R12
	BNE  word
	VST1.P [V4.H8, V5.H8, V6.H8, V7.H8], 64(R6)
	VST1.P [V8.H8, V9.H8, V10.H8, V11.H8], 64(R7)
	ADD  $64, R3
	SUBS $32, R4
	BNE  block
	RET
