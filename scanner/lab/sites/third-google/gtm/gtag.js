// Stand-in for gtag.js: honours consent mode the way the real library does, cookieless pings included.
(function () {
  var source = document.currentScript ? document.currentScript.src : '';
  var measurement = (source.match(/[?&]id=([^&]+)/) || [])[1] || 'G-LAB0000000';
  var state = { analytics_storage: 'granted', ad_storage: 'granted' };
  var configured = false;
  function cookie(name) { return (document.cookie.match('(?:^|; )' + name + '=([^;]+)') || [])[1]; }
  function hit(event) {
    var granted = state.analytics_storage === 'granted';
    var gcs = 'G1' + (state.ad_storage === 'granted' ? '1' : '0') + (granted ? '1' : '0');
    var id = cookie('_ga');
    if (granted && !id) {
      id = 'GA1.1.' + Math.floor(Math.random() * 2147483647) + '.' + Math.floor(Date.now() / 1000);
      document.cookie = '_ga=' + id + '; path=/; max-age=63072000; SameSite=Lax; Secure';
      document.cookie = '_ga_' + measurement.replace('G-', '') + '=GS1.1.' + Math.floor(Date.now() / 1000) +
        '.1.0.0; path=/; max-age=63072000; SameSite=Lax; Secure';
    }
    var client = granted ? id.replace(/^GA1\.\d\./, '') : Math.floor(Math.random() * 2147483647) + '.' + Math.floor(Date.now() / 1000);
    var query = 'v=2&tid=' + measurement + '&gcs=' + gcs + '&cid=' + client + '&sr=' + screen.width + 'x' + screen.height +
      '&ul=' + navigator.language + '&dl=' + encodeURIComponent(location.href) + '&dt=' + encodeURIComponent(document.title) + '&en=' + event;
    navigator.sendBeacon('https://region1.google-analytics.com/g/collect?' + query);
  }
  function take(entry) {
    if (!entry) { return; }
    if (entry[0] === 'consent') {
      for (var key in entry[2]) { state[key] = entry[2][key]; }
      if (entry[1] === 'update' && configured) { hit('consent_update'); }
    }
    if (entry[0] === 'config') { configured = true; hit('page_view'); }
    if (entry[0] === 'event') { hit(entry[1]); }
  }
  var layer = window.dataLayer = window.dataLayer || [];
  layer.slice().forEach(take);
  var push = layer.push;
  layer.push = function () {
    for (var i = 0; i < arguments.length; i++) { take(arguments[i]); }
    return push.apply(layer, arguments);
  };
})();
