// Stand-in for the pixel: first-party identifier and an event to the network.
(function () {
  var id = (document.cookie.match(/(?:^|; )_fbp=([^;]+)/) || [])[1] || 'fb.1.' + Date.now() + '.' + Math.floor(Math.random() * 1e10);
  document.cookie = '_fbp=' + id + '; path=/; max-age=7776000; SameSite=Lax; Secure';
  new Image().src = 'https://www.facebook.com/tr/?id=100000000000001&ev=PageView&fbp=' + id + '&dl=' + encodeURIComponent(location.href);
})();
