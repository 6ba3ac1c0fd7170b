#include "textflag.h"

// func hasAVX2() bool
TEXT ·hasAVX2(SB), NOSPLIT, $0-1
	MOVB $0, ret+0(FP)
	MOVL $0, AX
	XORL CX, CX
	CPUID
	CMPL AX, $7
	JLT  no
	MOVL $1, AX
	XORL CX, CX
	CPUID
	ANDL $0x18000000, CX // OSXSAVE and AVX
	CMPL CX, $0x18000000
	JNE  no
	XORL CX, CX
	XGETBV
	ANDL $6, AX
	CMPL AX, $6
	JNE  no
	MOVL $7, AX
	XORL CX, CX
	CPUID
	ANDL $0x20, BX
	JZ   no
	MOVB $1, ret+0(FP)

no:
	RET

// One word's pair of numbers at x, times the weights of sixteen answers in Y8 and Y9.
#define RESPOND(x, low, high) \
	VPBROADCASTD x, Y10 \
	VPMADDWD Y8, Y10, Y11 \
	VPMADDWD Y9, Y10, Y12 \
	VPADDD Y11, low, low \
	VPADDD Y12, high, high

// func respondAVX2(sums *[netRowLen]int32, vectors *[netDim]int16, weights *int16, blocks, pairs, length, dim int)
// Four words at once; their sums are length numbers apart, their vectors dim. Sixteen sums of each stay in registers while
// the pairs of numbers run.
TEXT ·respondAVX2(SB), NOSPLIT, $0-56
	MOVQ sums+0(FP), DI
	MOVQ vectors+8(FP), SI
	MOVQ weights+16(FP), DX
	MOVQ blocks+24(FP), R8
	MOVQ pairs+32(FP), R9
	MOVQ length+40(FP), R10
	MOVQ dim+48(FP), R12
	SHLQ $2, R10           // bytes from sums to sums
	SHLQ $1, R12           // bytes from vector to vector
	LEAQ (R10)(R10*2), R13
	LEAQ (R12)(R12*2), R15

respond16:
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
	MOVQ SI, R11
	MOVQ R9, CX

pair:
	VMOVDQU (DX), Y8
	VMOVDQU 32(DX), Y9
	RESPOND((R11), Y0, Y1)
	RESPOND((R11)(R12*1), Y2, Y3)
	RESPOND((R11)(R12*2), Y4, Y5)
	RESPOND((R11)(R15*1), Y6, Y7)
	ADDQ $64, DX
	ADDQ $4, R11
	DECQ CX
	JNZ  pair
	VMOVDQU Y0, (DI)
	VMOVDQU Y1, 32(DI)
	VMOVDQU Y2, (DI)(R10*1)
	VMOVDQU Y3, 32(DI)(R10*1)
	VMOVDQU Y4, (DI)(R10*2)
	VMOVDQU Y5, 32(DI)(R10*2)
	VMOVDQU Y6, (DI)(R13*1)
	VMOVDQU Y7, 32(DI)(R13*1)
	ADDQ $64, DI
	DECQ R8
	JNZ  respond16
	VZEROUPPER
	RET

// func quantiseAVX2(dst *int16, x *float32, n int, scale float32)
// n is a multiple of 16.
TEXT ·quantiseAVX2(SB), NOSPLIT, $0-28
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX
	VBROADCASTSS scale+24(FP), Y3
	SHRQ $4, CX
	JZ   qdone

qloop:
	VMULPS (SI), Y3, Y0
	VMULPS 32(SI), Y3, Y1
	VCVTPS2DQ Y0, Y0
	VCVTPS2DQ Y1, Y1
	VPACKSSDW Y1, Y0, Y0
	VPERMQ $0xD8, Y0, Y0
	VMOVDQU Y0, (DI)
	ADDQ $64, SI
	ADDQ $32, DI
	DECQ CX
	JNZ  qloop

qdone:
	VZEROUPPER
	RET

// What two windows of sixteen filters each, Y4 and Y5, do: Y0 and Y1 are the tops, Y10 and Y11 where they are, Y2 the
// window's index, Y3 ones. R10 is nil where nobody asks where.
#define WINDOW \
	TESTQ R10, R10 \
	JEQ  6(PC) \
	VPCMPGTW Y0, Y4, Y9 \
	VPBLENDVB Y9, Y2, Y10, Y10 \
	VPCMPGTW Y1, Y5, Y9 \
	VPBLENDVB Y9, Y2, Y11, Y11 \
	VPADDW Y3, Y2, Y2 \
	VPMAXSW Y0, Y4, Y0 \
	VPMAXSW Y1, Y5, Y1

