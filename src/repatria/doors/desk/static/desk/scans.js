// Takes scan after scan into a batch, also while the line is away: each is kept in this browser with its own time, sealed
// with a key that only a page shown to the same account has, and sent once the line is there. Without this script each
// scan is sent at once.
"use strict";
(() => {
  const form = document.getElementById("scans"), subtle = window.crypto?.subtle;
  if (!form || !subtle || !window.localStorage || !navigator.locks) return;
  const data = form.dataset, said = JSON.parse(data.said), name = `scans ${data.to}`;
  const raw = Uint8Array.from(atob(data.key), (one) => one.charCodeAt(0));
  const key = subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  const text = (some) => btoa(Array.from(new Uint8Array(some), (one) => String.fromCharCode(one)).join(""));
  const at = (id) => document.getElementById(id);
  const skew = Date.parse(data.now) - Date.now(); // the bureau's clock, as the page came
  let timer = 0, sent = 0;

  async function load() { // what waits: rows that nobody sent yet, and the list that was on its way
    const found = localStorage.getItem(name);
    if (!found) return { rows: [], away: "" };
    const [nonce, sealed] = found.split(".").map(bytes);
    try {
      return JSON.parse(new TextDecoder().decode(await subtle.decrypt({ name: "AES-GCM", iv: nonce }, await key, sealed)));
    } catch { return null; } // another account's: it waits for that one
  }
  async function store(kept) {
    if (!kept.rows.length && !kept.away) return localStorage.removeItem(name);
    const nonce = crypto.getRandomValues(new Uint8Array(12)), plain = new TextEncoder().encode(JSON.stringify(kept));
    const sealed = await subtle.encrypt({ name: "AES-GCM", iv: nonce }, await key, plain);
    localStorage.setItem(name, `${text(nonce)}.${text(sealed)}`);
  }
  const alone = (work) => navigator.locks.request(name, work); // two pages of one batch do not write over each other
  const waiting = (kept) => [...(kept.away ? kept.away.split("\n") : []), ...kept.rows];

  function show(kept, word) {
    const rows = kept ? waiting(kept) : [];
    at("scans-waiting").hidden = !rows.length;
    at("scans-rows").value = rows.join("\n");
    at("scans-count").textContent = `${said.waiting} ${rows.length} · ${said.sent} ${sent}`;
    if (word !== undefined) at("scans-said").textContent = word;
  }
  function remark(pairs) {
    for (const [label, words] of pairs) {
      const line = document.createElement("li"), bold = document.createElement("bdi");
      bold.textContent = label || "—";
      line.append(bold, `: ${words}`);
      at("scans-remarks").append(line);
    }
    at("scans-remarked").hidden = !at("scans-remarks").children.length;
  }

  async function send() {
    clearTimeout(timer);
    await alone(async () => {
      for (;;) {
        const kept = await load();
        if (!kept) return show(null, said.another);
        if (!kept.away) {
          if (!kept.rows.length) return show(kept);
          kept.away = kept.rows.splice(0).join("\n"); // the same list until it is answered: it is taken in once
          await store(kept);
        }
        let answer = null;
        try {
          const body = new URLSearchParams({ csrfmiddlewaretoken: form.csrfmiddlewaretoken.value, scans: kept.away });
          answer = await fetch(data.to, { method: "POST", body, redirect: "manual", cache: "no-store" });
        } catch { /* no line */ }
        if (!answer || answer.status >= 500) {
          timer = setTimeout(send, 5000);
          return show(kept, said.away);
        }
        if (!(answer.headers.get("Content-Type") ?? "").includes("json")) return show(kept, said.signed_out);
        const got = await answer.json();
        if (!answer.ok) return show(kept, got.said);
        sent += kept.away.split("\n").length;
        await store({ rows: kept.rows, away: "" });
        remark([...got.remarks, ...got.faults]);
        show({ rows: kept.rows, away: "" }, got.remarks.length || got.faults.length ? said.remarks : said.taken);
      }
    });
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const clean = (one) => (one ? one.value.trim().replace(/[;|\t\r\n]/g, " ") : "");
    const code = clean(form.number), seal = clean(form.seal);
    if (!code) return;
    form.number.value = ""; // at once: a hand scanner types the next one while this one is sealed
    if (form.seal) form.seal.value = "";
    form.number.focus();
    const row = `${new Date(Date.now() + skew).toISOString()};${code};${seal}`;
    try {
      await alone(async () => {
        const kept = await load();
        if (!kept) throw new Error("another");
        kept.rows.push(row);
        await store(kept);
        show(kept, said.kept);
      });
    } catch {
      [form.number.value, form.seal.value] = [code, seal];
      return show(null, said.not_kept);
    }
    send();
  });
  addEventListener("online", send);
  send();
})();
