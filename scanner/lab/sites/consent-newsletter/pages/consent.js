document.getElementById('later').addEventListener('click', function () { document.getElementById('letter').remove(); });
