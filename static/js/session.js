// When the session has ended, a script's request is answered with 401, or with 403 when the CSRF
// cookie is gone too. What was typed stays where it is; a notice offers to sign in in another tab.
// Signing in changes the CSRF cookie, so on coming back every form takes the new one.

let signedOut = false;

function showNotice() {
  if (signedOut) return;
  signedOut = true;
  const { content } = document.querySelector("template[data-signed-out]");
  document.getElementById("notices").append(content.cloneNode(true));
}

function renewTokens() {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (!token) return;
  for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = token;
  signedOut = false;
}

document.addEventListener("signed-out", showNotice);
document.addEventListener("htmx:responseError", ({ detail }) => {
  if ([401, 403].includes(detail.xhr.status)) showNotice();
});
addEventListener("focus", renewTokens);
