/* Search, filters and sorting of the list. Without this script the pages of letters, levels and subjects do it. */
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
  const first = Array.from(body.rows);
  const total = shown.textContent;
  let rows = first.map(fromRow);
  let whole = !form.dataset.index;

  function fromRow(row) {
    const [fails, warns, open] = row.dataset.counts.split(" ").map(Number);
    return { row, key: row.dataset.key, grade: row.dataset.grade, levels: row.dataset.levels.split(", "),
      subjects: row.dataset.subjects.split(", "), fails, warns, open, date: row.dataset.date };
  }

  function fromIndex(entry) {
    const [name, link, vendor, school, open, remark, held, levels, subjects, fails, warns, unknown, scanned, date, key] = entry;
    return { key, grade: school, levels: levels.split(", "), subjects: subjects.split(", "), fails, warns, open: unknown, date,
      make: () => makeRow([nameCell(name, link, vendor), badge(school, remark), badge(open, ""), text(held), text(fails), text(unknown),
        text([levels, subjects].filter(Boolean).join(" · ") || "–"), text(scanned)]) };
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

  function nameCell(name, link, vendor) {
    const made = document.createElement("span");
    const anchor = document.createElement("a");
    anchor.href = form.dataset.index.split("data/")[0] + link;
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
    return value.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
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
    const found = rows.filter((one) => wanted(one, words)).sort(compare[sort.value] || compare.name);
    const most = 1000;
    body.replaceChildren(...found.slice(0, most).map((one) => (one.row = one.row || one.make())));
    const number = found.length.toLocaleString(language);
    const one = language === "fr" ? found.length < 2 : found.length === 1;
    shown.textContent = (one ? shown.dataset.one : shown.dataset.other).replace("{n}", number);
    if (parts) parts.hidden = true;
    remember();
  }

  function restore() {
    body.replaceChildren(...first);
    shown.textContent = total;
    parts.hidden = false;
    remember();
  }

  function remember() {
    const kept = new URLSearchParams();
    fields.forEach((field) => { if (field.value && !(field === sort && field.value === "name")) kept.set(field.id, field.value); });
    const told = kept.toString();
    try { history.replaceState(null, "", told ? "?" + told : location.pathname); } catch (error) { /* a page opened from a disk */ }
  }

  function change() {
    const idle = fields.every((field) => !field.value || (field === sort && field.value === "name"));
    if (idle && parts) { restore(); return; }
    if (whole) { show(); return; }
    fetch(form.dataset.index).then((answer) => answer.json()).then((index) => {
      rows = index.map(fromIndex);
    }).catch(() => { /* opened from a disk: this page's rows are searched */ }).finally(() => { whole = true; show(); });
  }

  const given = new URLSearchParams(location.search);
  fields.forEach((field) => {
    if (given.has(field.id)) field.value = given.get(field.id);
    field.addEventListener(field === query ? "input" : "change", change);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  if (Array.from(given.keys()).length) change();
})();
