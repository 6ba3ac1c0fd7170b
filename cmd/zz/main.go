package main

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"runtime/pprof"
	"strconv"
	"syscall"
	"time"

	"tonearc/internal/benchgen"
	"tonearc/pipeline"
)

func cpu() float64 {
	var u syscall.Rusage
	_ = syscall.Getrusage(0, &u)
	return float64(u.Utime.Sec) + float64(u.Utime.Usec)/1e6 + float64(u.Stime.Sec) + float64(u.Stime.Usec)/1e6
}

func main() {
	if os.Args[1] == "gen" {
		n, _ := strconv.Atoi(os.Args[2])
		f, _ := os.Create(os.Args[3])
		if err := benchgen.Write(f, n, 1); err != nil {
			panic(err)
		}
		f.Close()
		return
	}
	debug.SetGCPercent(200)
	debug.SetMemoryLimit(540 << 20)
	if p := os.Getenv("PROF"); p != "" {
		f, _ := os.Create(p)
		_ = pprof.StartCPUProfile(f)
		defer f.Close()
		defer pprof.StopCPUProfile()
	}
	t := time.Now()
	r, err := pipeline.Run(context.Background(), pipeline.Config{
		Paths: []string{os.Args[1]}, Output: os.Args[2], Cache: os.Args[3], Full: len(os.Args) > 4,
	}, pipeline.WithVersion("zz"))
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Printf("wall %.2f cpu %.2f cached %d changes %d\n", time.Since(t).Seconds(), cpu(), r.Counts.Cached, len(r.Changes))
}
