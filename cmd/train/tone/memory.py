"""Filters with memory as a differentiable operation; the work is done in memory.c.

A filter of this kind reads the sentence word by word, half of them from its end. A word lets through a share of what
the filter remembers, leaves something of its own there, and answers by itself; what counts is the largest sum, over
the words, of what is remembered of the words before and the word's own answer. All three depend on the word alone, so
that inference looks them up. After Lei et al. 2018, Simple Recurrent Units for Highly Parallelizable Recurrence.
"""
import ctypes

import numpy as np
import torch

from pool import load, ptr

LIB = load("memory.c")
MOST = 512  # filters each way, as in memory.c


class Memory(torch.autograd.Function):
    """(table, words, sentence bounds, filters each way) -> top, forwards and backwards side by side."""

    @staticmethod
    def forward(ctx, table, words, bounds, m):
        if m > MOST:
            raise ValueError(f"{m} filters with memory each way; memory.c has room for {MOST}")
        sents = len(bounds) - 1
        table = table.contiguous()
        top = torch.empty(sents, 2 * m)
        where = np.empty((sents, 2 * m), np.int16)
        memory = np.empty((len(words), 2 * m), np.float32)
        LIB.remember(ptr(table), ctypes.c_int(table.shape[1]), ptr(words), ptr(bounds), ctypes.c_int64(sents),
                     ctypes.c_int(m), ptr(top), ptr(where), ptr(memory))
        ctx.save_for_backward(table)
        ctx.rest = words, bounds, m, where, memory
        return top

    @staticmethod
    def backward(ctx, dtop):
        table, = ctx.saved_tensors
        words, bounds, m, where, memory = ctx.rest
        grad = torch.zeros_like(table)
        dtop = dtop.contiguous()
        LIB.recall(ptr(table), ptr(grad), ctypes.c_int(table.shape[1]), ptr(words), ptr(bounds),
                   ctypes.c_int64(len(bounds) - 1), ctypes.c_int(m), ptr(where), ptr(memory), ptr(dtop))
        return grad, None, None, None
