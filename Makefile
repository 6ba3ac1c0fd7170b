# Tonearc: `make run` and `make test` are all you need; `make help` lists the rest.
# Needs Go, git and make. Browser and Beam parts say so where something else is missing.
SHELL := /bin/bash
export CGO_ENABLED := 0

GO       ?= go
VERSION  ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
LDFLAGS  := -s -w -X main.version=$(VERSION)
BUILD    := $(GO) build -trimpath -ldflags "$(LDFLAGS)"
SHARED   ?= ../shared
PREFIX   ?= /usr/local
PATHS    ?= corpus
OUT      ?= reports
# Tools for `make check`, pinned; fetched by the Go toolchain when first used.
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.9.0

.DEFAULT_GOAL := help
.PHONY: help run test check eval bench soak fuzz arm64 beam train browser-deps screenshots install dist clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "  %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

analyze: FORCE
	@$(BUILD) -o $@ ./cmd/analyze
FORCE:

run: analyze ## read corpus/ and write reports/ (PATHS=… OUT=… for others)
	./analyze $(PATHS) -o $(OUT)
	@echo "open $(OUT)/index.html"

test: ## vet and test everything; browser tests where Chromium is found
	$(GO) vet ./...
	$(GO) test -timeout 30m ./...

check: test ## test, and static analysis, known vulnerabilities, formatting
	@test -z "$$(gofmt -l cmd internal pipeline | tee /dev/stderr)" || { echo "run gofmt -w on the files above"; exit 1; }
	$(GO) run $(STATICCHECK) ./...
	$(GO) run $(GOVULNCHECK) ./...

eval: analyze ## accuracy of every scorer, entities, shifts (wants SHARED=../shared; prints what it skips)
	./analyze eval --shared $(SHARED)

bench: ## speed and memory, end to end and per stage, for benchstat (BENCH=regexp; BIG=1: 100,000 reviews too; WINK=FOLDER: winkNLP to compare with)
	TONEARC_SHARED=$(abspath $(SHARED)) TONEARC_BENCH_BIG=$(BIG) TONEARC_BENCH_WINK=$(WINK) \
	$(GO) test -p 1 -timeout 60m -run '^$$' -bench '$(or $(BENCH),.)' -benchmem -benchtime 1s ./cmd/analyze ./pipeline/... ./internal/...

soak: ## the long checks: 200 kills, full disk, every fuzz target for FUZZTIME (5m)
	TONEARC_SOAK=1 $(GO) test -count 1 -timeout 60m -run 'Kill|Disk' ./cmd/analyze/
	$(MAKE) fuzz FUZZTIME=$(or $(FUZZTIME),5m)

fuzz: ## every fuzz target for FUZZTIME (10s)
	@set -e; for dir in $$($(GO) list -f '{{.Dir}}' ./...); do \
	  for target in $$(grep -hoE '^func Fuzz[A-Za-z0-9_]+' $$dir/*_test.go 2>/dev/null | cut -d' ' -f2); do \
	    echo "== $$dir $$target"; $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzzminimizetime 20x -fuzztime $(or $(FUZZTIME),10s) $$dir; \
	  done; done

arm64: ## test the scorer's kernels and the corpus as on an arm64 processor (wants qemu-aarch64, Debian's qemu-user)
	@if ! command -v qemu-aarch64 >/dev/null; then echo "arm64: skipped, there is no qemu-aarch64 here"; else \
	  set -x; GOARCH=arm64 $(GO) test -exec qemu-aarch64 ./internal/tone && \
	  GOARCH=arm64 $(GO) test -exec qemu-aarch64 ./pipeline -run CorpusGolden; fi

beam: ## build and test the Apache Beam program (a module of its own)
	cd cmd/analyze-beam && $(GO) vet ./... && $(GO) test ./...

train: ## make the embedded models again from SHARED (tone: an hour or two, wants Debian's python3-torch)
	$(GO) run ./cmd/train/bayes internal/tone/bayes
	$(GO) run ./cmd/train/tagger internal/nlp/tagger
	$(GO) run ./cmd/train/simple $(SHARED)/data internal/tone
	cmd/train/tone/run.sh $(SHARED)/data
	$(GO) run ./cmd/train/entity weights

browser-deps: ## what the browser test needs from npm, pinned
	npm ci --no-audit --no-fund --prefix internal/report/testdata

screenshots: ## the README's pictures (wants Chromium)
	$(GO) test -count 1 ./internal/report -run Screenshots -screenshots

install: analyze ## put the program, its man page and completions under PREFIX (/usr/local)
	install -D -m 755 analyze $(DESTDIR)$(PREFIX)/bin/analyze
	mkdir -p $(DESTDIR)$(PREFIX)/share/man/man1 && ./analyze man > $(DESTDIR)$(PREFIX)/share/man/man1/analyze.1
	mkdir -p $(DESTDIR)$(PREFIX)/share/bash-completion/completions && ./analyze completion bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/analyze

dist: ## static binaries for Linux, macOS and Windows with checksums, under dist/
	@mkdir -p dist && rm -f dist/*
	@set -e; for target in linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64; do \
	  os=$${target%/*}; arch=$${target#*/}; ext=; [ $$os = windows ] && ext=.exe; \
	  GOOS=$$os GOARCH=$$arch $(GO) vet ./cmd/analyze && \
	  GOOS=$$os GOARCH=$$arch $(BUILD) -o dist/analyze-$$os-$$arch$$ext ./cmd/analyze; echo dist/analyze-$$os-$$arch$$ext; done
	@cd dist && sha256sum analyze-* > SHA256SUMS

clean: ## remove what was built here
	rm -rf analyze dist