#define FILTERS_FROM \
	VPXOR Y0, Y0, Y0 \
	VPXOR Y1, Y1, Y1 \
	VPXOR Y10, Y10, Y10 \
	VPXOR Y11, Y11, Y11 \
	VMOVDQA Y8, Y2 \
	MOVQ SI, AX \
	MOVQ CX, BX

#define FILTERS_TO \
	VMOVDQU Y0, (DI) \
	VMOVDQU Y1, 32(DI) \
	ADDQ $64, DI \
	ADDQ $64, DX \
	TESTQ R10, R10 \
	JEQ  4(PC) \
	VMOVDQU Y10, (R10) \
	VMOVDQU Y11, 32(R10) \
	ADDQ $64, R10

// The next word of a window: its row is R13, and at is the offset of what it answers there.
#define WORD(word, at) \
	MOVQ word(AX), R13 \
	VPADDW (R13)(at*1), Y4, Y4 \
	VPADDW 32(R13)(at*1), Y5, Y5

#define FIRST \
	MOVQ (AX), R13 \
	VMOVDQU (R13)(DX*1), Y4 \
	VMOVDQU 32(R13)(DX*1), Y5

// func windowsAVX2(rows **netRow, n, width, filters, slot int, top, where *int16, sum *int32)
// rows points at the first window's first word; n is the number of windows.
// filters is a multiple of 32; thirty-two of them stay in registers while the windows run. where and sum may be nil; only
// windows of width 2 have a sum.
TEXT ·windowsAVX2(SB), NOSPLIT, $0-64
	MOVQ rows+0(FP), SI
	MOVQ n+8(FP), CX
	MOVQ width+16(FP), R8
	MOVQ filters+24(FP), R9
	MOVQ slot+32(FP), DX
	MOVQ top+40(FP), DI
	MOVQ where+48(FP), R10
	MOVQ sum+56(FP), R11
	SHLQ $1, DX            // byte offset of the first run
	LEAQ (R9)(R9*1), R12   // bytes from run to run
	SHRQ $5, R9            // blocks of thirty-two filters
	VPXOR Y7, Y7, Y7
	VPCMPEQW Y3, Y3, Y3
	VPSRLW $15, Y3, Y3
	MOVQ $4, R13
	SUBQ R8, R13           // the first window's index
	VMOVQ R13, X8
	VPBROADCASTW X8, Y8
	CMPQ R8, $2
	JEQ  two
	JGT  three

one:
	FILTERS_FROM

window1:
	FIRST
	WINDOW
	ADDQ $8, AX
	DECQ BX
	JNZ  window1
	FILTERS_TO
	DECQ R9
	JNZ  one
	VZEROUPPER
	RET

two:
	FILTERS_FROM
	VPXOR Y6, Y6, Y6
	VPXOR Y12, Y12, Y12
	VPXOR Y13, Y13, Y13
	VPXOR Y14, Y14, Y14
	LEAQ (DX)(R12*1), R15

window2:
	FIRST
	WORD(8, R15)
	WINDOW
	TESTQ R11, R11
	JZ   next2
	VPMAXSW Y7, Y4, Y4
	VPMAXSW Y7, Y5, Y5
	VPMOVZXWD X4, Y9
	VPADDD Y9, Y6, Y6
	VEXTRACTI128 $1, Y4, X4
	VPMOVZXWD X4, Y9
	VPADDD Y9, Y12, Y12
	VPMOVZXWD X5, Y9
	VPADDD Y9, Y13, Y13
	VEXTRACTI128 $1, Y5, X5
	VPMOVZXWD X5, Y9
	VPADDD Y9, Y14, Y14

next2:
	ADDQ $8, AX
	DECQ BX
	JNZ  window2
	FILTERS_TO
	TESTQ R11, R11
	JZ   more2
	VMOVDQU Y6, (R11)
	VMOVDQU Y12, 32(R11)
	VMOVDQU Y13, 64(R11)
	VMOVDQU Y14, 96(R11)
	ADDQ $128, R11

more2:
	DECQ R9
	JNZ  two
	VZEROUPPER
	RET

