// Looks at one frame as a person would and returns what could be a consent interface: blocks with words of consent and
// something to press. Runs in a world of its own; the elements found stay in `globalThis.surveyed` under their numbers.
// `given`: consent (folded words), texts (longest text of a block), whole (the frame itself may be the interface).
(given) => {
  "use strict";
  const closed = globalThis.closedRoots || new Map();
  const seen = (globalThis.surveyed = []);
  const keep = (element) => seen.push(element) - 1;
  const rootOf = (element) => element.shadowRoot || closed.get(element) || null;
  const SKIPPED = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "LINK", "META", "HEAD", "SVG", "svg"]);
  const FORMATS = new Set(["B", "I", "STRONG", "EM", "U", "MARK", "SMALL", "FONT"]);
  const DROPPED = /['’‘ʼ´`\u200b\u200c\u00ad]/g;
  const fold = (text) =>
    text.replace(DROPPED, "").toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/\s+/g, " ");

  const up = (element) => {
    if (element.assignedSlot) return element.assignedSlot;
    if (element.parentElement) return element.parentElement;
    const root = element.getRootNode();
    return root instanceof ShadowRoot ? root.host : null;
  };
  const children = (element) => {
    const root = rootOf(element);
    if (root) return root.children;
    if (element.tagName === "SLOT") return element.assignedElements();
    return element.children;
  };
  const styles = new Map();
  const style = (element) => {
    let found = styles.get(element);
    if (!found) styles.set(element, (found = getComputedStyle(element)));
    return found;
  };
  const shown = (element) => {
    // What has no box of its own (a slot, `display: contents`) is shown where what holds it is.
    const holder = style(element).display === "contents" ? up(element) : null;
    return holder ? shown(holder) : element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const onScreen = (element) => {
    if (!shown(element)) return false;
    const box = element.getBoundingClientRect();
    return box.width >= 2 && box.height >= 2 && box.right > 0 && box.left < innerWidth;
  };

  const elements = [];
  const collect = (element, depth) => {
    if (elements.length > 15000 || depth > 120 || SKIPPED.has(element.tagName)) return;
    elements.push(element);
    for (const child of children(element)) collect(child, depth + 1);
  };
  if (document.body) collect(document.body, 0);
  for (const child of document.documentElement.children) if (child !== document.body) collect(child, 0);

  const texts = new Map();
  const textOf = (element) => {
    if (texts.has(element)) return texts.get(element);
    const parts = [];
    let [length, last] = [0, null];
    const say = (node) => {
      const text = node.data.trim();
      const piece = { text, format: FORMATS.has(node.parentElement?.tagName), open: !/\s$/.test(node.data) };
      const touches = last && last.open && !/^\s/.test(node.data);
      const split = [piece, last].some((each) => each && (each.format || /^\p{L}$/u.test(each.text)));
      if (touches && split) parts[parts.length - 1] += text; // one word in several elements: `re<b>fuse</b>`
      else parts.push(text);
      [length, last] = [length + text.length + 1, piece];
    };
    const part = () => { parts.push("\n"); last = null; };
    const gather = (node, depth) => {
      if (length > given.texts || depth > 80) return;
      if (node.nodeType === Node.TEXT_NODE) {
        if (node.data.trim()) say(node);
        else last = null;
        return;
      }
      if (node.nodeType !== Node.ELEMENT_NODE || SKIPPED.has(node.tagName) || !shown(node)) return;
      const root = rootOf(node);
      const inner = root ? root.childNodes : node.tagName === "SLOT" ? node.assignedNodes() : node.childNodes;
      const block = !["inline", "contents"].includes(style(node).display) || node.tagName === "BR";
      if (block) part();
      for (const child of inner) gather(child, depth + 1);
      if (block) part();
    };
    gather(element, 0);
    const text = parts.join(" ").replace(/ *\n[ \n]*/g, "\n").trim();
    texts.set(element, text);
    return text;
  };
  const speaks = (text) => given.consent.some((word) => text.includes(word));
  const aboutConsent = (element) => {
    const text = fold(textOf(element));
    return text.length <= given.texts && speaks(text);
  };
  const named = (element) => {
    // By its own name, or that of what holds it alone: a platform's root, a host of a shadow tree.
    for (let at = element, steps = 0; at && at !== document.body && steps < 4; at = up(at), steps++) {
      if (namedItself(at)) return true;
      const parent = up(at);
      if (parent && at.getRootNode() === parent.getRootNode() && parent.children.length > 2) return false;
    }
    return false;
  };
  const namedItself = (element) => {
    const by = (element.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean)
      .map((id) => element.getRootNode().getElementById(id)).filter(Boolean).map((each) => each.textContent);
    const names = [element.id, element.getAttribute("class"), element.getAttribute("aria-label"), ...by];
    return speaks(fold(names.filter(Boolean).join(" ")));
  };

  const isControl = (element) => {
    const tag = element.tagName;
    const role = element.getAttribute("role") || "";
    if (tag === "BUTTON" || tag === "SUMMARY" || role === "button" || role === "link") return true;
    if (tag === "A") return element.hasAttribute("href") || role !== "" || element.hasAttribute("onclick");
    if (tag === "INPUT") return ["button", "submit", "image", "reset"].includes(element.type);
    return element.hasAttribute("onclick");
  };
  const pressable = (element) => {
    if (isControl(element)) return true;
    if (element.children.length > 3 || style(element).cursor !== "pointer") return false;
    const parent = up(element);
    const text = (element.textContent || "").trim();
    return text.length > 0 && text.length <= 80 && (!parent || style(parent).cursor !== "pointer") &&
      !["LABEL", "INPUT", "SELECT", "TEXTAREA"].includes(element.tagName);
  };
  const NO_BUTTONS = new Set(["H1", "H2", "H3", "H4", "H5", "H6", "DT", "DD", "TH", "TD", "LABEL", "LEGEND", "OPTION"]);
  const isBare = (element) => {
    // A few words in an element of their own, which neither its kind nor its style makes a button.
    const text = textOf(element);
    if (text.length < 2 || text.length > 60 || /[\n.:;?]/.test(text) || text.split(/\s+/).length > 5 || !onScreen(element)) return false;
    if (NO_BUTTONS.has(element.tagName) || isControl(element)) return false;
    return textOf(up(element) || element) !== text;  // the outermost of those that say no more
  };
  const touching = (one, other) => {
    // Whether nothing is written between two elements that follow each other.
    if (one.getRootNode() !== other.getRootNode()) return false;
    const between = document.createRange();
    between.setStartAfter(one);
    between.setEndBefore(other);
    return !between.toString().trim();
  };
  const bareControls = (inside, controls) => {
    // Words beside a control, or beside each other, with nothing else in between: `Accept` and `Refuse` as plain boxes.
    const free = (element) => !controls.some((each) => each.contains(element) || element.contains(each));
    const bare = inside.filter((element) => isBare(element) && free(element));
    const line = inside.filter((element) => controls.includes(element) || bare.includes(element));
    return bare.map((element) => {
      const at = line.indexOf(element);
      const beside = [line[at - 1], line[at + 1]].filter(Boolean).filter((each) =>
        line.indexOf(each) < at ? touching(each, element) : touching(element, each));
      return [element, beside];
    }).filter(([, beside]) => beside.length);
  };
  const drawnText = (element) => {
    // Words that the style sheet draws: content: "Refuse" before or after an element.
    const parts = ["::before", "::after"].map((each) => getComputedStyle(element, each).content)
      .map((content) => /^"(.*)"$/s.exec(content)).map((found) => (found ? found[1].replace(/\\(.)/g, "$1") : ""));
    return [parts[0], parts[1]].filter((part) => /\p{L}{2}/u.test(part)).join(" ");
  };
  const isChoice = (element) => element.tagName === "INPUT" && element.type === "radio";
  const controlText = (element) => {
    if (isChoice(element)) return toggleLabel(element).slice(0, 300);
    const written = element.tagName === "INPUT" ? element.value || element.alt || "" : textOf(element).replace(/\n/g, " ");
    const own = written.trim().length > 1 ? written : drawnText(element) || written;
    const named = element.getAttribute("aria-label") || element.title || "";
    if (own.trim().length > 1) return own.trim().slice(0, 300);
    const picture = element.querySelector ? element.querySelector("img[alt], svg title") : null;
    const drawn = picture ? picture.getAttribute("alt") || picture.textContent || "" : "";
    return (named || drawn || own).trim().slice(0, 300);
  };

  const parse = (colour) => {
    const numbers = (colour.match(/[\d.]+/g) || []).map(Number);
    if (!/^rgb/.test(colour) || numbers.length < 3) return null;
    return [numbers[0], numbers[1], numbers[2], numbers.length > 3 ? numbers[3] : 1];
  };
  const over = (front, back) => back.map((value, index) => (index < 3 ? front[index] * front[3] + value * (1 - front[3]) : 1));
  const luminance = (colour) => {
    const linear = colour.slice(0, 3).map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const contrast = (element) => {
    const layers = [];
    for (let at = element; at; at = up(at)) {
      const look = style(at);
      if (look.backgroundImage !== "none") return null;
      const colour = parse(look.backgroundColor);
      if (colour && colour[3] > 0) layers.push(colour);
      if (colour && colour[3] === 1) break;
    }
    let back = [255, 255, 255, 1];
    for (const layer of layers.reverse()) back = over(layer, back);
    const text = parse(style(element).color);
    if (!text) return null;
    for (let at = element; at; at = up(at)) text[3] *= Number(style(at).opacity);  // faded with all that holds it
    const [light, dark] = [luminance(over(text, back)), luminance(back)].sort((a, b) => b - a);
    return Math.round(((light + 0.05) / (dark + 0.05)) * 100) / 100;
  };
  const boxOf = (element) => {
    const box = element.getBoundingClientRect();
    return [box.x, box.y, box.width, box.height].map((value) => Math.round(value * 10) / 10);
  };
  const within = (block) => {
    const found = [];
    const go = (element, depth) => {
      if (found.length > 3000 || depth > 100 || SKIPPED.has(element.tagName)) return;
      found.push(element);
      for (const child of children(element)) go(child, depth + 1);
    };
    go(block, 0);
    return found;
  };
  const target = (href) => {
    // A fragment of another page leads there; only one of this page stays.
    const [page] = href.split("#");
    return (page === location.href.split("#")[0] ? href : page).slice(0, 500);
  };
  const describe = (element) => {
    const box = boxOf(element);
    return {
      id: keep(element),
      text: controlText(element),
      tag: element.tagName.toLowerCase(),
      link: element.tagName === "A",
      href: element.tagName === "A" ? target(String(element.href)) : "",
      box,
      font: parseFloat(style(element).fontSize),
      contrast: contrast(element),
      share: Math.round((box[2] * box[3] * 10000) / (innerWidth * innerHeight)) / 10000,
      disabled: element.disabled === true || element.getAttribute("aria-disabled") === "true",
      unseen: outOfSight(element),
      sentence: inSentence(element),
      chooses: isChoice(element),
      unfolds: element.tagName === "SUMMARY" || element.getAttribute("role") === "tab" || element.hasAttribute("aria-expanded"),
    };
  };
  const inSentence = (element) => {
    // A word of a running text, as `You may also refuse` is, and no control that stands by itself.
    const parent = up(element);
    if (element.tagName !== "A" || style(element).display !== "inline" || !parent) return false;
    const beside = [...parent.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join(" ");
    return (beside.match(/\p{L}/gu) || []).length >= 15;
  };
  const outOfSight = (element) => {
    // Cut off by something that scrolls inside the page, so that less than half of it is seen without scrolling that.
    const box = element.getBoundingClientRect();
    let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
    for (let at = up(element); at && at !== document.body && at !== document.documentElement; at = up(at)) {
      const look = style(at);
      if (!/(auto|scroll|hidden|clip)/.test(look.overflowX + look.overflowY)) continue;
      const edge = at.getBoundingClientRect();
      [left, top] = [Math.max(left, edge.left), Math.max(top, edge.top)];
      [right, bottom] = [Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
    }
    return Math.max(0, right - left) * Math.max(0, bottom - top) < (box.width * box.height) / 2;
  };
  const isPressed = (element) => element.hasAttribute("aria-pressed");  // a button that stays down (ARIA 1.2)
  const isToggle = (element) => {
    const role = element.getAttribute("role") || "";
    return (element.tagName === "INPUT" && element.type === "checkbox") || role === "switch" || role === "checkbox" || isPressed(element);
  };
  const isField = (element) =>
    element.tagName === "TEXTAREA" || (element.tagName === "INPUT" && ["text", "email", "password", "tel", "number", "date"].includes(element.type));
  const toggleLabel = (element) => {
    const labels = (element.labels ? [...element.labels] : []).map((label) => textOf(label) || label.textContent).join(" ").trim();
    const by = (element.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean)
      .map((id) => element.getRootNode().getElementById(id)).filter(Boolean).map(textOf).join(" ");
    let text = labels || element.getAttribute("aria-label") || by;
    for (let at = up(element), steps = 0; (!text || text.length < 3) && at && steps < 4; at = up(at), steps++) {
      if (!at.querySelectorAll || at.querySelectorAll('input[type="checkbox"],[role="switch"],[role="checkbox"],[aria-pressed]').length > 1) break;
      text = textOf(at);
    }
    return (text || element.name || element.id || "").replace(/\s+/g, " ").trim().slice(0, 200);
  };
  const toggleShown = (element) => {
    // Drawn toggles hide the box itself behind a label; what is not rendered at all nobody can tick.
    if (!element.checkVisibility() && !(element.labels ? [...element.labels] : []).some(onScreen)) return false;
    for (let at = element, steps = 0; at && steps < 4; at = up(at), steps++) if (onScreen(at)) return true;
    return (element.labels ? [...element.labels] : []).some(onScreen);
  };
  const toggle = (element) => ({
    id: keep(element),
    label: toggleLabel(element),
    checked: element.tagName === "INPUT" ? element.checked
      : element.getAttribute(isPressed(element) ? "aria-pressed" : "aria-checked") === "true",
    pressed: isPressed(element) ? controlText(element) : "",
    disabled: element.disabled === true || element.getAttribute("aria-disabled") === "true",
  });

  // drawn.js stands here.

  // Blocks that lie over the page, and blocks of the page that hold something to press near words of consent.
  const blocks = new Map();
  for (const element of elements) {
    const look = style(element);
    const role = element.getAttribute("role") || "";
    const over = look.position === "fixed" || look.position === "sticky" ||
      (look.position === "absolute" && Number(look.zIndex) >= 10) || role === "dialog" || role === "alertdialog" ||
      element.getAttribute("aria-modal") === "true" || (element.tagName === "DIALOG" && element.open) ||
      (element.hasAttribute("popover") && element.matches(":popover-open"));
    if (over && element !== document.body && shown(element) && textOf(element).length <= given.texts) blocks.set(element, "overlay");
  }
  if (given.whole && document.body && textOf(document.body).length <= given.texts) blocks.set(document.body, "frame");
  for (const element of elements) {
    if (!isControl(element) || !onScreen(element)) continue;
    let at = up(element);
    for (let steps = 0; at && at !== document.body && steps < 7; at = up(at), steps++) {
      if (blocks.has(at)) break;
      const text = textOf(at);
      if (text.length > 2500) break;
      if (text.length > 25 && (aboutConsent(at) || namedItself(at))) { blocks.set(at, "flow"); break; }
    }
  }

  // A part of the page that is named for consent and holds nothing that is a control by its kind: plain words may answer.
  const isWithin = (element) => { for (let at = element; at; at = up(at)) if (blocks.has(at)) return true; return false; };
  for (const element of elements) {
    const name = `${element.id} ${element.getAttribute("class") || ""}`;
    if (name.length < 5 || element === document.body || !namedItself(element) || isWithin(element) || !onScreen(element)) continue;
    const text = textOf(element);
    if (text.length > 25 && text.length < 2500 && !within(element).some((each) => isControl(each))) blocks.set(element, "named");
  }

  const found = [];
  for (const [block, kind] of [...blocks].slice(0, 40)) {
    const inside = within(block);
    const pressed = inside.filter((element) => (isChoice(element) ? toggleShown(element) : pressable(element) && onScreen(element)));
    const controls = pressed.filter((element) => !pressed.some((other) => other !== element && other.contains(element) && isControl(other)));
    const boxes = inside.filter(isToggle);
    const toggles = boxes.filter(toggleShown);
    const about = aboutConsent(block) || named(block);
    const bare = about && kind !== "flow" ? bareControls(inside, controls) : [];
    if (!controls.length && !toggles.length && !bare.length) continue;
    found.push({
      id: keep(block),
      kind: kind === "named" ? "flow" : kind,
      about,
      named: named(block),
      fields: inside.filter((element) => isField(element) && onScreen(element)).length,
      text: textOf(block).slice(0, 6000),
      box: boxOf(block),
      modal: block.matches(":modal") || block.getAttribute("aria-modal") === "true",
      shadow: inside.some((element) => rootOf(element)) || block.getRootNode() instanceof ShadowRoot,
      controls: controls.slice(0, 60).map(describe),
      bare: bare.slice(0, 20).map(([each, beside]) => ({ ...describe(each), beside: beside.map(controlText) })),
      toggles: toggles.slice(0, 60).map(toggle),
      drawn: about ? drawnChoices(inside) : [],
      stated: about ? statedChoices(inside) : [],
      radios: about ? radioChoices(inside) : [],
      folded: boxes.filter((box) => !toggles.includes(box)).slice(0, 60).map(toggle),
    });
  }

  // Whether the page behind can be reached: what lies at nine points of the window.
  let covered = 0;
  const covering = new Set();
  for (const x of [0.2, 0.5, 0.8]) for (const y of [0.2, 0.5, 0.8]) {
    let at = document.elementFromPoint(innerWidth * x, innerHeight * y);
    for (; at; at = up(at)) {
      const box = at.getBoundingClientRect();
      const large = box.width * box.height >= innerWidth * innerHeight * 0.8;
      if (at !== document.body && style(at).position === "fixed" && large && textOf(at).length < 8000) { covered++; covering.add(at); break; }
    }
  }
  const covers = [...covering].map((each) => textOf(each).slice(0, 6000));
  return { found, covered, covers, text: document.body ? textOf(document.body).slice(0, 6000) : "" };
}
