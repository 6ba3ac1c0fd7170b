"""The pooled convolution as a differentiable operation; the work is done in pool.c."""
import ctypes
import hashlib
import os
import subprocess
import tempfile

import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))


def load(name):
    """Compiles a source of this folder once per content and options into the temporary folder."""
    source = os.path.join(HERE, name)
    command = ["gcc", "-O3", "-fno-trapping-math", "-fno-math-errno", "-march=native", "-fopenmp", "-shared", "-fPIC"]
    with open(source, "rb") as f:
        content = hashlib.sha256(f.read() + " ".join(command).encode()).hexdigest()[:12]
    lib = os.path.join(tempfile.gettempdir(), f"tonearc-{name}-{content}.so")
    if not os.path.exists(lib):
        subprocess.run([*command, "-o", lib, source], check=True)
    return ctypes.CDLL(lib)


LIB = load("pool.c")


def ptr(array):
    return ctypes.c_void_p(array.ctypes.data if isinstance(array, np.ndarray) else array.data_ptr())


class Pool(torch.autograd.Function):
    """(table, words, caps rows, sentence bounds, filters) -> top, mean."""

    @staticmethod
    def forward(ctx, table, words, caps_rows, bounds, filters):
        sents, total = len(bounds) - 1, int(filters.sum())
        top = torch.empty(sents, total)
        mean = torch.empty(sents, int(filters[1]))
        where = np.empty((sents, total), np.int16)
        table = table.contiguous()
        LIB.forward(ptr(table), ctypes.c_int(table.shape[1]), ptr(words), ptr(caps_rows), ptr(bounds), ctypes.c_int64(sents),
                    ptr(filters), ptr(top), ptr(where), ptr(mean))
        ctx.save_for_backward(table)
        ctx.rest = words, caps_rows, bounds, filters, where
        return top, mean

    @staticmethod
    def backward(ctx, dtop, dmean):
        table, = ctx.saved_tensors
        words, caps_rows, bounds, filters, where = ctx.rest
        grad = torch.zeros_like(table)
        dtop, dmean = dtop.contiguous(), dmean.contiguous()
        LIB.backward(ptr(table), ptr(grad), ctypes.c_int(table.shape[1]), ptr(words), ptr(caps_rows), ptr(bounds),
                     ctypes.c_int64(len(bounds) - 1), ptr(filters), ptr(where), ptr(dtop), ptr(dmean))
        return grad, None, None, None, None
