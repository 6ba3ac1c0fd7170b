// Word vectors by skip-gram with negative sampling (Mikolov et al. 2013), on one thread, so that one machine makes the
// same vectors each time.
//
//   vectors TEXT OUT DIM WINDOW EPOCHS
//
// TEXT holds one review a line, its words between spaces. OUT gets a line "words DIM", then a word and its numbers a line.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NEGATIVES = 6, LEAST = 5, SLOTS = 1 << 22, DRAWS = 20000000, LONGEST = 100000, BREAK = -2 };
static const double FREQUENT = 1e-4; // words more frequent than this are left out now and then
static const float RATE = 0.03f;

static uint64_t state = 17;
static inline uint64_t draw(void) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return state >> 17;
}

static int32_t *slots;
static char **names;
static int64_t *counts;
static int32_t known;

// number returns the number of a word, a new one where it is met for the first time.
static int32_t number(const char *word) {
    uint32_t h = 2166136261u;
    for (const char *c = word; *c; c++) h = (h ^ (uint8_t)*c) * 16777619u;
    for (h &= SLOTS - 1; slots[h] >= 0; h = (h + 1) & (SLOTS - 1))
        if (!strcmp(names[slots[h]], word)) return slots[h];
    names[known] = strdup(word);
    return slots[h] = known++;
}

// read returns the words of the file as numbers, BREAK after each line; rare words are -1.
static int32_t *read(FILE *f, int64_t *length) {
    int64_t room = 1 << 20, n = 0;
    int32_t *ids = malloc(4 * room);
    slots = malloc(4L * SLOTS);
    memset(slots, -1, 4L * SLOTS);
    names = malloc(sizeof(char *) * SLOTS);
    counts = calloc(SLOTS, 8);
    char word[1000];
    for (int c, w = 0; (c = getc(f)) != EOF;) {
        if (n + 2 > room) ids = realloc(ids, 4 * (room *= 2));
        if (c != ' ' && c != '\n') {
            if (w < 900) word[w++] = (char)c;
            continue;
        }
        if (w) {
            word[w] = 0;
            counts[ids[n++] = number(word)]++;
            w = 0;
        }
        if (c == '\n') ids[n++] = BREAK;
    }
    int32_t kept = 0, *renumbered = malloc(4L * known);
    for (int32_t i = 0; i < known; i++) {
        renumbered[i] = counts[i] >= LEAST ? kept : -1;
        if (counts[i] < LEAST) continue;
        names[kept] = names[i];
        counts[kept++] = counts[i];
    }
    known = kept;
    for (int64_t i = 0; i < n; i++)
        if (ids[i] >= 0) ids[i] = renumbered[ids[i]];
    *length = n;
    return ids;
}

// urn returns words as often as their counts to the power of 3/4 say.
static int32_t *urn(void) {
    int32_t *drawn = malloc(4L * DRAWS), word = 0;
    double all = 0;
    for (int32_t i = 0; i < known; i++) all += pow((double)counts[i], 0.75);
    double upto = pow((double)counts[0], 0.75) / all;
    for (int64_t t = 0; t < DRAWS; t++) {
        drawn[t] = word;
        if ((double)t / DRAWS > upto && word < known - 1) upto += pow((double)counts[++word], 0.75) / all;
    }
    return drawn;
}

int main(int argc, char **argv) {
    if (argc != 6) return fprintf(stderr, "vectors TEXT OUT DIM WINDOW EPOCHS\n"), 2;
    int dim = atoi(argv[3]), window = atoi(argv[4]), epochs = atoi(argv[5]);
    FILE *f = fopen(argv[1], "r");
    if (!f) return perror(argv[1]), 1;
    int64_t n;
    int32_t *ids = read(f, &n), *drawn = urn(), *line = malloc(4L * LONGEST);
    fclose(f);
    float *in = malloc(4L * known * dim), *out = calloc((size_t)known * dim, 4), *change = malloc(4L * dim);
    for (int64_t i = 0; i < (int64_t)known * dim; i++) in[i] = ((float)(draw() & 0xffff) / 65536.0f - 0.5f) / (float)dim;
    int64_t seen = 0;
    for (int epoch = 0; epoch < epochs; epoch++)
        for (int64_t i = 0; i < n;) {
            int length = 0;
            for (; i < n && ids[i] != BREAK && length < LONGEST - 1; i++, seen++) {
                if (ids[i] < 0) continue;
                double share = (double)counts[ids[i]] / (double)n, keep = (sqrt(share / FREQUENT) + 1) * FREQUENT / share;
                if (keep >= 1 || (double)(draw() & 0xffff) / 65536.0 <= keep) line[length++] = ids[i];
            }
            if (i < n && ids[i] == BREAK) i++, seen++;
            float rate = RATE * (1 - (float)((double)seen / ((double)n * epochs + 1)));
            if (rate < RATE * 1e-4f) rate = RATE * 1e-4f;
            for (int at = 0; at < length; at++) {
                int reach = 1 + (int)(draw() % (uint64_t)window);
                for (int j = at - reach; j <= at + reach; j++) {
                    if (j < 0 || j >= length || j == at) continue;
                    float *x = in + (int64_t)line[j] * dim;
                    memset(change, 0, 4L * dim);
                    for (int k = 0; k <= NEGATIVES; k++) {
                        int32_t target = k ? drawn[draw() % DRAWS] : line[at];
                        if (k && target == line[at]) continue;
                        float *y = out + (int64_t)target * dim, dot = 0;
                        for (int d = 0; d < dim; d++) dot += x[d] * y[d];
                        float g = ((k ? 0.0f : 1.0f) - 1 / (1 + expf(-dot))) * rate;
                        for (int d = 0; d < dim; d++) change[d] += g * y[d];
                        for (int d = 0; d < dim; d++) y[d] += g * x[d];
                    }
                    for (int d = 0; d < dim; d++) x[d] += change[d];
                }
            }
        }
    if (!(f = fopen(argv[2], "w"))) return perror(argv[2]), 1;
    fprintf(f, "%d %d\n", known, dim);
    for (int32_t w = 0; w < known; w++) {
        fprintf(f, "%s", names[w]);
        for (int d = 0; d < dim; d++) fprintf(f, " %.5f", in[(int64_t)w * dim + d]);
        fputc('\n', f);
    }
    return fclose(f) ? (perror(argv[2]), 1) : 0;
}