three:
	CMPQ R8, $4
	JEQ  four

three32:
	FILTERS_FROM
	LEAQ (DX)(R12*1), R15
	LEAQ (R15)(R12*1), R8

window3:
	FIRST
	WORD(8, R15)
	WORD(16, R8)
	WINDOW
	ADDQ $8, AX
	DECQ BX
	JNZ  window3
	FILTERS_TO
	DECQ R9
	JNZ  three32
	VZEROUPPER
	RET

four:
	FILTERS_FROM
	LEAQ (DX)(R12*1), R15
	LEAQ (R15)(R12*1), R8
	LEAQ (R8)(R12*1), R11

window4:
	FIRST
	WORD(8, R15)
	WORD(16, R8)
	WORD(24, R11)
	WINDOW
	ADDQ $8, AX
	DECQ BX
	JNZ  window4
	FILTERS_TO
	DECQ R9
	JNZ  four
	VZEROUPPER
	RET

// func rememberAVX2(rows **netRow, n, step, slot, filters, index int, top, where *int16)
// rows points at the first word to read, of n; the next one is step bytes further, and index counts them in the same
// direction. filters is a multiple of 16; sixteen of them stay in registers while the words run.
// Y0 top, Y1 where, Y2 the word's index, Y3 its step, Y4 the sum, Y5 the memory, Y8 the first index.
TEXT ·rememberAVX2(SB), NOSPLIT, $0-64
	MOVQ rows+0(FP), SI
	MOVQ n+8(FP), CX
	MOVQ step+16(FP), R8
	MOVQ slot+24(FP), DX
	MOVQ filters+32(FP), R9
	MOVQ index+40(FP), R13
	MOVQ top+48(FP), DI
	MOVQ where+56(FP), R10
	SHLQ $1, DX            // byte offset of the gates
	MOVQ R9, R12
	SHLQ $1, R12           // bytes from run to run
	SHRQ $4, R9            // blocks of sixteen filters
	VMOVQ R13, X8
	VPBROADCASTW X8, Y8
	MOVQ R8, R13
	SARQ $3, R13
	VMOVQ R13, X3
	VPBROADCASTW X3, Y3

memory16:
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y5, Y5, Y5
	VMOVDQA Y8, Y2
	MOVQ SI, AX
	MOVQ CX, BX

word:
	MOVQ (AX), R13
	ADDQ DX, R13
	VPADDW (R13)(R12*2), Y5, Y4
	VPCMPGTW Y0, Y4, Y9
	VPMAXSW Y0, Y4, Y0
	VPBLENDVB Y9, Y2, Y1, Y1
	VPMULHRSW (R13), Y5, Y5
	VPADDW (R13)(R12*1), Y5, Y5
	VPADDW Y3, Y2, Y2
	ADDQ R8, AX
	DECQ BX
	JNZ  word
	VMOVDQU Y0, (DI)
	VMOVDQU Y1, (R10)
	ADDQ $32, DI
	ADDQ $32, R10
	ADDQ $32, DX
	DECQ R9
	JNZ  memory16
	VZEROUPPER
	RET

// func attributeAVX2(lanes *[8]int32, rows **netRow, n, index, width, filters, slot int, where, whole *int16)
// rows points at the first word to read, of n, which has this index; filters is a multiple of 32. Y8 holds the place where a
// window begins that has the word at its j-th place, Y15 and Y14 the lanes.
TEXT ·attributeAVX2(SB), NOSPLIT, $0-72
	MOVQ lanes+0(FP), BX
	MOVQ rows+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ index+24(FP), R12
	MOVQ filters+40(FP), R9
	MOVQ slot+48(FP), DX
	MOVQ where+56(FP), DI
	MOVQ whole+64(FP), R10
	SHLQ $1, R9            // bytes of a run
	SHLQ $1, DX            // byte offset of the first run
	MOVQ $1, R13
	VMOVQ R13, X13
	VPBROADCASTW X13, Y13

awin:
	MOVQ (SI), R13
	ADDQ DX, R13
	VMOVQ R12, X8
	VPBROADCASTW X8, Y8
	VMOVDQU (BX), Y15
	VPXOR Y14, Y14, Y14
	MOVQ width+32(FP), R8

aplace:
	XORQ R11, R11

