(function () { new Image().src = 'https://px.ads.linkedin.com/collect?v=2&fmt=js&pid=1000001&url=' + encodeURIComponent(location.href); })();
