// Stand-in for OneTrust: its banner and preference centre ids, with our own markup.
(function () {
  function stored() { return (document.cookie.match(/(?:^|; )OptanonConsent=([^;]+)/) || [])[1]; }
  window.OnetrustActiveGroups = ',C0001,';
  function decide(all) {
    window.OnetrustActiveGroups = all ? ',C0001,C0002,C0004,' : ',C0001,';
    document.cookie = 'OptanonAlertBoxClosed=' + new Date().toISOString() + '; path=/; max-age=15552000; SameSite=Lax; Secure';
    document.cookie = 'OptanonConsent=' + encodeURIComponent('groups=C0001:1,C0002:' + (all ? 1 : 0)) + '; path=/; max-age=15552000; SameSite=Lax; Secure';
    var sdk = document.getElementById('onetrust-consent-sdk'); if (sdk) { sdk.remove(); }
    if (all && window.OptanonWrapper) { window.OptanonWrapper(); }
  }
  function show() {
    var sdk = document.createElement('div'); sdk.id = 'onetrust-consent-sdk';
    sdk.innerHTML = '<div id="onetrust-banner-sdk" role="region" aria-label="Cookie banner" style="position:fixed;left:0;right:0;bottom:0;background:#fff;padding:20px;border-top:2px solid #333;z-index:2000"><p>By clicking “Accept All Cookies”, you agree to the storing of cookies on your device to analyse site usage.</p>' +
      '<button id="onetrust-pc-btn-handler">Cookies Settings</button> <button id="onetrust-reject-all-handler">Reject All</button> <button id="onetrust-accept-btn-handler">Accept All Cookies</button></div>' +
      '<div id="onetrust-pc-sdk" hidden style="position:fixed;inset:10%;background:#fff;padding:20px;z-index:2001"><h2>Privacy Preference Center</h2><label>Performance <input type="checkbox" class="category-switch-handler"></label> <button class="save-preference-btn-handler">Confirm My Choices</button></div>';
    document.body.appendChild(sdk);
    sdk.querySelector('#onetrust-accept-btn-handler').addEventListener('click', function () { decide(true); });
    sdk.querySelector('#onetrust-reject-all-handler').addEventListener('click', function () { decide(false); });
    sdk.querySelector('#onetrust-pc-btn-handler').addEventListener('click', function () { sdk.querySelector('#onetrust-pc-sdk').hidden = false; });
    sdk.querySelector('.save-preference-btn-handler').addEventListener('click', function () { decide(sdk.querySelector('.category-switch-handler').checked); });
  }
  window.OneTrust = { ToggleInfoDisplay: show };
  var before = stored();
  if (!before) { show(); } else if (decodeURIComponent(before).indexOf('C0002:1') > 0) { window.OnetrustActiveGroups = ',C0001,C0002,C0004,'; if (window.OptanonWrapper) { window.OptanonWrapper(); } }
})();
