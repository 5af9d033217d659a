// Stand-in for tarteaucitron: its root, buttons and cookie, with our own markup. Served by the site itself, as usual.
var tarteaucitron = { userInterface: {}, job: [] };
(function () {
  function stored() { return (document.cookie.match(/(?:^|; )tarteaucitron=([^;]+)/) || [])[1]; }
  function decide(all) {
    document.cookie = 'tarteaucitron=!gtag=' + (all ? 'true' : 'false') + '; path=/; max-age=15552000; SameSite=Lax; Secure';
    var b = document.getElementById('tarteaucitronAlertBig'); if (b) { b.style.display = 'none'; }
    if (all) { loadAnalytics(); }
  }
  tarteaucitron.userInterface.respondAll = function (all) { decide(all); };
  tarteaucitron.userInterface.openPanel = function () { document.getElementById('tarteaucitronAlertBig').style.display = 'block'; };
  var root = document.createElement('div'); root.id = 'tarteaucitronRoot';
  root.innerHTML = '<div id="tarteaucitronAlertBig" role="alertdialog" aria-label="Cookies" style="display:none;position:fixed;left:0;right:0;top:0;background:#333;color:#fff;padding:20px;z-index:2000"><p id="tarteaucitronDisclaimerAlert">En autorisant ces services tiers, vous acceptez le dépôt et la lecture de cookies et l’utilisation de technologies de suivi nécessaires à leur bon fonctionnement.</p>' +
    '<button id="tarteaucitronPersonalize2">✓ OK, tout accepter</button> <button id="tarteaucitronAllDenied2">✗ Interdire tous les cookies</button> <button id="tarteaucitronCloseAlert">Personnaliser</button></div>';
  document.body.appendChild(root);
  root.querySelector('#tarteaucitronPersonalize2').addEventListener('click', function () { decide(true); });
  root.querySelector('#tarteaucitronAllDenied2').addEventListener('click', function () { decide(false); });
  if (!stored()) { tarteaucitron.userInterface.openPanel(); } else if (stored().indexOf('true') > 0) { loadAnalytics(); }
})();
