#!/bin/sh
# Makes internal/tone/weights/net.bin and its golden file from the shared data: run.sh DATA [WORK]
# One thread throughout, so that one machine makes the same weights each time. Finished steps are not repeated.
set -eu
data=$(cd "$1" && pwd)
work=${2:-/tmp/tonearc-tone}
mkdir -p "$work"
cd "$(dirname "$0")"
tone=../../../internal/tone
export OMP_NUM_THREADS=1
[ -f "$work/words.txt" ] || /usr/bin/python3 words.py "$data" "$work/words.txt"
[ -x "$work/vectors" ] || gcc -O3 -march=native -ffast-math -o "$work/vectors" vectors.c -lm
[ -f "$work/vectors.txt" ] || "$work/vectors" "$work/words.txt" "$work/vectors.txt" 200 5 5
[ -f "$work/corpus.npz" ] || /usr/bin/python3 data.py "$data" "$work/vectors.txt" "$work/corpus.npz"
[ -f "$work/stars.pt" ] || /usr/bin/python3 train.py "$work/corpus.npz" "$work/stars.pt" --seed 3 --pretrain 2 --epochs 0
[ -f "$work/sentences.pt" ] || /usr/bin/python3 train.py "$work/corpus.npz" "$work/sentences.pt" --seed 3 --start "$work/stars.pt" --pretrain 0 --epochs 10
[ -f "$work/deeper.pt" ] || /usr/bin/python3 train.py "$work/corpus.npz" "$work/deeper.pt" --seed 5 --start "$work/sentences.pt" --pretrain 0 --epochs 4 --lr 7e-4 --web 3 --splice 0.35 --drop 0.15,0.25,0.1 --emb-lr 0.3 --phrases 100000
[ -f "$work/deepest.pt" ] || /usr/bin/python3 train.py "$work/corpus.npz" "$work/deepest.pt" --seed 9 --start "$work/deeper.pt" --pretrain 0 --epochs 3 --lr 6e-4 --web 3 --splice 0.35 --drop 0.1,0.15,0.05 --emb-lr 0.3 --phrases 100000
/usr/bin/python3 export.py "$data" "$work/corpus.npz" $tone/weights/net.bin $tone/testdata/net_golden.json "$work/deeper.pt" "$work/deepest.pt"
