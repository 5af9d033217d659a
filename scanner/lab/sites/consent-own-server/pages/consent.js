function stored() { return (document.cookie.match(/(?:^|; )choix_cookies=([a-z]+)/) || [])[1]; }
function store(value) { document.cookie = 'choix_cookies=' + value + '; path=/; max-age=15552000; SameSite=Lax; Secure'; }
function by(id) { return document.getElementById(id); }
function on(id, act) { if (by(id)) { by(id).addEventListener('click', function (e) { e.preventDefault(); act(); }); } }
(function () {
  var box = by('consent');
  on('accept', function () { store('tous'); box.hidden = true; });
  on('refuse', function () { store('aucun'); box.hidden = true; });
  on('manage', function () { box.hidden = false; });
  if (!stored()) { box.hidden = false; }
  if (location.pathname === '/connexion') { return; }
  var id = (document.cookie.match(/(?:^|; )_ga=([^;]+)/) || [])[1];
  if (!id) {
    id = 'GA1.1.' + Math.floor(Math.random() * 2147483647) + '.' + Math.floor(Date.now() / 1000);
    document.cookie = '_ga=' + id + '; path=/; max-age=63072000; SameSite=Lax; Secure';
  }
  navigator.sendBeacon('/mesure/g/collect?v=2&tid=G-LABCONSENT&cid=' + id.slice(6) + '&en=page_view&dl=' + encodeURIComponent(location.href));
})();
