(function () {
  var app = (window.intercomSettings || {}).app_id || 'lab';
  document.cookie = 'intercom-id-' + app + '=' + crypto.randomUUID() + '; path=/; max-age=23414400; SameSite=Lax; Secure';
  document.cookie = 'intercom-device-id-' + app + '=' + crypto.randomUUID() + '; path=/; max-age=23414400; SameSite=Lax; Secure';
  fetch('https://api-iam.intercom.io/messenger/web/ping', { method: 'POST', body: 'app_id=' + app }).catch(function () {});
})();