afilters32:
	VPCMPEQW (DI)(R11*1), Y8, Y9
	VPCMPEQW 32(DI)(R11*1), Y8, Y10
	VPAND (R10)(R11*1), Y9, Y9
	VPAND 32(R10)(R11*1), Y10, Y10
	VPMADDWD (R13)(R11*1), Y9, Y9
	VPMADDWD 32(R13)(R11*1), Y10, Y10
	VPADDD Y9, Y15, Y15
	VPADDD Y10, Y14, Y14
	ADDQ $64, R11
	CMPQ R11, R9
	JLT  afilters32
	ADDQ R9, R13
	VPSUBW Y13, Y8, Y8
	DECQ R8
	JNZ  aplace
	VPADDD Y14, Y15, Y15
	VMOVDQU Y15, (BX)
	ADDQ $8, SI
	ADDQ $32, BX
	INCQ R12
	DECQ CX
	JNZ  awin
	VZEROUPPER
	RET

// Sixteen filters at the o-th 32 bytes of a run, at a word: R13 is its gates, R12 the bytes of a run; Y8 holds the word's
// index, Y15 the lanes.
#define RECALL16(o, left) \
	VPCMPEQW o(DI), Y8, Y9 \
	VPAND o(R10), Y9, Y9 \
	VPMADDWD o(R13)(R12*1), left, Y10 \
	VPMADDWD o(R13)(R12*2), Y9, Y11 \
	VPMULHRSW o(R13), left, left \
	VPADDW Y9, left, left \
	VPADDD Y10, Y15, Y15 \
	VPADDD Y11, Y15, Y15

// func recollectAVX2(lanes *[8]int32, rows **netRow, n, step, slot, index int, where, whole *int16)
// rows points at the first word to read, of n; the next one is step bytes further, its lanes four times as many, and index
// counts in the same direction. What is left of 128 filters stays in Y0 to Y7.
TEXT ·recollectAVX2(SB), NOSPLIT, $0-64
	MOVQ lanes+0(FP), BX
	MOVQ rows+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ step+24(FP), R8
	MOVQ slot+32(FP), DX
	MOVQ index+40(FP), R13
	MOVQ where+48(FP), DI
	MOVQ whole+56(FP), R10
	SHLQ $1, DX            // byte offset of the gates
	MOVQ $256, R12         // bytes from run to run
	VMOVQ R13, X8
	VPBROADCASTW X8, Y8
	MOVQ R8, R13
	SARQ $3, R13
	VMOVQ R13, X14
	VPBROADCASTW X14, Y14
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7

back:
	MOVQ (SI), R13
	ADDQ DX, R13
	VMOVDQU (BX), Y15
	RECALL16(0, Y0)
	RECALL16(32, Y1)
	RECALL16(64, Y2)
	RECALL16(96, Y3)
	RECALL16(128, Y4)
	RECALL16(160, Y5)
	RECALL16(192, Y6)
	RECALL16(224, Y7)
	VMOVDQU Y15, (BX)
	VPADDW Y14, Y8, Y8
	ADDQ R8, SI
	LEAQ (BX)(R8*4), BX
	DECQ CX
	JNZ  back
	VZEROUPPER
	RET

// Two numbers of a vector: R11 and R12 are their rows of w, Y12 the numbers, in turn, in every lane.
#define PAIR \
	MOVWQSX (BX)(R10*2), R11 \
	MOVWQSX 2(BX)(R10*2), R12 \
	IMULQ R9, R11 \
	IMULQ R9, R12 \
	ADDQ DX, R11 \
	ADDQ DX, R12 \
	VPBROADCASTD (SI)(R10*2), Y12

// What they do to sixteen sums, at o bytes in the rows. The lanes of low and high are in the order that unpacking makes:
// low has the first and the third four sums, high the second and the fourth.
#define ADD16(o, low, high) \
	VMOVDQU o(R11), Y8 \
	VMOVDQU o(R12), Y9 \
	VPUNPCKLWD Y9, Y8, Y10 \
	VPUNPCKHWD Y9, Y8, Y11 \
	VPMADDWD Y12, Y10, Y10 \
	VPMADDWD Y12, Y11, Y11 \
	VPADDD Y10, low, low \
	VPADDD Y11, high, high

