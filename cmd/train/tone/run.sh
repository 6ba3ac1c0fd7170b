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
[ -f "$work/corpus.npz" ] || /usr/bin/python3 data.py "$data" "$work/corpus.npz"
[ -f "$work/stars.pt" ] || /usr/bin/python3 train.py "$work/corpus.npz" "$work/stars.pt" --seed 2 --pretrain 2 --epochs 0
[ -f "$work/net.pt" ] || /usr/bin/python3 train.py "$work/corpus.npz" "$work/net.pt" --seed 28 --start "$work/stars.pt" --pretrain 0 --epochs 16
/usr/bin/python3 export.py "$data" "$work/corpus.npz" "$work/net.pt" $tone/weights/net.bin $tone/testdata/net_golden.json
