package ingest

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tonearc/pipeline/review"
)

// Sources lists every file under the roots, sorted by name, without opening any. The Skips are what was passed over
// and why: links, folders that cannot be listed. Hidden files and folders (".git") are not looked at.
func (r *Reader) Sources(ctx context.Context, roots []Root) ([]Source, []review.Skip, error) {
	w := &walker{ctx: ctx, follow: r.opts.Follow, seen: make(map[string]bool)}
	for i, root := range roots {
		w.root, w.number = root, i
		if err := w.walk(); err != nil {
			return nil, nil, err
		}
	}
	w.nameApart(roots)
	slices.SortStableFunc(w.found, func(a, b foundSource) int { return strings.Compare(a.Name, b.Name) })
	sources := make([]Source, len(w.found))
	for i, f := range w.found {
		sources[i] = f.Source
	}
	slices.SortStableFunc(w.skips, func(a, b review.Skip) int { return strings.Compare(a.Source, b.Source) })
	return sources, w.skips, nil
}

type foundSource struct {
	Source
	root int
}

// walker collects the sources of all roots.
type walker struct {
	ctx    context.Context
	follow bool
	seen   map[string]bool // real paths of files, so that a file named twice is read once
	found  []foundSource
	skips  []review.Skip

	root   Root
	number int // of the root
}

func (w *walker) walk() error {
	root := w.root
	switch {
	case root.stdin != nil:
		in := root.stdin
		w.found = append(w.found, foundSource{Source{Name: "-", Size: -1, Once: true, named: true, Open: func() (io.ReadCloser, error) { return io.NopCloser(in), nil }}, w.number})
		return nil
	case root.Name != "":
		info, _ := fs.Stat(root.FS, root.Name) // where it fails, opening says why
		w.file(root.FS, root.Name, root.Name, info, true)
		return nil
	}
	fsys := root.FS
	if root.dir != "" && !w.follow { // no link that is put there later leads out of the folder either
		opened, err := os.OpenRoot(root.dir)
		if err != nil {
			w.skip(root.Path, review.Failed, "the folder cannot be opened: "+fileError(err))
			return nil
		}
		fsys = opened.FS()
	}
	return w.folder(fsys, ".", "", nil)
}

// folder lists one folder. name is its path in fsys, prefix the path that its files are known by; above are the real
// paths of the folders that were entered through links.
func (w *walker) folder(fsys fs.FS, name, prefix string, above []string) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	entries, err := fs.ReadDir(fsys, name)
	if err != nil {
		w.skip(orDot(prefix), review.Failed, "the folder cannot be listed: "+fileError(err))
	}
	if isReport(entries, fsys, name) {
		w.skip(orDot(prefix), review.Excluded, "a report of this program, not reviews")
		return nil
	}
	for _, entry := range entries {
		base := entry.Name()
		if strings.HasPrefix(base, ".") {
			continue
		}
		at, known := path.Join(name, base), path.Join(prefix, base)
		switch mode := entry.Type(); {
		case mode&fs.ModeSymlink != 0:
			if err := w.link(fsys, at, known, above); err != nil {
				return err
			}
		case entry.IsDir():
			if base == "node_modules" {
				continue
			}
			if err := w.folder(fsys, at, known, above); err != nil {
				return err
			}
		case mode.IsRegular():
			info, _ := entry.Info()
			w.file(fsys, at, known, info, false)
		default:
			w.skip(known, review.Excluded, "not a file: a device, pipe or socket")
		}
	}
	return nil
}

func orDot(s string) string {
	if s == "" {
		return "."
	}
	return s
}

// isReport recognises a report of ours by what lies in it.
func isReport(entries []fs.DirEntry, fsys fs.FS, name string) bool {
	if !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == "run.json" }) {
		return false
	}
	_, err := fs.Stat(fsys, path.Join(name, "data/datapackage.json"))
	return err == nil
}