// Puts sixteen sums in order and adds them to those at o bytes.
#define STORE16(o, low, high) \
	VPERM2I128 $0x20, high, low, Y8 \
	VPERM2I128 $0x31, high, low, Y9 \
	VPADDD o(DI), Y8, Y8 \
	VPADDD (o+32)(DI), Y9, Y9 \
	VMOVDQU Y8, o(DI) \
	VMOVDQU Y9, (o+32)(DI)

// func sparseAVX2(sum *int32, at, x, w *int16, n, out int)
// n is even, out a multiple of 16. Blocks of 64 and 16 sums are kept in registers.
TEXT ·sparseAVX2(SB), NOSPLIT, $0-48
	MOVQ sum+0(FP), DI
	MOVQ at+8(FP), BX
	MOVQ x+16(FP), SI
	MOVQ w+24(FP), DX
	MOVQ n+32(FP), CX
	MOVQ out+40(FP), R8
	MOVQ R8, R9
	SHLQ $1, R9            // bytes of a row

sparse64:
	CMPQ R8, $64
	JLT  sparse16
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
	XORQ R10, R10

sparse64loop:
	PAIR
	LEAQ 8(R10), AX
	CMPQ AX, CX
	CMOVQGE R10, AX
	MOVWQSX (BX)(AX*2), R13
	MOVWQSX 2(BX)(AX*2), R15
	IMULQ R9, R13
	IMULQ R9, R15
	PREFETCHT0 (DX)(R13*1)
	PREFETCHT0 64(DX)(R13*1)
	PREFETCHT0 (DX)(R15*1)
	PREFETCHT0 64(DX)(R15*1)
	ADD16(0, Y0, Y1)
	ADD16(32, Y2, Y3)
	ADD16(64, Y4, Y5)
	ADD16(96, Y6, Y7)
	ADDQ $2, R10
	CMPQ R10, CX
	JLT  sparse64loop
	STORE16(0, Y0, Y1)
	STORE16(64, Y2, Y3)
	STORE16(128, Y4, Y5)
	STORE16(192, Y6, Y7)
	ADDQ $256, DI
	ADDQ $128, DX
	SUBQ $64, R8
	JMP  sparse64

sparse16:
	CMPQ R8, $16
	JLT  sdone
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	XORQ R10, R10

sparse16loop:
	PAIR
	ADD16(0, Y0, Y1)
	ADDQ $2, R10
	CMPQ R10, CX
	JLT  sparse16loop
	STORE16(0, Y0, Y1)
	ADDQ $64, DI
	ADDQ $32, DX
	SUBQ $16, R8
	JMP  sparse16

sdone:
	VZEROUPPER
	RET

// A pair of numbers at o bytes of x, times its weights for a block of 32 outputs at p bytes of w.
#define DENSE32(o, p) \
	VPBROADCASTD o(R10), Y8 \
	VPMADDWD p(DX), Y8, Y9 \
	VPMADDWD (p+32)(DX), Y8, Y10 \
	VPMADDWD (p+64)(DX), Y8, Y11 \
	VPMADDWD (p+96)(DX), Y8, Y12 \
	VPADDD Y9, Y0, Y0 \
	VPADDD Y10, Y1, Y1 \
	VPADDD Y11, Y2, Y2 \
	VPADDD Y12, Y3, Y3

// func multiplyAVX2(sum *int32, x, w *int16, pairs, blocks int)
// pairs is even.
TEXT ·multiplyAVX2(SB), NOSPLIT, $0-40
	MOVQ sum+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ w+16(FP), DX
	MOVQ pairs+24(FP), R8
	MOVQ blocks+32(FP), R9

dense32:
	VMOVDQU (DI), Y0
	VMOVDQU 32(DI), Y1
	VMOVDQU 64(DI), Y2
	VMOVDQU 96(DI), Y3
	MOVQ SI, R10
	MOVQ R8, CX

densepair:
	DENSE32(0, 0)
	DENSE32(4, 128)
	ADDQ $8, R10
	ADDQ $256, DX
	SUBQ $2, CX
	JNZ  densepair
	VMOVDQU Y0, (DI)
	VMOVDQU Y1, 32(DI)
	VMOVDQU Y2, 64(DI)
	VMOVDQU Y3, 96(DI)
	ADDQ $128, DI
	DECQ R9
	JNZ  dense32
	VZEROUPPER
	RET

