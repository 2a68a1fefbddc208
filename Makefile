# make test needs Go and apt; it installs what is missing (Redis for the state's
# tests, a C compiler for the race detector).

GO ?= go
FUZZTIME ?= 10s
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2

.PHONY: build test lint bench fuzz fit tools

build:
	$(GO) build -o bin/overhoor ./cmd/overhoor

test: tools
	CGO_ENABLED=1 OVERHOOR_NEED_REDIS=1 $(GO) test -race ./...

lint:
	@test -z "$$(gofmt -l .)" || { gofmt -d .; exit 1; }
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

# Fits the judge to all labelled answers, those beside the repository too, and
# reports. The order counts: crm-nl has the cards that crm-responses answers, and
# another order shuffles the trees.
LABELLED = $(addprefix ../shared/grading/,crm-nl.jsonl outline-nl.jsonl general.jsonl other-subjects.jsonl) \
	$(sort $(wildcard bot/grade/testdata/*.jsonl))

fit:
	$(GO) run ./bot/grade/train -write bot/grade/weights.bin $(LABELLED)

# Each fuzz target in turn, for FUZZTIME.
fuzz:
	@for pkg in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
			echo "$$pkg $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
		done; \
	done

tools:
	@.ci/need redis-server:redis-server "gcc:gcc libc6-dev"
