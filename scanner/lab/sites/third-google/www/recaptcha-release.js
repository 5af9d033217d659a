(function () {
  try { localStorage.setItem('_grecaptcha', '09AL' + Math.random().toString(36).slice(2) + Math.random().toString(36).slice(2)); } catch (e) {}
  var f = document.createElement('iframe');
  f.title = 'reCAPTCHA'; f.width = 256; f.height = 60; f.style.border = '0';
  f.src = 'https://www.google.com/recaptcha/api2/anchor?ar=1&k=6LabLabLabLabLabLabLabLabLabLabLabLabLab&co=' + btoa(location.origin);
  (document.querySelector('.g-recaptcha') || document.body).appendChild(f);
})();