// The products of x, in Y0 to Y7, with the row of w that stands o bytes from BX on in the list, summed in eight lanes.
#define DOT(o, sum) \
	MOVWQSX o(BX), R11 \
	SHLQ $8, R11 \
	ADDQ DX, R11 \
	VPMADDWD (R11), Y0, sum \
	VPMADDWD 32(R11), Y1, Y12 \
	VPMADDWD 64(R11), Y2, Y13 \
	VPMADDWD 96(R11), Y3, Y14 \
	VPADDD Y12, sum, sum \
	VPADDD Y14, Y13, Y13 \
	VPMADDWD 128(R11), Y4, Y12 \
	VPMADDWD 160(R11), Y5, Y14 \
	VPADDD Y13, sum, sum \
	VPMADDWD 192(R11), Y6, Y13 \
	VPADDD Y14, Y12, Y12 \
	VPMADDWD 224(R11), Y7, Y14 \
	VPADDD Y12, sum, sum \
	VPADDD Y14, Y13, Y13 \
	VPADDD Y13, sum, sum

// func dotsAVX2(y *int32, at, x, w *int16, n int)
// n is a multiple of 4; x is of 128 numbers.
TEXT ·dotsAVX2(SB), NOSPLIT, $0-40
	MOVQ y+0(FP), DI
	MOVQ at+8(FP), BX
	MOVQ x+16(FP), SI
	MOVQ w+24(FP), DX
	MOVQ n+32(FP), CX
	VMOVDQU (SI), Y0
	VMOVDQU 32(SI), Y1
	VMOVDQU 64(SI), Y2
	VMOVDQU 96(SI), Y3
	VMOVDQU 128(SI), Y4
	VMOVDQU 160(SI), Y5
	VMOVDQU 192(SI), Y6
	VMOVDQU 224(SI), Y7

dot4:
	DOT(0, Y8)
	DOT(2, Y9)
	DOT(4, Y10)
	DOT(6, Y11)
	VPHADDD Y9, Y8, Y8
	VPHADDD Y11, Y10, Y10
	VPHADDD Y10, Y8, Y8
	VEXTRACTI128 $1, Y8, X9
	VPADDD X9, X8, X8
	VMOVDQU X8, (DI)
	ADDQ $8, BX
	ADDQ $16, DI
	SUBQ $4, CX
	JNZ  dot4
	VZEROUPPER
	RET

// func weighAVX2(y *float32, sum *int32, step, bias *float32, n int)
// n is a multiple of 8.
TEXT ·weighAVX2(SB), NOSPLIT, $0-40
	MOVQ y+0(FP), DI
	MOVQ sum+8(FP), SI
	MOVQ step+16(FP), DX
	MOVQ bias+24(FP), BX
	MOVQ n+32(FP), CX

weigh8:
	VCVTDQ2PS (SI), Y0
	VMULPS (DX), Y0, Y0
	VADDPS (BX), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $32, BX
	ADDQ $32, DI
	SUBQ $8, CX
	JGT  weigh8
	VZEROUPPER
	RET

// func blendAVX2(dst, y, x *float32, n int, share float32)
// n is a multiple of 8.
TEXT ·blendAVX2(SB), NOSPLIT, $0-36
	MOVQ dst+0(FP), DI
	MOVQ y+8(FP), SI
	MOVQ x+16(FP), DX
	MOVQ n+24(FP), CX
	VBROADCASTSS share+32(FP), Y1

blend8:
	VMULPS (DX), Y1, Y0
	VADDPS (SI), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, DX
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $8, CX
	JGT  blend8
	VZEROUPPER
	RET

// func activateAVX2(y *int16, sum *int32, step, bias *float32, n int, fine float32, top int16)
// n is a multiple of 16.
TEXT ·activateAVX2(SB), NOSPLIT, $0-46
	MOVQ y+0(FP), DI
	MOVQ sum+8(FP), SI
	MOVQ step+16(FP), DX
	MOVQ bias+24(FP), BX
	MOVQ n+32(FP), CX
	VBROADCASTSS fine+40(FP), Y3
	VPBROADCASTW top+44(FP), Y4
	VXORPS Y5, Y5, Y5

