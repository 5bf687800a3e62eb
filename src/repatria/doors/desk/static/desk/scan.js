// Reads the square code of a paper: from the camera, or from a picture that stays in this browser. Nothing is sent but
// what stands in the field, when somebody presses the button. Without this script the field is typed, or a hand scanner types.
"use strict";
(() => {
  const place = document.getElementById("scan");
  const field = document.getElementById("scanned");
  const said = document.getElementById("scan-said");
  const video = document.getElementById("scan-camera");
  const start = document.getElementById("scan-start");
  const picture = document.getElementById("scan-picture");
  let ready = null;
  let stream = null;

  const reader = () => {
    ready ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = place.dataset.reader;
      script.onload = () => {
        ZXingWASM.prepareZXingModule({ overrides: { locateFile: () => place.dataset.wasm } });
        done();
      };
      script.onerror = failed;
      document.head.append(script);
    });
    return ready;
  };

  const found = async (image) => {
    await reader();
    const codes = await ZXingWASM.readBarcodes(image, { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 1 });
    return codes.length ? codes[0].text : "";
  };

  const take = (text) => {
    let code = text;
    try {
      code = new URL(text).searchParams.get("code") ?? text; // papers that anybody may check hold an address
    } catch { /* no address */ }
    field.value = code.slice(0, 400);
    said.textContent = place.dataset.found;
    field.form.querySelector("button").focus();
  };

  const stop = () => {
    stream?.getTracks().forEach((one) => one.stop());
    stream = null;
    video.hidden = true;
  };

  start.addEventListener("click", async () => {
    if (stream) return stop();
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      said.textContent = place.dataset.denied;
      return;
    }
    video.srcObject = stream;
    video.hidden = false;
    said.textContent = place.dataset.looking;
    await video.play();
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    while (stream) {
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      if (canvas.width) {
        pen.drawImage(video, 0, 0);
        const text = await found(pen.getImageData(0, 0, canvas.width, canvas.height)).catch(() => "");
        if (text) {
          stop();
          take(text);
          return;
        }
      }
      await new Promise((next) => setTimeout(next, 200));
    }
  });

  picture.addEventListener("change", async () => {
    const [file] = picture.files;
    if (!file) return;
    said.textContent = place.dataset.looking;
    try {
      const text = await found(file);
      if (text) take(text);
      else said.textContent = place.dataset.none;
    } catch {
      said.textContent = place.dataset.none;
    }
    picture.value = "";
  });

  place.hidden = false;
  start.hidden = !navigator.mediaDevices?.getUserMedia;
})();
