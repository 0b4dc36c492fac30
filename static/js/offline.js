// Without a connection the service worker answers with the offline page. It keeps nothing personal.

navigator.serviceWorker?.register("/sw.js");
