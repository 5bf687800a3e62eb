"use strict";
// The line itself: one connection through the relay, and nothing beside it. What is told to the other end holds no
// address of this browser; the door takes out what slips through.

const Line = (function () {
  const PICTURE_BITS = 100000, SOUND_BITS = 24000, POOREST_BITS = 60000, LOOK_MS = 2000;

  function isOfRelay(line) {
    return / typ relay( |$)/.test(line) && !/\.local /.test(line);
  }

  function withoutSide(line) {
    return line.replace(/ raddr \S+ rport \d+/, "").replace(/ network-(id|cost) \d+/g, "");
  }

  function cleaned(description) {
    return description.split("\r\n").filter((line) => line.indexOf("a=candidate:") !== 0)
      .map((line) => (line.indexOf("c=") === 0 ? "c=IN IP4 0.0.0.0" : line)).join("\r\n");
  }

  async function limit(sender, bits) {
    try {
      const told = sender.getParameters();
      if (!told.encodings || !told.encodings.length) told.encodings = [{}];
      told.encodings[0].maxBitrate = bits;
      await sender.setParameters(told);
    } catch (error) { /* an older browser sends as it likes; the relay's own limit holds it */ }
  }

  // relay: urls, username, credential. isSound: of a call without a picture at either end. tell(kind, what) sends to
  // the other end. on: stream, up, poor, silent.
  function open(relay, own, meeting, offers, isSound, tell, on) {
    const line = new RTCPeerConnection({ iceServers: [relay], iceTransportPolicy: "relay",
      bundlePolicy: "max-bundle", rtcpMuxPolicy: "require" });
    let isShut = false, isDescribed = false, isUp = false, picture = null, poor = 0, silent = 0, again = 0;
    let lastReceived = 0, lastLost = 0, lastSent = 0;
    const waiting = [];

    for (const track of own.getTracks()) {
      const sender = line.addTrack(track, own);
      if (track.kind === "video") picture = sender;
    }
    if (offers && !picture && !isSound) line.addTransceiver("video", { direction: "recvonly" });

    line.ontrack = (event) => on.stream(event.streams[0] || new MediaStream([event.track]));
    line.onicecandidate = (event) => {
      const said = event.candidate ? event.candidate.candidate : "";
      if (said && isOfRelay(said)) tell("candidate", { said: withoutSide(said), part: event.candidate.sdpMLineIndex });
    };
    line.oniceconnectionstatechange = () => {
      const state = line.iceConnectionState;
      const now = state === "connected" || state === "completed";
      if (now !== isUp || state === "failed") {
        isUp = now;
        on.up(isUp);
        if (isUp) for (const one of line.getSenders()) if (one.track) limit(one, one.track.kind === "video" ? PICTURE_BITS : SOUND_BITS);
      }
      if (state === "failed" && offers && !again) again = setTimeout(() => { again = 0; offer(true); }, 3000);
    };

    async function offer(isAgain) {
      if (isShut) return;
      const made = await line.createOffer({ iceRestart: isAgain });
      await line.setLocalDescription(made);
      tell("offer", { said: cleaned(line.localDescription.sdp) });
      // Where the relay does not answer there is no candidate and no change of state: ask again until it is there.
      if (!again) again = setTimeout(() => { again = 0; if (!isUp) offer(true); }, 12000);
    }

    async function hear(word) {
      if (isShut || word.meeting !== meeting) return;
      if (word.kind === "candidate") {
        if (!isOfRelay(word.said)) return;
        const told = { candidate: word.said, sdpMLineIndex: word.part };
        if (isDescribed) await line.addIceCandidate(told).catch(() => {});
        else waiting.push(told);
        return;
      }
      if (word.kind === "answer" && line.signalingState !== "have-local-offer") return;
      await line.setRemoteDescription({ type: word.kind, sdp: word.said });
      isDescribed = true;
      while (waiting.length) await line.addIceCandidate(waiting.shift()).catch(() => {});
      if (word.kind === "offer") {
        await line.setLocalDescription(await line.createAnswer());
        tell("answer", { said: cleaned(line.localDescription.sdp) });
      }
    }

    // Looks how the line carries: a poor one gives the picture up, so that the sound holds.
    const looking = setInterval(async () => {
      if (!isUp) return;
      let received = 0, lost = 0, sent = 0, room = Infinity, share = 0;
      (await line.getStats()).forEach((one) => {
        const kind = one.kind || one.mediaType;
        if (one.type === "inbound-rtp" && kind === "audio") received += one.packetsReceived;
        if (one.type === "outbound-rtp" && kind === "video") sent += one.packetsSent;
        if (one.type === "remote-inbound-rtp" && kind === "video") lost += one.packetsLost;
        if (one.type === "candidate-pair" && one.nominated && one.availableOutgoingBitrate) room = one.availableOutgoingBitrate;
      });
      if (sent > lastSent) share = (lost - lastLost) / (sent - lastSent);
      poor = share > 0.12 || room < POOREST_BITS ? poor + 1 : 0;
      silent = received - lastReceived < 10 ? silent + 1 : 0;
      lastReceived = received; lastLost = lost; lastSent = sent;
      if (poor >= 4 && picture && picture.track) on.poor();
      if (silent === 4) on.silent();
    }, LOOK_MS);

    if (offers) offer(false);
    return {
      meeting,
      hear,
      show(track) { return picture ? picture.replaceTrack(track).then(() => { poor = 0; }) : Promise.resolve(); },
      shut() { isShut = true; clearInterval(looking); clearTimeout(again); line.close(); },
    };
  }

  return { open };
}());
