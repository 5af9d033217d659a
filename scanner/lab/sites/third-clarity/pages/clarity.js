(function () {
  var id = Math.random().toString(36).slice(2) + Date.now().toString(36);
  document.cookie = '_clck=' + id + '; path=/; max-age=31536000; SameSite=Lax; Secure';
  document.cookie = '_clsk=' + id.split('').reverse().join('') + '; path=/; max-age=86400; SameSite=Lax; Secure';
  new Image().src = 'https://c.clarity.ms/c.gif';
  var events = [];
  ['keydown', 'input', 'mousemove', 'click'].forEach(function (n) { document.addEventListener(n, function (e) { events.push([n, e.key || '']); }, true); });
  navigator.sendBeacon('https://www.clarity.ms/collect', JSON.stringify({ id: id, dom: document.body ? document.body.innerHTML.length : 0, events: events }));
})();
