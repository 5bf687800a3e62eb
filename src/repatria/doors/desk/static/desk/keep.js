// Keeps what is typed: at the bureau while the line is there, else in this browser, sealed with a key that only a page shown
// to the same account has. A form is sent when the line is there, and never into an error page of the browser.
"use strict";
(() => {
  const form = document.getElementById("keeps"), away = document.getElementById("away");
  const name = `kept${form.dataset.keep}`, raw = Uint8Array.from(atob(form.dataset.key), (one) => one.charCodeAt(0));
  const key = window.crypto?.subtle?.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  const text = (some) => btoa(String.fromCharCode(...new Uint8Array(some)));
  const typed = () => new URLSearchParams([...new FormData(form)]);
  let waiting = 0, isDirty = false, isGoing = false;

  async function send(body) { // "kept" once the bureau has it, "refused" where it is there and keeps it not, else "away"
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body, keepalive: true });
      return answer.ok ? "kept" : answer.status < 500 ? "refused" : "away";
    } catch { return "away"; }
  }
  async function seal(body) {
    if (!key) return;
    const nonce = crypto.getRandomValues(new Uint8Array(12)), plain = new TextEncoder().encode(String(body));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, await key, plain);
    try { localStorage.setItem(name, `${text(nonce)}.${text(sealed)}`); } catch { /* full, or forbidden: the page stays open */ }
  }
  async function keep() {
    clearTimeout(waiting);
    const body = typed(), sent = await send(body);
    away.hidden = sent !== "away";
    if (sent === "kept") { isDirty = false; localStorage.removeItem(name); } else await seal(body);
    if (sent === "away") waiting = setTimeout(keep, 3000);
    return sent !== "away"; // a form whose page is too old to be kept is sent all the same
  }
  async function bring() { // what was sealed here while the line was away
    const found = localStorage.getItem(name);
    if (!found || !key) return;
    const [nonce, sealed] = found.split(".").map(bytes);
    let body;
    try { body = new URLSearchParams(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce }, await key, sealed))); }
    catch { return; } // another account's: it waits for that one
    const now = typed();
    for (const one of ["csrfmiddlewaretoken", "kept_for"]) body.set(one, now.get(one));
    if (await send(body) !== "kept") return;
    localStorage.removeItem(name);
    if (!isDirty) location.replace(location.href);
  }
  form.addEventListener("input", () => { isDirty = true; clearTimeout(waiting); waiting = setTimeout(keep, 1500); });
  form.addEventListener("submit", async (event) => {
    if (isGoing) return;
    event.preventDefault();
    const button = event.submitter;
    while (!await keep()) await new Promise((done) => setTimeout(done, 3000));
    isGoing = true;
    form.requestSubmit(button);
  });
  addEventListener("pageshow", () => { isGoing = false; });
  addEventListener("pagehide", () => { if (isDirty && !isGoing) send(typed()); });
  addEventListener("beforeunload", (event) => { if (isDirty && !isGoing && !away.hidden) event.preventDefault(); });
  bring();
})();
