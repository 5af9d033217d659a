// Stand-in for Axeptio: its mount and buttons, with our own markup.
(function () {
  var name = 'axeptio_cookies';
  function stored() { var m = document.cookie.match(/(?:^|; )axeptio_cookies=([^;]+)/); return m ? JSON.parse(decodeURIComponent(m[1])) : null; }
  function decide(all) {
    document.cookie = name + '=' + encodeURIComponent(JSON.stringify({ google_analytics: all, $$completed: true })) + '; path=/; max-age=15552000; SameSite=Lax; Secure';
    document.querySelectorAll('.axeptio_mount').forEach(function (m) { m.remove(); });
    tell({ google_analytics: all });
  }
  function tell(choices) { (window._axcb || []).forEach(function (f) { f({ on: function (event, g) { if (event === 'cookies:complete') { g(choices); } }, openCookies: show }); }); }
  function show() {
    var m = document.createElement('div'); m.className = 'axeptio_mount';
    m.innerHTML = '<div class="axeptio_widget axeptio-widget--open" role="dialog" style="position:fixed;left:20px;bottom:20px;width:340px;background:#fff;padding:20px;box-shadow:0 0 20px #888;z-index:2000"><h3>On aime les cookies, et vous ?</h3><p>Ils servent ici à compter les visites, rien d’autre.</p>' +
      '<button id="axeptio_btn_dismiss">Non merci</button> <button id="axeptio_btn_configure">Je choisis</button> <button id="axeptio_btn_acceptAll">OK pour moi</button></div>';
    document.body.appendChild(m);
    m.querySelector('#axeptio_btn_acceptAll').addEventListener('click', function () { decide(true); });
    m.querySelector('#axeptio_btn_dismiss').addEventListener('click', function () { decide(false); });
  }
  window.openAxeptioCookies = show;
  var before = stored();
  if (before) { tell(before); } else { show(); }
})();
