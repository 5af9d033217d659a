// Runs in every frame and worker before any script of the page. BINDING is the name of a function that reports to the
// scanner; it is taken and removed at once, so that a page cannot see or call it. Wrapped functions answer `toString`
// as the original does, keep name, length and property attributes, and never change what a call returns.
(function (name) {
  "use strict";
  const send = globalThis[name];
  if (typeof send !== "function") return;
  delete globalThis[name];

  const { apply, ownKeys } = Reflect;
  const { defineProperty, getOwnPropertyDescriptor } = Object;
  const stringify = JSON.stringify;
  const NativeError = Error;
  const NativeProxy = Proxy;
  const originals = new WeakMap();
  const lookUp = WeakMap.prototype.get;
  const remember = WeakMap.prototype.set;
  const counts = new Map();
  const tally = (key) => {
    const seen = (counts.get(key) || 0) + 1;
    counts.set(key, seen);
    return seen;
  };

  const address = /(?:https?|blob|data):[^\s()]+?(?=:\d+:\d+|\)|$)/;
  function caller() {
    const limit = NativeError.stackTraceLimit;
    const prepare = NativeError.prepareStackTrace;
    let stack = "";
    try {
      NativeError.prepareStackTrace = undefined;
      NativeError.stackTraceLimit = 30;
      stack = String(new NativeError().stack);
    } catch (_) {
      return "";
    } finally {
      NativeError.stackTraceLimit = limit;
      NativeError.prepareStackTrace = prepare;
    }
    const found = address.exec(stack);
    return found ? found[0].slice(0, 2000) : "";
  }

  function report(kind, api, detail, extra) {
    const script = caller();
    const limit = kind === "cookie" || kind === "image" ? 400 : 8;
    if (tally(kind + "|" + api + "|" + script) > limit) return;
    const place = typeof location === "object" ? String(location.href).slice(0, 2000) : "";
    apply(send, globalThis, [stringify({ kind, api, detail: String(detail || ""), script, place, ...extra })]);
  }

  const hide = (wrapped, original) => (apply(remember, originals, [wrapped, original]), wrapped);
  function wrapFunction(original, observe, after) {
    return hide(
      new NativeProxy(original, {
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
    const line = String(args[0]);
    const label = line.split(";")[0].split("=")[0].trim();
    const held = apply(cookie.get, self, []);
    const kept = ("; " + held).indexOf("; " + label + "=") >= 0 || /;\s*path\s*=\s*\/./i.test(line);
    report("cookie", "document.cookie", "", { line: line.slice(0, 8000), kept });
  }, true);
  wrap(own("CookieStore"), "set", (self, args) => {
    const given = typeof args[0] === "object" ? args[0] : { name: args[0], value: args[1] };
    let line = given.name + "=" + given.value + "; path=" + (given.path || "/");
    if (given.domain) line += "; domain=" + given.domain;
    if (given.expires) line += "; expires=" + new Date(Number(given.expires)).toUTCString();
    if (given.maxAge !== undefined) line += "; max-age=" + given.maxAge;
    report("cookie", "cookieStore.set", "", { line: line.slice(0, 8000), kept: true });
  });

  // Pictures that scripts ask for: the browser itself no longer knows the script when the request is made.
  wrapSetter(own("HTMLImageElement"), "src", (self, args) => report("image", "src", "", { url: self.src }), true);

  // Canvas, WebGL, audio, fonts --------------------------------------------------------------------------------------
  const drawn = new WeakMap();
  function note(context, text) {
    const canvas = context.canvas;
    let state = apply(lookUp, drawn, [canvas]);
    if (!state) apply(remember, drawn, [canvas, (state = { text: new Set(), styles: new Set() })]);
    for (const each of String(text).slice(0, 200)) state.text.add(each);
    state.styles.add(String(context.fillStyle).slice(0, 40));
  }
  function read(canvas, api, width, height) {
    const state = apply(lookUp, drawn, [canvas]);
    const characters = state ? state.text.size : 0;
    const styles = state ? state.styles.size : 0;
    if (characters === 0) return;
    report("canvas", api, `characters=${characters} styles=${styles} size=${width}x${height}`);
  }
  for (const type of ["CanvasRenderingContext2D", "OffscreenCanvasRenderingContext2D"]) {
    wrap(own(type), "fillText", (self, args) => note(self, args[0]));
    wrap(own(type), "strokeText", (self, args) => note(self, args[0]));
    wrap(own(type), "getImageData", (self, args) => read(self.canvas, "getImageData", args[2], args[3]));
    wrap(own(type), "measureText", (self) => fontSeen(String(self.font).replace(/^[^"']*?\d\S*\s+/, "")));
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
  const fonts = new Map();
  function fontSeen(family) {
    const script = caller();
    let seen = fonts.get(script);
    if (!seen) fonts.set(script, (seen = new Set()));
    if (seen.size >= 30) return;
    seen.add(family);
    if (seen.size === 30) report("fonts", "probe", "families=30");
  }
  wrapSetter(own("CSSStyleDeclaration"), "fontFamily", (self, args) => fontSeen(String(args[0])));
  wrap(own("FontFaceSet"), "check", (self, args) => fontSeen(String(args[0]).replace(/^\S+\s+/, "")));

  // Listening to a person ---------------------------------------------------------------------------------------------
  const keys = new Set(["keydown", "keyup", "keypress"]);
  const fields = new Set(["input", "change", "paste", "beforeinput"]);
  const moves = new Set(["mousemove", "pointermove", "touchmove", "scroll", "mousedown", "click"]);
  wrap(own("EventTarget"), "addEventListener", (self, args) => {
    const type = String(args[0]);
    const group = keys.has(type) ? "keys" : fields.has(type) ? "fields" : moves.has(type) ? "moves" : "";
    if (!group) return;
    const target = self == null || self === globalThis ? "window" : self.nodeName || self.constructor.name;
    report("listener", group, type + "@" + target);
  });
  wrap(own("MutationObserver"), "observe", (self, args) => {
    const [target, options] = args;
    const whole = target === document || target === document.documentElement || target === document.body;
    if (whole && options && options.subtree && (options.characterData || options.attributes)) {
      report("listener", "mutations", "observe");
    }
  });
  wrap(own("Element"), "attachShadow", (self, args) => {
    if (args[0] && args[0].mode === "closed") report("closed-root", "attachShadow", "");
  });
})("BINDING");
