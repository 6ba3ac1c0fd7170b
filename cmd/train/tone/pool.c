// Convolution by look-up with max pooling, forwards and backwards.
//
// table holds, for each distinct word of the batch, what it answers to every filter
// at every place in the filter's window: for width k, k runs of f[k] numbers. A
// window's value is the sum of k such runs, so that no multiplication is left here.
// The backward pass touches only the window that won each filter.
#include <stdint.h>
#include <string.h>

#define WIDTHS 4

// forward fills top[S][F] (the maximum over windows and 0), where[S][F] (the winning
// window's first word relative to the sentence, -128 for none) and mean[S][f[1]].
void forward(const float *table, int row, const int32_t *words, const int32_t *caps_row, const int64_t *at, int64_t sents,
             const int32_t *f, float *top, int16_t *where, float *mean) {
    int total = f[0] + f[1] + f[2] + f[3];
#pragma omp parallel for schedule(dynamic, 16)
    for (int64_t s = 0; s < sents; s++) {
        int n = (int)(at[s + 1] - at[s]);
        const int32_t *w = words + at[s], *c = caps_row + at[s];
        float *t = top + s * total, *m = mean + s * f[1];
        int16_t *a = where + s * total;
        memset(t, 0, sizeof(float) * total);
        memset(m, 0, sizeof(float) * f[1]);
        for (int i = 0; i < total; i++) a[i] = -128;
        int slot = 0, filter = 0;
        float h[512];
        for (int k = 1; k <= WIDTHS; k++) {
            int width = f[k - 1];
            for (int from = 1 - k; from < n; from++) {
                memset(h, 0, sizeof(float) * width);
                for (int j = 0; j < k; j++) {
                    int p = from + j;
                    if (p < 0 || p >= n) continue;
                    const float *r = table + (int64_t)w[p] * row + slot + j * width;
                    const float *q = table + (int64_t)c[p] * row + slot + j * width;
                    for (int i = 0; i < width; i++) h[i] += r[i] + q[i];
                }
                float *tk = t + filter;
                int16_t *ak = a + filter;
                for (int i = 0; i < width; i++) {
                    int16_t won = (int16_t)-(h[i] > tk[i]);
                    ak[i] = (int16_t)((won & (int16_t)from) | (~won & ak[i]));
                    tk[i] = h[i] > tk[i] ? h[i] : tk[i];
                }
                if (k == 2)
                    for (int i = 0; i < width; i++) m[i] += h[i] > 0 ? h[i] : 0;
            }
            slot += k * width;
            filter += width;
        }
        float scale = 1.0f / (float)n;
        for (int i = 0; i < f[1]; i++) m[i] *= scale;
    }
}

// backward adds the gradients of top and mean to grad, a table like table.
void backward(const float *table, float *grad, int row, const int32_t *words, const int32_t *caps_row, const int64_t *at,
              int64_t sents, const int32_t *f, const int16_t *where, const float *dtop, const float *dmean) {
    int total = f[0] + f[1] + f[2] + f[3];
    for (int64_t s = 0; s < sents; s++) {
        int n = (int)(at[s + 1] - at[s]);
        const int32_t *w = words + at[s], *c = caps_row + at[s];
        const float *d = dtop + s * total;
        const int16_t *a = where + s * total;
        int slot = 0, filter = 0;
        for (int k = 1; k <= WIDTHS; k++) {
            int width = f[k - 1];
            for (int i = 0; i < width; i++) {
                int from = a[filter + i];
                float g = d[filter + i];
                if (from == -128 || g == 0) continue;
                for (int j = 0; j < k; j++) {
                    int p = from + j;
                    if (p < 0 || p >= n) continue;
                    int64_t col = slot + j * width + i;
                    grad[(int64_t)w[p] * row + col] += g;
                    grad[(int64_t)c[p] * row + col] += g;
                }
            }
            slot += k * width;
            filter += width;
        }
        // the mean of the rectified windows of width 2
        int width = f[1], base = f[0];
        const float *dm = dmean + s * width;
        float scale = 1.0f / (float)n;
        for (int from = -1; from < n; from++) {
            float h[512];
            memset(h, 0, sizeof(float) * width);
            for (int j = 0; j < 2; j++) {
                int p = from + j;
                if (p < 0 || p >= n) continue;
                const float *r = table + (int64_t)w[p] * row + base + j * width;
                const float *q = table + (int64_t)c[p] * row + base + j * width;
                for (int i = 0; i < width; i++) h[i] += r[i] + q[i];
            }
            for (int i = 0; i < width; i++) h[i] = h[i] > 0 ? dm[i] * scale : 0;
            for (int j = 0; j < 2; j++) {
                int p = from + j;
                if (p < 0 || p >= n) continue;
                float *r = grad + (int64_t)w[p] * row + base + j * width;
                float *q = grad + (int64_t)c[p] * row + base + j * width;
                for (int i = 0; i < width; i++) {
                    r[i] += h[i];
                    q[i] += h[i];
                }
            }
        }
    }
}
