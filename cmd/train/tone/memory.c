// Filters with memory, forwards and backwards: see memory.py.
//
// table holds, for each distinct word of the batch, three runs of m numbers for each of two directions: the gate, what
// the word leaves in the memory, and what it answers by itself.
#include <stdint.h>
#include <string.h>
#include <math.h>

#define MOST 512 // filters each way: memory.py refuses more

static inline float gate(float x) { return 0.5f + 0.5f * x / (1 + fabsf(x)); }

// remember fills top[S][2m] (the largest of memory of the words before plus the word's own answer, and 0), where[S][2m]
// (the word that gave it, -1 for none), and memory[W][2m], the memory before each word.
void remember(const float *table, int row, const int32_t *words, const int64_t *at, int64_t sents, int m, float *top,
              int16_t *where, float *memory) {
    for (int64_t s = 0; s < sents; s++) {
        int n = (int)(at[s + 1] - at[s]);
        for (int d = 0; d < 2; d++) {
            float c[MOST];
            float *t = top + (s * 2 + d) * m;
            int16_t *a = where + (s * 2 + d) * m;
            memset(c, 0, sizeof(float) * m);
            memset(t, 0, sizeof(float) * m);
            for (int j = 0; j < m; j++) a[j] = -1;
            for (int k = 0; k < n; k++) {
                int p = d ? n - 1 - k : k;
                const float *r = table + (int64_t)words[at[s] + p] * row + d * 3 * m;
                float *before = memory + ((at[s] + p) * 2 + d) * m;
                memcpy(before, c, sizeof(float) * m);
                for (int j = 0; j < m; j++) {
                    float h = c[j] + r[2 * m + j], f = gate(r[j]);
                    int16_t won = (int16_t)-(h > t[j]);
                    a[j] = (int16_t)((won & (int16_t)p) | (~won & a[j]));
                    t[j] = h > t[j] ? h : t[j];
                    c[j] = f * c[j] + (1 - f) * r[m + j];
                }
            }
        }
    }
}

// recall adds what the gradients of top, dtop[S][2m], make of those of table to grad, a table like it.
void recall(const float *table, float *grad, int row, const int32_t *words, const int64_t *at, int64_t sents, int m,
            const int16_t *where, const float *memory, const float *dtop) {
    for (int64_t s = 0; s < sents; s++) {
        int n = (int)(at[s + 1] - at[s]);
        for (int d = 0; d < 2; d++) {
            float dc[MOST]; // of the memory after the word
            const float *g = dtop + (s * 2 + d) * m;
            const int16_t *a = where + (s * 2 + d) * m;
            memset(dc, 0, sizeof(float) * m);
            for (int k = n - 1; k >= 0; k--) {
                int p = d ? n - 1 - k : k;
                const float *r = table + (int64_t)words[at[s] + p] * row + d * 3 * m;
                float *o = grad + (int64_t)words[at[s] + p] * row + d * 3 * m;
                const float *before = memory + ((at[s] + p) * 2 + d) * m;
                for (int j = 0; j < m; j++) {
                    float x = r[j], f = gate(x), slope = 0.5f / ((1 + fabsf(x)) * (1 + fabsf(x)));
                    float hit = a[j] == p ? g[j] : 0;
                    o[j] += dc[j] * (before[j] - r[m + j]) * slope;
                    o[m + j] += dc[j] * (1 - f);
                    o[2 * m + j] += hit;
                    dc[j] = dc[j] * f + hit;
                }
            }
        }
    }
}
