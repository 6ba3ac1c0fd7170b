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
	ADDQ $64, DI \
	ADDQ $64, DX \
	TESTQ R10, R10 \
	JEQ  3(PC) \
	VMOVDQU16 Z1, (R10) \
	ADDQ $64, R10

// func windowsAVX512(rows **netRow, n, width, filters, slot int, top, where *int16, sum *int32)
// As windowsAVX2, with thirty-two filters in one register.
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
