#!/bin/sh
# Makes internal/tone/weights/net.bin and its golden file from the shared data: run.sh DATA [WORK]
# One thread throughout, so that one machine makes the same weights each time; some two hours of one core.
set -eu
data=$(cd "$1" && pwd)
work=${2:-/tmp/tonearc-tone}
mkdir -p "$work"
cd "$(dirname "$0")"
tone=../../../internal/tone
export OMP_NUM_THREADS=1
small="--filters 64,96,96,64 --hidden 64 --state 48"
large="--filters 96,128,128,96 --hidden 96 --state 64"
train() { name=$1; shift; [ -f "$work/$name.pt" ] || python3 train.py "$work/corpus.npz" "$work/$name.pt" "$@"; }

[ -f "$work/corpus.npz" ] || python3 data.py "$data" "$work/corpus.npz"

# documents with stars
train small $small --seed 1 --pretrain 2 --epochs 0
train large $large --seed 2 --pretrain 2 --epochs 0

# teachers
tune="--pretrain 0 --epochs 8"
train t1 $small $tune --start "$work/small.pt" --seed 1 --emb-lr 0.5 --phrases 40000
train t2 $large $tune --start "$work/large.pt" --seed 2 --emb-lr 0.5 --phrases 40000
train t3 $large $tune --start "$work/large.pt" --seed 3 --phrases 80000
train t4 $large $tune --start "$work/large.pt" --seed 21 --phrases 60000 --sst 2
train t5 $small $tune --start "$work/small.pt" --seed 22 --phrases 40000 --sst 2

# what they say of everything, and the net that learns it
[ -f "$work/soft.npz" ] || python3 label.py "$work/corpus.npz" "$work/soft.npz" "$work"/t[1-5].pt
train net $large $tune --start "$work/large.pt" --seed 31 --soft "$work/soft.npz" --phrases 60000 --books 6000
python3 export.py "$data" "$work/corpus.npz" "$work/net.pt" $tone/weights/net.bin $tone/testdata/net_golden.json
