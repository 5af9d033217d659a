// Stand-in for Didomi: its host element, buttons and API, with our own markup.
(function () {
  var status = null;
  try { status = JSON.parse(localStorage.getItem('didomi_token') || 'null'); } catch (e) {}
  function purposes(enabled) { return { audience: { id: 'audience', enabled: enabled }, publicite: { id: 'publicite', enabled: enabled } }; }
  function decide(enabled) {
    status = { purposes: purposes(enabled) };
    localStorage.setItem('didomi_token', JSON.stringify(status));
    document.cookie = 'didomi_token=' + btoa(JSON.stringify(status)) + '; path=/; max-age=15552000; SameSite=Lax; Secure';
    var host = document.getElementById('didomi-host'); if (host) { host.remove(); }
    if (enabled) { (window.didomiOnReady || []).forEach(function (f) { f(window.Didomi); }); }
    return true;
  }
  window.Didomi = {
    getCurrentUserStatus: function () { return status || { purposes: {} }; },
    getUserConsentStatusForAll: function () { var e = !!(status && status.purposes.audience.enabled); return { purposes: { enabled: e ? ['audience', 'publicite'] : [], disabled: e ? [] : ['audience', 'publicite'] } }; },
    setUserDisagreeToAll: function () { return decide(false); }, setUserAgreeToAll: function () { return decide(true); },
    notice: { show: show }, preferences: { show: show }
  };
  function show() {
    var host = document.createElement('div'); host.id = 'didomi-host'; host.setAttribute('aria-hidden', 'false');
    host.innerHTML = '<div id="didomi-popup" class="didomi-popup-backdrop" style="position:fixed;inset:0;background:rgba(0,0,0,.4);z-index:2000"><div class="didomi-popup-container didomi-popup-notice" role="dialog" style="background:#fff;margin:10vh auto;max-width:34rem;padding:24px">' +
      '<h2>Le respect de votre vie privée</h2><p>Avec votre accord, nos <a href="#" class="didomi-partners">12 partenaires</a> et nous utilisons des cookies pour mesurer l’audience et afficher des contenus adaptés.</p>' +
      '<button class="didomi-continue-without-agreeing">Continuer sans accepter →</button> ' + '<button id="didomi-notice-learn-more-button">En savoir plus</button> <button id="didomi-notice-agree-button" style="background:#1a3f8b;color:#fff">Accepter et fermer</button></div></div>';
    document.body.appendChild(host);
    host.querySelector('#didomi-notice-agree-button').addEventListener('click', function () { decide(true); });
    var no = host.querySelector('.didomi-continue-without-agreeing'); if (no) { no.addEventListener('click', function () { decide(false); }); }
  }
  if (!status) { show(); } else if (status.purposes.audience.enabled) { (window.didomiOnReady || []).forEach(function (f) { f(window.Didomi); }); }
})();
