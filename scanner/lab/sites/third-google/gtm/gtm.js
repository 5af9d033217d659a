// Stand-in for a tag manager container: what it fires depends on the container's identifier.
(function () {
  var source = document.currentScript ? document.currentScript.src : '';
  var container = (source.match(/[?&]id=([^&]+)/) || [])[1] || '';
  var tags = {
    analytics: function () {
      window.dataLayer.push(['js', new Date()], ['config', 'G-LABGTM0001']);
      load('https://www.googletagmanager.com/gtag/js?id=G-LABGTM0001');
    },
    meta: function () {
      window.fbq = window.fbq || function () { (window.fbq.queue = window.fbq.queue || []).push(arguments); };
      window.fbq('init', '100000000000001'); window.fbq('track', 'PageView');
      load('https://connect.facebook.net/fr_FR/fbevents.js');
    },
    ads: function () { new Image().src = 'https://googleads.g.doubleclick.net/pagead/viewthroughconversion/1000001/?guid=ON'; },
    hotjar: function () { window._hjSettings = { hjid: 1000001 }; load('https://static.hotjar.com/c/hotjar-1000001.js'); }
  };
  var containers = {
    'GTM-LABANLT': { now: ['analytics'] },
    'GTM-LABFULL': { now: ['analytics', 'meta', 'ads', 'hotjar'] },
    'GTM-LABCNST': { consent: ['analytics', 'meta'] },
    'GTM-LABNONE': {}
  };
  function load(address) { var s = document.createElement('script'); s.async = true; s.src = address; document.head.appendChild(s); }
  function fire(names) { (names || []).forEach(function (name) { tags[name](); }); }
  var rules = containers[container] || {};
  window.dataLayer = window.dataLayer || [];
  window.google_tag_manager = window.google_tag_manager || {};
  window.google_tag_manager[container] = { dataLayer: {} };
  fire(rules.now);
  function listen(entry) { if (entry && entry.event === 'consent_given') { fire(rules.consent); } }
  window.dataLayer.slice().forEach(listen);
  var push = window.dataLayer.push;
  window.dataLayer.push = function () {
    for (var i = 0; i < arguments.length; i++) { listen(arguments[i]); }
    return push.apply(window.dataLayer, arguments);
  };
})();