// file adds a file. info is nil where the file system does not tell.
func (w *walker) file(fsys fs.FS, at, known string, info fs.FileInfo, named bool) {
	if w.root.dir != "" {
		real := filepath.Join(w.root.dir, filepath.FromSlash(at))
		if resolved, err := filepath.EvalSymlinks(real); err == nil {
			real = resolved
		}
		if w.seen[real] {
			return
		}
		w.seen[real] = true
	}
	src := Source{Name: shownPath(known), Size: -1, named: named, Open: func() (io.ReadCloser, error) { return fsys.Open(at) }}
	if info != nil && info.Mode().IsRegular() {
		src.Size = info.Size()
	} else if info != nil {
		src.Once = true
	}
	w.found = append(w.found, foundSource{src, w.number})
}

// link decides what happens to a symbolic link. What it leads to inside the folder is read under its own name.
func (w *walker) link(fsys fs.FS, at, known string, above []string) error {
	if w.root.dir == "" {
		w.skip(known, review.Excluded, "a symbolic link")
		return nil
	}
	real, err := filepath.EvalSymlinks(filepath.Join(w.root.dir, filepath.FromSlash(at)))
	if err != nil {
		w.skip(known, review.Failed, "a symbolic link that leads nowhere, or round in a circle; mend or remove it")
		return nil
	}
	if inside, err := filepath.Rel(w.root.dir, real); err == nil && filepath.IsLocal(inside) {
		w.skip(known, review.Excluded, "a symbolic link to "+filepath.ToSlash(inside)+", which is read under its own name")
		return nil
	}
	if !w.follow {
		w.skip(known, review.Excluded, "a symbolic link out of the folder; --follow reads it")
		return nil
	}
	info, err := os.Stat(real)
	if err != nil {
		w.skip(known, review.Failed, "a symbolic link that cannot be followed: "+fileError(err))
		return nil
	}
	if !info.IsDir() {
		outer := w.root.dir
		w.root.dir = filepath.Dir(real)
		w.file(os.DirFS(w.root.dir), filepath.Base(real), known, info, false)
		w.root.dir = outer
		return nil
	}
	for _, folder := range append(above, w.root.dir) {
		if back, err := filepath.Rel(real, folder); err == nil && filepath.IsLocal(back) {
			w.skip(known, review.Excluded, "a symbolic link to a folder that holds it: a loop, not followed again")
			return nil
		}
	}
	outer := w.root.dir
	w.root.dir = real
	err = w.folder(os.DirFS(real), ".", known, append(slices.Clone(above), outer, real))
	w.root.dir = outer
	return err
}

// shownPath is a path as messages, tables and pages can show it, on one line: what is not UTF-8 and what steers a
// terminal is replaced.
func shownPath(path string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return utf8.RuneError
		}
		return r
	}, path) // Map itself replaces what is not UTF-8
}

func (w *walker) skip(source string, kind review.SkipKind, why string) {
	s := review.Skip{Source: shownPath(source), Kind: kind, Stage: stage, Reason: why}
	s.Reason = place(s) + s.Reason
	w.skips = append(w.skips, s)
}

// nameApart gives sources of different roots that have the same name the base name of their PATH in front.
func (w *walker) nameApart(roots []Root) {
	byName := make(map[string]int)
	for _, f := range w.found {
		byName[f.Name]++
	}
	taken := make(map[string]bool)
	for i := range w.found {
		f := &w.found[i]
		if byName[f.Name] > 1 {
			f.Name = path.Join(baseOf(roots[f.root]), f.Name)
		}
		for n, name := 2, f.Name; taken[f.Name]; n++ { // before its ending, by which formats are told
			folder, base := path.Split(name)
			stem, ending, dotted := strings.Cut(base, ".")
			if f.Name = fmt.Sprintf("%s%s~%d", folder, stem, n); dotted {
				f.Name += "." + ending
			}
		}
		taken[f.Name] = true
	}
}

// baseOf is the last part of the folder that a root names.
func baseOf(root Root) string {
	p := path.Clean(filepath.ToSlash(root.Path))
	if root.dir != "" {
		p = filepath.ToSlash(root.dir)
	}
	return path.Base(p)
}
