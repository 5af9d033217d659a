// Stand-in for Cookiebot: its dialog and API, with our own markup. This site hides the refusal behind details.
(function () {
  function stored() { return (document.cookie.match(/(?:^|; )CookieConsent=([^;]+)/) || [])[1]; }
  var api = window.Cookiebot = { hasResponse: !!stored(), declined: stored() === 'no', dialog: null,
    withdraw: function () { decide(false); }, hide: function () { close(); }, show: function () { show(); }, renew: function () { show(); } };
  function close() { var d = document.getElementById('CybotCookiebotDialog'); if (d) { d.remove(); } api.dialog = null; }
  function decide(all) {
    document.cookie = 'CookieConsent=' + (all ? 'yes' : 'no') + '; path=/; max-age=15552000; SameSite=Lax; Secure';
    api.hasResponse = true; api.declined = !all; close();
    if (all) { loadAnalytics(); }
  }
  function show() {
    var d = document.createElement('div'); d.id = 'CybotCookiebotDialog'; d.setAttribute('role', 'dialog');
    d.style.cssText = 'position:fixed;left:10%;right:10%;top:20%;background:#fff;padding:24px;box-shadow:0 0 30px #555;z-index:2000';
    d.innerHTML = '<h2>Ce site web utilise des cookies</h2><p>Les cookies nous permettent d’analyser notre trafic.</p><button id="CybotCookiebotDialogBodyLevelButtonLevelOptinAllowAll">Autoriser tous les cookies</button> <a href="#" id="CybotCookiebotDialogNavDetails">Afficher les détails</a>' +
      '<div id="CybotCookiebotDialogDetail" hidden><label>Statistiques <input type="checkbox" class="CybotCookiebotDialogBodyLevelButton" id="CybotCookiebotDialogBodyLevelButtonStatistics"></label> <button id="CybotCookiebotDialogBodyButtonDecline">Refuser</button> <button id="CybotCookiebotDialogBodyLevelButtonAccept">Autoriser la sélection</button></div>';
    document.body.appendChild(d); api.dialog = { visible: true };
    d.querySelector('#CybotCookiebotDialogBodyLevelButtonLevelOptinAllowAll').addEventListener('click', function () { decide(true); });
    d.querySelector('#CybotCookiebotDialogNavDetails').addEventListener('click', function (e) { e.preventDefault(); d.querySelector('#CybotCookiebotDialogDetail').hidden = false; });
    d.querySelector('#CybotCookiebotDialogBodyButtonDecline').addEventListener('click', function () { decide(false); });
    d.querySelector('#CybotCookiebotDialogBodyLevelButtonAccept').addEventListener('click', function () { decide(d.querySelector('#CybotCookiebotDialogBodyLevelButtonStatistics').checked); });
  }
  if (!stored()) { show(); } else if (stored() === 'yes') { loadAnalytics(); }
})();
