function stored() { return (document.cookie.match(/(?:^|; )information_vue=([a-z]+)/) || [])[1]; }
function store(value) { document.cookie = 'information_vue=' + value + '; path=/; max-age=15552000; SameSite=Lax; Secure'; }
function by(id) { return document.getElementById(id); }
function on(id, act) { if (by(id)) { by(id).addEventListener('click', function (e) { e.preventDefault(); act(); }); } }
on('seen', function () { store('oui'); by('notice').remove(); });
if (stored()) { by('notice').remove(); }
