#include "textflag.h"

// func hasAVX512() bool
// The foundation and the instructions on bytes and words, by the processor and by the system.
TEXT ·hasAVX512(SB), NOSPLIT, $0-1
	MOVB $0, ret+0(FP)
	MOVL $1, AX
	XORL CX, CX
	CPUID
	ANDL $0x08000000, CX // OSXSAVE
	JZ   no
	XORL CX, CX
	XGETBV
	ANDL $0xE6, AX
	CMPL AX, $0xE6
	JNE  no
	XORL AX, AX
	XORL CX, CX
	CPUID
	CMPL AX, $7
	JLT  no
	MOVL $7, AX
	XORL CX, CX
	CPUID
	ANDL $0x40010000, BX // F and BW
	CMPL BX, $0x40010000
	JNE  no
	MOVB $1, ret+0(FP)

no:
	RET

// What a window does to thirty-two filters: Z0 top, Z1 where, Z2 the window's index, Z3 ones, Z4 the window.
#define WINDOW \
	VPCMPGTW Z0, Z4, K1 \
	VPMAXSW Z0, Z4, Z0 \
	VMOVDQU16 Z2, K1, Z1 \
	VPADDW Z3, Z2, Z2

#define FILTERS_FROM \
	VPXORQ Z0, Z0, Z0 \
	VPXORQ Z1, Z1, Z1 \
	VMOVDQA64 Z8, Z2 \
	MOVQ SI, AX \
	MOVQ CX, BX

#define FILTERS_TO \
	VMOVDQU16 Z0, (DI) \
	VMOVDQU16 Z1, (R10) \
	ADDQ $64, DI \
	ADDQ $64, R10 \
	ADDQ $64, DX

// func windowsAVX512(rows **netRow, n, width, filters, slot int, top, where *int16, sum *int32)
// As windowsAVX2, with thirty-two filters in registers; filters is a multiple of 32, and only windows of width 2 have a sum.
TEXT ·windowsAVX512(SB), NOSPLIT, $0-64
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
	VPXORQ Z7, Z7, Z7
	MOVQ $1, R13
	VMOVQ R13, X3
	VPBROADCASTW X3, Z3
	MOVQ $4, R13
	SUBQ R8, R13           // the first window's index
	VMOVQ R13, X8
	VPBROADCASTW X8, Z8
	CMPQ R8, $2
	JEQ  two
	JGT  three

one:
	FILTERS_FROM

window1:
	MOVQ (AX), R13
	VMOVDQU16 (R13)(DX*1), Z4
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
	VPXORQ Z5, Z5, Z5
	VPXORQ Z6, Z6, Z6
	LEAQ (DX)(R12*1), R15
	MOVQ (AX), R13

window2:
	VMOVDQU16 (R13)(DX*1), Z4
	MOVQ 8(AX), R13
	VPADDW (R13)(R15*1), Z4, Z4
	WINDOW
	VPMAXSW Z7, Z4, Z4
	VPMOVZXWD Y4, Z10
	VPADDD Z10, Z5, Z5
	VEXTRACTI64X4 $1, Z4, Y4
	VPMOVZXWD Y4, Z10
	VPADDD Z10, Z6, Z6
	ADDQ $8, AX
	DECQ BX
	JNZ  window2
	FILTERS_TO
	TESTQ R11, R11
	JZ   more2
	VMOVDQU32 Z5, (R11)
	VMOVDQU32 Z6, 64(R11)
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
	MOVQ (AX), R13
	VMOVDQU16 (R13)(DX*1), Z4
	MOVQ 8(AX), R13
	VPADDW (R13)(R15*1), Z4, Z4
	MOVQ 16(AX), R13
	VPADDW (R13)(R8*1), Z4, Z4
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
	MOVQ (AX), R13
	VMOVDQU16 (R13)(DX*1), Z4
	MOVQ 8(AX), R13
	VPADDW (R13)(R15*1), Z4, Z4
	MOVQ 16(AX), R13
	VPADDW (R13)(R8*1), Z4, Z4
	MOVQ 24(AX), R13
	VPADDW (R13)(R11*1), Z4, Z4
	WINDOW
	ADDQ $8, AX
	DECQ BX
	JNZ  window4
	FILTERS_TO
	DECQ R9
	JNZ  four
	VZEROUPPER
	RET

// One number of the vector: R11 is its row of w, Z31 the number in every lane.
#define NUMBER \
	MOVLQSX (BX)(R10*4), R11 \
	IMULQ R9, R11 \
	ADDQ DX, R11 \
	VBROADCASTSS (SI)(R10*4), Z31

#define ADD4(o, a, b, c, d) \
	VMULPS (64*o)(R11), Z31, Z27 \
	VMULPS (64*o+64)(R11), Z31, Z28 \
	VMULPS (64*o+128)(R11), Z31, Z29 \
	VMULPS (64*o+192)(R11), Z31, Z30 \
	VADDPS Z27, a, a \
	VADDPS Z28, b, b \
	VADDPS Z29, c, c \
	VADDPS Z30, d, d

#define LOAD4(o, a, b, c, d) \
	VMOVUPS (64*o)(DI), a \
	VMOVUPS (64*o+64)(DI), b \
	VMOVUPS (64*o+128)(DI), c \
	VMOVUPS (64*o+192)(DI), d

#define STORE4(o, a, b, c, d) \
	VMOVUPS a, (64*o)(DI) \
	VMOVUPS b, (64*o+64)(DI) \
	VMOVUPS c, (64*o+128)(DI) \
	VMOVUPS d, (64*o+192)(DI)

