// When the session has ended, a script's request is answered with 401. What was typed stays where
// it is; a notice offers to sign in in another tab. Signing in changes the CSRF cookie, so on
// coming back every form takes the new one.

let signedOut = false;

function showNotice() {
  if (signedOut) return;
  signedOut = true;
  const { content } = document.querySelector("template[data-signed-out]");
  document.getElementById("notices").append(content.cloneNode(true));
}

function renewTokens() {
  if (!signedOut) return;
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (!token) return;
  for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = token;
  signedOut = false;
}

document.addEventListener("signed-out", showNotice);
document.addEventListener("htmx:responseError", ({ detail }) => {
  if (detail.xhr.status === 401) showNotice();
});
addEventListener("focus", renewTokens);
