// Stand-in for a fingerprinting library: canvas, WebGL, audio and fonts, then the sum goes out.
(function () {
  var parts = [navigator.userAgent, screen.width, navigator.hardwareConcurrency, new Date().getTimezoneOffset()];
  var c = document.createElement('canvas'); c.width = 280; c.height = 60;
  var g = c.getContext('2d'); g.textBaseline = 'alphabetic'; g.fillStyle = '#f60'; g.fillRect(100, 1, 62, 20);
  g.fillStyle = '#069'; g.font = '11pt no-real-font-123'; g.fillText('Cwm fjordbank glyphs vext quiz, \ud83d\ude03', 2, 15);
  parts.push(c.toDataURL());
  try {
    var w = document.createElement('canvas').getContext('webgl');
    if (w) { var x = w.getExtension('WEBGL_debug_renderer_info'); parts.push(w.getParameter(w.VERSION), x && w.getParameter(x.UNMASKED_RENDERER_WEBGL)); w.getSupportedExtensions(); }
  } catch (e) {}
  try {
    var a = new OfflineAudioContext(1, 5000, 44100), o = a.createOscillator(), k = a.createDynamicsCompressor();
    o.type = 'triangle'; o.connect(k); k.connect(a.destination); o.start(0); a.startRendering().then(function (b) { b.getChannelData(0).slice(4500, 4600); });
  } catch (e) {}
  var m = document.createElement('canvas').getContext('2d');
  ['Arial', 'Calibri', 'Cambria', 'Consolas', 'Courier', 'Futura', 'Garamond', 'Georgia', 'Gill Sans', 'Helvetica', 'Impact', 'Lucida', 'Menlo', 'Monaco', 'Palatino', 'Roboto', 'Rockwell', 'Segoe UI', 'Tahoma', 'Times', 'Trebuchet MS', 'Ubuntu', 'Verdana', 'Wingdings']
    .forEach(function (f) { m.font = '72px "' + f + '", monospace'; parts.push(m.measureText('mmmmmmmmmmlli').width); });
  fetch('https://api.fpjs.io/', { method: 'POST', body: JSON.stringify(parts) }).then(function (r) { return r.json(); }).then(function (v) { localStorage.setItem('_vid_t', v.visitorId); }).catch(function () {});
})();
