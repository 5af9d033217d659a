(function () {
  document.cookie = '_ttp=' + Math.random().toString(36).slice(2) + Date.now().toString(36) + '; path=/; max-age=33696000; SameSite=Lax; Secure';
  try { sessionStorage.setItem('tt_sessionId', Math.random().toString(36).slice(2)); } catch (e) {}
  fetch('https://analytics.tiktok.com/api/v2/pixel', { method: 'POST', credentials: 'include', body: '{"event":"Pageview"}' }).catch(function () {});
})();
