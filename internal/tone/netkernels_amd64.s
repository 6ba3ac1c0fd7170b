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

// func matvecAVX2(y, x, w *float32, in, out int)
// out is a multiple of 8. Blocks of 64, 32 and 8 outputs are kept in registers while x runs.
TEXT ·matvecAVX2(SB), NOSPLIT, $0-40
	MOVQ y+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ w+16(FP), DX
	MOVQ in+24(FP), CX
	MOVQ out+32(FP), R8
	MOVQ R8, R9
	SHLQ $2, R9
	TESTQ CX, CX
	JZ   done

block64:
	CMPQ R8, $64
	JLT  block32
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	VMOVUPS 64(DI), Y2
	VMOVUPS 96(DI), Y3
	VMOVUPS 128(DI), Y4
	VMOVUPS 160(DI), Y5
	VMOVUPS 192(DI), Y6
	VMOVUPS 224(DI), Y7
	MOVQ SI, R10
	MOVQ DX, R11
	MOVQ CX, R12

inner64:
	VBROADCASTSS (R10), Y8
	VMULPS (R11), Y8, Y9
	VMULPS 32(R11), Y8, Y10
	VMULPS 64(R11), Y8, Y11
	VMULPS 96(R11), Y8, Y12
	VADDPS Y9, Y0, Y0
	VADDPS Y10, Y1, Y1
	VADDPS Y11, Y2, Y2
	VADDPS Y12, Y3, Y3
	VMULPS 128(R11), Y8, Y9
	VMULPS 160(R11), Y8, Y10
	VMULPS 192(R11), Y8, Y11
	VMULPS 224(R11), Y8, Y12
	VADDPS Y9, Y4, Y4
	VADDPS Y10, Y5, Y5
	VADDPS Y11, Y6, Y6
	VADDPS Y12, Y7, Y7
	ADDQ $4, R10
	ADDQ R9, R11
	DECQ R12
	JNZ  inner64
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, 64(DI)
	VMOVUPS Y3, 96(DI)
	VMOVUPS Y4, 128(DI)
	VMOVUPS Y5, 160(DI)
	VMOVUPS Y6, 192(DI)
	VMOVUPS Y7, 224(DI)
	ADDQ $256, DI
	ADDQ $256, DX
	SUBQ $64, R8
	JMP  block64

block32:
	CMPQ R8, $32
	JLT  block8
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	VMOVUPS 64(DI), Y2
	VMOVUPS 96(DI), Y3
	MOVQ SI, R10
	MOVQ DX, R11
	MOVQ CX, R12

inner32:
	VBROADCASTSS (R10), Y8
	VMULPS (R11), Y8, Y9
	VMULPS 32(R11), Y8, Y10
	VMULPS 64(R11), Y8, Y11
	VMULPS 96(R11), Y8, Y12
	VADDPS Y9, Y0, Y0
	VADDPS Y10, Y1, Y1
	VADDPS Y11, Y2, Y2
	VADDPS Y12, Y3, Y3
	ADDQ $4, R10
	ADDQ R9, R11
	DECQ R12
	JNZ  inner32
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, 64(DI)
	VMOVUPS Y3, 96(DI)
	ADDQ $128, DI
	ADDQ $128, DX
	SUBQ $32, R8
	JMP  block32

block8:
	CMPQ R8, $8
	JLT  done
	VMOVUPS (DI), Y0
	MOVQ SI, R10
	MOVQ DX, R11
	MOVQ CX, R12

inner8:
	VBROADCASTSS (R10), Y8
	VMULPS (R11), Y8, Y9
	VADDPS Y9, Y0, Y0
	ADDQ $4, R10
	ADDQ R9, R11
	DECQ R12
	JNZ  inner8
	VMOVUPS Y0, (DI)
	ADDQ $32, DI
	ADDQ $32, DX
	SUBQ $8, R8
	JMP  block8

done:
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

// func windowsAVX2(rows **netRow, n, width, filters, slot int, top, where *int16, sum *int32)
// rows points at the first window's first word; n is the number of windows.
// filters is a multiple of 16; sixteen of them stay in registers while the windows run.
// Y0 top, Y1 where, Y2 the window's index, Y3 ones, Y4 the window, Y5 and Y6 its sums, Y7 zero.
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
	MOVQ R9, R12
	SHLQ $1, R12           // bytes from run to run
	SHRQ $4, R9            // blocks of sixteen filters
	VPXOR Y7, Y7, Y7
	VPCMPEQW Y3, Y3, Y3
	VPSRLW $15, Y3, Y3
	MOVQ $5, R13
	SUBQ R8, R13           // the first window's index, plus one
	SUBQ $1, R13
	VMOVQ R13, X8
	VPBROADCASTW X8, Y8

filter16:
	TESTQ R9, R9
	JZ   wdone
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VMOVDQA Y8, Y2
	MOVQ SI, AX
	MOVQ CX, BX

window:
	MOVQ (AX), R13
	VMOVDQU (R13)(DX*1), Y4
	CMPQ R8, $1
	JEQ  ready
	MOVQ DX, R15
	ADDQ R12, R15
	MOVQ 8(AX), R13
	VPADDW (R13)(R15*1), Y4, Y4
	CMPQ R8, $2
	JEQ  ready
	ADDQ R12, R15
	MOVQ 16(AX), R13
	VPADDW (R13)(R15*1), Y4, Y4
	CMPQ R8, $3
	JEQ  ready
	ADDQ R12, R15
	MOVQ 24(AX), R13
	VPADDW (R13)(R15*1), Y4, Y4

ready:
	VPCMPGTW Y0, Y4, Y9
	VPMAXSW Y0, Y4, Y0
	VPBLENDVB Y9, Y2, Y1, Y1
	VPADDW Y3, Y2, Y2
	TESTQ R11, R11
	JZ   next
	VPMAXSW Y7, Y4, Y4
	VPMOVZXWD X4, Y10
	VPADDD Y10, Y5, Y5
	VEXTRACTI128 $1, Y4, X4
	VPMOVZXWD X4, Y10
	VPADDD Y10, Y6, Y6

next:
	ADDQ $8, AX
	DECQ BX
	JNZ  window
	VMOVDQU Y0, (DI)
	VMOVDQU Y1, (R10)
	ADDQ $32, DI
	ADDQ $32, R10
	ADDQ $32, DX
	TESTQ R11, R11
	JZ   more
	VMOVDQU Y5, (R11)
	VMOVDQU Y6, 32(R11)
	ADDQ $64, R11

more:
	DECQ R9
	JMP  filter16

wdone:
	VZEROUPPER
	RET
