/* Search, filters and sorting of the list. Without this script the pages of letters, levels and subjects do it.
   Where the list has several parts, an index of all tools is loaded as a script, which works from a disk as well. */
"use strict";
(function () {
  const form = document.getElementById("search");
  const table = document.getElementById("tools");
  if (!form || !table) return;
  const body = table.tBodies[0];
  const shown = document.getElementById("shown");
  const parts = document.querySelector(".parts");
  const heads = Array.from(table.tHead.rows[0].cells, (cell) => cell.textContent);
  const fields = ["q", "f-grade", "f-level", "f-subject", "f-verdict", "sort"].map((id) => document.getElementById(id));
  const [query, grade, level, subject, verdict, sort] = fields;
  const order = ["A", "B", "C", "D", "E", "NE"];
  const language = document.documentElement.lang;
  const more = document.getElementById("more");
  const first = Array.from(body.rows);
  const total = shown.textContent;
  const preset = { sort: "name", [form.dataset.field || "q"]: form.dataset.value || "" };
  const step = 200;
  let rows = first.map(fromRow);
  let found = [];
  let whole = !form.dataset.index;
  let loading = null;

  function fromRow(row) {
    const [fails, warns, open] = row.dataset.counts.split(" ").map(Number);
    return { row, key: row.dataset.key, grade: row.dataset.grade, levels: row.dataset.levels.split(", "),
      subjects: row.dataset.subjects.split(", "), fails, warns, open, date: row.dataset.date };
  }

  function fromIndex(pool, entry) {
    const [name, file, vendor, home, school, open, remark, held, levels, subjects, fails, warns, unknown, scanned, date, openRemark] = entry;
    return { key: fold(name + " " + pool[vendor] + " " + home), grade: school, levels: pool[levels].split(", "),
      subjects: pool[subjects].split(", "), fails, warns, open: unknown, date: pool[date],
      make: () => makeRow([nameCell(name, file, pool[vendor]), badge(school, pool[remark]), badge(open, pool[openRemark]), text(pool[held]),
        text(fails), text(unknown), text([pool[levels], pool[subjects]].filter(Boolean).join(" · ") || "–"), text(pool[scanned])]) };
  }

  function text(value) {
    return document.createTextNode(String(value));
  }

  function span(value, name) {
    const made = document.createElement("span");
    made.className = name;
    made.append(value);
    return made;
  }

  function nameCell(name, file, vendor) {
    const made = document.createElement("span");
    const anchor = document.createElement("a");
    anchor.href = form.dataset.tools + file + ".html";
    anchor.textContent = name;
    made.append(anchor);
    if (vendor) made.append(" ", span(vendor, "small"));
    return made;
  }

  function badge(letter, remark) {
    const made = document.createElement("span");
    made.append(span(letter, "mini grade-" + letter));
    if (remark) made.append(" ", span(remark, "small"));
    return made;
  }

  function makeRow(cells) {
    const row = document.createElement("tr");
    row.setAttribute("role", "row");
    cells.forEach((content, index) => {
      const cell = row.insertCell();
      cell.setAttribute("role", "cell");
      cell.dataset.label = heads[index];
      cell.className = { 4: "number", 5: "number", 7: "day" }[index] || "";
      const inner = span("", "cell");
      inner.append(content);
      cell.append(inner);
    });
    return row;
  }

  function fold(value) {
    return value.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  }

  function wanted(one, words) {
    if (grade.value && one.grade !== grade.value) return false;
    if (level.value && !one.levels.includes(level.value)) return false;
    if (subject.value && !one.subjects.includes(subject.value)) return false;
    if (verdict.value === "fail" && !one.fails) return false;
    if (verdict.value === "no-fail" && one.fails) return false;
    if (verdict.value === "warn" && !one.warns) return false;
    if (verdict.value === "open" && !one.open) return false;
    return words.every((word) => one.key.includes(word));
  }

  const compare = {
    name: (a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
    school: (a, b) => order.indexOf(a.grade) - order.indexOf(b.grade) || compare.name(a, b),
    fails: (a, b) => b.fails - a.fails || compare.name(a, b),
    date: (a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : compare.name(a, b)),
  };

  function show() {
    const words = fold(query.value).split(/\s+/).filter(Boolean);
    found = rows.filter((one) => wanted(one, words)).sort(compare[sort.value] || compare.name);
    body.replaceChildren();
    append();
    const number = found.length.toLocaleString(language);
    const one = language === "fr" ? found.length < 2 : found.length === 1;
    shown.textContent = (one ? shown.dataset.one : shown.dataset.other).replace("{n}", number);
    if (parts) parts.hidden = true;
    remember();
  }

  function append() {
    const from = body.rows.length;
    body.append(...found.slice(from, from + step).map((one) => (one.row = one.row || one.make())));
    more.hidden = body.rows.length >= found.length;
    return body.rows[from];
  }

  function restore() {
    body.replaceChildren(...first);
    shown.textContent = total;
    if (parts) parts.hidden = false;
    more.hidden = true;
    remember();
  }

  function remember() {
    const kept = new URLSearchParams();
    fields.forEach((field) => { if (field.value !== (preset[field.id] || "")) kept.set(field.id, field.value); });
    const told = kept.toString();
    try { history.replaceState(null, "", told ? "?" + told : location.pathname); } catch (error) { /* a page opened from a disk */ }
  }

  function load() {
    if (whole || loading) return;
    loading = document.createElement("script");
    loading.src = form.dataset.index;
    loading.onload = () => {
      const { pool, rows: entries } = window.preauTools;
      rows = entries.map((entry) => fromIndex(pool, entry));
      whole = true;
      change();
    };
    loading.onerror = () => { whole = true; change(); }; /* the index is not there: this page's rows are searched */
    document.head.append(loading);
  }

  function change() {
    const idle = fields.every((field) => field.value === (preset[field.id] || ""));
    if (idle) { restore(); return; }
    if (whole) show(); else load();
  }

  const given = new URLSearchParams(location.search);
  fields.forEach((field) => {
    field.value = given.has(field.id) ? given.get(field.id) : preset[field.id] || "";
    field.disabled = field.id === form.dataset.field;
    field.addEventListener(field === query ? "input" : "change", change);
  });
  form.addEventListener("focusin", load, { once: true });
  more.addEventListener("click", () => { const next = append(); const link = next && next.querySelector("a"); if (link) link.focus(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  if (Array.from(given.keys()).length) change();
})();
