(function () { var s = document.createElement('script'); s.async = true; s.src = 'https://script.hotjar.com/modules.js'; document.head.appendChild(s); })();
