// Makes this computer's key and shows the public half to the form; after enrolling, keeps the number it was given.
"use strict";
(async () => {
  const field = document.querySelector("#enrolling [name=public_key]"), enrolled = document.getElementById("enrolled");
  const { point } = await device.key();
  if (field) field.value = point;
  if (!enrolled) return;
  if (enrolled.dataset.key !== point) { document.getElementById("other").hidden = false; return; }
  await device.put("me", { id: enrolled.dataset.device, place: enrolled.dataset.place });
})();
