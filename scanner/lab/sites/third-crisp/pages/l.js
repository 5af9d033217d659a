(function () {
  var id = 'session_' + crypto.randomUUID();
  document.cookie = 'crisp-client%2Fsession%2F' + (window.CRISP_WEBSITE_ID || 'lab') + '=' + id + '; path=/; max-age=15552000; SameSite=Lax; Secure';
  try { localStorage.setItem('crisp-client/session/lab', JSON.stringify({ id: id })); } catch (e) {}
  var b = document.createElement('button'); b.textContent = 'Discuter'; b.style.cssText = 'position:fixed;right:12px;bottom:12px'; document.body.appendChild(b);
})();