activate16:
	VCVTDQ2PS (SI), Y0
	VCVTDQ2PS 32(SI), Y1
	VMULPS (DX), Y0, Y0
	VMULPS 32(DX), Y1, Y1
	VADDPS (BX), Y0, Y0
	VADDPS 32(BX), Y1, Y1
	VMAXPS Y5, Y0, Y0
	VMAXPS Y5, Y1, Y1
	VMULPS Y3, Y0, Y0
	VMULPS Y3, Y1, Y1
	VCVTPS2DQ Y0, Y0
	VCVTPS2DQ Y1, Y1
	VPACKSSDW Y1, Y0, Y0
	VPERMQ $0xD8, Y0, Y0
	VPMINSW Y4, Y0, Y0
	VMOVDQU Y0, (DI)
	ADDQ $64, SI
	ADDQ $64, DX
	ADDQ $64, BX
	ADDQ $32, DI
	SUBQ $16, CX
	JGT  activate16
	VZEROUPPER
	RET

// tanh of Y0 into Y0, by the rational function of tanh32; spoils Y1, Y2, Y3. The constants stand in tanhTable.
#define TANH \
	VMINPS 0(R15), Y0, Y0 \
	VMAXPS 32(R15), Y0, Y0 \
	VMULPS Y0, Y0, Y1 \
	VMULPS 64(R15), Y1, Y2 \
	VADDPS 96(R15), Y2, Y2 \
	VMULPS Y1, Y2, Y2 \
	VADDPS 128(R15), Y2, Y2 \
	VMULPS Y1, Y2, Y2 \
	VADDPS 160(R15), Y2, Y2 \
	VMULPS Y1, Y2, Y2 \
	VADDPS 192(R15), Y2, Y2 \
	VMULPS Y1, Y2, Y2 \
	VADDPS 224(R15), Y2, Y2 \
	VMULPS Y1, Y2, Y2 \
	VADDPS 256(R15), Y2, Y2 \
	VMULPS 288(R15), Y1, Y3 \
	VADDPS 320(R15), Y3, Y3 \
	VMULPS Y1, Y3, Y3 \
	VADDPS 352(R15), Y3, Y3 \
	VMULPS Y1, Y3, Y3 \
	VADDPS 384(R15), Y3, Y3 \
	VMULPS Y2, Y0, Y0 \
	VDIVPS Y3, Y0, Y0

// func gatesAVX2(next, last, in, rec, table *float32, n int)
// n is a multiple of 8. Y4 one half, Y5 one, Y6 reset, Y7 update.
TEXT ·gatesAVX2(SB), NOSPLIT, $0-48
	MOVQ next+0(FP), DI
	MOVQ last+8(FP), SI
	MOVQ in+16(FP), AX
	MOVQ rec+24(FP), BX
	MOVQ table+32(FP), R15
	MOVQ n+40(FP), CX
	MOVQ CX, R8
	SHLQ $2, R8
	VMOVUPS 416(R15), Y4
	VMOVUPS 448(R15), Y5

gate:
	CMPQ CX, $8
	JLT  gdone
	VMOVUPS (AX), Y0
	VADDPS (BX), Y0, Y0
	VMULPS Y4, Y0, Y0
	TANH
	VMULPS Y4, Y0, Y0
	VADDPS Y4, Y0, Y6
	VMOVUPS (AX)(R8*1), Y0
	VADDPS (BX)(R8*1), Y0, Y0
	VMULPS Y4, Y0, Y0
	TANH
	VMULPS Y4, Y0, Y0
	VADDPS Y4, Y0, Y7
	VMULPS (BX)(R8*2), Y6, Y6
	VADDPS (AX)(R8*2), Y6, Y0
	TANH
	VSUBPS Y7, Y5, Y1
	VMULPS Y0, Y1, Y1
	VMULPS (SI), Y7, Y2
	VADDPS Y2, Y1, Y1
	VMOVUPS Y1, (DI)
	ADDQ $32, DI
	ADDQ $32, SI
	ADDQ $32, AX
	ADDQ $32, BX
	SUBQ $8, CX
	JMP  gate

gdone:
	VZEROUPPER
	RET

