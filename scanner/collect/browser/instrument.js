// Runs in every frame and worker before any script of the page. BINDING is the name of a function that reports to the
// scanner; it is taken and removed at once, so that a page cannot see or call it. Wrapped functions answer `toString`
// as the original does, keep name, length and property attributes, and never change what a call returns.
(function (name) {
  "use strict";
  const send = globalThis[name];
  if (typeof send !== "function") return;
  delete globalThis[name];

  // All that is used once pages run is taken here: a page may replace any method of Array, String, Map … or poison
  // their prototypes, by accident or to hide. Hence also tables without a prototype, and no iterators.
  const { apply } = Reflect;
  const { defineProperty, getOwnPropertyDescriptor } = Object;
  const stringify = JSON.stringify;
  const NativeError = Error;
  const NativeProxy = Proxy;
  const text = String;
  const number = Number;
  const floor = Math.floor;
  const now = Date.now;
  const callable = (method) => (self, ...given) => apply(method, self, given);
  const [cut, find, trim] = [callable("".slice), callable("".indexOf), callable("".trim)];
  const match = callable(RegExp.prototype.exec);
  const table = (words) => {
    const made = { __proto__: null };
    for (let index = 0; words && index < words.length; index++) made[words[index]] = true;
    return made;
  };
  const originals = new WeakMap();
  const lookUp = WeakMap.prototype.get;
  const remember = WeakMap.prototype.set;
  const counts = table();
  const tally = (key) => (counts[key] = (counts[key] || 0) + 1);

  const address = /(?:https?|blob|data):[^\s()]+?(?=:\d+:\d+|\)|$)/;
  function caller() {
    let stack = "";
    try {
      const { stackTraceLimit, prepareStackTrace } = NativeError;
      NativeError.prepareStackTrace = undefined;
      NativeError.stackTraceLimit = 30;
      stack = text(new NativeError().stack);
      NativeError.stackTraceLimit = stackTraceLimit;
      NativeError.prepareStackTrace = prepareStackTrace;
    } catch (_) { /* a page that froze it has its scripts reported without their address */ }
    const found = match(address, stack);
    return found ? cut(found[0], 0, 2000) : "";
  }

  function report(kind, api, detail, extra) {
    const script = caller();
    const limit = kind === "cookie" || kind === "image" || kind === "body" ? 400 : 8;
    if (tally(kind + "|" + api + "|" + script) > limit) return;
    const place = typeof location === "object" ? cut(text(location.href), 0, 2000) : "";
    const told = { __proto__: null, kind, api, detail: text(detail || ""), script, place, ...extra };
    apply(send, globalThis, [stringify(told)]);
  }

  const hide = (wrapped, original) => (apply(remember, originals, [wrapped, original]), wrapped);
  function wrapFunction(original, observe, after) {
    return hide(
      new NativeProxy(original, {
        __proto__: null,
        apply(target, self, args) {
          if (!after) {
            try { observe(self, args); } catch (_) { /* the page's call goes on whatever we saw */ }
            return apply(target, self, args);
          }
          const result = apply(target, self, args);
          try { observe(self, args, result); } catch (_) { /* as above */ }
          return result;
        },
      }),
      original,
    );
  }
  function wrap(owner, method, observe, after) {
    const holder = owner && owner.prototype;
    const found = holder && getOwnPropertyDescriptor(holder, method);
    if (!found || typeof found.value !== "function") return;
    defineProperty(holder, method, { ...found, value: wrapFunction(found.value, observe, after) });
  }
  function wrapSetter(owner, property, observe, after) {
    const holder = owner && owner.prototype;
    const found = holder && getOwnPropertyDescriptor(holder, property);
    if (!found || !found.set) return;
    defineProperty(holder, property, { ...found, set: wrapFunction(found.set, observe, after) });
    return found;
  }
  const toString = getOwnPropertyDescriptor(Function.prototype, "toString");
  const speak = hide(
    new NativeProxy(toString.value, {
      __proto__: null,
      apply(target, self, args) {
        const original = typeof self === "function" ? apply(lookUp, originals, [self]) : undefined;
        return apply(target, original || self, args);
      },
    }),
    toString.value,
  );
  defineProperty(Function.prototype, "toString", { ...toString, value: speak });

  const own = (type) => (typeof globalThis[type] === "function" ? globalThis[type] : undefined);

  // Cookies that scripts declare -------------------------------------------------------------------------------------
  const cookie = own("Document") && getOwnPropertyDescriptor(own("Document").prototype, "cookie");
  wrapSetter(own("Document"), "cookie", (self, args) => {
    const line = text(args[0]);
    const end = find(line, ";");
    const pair = end < 0 ? line : cut(line, 0, end);
    const equals = find(pair, "=");
    const label = trim(equals < 0 ? pair : cut(pair, 0, equals));
    const held = apply(cookie.get, self, []);
    const kept = find("; " + held, "; " + label + "=") >= 0 || match(/;\s*path\s*=\s*\/./i, line) !== null;
    report("cookie", "document.cookie", "", { line: cut(line, 0, 8000), kept });
  }, true);
  wrap(own("CookieStore"), "set", (self, args) => {
    const given = typeof args[0] === "object" ? args[0] : { name: args[0], value: args[1] };
    let line = given.name + "=" + given.value + "; path=" + (given.path || "/");
    if (given.domain) line += "; domain=" + given.domain;
    if (given.expires) line += "; max-age=" + floor((number(given.expires) - now()) / 1000);
    if (given.maxAge !== undefined) line += "; max-age=" + given.maxAge;
    report("cookie", "cookieStore.set", "", { line: cut(line, 0, 8000), kept: true });
  });

  // Pictures that scripts ask for: the browser itself no longer knows the script when the request is made.
  wrapSetter(own("HTMLImageElement"), "src", (self, args) => report("image", "src", "", { url: self.src }), true);

  // Bodies in a Blob: the browser tells nobody what is in them, and beacons are mostly sent so ------------------------
  const blob = own("Blob") && own("Blob").prototype;
  const sizeOf = blob && getOwnPropertyDescriptor(blob, "size").get;
  const textOf = blob && blob.text;
  const then = Promise.prototype.then;
  const NativeURL = URL;
  const opened = new WeakMap();
  function bodySent(url, body) {
    if (!textOf || body == null || typeof body !== "object" || apply(sizeOf, body, []) > 65536) return;
    const base = typeof document === "object" ? document.baseURI : location.href;
    const at = cut(new NativeURL(text(url), base).href, 0, 2000);
    const tell = (said) => report("body", "blob", "", { url: at, text: cut(said, 0, 16000) });
    apply(then, apply(textOf, body, []), [tell, () => undefined]);
  }
  wrap(own("Navigator"), "sendBeacon", (self, args) => bodySent(args[0], args[1]));
  wrap({ prototype: globalThis }, "fetch", (self, args) => {
    if (args[1]) bodySent(typeof args[0] === "object" && args[0].url ? args[0].url : args[0], args[1].body);
  });
  wrap(own("XMLHttpRequest"), "open", (self, args) => apply(remember, opened, [self, text(args[1])]));
  wrap(own("XMLHttpRequest"), "send", (self, args) => bodySent(apply(lookUp, opened, [self]), args[0]));

  // Canvas, WebGL, audio, fonts --------------------------------------------------------------------------------------
  const drawn = new WeakMap();
  function note(context, words) {
    const canvas = context.canvas;
    let state = apply(lookUp, drawn, [canvas]);
    if (!state) apply(remember, drawn, [canvas, (state = { characters: 0, styles: 0, seen: table() })]);
    const shown = cut(text(words), 0, 200);
    for (let index = 0; index < shown.length; index++) {
      const each = "c" + shown[index];
      if (!state.seen[each]) state.characters += state.seen[each] = 1;
    }
    const style = "s" + cut(text(context.fillStyle), 0, 40);
    if (!state.seen[style]) state.styles += state.seen[style] = 1;
  }
  function read(canvas, api, width, height) {
    const state = apply(lookUp, drawn, [canvas]);
    if (!state || state.characters === 0) return;
    report("canvas", api, `characters=${state.characters} styles=${state.styles} size=${width}x${height}`);
  }
  for (const type of ["CanvasRenderingContext2D", "OffscreenCanvasRenderingContext2D"]) {
    wrap(own(type), "fillText", (self, args) => note(self, args[0]));
    wrap(own(type), "strokeText", (self, args) => note(self, args[0]));
    wrap(own(type), "getImageData", (self, args) => read(self.canvas, "getImageData", args[2], args[3]));
    wrap(own(type), "measureText", (self) => fontSeen(family(self.font)));
  }
  wrap(own("HTMLCanvasElement"), "toDataURL", (self) => read(self, "toDataURL", self.width, self.height));
  wrap(own("HTMLCanvasElement"), "toBlob", (self) => read(self, "toBlob", self.width, self.height));
  wrap(own("OffscreenCanvas"), "convertToBlob", (self) => read(self, "convertToBlob", self.width, self.height));
  const graphics = { 37445: "UNMASKED_VENDOR_WEBGL", 37446: "UNMASKED_RENDERER_WEBGL" };
  for (const type of ["WebGLRenderingContext", "WebGL2RenderingContext"]) {
    wrap(own(type), "getParameter", (self, args) => graphics[args[0]] && report("webgl", "getParameter", graphics[args[0]]));
    wrap(own(type), "readPixels", () => report("webgl", "readPixels", ""));
    wrap(own(type), "getSupportedExtensions", () => report("webgl", "getSupportedExtensions", ""));
  }
  wrap(own("OfflineAudioContext"), "startRendering", () => report("audio", "startRendering", ""));
  wrap(own("AnalyserNode"), "getFloatFrequencyData", () => report("audio", "getFloatFrequencyData", ""));
  const fonts = table();
  function family(font) {
    const found = match(/^[^"']*?\d\S*\s+(.*)$/, text(font));
    return found ? found[1] : text(font);
  }
  function fontSeen(name) {
    const script = caller();
    const seen = fonts[script] || (fonts[script] = { count: 0, names: table() });
    if (seen.count >= 30 || seen.names[name]) return;
    seen.names[name] = true;
    if (++seen.count === 30) report("fonts", "probe", "families=30");
  }
  wrapSetter(own("CSSStyleDeclaration"), "fontFamily", (self, args) => fontSeen(text(args[0])));
  wrap(own("FontFaceSet"), "check", (self, args) => fontSeen(family(args[0])));

  // Listening to a person ---------------------------------------------------------------------------------------------
  const keys = table(["keydown", "keyup", "keypress"]);
  const fields = table(["input", "change", "paste", "beforeinput"]);
  const moves = table(["mousemove", "pointermove", "touchmove", "scroll", "mousedown", "click"]);
  wrap(own("EventTarget"), "addEventListener", (self, args) => {
    const type = text(args[0]);
    const group = keys[type] ? "keys" : fields[type] ? "fields" : moves[type] ? "moves" : "";
    if (!group) return;
    const target = self == null || self === globalThis ? "window" : self.nodeName || self.constructor.name;
    report("listener", group, type + "@" + target);
  });
  wrap(own("MutationObserver"), "observe", (self, args) => {
    const target = args[0];
    const options = args[1];
    const whole = target === document || target === document.documentElement || target === document.body;
    if (whole && options && options.subtree && (options.characterData || options.attributes)) {
      report("listener", "mutations", "observe");
    }
  });
  // What a page puts off ---------------------------------------------------------------------------------------------
  if (typeof window === "object" && globalThis.top === globalThis) {
    wrap({ prototype: globalThis }, "setTimeout", (self, args) => {
      const wait = number(args[1]);
      if (wait >= 2000 && wait <= 10000) report("put-off", "setTimeout", floor(wait));
    });
  }
  wrap(own("Element"), "attachShadow", (self, args) => {
    if (args[0] && args[0].mode === "closed") report("closed-root", "attachShadow", "");
  });
})("BINDING");