// func sparseAVX512(y *float32, at *int32, x, w *float32, n, out int)
// As sparseAVX2; out is a multiple of 16. Blocks of 256, 128, 144 (for 288, without a rest) and 16 outputs are kept in registers.
TEXT ·sparseAVX512(SB), NOSPLIT, $0-48
	MOVQ y+0(FP), DI
	MOVQ at+8(FP), BX
	MOVQ x+16(FP), SI
	MOVQ w+24(FP), DX
	MOVQ n+32(FP), CX
	MOVQ out+40(FP), R8
	LEAQ (R8*4), R9
	TESTQ CX, CX
	JZ   done

choose:
	CMPQ R8, $288
	JEQ  block144
	CMPQ R8, $144
	JEQ  block144
	CMPQ R8, $256
	JGE  block256
	CMPQ R8, $128
	JGE  block128
	CMPQ R8, $16
	JGE  block16

done:
	VZEROUPPER
	RET

block256:
	LOAD4(0, Z0, Z1, Z2, Z3)
	LOAD4(4, Z4, Z5, Z6, Z7)
	LOAD4(8, Z8, Z9, Z10, Z11)
	LOAD4(12, Z12, Z13, Z14, Z15)
	XORQ R10, R10

loop256:
	NUMBER
	ADD4(0, Z0, Z1, Z2, Z3)
	ADD4(4, Z4, Z5, Z6, Z7)
	ADD4(8, Z8, Z9, Z10, Z11)
	ADD4(12, Z12, Z13, Z14, Z15)
	INCQ R10
	CMPQ R10, CX
	JLT  loop256
	STORE4(0, Z0, Z1, Z2, Z3)
	STORE4(4, Z4, Z5, Z6, Z7)
	STORE4(8, Z8, Z9, Z10, Z11)
	STORE4(12, Z12, Z13, Z14, Z15)
	ADDQ $1024, DI
	ADDQ $1024, DX
	SUBQ $256, R8
	JMP  choose

block144:
	LOAD4(0, Z0, Z1, Z2, Z3)
	LOAD4(4, Z4, Z5, Z6, Z7)
	VMOVUPS 512(DI), Z8
	XORQ R10, R10

loop144:
	NUMBER
	ADD4(0, Z0, Z1, Z2, Z3)
	ADD4(4, Z4, Z5, Z6, Z7)
	VMULPS 512(R11), Z31, Z26
	VADDPS Z26, Z8, Z8
	INCQ R10
	CMPQ R10, CX
	JLT  loop144
	STORE4(0, Z0, Z1, Z2, Z3)
	STORE4(4, Z4, Z5, Z6, Z7)
	VMOVUPS Z8, 512(DI)
	ADDQ $576, DI
	ADDQ $576, DX
	SUBQ $144, R8
	JMP  choose

block128:
	LOAD4(0, Z0, Z1, Z2, Z3)
	LOAD4(4, Z4, Z5, Z6, Z7)
	XORQ R10, R10

loop128:
	NUMBER
	ADD4(0, Z0, Z1, Z2, Z3)
	ADD4(4, Z4, Z5, Z6, Z7)
	INCQ R10
	CMPQ R10, CX
	JLT  loop128
	STORE4(0, Z0, Z1, Z2, Z3)
	STORE4(4, Z4, Z5, Z6, Z7)
	ADDQ $512, DI
	ADDQ $512, DX
	SUBQ $128, R8
	JMP  choose

block16:
	VMOVUPS (DI), Z0
	XORQ R10, R10

loop16:
	NUMBER
	VMULPS (R11), Z31, Z27
	VADDPS Z27, Z0, Z0
	INCQ R10
	CMPQ R10, CX
	JLT  loop16
	VMOVUPS Z0, (DI)
	ADDQ $64, DI
	ADDQ $64, DX
	SUBQ $16, R8
	JMP  choose

// func compactAVX512(at *int32, values, x, y *float32, n int) int
// n is a multiple of 8; y may be nil. Sixteen numbers at a time, and a rest of eight. Z2 holds their places.
TEXT ·compactAVX512(SB), NOSPLIT, $0-48
	MOVQ at+0(FP), DI
	MOVQ values+8(FP), BX
	MOVQ x+16(FP), SI
	MOVQ y+24(FP), DX
	MOVQ n+32(FP), CX
	XORQ R9, R9
	XORQ R10, R10
	VXORPS X7, X7, X7
	VPMOVZXBD places16<>(SB), Z2
	MOVQ $16, R11
	VMOVQ R11, X6
	VPBROADCASTD X6, Z6
	MOVL $0xFFFF, R11
	KMOVW R11, K2

compact16:
	SUBQ $16, CX
	JGE  whole
	ADDQ $8, CX
	JLT  compacted
	MOVL $0xFF, R11
	KMOVW R11, K2
	MOVQ $-1, CX

whole:
	VMOVUPS.Z (SI)(R9*4), K2, Z0
	TESTQ DX, DX
	JZ   alone
	VMOVUPS.Z (DX)(R9*4), K2, Z1
	VSUBPS Z1, Z0, Z0

alone:
	VCMPPS $4, Z7, Z0, K1
	KMOVW K1, R11
	VCOMPRESSPS.Z Z0, K1, Z3
	VPCOMPRESSD.Z Z2, K1, Z4
	VMOVUPS Z3, K2, (BX)(R10*4)
	VMOVDQU32 Z4, K2, (DI)(R10*4)
	POPCNTL R11, R11
	ADDQ R11, R10
	VPADDD Z6, Z2, Z2
	ADDQ $16, R9
	TESTQ CX, CX
	JGT  compact16

compacted:
	MOVQ R10, ret+40(FP)
	VZEROUPPER
	RET

DATA places16<>+0(SB)/8, $0x0706050403020100
DATA places16<>+8(SB)/8, $0x0f0e0d0c0b0a0908
GLOBL places16<>(SB), RODATA|NOPTR, $16
