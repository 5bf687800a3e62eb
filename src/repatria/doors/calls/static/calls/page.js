"use strict";
// The page of either end, and of whoever watches: which part is shown, and what is heard from the door.

(function () {
  const by = (id) => document.getElementById(id);
  const is = document.body.dataset.page;
  const KEPT = "call";
  let secrets = [], browser = "", end = "", relay = null, own = null, line = null, at = 0, isOver = false, isReady = false;
  let endsAt = 0, beginsAt = 0, isSound = false, isPicture = true, isFarSeen = true, isSoundCall = false;

  function show(part) {
    for (const one of document.querySelectorAll("[data-part]")) one.hidden = one.dataset.part !== part;
    const head = document.querySelector(`[data-part="${part}"] h1`);
    if (head) head.focus();
  }

  function said(key) { return by(`said-${key}`).textContent; }

  function word(key) {
    by("word").textContent = key ? said(key) : "";
    by("word").hidden = !key;
  }

  async function ask(path, what) {
    const answer = await fetch(path, { method: "POST", headers: { "content-type": "application/json" },
      body: JSON.stringify(what), cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" });
    if (!answer.ok) throw answer;
    return answer.json();
  }

  function tell(kind, what) {
    return ask("/say", Object.assign({ browser, kind, meeting: line ? line.meeting : 0 }, what)).catch(() => {});
  }

  function fault(keys) {
    for (const one of document.querySelectorAll("[data-fault]")) one.hidden = !keys.includes(one.dataset.fault);
    by("faults").hidden = !keys.length;
    if (keys.length) by("faults").focus();
  }

  async function media() {
    const picture = { width: { ideal: 320 }, height: { ideal: 240 }, frameRate: { ideal: 15, max: 15 }, facingMode: "user" };
    const sound = { echoCancellation: true, noiseSuppression: true };
    if (!isSound) {
      try {
        return await navigator.mediaDevices.getUserMedia({ audio: sound, video: picture });
      } catch (error) {
        if (error.name === "NotAllowedError" || error.name === "SecurityError") throw error;
        isSound = true; // no camera, or another program has it
      }
    }
    return navigator.mediaDevices.getUserMedia({ audio: sound, video: false });
  }

  async function enter(event) {
    event.preventDefault();
    fault([]);
    by("go").disabled = true;
    try {
      const typed = is === "hers" ? await Words.hers(by("number").value, by("words").value, by("code").value)
        : await Words.room(by("code").value);
      if (typed.faults.length) { fault(typed.faults); return; }
      secrets = typed.secrets;
      browser = browser || Words.random();
      isSound = by("sound").checked;
      if (!(await into())) fault(["nothing"]);
    } catch (error) {
      fault([error instanceof Response && error.status === 429 ? "many" : "line"]);
    } finally {
      by("go").disabled = false;
    }
  }

  // Enters, or enters again: gives whether the door knows us.
  async function into() {
    for (const secret of secrets.length ? secrets : [""]) {
      try {
        await seated(await ask("/enter", { secret, browser }));
        return true;
      } catch (error) {
        if (!(error instanceof Response) || error.status !== 404) throw error;
      }
    }
    return false;
  }

  async function seated(told) {
    end = told.end; relay = told.relay; at = 0;
    isSoundCall = told.is_sound === true; // one of the two wished it so: no camera is asked for
    isSound = isSound || isSoundCall;
    sessionStorage.setItem(KEPT, JSON.stringify({ browser, isSound }));
    times(told);
    if (end === "watch") { show("watch"); hear(); return; }
    if (own) { if (isReady) await tell("ready", {}); return; }
    try {
      own = await media();
    } catch (error) {
      fault([error.name === "NotAllowedError" || error.name === "SecurityError" ? "refused" : "device"]);
      return;
    }
    by("mirror").srcObject = own;
    by("mirror").hidden = by("see-yourself").hidden = isSound;
    by("hear-yourself").hidden = !isSound || isSoundCall;
    by("hear-both").hidden = !isSoundCall;
    fault([]);
    show("ready");
    hear();
  }

  function times(told) {
    endsAt = Date.now() + told.left * 1000;
    beginsAt = Date.now() + told.begins_in * 1000;
  }

  let isHearing = false;
  async function hear() {
    if (isHearing) return;
    isHearing = true;
    while (!isOver) {
      try {
        const told = await ask("/hear", { browser, at });
        at = told.at;
        times(told);
        for (const one of told.words) await heard(one).catch(() => {});
      } catch (error) {
        if (error instanceof Response && error.status === 404) {
          if (!(await into().catch(() => true))) over({ state: "failed", because: "line_lost", seconds: 0 });
        }
        await new Promise((done) => setTimeout(done, 2000));
      }
    }
  }

  async function heard(one) {
    if (one.kind === "other") other(one);
    else if (one.kind === "meet") meet(one);
    else if (one.kind === "line") one.is_up ? quiet() : word("lost");
    else if (one.kind === "soon") word("soon");
    else if (one.kind === "picture") far(one.is_on);
    else if (one.kind === "state") watched(one);
    else if (one.kind === "over") over(one);
    else if (line) await line.hear(one);
  }

  function far(isSeen) {
    isFarSeen = isSeen;
    by("far").classList.toggle("without", !isSeen);
    quiet();
  }

  // What is said while nothing else is to be said.
  function quiet() { word(isFarSeen ? "" : "far_sound"); }

  function other(one) {
    const key = !one.is_there ? "away" : isReady && Date.now() < beginsAt ? "not_yet" : one.is_ready ? "other_ready" : "there";
    by("standing").textContent = said(key);
    for (const part of document.querySelectorAll("[data-watched]")) part.hidden = !one.is_watched;
  }

  function meet(one) {
    if (line) line.shut();
    isFarSeen = true;
    by("far").classList.remove("without");
    line = Line.open(relay, own, one.meeting, one.offers, isSoundCall, tell, {
      stream(stream) {
        by("far").srcObject = stream;
        by("far").play().catch((error) => { by("sound-on").hidden = error.name !== "NotAllowedError"; });
      },
      up(isUp) { tell("line", { is_up: isUp }); if (isUp) quiet(); else word("lost"); },
      poor() { picture(false); word("poor"); },
      silent() { word("silent"); },
    });
    by("near").srcObject = own;
    by("near").hidden = by("picture").hidden = isSound;
    word("joining");
    show("call");
    if (isSound || !isPicture) tell("picture", { is_on: false });
  }

  function picture(isOn) {
    const track = own.getVideoTracks()[0];
    if (!line || !track) return;
    isPicture = isOn;
    track.enabled = isOn;
    line.show(isOn ? track : null);
    by("near").hidden = !isOn;
    by("picture").textContent = said(isOn ? "picture_off" : "picture_on");
    tell("picture", { is_on: isOn });
  }

  function watched(one) {
    by("watched-state").textContent = said(`state_${one.state}`);
    by("watched-minutes").textContent = Math.floor(one.seconds / 60);
    by("watched-hers").textContent = said(one.there.includes("hers") ? "is_there" : "is_away");
    by("watched-his").textContent = said(one.there.includes("his") ? "is_there" : "is_away");
  }

  function over(one) {
    isOver = true;
    if (line) line.shut();
    if (own) for (const track of own.getTracks()) track.stop();
    for (const id of ["far", "near", "mirror"]) by(id).srcObject = null;
    sessionStorage.removeItem(KEPT);
    secrets = [];
    by("over-why").textContent = said(one.because ? `over_${one.because}` : "over_done");
    by("over-minutes").textContent = Math.ceil(one.seconds / 60);
    by("over-length").hidden = !one.seconds;
    by("over-telephone").hidden = one.state === "done";
    show("over");
  }

  function clock() {
    const seconds = Math.max(0, Math.round((endsAt - Date.now()) / 1000));
    const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    for (const one of document.querySelectorAll("[data-left]")) one.textContent = text;
  }

  function start() {
    const can = window.isSecureContext && window.RTCPeerConnection && navigator.mediaDevices
      && navigator.mediaDevices.getUserMedia && window.crypto && crypto.subtle && window.fetch;
    if (!can) { show("cannot"); return; }
    show("enter");
    by("form").addEventListener("submit", enter);
    by("begin").addEventListener("click", () => {
      isReady = true;
      by("begin").disabled = true;
      tell("ready", {});
    });
    for (const one of document.querySelectorAll("[data-leave]")) {
      one.addEventListener("click", () => { tell("leave", {}).then(() => setTimeout(() => {
        if (!isOver) over({ state: "done", because: "", seconds: 0 });
      }, 3000)); });
    }
    by("picture").addEventListener("click", () => picture(!isPicture));
    by("sound-on").addEventListener("click", () => { by("far").play(); by("sound-on").hidden = true; });
    by("stop").addEventListener("click", () => {
      if (by("why").value) tell("stop", { because: by("why").value });
      else by("why").focus();
    });
    setInterval(clock, 500);
    const kept = sessionStorage.getItem(KEPT);
    if (kept) {
      const told = JSON.parse(kept);
      browser = told.browser; isSound = told.isSound;
      into().then((known) => { if (!known) { sessionStorage.removeItem(KEPT); browser = ""; } }).catch(() => {});
    }
  }

  start();
}());
