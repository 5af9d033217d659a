// Stand-in for the sign-in library: draws a button and keeps its state.
(function () {
  document.cookie = 'g_state={"i_l":0}; path=/; max-age=15552000; SameSite=Lax; Secure';
  document.querySelectorAll('.g_id_signin').forEach(function (place) {
    var b = document.createElement('div'); b.setAttribute('role', 'button'); b.textContent = 'Se connecter avec Google'; place.appendChild(b);
  });
})();
