// Part of survey.js, which names it: choices that are drawn, radio buttons and lists that answer for a purpose, buttons
// that say a state. See drawn.py for what is made of them.
  // What is drawn as a switch and named as none: small, wider than high (or a square box), to be pressed, without words.
  const REAL = 'input, select, textarea, [role="switch"], [role="checkbox"], [role="radio"], [aria-pressed]';
  const isDrawn = (element) => {
    if (["aria-expanded", "aria-haspopup", "aria-controls"].some((name) => element.hasAttribute(name))) return false;
    if (isToggle(element) || element.tagName === "INPUT" || element.querySelector(REAL)) return false;
    if (!element.tagName.includes("-") && style(element).cursor !== "pointer" && element.tagName !== "BUTTON") return false;
    if (!onScreen(element) || textOf(element)) return false;
    if (element.tagName === "LABEL" && element.control) return false;
    for (let at = element, steps = 0; at && steps < 7; at = up(at), steps++) {
      if (at.tagName === "A" && String(at.href).startsWith("http") && !String(at.href).includes("#")) return false;
      if (at.matches('label, [role="switch"], [role="checkbox"], [aria-pressed]') && at !== element && (at.tagName !== "LABEL" || at.control)) return false;
    }
    const { width, height } = element.getBoundingClientRect();
    return width >= 12 && width <= 100 && height >= 10 && height <= 50 && width / height >= 0.8 && width / height <= 3.6;
  };
  const STATES = ["checked", "selected", "active", "enabled", "on", "value", "state", "status", "data-state", "data-checked", "data-value",
    "data-on", "data-active", "data-enabled", "data-status", "aria-checked", "aria-selected"];
  const ofARow = (element) => {
    // Whether it is pressed with the words around it, as an arrow is that unfolds them, and not for itself.
    let at = up(element);
    while (at && style(at).cursor === "pointer" && !textOf(at)) at = up(at);
    return Boolean(at) && style(at).cursor === "pointer";
  };
  const stateNames = (element) => {
    // The names its code gives it and what it is drawn of; `checked="false"` is off.
    const roots = [element, rootOf(element)].filter(Boolean);
    const parts = [element, ...roots.flatMap((root) => [...root.querySelectorAll("*")]).slice(0, 4)];
    return parts.flatMap((each) => [each.getAttribute("class") || "", ...STATES.filter((name) => each.hasAttribute(name)).map((name) => {
      const value = each.getAttribute(name);
      return value === "" || value === "true" || value === "1" ? (/on|active|enabled|checked|selected/.exec(name) || ["on"])[0] : value === "0" ? "off" : value;
    })]);
  };
  const rowText = (element, others) => {
    // The words of the nearest part of the page that holds it and none of the others.
    const own = element.getAttribute("aria-label") || element.title;
    if (own) return own.trim().slice(0, 200);
    for (let at = up(element), steps = 0; at && steps < 5; at = up(at), steps++) {
      if (others.some((each) => each !== element && at.contains(each))) break;
      const text = textOf(at).replace(/\s+/g, " ");
      if (text.length >= 3) return text.slice(0, 200);
    }
    return "";
  };
  const drawnChoices = (inside) => {
    const looks = inside.filter(isDrawn);
    const drawn = looks.filter((element) => !looks.some((other) => other !== element && (other.contains(element) || rootOf(other)?.contains(element))));
    return drawn.slice(0, 60).map((element) => {
      const { width, height } = element.getBoundingClientRect();
      return { id: keep(element), label: controlText(element) || rowText(element, drawn), row: ofARow(element), names: stateNames(element), square: width / height < 1.3,
        disabled: element.hasAttribute("disabled") || element.getAttribute("aria-disabled") === "true" || style(element).cursor === "not-allowed" };
    });
  };
  const statedChoices = (inside) => {
    // Buttons of one word or two, which may say how something is: the words of their row without their own.
    const short = inside.filter((element) => pressable(element) && onScreen(element) && !isPressed(element) && textOf(element).length <= 30 && textOf(element));
    return short.slice(0, 60).map((element) => {
      const text = textOf(element);
      const row = rowText(element, short);
      return { text, label: row.replace(text, " ").replace(/\s+/g, " ").trim() };
    });
  };
  const radioChoices = (inside) => {
    const groups = new Map();
    for (const element of inside) {
      if (isChoice(element) && element.name && toggleShown(element)) groups.set(element.name, [...(groups.get(element.name) || []), element]);
    }
    const lists = inside.filter((element) => element.tagName === "SELECT" && !element.multiple && onScreen(element)).slice(0, 20).map((list) => ({
      label: ([...list.labels].map(textOf).join(" ").trim() || rowText(list, [])).replace(textOf(list), " ").replace(/\s+/g, " ").trim(), list: true,
      options: [...list.options].slice(0, 6).map((each) => ({ id: keep(each), text: each.text, checked: each.selected })), disabled: list.disabled }));
    const picked = [...groups.values()].filter((group) => group.length > 1).slice(0, 40).map((group) => {
      const options = group.map((each) => ({ id: keep(each), text: toggleLabel(each), checked: each.checked }));
      let [label, at] = ["", up(group[0])];
      for (let steps = 0; at && steps < 8 && !label; at = up(at), steps++) {
        if (!group.every((each) => at.contains(each))) continue;
        if (inside.some((each) => isChoice(each) && each.name !== group[0].name && at.contains(each))) break;
        label = options.reduce((text, each) => text.replace(each.text, " "), textOf(at).replace(/\s+/g, " ")).replace(/\s+/g, " ").trim();
      }
      return { label: label.slice(0, 200), list: false, options, disabled: group.every((each) => each.disabled) };
    });
    return [...picked, ...lists];
  };
