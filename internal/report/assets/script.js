// Tonearc's pages, brought to life. Everything here is an addition: without it all is there and readable.
(() => {
"use strict";
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const node = (tag, attributes, ...children) => {
  const svg = tag === "svg" || tag === "path";
  const made = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  made.append(...children);
  return made;
};

// Every table behind a chart can be taken away as CSV.
for (const table of all("table[data-csv]")) {
  const button = node("button", { type: "button", class: "csv" }, "Save as CSV");
  button.addEventListener("click", () => {
    const cell = (td) => {
      let text = td.textContent.trim().replaceAll("\u2212", "-").replaceAll("\u00a0", " ");
      if (/^[=+@\t\r]|^-[^0-9.]/.test(text) && !/^\+[0-9.]+$/.test(text)) text = "'" + text;
      text = text.replace(/^\+(?=[0-9.]+$)/, "");
      return /[",\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
    };
    const rows = all("tr:not(.aside)", table).map((tr) => [...tr.cells].map(cell).join(","));
    const url = URL.createObjectURL(new Blob([rows.join("\n") + "\n"], { type: "text/csv" }));
    const link = node("a", { href: url, download: table.dataset.csv + ".csv" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  });
  (table.closest(".wide") || table).after(button);
}

// Reading the chart and reading the text are one act.
function read(root) {
  const arc = root.querySelector(".arc");
  const bars = all(".arc a:not(.mark)", root);
  const sentences = bars.map((bar) => document.getElementById(bar.getAttribute("href").slice(1)));
  const rows = all("table[data-csv=sentences] tbody tr", root);
  const now = root.querySelector(".now");
  const cursor = node("div", { class: "cursor", hidden: "" });
  root.querySelector(".chart").append(cursor);
  let lit = -1;
  const index = (target) => {
    const bar = target.closest && target.closest(".arc a:not(.mark)");
    return bar ? bars.indexOf(bar) : sentences.indexOf(target.closest && target.closest(".s"));
  };
  const light = (i) => {
    if (i === lit) return;
    if (lit >= 0) {
      bars[lit].classList.remove("on");
      sentences[lit].classList.remove("on");
    }
    lit = i;
    cursor.hidden = i < 0;
    if (i < 0) return;
    bars[i].classList.add("on");
    sentences[i].classList.add("on");
    const box = bars[i].getBoundingClientRect();
    cursor.style.left = box.left + box.width / 2 - cursor.parentElement.getBoundingClientRect().left + "px";
    const cells = rows[i] ? [...rows[i].cells].map((cell) => cell.textContent.trim()) : [];
    const text = sentences[i].textContent;
    const short = text.length > 220 ? text.slice(0, 220).replace(/\s+\S*$/, "") + "\u2026" : text;
    const what = cells[1] === "opinion" ? bars[i].getAttribute("aria-label").replace(/^\d+: /, "") : cells[1];
    now.replaceChildren(node("b", {}, what), node("bdi", {}, short));
    if (cells[5]) now.append(node("small", {}, " \u2013 " + cells[5]));
  };
  now.hidden = false;
  now.append(node("small", {}, "Point at a bar or a sentence, or walk through them with the arrow keys."));

  // One stop for the tab key in the chart and one in the text; the arrow keys walk from there.
  const rove = (items, i) => items.forEach((item, k) => item.setAttribute("tabindex", k === i ? 0 : -1));
  const start = Math.max(0, sentences.findIndex((s) => s.matches(".p,.n")));
  rove(bars, start);
  rove(sentences, start);
  const walk = (items) => (event) => {
    const i = items.indexOf(event.currentTarget);
    const to = { ArrowRight: i + 1, ArrowDown: i + 1, ArrowLeft: i - 1, ArrowUp: i - 1, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === "Escape") light(-1);
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = items[Math.min(items.length - 1, Math.max(0, to))];
    rove(bars, items.indexOf(next));
    rove(sentences, items.indexOf(next));
    next.focus();
  };
  for (const items of [bars, sentences]) for (const item of items) item.addEventListener("keydown", walk(items));
  const text = root.querySelector(".text");
  for (const area of [arc, text]) {
    area.addEventListener("pointerover", (event) => { const i = index(event.target); if (i >= 0) light(i); });
    area.addEventListener("focusin", (event) => { const i = index(event.target); if (i >= 0) light(i); });
    area.addEventListener("pointerleave", () => light(index(document.activeElement)));
  }
  // A sentence that is clicked becomes the address, and so can be linked to.
  text.addEventListener("click", (event) => {
    const i = index(event.target);
    if (i < 0 || event.target.closest("a") || String(getSelection())) return;
    rove(sentences, i);
    rove(bars, i);
    history.replaceState(null, "", "#" + sentences[i].id);
    light(i);
  });
  const arrive = () => {
    const i = sentences.indexOf(document.getElementById(location.hash.slice(1)));
    if (i < 0) return;
    rove(sentences, i);
    rove(bars, i);
    light(i);
  };
  addEventListener("hashchange", arrive);
  arrive();
}
for (const root of all(".review")) if (root.querySelector(".arc")) read(root);

// The index: search, filter and sort over shards of data that load when they are wanted.
const form = document.querySelector(".filter");
const list = document.getElementById("list");
if (form && list && document.body.dataset.page === "index") {
  const names = document.body.dataset.shards.split(" ").filter(Boolean);
  const status = document.querySelector(".status");
  const original = [...list.childNodes];
  const perPage = 200;
  const fields = ["q", "book", "author", "verdict", "shape", "sort"];
  let rows = null, waiting = null, page = 1;
  form.hidden = false;

  const load = () => waiting ||= new Promise((done, failed) => {
    const parts = [];
    let left = names.length;
    if (!left) { rows = []; done(); }
    status.textContent = "Loading the list \u2026";
    names.forEach((name, at) => {
      const script = node("script", { src: "assets/" + name });
      script.addEventListener("load", () => {
        parts[at] = inbox;
        if (--left) return;
        rows = parts.flat().map((row, i) => Object.assign(row, { at: i, text: (row[1] + " " + row[2]).toLowerCase() }));
        const offer = (id, k) => {
          const known = [...new Set(rows.map((row) => row[k]))].filter(Boolean).sort();
          if (known.length <= 3000) document.getElementById(id).append(...known.map((name) => node("option", { value: name })));
        };
        offer("books", 1);
        offer("authors", 3);
        done();
      });
      script.addEventListener("error", () => failed(new Error(name)));
      script.async = false;
      document.head.append(script);
    });
  });
  let inbox = [];
  window.tonearc = (part) => { inbox = part; };

  const none = (v) => v === null;
  const by = (value) => (a, b) => {
    const x = value(a), y = value(b);
    return none(x) - none(y) || y - x || a.at - b.at;
  };
  const orders = {
    oldest: (a, b) => !a[4] - !b[4] || (a[4] < b[4] ? -1 : a[4] > b[4] ? 1 : a.at - b.at),
    turnaround: by((r) => r[12]), praise: by((r) => r[8]), blame: by((r) => (none(r[8]) ? null : -r[8])),
    stars: by((r) => r[5] || null), gap: by((r) => (none(r[10]) ? null : Math.abs(r[10]))), words: by((r) => r[11]),
    title: (a, b) => a[1].localeCompare(b[1], "en") || a.at - b.at,
  };
  const sure = (tone, doubt) => {
    const size = Math.abs(tone), half = Math.round(100 * doubt.slice(2));
    return size > half ? "" : 2 * size >= half && half < 100 ? "probably " : "perhaps ";
  };
  const verdict = (word, tone, doubt) => ({
    positive: sure(tone, doubt) + "positive", negative: sure(tone, doubt) + "negative", neutral: "neither praise nor blame", too_short: "too short to tell",
    mixed: tone >= 5 ? "mixed, leaning to praise" : tone <= -5 ? "mixed, leaning to blame" : "mixed",
  })[word];
  const signed = (v) => (v > 0 ? "+" : v < 0 ? "\u2212" : "") + (Math.abs(v) / 100).toFixed(2);
  const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcde";
  const area = (arc, way) => {
    const heights = [...arc].map((c) => Math.max(0, (digits.indexOf(c) - 20) * way));
    const first = heights.findIndex((h) => h > 0), last = heights.findLastIndex((h) => h > 0);
    if (first < 0) return "";
    let d = "M" + (first - 1) + " 0", pen = 0, level = 0;
    for (let i = first; i <= last + 1; i++) {
      const h = heights[i] || 0;
      if (h === pen) {
        level++;
        continue;
      }
      d += (level ? "h" + level : "") + "l1 " + (pen - h) * way;
      pen = h;
      level = 0;
    }
    return d + (level ? "h" + level : "");
  };
  const spark = (row) => {
    const svg = node("svg", { class: "spark", viewBox: "0 -20 47 40", preserveAspectRatio: "none", "aria-hidden": "true" },
      node("path", { class: "z", d: "M0 0H47" }));
    for (const [name, way] of [["p", 1], ["n", -1]]) {
      const d = area(row[14], way);
      if (d) svg.append(node("path", { class: name, d }));
    }
    for (const at of row[13]) svg.append(node("path", { class: at > 0 ? "u" : "d", d: "M" + (Math.abs(at) * 0.047).toFixed(1) + " -20V20" }));
    return svg;
  };
  const item = (row) => {
    const title = node("bdi", {}, row[1]);
    const what = node("div", { class: "what" }, row[0] ? node("a", { href: row[0] }, title) : title);
    if (row[2]) what.append(node("small", {}, row[2]));
    const tone = node("span", {});
    if (none(row[8])) tone.append(node("span", { class: "none" }, "\u2013"));
    else tone.append(node("b", { class: row[8] >= 10 ? "tp" : row[8] <= -10 ? "tn" : "tz" }, signed(row[8])), " ", node("small", {}, row[9]));
    const n = row[13].length;
    const says = verdict(row[6], row[8], row[9]) + (n ? ", " + n + (n === 1 ? "\u00a0shift" : "\u00a0shifts") : "");
    return node("li", {}, what, spark(row), node("div", { class: "says" }, tone, node("small", {}, says)));
  };

  const wanted = () => Object.fromEntries(fields.map((name) => [name, form.elements[name].value.trim()]));
  const plain = (want) => page === 1 && !fields.some((name) => want[name]);
  const write = (want) => {
    const words = fields.filter((name) => want[name]).map((name) => name + "=" + encodeURIComponent(want[name]));
    if (page > 1) words.push("page=" + page);
    history.replaceState(null, "", words.length ? "#" + words.join("&") : location.pathname + location.search);
  };
  const show = async (focus) => {
    const want = wanted();
    if (plain(want)) {
      list.replaceChildren(...original);
      status.textContent = "";
      return;
    }
    try {
      await load();
    } catch (error) {
      status.textContent = "The list could not be loaded: " + error.message + " is missing beside this page.";
      return;
    }
    const now = wanted();
    if (fields.some((name) => now[name] !== want[name])) return;
    const words = want.q.toLowerCase().split(/\s+/).filter(Boolean);
    const book = want.book.toLowerCase(), author = want.author.toLowerCase();
    const found = rows.filter((row) =>
      (!want.verdict || row[6] === want.verdict) && (!want.shape || row[7] === want.shape) &&
      (!book || row[1].toLowerCase().includes(book)) && (!author || row[3].toLowerCase().includes(author)) &&
      words.every((word) => row.text.includes(word)));
    if (orders[want.sort]) found.sort(orders[want.sort]);
    const last = Math.max(1, Math.ceil(found.length / perPage));
    page = Math.min(page, last);
    const rowsHere = found.slice((page - 1) * perPage, page * perPage);
    list.replaceChildren(node("ol", { class: "rows" }, ...rowsHere.map(item)));
    if (last > 1) {
      const pager = node("nav", { class: "pager", "aria-label": "Pages of the list" });
      for (let k = 1; k <= last; k++) {
        if (k !== 1 && k !== last && Math.abs(k - page) > 3) {
          if (pager.lastChild.tagName !== "SPAN") pager.append(node("span", {}, "\u2026"));
          continue;
        }
        const button = node("button", { type: "button" }, String(k));
        if (k === page) button.setAttribute("aria-current", "page");
        button.addEventListener("click", () => { page = k; write(want); show(true); });
        pager.append(button);
      }
      list.append(pager);
    }
    status.textContent = found.length.toLocaleString("en") + " of " + rows.length.toLocaleString("en") + " reviews";
    if (focus) document.getElementById("h-all").scrollIntoView();
  };
  const recall = () => {
    const words = new URLSearchParams(location.hash.slice(1));
    if (![...words.keys()].some((key) => fields.includes(key) || key === "page")) return;
    for (const name of fields) form.elements[name].value = words.get(name) || "";
    page = Math.max(1, Number(words.get("page")) || 1);
    show(false);
  };
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { page = 1; write(wanted()); show(false); }, 120);
  });
  form.addEventListener("reset", () => setTimeout(() => { page = 1; write(wanted()); show(false); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("focusin", () => load().then(() => { if (plain(wanted())) status.textContent = ""; }, () => {}), { once: true });
  addEventListener("hashchange", recall);
  recall();
}
})();
