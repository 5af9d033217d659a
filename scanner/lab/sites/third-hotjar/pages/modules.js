// Stand-in for a session recorder: identifier, keys, pointer and form input sent in batches.
(function () {
  var id = crypto.randomUUID(), site = (window._hjSettings || {}).hjid || 0, batch = [];
  document.cookie = '_hjSessionUser_' + site + '=' + btoa('{"id":"' + id + '"}') + '; path=/; max-age=31536000; SameSite=Lax; Secure';
  document.cookie = '_hjSession_' + site + '=' + btoa('{"id":"' + crypto.randomUUID() + '"}') + '; path=/; max-age=1800; SameSite=Lax; Secure';
  var timer;
  function note(e) { batch.push([e.type, Date.now(), e.key || '', e.target && e.target.value || '']); clearTimeout(timer); timer = setTimeout(send, 300); }
  ['keydown', 'keyup', 'input', 'change', 'mousemove', 'scroll', 'click'].forEach(function (name) { document.addEventListener(name, note, true); });
  new MutationObserver(function (list) { batch.push(['mutation', list.length]); }).observe(document, { subtree: true, childList: true, attributes: true });
  function send() {
    var body = JSON.stringify({ site: site, user: id, page: location.href, dom: document.documentElement.outerHTML.length, events: batch.splice(0) });
    fetch('https://in.hotjar.com/api/v2/client/sites/' + site + '/recordings/content', { method: 'POST', body: body }).catch(function () {});
  }
  send();
})();
