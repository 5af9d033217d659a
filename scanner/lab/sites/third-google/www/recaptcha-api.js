// Stand-in for the captcha's loader: the second script, then the frame that stores an identifier.
(function () {
  var s = document.createElement('script'); s.async = true;
  s.src = 'https://www.gstatic.com/recaptcha/releases/lab0000000000000000000000/recaptcha__fr.js';
  document.head.appendChild(s);
  window.grecaptcha = { ready: function (f) { f(); }, execute: function () { return Promise.resolve('lab-token'); }, render: function () { return 0; } };
})();