// func addRowsAVX2(dst, a, b *netRow, n int)
// n is a multiple of 16.
TEXT ·addRowsAVX2(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ n+24(FP), CX
	SHRQ $4, CX
	JZ   adone

aloop:
	VMOVDQU (SI), Y0
	VPADDW (DX), Y0, Y0
	VMOVDQU Y0, (DI)
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $32, DI
	DECQ CX
	JNZ  aloop

adone:
	VZEROUPPER
	RET

// func topsAVX2(values, top, bias *int16, n int, most int16)
// n is a multiple of 16.
TEXT ·topsAVX2(SB), NOSPLIT, $0-34
	MOVQ values+0(FP), DI
	MOVQ top+8(FP), SI
	MOVQ bias+16(FP), DX
	MOVQ n+24(FP), CX
	VPBROADCASTW most+32(FP), Y3
	VPXOR Y2, Y2, Y2

tops16:
	VMOVDQU (SI), Y0
	VPADDSW (DX), Y0, Y0
	VPMAXSW Y2, Y0, Y0
	VPMINSW Y3, Y0, Y0
	VMOVDQU Y0, (DI)
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $32, DI
	SUBQ $16, CX
	JGT  tops16
	VZEROUPPER
	RET

// func meansAVX2(values *int16, sum, less *int32, n int, scale float32, most int16)
// n is a multiple of 16; less may be nil.
TEXT ·meansAVX2(SB), NOSPLIT, $0-38
	MOVQ values+0(FP), DI
	MOVQ sum+8(FP), SI
	MOVQ less+16(FP), DX
	MOVQ n+24(FP), CX
	VBROADCASTSS scale+32(FP), Y3
	VPBROADCASTW most+36(FP), Y4

means16:
	VMOVDQU (SI), Y0
	VMOVDQU 32(SI), Y1
	TESTQ DX, DX
	JZ   meansall
	VPSUBD (DX), Y0, Y0
	VPSUBD 32(DX), Y1, Y1
	ADDQ $64, DX

meansall:
	VCVTDQ2PS Y0, Y0
	VCVTDQ2PS Y1, Y1
	VMULPS Y3, Y0, Y0
	VMULPS Y3, Y1, Y1
	VCVTPS2DQ Y0, Y0
	VCVTPS2DQ Y1, Y1
	VPACKSSDW Y1, Y0, Y0
	VPERMQ $0xD8, Y0, Y0
	VPMINSW Y4, Y0, Y0
	VMOVDQU Y0, (DI)
	ADDQ $64, SI
	ADDQ $32, DI
	SUBQ $16, CX
	JGT  means16
	VZEROUPPER
	RET

// Eight numbers in X0, their places in X6 and a mask of those that are not 0: these go to the end of the lists.
#define KEEP8(mask) \
	MOVQ mask, R13 \
	SHLQ $4, R13 \
	VMOVDQU (R8)(R13*1), X2 \
	VPSHUFB X2, X0, X3 \
	VPSHUFB X2, X6, X4 \
	VMOVDQU X3, (BX)(R10*2) \
	VMOVDQU X4, (DI)(R10*2) \
	POPCNTQ mask, mask \
	ADDQ mask, R10 \
	VPADDW X5, X6, X6

// func compactAVX2(at, values, x, y *int16, pack *[256][16]uint8, n int) int
// n is a multiple of 16; y may be nil. The mask of the numbers that are not 0 names, for eight at a time, their order in
// pack.
TEXT ·compactAVX2(SB), NOSPLIT, $0-56
	MOVQ at+0(FP), DI
	MOVQ values+8(FP), BX
	MOVQ x+16(FP), SI
	MOVQ y+24(FP), DX
	MOVQ pack+32(FP), R8
	MOVQ n+40(FP), CX
	XORQ R9, R9
	XORQ R10, R10
	VPXOR Y7, Y7, Y7
	VPMOVZXBW places8<>(SB), X6
	MOVQ $8, R11
	VMOVQ R11, X5
	VPBROADCASTW X5, X5

compact16:
	VMOVDQU (SI)(R9*2), Y0
	TESTQ DX, DX
	JZ   alone
	VPSUBW (DX)(R9*2), Y0, Y0

alone:
	VPCMPEQW Y7, Y0, Y1
	VEXTRACTI128 $1, Y1, X2
	VPACKSSWB X2, X1, X1
	VPMOVMSKB X1, R11
	XORL $0xFFFF, R11
	MOVBLZX R11, R12
	SHRL $8, R11
	KEEP8(R12)
	VEXTRACTI128 $1, Y0, X0
	KEEP8(R11)
	ADDQ $16, R9
	CMPQ R9, CX
	JLT  compact16
	VZEROUPPER
	MOVQ R10, ret+48(FP)
	RET

DATA places8<>+0(SB)/8, $0x0706050403020100
GLOBL places8<>(SB), RODATA|NOPTR, $8
