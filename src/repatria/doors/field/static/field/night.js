// Writes a night: a line a man, kept sealed at once, sent when the bureau answers. After a reload no name is left here.
"use strict";
if (window.isSecureContext && window.indexedDB && window.crypto && crypto.subtle) begin();
else document.getElementById("unable").hidden = false;

async function begin() {
  const page = document.getElementById("night"), form = document.getElementById("line");
  const said = JSON.parse(page.dataset.said), point = device.bytes(page.dataset.point);
  const at = (id) => document.getElementById(id);
  const heard = new Map(); // names of this hour, in memory alone
  let lines = [], me = null, away = null, skew = 0, asked = "", sending = false, awake = Date.now();
  let unheard = 0, notBefore = 0; // how often the bureau had not heard of this computer, and when it is asked again
  if (navigator.serviceWorker) navigator.serviceWorker.register("/field/worker.js", { scope: "/field/" }).catch(() => {});

  try {
    me = await device.get("me");
    lines = await device.lines();
  } catch {
    return tell("js_store_closed");
  }
  at(me ? "enrolled" : "unenrolled").hidden = false;
  if (!me) return;
  at("place").textContent = me.place;
  // What was not taken is asked once more: a bureau that had not heard of this computer may have by now.
  for (const one of lines) if (one.state === "turned" && one.sealed) one.state = "kept";
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
  form.card.value = after(lines.reduce((last, one) => (one.n > (last ? last.n : 0) ? one : last), null));
  show();
  (form.card.value ? form.heard : form.card).focus();

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const card = form.card.value.trim(), name = form.heard.value.trim(), condition = form.condition.value;
    const doubt = doubtOf(card, name, condition);
    if (doubt && asked !== doubt + card) { asked = doubt + card; return tell(doubt, card); }
    form.keep.disabled = true;
    try {
      await keepLine(card, name, condition);
    } catch {
      return tell("js_not_kept", card); // what was typed stays where it was typed
    } finally {
      form.keep.disabled = false;
    }
    asked = "";
    tell("js_kept_line", card);
    form.card.value = next(card);
    form.heard.value = "";
    form.condition.selectedIndex = form.category.selectedIndex = form.facts.selectedIndex = 0;
    form.heard.focus();
    show();
    send();
  });

  function doubtOf(card, name, condition) {
    if (lines.some((one) => one.card === card)) return "js_card_twice";
    if (!name && condition !== "unconscious") return "js_no_name";
    return "";
  }

  async function keepLine(card, name, condition) {
    const line = Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16).padStart(2, "0")).join("");
    const written = new Date(Date.now() + skew).toISOString();
    const facts = form.facts.value ? form.facts.value.split(" ") : [];
    const text = JSON.stringify({ card, heard: name, condition, category: form.category.value, facts, at: written });
    const content = device.utf8(text), padded = new Uint8Array(Math.ceil(content.length / 1024) * 1024).fill(32);
    padded.set(content);
    const sealed = await device.seal(point, me.id, line, padded);
    const one = {
      line, card, at: written, n: lines.reduce((most, other) => Math.max(most, other.n), 0) + 1, state: "kept",
      sealed: device.base64(sealed), signature: device.base64(await device.signed(me.id, line, sealed)),
    };
    await device.keep(one);
    heard.set(line, name || said.js_silent);
    lines.push(one);
  }

  async function send() {
    if (sending || Date.now() < notBefore) return;
    sending = true;
    try {
      await navigator.locks.request("repatria-send", sendAll);
    } finally {
      sending = false;
      show();
    }
  }

  async function sendAll() {
    for (let round = 0; round < 50; round += 1) {
      const atOnce = unheard ? 1 : 50;
      const waiting = lines.filter((one) => one.state === "kept").slice(0, atOnce);
      const asks = lines.filter((one) => one.state === "sent" || one.state === "clash").map((one) => one.line);
      if (!waiting.length && !asks.length && away === null) return;
      let got;
      try {
        const body = waiting.map(({ line, sealed, signature }) => ({ device: me.id, line, sealed, signature }));
        const answer = await fetch("/field/lines", {
          method: "POST", credentials: "omit", cache: "no-store", body: JSON.stringify({ lines: body, asks: asks.slice(-900) }),
          headers: { "Content-Type": "application/json" }, signal: AbortSignal.timeout(20000),
        });
        if (!answer.ok) throw new Error(String(answer.status));
        got = await answer.json();
      } catch {
        away = away || new Date();
        return;
      }
      away = null;
      skew = Date.parse(got.now) - Date.now();
      await learn(got);
      hear(got.unheard);
      if (unheard || waiting.length < atOnce) return;
    }
  }

  // One line is offered again, ever more seldom up to every minute, until the bureau has heard of this computer.
  function hear(strange) {
    unheard = strange.length ? unheard + 1 : 0;
    notBefore = unheard ? Date.now() + Math.min(60000, 1500 * 2 ** unheard) : 0;
  }

  async function learn({ kept, refused, answers }) {
    for (const one of lines) {
      const before = one.state;
      if (one.state === "kept" && kept.includes(one.line)) {
        Object.assign(one, { state: "sent", sentAt: new Date().toISOString() });
        delete one.sealed; // it lies in the bureau's mailbox: here it is wiped
        delete one.signature;
      }
      if (one.state === "kept" && refused.includes(one.line)) one.state = "turned";
      if (one.state !== "kept" && answers[one.line]) one.state = answers[one.line];
      if (one.state !== before) await device.keep(one);
    }
  }

  function show() {
    const newest = [...lines].sort((one, other) => other.n - one.n), count = (...states) => lines.filter((one) => states.includes(one.state)).length;
    at("lines").textContent = lines.length;
    at("kept").textContent = count("kept", "turned");
    at("clashes").textContent = count("clash");
    at("away").hidden = away === null;
    at("unheard").hidden = unheard === 0;
    if (away) at("since").textContent = clock(away);
    at("off").hidden = Math.abs(skew) < 120000;
    at("minutes").textContent = Math.round(Math.abs(skew) / 60000);
    at("rows").replaceChildren(...newest.slice(0, 300).map(row));
    document.title = `${lines.length} · ${said.js_title}`;
  }

  function row(one) {
    const made = document.createElement("tr"), words = [one.card, heard.get(one.line) || "—", "", ""];
    if (one.state === "clash" || one.state === "turned" || one.state === "refused") made.className = "differs";
    words.forEach((text, place) => {
      const cell = made.appendChild(document.createElement(place ? "td" : "th"));
      if (place) cell.dataset.label = said[["", "js_heard", "js_written", "js_where"][place]];
      else cell.scope = "row";
      const inner = cell.appendChild(document.createElement(place === 3 ? "span" : "bdi"));
      inner.textContent = place === 2 ? clock(new Date(one.at)) : place === 3 ? where(one) : text;
      if (place === 3) inner.className = `tag ${{ kept: "wait", sent: "half", recorded: "ok" }[one.state] || "late"}`;
    });
    return made;
  }

  function where(one) { return `${said[`js_state_${one.state}`]}${one.state === "sent" ? ` ${clock(new Date(one.sentAt))}` : ""}`; }
  function clock(when) { return when.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false, timeZoneName: "short" }); }
  function tell(word, card = "") { at("told").textContent = said[word].replace("{card}", card); }
  function after(last) { return last ? next(last.card) : ""; }
  // 0417 -> 0418; what has no number at its end is not counted on.
  function next(card) {
    const found = /^(.*?)(\d+)$/.exec(card);
    return found ? found[1] + String(Number(found[2]) + 1).padStart(found[2].length, "0") : "";
  }
  function hide() { heard.clear(); tell("js_hidden"); show(); }

  at("hide").addEventListener("click", hide);
  addEventListener("online", send);
  for (const kind of ["keydown", "pointerdown"]) addEventListener(kind, () => { awake = Date.now(); });
  setInterval(send, 3000);
  setInterval(() => { if (heard.size && Date.now() - awake > 300000) hide(); }, 5000);
  send();
}
