// Stand-in for the publisher tag: asks for an advertisement, which sets the network's cookie.
(function () {
  fetch('https://securepubads.g.doubleclick.net/gampad/ads?iu=/0000/lab&correlator=' + Math.random(), { credentials: 'include' }).catch(function () {});
  try { localStorage.setItem('__gads_lab', Math.random().toString(36).slice(2)); } catch (e) {}
  document.cookie = '__gads=ID=' + Math.random().toString(16).slice(2) + ':T=' + Date.now() + '; path=/; max-age=34128000; SameSite=None; Secure';
})();
